"""What stations and windows have done, counted by month (Asia/Shanghai): codes, units and numbers alone."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases, journal
from records.visible import Visible, visible_cases
from rules.instants import ONE_DAY, first_instant_of


@dataclass(frozen=True)
class Counted:
    """So many of one code at one unit in one month, ``2026-11``."""

    month: str
    unit: str
    code: str
    count: int


async def services_counted(
    engine: AsyncEngine, visible: Visible, since: date, until: date
) -> tuple[Counted, ...]:
    """The services that were given on these legal days, both included, by the station they count for; of the
    consultations that are visible."""
    code, unit = _said("service"), _said("place_unit")
    return await _counted(engine, visible, ("ServiceGiven", unit, code), since, until)


async def endings_counted(
    engine: AsyncEngine, visible: Visible, since: date, until: date
) -> tuple[Counted, ...]:
    """How the consultations that ended on these legal days ended, by the unit where they lay."""
    return await _counted(
        engine, visible, ("QuestionEnded", cases.c.owner_unit, _said("outcome")), since, until
    )


async def _counted(
    engine: AsyncEngine,
    visible: Visible,
    what: tuple[str, ColumnElement[str], ColumnElement[str]],
    since: date,
    until: date,
) -> tuple[Counted, ...]:
    kind, unit, code = what
    month = func.to_char(func.timezone("Asia/Shanghai", journal.c.at), "YYYY-MM")
    lines = (
        select(month.label("month"), unit.label("unit"), code.label("code"), func.count())
        .join_from(journal, cases, cases.c.procedure == journal.c.procedure)
        .where(
            cases.c.kind == "consultation",
            journal.c.kind == kind,
            journal.c.at >= first_instant_of(since),
            journal.c.at < first_instant_of(until + ONE_DAY),
            visible_cases(visible),
        )
        .group_by("month", "unit", "code")
        .order_by("month", "unit", "code")
    )
    async with engine.connect() as connection:
        return tuple(Counted(*row) for row in await connection.execute(lines))


def _said(field: str) -> ColumnElement[str]:
    said: ColumnElement[str] = journal.c.body[field].astext
    return said
