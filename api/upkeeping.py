"""Upkeep (维护任务) as it is run: in this process, beside its requests, with its progress in the records.

Verifying and rebuilding fold every journal, so they run on a thread and on connections of their own; asking
the engine is only waiting. Whoever reloads the page reads the row, and whoever restarts this process finds
the task interrupted: verifying changes nothing, and a rebuild may be begun again at any time.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from enum import StrEnum
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from api.office import Office
from api.stuck import stuck
from records import connect, upkeep
from records.kept import Told
from records.lateness import recorded_early
from records.rebuild import rebuild
from records.verify import verify

log = structlog.get_logger()

_CONNECTIONS = 2


class Kind(StrEnum):
    """What can be started."""

    VERIFY = "verify"  # 核对
    REBUILD = "rebuild"  # 重建阅读表
    STUCK = "stuck"  # 查找停住的流程


class Stopped(Exception):
    """Somebody else has taken over, or this process ends."""


Found = Sequence[dict[str, Any]]


class Upkeep:
    """What this process runs of it: at most one, as everywhere together."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._running: asyncio.Task[None] | None = None
        self._stops = False

    def start(self, task: upkeep.Task) -> None:
        """Begin; it goes on when the request is long over."""
        self._running = asyncio.create_task(self._run(task.id, Kind(task.kind)))

    async def stop(self) -> None:
        """Leave it at the next batch, and note that it was interrupted."""
        self._stops = True
        if self._running:
            with suppress(asyncio.CancelledError):
                await self._running

    async def _run(self, id: UUID, kind: Kind) -> None:
        try:
            found = await _WORK[kind](self._office, self._told(id))
        except Stopped:
            await self._ended(id, "interrupted")
        except Exception as error:  # noqa: BLE001 - whatever it was, the operator reads its name
            log.warning("upkeep.failed", kind=kind, error=type(error).__name__)
            await self._ended(id, "failed", why=type(error).__name__)
        else:
            await self._ended(id, "done", found)

    async def _ended(self, id: UUID, state: str, found: Found = (), why: str | None = None) -> None:
        with suppress(Exception):  # records away: after a minute without a sign it counts as interrupted
            await upkeep.end(self._office.records, id, state, found, why)

    def _told(self, id: UUID) -> Callable[[AsyncEngine], Told]:
        def on(records: AsyncEngine) -> Told:
            async def told(looked_at: int, found: int) -> None:
                if self._stops or not await upkeep.beat(records, id, looked_at, found):
                    raise Stopped

            return told

        return on


Telling = Callable[[AsyncEngine], Told]


async def _verify(office: Office, telling: Telling) -> Found:
    async def work(records: AsyncEngine) -> Found:
        anchors = office.settings.anchors
        found = await verify(records, procedures=office.procedures, anchors=anchors, told=telling(records))
        return [asdict(each) for each in (*found, *await recorded_early(records))]

    return await _apart(office, work)


async def _rebuild(office: Office, telling: Telling) -> Found:
    async def work(records: AsyncEngine) -> Found:
        found = await rebuild(records, procedures=office.procedures, progress=telling(records))
        return [
            {"procedure": each.procedure, "what": each.what, "where": [each.table, *each.columns]}
            for each in found
        ]

    return await _apart(office, work)


async def _stuck(office: Office, telling: Telling) -> Found:
    return [asdict(each) for each in await stuck(office.records, office.engine, telling(office.records))]


async def _apart(office: Office, work: Callable[[AsyncEngine], Awaitable[Found]]) -> Found:
    """On a thread with a loop and connections of its own, so that nobody waits for a fold."""

    async def whole() -> Found:
        records = connect(office.settings.database_url, _CONNECTIONS)
        try:
            return await work(records)
        finally:
            await records.dispose()

    return await asyncio.to_thread(asyncio.run, whole())


_WORK: Mapping[Kind, Callable[[Office, Telling], Awaitable[Found]]] = {
    Kind.VERIFY: _verify,
    Kind.REBUILD: _rebuild,
    Kind.STUCK: _stuck,
}
