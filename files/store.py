"""Where sealed files lie (文件库), each under the hash of what lies there: in a directory of this machine, or
in a store that speaks S3 (``files/objects.py``). What is written is there whole, or not at all.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from files.sealing import Readable

NAME = re.compile(r"[0-9a-f]{64}")
_SCRATCH = "incoming"
_MODE = 0o700


class FilesAway(Exception):
    """The store cannot be reached; what happened to what was asked is not known."""


class NotThere(Exception):
    """The store has nothing under this name."""


class Store(Protocol):
    """Names are hashes (hex). All raise FilesAway."""

    @property
    def scratch(self) -> Path: ...

    async def put(self, name: str, file: Path) -> None:
        """Have the file there under its name, durably. Twice is the same as once."""

    async def open(self, name: str) -> Readable:
        """Raises NotThere."""

    async def delete(self, name: str) -> None:
        """What is not there is gone already."""

    def older_than(self, at: datetime) -> AsyncIterator[str]:
        """The names of all that has lain there since before an instant."""

    async def is_there(self) -> bool: ...


@contextmanager
def scratch_file(scratch: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file that nobody else can read; gone afterwards, unless it was moved away."""
    scratch.mkdir(_MODE, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=scratch)
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file, path
    finally:
        path.unlink(missing_ok=True)


def forget_scratch(scratch: Path, before: datetime) -> int:
    """Remove what a process that was killed left behind; how many."""
    found = 0
    for path in scratch.glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp():
                path.unlink()
                found += 1
    return found


class Directory:
    """A directory of this machine, its files by the first two signs of their names."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def scratch(self) -> Path:
        return self._root / _SCRATCH

    async def put(self, name: str, file: Path) -> None:
        """To the disk, then to its name, then the name to the disk."""
        await _at_the_disk(self._put, self._path(name), file)

    async def open(self, name: str) -> Readable:
        try:
            return await asyncio.to_thread(self._path(name).open, "rb")
        except FileNotFoundError:
            raise NotThere from None
        except OSError:
            raise FilesAway from None

    async def delete(self, name: str) -> None:
        await _at_the_disk(self._path(name).unlink, missing_ok=True)

    async def older_than(self, at: datetime) -> AsyncIterator[str]:
        for path in await asyncio.to_thread(self._older, at):
            yield path.name

    async def is_there(self) -> bool:
        """Whether something could be written."""
        try:
            await asyncio.to_thread(self.scratch.mkdir, _MODE, parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self.scratch, os.W_OK)

    def _older(self, at: datetime) -> list[Path]:
        found = []
        for path in self._root.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(FileNotFoundError):
                if NAME.fullmatch(path.name) and path.stat().st_mtime < at.timestamp():
                    found.append(path)
        return found

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError(name)
        return self._root / name[:2] / name

    @staticmethod
    def _put(path: Path, file: Path) -> None:
        _flush(file, os.O_RDWR)
        is_new = not path.parent.exists()
        path.parent.mkdir(_MODE, parents=True, exist_ok=True)
        file.replace(path)
        _flush(path.parent, os.O_RDONLY)
        if is_new:
            _flush(path.parent.parent, os.O_RDONLY)


async def _at_the_disk(what: Callable[..., object], *args: object, **named: object) -> None:
    try:
        await asyncio.to_thread(what, *args, **named)
    except OSError:
        raise FilesAway from None


def _flush(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
