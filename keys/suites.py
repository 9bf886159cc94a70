"""Suites of algorithms (密码套件): the international one, and the one of the Chinese standards (国密).

What is sealed names the suite that sealed it, so both open beside each other. Neither is a certified product.
"""

import hmac
import os
from abc import ABC, abstractmethod
from collections.abc import Mapping
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SHA256, SM3, Hash, HashAlgorithm
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
_TAG_BYTES = 16


class SuiteName(StrEnum):
    """The suites by which an installation may be set to seal: 国际算法, 国密算法."""

    INTL = "intl"
    GM = "gm"


class Sealer(ABC):
    """One key of one cipher, ready to seal. A nonce of its own stands before each ciphertext."""

    def seal(self, said: bytes, place: bytes) -> bytes:
        """Nonce, ciphertext and tag, bound to the place it is sealed for."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._encrypt(nonce, said, place)

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """What was sealed. Raises InvalidTag for another key, another place, or a changed byte."""
        if len(sealed) < NONCE_BYTES + _TAG_BYTES:
            raise InvalidTag
        return self._decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)

    @abstractmethod
    def _encrypt(self, nonce: bytes, said: bytes, place: bytes) -> bytes: ...

    @abstractmethod
    def _decrypt(self, nonce: bytes, sealed: bytes, place: bytes) -> bytes: ...


class _Aes(Sealer):
    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def _encrypt(self, nonce: bytes, said: bytes, place: bytes) -> bytes:
        return self._cipher.encrypt(nonce, said, place)

    def _decrypt(self, nonce: bytes, sealed: bytes, place: bytes) -> bytes:
        return self._cipher.decrypt(nonce, sealed, place)


class _Sm4(Sealer):
    """GB/T 32907 in GCM (RFC 8998), which the library offers as a mode and not as one step."""

    def __init__(self, key: bytes) -> None:
        self._key = SM4(key)

    def _encrypt(self, nonce: bytes, said: bytes, place: bytes) -> bytes:
        encryptor = Cipher(self._key, GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(place)
        return encryptor.update(said) + encryptor.finalize() + encryptor.tag

    def _decrypt(self, nonce: bytes, sealed: bytes, place: bytes) -> bytes:
        decryptor = Cipher(self._key, GCM(nonce, sealed[-_TAG_BYTES:])).decryptor()
        decryptor.authenticate_additional_data(place)
        return decryptor.update(sealed[:-_TAG_BYTES]) + decryptor.finalize()


class Suite(ABC):
    """A cipher, a hash, and what is made of the hash."""

    name: SuiteName
    cipher: str
    """As what is sealed names it."""
    key_bytes: int
    """Of the cipher's key."""
    hash: HashAlgorithm

    @abstractmethod
    def sealer(self, key: bytes) -> Sealer:
        """The cipher with a key of ``key_bytes``."""

    @abstractmethod
    def digest(self, key: bytes, said: bytes) -> bytes:
        """32 bytes of HMAC."""

    def derive(self, key: bytes, purpose: bytes, length: int) -> bytes:
        """A key for one purpose, made of another (HKDF)."""
        return HKDF(self.hash, length, None, purpose).derive(key)

    def fingerprint(self, key: bytes) -> str:
        """By which a key is known, and from which nobody learns it."""
        hashing = Hash(self.hash)
        hashing.update(key)
        return hashing.finalize().hex()[:16]


class _International(Suite):
    name, cipher, key_bytes, hash = SuiteName.INTL, "aes-256-gcm", 32, SHA256()

    def sealer(self, key: bytes) -> Sealer:
        return _Aes(key)

    def digest(self, key: bytes, said: bytes) -> bytes:
        return hmac.digest(key, said, "sha256")


class _GuoMi(Suite):
    name, cipher, key_bytes, hash = SuiteName.GM, "sm4-gcm", 16, SM3()

    def sealer(self, key: bytes) -> Sealer:
        return _Sm4(key)

    def digest(self, key: bytes, said: bytes) -> bytes:
        made = HMAC(key, self.hash)  # the standard library has it only where its OpenSSL does
        made.update(said)
        return made.finalize()


SUITES: Mapping[SuiteName, Suite] = {each.name: each for each in (_International(), _GuoMi())}
INTL, GM = SUITES[SuiteName.INTL], SUITES[SuiteName.GM]
