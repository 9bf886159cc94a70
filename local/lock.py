"""One running system per directory."""

import fcntl
import os
from pathlib import Path

from local.words import CannotStart


class Lock:
    """A file locked for as long as this process lives; the kernel lets go of it whatever becomes of us."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self) -> None:
        """Take the lock; taking it twice is taking it once. Raises CannotStart("already-running")."""
        if self._file is not None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            holder = os.read(file, 32).decode().strip()
            os.close(file)
            raise CannotStart("already-running", directory=self._path.parent, pid=holder) from taken
        os.truncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        self._file = file

    @property
    def taken(self) -> bool:
        """Whether we hold it."""
        return self._file is not None

    def release(self) -> None:
        """Let go of it. The file stays: removing it would let two processes lock two files of one name."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
