"""The one clock of an installation: this machine's, or the engine's where time is skipped.

This machine's counts only as long as that of the records agrees: what is written down by a clock that runs
ahead would stand before it has come.
"""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from google.protobuf.empty_pb2 import Empty
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client

from api.problems import come_back
from records.engine import RECORDS_AWAY, now_of
from settings import Settings

Clock = Callable[[], Awaitable[datetime]]

_APART = timedelta(seconds=5)  # by which two clocks may differ
_LOOK_EVERY = 5.0  # seconds


def clock_of(settings: Settings, client: Client) -> Clock:
    """The clock that the settings name. Its instants are aware, in UTC."""

    async def system() -> datetime:
        return datetime.now(UTC)

    async def engine() -> datetime:
        answer = await client.test_service.get_current_time(Empty())
        return answer.time.ToDatetime(UTC)

    return engine if settings.clock == "engine" else system


class AgreedClock:
    """A clock that is held to that of the records: every few seconds, and at once when it jumps.

    ``steady`` counts seconds and never jumps.
    """

    def __init__(
        self, clock: Clock, records: AsyncEngine, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock, self._records, self._steady = clock, records, steady
        self._seen: datetime | None = None  # when it was last held to theirs, by itself
        self._seen_after = 0.0  # and by the steady one
        self._is_apart = False

    async def __call__(self) -> datetime:
        """What time it is. Raises Problem 503 while the two clocks disagree."""
        now = await self._clock()
        if self._is_to_be_looked_at(now):
            await self._look()
            now = await self._clock()
        if self._is_apart:
            raise come_back("clocks-disagree")
        return now

    def _is_to_be_looked_at(self, now: datetime) -> bool:
        if self._seen is None:
            return True
        passed = self._steady() - self._seen_after
        return passed > _LOOK_EVERY or abs(now - self._seen - timedelta(seconds=passed)) > _APART

    async def _look(self) -> None:
        """Where the records are away, what was seen last holds: whoever needs them is told so."""
        before = await self._clock()
        try:
            theirs = await now_of(self._records)
        except RECORDS_AWAY:
            theirs = None
        after = await self._clock()
        if theirs is not None:
            self._is_apart = not before - _APART <= theirs <= after + _APART
        self._seen, self._seen_after = after, self._steady()
