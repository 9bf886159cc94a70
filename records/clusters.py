"""Clusters of matters (多发事项): so many of one kind from one place make a draft recommendation, once.

Matters and places are counted, and nobody. What is made is a draft that a person writes and another signs.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import intake
from records.intake import RECOMMENDATIONS, Opening, Registration
from records.keeper import Keeper
from records.once import one_at_a_time
from records.tables import matters
from rules.editions import Edition
from rules.instants import ONE_DAY, first_instant_of
from rules.procedure import Event, Now
from rules.recommendation.drafting import draft_for_cluster, is_cluster, since_of
from rules.recommendation.matter import Cluster
from rules.recommendation.procedure import RECOMMENDATION

log = structlog.get_logger()

EVERY = timedelta(hours=1)
AGAIN = timedelta(minutes=1)  # where the records were away
ORIGIN = "cluster"  # of the matter under which the draft lies; its row says of which kind and place
_AT_MOST = 50  # matters named in a draft


@dataclass(frozen=True)
class Found:
    """So many matters of one kind from one place, and the newest of them by number."""

    dispute_type: str
    place: str
    count: int
    cases: frozenset[str]


@dataclass
class Proposer:
    """Works for one store. ``editions`` gives those in force on a day, one for each county."""

    records: AsyncEngine
    keeper: Keeper
    editions: Callable[[date], Iterable[Edition]]
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
            for found in await clusters(self.records, edition, now):
                made += await self._draft(edition, found, now)
        return made

    async def _draft(self, edition: Edition, found: Found, now: Now) -> bool:
        """One draft for a kind and a place, until as many days have passed as are counted."""
        since = since_of(edition, now.today)
        named = f"{edition.county}/{found.dispute_type}/{found.place}/"

        def first(id: str, number: str, as_published: Edition) -> Event:
            cluster = Cluster(found.dispute_type, found.place, found.count, since, now.today)
            return draft_for_cluster(
                id=id, number=number, edition=as_published, cluster=cluster, cases=found.cases, at=now.at
            )

        async with self.records.begin() as connection:
            await one_at_a_time(connection, f"{ORIGIN}|{named}")
            if await _was_drafted(connection, named, first_instant_of(since)):
                return False
            opening = Opening(RECOMMENDATION, edition, first)
            new = _registration(edition, f"{named}{now.today}", now)
            registered = await intake.take_in(connection, self.keeper, new, opening, RECOMMENDATIONS)
        log.info("cluster.drafted", procedure=registered.procedure)
        return True


async def clusters(engine: AsyncEngine, edition: Edition, now: Now) -> tuple[Found, ...]:
    """What the rules call a cluster, of a county, within the days before today and today."""
    numbers = func.array_agg(matters.c.number)
    counted = (
        select(matters.c.dispute_type, matters.c.unit, func.count().label("many"), numbers.label("numbers"))
        .where(
            matters.c.county == edition.county,
            matters.c.dispute_type.is_not(None),
            matters.c.unit.is_not(None),
            matters.c.received_at >= first_instant_of(since_of(edition, now.today)),
            matters.c.received_at < first_instant_of(now.today + ONE_DAY),
        )
        .group_by(matters.c.dispute_type, matters.c.unit)
        .order_by(matters.c.dispute_type, matters.c.unit)
    )
    async with engine.connect() as connection:
        rows = (await connection.execute(counted)).all()
    return tuple(
        Found(row.dispute_type, row.unit, row.many, frozenset(sorted(row.numbers)[-_AT_MOST:]))
        for row in rows
        if is_cluster(edition, row.many)
    )


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
