"""Events as they were registered, for what happens again and again: kinds, places, days. Nobody is asked."""

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases, journal
from records.visible import Visible, visible_cases
from rules.event.recurring import Reported
from rules.instants import first_instant_of, legal_day


async def events_reported(engine: AsyncEngine, visible: Visible, since: date) -> tuple[Reported, ...]:
    """Those received on this legal day and later, of the events that are visible."""
    unit = func.coalesce(_said("village"), _said("township"), cases.c.owner_unit)
    lines = (
        select(cases.c.matter, _said("kind"), _said("place"), unit, journal.c.at)
        .join_from(journal, cases, cases.c.procedure == journal.c.procedure)
        .where(
            cases.c.kind == "event",
            journal.c.kind == "EventRegistered",
            journal.c.at >= first_instant_of(since),
            visible_cases(visible),
        )
    )
    async with engine.connect() as connection:
        rows = (await connection.execute(lines)).all()
    return tuple(
        Reported(number, kind, place, where, legal_day(at)) for number, kind, place, where, at in rows
    )


def _said(field: str) -> ColumnElement[str]:
    said: ColumnElement[str] = journal.c.body[field].astext
    return said
