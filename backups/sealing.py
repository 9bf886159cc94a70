"""Sealing for the recipients of backups (age), compressed first; and opening. Nothing is ever on the disk in
clear on its way."""

import hashlib
import os
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

import pyrage

from backups.words import Failed

_PIECE = 1 << 20
_GZIP = 16 + zlib.MAX_WBITS
_MARK = "AGE-SECRET-KEY-1"


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class Part:
    """A sealed file of a backup: its name there, its bytes, and their SHA-256 (hex)."""

    name: str
    size: int
    sha256: str


class Recipients:
    """For whom backups are sealed: public keys, of which each alone opens them. Raises Failed."""

    def __init__(self, written: str) -> None:
        self.names = tuple(filter(None, map(str.strip, written.split(","))))
        if not self.names:
            raise Failed("recipients-missing")
        try:
            self.keys = [pyrage.x25519.Recipient.from_str(each) for each in self.names]
        except pyrage.RecipientError:
            raise Failed("recipients-wrong") from None


def identities(file: Path) -> list[Any]:
    """The private keys of a file as `age-keygen` writes it. Raises Failed."""
    try:
        lines = [line.strip() for line in file.read_text().splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith(_MARK)]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        found = []
    if not found:
        raise Failed("identity-unreadable", file=file)
    return found


def new_identity() -> tuple[str, str]:
    """A private key, and the recipient that belongs to it."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


class Compressed:
    """Reads what `gzip` makes of another source; the quickest way, for most is sealed already."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._packing = zlib.compressobj(1, zlib.DEFLATED, _GZIP)
        self._ready = bytearray()
        self._is_done = False

    def read(self, size: int = -1, /) -> bytes:
        while not self._is_done and (size < 0 or len(self._ready) < size):
            piece = self._source.read(_PIECE)
            self._is_done = not piece
            self._ready += self._packing.compress(piece) if piece else self._packing.flush()
        size = len(self._ready) if size < 0 else size
        given = bytes(self._ready[:size])
        del self._ready[:size]
        return given


class _Hashed:
    def __init__(self, file: BinaryIO) -> None:
        self._file, self._digest, self.size = file, hashlib.sha256(), 0

    def write(self, data: bytes, /) -> int:
        self._digest.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def seal(source: Readable, path: Path, recipients: Recipients) -> Part:
    """Write what is read, sealed, to a new file that is on the disk when this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        hashed = _Hashed(file)
        pyrage.encrypt_io(cast("BinaryIO", source), cast("BinaryIO", hashed), recipients.keys)
        file.flush()
        os.fsync(file.fileno())
    return Part(path.name, hashed.size, hashed.sha256)


def digest_of(path: Path) -> tuple[int, str]:
    """The size of a file, and its SHA-256. Raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), digest


@contextmanager
def opened(path: Path, keys: Sequence[Any], recipients: Sequence[str], skip: int = 0) -> Iterator[BinaryIO]:
    """A stream of what was sealed, still compressed; ``skip`` bytes stand before it. Raises Failed."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def decrypt() -> None:
        with os.fdopen(writing, "wb") as out, path.open("rb") as file:
            file.seek(skip)
            try:
                pyrage.decrypt_io(cast("BinaryIO", file), out, list(keys))
            except Exception as error:  # noqa: BLE001  told to whoever reads
                failed.append(error)

    thread = threading.Thread(target=decrypt, name="opening")
    thread.start()
    try:
        with os.fdopen(reading, "rb") as stream:
            yield stream
            while stream.read(_PIECE):
                pass
    except Exception:
        thread.join()
        _raise_for(failed, path, recipients)
        raise
    thread.join()
    _raise_for(failed, path, recipients)


def _raise_for(failed: list[BaseException], path: Path, recipients: Sequence[str]) -> None:
    if failed:
        if "matching" in str(failed[0]).lower():
            raise Failed(
                "identity-does-not-open", what=path.name, recipients=", ".join(recipients)
            ) from failed[0]
        raise Failed("tampered", what=path.name) from failed[0]


def unpacked(source: Readable, write: Callable[[bytes], object]) -> None:
    """Write what was compressed. Raises zlib.error."""
    unpacking = zlib.decompressobj(_GZIP)
    while piece := source.read(_PIECE):
        write(unpacking.decompress(piece))
    write(unpacking.flush())
    if not unpacking.eof:
        raise zlib.error("cut off")


def sealed_bytes(said: bytes, recipients: Recipients) -> bytes:
    """A few bytes, sealed."""
    sealed: bytes = pyrage.encrypt(said, recipients.keys)
    return sealed


def opened_bytes(sealed: bytes, keys: Sequence[Any], what: str) -> bytes:
    """A few bytes, opened. Raises Failed."""
    try:
        said: bytes = pyrage.decrypt(sealed, list(keys))
    except pyrage.DecryptError as error:
        if "matching" in str(error).lower():
            raise Failed("identity-does-not-open", what=what, recipients="?") from error
        raise Failed("tampered", what=what) from error
    return said
