"""What a process of the API measures of itself (自测): whether it could work, every few seconds, and what it
answered; noted minute by minute, and for as long as the records are away, kept until they are back."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from records.availability import Minute, note
from records.engine import RECORDS_AWAY

log = structlog.get_logger()

_LOOK_EVERY = 10.0  # seconds
_KEPT = 600  # minutes, while they cannot be noted
_A_FAILURE = 500


class Measured:
    """Counted since the last minute ended. ``process``: a name of this process that says nothing of it."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock, self.process = clock, secrets.token_hex(8)
        self._minutes: dict[datetime, Minute] = {}

    def answered(self, status: int) -> None:
        """A request was answered; with 503 we said that something is away, and that counts as a failure."""
        self._add(answered=1, failed=int(status >= _A_FAILURE or not status))

    def looked(self, *, is_ready: bool) -> None:
        """We looked whether we could work."""
        self._add(looks=1, ready=int(is_ready))

    async def note(self, records: AsyncEngine, *, all_of_it: bool = False) -> None:
        """Every minute that is over, and at the end the one that is not. Raises what the records raise; what
        was not noted is kept."""
        now = self._now()
        for minute in sorted(each for each in self._minutes if all_of_it or each < now):
            await note(records, self.process, self._minutes[minute])
            del self._minutes[minute]

    def _add(self, **counted: int) -> None:
        now = self._now()
        known = self._minutes.get(now, Minute(now))
        more = {name: getattr(known, name) + value for name, value in counted.items()}
        self._minutes[now] = Minute(**{**vars(known), **more})
        while len(self._minutes) > _KEPT:
            del self._minutes[min(self._minutes)]

    def _now(self) -> datetime:
        return self._clock().replace(second=0, microsecond=0)


async def measure(
    measured: Measured,
    records: AsyncEngine,
    is_ready: Callable[[], Awaitable[bool]],
    every: float = _LOOK_EVERY,
) -> None:
    """Until cancelled: look, and note every minute that is over."""
    while True:
        measured.looked(is_ready=await is_ready())
        try:
            await measured.note(records)
        except (*RECORDS_AWAY, SQLAlchemyError) as error:
            log.warning("minutes.kept", error=type(error).__name__)
        await asyncio.sleep(every)


async def stop(measuring: asyncio.Task[None], measured: Measured, records: AsyncEngine) -> None:
    """End it, and note what is left if the records are there."""
    measuring.cancel()
    await asyncio.wait([measuring])
    with suppress(*RECORDS_AWAY, SQLAlchemyError):
        await measured.note(records, all_of_it=True)
