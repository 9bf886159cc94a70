"""What was evaluated in matters that have closed: from the journals, of what is visible."""

from datetime import date
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases, journal
from records.visible import Visible, visible_cases
from rules.instants import ONE_DAY, first_instant_of
from rules.petition_aftercare.codes import Window
from rules.satisfaction import Given, Lapsed

_SAID = journal.c.body


async def evaluations(
    engine: AsyncEngine, visible: Visible, since: date, until: date, unit: str | None
) -> tuple[list[Given], list[Lapsed]]:
    """Of the matters that closed on one of these legal days, of one responsible unit or of all: each
    evaluation, and each time to evaluate that was over."""
    fields = (_SAID["petitioner"], _SAID["target"], _SAID["value"])
    window = _SAID["window"]
    given = select(journal.c.procedure, *(field.astext for field in fields)).where(
        journal.c.kind == "Evaluated"
    )
    lapsed = select(journal.c.procedure, window["petitioner"].astext).where(
        journal.c.kind == "WindowClosed", window["window"].astext == Window.EVALUATE
    )
    async with engine.connect() as connection:
        said = await connection.execute(_of_closed(given, visible, since, until, unit))
        over = await connection.execute(_of_closed(lapsed, visible, since, until, unit))
        return [Given(*row) for row in said], [Lapsed(*row) for row in over]


def _of_closed(
    query: Select[Any], visible: Visible, since: date, until: date, unit: str | None
) -> Select[Any]:
    query = (
        query.join(cases, cases.c.procedure == journal.c.procedure)
        .where(cases.c.kind == "petition_aftercare", visible_cases(visible))
        .where(cases.c.closed_at >= first_instant_of(since))
        .where(cases.c.closed_at < first_instant_of(until + ONE_DAY))
    )
    if unit is None:
        return query
    first = journal.alias()
    opened = select(1).where(first.c.procedure == journal.c.procedure, first.c.seq == 1)
    return query.where(exists(opened.where(first.c.body["unit"].astext == unit)))
