"""What was made a moment ago and is asked for again: kept for a few minutes, and never made twice at once."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

_FOR = 300.0  # seconds
_AT_MOST = 12  # of a few megabytes each, where a county has ten thousand cases


class Kept:
    """What was made last, under its key; the longest unused goes first."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, tuple[float, asyncio.Future[Any]]] = OrderedDict()

    async def get(self, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        """What stands under a key, or is made now. What could not be made is not kept."""
        now = time.monotonic()
        made_at, found = self._made.get(key, (0.0, None))
        if found is None or now - made_at > _FOR:
            found = asyncio.ensure_future(make())
            self._made[key] = now, found
            while len(self._made) > _AT_MOST:
                self._made.popitem(last=False)
        self._made.move_to_end(key)
        try:
            made: T = await asyncio.shield(found)
        except BaseException:
            if found.done() and self._made.get(key, (0.0, None))[1] is found:
                del self._made[key]
            raise
        return made
