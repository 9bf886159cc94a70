"""Signatures by Standard Webhooks: HMAC with the secret, and Ed25519 where keys were exchanged."""

import base64
import hmac
from binascii import Error
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from standardwebhooks import Webhook

WINDOW = 300  # seconds, before and after


@dataclass(frozen=True)
class Keys:
    """What an agency and the county have agreed on: one secret for both directions, perhaps key pairs."""

    secret: str
    own: Ed25519PrivateKey | None = None
    county: Ed25519PublicKey | None = None

    def headers(self, id: str, at: datetime, body: bytes) -> dict[str, str]:
        """The three headers under which a body goes out at this moment."""
        signatures = [Webhook(self.secret).sign(id, at, body.decode())]
        seconds = str(int(at.timestamp()))
        if self.own:
            made = self.own.sign(f"{id}.{seconds}.".encode() + body)
            signatures.append("v1a," + base64.b64encode(made).decode())
        return {
            "webhook-id": id,
            "webhook-timestamp": seconds,
            "webhook-signature": " ".join(signatures),
        }

    def why_not(self, headers: Mapping[str, str], body: bytes, now: datetime) -> str | None:
        """Why a body is not taken as the county's: a code, or None when it is."""
        id, seconds = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
        signatures = headers.get("webhook-signature", "").split()
        if not (id and seconds and signatures):
            return "unsigned"
        if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 12):
            return "outside-window"
        if abs(now.timestamp() - int(seconds)) > WINDOW:
            return "outside-window"
        is_good = any(self._is_good(each, id, seconds, body) for each in signatures[:8])
        return None if is_good else "bad-signature"

    def _is_good(self, signature: str, id: str, seconds: str, body: bytes) -> bool:
        version, _, given = signature.partition(",")
        if version == "v1":
            try:
                made = Webhook(self.secret).sign(id, datetime.fromtimestamp(int(seconds), UTC), body.decode())
            except UnicodeDecodeError:
                return False
            return hmac.compare_digest(made.encode(), signature.encode())
        if version == "v1a" and self.county:
            try:
                self.county.verify(base64.b64decode(given, validate=True), f"{id}.{seconds}.".encode() + body)
            except (InvalidSignature, Error):
                return False
            return True
        return False


def checked(secret: str) -> str:
    """The secret, if it is `whsec_` and base64. Raises ValueError."""
    if not base64.b64decode(secret.removeprefix("whsec_"), validate=True) or not secret.startswith("whsec_"):
        raise ValueError("a secret is whsec_ and base64")
    return secret


def private_key(written: str) -> Ed25519PrivateKey:
    """A private key, `whsk_` and base64 of its 32 bytes. Raises ValueError."""
    return Ed25519PrivateKey.from_private_bytes(_bytes(written, "whsk_")[:32])


def public_key(written: str) -> Ed25519PublicKey:
    """A public key, `whpk_` and base64 of its 32 bytes. Raises ValueError."""
    return Ed25519PublicKey.from_public_bytes(_bytes(written, "whpk_"))


def _bytes(written: str, prefix: str) -> bytes:
    if not written.startswith(prefix):
        raise ValueError(f"a key begins with {prefix}")
    return base64.b64decode(written.removeprefix(prefix), validate=True)
