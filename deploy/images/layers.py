"""A layer of an image: a tar that is the same whenever the same things are put into it."""

import hashlib
import io
import os
import stat
import tarfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from deploy.images import EPOCH

FILE, PROGRAM, DIRECTORY, ROOT = 0o644, 0o755, 0o755, 0


@dataclass(frozen=True)
class Layer:
    """A tar, and the digest by which an image names it."""

    path: Path
    digest: str

    @classmethod
    def of(cls, path: Path) -> "Layer":
        """The layer that this tar is."""
        with path.open("rb") as file:
            return cls(path, hashlib.file_digest(file, "sha256").hexdigest())


@dataclass
class Contents:
    """What goes into a layer, by its path there."""

    _files: dict[str, tuple[tarfile.TarInfo, bytes | Path | None]] = field(default_factory=dict)

    def directory(self, where: str, mode: int = DIRECTORY, owner: int = ROOT) -> None:
        """A directory; those above it are made with it, root's own."""
        entry = self._entry(where, tarfile.DIRTYPE, mode, owner)
        self._put(entry, None)

    def file(self, where: str, content: bytes | Path, mode: int = FILE, owner: int = ROOT) -> None:
        """A file with this content, or with that of a file here."""
        entry = self._entry(where, tarfile.REGTYPE, mode, owner)
        entry.size = content.stat().st_size if isinstance(content, Path) else len(content)
        self._put(entry, content)

    def link(self, where: str, target: str) -> None:
        """A symbolic link."""
        entry = self._entry(where, tarfile.SYMTYPE, 0o777, ROOT)
        entry.linkname = target
        self._put(entry, None)

    def tree(self, source: Path, where: str, leave_out: frozenset[str] = frozenset()) -> None:
        """A directory here with everything below it, but names that are left out; all of it root's."""
        for above, folders, names in os.walk(source):
            folders[:] = [folder for folder in folders if folder not in leave_out]
            there = PurePosixPath(where) / Path(above).relative_to(source).as_posix()
            self.directory(str(there))
            for name in [*names, *(each for each in folders if (Path(above) / each).is_symlink())]:
                if name not in leave_out:
                    self._found(Path(above) / name, str(there / name))

    def _found(self, path: Path, where: str) -> None:
        if path.is_symlink():
            self.link(where, str(path.readlink()))
        else:
            self.file(where, path, PROGRAM if path.stat().st_mode & stat.S_IXUSR else FILE)

    def write(self, path: Path) -> Layer:
        """The layer, written to this file."""
        with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:
            for name in sorted(self._files):
                entry, content = self._files[name]
                if isinstance(content, Path):
                    with content.open("rb") as file:
                        archive.addfile(entry, file)
                else:
                    archive.addfile(entry, io.BytesIO(content) if content is not None else None)
        return Layer.of(path)

    def _entry(self, where: str, kind: bytes, mode: int, owner: int) -> tarfile.TarInfo:
        entry = tarfile.TarInfo(where.strip("/"))
        entry.type, entry.mode, entry.mtime = kind, mode, EPOCH
        entry.uid = entry.gid = owner
        return entry

    def _put(self, entry: tarfile.TarInfo, content: bytes | Path | None) -> None:
        for above in reversed(PurePosixPath(entry.name).parents):
            if str(above) != "." and str(above) not in self._files:
                self._files[str(above)] = self._entry(str(above), tarfile.DIRTYPE, DIRECTORY, ROOT), None
        if entry.name:  # the root itself is there
            self._files[entry.name] = entry, content
