"""Who sits where on a day: units, officers and their seats; who acts for whom; and every change of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, exists, func, insert, or_, select, tuple_
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.registers import line_of, said_by, values_of
from records.tables import delegations, directory_changes, people, register_lines, seats, units
from rules.directory import Because, Kind, Person, Row, Unit
from rules.instants import first_instant_of
from rules.procedure import Officer
from rules.registers import RegisterLine
from rules.seating import NEVER_STOOD_IN_FOR, Acting, Delegation, Place, Post, Seating, Sitting

__all__ = ["Person", "Sitting", "Unit"]

# Each kind of row: its table, and what entering one is called.
TABLES: Mapping[type[Row], tuple[Table, Kind]] = {
    Unit: (units, Kind.UNIT_ENTERED),
    Person: (people, Kind.PERSON_ENTERED),
    Sitting: (seats, Kind.SEAT_GRANTED),
    Delegation: (delegations, Kind.DELEGATION_GRANTED),
    RegisterLine: (register_lines, Kind.LINE_ENTERED),
}


async def enter(
    connection: AsyncConnection,
    some_units: Collection[Unit],
    some_people: Collection[Person],
    sittings: Collection[Sitting],
    lines: Collection[RegisterLine] = (),
) -> None:
    """The installation enters units (parents first), people, seats and lines of registers; what is there
    already takes the new names and ends. What this changes is noted, as everything is."""
    for rows in (some_units, some_people, sittings, lines):
        await _enter(connection, list(rows))


async def _enter(connection: AsyncConnection, rows: list[Any]) -> None:
    if not rows:
        return
    table, kind = TABLES[type(rows[0])]
    keys = list(table.primary_key)
    asked = tuple_(*keys).in_([tuple(getattr(row, key.name) for key in keys) for row in rows])
    there = {
        tuple(getattr(found, key.name) for key in keys): _row_of(type(rows[0]), found)
        for found in await connection.execute(select(table).where(asked))
    }
    for row in rows:
        before = there.get(tuple(getattr(row, key.name) for key in keys))
        if before != row:
            await put(connection, row)
            at = func.now() if before else first_instant_of(row.valid_from)
            said = {"at": at, "kind": kind, "because": Because.INSTALLATION, **about(row)}
            await connection.execute(insert(directory_changes).values(**said, body=body_of(before, row)))


def _row_of(kind: type[Row], found: Any) -> Row:
    return line_of(found) if kind is RegisterLine else kind(*found)


async def put(connection: AsyncConnection, row: Row) -> None:
    """Write a row, or what has become of it."""
    table, _ = TABLES[type(row)]
    values = values_of(row) if isinstance(row, RegisterLine) else asdict(row)
    await connection.execute(_entered(table), [values])


def about(row: Row) -> dict[str, str | None]:
    """Whose row it is: person, role and unit, as far as it has them."""
    return {name: getattr(row, name, None) for name in ("person", "role", "unit")}


def body_of(before: Row | None, after: Row) -> dict[str, Any]:
    """A change as plain JSON: the row before and after."""
    return {"before": plain(before) if before else None, "after": plain(after)}


def plain(row: Row) -> dict[str, Any]:
    """A row as plain JSON."""
    told = {**asdict(row), "what": said_by(row)} if isinstance(row, RegisterLine) else asdict(row)
    return {name: str(value) if isinstance(value, date) else value for name, value in told.items()}


async def seating_of(engine: AsyncEngine, person: str, on: date) -> Seating:
    """As much of who sits where as says what somebody acts as by holding it or as a deputy."""
    touching = select(delegations).where(
        or_(delegations.c.person == person, delegations.c.deputy == person), holds(delegations, on)
    )
    async with engine.connect() as connection:
        given = [delegation_of(row) for row in await connection.execute(touching)]
        whose = {person, *(each.person for each in given)}
        there = select(seats).where(seats.c.person.in_(whose), holds(seats, on))
        order = (seats.c.unit, seats.c.role)
        sittings = [Sitting(*row) for row in await connection.execute(there.order_by(*order))]
    return Seating(on, tuple(sittings), tuple(given))


async def acting_as(
    engine: AsyncEngine, person: str, on: date, heads: Mapping[str, str], posts: Mapping[str, frozenset[str]]
) -> tuple[Acting, ...]:
    """All that somebody acts as on a day: what they hold, what they deputise for, and, if they head a unit,
    the empty seats there and below. ``posts``: the roles that have work at the units of a level."""
    mine = (await seating_of(engine, person, on)).seats_of(person)
    if not any(each.post.role in heads.values() for each in mine):
        return mine
    places, seating, known = await _whole(engine, on)
    asked = {*known, *(Post(role, unit) for unit, place in places.items() for role in posts[place.organ])}
    empty = sorted(post for post in asked if post.role not in NEVER_STOOD_IN_FOR)
    standing = (each for post in empty for each in seating.standing_in(post, places, heads))
    return (*mine, *(each for each in standing if each.person == person))


async def officers(engine: AsyncEngine, person: str, on: date) -> tuple[Officer, ...]:
    """The seats a person holds or deputises for on a day."""
    return as_officers((await seating_of(engine, person, on)).seats_of(person))


def as_officers(acting: Iterable[Acting]) -> tuple[Officer, ...]:
    """Each seat once, in order."""
    return tuple(dict.fromkeys(Officer(each.person, each.post.role, each.post.unit) for each in acting))


async def sitting(engine: AsyncEngine, some: Collection[tuple[str, str]], on: date) -> frozenset[str]:
    """Who acts on a day as any of these seats, each a role and a unit, by holding it or as a deputy;
    nobody, if all are empty."""
    seating = await seating_at(engine, some, on)
    return frozenset(each.person for post in some for each in seating.acting(Post(*post)))


async def is_held(connection: AsyncConnection, post: Post, person: str, on: date) -> bool:
    """Whether this person themselves holds the seat on a day."""
    whose = (seats.c.person == person, seats.c.role == post.role, seats.c.unit == post.unit)
    return bool(await connection.scalar(select(exists().where(*whose, holds(seats, on)))))


async def seating_at(engine: AsyncEngine, some: Collection[tuple[str, str]], on: date) -> Seating:
    """Who sits in these seats on a day."""
    async with engine.connect() as connection:
        there = select(seats).where(tuple_(seats.c.role, seats.c.unit).in_(list(some)), holds(seats, on))
        given = select(delegations).where(
            tuple_(delegations.c.role, delegations.c.unit).in_(list(some)), holds(delegations, on)
        )
        sittings = [Sitting(*row) for row in await connection.execute(there)]
        running = [delegation_of(row) for row in await connection.execute(given)]
    return Seating(on, tuple(sittings), tuple(running))


async def units_on(engine: AsyncEngine, on: date) -> tuple[Unit, ...]:
    """All units that exist on a day."""
    async with engine.connect() as connection:
        rows = await connection.execute(select(units).where(holds(units, on)).order_by(units.c.unit))
        return tuple(Unit(*row) for row in rows)


async def names_of(engine: AsyncEngine, persons: Iterable[str]) -> dict[str, str]:
    """The names of officers by reference."""
    known = select(people.c.person, people.c.name).where(people.c.person.in_(list(persons)))
    async with engine.connect() as connection:
        return {row.person: row.name for row in await connection.execute(known)}


async def every_person(engine: AsyncEngine) -> tuple[Person, ...]:
    """All officers there are or were, by reference."""
    async with engine.connect() as connection:
        rows = await connection.execute(select(people).order_by(people.c.person))
        return tuple(Person(*row) for row in rows)


async def area_of(engine: AsyncEngine, unit: str) -> frozenset[str]:
    """A unit and all units under it."""
    tree = select(units.c.unit).where(units.c.unit == unit).cte("area", recursive=True)
    tree = tree.union(select(units.c.unit).join(tree, units.c.parent == tree.c.unit))
    async with engine.connect() as connection:
        return frozenset((await connection.scalars(select(tree.c.unit))).all())


async def sittings_on(
    engine: AsyncEngine, on: date, *, unit: str | None = None, person: str | None = None
) -> list[tuple[Sitting, Delegation | None]]:
    """The seats held on a day, of one unit or one person, each with the delegation that runs for it."""
    asked = select(seats).where(holds(seats, on)).order_by(seats.c.unit, seats.c.role, seats.c.person)
    if unit is not None:
        asked = asked.where(seats.c.unit == unit)
    if person is not None:
        asked = asked.where(seats.c.person == person)
    async with engine.connect() as connection:
        held = [Sitting(*row) for row in await connection.execute(asked)]
        running = [
            delegation_of(row)
            for row in await connection.execute(select(delegations).where(holds(delegations, on)))
        ]
    given = {(each.person, each.post): each for each in running}
    return [(each, given.get((each.person, each.post))) for each in held]


async def delegation(engine: AsyncEngine, id: UUID) -> Delegation | None:
    """One delegation, whether it runs or not."""
    async with engine.connect() as connection:
        found = await connection.execute(select(delegations).where(delegations.c.id == id))
        row = found.one_or_none()
    return delegation_of(row) if row else None


async def empty_posts(
    engine: AsyncEngine, on: date, heads: Mapping[str, str], posts: Mapping[str, frozenset[str]]
) -> list[tuple[Post, tuple[Acting, ...]]]:
    """The seats that have work, or once had somebody, and in which nobody is on a day; and who stands in."""
    places, seating, known = await _whole(engine, on)
    asked = {*known, *(Post(role, unit) for unit, place in places.items() for role in posts[place.organ])}
    empty = sorted(post for post in asked if post.unit in places and not seating.acting(post))
    return [(post, seating.standing_in(post, places, heads)) for post in empty]


def dated(body: dict[str, Any]) -> dict[str, Any]:
    """The fields of a row with an interval, from its plain JSON."""
    days = {name: body[name] and date.fromisoformat(body[name]) for name in ("valid_from", "valid_until")}
    return {**body, **days}


async def _whole(engine: AsyncEngine, on: date) -> tuple[Mapping[str, Place], Seating, frozenset[Post]]:
    """The tree of units, who sits where on a day, and every seat that ever had somebody."""
    async with engine.connect() as connection:
        tree = {
            row.unit: Place(row.organ, row.parent)
            for row in await connection.execute(select(units).where(holds(units, on)))
        }
        ever = [Sitting(*row) for row in await connection.execute(select(seats))]
        given = select(delegations).where(holds(delegations, on))
        running = [delegation_of(row) for row in await connection.execute(given)]
    return tree, Seating(on, tuple(ever), tuple(running)), frozenset(each.post for each in ever)


def delegation_of(row: Any) -> Delegation:
    """A delegation from its row."""
    return Delegation(str(row.id), *row[1:])


def holds(table: Table, on: date) -> ColumnElement[bool]:
    """Whether a row of a table with intervals holds on a day."""
    return (table.c.valid_from <= on) & or_(table.c.valid_until.is_(None), table.c.valid_until > on)


def _entered(table: Table) -> Insert:
    statement = upsert(table)
    changed = {c.name: statement.excluded[c.name] for c in table.c if not c.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed)
