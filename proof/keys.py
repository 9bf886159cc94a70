"""Keys that sign (签名密钥, Ed25519): how one is known, how the old one introduces the new one."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rules.journal import canonical

SEED_BYTES = 32


class Signer:
    """Whoever holds the seed of a key, 32 bytes."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw().hex()
        self.id = key_id(self.public)

    def sign(self, purpose: str, said: bytes) -> str:
        """The signature, in hex. What is signed for one purpose is no signature for another."""
        return self._key.sign(_for(purpose, said)).hex()


class NotIntroduced(Exception):
    """A new signing key was set without the one before it, which would have to introduce it."""


@dataclass(frozen=True)
class Introduced:
    """A public key, since when it signs, and the key that says so: the first says so itself."""

    id: str
    public: str
    since: str  # ISO 8601, in UTC
    by: str
    signature: str

    @property
    def said(self) -> bytes:
        """What ``by`` has signed."""
        return canonical([self.id, self.public, self.since, self.by])


def key_id(public: str) -> str:
    """The fingerprint by which a public key (hex) is known."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:32]


def introduce(signer: Signer, since: str, by: Signer | None = None) -> Introduced:
    """A key, introduced by one that is known; the first by itself."""
    by = by or signer
    draft = Introduced(signer.id, signer.public, since, by.id, "")
    return Introduced(draft.id, draft.public, since, by.id, by.sign("key", draft.said))


def introduction(stand: Sequence[Introduced], signers: Sequence[Signer], since: str) -> Introduced | None:
    """What makes the first of these signers known where these keys are; None if it is.

    Raises NotIntroduced if the last of these keys is held by none of the signers.
    """
    current, *older = signers
    if any(each.id == current.id for each in stand):
        return None
    by = next((each for each in older if stand and each.id == stand[-1].id), None)
    if stand and by is None:
        raise NotIntroduced
    return introduce(current, since, by)


def is_signed(public: str, purpose: str, said: bytes, signature: str) -> bool:
    """Whether this key has signed this for this purpose; what is no key, or no signature, has not."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), _for(purpose, said))
    except (InvalidSignature, ValueError):
        return False
    return True


def known(introduced: Iterable[Introduced], first: str | None = None) -> tuple[dict[str, str], list[str]]:
    """The public keys by id that lead back to the first one, and the ids of those that do not.

    ``first``: the fingerprint that the first one must have, if one was told by other means.
    """
    keys: dict[str, str] = {}
    strangers: list[str] = []
    for each in introduced:
        is_first = not keys and each.by == each.id and first in (None, each.id)
        by: Mapping[str, str] = {each.id: each.public} if is_first else keys
        is_itself = _is_hex(each.public) and key_id(each.public) == each.id
        if is_itself and each.by in by and is_signed(by[each.by], "key", each.said, each.signature):
            keys[each.id] = each.public
        else:
            strangers.append(each.id)
    return keys, strangers


def _is_hex(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == SEED_BYTES
    except ValueError:
        return False


def _for(purpose: str, said: bytes) -> bytes:
    return f"fengqiao {purpose}\n".encode() + said
