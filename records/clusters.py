"""Clusters of matters (多发事项): an early warning of one kind at one place makes a draft, once.

Matters and places are counted, and nobody, as in reports. What is made is a draft of a recommendation that a
person writes and another signs.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import intake
from records.facts import facts
from records.intake import RECOMMENDATIONS, Opening, Registration
from records.keeper import Keeper
from records.once import one_at_a_time
from records.tables import matters
from records.visible import EVERYTHING
from rules.clusters import counted_from, worth_proposing
from rules.early_warning import EarlyWarning
from rules.editions import Edition
from rules.instants import first_instant_of
from rules.measuring.formula import World
from rules.measuring.kinds import BROUGHT
from rules.procedure import Event, Now
from rules.procedures import PROCEDURES
from rules.recommendation.drafting import draft_for_warning
from rules.recommendation.procedure import RECOMMENDATION
from rules.reports.timetable import Timetable

log = structlog.get_logger()

EVERY = timedelta(days=1)  # it reads whole journals, and what it counts are days
AGAIN = timedelta(minutes=1)  # where the records were away
ORIGIN = "cluster"  # of the matter under which the draft lies; its row says of which kind and place
_BROUGHT = {name: each for name, each in PROCEDURES.items() if name in BROUGHT}


@dataclass
class Proposer:
    """Works for one store. ``editions`` gives those in force on a day, one for each county; ``timetable`` by
    which a county counts and what it calls a warning, None where it does not report."""

    records: AsyncEngine
    keeper: Keeper
    editions: Callable[[date], Iterable[Edition]]
    timetable: Callable[[str, date], Timetable | None]
    now: Callable[[], datetime]

    async def carry(self) -> None:
        """Until cancelled."""
        while True:
            pause = EVERY
            try:
                await self.carry_once()
            except Exception as error:  # noqa: BLE001 - records away: what stands is found standing
                log.warning("clusters.uncounted", error=type(error).__name__)
                pause = AGAIN
            await asyncio.sleep(pause.total_seconds())

    async def carry_once(self) -> int:
        """How many drafts were made."""
        now, made = Now(self.now()), 0
        for edition in self.editions(now.today):
            timetable = self.timetable(edition.county, now.today)
            if timetable:
                for warning in await warned(self.records, edition, timetable, now):
                    made += await self._draft(edition, warning, now)
        return made

    async def _draft(self, edition: Edition, warning: EarlyWarning, now: Now) -> bool:
        """One draft for a kind and a place, until as many days have passed as are counted."""
        cluster = warning.cluster
        named = f"{edition.county}/{cluster.kind}/{cluster.subject}/{cluster.where}/"

        def first(id: str, number: str, as_published: Edition) -> Event:
            return draft_for_warning(id=id, number=number, edition=as_published, warning=warning, at=now.at)

        async with self.records.begin() as connection:
            await one_at_a_time(connection, f"{ORIGIN}|{named}")
            if await _was_drafted(connection, named, first_instant_of(cluster.since)):
                return False
            opening = Opening(RECOMMENDATION, edition, first)
            new = _registration(edition, f"{named}{now.today}", now)
            registered = await intake.take_in(connection, self.keeper, new, opening, RECOMMENDATIONS)
        log.info("cluster.drafted", procedure=registered.procedure)
        return True


async def warned(
    engine: AsyncEngine, edition: Edition, timetable: Timetable, now: Now
) -> tuple[EarlyWarning, ...]:
    """The early warnings of a county of which a draft is made, from its journals as they stand."""
    days, threshold = edition.supervision.cluster_days, timetable.threshold
    since = counted_from(days, threshold, now)
    rows = await facts(engine, EVERYTHING, now.at, edition.county, _BROUGHT, since)
    world = World(rows, timetable.counting)
    return await asyncio.to_thread(worth_proposing, world, days, threshold, now)


async def _was_drafted(connection: AsyncConnection, named: str, since: datetime) -> bool:
    before = select(matters.c.number).where(
        matters.c.origin == ORIGIN,
        matters.c.origin_id.startswith(named, autoescape=True),
        matters.c.received_at >= since,
    )
    return await connection.scalar(before.limit(1)) is not None


def _registration(edition: Edition, origin_id: str, now: Now) -> Registration:
    return Registration(
        command=intake.command_of(ORIGIN, origin_id),
        digest=origin_id,
        county=edition.county,
        channel=intake.OWN_WORK,
        received_at=now.at,
        registered_at=now.at,
        registered_by=ORIGIN,
        tracking=f"{ORIGIN}/{origin_id}",  # the digest of no code
        origin=ORIGIN,
        origin_id=origin_id,
    )
