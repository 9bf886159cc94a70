"""Old matters (积案) as the wall chart shows them (挂图作战): of matters and units, and of no person."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases, matters
from records.visible import Visible, visible_cases
from rules.instants import legal_day

# What a matter is open by; what follows its end (善后), and the campaign itself, is no reason not to be over.
_HANDLED_BY = ("dispute", "petition", "review", "re_review", "handoff")
_CAMPAIGN = "backlog"


@dataclass(frozen=True)
class OldMatter:
    """A matter that is open, or in the campaign. ``backlog`` is its case there, None for one that is in no
    campaign; ``age`` is in days since it was received."""

    number: str
    unit: str
    received_on: date
    age: int
    backlog: str | None
    light: str | None
    waits_for: str | None
    due_on: date | None


async def still_open(engine: AsyncEngine, number: str) -> tuple[str, ...]:
    """What about a matter is open, by id; where nobody has ever taken it up, the matter itself."""
    handled = select(cases.c.procedure, cases.c.closed_at).where(
        cases.c.matter == number, cases.c.kind.in_(_HANDLED_BY)
    )
    async with engine.connect() as connection:
        found = (await connection.execute(handled.order_by(cases.c.procedure))).all()
    if not found:
        return (number,)
    return tuple(row.procedure for row in found if row.closed_at is None)


async def in_campaign(engine: AsyncEngine, visible: Visible, at: datetime) -> tuple[OldMatter, ...]:
    """The old matters under a leader, or waiting for one, oldest first; those that are visible."""
    lines = (
        select(
            cases.c.matter,
            cases.c.owner_unit,
            matters.c.received_at,
            cases.c.procedure,
            cases.c.light,
            cases.c.waits_for,
            cases.c.due_on,
        )
        .join_from(cases, matters, matters.c.number == cases.c.matter)
        .where(cases.c.kind == _CAMPAIGN, cases.c.closed_at.is_(None), visible_cases(visible))
        .order_by(matters.c.received_at, cases.c.matter)
    )
    async with engine.connect() as connection:
        return tuple(
            OldMatter(
                number=row.matter,
                unit=row.owner_unit,
                received_on=legal_day(row.received_at),
                age=_age(row.received_at, at),
                backlog=row.procedure,
                light=row.light,
                waits_for=row.waits_for,
                due_on=row.due_on,
            )
            for row in await connection.execute(lines)
        )


async def uncovered(
    engine: AsyncEngine, visible: Visible, at: datetime, days: int, limit: int
) -> tuple[OldMatter, ...]:
    """The matters received more than so many days ago that are open and in no campaign, oldest first, each
    once, at the first of the units where it lies; those that are visible."""
    led = cases.alias("led")
    is_led = exists(
        select(1).where(
            and_(led.c.matter == cases.c.matter, led.c.kind == _CAMPAIGN, led.c.closed_at.is_(None))
        )
    )
    unit = func.min(cases.c.owner_unit).label("unit")
    lines = (
        select(cases.c.matter, unit, matters.c.received_at)
        .join_from(cases, matters, matters.c.number == cases.c.matter)
        .where(
            cases.c.kind.in_(_HANDLED_BY),
            cases.c.closed_at.is_(None),
            matters.c.received_at < at - timedelta(days=days),
            ~is_led,
            visible_cases(visible),
        )
        .group_by(cases.c.matter, matters.c.received_at)
        .order_by(matters.c.received_at, cases.c.matter)
        .limit(limit)
    )
    async with engine.connect() as connection:
        return tuple(
            OldMatter(
                number=row.matter,
                unit=row.unit,
                received_on=legal_day(row.received_at),
                age=_age(row.received_at, at),
                backlog=None,
                light=None,
                waits_for=None,
                due_on=None,
            )
            for row in await connection.execute(lines)
        )


def _age(received_at: datetime, at: datetime) -> int:
    return (legal_day(at) - legal_day(received_at.astimezone(UTC))).days
