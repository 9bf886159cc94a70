"""Worklists: what waits for whom, since when, until when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, literal, null, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncEngine

from records.directory import holds
from records.pages import Order, Page, cut
from records.reading import clocks_by_case
from records.tables import cases, journal, matters, seats, tasks
from records.visible import Visible, cases_placed, visible_cases
from rules.dispute.reading import FILL_THE_SEAT
from rules.journal import ClockRow
from rules.petition_aftercare.evaluating import WITHHELD
from rules.worklists import FOLLOWED

DISPUTE, HANDOFF = "dispute", "handoff"
_HANDED = ("HandoffOpened", "HandoffArrived")
# Whose turn it is while the other side's own system is silent: no task tells it, as its people are not here.
_AWAY = ("sent", "received", "signed-for", "accepted", "ended")
_NO_TASK = -1  # the position of a line that is no task


@dataclass(frozen=True)
class TaskLine:
    """One line of a worklist: the task, and the case it belongs to, with where and how it came and what kind
    of dispute it is. ``position`` is -1 where it is no task of anybody here, but what an agency's own people
    do."""

    procedure: str
    position: int
    what: str
    role: str
    unit: str
    person: str | None
    since: datetime
    due_on: date | None
    matter: str
    kind: str
    stage: str
    step: int | None
    overdue: bool
    needs_attention: bool
    light: str
    seq: int
    places: tuple[str, ...]
    channel: str
    dispute_type: str | None


@dataclass(frozen=True)
class TaskFilter:
    """Whose tasks, and which. What is None does not narrow the list.

    ``person`` with her ``seats`` (role, unit) is "mine": what she claimed, and what waits for a seat of hers
    and is claimed by nobody. ``instead_of`` (person, unit):
    likewise what somebody claimed there whose deputy she is. ``waiting_on_others``: of the cases that these
    units have, or have handed over, what others are to do, and what they only follow.

    ``unit`` is whose turn it is, ``concerns`` units one of which the case concerns; ``due_from`` and
    ``due_until`` are legal days, both included, ``or_overdue``: or of an overdue case; ``waits_since``: it
    has waited since then, or longer.
    """

    person: str | None = None
    seats: frozenset[tuple[str, str]] = frozenset()
    instead_of: frozenset[tuple[str, str]] = frozenset()
    units: frozenset[str] | None = None
    waiting_on_others: frozenset[str] | None = None
    what: str | None = None
    kind: str | None = None
    unit: str | None = None
    concerns: frozenset[str] | None = None
    overdue: bool | None = None
    due_before: date | None = None
    due_from: date | None = None
    due_until: date | None = None
    or_overdue: bool = False
    waits_since: datetime | None = None


class TaskOrder(Enum):
    """What a worklist can be sorted by. What has no due date comes as if it were due on the last of days."""

    DUE = "due_on"
    SINCE = "since"
    NUMBER = "matter"


@dataclass(frozen=True)
class Tally:
    """How many lines of a worklist wait for the same thing: ``overdue``, ``today``, ``week`` and
    ``late_or_week`` of them."""

    kind: str
    what: str
    unit: str
    count: int
    overdue: int
    today: int
    week: int
    late_or_week: int


_OF_THE_CASE = (
    cases.c.matter,
    cases.c.kind,
    cases.c.stage,
    cases.c.step,
    cases.c.overdue,
    cases.c.needs_attention,
    cases.c.light,
    cases.c.seq,
    cases.c.places,
    matters.c.channel,
    matters.c.dispute_type,
)
# An outer join by a key: where nothing of the matter is asked for, as in a count, it costs nothing.
_LISTED = (
    select(*tasks.c, *_OF_THE_CASE)
    .join_from(tasks, cases, tasks.c.procedure == cases.c.procedure)
    .outerjoin(matters, matters.c.number == cases.c.matter)
)


async def worklist(
    engine: AsyncEngine,
    visible: Visible,
    narrowed: TaskFilter,
    cursor: str | None = None,
    limit: int = 50,
    sort: tuple[TaskOrder, bool] = (TaskOrder.DUE, False),
) -> Page[TaskLine]:
    """A page of the visible tasks, the soonest due first. ``sort`` is what by, and whether backwards. Raises
    BadCursor."""
    by, backwards = sort
    lines = _lines(visible, narrowed).subquery()
    first = {
        TaskOrder.DUE: func.coalesce(lines.c.due_on, date.max),
        TaskOrder.SINCE: lines.c.since,
        TaskOrder.NUMBER: lines.c.matter,
    }[by]
    order = Order((first, lines.c.since, lines.c.procedure, lines.c.position), backwards)
    query = order.page(select(lines), cursor, limit)
    async with engine.connect() as connection:
        found = [_line(row) for row in await connection.execute(query)]
    return cut(found, limit, lambda line: (_sort_value(line, by), line.since, line.procedure, line.position))


async def clocks_of_lines(engine: AsyncEngine, lines: Iterable[TaskLine]) -> dict[str, tuple[ClockRow, ...]]:
    """The clocks of the cases of these lines, by case."""
    async with engine.connect() as connection:
        return await clocks_by_case(connection, {line.procedure for line in lines})


async def worklist_counted(engine: AsyncEngine, visible: Visible, narrowed: TaskFilter) -> int:
    """How many tasks the whole worklist has, under the same condition."""
    query = select(func.count()).select_from(_lines(visible, narrowed).subquery())
    async with engine.connect() as connection:
        return int((await connection.execute(query)).scalar_one())


async def worklist_tallied(
    engine: AsyncEngine, visible: Visible, narrowed: TaskFilter, today: date, week: tuple[date, date]
) -> tuple[Tally, ...]:
    """The whole worklist, counted by kind, task and unit, in that order; ``today`` and ``week`` are legal
    days."""
    lines = _lines(visible, narrowed).subquery()
    which = (lines.c.kind, lines.c.what, lines.c.unit)
    query = (
        select(
            *which,
            func.count(),
            func.count().filter(lines.c.overdue),
            func.count().filter(lines.c.due_on == today),
            func.count().filter(lines.c.due_on.between(*week)),
            func.count().filter(or_(lines.c.due_on.between(*week), lines.c.overdue)),
        )
        .group_by(*which)
        .order_by(*which)
    )
    async with engine.connect() as connection:
        return tuple(Tally(*row) for row in await connection.execute(query))


def _lines(visible: Visible, narrowed: TaskFilter) -> Select[Any] | CompoundSelect[Any]:
    seen = visible_cases(visible)
    of_tasks = _Columns(tasks.c.what, tasks.c.unit, tasks.c.due_on, tasks.c.since)
    listed = _LISTED.where(seen, *_whose(narrowed), *_which(narrowed, of_tasks))
    if narrowed.waiting_on_others is None:
        return listed
    away = _away(narrowed.waiting_on_others).where(seen, *_which(narrowed, _OF_AN_AGENCY))
    return listed.union_all(away)


def _whose(narrowed: TaskFilter) -> list[ColumnElement[bool]]:
    if narrowed.person is not None:
        theirs = tuple_(tasks.c.role, tasks.c.unit).in_(narrowed.seats)
        unclaimed = and_(tasks.c.person.is_(None), theirs)
        deputised = tuple_(tasks.c.person, tasks.c.unit).in_(narrowed.instead_of)
        return [or_(tasks.c.person == narrowed.person, unclaimed, deputised)]
    # what is withheld from those it is about stands on nobody's list but of whose task it is
    conditions: list[ColumnElement[bool]] = [tasks.c.what.not_in(WITHHELD)]
    if narrowed.units is not None:
        conditions.append(tasks.c.unit.in_(narrowed.units))
    if (ours := narrowed.waiting_on_others) is not None:
        own = tasks.alias("own")
        still_ours = (
            select(1)
            .where(own.c.procedure == cases.c.procedure, own.c.unit.in_(ours), own.c.what.not_in(FOLLOWED))
            .exists()
        )
        conditions += [or_(cases.c.owner_unit.in_(ours), _handed_over_by(ours)), ~still_ours]
    return conditions


def _handed_over_by(units: frozenset[str]) -> ColumnElement[bool]:
    """A handoff that one of these units sent, as its first entry says."""
    first = select(1).where(journal.c.procedure == cases.c.procedure, journal.c.kind.in_(_HANDED))
    return and_(cases.c.kind == HANDOFF, first.where(_SENDER.in_(units)).exists())


def _away(units: frozenset[str]) -> Select[Any]:
    """The handoffs of these units that lie with an agency's own people: each as a line without a task."""
    its = select(1).where(tasks.c.procedure == cases.c.procedure).exists()
    return (
        select(
            cases.c.procedure,
            literal(_NO_TASK).label("position"),
            cases.c.waits_for.label("what"),
            _RECEIVER["role"].astext.label("role"),
            _RECEIVER["unit"].astext.label("unit"),
            null().label("person"),
            cases.c.changed_at.label("since"),
            cases.c.due_on,
            *_OF_THE_CASE,
        )
        .join_from(cases, journal, journal.c.procedure == cases.c.procedure)
        .outerjoin(matters, matters.c.number == cases.c.matter)
        .where(
            cases.c.kind == HANDOFF,
            cases.c.stage.in_(_AWAY),
            cases.c.closed_at.is_(None),
            journal.c.kind.in_(_HANDED),
            _SENDER.in_(units),
            ~its,
        )
    )


