"""The job that notes which files fell due, and erases what two people have agreed to erase (删除个人信息).

Whatever of a matter is personal lies under its key, but for messages of agencies that are not carried out.
All of it goes in one transaction with the entry that says so: what breaks off in between was never begun.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import content, drafts, keeping, presences
from records.agencies import STRAY, WAITING
from records.deliveries import IS_DEAD
from records.keeping import Papers
from records.tables import agency_inbox, deliveries, outbox, procedures
from rules.keeping import erasing
from rules.keeping.schedule import Kept, Schedule, kept
from rules.procedure import Now

EVERY = timedelta(minutes=10)
_AT_ONCE = 200
_NO_WORDS = dict.fromkeys(("key_id", "wrapped", "nonce", "ciphertext"))


@dataclass(frozen=True)
class Eraser:
    """Works for one store. ``schedules`` gives the retention schedules in force on a day, by county: nothing
    of a county without one is noted or erased."""

    records: AsyncEngine
    schedules: Callable[[date], Mapping[str, Schedule]]
    now: Callable[[], datetime]

    async def carry(self) -> None:
        """Until cancelled."""
        while True:
            await self.carry_once()
            await asyncio.sleep(EVERY.total_seconds())

    async def carry_once(self) -> tuple[int, int]:
        """How many files fell due, and how many matters were erased."""
        now = Now(self.now())
        schedules = self.schedules(now.today)
        await self._forget_strays(schedules, now)
        await self._forget_desks(schedules, now)
        return await self._fall_due(schedules, now), await self._erase(schedules, now)

    async def _fall_due(self, schedules: Mapping[str, Schedule], now: Now) -> int:
        noted, after = 0, ""
        while some := await keeping.ended_matters(self.records, after, _AT_ONCE):
            for after in some:
                async with self.records.begin() as connection:
                    papers = await keeping.alone(connection, after)
                    schedule = schedules.get(papers.county)
                    if schedule is None:
                        continue
                    until = kept(schedule, papers.ended)
                    due = erasing.end_retention(papers.keeping, schedule, until, now)
                    await keeping.append(connection, papers, due)
                    noted += len(due)
        return noted

    async def _erase(self, schedules: Mapping[str, Schedule], now: Now) -> int:
        erased = 0
        for matter in await keeping.confirmed(self.records):
            async with self.records.begin() as connection:
                papers = await keeping.alone(connection, matter)
                schedule = schedules.get(papers.county)
                if schedule is not None:
                    erased += await is_erased(connection, papers, kept(schedule, papers.ended), now)
        return erased

    async def _forget_strays(self, schedules: Mapping[str, Schedule], now: Now) -> None:
        """The words of a message that belongs to nothing we know: what it was, and when it came, stays."""
        days = min((each.strays for each in schedules.values()), default=None)
        if days is None:
            return
        before = now.at - timedelta(days=days)
        old = (agency_inbox.c.state == STRAY, agency_inbox.c.received_at < before)
        async with self.records.begin() as connection:
            await connection.execute(update(agency_inbox).where(*old).values(_NO_WORDS))

    async def _forget_desks(self, schedules: Mapping[str, Schedule], now: Now) -> None:
        """Drafts whose days are over, and who had a case open."""
        async with self.records.begin() as connection:
            await presences.forget(connection, now.at)
            for county, schedule in schedules.items():
                await drafts.forget(connection, county, now.at - timedelta(days=schedule.drafts))


async def is_erased(connection: AsyncConnection, papers: Papers, until: Kept, now: Now) -> bool:
    """Erase a matter that this transaction has alone, if nothing has come between; whether it was."""
    events = erasing.erase(papers.keeping, until, now)
    if not events or await _something_is_on_its_way(connection, papers.matter):
        return False
    await content.destroy(connection, papers.matter)
    mine = agency_inbox.c.procedure.in_(select(procedures.c.id).where(procedures.c.matter == papers.matter))
    await connection.execute(update(agency_inbox).where(mine).values(_NO_WORDS))
    await keeping.append(connection, papers, events)
    return True


async def _something_is_on_its_way(connection: AsyncConnection, matter: str) -> bool:
    """A letter that is not carried, a message that an agency has not taken, one that is not carried out."""
    mine = select(procedures.c.id).where(procedures.c.matter == matter)
    letters = exists().where(outbox.c.procedure.in_(mine), outbox.c.done_at.is_(None))
    going = exists().where(deliveries.c.procedure.in_(mine), deliveries.c.taken_at.is_(None), ~IS_DEAD)
    coming = exists().where(agency_inbox.c.procedure.in_(mine), agency_inbox.c.state == WAITING)
    return bool(await connection.scalar(select(or_(letters, going, coming))))
