"""The job that looks whether every window that is to be open has somebody at it (无人值守提醒).

What it finds is the same whenever it looks; it is written once for each half-day, under a key of the
database. So a worker that was away, or two at once, tell nobody twice and miss nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from records import windows
from records.directory import units_on
from records.registers import lines_of
from records.tables import unattended_windows
from rules.directory import Unit
from rules.editions import Edition
from rules.instants import ONE_DAY, legal_day
from rules.procedure import Officer
from rules.registers import HalfDay, Register
from rules.rosters import LOOKED_BACK, Roster, Unattended, unattended
from rules.seating import heads_of

EVERY = timedelta(seconds=10)
UNATTENDED = "fengqiao_unattended"  # called out when a window is found unattended

log = structlog.get_logger()


@dataclass(frozen=True)
class Noticed:
    """A window that was found unattended, the seat that is told, and who has seen it."""

    window: str
    day: date
    half: HalfDay
    unit: str
    by: datetime
    found_at: datetime
    head_role: str
    seen_by: str | None
    seen_as: str | None
    seen_at: datetime | None


@dataclass(frozen=True)
class WindowWatch:
    """``edition`` gives what holds in the installation's county on a day; nothing is looked at without it."""

    records: AsyncEngine
    edition: Callable[[date], Edition | None]
    now: Callable[[], Awaitable[datetime]]

    async def carry(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.carry_once()
            except Exception as error:  # noqa: BLE001 - records away: the next look sees what this one missed
                log.warning("windows.unwatched", error=type(error).__name__)
            await asyncio.sleep(EVERY.total_seconds())

    async def carry_once(self) -> int:
        """How many windows were newly found unattended."""
        now = await self.now()
        edition = self.edition(legal_day(now))
        if edition is None:
            return 0
        lines = await lines_of(self.records, Register.WINDOWS, Register.SHIFTS)
        refs = {each.ref for each in lines if each.register is Register.WINDOWS}
        since = legal_day(now) - LOOKED_BACK * ONE_DAY
        came = await windows.attendances(self.records, refs, since, now)
        found = unattended(Roster(lines, edition.directory, edition.calendar), came, now)
        units = {each.unit: each for each in await units_on(self.records, legal_day(now))}
        return await self._note([_row(each, units, heads_of(edition), now) for each in found])

    async def _note(self, rows: Sequence[Mapping[str, Any]]) -> int:
        if not rows:
            return 0
        put = insert(unattended_windows).values(list(rows)).on_conflict_do_nothing()
        async with self.records.begin() as connection:
            new = (await connection.execute(put.returning(unattended_windows))).all()
            if new:
                await connection.execute(select(func.pg_notify(UNATTENDED, "")))
        for row in new:
            log.info("window.unattended", ref=row.window)
        return len(new)


def _row(
    each: Unattended, units: Mapping[str, Unit], heads: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    unit = units.get(each.unit)
    return {
        "window": each.window,
        "day": each.day,
        "half": each.half,
        "unit": each.unit,
        "by": each.by,
        "found_at": now,
        "head_role": heads.get(unit.organ, "") if unit else "",
    }


async def noticed(engine: AsyncEngine, *, only_unseen: bool) -> tuple[Noticed, ...]:
    """The windows that were found unattended, the latest half-day first."""
    query = select(unattended_windows)
    if only_unseen:
        query = query.where(unattended_windows.c.seen_at.is_(None))
    order = (unattended_windows.c.by.desc(), unattended_windows.c.window)
    async with engine.connect() as connection:
        return tuple(map(_noticed, await connection.execute(query.order_by(*order))))


async def see(
    engine: AsyncEngine, key: tuple[str, date, HalfDay], by: Officer, at: datetime
) -> Noticed | None:
    """Its head has seen it; the first who did stands. None if there is no such notice."""
    table = unattended_windows.c
    mine = (table.window == key[0], table.day == key[1], table.half == key[2])
    seen = {"seen_by": by.person, "seen_as": f"{by.role}@{by.unit}", "seen_at": at}
    async with engine.begin() as connection:
        await connection.execute(
            update(unattended_windows).where(*mine, table.seen_at.is_(None)).values(**seen)
        )
        row = (await connection.execute(select(unattended_windows).where(*mine))).one_or_none()
    return _noticed(row) if row else None


def _noticed(row: Any) -> Noticed:
    told = row._mapping  # noqa: SLF001 - SQLAlchemy's own name for it
    times = {n: told[n].astimezone(UTC) if told[n] else None for n in ("by", "found_at", "seen_at")}
    return Noticed(**{**told, **times, "half": HalfDay(row.half)})