@dataclass(frozen=True)
class _Columns:
    """Where a line says what is to be done, whose turn it is, until when, and since when it waits."""

    what: ColumnElement[Any]
    unit: ColumnElement[Any]
    due_on: ColumnElement[Any]
    since: ColumnElement[Any]


_SENDER, _RECEIVER = journal.c.body["sender"]["unit"].astext, journal.c.body["receiver"]
_OF_AN_AGENCY = _Columns(cases.c.waits_for, _RECEIVER["unit"].astext, cases.c.due_on, cases.c.changed_at)


def _which(narrowed: TaskFilter, line: _Columns) -> Iterator[ColumnElement[bool]]:
    if narrowed.what is not None:
        yield line.what == narrowed.what
    if narrowed.unit is not None:
        yield line.unit == narrowed.unit
    if narrowed.kind is not None:
        yield cases.c.kind == narrowed.kind
    if narrowed.overdue is not None:
        yield cases.c.overdue == narrowed.overdue
    if narrowed.concerns is not None:
        yield cases_placed(narrowed.concerns)
    yield from _due(narrowed, line)
    if narrowed.waits_since is not None:
        yield line.since <= narrowed.waits_since


def _due(narrowed: TaskFilter, line: _Columns) -> Iterator[ColumnElement[bool]]:
    if narrowed.due_before is not None:
        yield line.due_on < narrowed.due_before
    days = []
    if narrowed.due_from is not None:
        days.append(line.due_on >= narrowed.due_from)
    if narrowed.due_until is not None:
        days.append(line.due_on <= narrowed.due_until)
    if days:
        yield or_(and_(*days), cases.c.overdue) if narrowed.or_overdue else and_(*days)


def _line(row: Any) -> TaskLine:
    line = TaskLine(*row)
    return TaskLine(**{**vars(line), "since": line.since.astimezone(UTC), "places": tuple(line.places)})


def _sort_value(line: TaskLine, by: TaskOrder) -> object:
    return line.due_on or date.max if by is TaskOrder.DUE else getattr(line, by.value)


async def without_lead(engine: AsyncEngine, on: date) -> list[str]:
    """The open disputes whose owner's seat is empty on a day, and those that their fallback leads."""
    sits = (
        select(seats.c.person)
        .where(seats.c.role == cases.c.owner_role, seats.c.unit == cases.c.owner_unit, holds(seats, on))
        .exists()
    )
    led_by_fallback = (
        select(tasks.c.what)
        .where(tasks.c.procedure == cases.c.procedure, tasks.c.what == FILL_THE_SEAT)
        .exists()
    )
    statement = (
        select(cases.c.procedure)
        .where(cases.c.kind == DISPUTE, cases.c.closed_at.is_(None), or_(~sits, led_by_fallback))
        .order_by(cases.c.procedure)
    )
    async with engine.connect() as connection:
        return list((await connection.scalars(statement)).all())
