"""What is planned for when and where (日程): sessions, hearings and meetings, of those a person sees."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.tables import cases, meetings, parties, sessions
from records.visible import Visible, visible_cases

AT_MOST = 500  # lines of one answer
SESSION, HEARING, MEETING = "session", "hearing", "meeting"
_CANCELLED = "cancelled"


@dataclass(frozen=True)
class PlannedLine:
    """``what``: session | hearing | meeting; ``meeting_kind`` only of a meeting. ``unit`` and ``role`` are
    the seat that has it, ``people`` who is to sit there, by reference; ``room``: of the place, by its
    reference in the register. ``at`` is in UTC."""

    procedure: str
    what: str
    meeting_kind: str | None
    at: datetime
    place_unit: str
    unit: str
    role: str
    state: str
    people: tuple[str, ...]
    room: str | None = None


async def planned(
    engine: AsyncEngine,
    visible: Visible,
    begins: datetime,
    ends: datetime,
    units: Collection[str] | None = None,
) -> tuple[PlannedLine, ...]:
    """What is planned from one instant up to, and without, another: the first of it first, and what was
    cancelled not. ``units``: at one of these, or theirs."""
    both = union_all(_sessions(visible, begins, ends, units), _meetings(visible, begins, ends, units))
    lines = both.subquery()
    query = select(lines).order_by(lines.c.at, lines.c.procedure).limit(AT_MOST)
    async with engine.connect() as connection:
        rows = (await connection.execute(query)).mappings()
        return tuple(
            PlannedLine(**{**row, "at": row["at"].astimezone(UTC), "people": tuple(row["people"])})
            for row in rows
        )


async def parties_of(connection: AsyncConnection, procedures: Collection[str]) -> dict[str, frozenset[str]]:
    """Whom each of these procedures is about, by reference."""
    query = select(parties.c.procedure, func.array_agg(parties.c.ref)).where(
        parties.c.procedure.in_(procedures)
    )
    rows = await connection.execute(query.group_by(parties.c.procedure))
    return {procedure: frozenset(refs) for procedure, refs in rows}


def _sessions(visible: Visible, begins: datetime, ends: datetime, units: Collection[str] | None) -> Any:
    # A hearing is outside the ladder, whose steps begin with one.
    what = case((sessions.c.step > 0, literal(SESSION)), else_=literal(HEARING))
    query = select(
        sessions.c.procedure,
        what.label("what"),
        cast(literal(None), Text).label("meeting_kind"),
        sessions.c.scheduled_for.label("at"),
        sessions.c.place_unit,
        cases.c.owner_unit.label("unit"),
        cases.c.owner_role.label("role"),
        sessions.c.state,
        sessions.c.people,
        sessions.c.room,
    ).join(cases, cases.c.procedure == sessions.c.procedure)
    return query.where(
        visible_cases(visible),
        sessions.c.state != _CANCELLED,
        _within(sessions.c.scheduled_for, begins, ends),
        *_at(units, sessions.c.place_unit, cases.c.owner_unit),
    )


def _meetings(visible: Visible, begins: datetime, ends: datetime, units: Collection[str] | None) -> Any:
    query = select(
        meetings.c.procedure,
        literal(MEETING).label("what"),
        meetings.c.meeting_kind,
        meetings.c.scheduled_for.label("at"),
        meetings.c.place_unit,
        meetings.c.unit,
        meetings.c.role,
        cases.c.stage.label("state"),
        meetings.c.people,
        meetings.c.room,
    ).join(cases, cases.c.procedure == meetings.c.procedure)
    return query.where(
        visible_cases(visible),
        or_(cases.c.outcome.is_(None), cases.c.outcome != _CANCELLED),
        _within(meetings.c.scheduled_for, begins, ends),
        *_at(units, meetings.c.place_unit, meetings.c.unit),
    )


def _within(column: ColumnElement[Any], begins: datetime, ends: datetime) -> ColumnElement[bool]:
    return and_(column >= begins, column < ends)


def _at(units: Collection[str] | None, *columns: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    return [] if units is None else [or_(*(column.in_(units) for column in columns))]
