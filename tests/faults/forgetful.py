"""A file system that forgets (断电): what was written and not synced is gone after a power cut.

`python -m tests.faults.forgetful DIRECTORY MOUNT` serves MOUNT. DIRECTORY/live is what programs see;
DIRECTORY/durable what a disk would have: the bytes of a file once that file was synced, names (new, changed,
removed) once anything was synced, as a journalling file system writes them. A cut is: kill it, throw away
`live`, and mount again.

Files in DIRECTORY/said steer it: `slow` (seconds that each sync takes), `fsync-fails` (how many of them fail,
with EIO).
"""

import errno
import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any

from local.process import Child

_BLOCK = 4096
_SYNCED = os.O_SYNC | os.O_DSYNC
_MOUNTED_WITHIN = 60  # seconds


class Node:
    """An open or changed file: which of its blocks are not on the disk yet."""

    def __init__(self) -> None:
        self.dirty: set[int] = set()
        self.size_changed = False


class Forgetful:
    """What FUSE asks of it. One thread serves; no lock is needed beyond that."""

    def __init__(self, directory: Path) -> None:
        self.live, self.durable = directory / "live", directory / "durable"
        self._said = directory / "said"
        self._pending: list[Callable[[], None]] = []  # names, in the order in which they changed
        self._nodes: dict[int, Node] = {}  # by inode of the live file
        self._paths: dict[int, str] = {}  # where a file is that has been opened
        self._flags: dict[int, int] = {}

    # names

    def create(self, path: str, mode: int, uid: int, gid: int) -> int:
        handle = os.open(self._in_live(path), os.O_RDWR | os.O_CREAT | os.O_TRUNC, mode)
        os.fchown(handle, uid, gid)
        self._pending.append(lambda: _made(self._in_durable(path), mode, uid, gid))
        self._opened(handle, path, os.O_RDWR)
        return handle

    def mkdir(self, path: str, mode: int, uid: int, gid: int) -> None:
        self._in_live(path).mkdir(mode)
        os.chown(self._in_live(path), uid, gid)

        def made() -> None:
            self._in_durable(path).mkdir(mode, exist_ok=True)
            os.chown(self._in_durable(path), uid, gid)

        self._pending.append(made)

    def rename(self, old: str, new: str) -> None:
        moved = self._in_live(old).stat()
        with suppress(FileNotFoundError):
            self._nodes.pop(self._in_live(new).stat().st_ino, None)
        self._in_live(old).rename(self._in_live(new))
        if stat.S_ISDIR(moved.st_mode):
            for inode, path in self._paths.items():
                if path.startswith(old + "/"):
                    self._paths[inode] = new + path[len(old) :]
        else:
            self._paths[moved.st_ino] = new

        def renamed() -> None:
            self._in_durable(old).replace(self._in_durable(new))

        self._pending.append(renamed)

    def unlink(self, path: str) -> None:
        inode = self._in_live(path).stat().st_ino
        self._in_live(path).unlink()
        self._paths.pop(inode, None)
        self._pending.append(lambda: self._in_durable(path).unlink(missing_ok=True))

    def rmdir(self, path: str) -> None:
        self._in_live(path).rmdir()
        self._pending.append(lambda: self._in_durable(path).rmdir())

    def changed(self, path: str, change: Callable[[Path], None]) -> None:
        """Its mode, or whose it is."""
        change(self._in_live(path))

        def changed() -> None:
            with suppress(FileNotFoundError):
                change(self._in_durable(path))

        self._pending.append(changed)

    # what files hold

    def open(self, path: str, flags: int) -> int:
        writable = flags & (os.O_WRONLY | os.O_RDWR)
        handle = os.open(self._in_live(path), os.O_RDWR if writable else os.O_RDONLY)
        self._opened(handle, path, flags)
        if flags & os.O_TRUNC:
            self.truncate(path, 0, handle)
        return handle

    def write(self, handle: int, data: bytes, offset: int) -> int:
        written = os.pwrite(handle, data, offset)
        self._node(handle).dirty.update(range(offset // _BLOCK, (offset + max(written, 1) - 1) // _BLOCK + 1))
        if self._flags.get(handle, 0) & _SYNCED:
            self.sync(handle)
        return written

    def truncate(self, path: str, length: int, handle: int | None) -> None:
        own = handle is None
        file = os.open(self._in_live(path), os.O_RDWR) if handle is None else handle
        try:
            if own:
                self._paths[os.fstat(file).st_ino] = path
            before = os.fstat(file).st_size
            os.ftruncate(file, length)
            node = self._node(file)
            node.size_changed = True
            node.dirty.update(range(min(before, length) // _BLOCK, max(before, length) // _BLOCK + 1))
        finally:
            if own:
                os.close(file)

    def sync(self, handle: int) -> None:
        """Raises OSError(EIO) where it is to fail: then nothing of it has reached the disk."""
        self._obey()
        self.sync_names()
        inode = os.fstat(handle).st_ino
        node, path = self._nodes.get(inode), self._paths.get(inode)
        if node is None or path is None:
            return
        size = os.fstat(handle).st_size
        with self._in_durable(path).open("r+b") as disk:
            if node.size_changed or os.fstat(disk.fileno()).st_size > size:
                os.ftruncate(disk.fileno(), size)
            for first, count in _runs(node.dirty):
                left = max(0, min(count * _BLOCK, size - first * _BLOCK))
                if left:
                    os.pwrite(disk.fileno(), os.pread(handle, left, first * _BLOCK), first * _BLOCK)
        node.dirty.clear()
        node.size_changed = False

    def sync_names(self) -> None:
        pending, self._pending = self._pending, []
        for change in pending:
            with suppress(FileNotFoundError):
                change()

    def release(self, handle: int) -> None:
        self._flags.pop(handle, None)
        os.close(handle)

    def _obey(self) -> None:
        with suppress(FileNotFoundError, ValueError):
            time.sleep(float((self._said / "slow").read_text()))
        with suppress(FileNotFoundError, ValueError):
            left = int((self._said / "fsync-fails").read_text())
            if left > 0:
                (self._said / "fsync-fails").write_text(str(left - 1))
                raise OSError(errno.EIO, "as it was told")

    def _opened(self, handle: int, path: str, flags: int) -> None:
        self._paths[os.fstat(handle).st_ino] = path
        self._flags[handle] = flags

    def _node(self, handle: int) -> Node:
        return self._nodes.setdefault(os.fstat(handle).st_ino, Node())

    def _in_live(self, path: str) -> Path:
        return self.live / path.lstrip("/")

    def _in_durable(self, path: str) -> Path:
        return self.durable / path.lstrip("/")


def _made(path: Path, mode: int, uid: int, gid: int) -> None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, mode)
    os.fchown(handle, uid, gid)
    os.close(handle)


def _torn(path: Path, seen: Path, throw: Random) -> int:
    taken = 0
    with path.open("r+b") as disk, seen.open("rb") as live:
        for at in range(0, os.fstat(disk.fileno()).st_size, _BLOCK):
            old, new = os.pread(disk.fileno(), _BLOCK, at), os.pread(live.fileno(), _BLOCK, at)
            if old != new and len(old) == len(new) and throw.random() < 0.5:
                os.pwrite(disk.fileno(), new, at)
                taken += 1
    return taken


def _runs(blocks: set[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring blocks together: the first of them, and how many."""
    first = last = None
    for block in sorted(blocks):
        if last is not None and first is not None and block != last + 1:
            yield first, last - first + 1
            first = block
        elif first is None:
            first = block
        last = block
    if first is not None and last is not None:
        yield first, last - first + 1


class Served:
    """As FUSE calls it. ``asker`` gives whoever asks: their user and group."""

    use_ns = True

    def __init__(self, forgetful: Forgetful, asker: Callable[[], tuple[int, int, int]]) -> None:
        self._forgetful, self._asker = forgetful, asker

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        found = os.fstat(fh) if fh is not None else os.lstat(self._forgetful._in_live(path))
        names = ("st_mode", "st_nlink", "st_size", "st_uid", "st_gid", "st_blocks")
        times = {name: getattr(found, f"{name}_ns") for name in ("st_atime", "st_mtime", "st_ctime")}
        return {**{name: getattr(found, name) for name in names}, **times}

    def readdir(self, path: str, fh: int) -> list[str]:
        return [".", "..", *(each.name for each in self._forgetful._in_live(path).iterdir())]

    def create(self, path: str, mode: int, fi: Any = None) -> int:
        uid, gid, _ = self._asker()
        return self._forgetful.create(path, mode, uid, gid)

    def mkdir(self, path: str, mode: int) -> int:
        uid, gid, _ = self._asker()
        self._forgetful.mkdir(path, mode, uid, gid)
        return 0

    def open(self, path: str, flags: int) -> int:
        return self._forgetful.open(path, flags)

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        return os.pread(fh, size, offset)

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        return self._forgetful.write(fh, data, offset)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        self._forgetful.truncate(path, length, fh)
        return 0

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        self._forgetful.sync(fh)
        return 0

    def fsyncdir(self, path: str, datasync: int, fh: int) -> int:
        self._forgetful.sync_names()
        return 0

    def release(self, path: str, fh: int) -> int:
        self._forgetful.release(fh)
        return 0

    def rename(self, old: str, new: str) -> int:
        self._forgetful.rename(old, new)
        return 0

    def unlink(self, path: str) -> int:
        self._forgetful.unlink(path)
        return 0

    def rmdir(self, path: str) -> int:
        self._forgetful.rmdir(path)
        return 0

    def chmod(self, path: str, mode: int) -> int:
        self._forgetful.changed(path, lambda at: at.chmod(mode))
        return 0

    def chown(self, path: str, uid: int, gid: int) -> int:
        self._forgetful.changed(path, lambda at: os.chown(at, uid, gid))
        return 0

    def utimens(self, path: str, times: Any = None) -> int:
        os.utime(self._forgetful._in_live(path))
        return 0

    def statfs(self, path: str) -> dict[str, int]:
        found = os.statvfs(self._forgetful.live)
        names = (
            "f_bavail",
            "f_bfree",
            "f_blocks",
            "f_bsize",
            "f_files",
            "f_ffree",
            "f_frsize",
            "f_namemax",
        )
        return {name: getattr(found, name) for name in names}


def serve(directory: Path, mount: Path) -> None:
    """Until it is unmounted or killed."""
    import mfusepy  # noqa: PLC0415  without libfuse it cannot even be imported

    served = type("OfFuse", (Served, mfusepy.Operations), {})
    mfusepy.FUSE(
        served(Forgetful(directory), mfusepy.fuse_get_context),
        str(mount),
        foreground=True,
        nothreads=True,
        allow_other=True,
        default_permissions=True,
    )


class Disk:
    """A disk whose power can be cut: a directory of it under ``mount``."""

    def __init__(self, directory: Path) -> None:
        self.directory, self.mount = directory, directory / "mount"
        for name in ("live", "durable", "said", "mount"):
            (directory / name).mkdir(parents=True, exist_ok=True)
        for name in ("live", "durable", "mount"):
            (directory / name).chmod(0o755)
        self._child: Child | None = None

    def plug_in(self) -> None:
        """Mount it. What was not durable is not there."""
        live = self.directory / "live"
        shutil.rmtree(live)
        subprocess.run(["cp", "-a", str(self.directory / "durable"), str(live)], check=True)
        command = [sys.executable, "-m", "tests.faults.forgetful", str(self.directory), str(self.mount)]
        self._child = Child("disk", command, self.directory / "disk.log")
        self._child.start()
        self._child.wait_until(self.mount.is_mount, _MOUNTED_WITHIN)

    def cut(self) -> None:
        """No power: whoever used it is killed before."""
        assert self._child
        self._child.kill()
        for _ in range(100):
            subprocess.run(["umount", "--lazy", str(self.mount)], check=False, capture_output=True)
            try:
                if not self.mount.is_mount():
                    return
            except OSError:
                pass  # still bound to a server that is no more
            time.sleep(0.05)
        raise RuntimeError(f"{self.mount} is still mounted")

    def tear(self, below: str, throw: Random) -> int:
        """After a cut, before it is plugged in: of what was written and not synced in files ``below``, the
        disk had taken every second block or so, and not its neighbours. How many it had taken."""
        taken = 0
        for path in (self.directory / "durable" / below).rglob("*"):
            seen = self.directory / "live" / path.relative_to(self.directory / "durable")
            if path.is_file() and seen.is_file():
                taken += _torn(path, seen, throw)
        return taken

    @contextmanager
    def saying(self, name: str, what: str) -> Iterator[None]:
        """It is told something as long as the block lasts."""
        (self.directory / "said" / name).write_text(what)
        try:
            yield
        finally:
            (self.directory / "said" / name).unlink()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]))
