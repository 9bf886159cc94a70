"""The keeper's keys: how a text is sealed for its matter, and how it can be found without being read."""

import hashlib
import hmac
import os
import unicodedata
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12
_TOKEN_BYTES = 8  # a database's whole number; what two texts share by chance, opening them tells apart


class Keeper:
    """The holder of a 32-byte key, known by its id. Wraps the matters' keys and derives the index key.

    Raises cryptography.exceptions.InvalidTag where something was sealed with another key or place.
    """

    def __init__(self, key: bytes, key_id: str) -> None:
        self.key_id = key_id
        self._wrapping = AESGCM(HKDF(SHA256(), 32, None, b"fengqiao matter keys").derive(key))
        self._index_key = HKDF(SHA256(), 32, None, b"fengqiao name index").derive(key)

    def new_key(self, matter: str) -> bytes:
        """A fresh AES-256 key for a matter, wrapped."""
        return self._wrap(AESGCM.generate_key(256), matter)

    def key_of(self, matter: str, wrapped: bytes) -> "MatterKey":
        """The key of a matter, ready to seal and open."""
        return MatterKey(matter, self._unwrap(wrapped, matter))

    def wrap_for(self, other: "Keeper", matter: str, wrapped: bytes) -> bytes:
        """A matter's key that this keeper wrapped, wrapped by another."""
        return other._wrap(self._unwrap(wrapped, matter), matter)  # noqa: SLF001 - a keeper too

    def tokens(self, kind: str, text: str) -> list[int]:
        """Every character and every pair of neighbours, each once, keyed, in an order that tells nothing."""
        plain = plainly(text)
        return self._keyed(kind, {*plain, *_pairs(plain)})

    def needed(self, kind: str, text: str) -> list[int]:
        """The tokens of every text that contains this one."""
        plain = plainly(text)
        return self._keyed(kind, _pairs(plain) or set(plain))

    def _keyed(self, kind: str, grams: set[str]) -> list[int]:
        said = (f"{kind}|{gram}".encode("utf-8", "surrogatepass") for gram in grams)
        digests = (hmac.digest(self._index_key, each, "sha256") for each in said)
        return sorted(int.from_bytes(each[:_TOKEN_BYTES], signed=True) for each in digests)

    def _wrap(self, key: bytes, matter: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._wrapping.encrypt(nonce, key, self._place(matter))

    def _unwrap(self, wrapped: bytes, matter: str) -> bytes:
        return self._wrapping.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], self._place(matter))

    def _place(self, matter: str) -> bytes:
        return f"{self.key_id}|{matter}".encode()


def keeper_from(key: bytes) -> Keeper:
    """The keeper of a key; another key is another keeper, and has another id."""
    return Keeper(key, hashlib.sha256(key).hexdigest()[:16])


class MatterKey:
    """The data key of one matter. What it seals opens only for that matter, reference and kind."""

    def __init__(self, matter: str, key: bytes) -> None:
        self._matter = matter
        self._cipher = AESGCM(key)

    def seal(self, ref: UUID, kind: str, text: str) -> tuple[bytes, bytes]:
        """Nonce and ciphertext."""
        nonce = os.urandom(_NONCE_BYTES)
        said = text.encode("utf-8", "surrogatepass")
        return nonce, self._cipher.encrypt(nonce, said, self._place(ref, kind))

    def open(self, ref: UUID, kind: str, nonce: bytes, ciphertext: bytes) -> str:
        """The text. Raises InvalidTag if it was sealed for another matter, reference or kind."""
        said = self._cipher.decrypt(nonce, ciphertext, self._place(ref, kind))
        return said.decode("utf-8", "surrogatepass")

    def _place(self, ref: UUID, kind: str) -> bytes:
        return f"{self._matter}|{ref}|{kind}".encode()


def plainly(text: str) -> str:
    """As it is searched for: full and half width the same, upper and lower case the same, without spaces."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(folded.split())


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}
