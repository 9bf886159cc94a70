"""Where backups lie (备份目录): sets, the log between them, and files under their hashes.

sets/20261127T100500Z-1a2b3c/   manifest.json, base.tar.gz.age, engine.db.gz.age, files.txt
wal/SYSTEM/000000010000000000000007.age
files/ordinary/ab/ab…            sealed long before they come here, and named by what lies there
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from backups.manifests import LogHead, Manifest
from backups.words import Failed

MANIFEST, BASE, ENGINE, FILES = "manifest.json", "base.tar.gz.age", "engine.db.gz.age", "files.txt"
_DRAFT = ".draft-"
_SEALED = ".age"
_LONGEST_HEAD = 16 * 1024  # bytes of the first line of a file of the log


class Place:
    """A directory for backups alone; best a mount of another machine."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.sets = self.root / "sets"
        self.files = self.root / "files"

    def wal(self, system: str) -> Path:
        return self.root / "wal" / system

    def make(self) -> None:
        """Raises OSError."""
        for directory in (self.root, self.sets, self.files):
            directory.mkdir(parents=True, exist_ok=True, mode=0o700)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One at a time takes a backup here, or puts away old ones. Raises Failed."""
        self.make()
        with (self.root / ".lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Failed("busy", place=self.root) from None
            yield

    def draft(self) -> Path:
        """A new directory in which a set is put together. What broke off before is gone then."""
        for left in self.sets.glob(f"{_DRAFT}*"):
            shutil.rmtree(left, ignore_errors=True)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        draft = self.sets / f"{_DRAFT}{name}"
        draft.mkdir(mode=0o700)
        return draft

    def finish(self, draft: Path, manifest: Manifest) -> Path:
        """Make it a backup: from one moment to the next it is there whole."""
        write_durably(draft / MANIFEST, manifest.written().encode())
        flush(draft)
        final = self.sets / manifest.id
        draft.rename(final)
        flush(self.sets)
        return final

    def taken(self) -> list[Manifest]:
        """All whole backups, the oldest first. What cannot be read is none."""
        found = []
        for path in sorted(self.sets.glob(f"[0-9]*/{MANIFEST}")):
            try:
                manifest = Manifest.read(path.read_text())
            except (ValueError, KeyError, TypeError):
                continue
            if manifest.id == path.parent.name:
                found.append(manifest)
        return sorted(found, key=lambda each: each.at)

    def names_of(self, manifest: Manifest) -> dict[str, list[str]]:
        """The files that belong to a backup, by store."""
        names: dict[str, list[str]] = {store: [] for store in manifest.files}
        for line in (self.sets / manifest.id / FILES).read_text().splitlines():
            store, _, name = line.partition("/")
            names.setdefault(store, []).append(name)
        return names

    def file(self, store: str, name: str) -> Path:
        return self.files / store / name[:2] / name

    def log(self, system: str) -> dict[str, Path]:
        """The files of the log by their names there: the whole one, where there are both."""
        found: dict[str, Path] = {}
        for path in sorted(self.wal(system).glob(f"*{_SEALED}"), reverse=True):
            name = path.name.removesuffix(_SEALED)
            if name.endswith(".partial"):
                found.setdefault(name.removesuffix(".partial"), path)
            else:
                found[name] = path
        return dict(sorted(found.items()))


def log_name(name: str, *, is_whole: bool) -> str:
    """What a file of the log is called in the archive."""
    return f"{name}{'' if is_whole else '.partial'}{_SEALED}"


def head_of(path: Path) -> tuple[LogHead, int]:
    """What a file of the log says of itself, and where what is sealed begins. Raises Failed."""
    with path.open("rb") as file:
        line = file.readline(_LONGEST_HEAD)
    try:
        return LogHead.read(line), len(line)
    except (ValueError, KeyError, TypeError):
        raise Failed("tampered", what=path.name) from None


def write_durably(path: Path, data: bytes) -> None:
    """Whole or not at all, and on the disk."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    flush(path.parent)


def flush(path: Path) -> None:
    """Have what stands there, or which names stand there, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
