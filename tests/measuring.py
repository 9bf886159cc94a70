"""Keeps a measured process from spinning for ever, as CPython 3.11 can.

Coverage asks greenlet in every thread which greenlet is running, so greenlet clears up after every thread
that ends: in a pending call of the main thread. That drops the greenlet, and the weak dictionary in which
coverage had kept it calls back into Python. If another thread ends just then, a second pending call waits; it
cannot be made inside the first, and 3.11, tracing, looks for it before the first instruction of the callback,
again and again. So the callback must not be Python. `coverage run -m tests.measuring` provokes it.
"""

import faulthandler
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from typing import Any


class Unspun(weakref.WeakKeyDictionary[Any, Any]):
    """A weak dictionary that forgets without running a line of Python, and may do so while it is walked
    through."""

    data: dict[weakref.ref[Any], Any]

    def __init__(self, known: Any = None) -> None:
        super().__init__()
        self._remove = self.data.pop  # what the weak references call
        if known is not None:
            self.update(known)

    def items(self) -> Iterator[tuple[Any, Any]]:  # type: ignore[override]
        for reference, value in list(self.data.items()):
            if (key := reference()) is not None:
                yield key, value

    def __iter__(self) -> Iterator[Any]:
        return (key for key, _ in self.items())

    keys = __iter__

    def values(self) -> Iterator[Any]:  # type: ignore[override]
        return (value for _, value in self.items())


def coverage_init(registry: object, options: object) -> None:
    """Called by coverage before it traces anything, in every process."""
    if sys.version_info < (3, 12):
        weakref.WeakKeyDictionary = Unspun  # type: ignore[assignment, misc]


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
