"""Reception days (接访日, 浦江 loop: prepare, consult, finish in time) as they stand: each with its agenda in
numbers. Of meetings and units, and of nobody who comes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import agenda_items, cases, journal, meetings
from records.visible import Visible, visible_cases
from rules.instants import ONE_DAY, first_instant_of

_BRIEFED = "BriefingFiled"
_AT_MOST = 200


@dataclass(frozen=True)
class ReceptionDay:
    """``items`` on its agenda: about ``briefed`` of them whoever receives was told beforehand, ``ended`` have
    an ending, ``done`` are carried out, and ``overdue`` should be by now. ``scheduled_for`` is in UTC."""

    procedure: str
    meeting_kind: str
    unit: str
    role: str
    place_unit: str
    scheduled_for: datetime
    capacity: int
    booked: int
    batches: int
    person_times: int
    stage: str
    waits_for: str
    light: str
    outcome: str | None
    items: int
    briefed: int
    ended: int
    done: int
    overdue: int


async def reception_days(
    engine: AsyncEngine, visible: Visible, kinds: frozenset[str], days: tuple[date, date], today: date
) -> tuple[ReceptionDay, ...]:
    """The meetings of these kinds on these legal days, and the earlier ones that are not over, the first
    first; those that are visible."""
    first, last = days
    on_agenda = (
        select(
            agenda_items.c.procedure,
            func.count().label("items"),
            func.count(agenda_items.c.ending).label("ended"),
            func.count().filter(agenda_items.c.is_done).label("done"),
            func.count().filter(~agenda_items.c.is_done, agenda_items.c.due_on < today).label("overdue"),
        )
        .group_by(agenda_items.c.procedure)
        .subquery()
    )
    of_them = (
        *(meetings.c[each] for each in ("procedure", "meeting_kind", "unit", "role", "place_unit")),
        *(meetings.c[each] for each in ("scheduled_for", "capacity", "booked", "batches", "person_times")),
        *(cases.c[each] for each in ("stage", "waits_for", "light", "outcome")),
        *(func.coalesce(on_agenda.c[each], 0).label(each) for each in ("items", "ended", "done", "overdue")),
        select(func.count(journal.c.body["item"].astext.distinct()))
        .where(journal.c.procedure == meetings.c.procedure, journal.c.kind == _BRIEFED)
        .scalar_subquery()
        .label("briefed"),
    )
    is_on_them = and_(
        meetings.c.scheduled_for >= first_instant_of(first),
        meetings.c.scheduled_for < first_instant_of(last + ONE_DAY),
    )
    is_left = and_(meetings.c.scheduled_for < first_instant_of(first), cases.c.closed_at.is_(None))
    query = (
        select(*of_them)
        .join_from(meetings, cases, cases.c.procedure == meetings.c.procedure)
        .outerjoin(on_agenda, on_agenda.c.procedure == meetings.c.procedure)
        .where(meetings.c.meeting_kind.in_(kinds), is_on_them | is_left, visible_cases(visible))
        .order_by(meetings.c.scheduled_for, meetings.c.procedure)
        .limit(_AT_MOST)
    )
    async with engine.connect() as connection:
        return tuple(_day(row) for row in (await connection.execute(query)).mappings())


def _day(row: Any) -> ReceptionDay:
    return ReceptionDay(**{**row, "scheduled_for": row["scheduled_for"].astimezone(UTC)})
