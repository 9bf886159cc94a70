"""Revisits (每件回访): of every case that has ended, whether somebody has been to ask, and by when they must.

The duty itself is aftercare's (P-09 after mediation, P-18 after a petition): every end leaves it behind. Here
it is read over all cases, for whoever consults about them every week.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases, clocks, journal
from records.visible import Visible, visible_cases
from rules.instants import ONE_DAY, first_instant_of

# What follows each kind of case that owes a revisit; the revisit is an entry of that.
FOLLOWED_BY = {"dispute": "aftercare", "petition": "petition_aftercare"}
_REVISITED, _CLOCK = "Revisited", "revisit"


class Revisit(StrEnum):
    """How a revisit stands. What was taken up again owes none until it ends anew."""

    OWED = "owed"  # 待回访
    MET = "met"  # 已回访
    MISSED = "missed"  # 逾期未回访


@dataclass(frozen=True)
class Unvisited:
    """A case that has ended and whose people nobody has been back to. ``due_on`` is None until what follows
    it has been opened."""

    matter: str
    procedure: str
    kind: str
    unit: str
    closed_at: datetime
    due_on: date | None
    status: Revisit


@dataclass(frozen=True)
class RevisitsOfUnit:
    """Of the cases that ended at a unit: how many revisits are owed in time, met, and missed."""

    unit: str
    owed: int
    met: int
    missed: int


async def without_revisit(
    engine: AsyncEngine, visible: Visible, at: datetime, *, limit: int | None = 500
) -> tuple[Unvisited, ...]:
    """The ended cases that owe a revisit at this instant (UTC), longest ended first; those that are visible,
    and of them so many at most; with None all.

    ``engine`` is one that reads behind the second wall."""
    found = _ended(visible, at).where(_status(at) != Revisit.MET)
    lines = found.order_by(cases.c.closed_at, cases.c.procedure).limit(limit)
    async with engine.connect() as connection:
        return tuple(
            Unvisited(
                matter=row.matter,
                procedure=row.procedure,
                kind=row.kind,
                unit=row.owner_unit,
                closed_at=row.closed_at,
                due_on=row.due_on,
                status=Revisit(row.status),
            )
            for row in await connection.execute(lines)
        )


async def revisits_by_unit(
    engine: AsyncEngine, visible: Visible, at: datetime, since: date, until: date
) -> tuple[RevisitsOfUnit, ...]:
    """Of the visible cases that ended on these legal days (both included), by the unit where they ended."""
    ended = (
        _ended(visible, at)
        .where(
            cases.c.closed_at >= first_instant_of(since),
            cases.c.closed_at < first_instant_of(until + ONE_DAY),
        )
        .subquery()
    )
    counts = [func.count().filter(ended.c.status == each).label(each) for each in Revisit]
    lines = select(ended.c.owner_unit, *counts).group_by(ended.c.owner_unit).order_by(ended.c.owner_unit)
    async with engine.connect() as connection:
        return tuple(
            RevisitsOfUnit(row.owner_unit, row.owed, row.met, row.missed)
            for row in await connection.execute(lines)
        )


_AFTER, _DUTY = cases.alias("what_follows"), clocks.alias("duty")


def _ended(visible: Visible, at: datetime) -> Select[tuple[object, ...]]:
    """Ended cases with what follows each, if that is there; not those that were taken up again."""
    follows = or_(
        *(and_(cases.c.kind == kind, _AFTER.c.kind == after) for kind, after in FOLLOWED_BY.items())
    )
    same = func.split_part(cases.c.procedure, "/", 4) == func.split_part(_AFTER.c.procedure, "/", 4)
    on = and_(_AFTER.c.matter == cases.c.matter, follows, same)
    return (
        select(
            cases.c.matter,
            cases.c.procedure,
            cases.c.kind,
            cases.c.owner_unit,
            cases.c.closed_at,
            _DUTY.c.due_on,
            _status(at).label("status"),
        )
        .select_from(
            cases.outerjoin(_AFTER, on).outerjoin(
                _DUTY, and_(_DUTY.c.procedure == _AFTER.c.procedure, _DUTY.c.name == _CLOCK)
            )
        )
        .where(
            cases.c.kind.in_(FOLLOWED_BY),
            cases.c.closed_at.is_not(None),
            or_(_AFTER.c.closed_at.is_(None), _is_met()),
            visible_cases(visible),
        )
    )


def _is_met() -> ColumnElement[bool]:
    return exists(select(1).where(journal.c.procedure == _AFTER.c.procedure, journal.c.kind == _REVISITED))


def _status(at: datetime) -> ColumnElement[str]:
    return case((_is_met(), Revisit.MET), (_DUTY.c.over_at <= at, Revisit.MISSED), else_=Revisit.OWED)
