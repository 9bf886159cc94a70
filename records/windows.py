"""The windows as they are kept: who sits there, and the journal of every window's day.

Whatever is written of a window's day is decided over all of that day, one at a time: so its numbers follow
one another, and nobody is called twice.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.journal import AnotherBody
from records.once import one_at_a_time
from records.tables import ticket_steps, window_attendance
from rules.instants import first_instant_of
from rules.queueing import Queue, QueueStep, Stepped, queue_of
from rules.registers import FunctionTag
from rules.rosters import Attendance, forgotten


@dataclass(frozen=True)
class At:
    """A line of a window's journal, with its window and day."""

    window: str
    day: date
    stepped: Stepped


@dataclass(frozen=True)
class Written:
    """Of whom a request is recognised again: its key, and the digest of what it asked for."""

    key: str
    digest: str


# From the queues of the windows, and whether somebody sits at each, what happens next.
Decide = Callable[[Mapping[str, Queue], Mapping[str, bool]], Sequence[tuple[str, Stepped]]]


async def step(
    engine: AsyncEngine, windows: Collection[str], day: date, written: Written, decide: Decide
) -> tuple[At, ...]:
    """Decide over the queues of these windows on a day, and write it down; the first answer again to a key
    that came before. Raises what ``decide`` raises, having written nothing, and AnotherBody."""
    async with engine.begin() as connection:
        for each in sorted({*windows}):  # in one order, so that two never wait for one another
            await one_at_a_time(connection, f"window/{each}/{day}")
        if known := await _under(connection, written):
            return known
        steps = await _steps(connection, windows, day)
        queues = {each: queue_of(steps.get(each, ())) for each in windows}
        staffed = await _staffed(connection, windows, day)
        for place, (window, stepped) in enumerate(decide(queues, staffed)):
            row = _row(window, day, stepped)
            sent = {"key": UUID(written.key), "place": place, "digest": written.digest}
            await connection.execute(insert(ticket_steps).values(**row, **sent))
        return await _under(connection, written)


def next_number(queue: Queue) -> int:
    """The next of a window's day: whoever writes holds the day alone, so none is given twice or left out."""
    return max(queue, default=0) + 1


async def queues_on(engine: AsyncEngine, windows: Collection[str], day: date) -> dict[str, Queue]:
    """The tickets of these windows on a day."""
    async with engine.connect() as connection:
        steps = await _steps(connection, windows, day)
    return {each: queue_of(steps.get(each, ())) for each in windows}


async def sign_on(engine: AsyncEngine, window: str, person: str, at: datetime, key: str) -> Attendance:
    """Somebody sits down at a window; the first answer again to a key that came before. Raises
    SIGNED_ON_ALREADY."""
    async with engine.begin() as connection:
        await one_at_a_time(connection, f"attendance/{window}")
        mine = select(window_attendance).where(window_attendance.c.key == UUID(key))
        if known := (await connection.execute(mine)).one_or_none():
            if (known.window, known.person) != (window, person):
                raise AnotherBody
            return _attendance(known)
        if left := forgotten(await _sits(connection, window, person), at):
            open_still = (*_theirs(window, person), window_attendance.c.until.is_(None))
            await connection.execute(update(window_attendance).where(*open_still).values(until=left.until))
        row = {"key": UUID(key), "window": window, "person": person, "since": at}
        await connection.execute(insert(window_attendance).values(**row))
        return Attendance(window, person, at)


async def sign_off(engine: AsyncEngine, window: str, person: str, at: datetime) -> Attendance | None:
    """Somebody leaves a window; None if they did not sit there: then there is nothing to do."""
    theirs = (*_theirs(window, person), window_attendance.c.until.is_(None))
    left = update(window_attendance).where(*theirs).values(until=at).returning(window_attendance)
    async with engine.begin() as connection:
        row = (await connection.execute(left)).one_or_none()
    return _attendance(row) if row else None


async def attendances(
    engine: AsyncEngine, windows: Collection[str], since: date, until: datetime
) -> tuple[Attendance, ...]:
    """Who sat at these windows, from a legal day up to an instant."""
    begun = first_instant_of(since)
    query = select(window_attendance).where(
        window_attendance.c.window.in_(list(windows)),
        window_attendance.c.since < until,
        or_(window_attendance.c.until.is_(None), window_attendance.c.until > begun),
    )
    async with engine.connect() as connection:
        rows = await connection.execute(query.order_by(window_attendance.c.since))
        return tuple(map(_attendance, rows))


async def _sits(connection: AsyncConnection, window: str, person: str) -> Attendance | None:
    query = select(window_attendance).where(*_theirs(window, person), window_attendance.c.until.is_(None))
    row = (await connection.execute(query)).one_or_none()
    return _attendance(row) if row else None


def _theirs(window: str, person: str) -> tuple[ColumnElement[bool], ...]:
    return (window_attendance.c.window == window, window_attendance.c.person == person)


async def _staffed(connection: AsyncConnection, windows: Collection[str], day: date) -> dict[str, bool]:
    query = select(window_attendance.c.window).where(
        window_attendance.c.window.in_(list(windows)),
        window_attendance.c.until.is_(None),
        window_attendance.c.since >= first_instant_of(day),
    )
    open_now = set((await connection.scalars(query)).all())
    return {each: each in open_now for each in windows}


async def _steps(
    connection: AsyncConnection, windows: Collection[str], day: date
) -> dict[str, list[Stepped]]:
    query = select(ticket_steps).where(ticket_steps.c.window.in_(list(windows)), ticket_steps.c.day == day)
    found: dict[str, list[Stepped]] = {}
    for row in await connection.execute(query.order_by(ticket_steps.c.id)):
        found.setdefault(row.window, []).append(_stepped(row))
    return found


async def _under(connection: AsyncConnection, written: Written) -> tuple[At, ...]:
    mine = select(ticket_steps).where(ticket_steps.c.key == UUID(written.key))
    rows = (await connection.execute(mine.order_by(ticket_steps.c.place))).all()
    if rows and rows[0].digest != written.digest:
        raise AnotherBody
    return tuple(At(row.window, row.day, _stepped(row)) for row in rows)


def _row(window: str, day: date, stepped: Stepped) -> dict[str, Any]:
    return {
        "window": window,
        "day": day,
        "number": stepped.number,
        "step": stepped.step,
        "at": stepped.at,
        "service": stepped.service,
        "since": stepped.since,
        "is_complete": stepped.is_complete,
        "other": stepped.to,
    }


def _stepped(row: Any) -> Stepped:
    return Stepped(
        number=row.number,
        step=QueueStep(row.step),
        at=row.at.astimezone(UTC),
        service=FunctionTag(row.service) if row.service else None,
        since=row.since.astimezone(UTC) if row.since else None,
        is_complete=row.is_complete,
        to=row.other,
    )


def _attendance(row: Any) -> Attendance:
    until = row.until.astimezone(UTC) if row.until else None
    return Attendance(row.window, row.person, row.since.astimezone(UTC), until)
