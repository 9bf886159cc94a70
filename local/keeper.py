"""Keeps processes running: starts them in order, starts again what dies, stops them in the reverse order."""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, Self

import structlog

from local.process import Child
from local.words import CannotStart

_LOOK_EVERY = 0.1  # seconds
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 30.0  # seconds before a part is started again


class Part(Protocol):
    """Something that is kept running."""

    child: Child

    @property
    def ready(self) -> bool:
        """Whether it does its work."""

    def start(self) -> None:
        """Start it, the first time or again. Raises CannotStart."""

    def stop(self) -> None:
        """Ask it to end and wait for it."""

    def kill(self) -> None:
        """kill -9."""


@dataclass
class _Kept:
    part: Part
    pause: float = _FIRST_PAUSE
    not_before: float = 0.0
    ended: bool = False
    away: bool = False


class Keeper(ABC):
    """Parts by name, and the thread that looks after them. A context manager.

    One thread of its own starts, watches and stops all of them: on Linux a child ends with the *thread* that
    started it, so that thread must live as long as they do.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._thread = threading.Thread(target=self._keep, name="keeper")
        self._up = threading.Event()
        self._ending = threading.Event()
        self._down = threading.Event()
        self._failure: BaseException | None = None
        self.log: structlog.typing.FilteringBoundLogger = structlog.get_logger()

    @abstractmethod
    def bring_up(self) -> None:
        """Start the parts, by `keep`, and wait for them, by `wait_for`. Runs in the keeper's thread."""

    def __enter__(self) -> Self:
        """Bring everything up. Raises CannotStart and whatever else `bring_up` raises."""
        try:
            self._thread.start()
            while not self._up.wait(_LOOK_EVERY):
                self._raise_failure()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def pids(self) -> dict[str, int]:
        """Process ids of what runs, by name."""
        return {name: kept.part.child.pid for name, kept in self._kept.items() if kept.part.child.runs}

    def kill(self, name: str) -> None:
        """kill -9 of one process; it is started again."""
        self._kept[name].part.kill()

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """kill -9 of one process, which stays away until the block ends."""
        kept = self._kept[name]
        kept.away = True
        try:
            kept.part.kill()
            yield
        finally:
            kept.away = False

    def wait_ready(self, seconds: float = 60) -> None:
        """Wait until every part runs and is ready. Raises TimeoutError naming those that are not."""
        limit = time.monotonic() + seconds
        while missing := [name for name, kept in self._kept.items() if not _works(kept.part)]:
            self._raise_failure()
            if time.monotonic() > limit:
                raise TimeoutError(f"not ready after {seconds} s: {', '.join(missing)}")
            time.sleep(_LOOK_EVERY)

    def wait(self) -> None:
        """Wait until somebody stops it. Raises what ended it otherwise."""
        self._down.wait()
        self._raise_failure()

    def stop(self) -> None:
        """Stop everything in the reverse order, and wait for it."""
        self._ending.set()
        if self._thread.ident is not None:
            self._down.wait()  # a join that Ctrl-C interrupts takes the thread for ended (before Python 3.13)

    def keep(self, name: str, part: Part) -> None:
        """Start a part and keep it running. Noted first, so that whatever happens it is stopped."""
        if not self._ending.is_set():
            self._kept[name] = _Kept(part)
            part.start()
            self.log.info("process.started", process=name, pid=part.child.pid)

    def wait_for(self, part: Part, seconds: float) -> None:
        """Wait until a part is ready, or we are to stop. Raises CannotStart."""
        part.child.wait_until(lambda: self._ending.is_set() or part.ready, seconds)

    def _raise_failure(self) -> None:
        if self._failure:
            raise self._failure

    def _keep(self) -> None:
        try:
            self.bring_up()
            self._up.set()
            while not self._ending.wait(_LOOK_EVERY):
                for name, kept in self._kept.items():
                    self._look_after(name, kept)
        except BaseException as failure:  # noqa: BLE001  raised again in the thread that asked
            self._failure = failure
        finally:
            for kept in reversed(self._kept.values()):
                kept.part.stop()
            self._down.set()

    def _look_after(self, name: str, kept: _Kept) -> None:
        """Start a part again when it has ended, each time later until it has worked."""
        if kept.part.child.runs:
            if kept.pause > _FIRST_PAUSE and kept.part.ready:
                kept.pause = _FIRST_PAUSE
            return
        if not kept.ended:
            kept.ended = True
            kept.not_before = time.monotonic() + kept.pause
            kept.pause = min(2 * kept.pause, _LONGEST_PAUSE)
            self.log.warning("process.ended", process=name, status=kept.part.child.code)
        if kept.away or time.monotonic() < kept.not_before:
            return
        kept.ended = False
        try:
            kept.part.start()
        except CannotStart as refusal:
            kept.part.stop()
            self.log.error("process.refused_to_start", process=name, reason=refusal.code)
        else:
            self.log.warning("process.restarted", process=name, pid=kept.part.child.pid)


def _works(part: Part) -> bool:
    return part.child.runs and part.ready
