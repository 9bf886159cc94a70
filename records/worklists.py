"""Worklists: what waits for whom, since when, until when."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncEngine

from records.directory import holds
from records.pages import Order, Page, cut
from records.tables import cases, seats, tasks
from records.visible import Visible, visible_cases
from rules.dispute.reading import FILL_THE_SEAT
from rules.petition_aftercare.evaluating import WITHHELD

DISPUTE = "dispute"


@dataclass(frozen=True)
class TaskLine:
    """One line of a worklist: the task, and the case it belongs to."""

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


@dataclass(frozen=True)
class TaskFilter:
    """Whose tasks, and which. What is None does not narrow the list.

    ``person`` with her ``seats`` (role, unit) is "mine": what she claimed, and what waits for a seat of hers
    and is claimed by nobody. ``instead_of`` (person, unit):
    likewise what somebody claimed there whose deputy she is.
    """

    person: str | None = None
    seats: frozenset[tuple[str, str]] = frozenset()
    instead_of: frozenset[tuple[str, str]] = frozenset()
    units: frozenset[str] | None = None
    what: str | None = None
    overdue: bool | None = None
    due_before: date | None = None


_TASK = (
    *tasks.c,
    cases.c.matter,
    cases.c.kind,
    cases.c.stage,
    cases.c.step,
    cases.c.overdue,
    cases.c.needs_attention,
)
_LISTED = select(*_TASK).join_from(tasks, cases, tasks.c.procedure == cases.c.procedure)
_BY_DUE = Order((func.coalesce(tasks.c.due_on, date.max), tasks.c.since, tasks.c.procedure, tasks.c.position))


async def worklist(
    engine: AsyncEngine, visible: Visible, narrowed: TaskFilter, cursor: str | None = None, limit: int = 50
) -> Page[TaskLine]:
    """A page of the visible tasks, the soonest due first. Raises BadCursor."""
    query = _BY_DUE.page(_LISTED.where(_narrowed(visible, narrowed)), cursor, limit)
    async with engine.connect() as connection:
        lines = [_line(row) for row in await connection.execute(query)]
    return cut(
        lines, limit, lambda line: (line.due_on or date.max, line.since, line.procedure, line.position)
    )


async def worklist_counted(engine: AsyncEngine, visible: Visible, narrowed: TaskFilter) -> int:
    """How many tasks the whole worklist has, under the same condition."""
    query = select(func.count()).select_from(_LISTED.where(_narrowed(visible, narrowed)).subquery())
    async with engine.connect() as connection:
        return int((await connection.execute(query)).scalar_one())


def _narrowed(visible: Visible, narrowed: TaskFilter) -> ColumnElement[bool]:
    conditions = [visible_cases(visible)]
    if narrowed.person is not None:
        seats = tuple_(tasks.c.role, tasks.c.unit).in_(narrowed.seats)
        unclaimed = and_(tasks.c.person.is_(None), seats)
        deputised = tuple_(tasks.c.person, tasks.c.unit).in_(narrowed.instead_of)
        conditions.append(or_(tasks.c.person == narrowed.person, unclaimed, deputised))
    else:  # what is withheld from those it is about stands on nobody's list but of whose task it is
        conditions.append(tasks.c.what.not_in(WITHHELD))
    if narrowed.units is not None:
        conditions.append(tasks.c.unit.in_(narrowed.units))
    if narrowed.what is not None:
        conditions.append(tasks.c.what == narrowed.what)
    if narrowed.overdue is not None:
        conditions.append(cases.c.overdue == narrowed.overdue)
    if narrowed.due_before is not None:
        conditions.append(tasks.c.due_on < narrowed.due_before)
    return and_(*conditions)


def _line(row: Any) -> TaskLine:
    line = TaskLine(*row)
    return TaskLine(**{**vars(line), "since": line.since.astimezone(UTC)})


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
