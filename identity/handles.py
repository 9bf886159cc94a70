"""Secrets that are handed out and known again by a digest: sessions, tokens, invitations."""

import base64
import hashlib
import hmac
import secrets

_BYTES = 32


def new_secret() -> str:
    """256 random bits, to be handed out once; kept here is ``digest_of`` it."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(secret: str) -> str:
    """By which a secret is found again, and from which it cannot be told: it has 256 bits of its own."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def derived(secret: str, purpose: str) -> str:
    """What only the holder of a secret can also show, for one purpose: 256 bits, fit for a URL."""
    digest = hmac.digest(secret.encode("utf-8", "surrogatepass"), purpose.encode(), "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_same(one: str, other: str) -> bool:
    """Whether two are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
