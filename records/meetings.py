"""What is read of meetings: those announced to everybody, those a person sees, what stands on their agendas,
how many came; and from which records an agenda is drawn."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, RowMapping, Select, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.revisits import without_revisit
from records.tables import agenda_items, cases, meetings
from records.visible import Visible, visible_cases
from rules.instants import ONE_DAY, first_instant_of
from rules.journal import MeetingRow
from rules.measuring.kinds import TAKEN_UP_AGAIN

_MEETING = "meeting"
_LISTED_AT_MOST = 500


@dataclass(frozen=True)
class MeetingLine(MeetingRow):
    """A meeting as lists show it, with the procedure that it is. ``scheduled_for`` is in UTC."""

    procedure: str = field(kw_only=True)


@dataclass(frozen=True)
class Counted:
    """Receptions and visits of a kind in a month (``2026-11``, Asia/Shanghai) at a unit."""

    month: str
    unit: str
    meeting_kind: str
    meetings: int
    batches: int
    person_times: int


async def announced(engine: AsyncEngine, since: datetime) -> tuple[MeetingLine, ...]:
    """What anybody may know of: the receptions to come, the next first. ``engine`` may read for nobody."""
    coming = _lines().where(meetings.c.is_announced, meetings.c.scheduled_for > since)
    return await _read(engine, coming)


async def listed(
    engine: AsyncEngine, visible: Visible, first: date, last: date, about: str | None = None
) -> tuple[MeetingLine, ...]:
    """The meetings of these legal days that a person sees; ``about``: with this matter on their agenda."""
    there = _of_the_days(_lines(), first, last).where(_is_seen(visible))
    if about is not None:
        on_it = select(agenda_items.c.procedure).where(agenda_items.c.about == about)
        there = there.where(meetings.c.procedure.in_(on_it))
    return await _read(engine, there)


async def about(engine: AsyncEngine, visible: Visible, number: str) -> tuple[MeetingLine, ...]:
    """The meetings on whose agenda a matter stands, of those a person sees."""
    on_it = select(agenda_items.c.procedure).where(agenda_items.c.about == number)
    return await _read(engine, _lines().where(_is_seen(visible), meetings.c.procedure.in_(on_it)))


async def counted(engine: AsyncEngine, visible: Visible, first: date, last: date) -> tuple[Counted, ...]:
    """How many met, and how many came, by month, unit and kind; the sum of the meetings a person sees."""
    month = func.to_char(func.timezone("Asia/Shanghai", meetings.c.scheduled_for), "YYYY-MM")
    lines = (
        select(
            month.label("month"),
            meetings.c.unit,
            meetings.c.meeting_kind,
            func.sum(case((cases.c.stage != "planned", 1), else_=0)),
            func.sum(meetings.c.batches),
            func.sum(meetings.c.person_times),
        )
        .join(cases, cases.c.procedure == meetings.c.procedure)
        .where(visible_cases(visible), or_(cases.c.outcome.is_(None), cases.c.outcome != "cancelled"))
        .group_by("month", meetings.c.unit, meetings.c.meeting_kind)
        .order_by("month", meetings.c.unit, meetings.c.meeting_kind)
    )
    async with engine.connect() as connection:
        rows = await connection.execute(_of_the_days(lines, first, last))
        return tuple(Counted(*row) for row in rows)


async def drawn(
    engine: AsyncEngine, visible: Visible, what: str, at: datetime, beside: str
) -> tuple[str, ...]:
    """The matters of which an agenda is made, as a person sees them at this instant, by number; never the
    meeting itself (``beside``). Raises KeyError for what no agenda is made of."""
    found = await _DRAWN[what](engine, visible, at)
    return tuple(sorted(found - {beside}))


async def open_cases(connection: AsyncConnection, number: str) -> int:
    """How many cases of a matter are still open; the meetings about it are no cases of it."""
    still = cases.c.closed_at.is_(None), cases.c.matter == number, cases.c.kind != _MEETING
    return await connection.scalar(select(func.count()).where(*still)) or 0


async def _overdue_and_reopened(engine: AsyncEngine, visible: Visible, _: datetime) -> set[str]:
    """What is late, and what was reopened and is open: an episode after the first."""
    episode = cast(func.split_part(cases.c.procedure, "/", 4), Integer)
    is_reopened = cases.c.kind.in_(TAKEN_UP_AGAIN) & (episode > 1)
    there = cases.c.closed_at.is_(None), or_(cases.c.overdue, is_reopened), visible_cases(visible)
    async with engine.connect() as connection:
        return set(await connection.scalars(select(cases.c.matter).where(*there)))


async def _not_revisited(engine: AsyncEngine, visible: Visible, at: datetime) -> set[str]:
    """What has ended and whose people nobody has been back to: every one, in time or late."""
    owed = await without_revisit(engine, visible, at, limit=None)
    return {each.matter for each in owed}


_DRAWN = {"overdue-and-reopened": _overdue_and_reopened, "not-revisited": _not_revisited}


def _lines() -> Select[Any]:
    return select(*(meetings.c[name] for name in MeetingLine.__dataclass_fields__))


def _is_seen(visible: Visible) -> ColumnElement[bool]:
    return meetings.c.procedure.in_(select(cases.c.procedure).where(visible_cases(visible)))


def _of_the_days(lines: Select[Any], first: date, last: date) -> Select[Any]:
    begins, ends = first_instant_of(first), first_instant_of(last + ONE_DAY)
    return lines.where(meetings.c.scheduled_for >= begins, meetings.c.scheduled_for < ends)


async def _read(engine: AsyncEngine, lines: Select[Any]) -> tuple[MeetingLine, ...]:
    in_order = lines.order_by(meetings.c.scheduled_for, meetings.c.procedure).limit(_LISTED_AT_MOST)
    async with engine.connect() as connection:
        rows = (await connection.execute(in_order)).mappings()
        return tuple(
            MeetingLine(**{**row, "scheduled_for": _utc(row), "people": tuple(row["people"])}) for row in rows
        )


def _utc(row: RowMapping) -> datetime:
    at: datetime = row["scheduled_for"]
    return at.astimezone(UTC)
