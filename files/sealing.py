"""A file sealed piece by piece, under a key of its own: written and read without ever holding it whole.

Every piece is bound to its place and to whether it is the last, so that nothing can be cut off, left out or
put elsewhere. The key is random: the same file sealed twice has nothing in common with itself.
"""

import base64
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidTag

from keys.suites import NONCE_BYTES, SUITES, Suite, SuiteName

PIECE = 64 * 1024  # bytes
_OVERHEAD = NONCE_BYTES + 16  # the tag


class Tampered(Exception):
    """What lies there is not what was sealed."""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Writable(Protocol):
    def write(self, data: bytes, /) -> object: ...


@dataclass(frozen=True)
class FileKey:
    """The key of one file, with the suite that seals with it."""

    suite: Suite
    key: bytes

    @classmethod
    def fresh(cls, suite: Suite) -> "FileKey":
        """One that nobody has seen."""
        return cls(suite, os.urandom(suite.key_bytes))

    @classmethod
    def read(cls, written: str) -> "FileKey":
        """As ``written`` wrote it."""
        name, _, key = written.partition(":")
        return cls(SUITES[SuiteName(name)], base64.b64decode(key, validate=True))

    @property
    def written(self) -> str:
        """As it is sealed itself."""
        return f"{self.suite.name}:{base64.b64encode(self.key).decode()}"


class Sealing:
    """Seals into a file what is written to it; ``close`` writes the last piece."""

    def __init__(self, file: Writable, key: FileKey) -> None:
        self.key = key
        self._file, self._sealer = file, key.suite.sealer(key.key)
        self._waiting, self._n = bytearray(), 0
        self._hash = hashlib.sha256()
        self.size = 0  # bytes of what was written, in clear

    def write(self, data: bytes) -> None:
        """Some more of it."""
        self.size += len(data)
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        """That was all."""
        self._seal(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    @property
    def digest(self) -> str:
        """SHA-256 of what was sealed, as it lies there (hex)."""
        return self._hash.hexdigest()

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        sealed = self._sealer.seal(piece, _place(self._n, is_last=is_last))
        self._n += 1
        self._hash.update(sealed)
        self._file.write(sealed)


def opened(file: Readable, key: FileKey) -> Iterator[bytes]:
    """What was sealed, piece by piece. Raises Tampered at the first piece that is not as it was."""
    sealer, n = key.suite.sealer(key.key), 0
    piece = _whole(file)
    while True:
        following = _whole(file)
        try:
            yield sealer.open(piece, _place(n, is_last=not following))
        except InvalidTag:
            raise Tampered from None
        if not following:
            return
        piece, n = following, n + 1


def _whole(file: Readable) -> bytes:
    """A whole piece: what comes over a network comes in parts."""
    piece = bytearray()
    while len(piece) < PIECE + _OVERHEAD and (more := file.read(PIECE + _OVERHEAD - len(piece))):
        piece += more
    return bytes(piece)


def _place(n: int, *, is_last: bool) -> bytes:
    return f"file|{n}|{'last' if is_last else 'more'}".encode()
