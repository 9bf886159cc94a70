"""Changing the directory: one change at a time, decided over what stands, noted for ever in the same
transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, insert, select, text, true
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proof.looks import Look
from records.access import note_all
from records.directory import about, body_of, dated, delegation_of, put
from records.journal import AnotherBody
from records.pages import Order, Page, cut
from records.registers import all_lines
from records.tables import delegations, directory_changes, people, seats, units
from rules.auditing import Looked
from rules.authority.relations import seat_of
from rules.directory import Asking, Change, Directory, Kind, Person, Proposal, Unit
from rules.seating import Delegation, Sitting

DIRECTORY = "fengqiao_directory"  # heard by the relay: somebody has come or gone
LOCK = 0x73656174  # "seat": the directory is changed by one at a time
_NOT_WRITTEN = frozenset(
    {Kind.SEAT_PROPOSED, Kind.DELEGATION_PROPOSED, Kind.PROPOSAL_DECLINED, Kind.HANDOVER_BEGUN}
)
_PROPOSED = {Kind.SEAT_PROPOSED: Sitting, Kind.DELEGATION_PROPOSED: Delegation}


@dataclass(frozen=True)
class Request:
    """Who asks, when, under which key; ``digest`` tells it from another request under the same key."""

    asking: Asking
    at: datetime
    key: str
    digest: str


@dataclass(frozen=True)
class Noted:
    """A line of the list of changes. ``answers``: the proposal it confirms or declines."""

    number: int
    at: datetime
    by_person: str | None
    by_role: str | None
    by_unit: str | None
    kind: str
    person: str | None
    role: str | None
    unit: str | None
    because: str
    basis: str | None
    body: dict[str, Any]
    answers: int | None


@dataclass(frozen=True)
class Narrowed:
    """Which changes: of a person, a unit, a kind, an instant from and up to and without. None: all."""

    person: str | None = None
    unit: str | None = None
    kind: str | None = None
    since: datetime | None = None
    until: datetime | None = None


Decide = Callable[[Directory], Sequence[Change]]


async def change(engine: AsyncEngine, request: Request, decide: Decide) -> tuple[Noted, ...]:
    """Decide over the directory as it stands, write and note it; the first answer again to a key that came
    before. Raises what ``decide`` raises, having changed nothing, and AnotherBody."""
    async with engine.begin() as connection:
        return await change_within(connection, request, decide)


async def change_within(connection: AsyncConnection, request: Request, decide: Decide) -> tuple[Noted, ...]:
    """As ``change``, within a transaction."""
    await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    if known := await noted_under(connection, request.key):
        if known[1] != request.digest:
            raise AnotherBody
        return known[0]
    changes = decide(await as_it_stands(connection))
    for place, each in enumerate(changes):
        if each.kind not in _NOT_WRITTEN:
            await put(connection, each.after)
        await connection.execute(insert(directory_changes).values(_noted(request, place, each)))
    asking = request.asking
    await note_all(
        connection,
        [
            Look(request.at, asking.by.person, seat_of(asking.by), None, f"{Looked.PERMISSION}/{each.kind}")
            for each in changes
        ],
    )
    await connection.execute(select(func.pg_notify(DIRECTORY, "")))
    found = await noted_under(connection, request.key)
    assert found
    return found[0]


async def noted_under(connection: AsyncConnection, key: str) -> tuple[tuple[Noted, ...], str] | None:
    """What was changed under a key, and the digest of that request."""
    mine = select(directory_changes).where(directory_changes.c.key == UUID(key))
    rows = (await connection.execute(mine.order_by(directory_changes.c.place))).all()
    return (tuple(map(_line, rows)), rows[0].digest) if rows else None


async def as_it_stands(connection: AsyncConnection) -> Directory:
    """The whole directory, with the proposals nobody has answered."""
    return Directory(
        units={row.unit: Unit(*row) for row in await connection.execute(select(units))},
        people={row.person: Person(*row) for row in await connection.execute(select(people))},
        sittings=tuple(Sitting(*row) for row in await connection.execute(select(seats))),
        delegations=tuple(delegation_of(row) for row in await connection.execute(select(delegations))),
        lines=await all_lines(connection),
        proposals={each.number: each for each in await _waiting(connection)},
    )


async def waiting(engine: AsyncEngine) -> tuple[Noted, ...]:
    """The proposals that nobody has confirmed or declined, the oldest first."""
    async with engine.connect() as connection:
        return tuple(map(_line, await connection.execute(_PENDING)))


async def listed(
    engine: AsyncEngine,
    narrowed: Narrowed,
    cursor: str | None = None,
    limit: int = 50,
    *,
    newest_first: bool = False,
) -> Page[Noted]:
    """A page of the changes, the oldest first or the newest. Raises BadCursor."""
    order = Order((directory_changes.c.number,), descending=newest_first)
    query = order.page(select(directory_changes).where(_narrowed(narrowed)), cursor, limit)
    async with engine.connect() as connection:
        lines = [_line(row) for row in await connection.execute(query)]
    return cut(lines, limit, lambda line: (line.number,))


async def counted(engine: AsyncEngine, narrowed: Narrowed) -> int:
    """How many changes the whole list has, under the same condition."""
    query = select(func.count()).select_from(directory_changes).where(_narrowed(narrowed))
    async with engine.connect() as connection:
        return int((await connection.execute(query)).scalar_one())


def _narrowed(narrowed: Narrowed) -> ColumnElement[bool]:
    column = directory_changes.c
    conditions: list[ColumnElement[bool]] = [
        column[name] == value
        for name in ("person", "unit", "kind")
        if (value := getattr(narrowed, name)) is not None
    ]
    if narrowed.since is not None:
        conditions.append(column.at >= narrowed.since)
    if narrowed.until is not None:
        conditions.append(column.at < narrowed.until)
    return and_(true(), *conditions)


_ANSWERED = directory_changes.alias("answered")
_PENDING = (
    select(directory_changes)
    .where(
        directory_changes.c.kind.in_(list(_PROPOSED)),
        ~select(_ANSWERED.c.number).where(_ANSWERED.c.answers == directory_changes.c.number).exists(),
    )
    .order_by(directory_changes.c.number)
)


async def _waiting(connection: AsyncConnection) -> list[Proposal]:
    return [
        Proposal(row.number, _PROPOSED[Kind(row.kind)](**dated(row.body["after"])), row.by_person)
        for row in await connection.execute(_PENDING)
    ]


def _noted(request: Request, place: int, each: Change) -> dict[str, Any]:
    asking = request.asking
    return {
        "at": request.at,
        "by_person": asking.by.person,
        "by_role": asking.by.role,
        "by_unit": asking.by.unit,
        "kind": each.kind,
        **about(each.after),
        "because": asking.because,
        "basis": asking.basis,
        "body": body_of(each.before, each.after),
        "answers": each.answers,
        "key": UUID(request.key),
        "place": place,
        "digest": request.digest,
    }


def _line(row: Any) -> Noted:
    kept = {name: getattr(row, name) for name in Noted.__dataclass_fields__}
    return Noted(**{**kept, "at": row.at.astimezone(UTC)})
