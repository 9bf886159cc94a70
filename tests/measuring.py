"""Lets coverage follow SQLAlchemy's greenlets quickly, and without spinning for ever as CPython 3.11 can.

Coverage asks at every call and return which greenlet is running, and keeps a stack for each, by a weak
dictionary: a Python function for every look, and never a stack used twice. And as it asks, greenlet clears up
after every thread that ends, in a pending call of the main thread. That drops the thread's greenlet, and the
weak dictionary calls back into Python. If another thread ends just then, a second pending call waits; it
cannot be made inside the first, and 3.11, tracing, looks for it before the first instruction of the callback,
again and again. So coverage gets a plain dictionary, which calls nobody, and which gives the stacks of
greenlets that have ended to new ones. `coverage run -m tests.measuring` provokes what made it spin.
"""

import faulthandler
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import coverage.tracer

_FEW = 64


class Stacks(dict[Any, int]):
    """Which of a tracer's stacks belongs to which greenlet of its thread."""

    def __init__(self) -> None:
        super().__init__()
        self._free, self._threads = list[int](), list[Any]()
        self._full = _FEW

    def __missing__(self, running: Any) -> int:
        """A stack that nobody needs any more. Raises KeyError if there is none: the tracer takes another."""
        if (
            running.parent is None
        ):  # a thread's own: of one that is held once alone, greenlet seeks the holder,
            self._threads.append(running)  # by Python, among all objects there are
        if not self._free and len(self) >= self._full:
            self._free = [self.pop(each) for each in list(self) if each.dead]
            self._full = 2 * len(self) + _FEW
        if not self._free:
            raise KeyError(running)
        self[running] = index = self._free.pop()
        return index


class Tracer(coverage.tracer.CTracer):
    """Coverage's own. At the first call it follows it makes the dictionary it needs, by that name."""

    def start(self) -> Any:
        with _stacks():
            traces = super().start()
            _called()
        return traces

    def __call__(self, *event: Any) -> Any:  # the first call of a new thread
        with _stacks():
            return super().__call__(*event)  # type: ignore[misc]


_WEAK, _one_at_a_time = weakref.WeakKeyDictionary, threading.Lock()


@contextmanager
def _stacks() -> Iterator[None]:
    with _one_at_a_time:
        weakref.WeakKeyDictionary = Stacks  # type: ignore[misc, assignment]
        try:
            yield
        finally:
            weakref.WeakKeyDictionary = _WEAK  # type: ignore[misc]


def _called() -> None:
    pass


def coverage_init(registry: object, options: object) -> None:
    """Called by coverage before it traces anything, in every process."""
    coverage.tracer.CTracer = Tracer  # type: ignore[misc]


def provoke(seconds: float = 5) -> int:
    """End sixteen threads at once for so many seconds while the main one is busy; how often that was done."""
    faulthandler.dump_traceback_later(seconds + 20, exit=True)
    until, rounds = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        together = threading.Barrier(16)
        threads = [threading.Thread(target=together.wait, daemon=True) for _ in range(16)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            sum(number for number in range(20))
        rounds += 1
    faulthandler.cancel_dump_traceback_later()
    return rounds


if __name__ == "__main__":
    sys.stdout.write(f"{provoke()} rounds\n")
