"""A handover (离任交接): what somebody holds, looked at first; then carried out, and counted from the
journal."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import and_, exists, func, insert, or_, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.changes import LOCK, Decide, Request, change_within, noted_under
from records.directory import delegation_of
from records.journal import AnotherBody
from records.tables import cases, delegations, handovers, journal, seats, tasks
from rules.deputising import successor
from rules.journal import canonical
from rules.seating import Delegation, Post, Sitting

HANDOVERS = "fengqiao_handovers"  # heard by the relay
HANDLES = "handles"


@dataclass(frozen=True, order=True)
class Answered:
    """Something a person answers for by name: in which case, as what, at which seat."""

    procedure: str
    what: str
    role: str
    unit: str


@dataclass(frozen=True)
class Waits:
    """What waits at a seat of theirs, and goes on waiting there: how many tasks, of which kind of case."""

    role: str
    unit: str
    kind: str
    tasks: int


@dataclass(frozen=True)
class Preview:
    """What would change hands on a day. Nothing of a case is told but that it is there."""

    person: str
    on: date
    seats: tuple[Sitting, ...]
    delegations: tuple[Delegation, ...]
    answers_for: tuple[Answered, ...]
    waiting: tuple[Waits, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """What is decided on, one line each. What waits at a seat stays there, and is not among them."""
        held = [f"seat/{each.post}/{each.valid_from}" for each in self.seats]
        given = [f"delegation/{each.id}/{each.valid_until}" for each in self.delegations]
        named = [f"{each.procedure}/{each.what}/{each.role}@{each.unit}" for each in self.answers_for]
        return tuple(sorted({*held, *given, *named}))

    @property
    def digest(self) -> str:
        """By which the preview is named when it is carried out."""
        return hashlib.sha256(canonical([self.person, str(self.on), list(self.lines)])).hexdigest()


class WorldChanged(Exception):
    """It is another world than the preview showed: ``came`` and ``went`` are lines."""

    def __init__(self, now: Preview, seen: Collection[str]) -> None:
        super().__init__(now.person)
        self.came = sorted({*now.lines} - {*seen}) if seen else []
        self.went = sorted({*seen} - {*now.lines})


@dataclass(frozen=True)
class Handover:
    """A handover on its way, or done. ``cases``: as the preview had them; ``handed``: as the journal has."""

    id: str
    person: str
    on_day: date
    successors: tuple[tuple[Post, str | None], ...]
    otherwise: str | None
    by_person: str
    by_role: str
    by_unit: str
    begun_at: datetime
    cases: int
    handed: int
    finished_at: datetime | None

    def successor(self, role: str, unit: str) -> str | None:
        return successor(dict(self.successors), self.otherwise, role, unit)


async def preview(engine: AsyncEngine, person: str, on: date) -> Preview:
    """What a person holds, and would leave on a day."""
    async with engine.connect() as connection:
        return await _preview(connection, person, on)


async def carry_out(
    engine: AsyncEngine,
    request: Request,
    person: str,
    on: date,
    successors: Mapping[Post, str | None],
    otherwise: str | None,
    *,
    digest: str,
    seen: Collection[str],
    decide: Decide,
) -> Handover:
    """End what they hold and begin to hand over, if the world is as the preview showed it; the first answer
    again to a key that came before. Raises WorldChanged and what ``decide`` raises, having changed
    nothing."""
    id = uuid5(UUID(request.key), "handover")
    async with engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if known := await noted_under(connection, request.key):
            if known[1] != request.digest:
                raise AnotherBody
        else:
            now = await _preview(connection, person, on)
            if now.digest != digest:
                raise WorldChanged(now, seen)
            await change_within(connection, request, decide)
            by = request.asking.by
            await connection.execute(
                insert(handovers).values(
                    id=id,
                    person=person,
                    on_day=on,
                    successors=[
                        {"role": post.role, "unit": post.unit, "person": to}
                        for post, to in successors.items()
                    ],
                    otherwise=otherwise,
                    digest=digest,
                    by_person=by.person,
                    by_role=by.role,
                    by_unit=by.unit,
                    begun_at=request.at,
                    cases=len({each.procedure for each in now.answers_for}),
                )
            )
            await connection.execute(select(func.pg_notify(HANDOVERS, str(id))))
        found = await _read(connection, id)
        assert found
        return found


async def read(engine: AsyncEngine, id: str) -> Handover | None:
    """One handover; while it is on its way, ``handed`` is counted now."""
    async with engine.connect() as connection:
        found = await _read(connection, UUID(id))
        if found is None or found.finished_at:
            return found
        handed = await connection.scalar(_handed(id))
        return replace(found, handed=int(handed or 0))


async def under_way(engine: AsyncEngine, today: date) -> tuple[str, ...]:
    """The handovers whose day has come and that are not finished, the first first."""
    mine = select(handovers.c.id).where(handovers.c.finished_at.is_(None), handovers.c.on_day <= today)
    async with engine.connect() as connection:
        return tuple(map(str, await connection.scalars(mine.order_by(handovers.c.begun_at))))


async def still_held(engine: AsyncEngine, of: Handover, after: str, limit: int) -> tuple[Answered, ...]:
    """Open cases for which the person still answers by name and that have not heard of the handover, one line
    each, in the order of their ids, from an id on."""
    told = exists(
        select(1).where(journal.c.procedure == cases.c.procedure, journal.c.body["handover"].astext == of.id)
    )
    named = (
        select(cases.c.procedure)
        .where(_answers(of.person), ~told, cases.c.procedure > after)
        .order_by(cases.c.procedure)
        .limit(limit)
    )
    async with engine.connect() as connection:
        procedures = list((await connection.scalars(named)).all())
        lines = await _answered(connection, of.person, procedures)
    first: dict[str, Answered] = {}
    for line in lines:
        first.setdefault(line.procedure, line)
    return tuple(first[procedure] for procedure in procedures if procedure in first)


async def finish(engine: AsyncEngine, id: str) -> int:
    """Nobody waits for whoever left any more: how many cases changed hands, as the journal has it."""
    async with engine.begin() as connection:
        handed = int(await connection.scalar(_handed(id)) or 0)
        finished_at = func.coalesce(handovers.c.finished_at, func.now())
        mine = update(handovers).where(handovers.c.id == UUID(id))
        await connection.execute(mine.values(handed=handed, finished_at=finished_at))
    return handed


def _handed(id: str) -> Any:
    return select(func.count()).select_from(journal).where(journal.c.body["handover"].astext == id)


def _answers(person: str) -> Any:
    task = select(1).where(tasks.c.procedure == cases.c.procedure, tasks.c.person == person)
    return and_(cases.c.closed_at.is_(None), or_(cases.c.handler == person, exists(task)))


async def _answered(
    connection: AsyncConnection, person: str, among: Collection[str] | None = None
) -> list[Answered]:
    """Every line of what a person answers for by name: first what they handle, then their tasks."""
    handled = select(cases.c.procedure, cases.c.owner_role, cases.c.owner_unit).where(
        cases.c.handler == person, cases.c.closed_at.is_(None)
    )
    mine = (
        select(tasks.c.procedure, tasks.c.what, tasks.c.role, tasks.c.unit)
        .join(cases, and_(cases.c.procedure == tasks.c.procedure, cases.c.closed_at.is_(None)))
        .where(tasks.c.person == person)
    )
    if among is not None:
        handled = handled.where(cases.c.procedure.in_(among))
        mine = mine.where(tasks.c.procedure.in_(among))
    found = [
        Answered(row.procedure, HANDLES, row.owner_role, row.owner_unit)
        for row in await connection.execute(handled.order_by(cases.c.procedure))
    ]
    order = (tasks.c.procedure, tasks.c.position)
    return found + [Answered(*row) for row in await connection.execute(mine.order_by(*order))]


async def _preview(connection: AsyncConnection, person: str, on: date) -> Preview:
    going_on = or_(seats.c.valid_until.is_(None), seats.c.valid_until > on)
    held = select(seats).where(seats.c.person == person, going_on).order_by(seats.c.unit, seats.c.role)
    sittings = tuple(Sitting(*row) for row in await connection.execute(held))
    theirs = or_(delegations.c.person == person, delegations.c.deputy == person)
    given = select(delegations).where(theirs, delegations.c.valid_until > on).order_by(delegations.c.id)
    running = tuple(delegation_of(row) for row in await connection.execute(given))
    answered = tuple(sorted(set(await _answered(connection, person))))
    return Preview(person, on, sittings, running, answered, await _waiting(connection, sittings))


async def _waiting(connection: AsyncConnection, sittings: Collection[Sitting]) -> tuple[Waits, ...]:
    posts = [(each.role, each.unit) for each in sittings]
    counted = (
        select(tasks.c.role, tasks.c.unit, cases.c.kind, func.count())
        .join(cases, and_(cases.c.procedure == tasks.c.procedure, cases.c.closed_at.is_(None)))
        .where(tasks.c.person.is_(None), tuple_(tasks.c.role, tasks.c.unit).in_(posts))
        .group_by(tasks.c.role, tasks.c.unit, cases.c.kind)
        .order_by(tasks.c.unit, tasks.c.role, cases.c.kind)
    )
    return tuple(Waits(*row) for row in await connection.execute(counted))


async def _read(connection: AsyncConnection, id: UUID) -> Handover | None:
    row = (await connection.execute(select(handovers).where(handovers.c.id == id))).one_or_none()
    if row is None:
        return None
    kept = {name: getattr(row, name) for name in Handover.__dataclass_fields__}
    named = tuple((Post(each["role"], each["unit"]), each["person"]) for each in row.successors)
    finished = row.finished_at and row.finished_at.astimezone(UTC)
    changed = {"id": str(row.id), "successors": named, "begun_at": row.begun_at.astimezone(UTC)}
    return Handover(**{**kept, **changed, "finished_at": finished})
