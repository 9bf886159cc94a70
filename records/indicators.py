"""What indicators are counted from: the clocks of petitions, the dates of past ones. Only what is visible."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import DateTime, Select, cast, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases, clocks, journal
from records.visible import Visible, visible_cases
from rules.indicators import PetitionClock
from rules.instants import ONE_DAY, first_instant_of


@dataclass(frozen=True)
class PastPetition:
    """A petition of an older system, as it was told."""

    procedure: str
    outcome: str | None
    received_at: datetime
    closed_at: datetime


async def petition_clocks(
    engine: AsyncEngine, visible: Visible, rules: frozenset[str], since: date, until: date
) -> list[PetitionClock]:
    """The clocks of these rules whose last day is one of these."""
    query = (
        select(
            cases.c.procedure,
            clocks.c.due_on,
            clocks.c.over_at,
            clocks.c.state,
            clocks.c.ended_at,
            cases.c.outcome,
            _served_at().label("served_at"),
        )
        .join(clocks, clocks.c.procedure == cases.c.procedure)
        .where(cases.c.kind == "petition", clocks.c.rule.in_(rules))
        .where(clocks.c.due_on.between(since, until), visible_cases(visible))
        .order_by(cases.c.procedure)
    )
    return [PetitionClock(**row) for row in await _rows(engine, query)]


async def past_petitions(engine: AsyncEngine, visible: Visible, until: date) -> list[PastPetition]:
    """Every petition of an older system that had come in by the end of this day."""
    query = (
        select(
            cases.c.procedure,
            cases.c.outcome,
            cases.c.opened_at.label("received_at"),
            cases.c.closed_at,
        )
        .join(journal, journal.c.procedure == cases.c.procedure)
        .where(cases.c.kind == "past", journal.c.seq == 1, journal.c.body["kind"].astext == "petition")
        .where(cases.c.opened_at < first_instant_of(until + ONE_DAY), visible_cases(visible))
        .order_by(cases.c.procedure)
    )
    return [PastPetition(**row) for row in await _rows(engine, query)]


def _served_at() -> Any:
    """When the opinion was served on the last of those it was served on, as the proofs say."""
    told = cast(journal.c.body["served_at"].astext, DateTime(timezone=True))
    mine = (journal.c.procedure == cases.c.procedure, journal.c.kind == "OpinionServed")
    return select(func.max(told)).where(*mine).scalar_subquery()


async def _rows(engine: AsyncEngine, query: Select[Any]) -> list[dict[str, Any]]:
    async with engine.connect() as connection:
        rows = (await connection.execute(query)).mappings().all()
    return [{name: _in_utc(value) for name, value in row.items()} for row in rows]


def _in_utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
