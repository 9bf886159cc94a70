"""Assignments of a day, as the journal has them (派单复算): the rule is asked once more, both compared."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import journal
from rules.assigning import Assignment, assign
from rules.instants import ONE_DAY, first_instant_of

_READ: TypeAdapter[Assignment] = TypeAdapter(Assignment)


@dataclass(frozen=True)
class Rerun:
    """One assignment, and who the rule gives again; None where nobody held the seat. It is identical when the
    reason is the same too, and when what it was asked by is what the event was registered with."""

    procedure: str
    seq: int
    person: str | None
    because: str
    again: str | None
    is_identical: bool


async def rerun(engine: AsyncEngine, on: date) -> tuple[Rerun, ...]:
    """Every assignment that was written down on a legal day, worked out again from its own entry."""
    written = (
        select(journal.c.procedure, journal.c.seq, journal.c.body)
        .where(
            journal.c.kind == "EventRegistered",
            journal.c.at >= first_instant_of(on),
            journal.c.at < first_instant_of(on + ONE_DAY),
        )
        .order_by(journal.c.at, journal.c.procedure)
    )
    async with engine.connect() as connection:
        rows = (await connection.execute(written)).all()
    return tuple(_again(row.procedure, row.seq, row.body) for row in rows)


def _again(procedure: str, seq: int, body: dict[str, Any]) -> Rerun:
    recorded = _READ.validate_python(body["assigned"])
    again = assign(recorded.asked)
    is_of_it = recorded.asked.number == body["number"] and recorded.asked.kind == body["kind"]
    return Rerun(
        procedure=procedure,
        seq=seq,
        person=recorded.person,
        because=recorded.because,
        again=again.person,
        is_identical=is_of_it and again == recorded,
    )
