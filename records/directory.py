"""Who sits where on a day: units, officers and their seats."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import ColumnElement, Table, or_, select, tuple_
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.tables import people, seats, units
from rules.procedure import Officer


@dataclass(frozen=True)
class Unit:
    """A unit (单位). Holds from ``valid_from`` up to, and without, ``valid_until``."""

    unit: str
    parent: str | None
    organ: str
    name: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True)
class Person:
    """An officer by reference and name; a party is never kept here."""

    person: str
    name: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True)
class Sitting:
    """A person holds a role at a unit for a time."""

    person: str
    role: str
    unit: str
    valid_from: date
    valid_until: date | None = None


async def enter(
    connection: AsyncConnection,
    some_units: Collection[Unit],
    some_people: Collection[Person],
    sittings: Collection[Sitting],
) -> None:
    """Enter units (parents first), people and seats; what is there already takes the new names and ends."""
    for table, rows in ((units, some_units), (people, some_people), (seats, sittings)):
        if rows:
            await connection.execute(_entered(table), [asdict(row) for row in rows])


async def officers(engine: AsyncEngine, person: str, on: date) -> tuple[Officer, ...]:
    """The seats a person holds on a day."""
    mine = select(seats.c.person, seats.c.role, seats.c.unit).where(
        seats.c.person == person, holds(seats, on)
    )
    async with engine.connect() as connection:
        rows = await connection.execute(mine.order_by(seats.c.unit, seats.c.role))
        return tuple(Officer(row.person, row.role, row.unit) for row in rows)


async def sitting(engine: AsyncEngine, some: Collection[tuple[str, str]], on: date) -> frozenset[str]:
    """Who sits on a day in any of these seats, each a role and a unit; nobody, if all are empty."""
    there = select(seats.c.person).where(tuple_(seats.c.role, seats.c.unit).in_(list(some)), holds(seats, on))
    async with engine.connect() as connection:
        return frozenset((await connection.scalars(there)).all())


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


async def area_of(engine: AsyncEngine, unit: str) -> frozenset[str]:
    """A unit and all units under it."""
    tree = select(units.c.unit).where(units.c.unit == unit).cte("area", recursive=True)
    tree = tree.union(select(units.c.unit).join(tree, units.c.parent == tree.c.unit))
    async with engine.connect() as connection:
        return frozenset((await connection.scalars(select(tree.c.unit))).all())


def holds(table: Table, on: date) -> ColumnElement[bool]:
    """Whether a row of a table with intervals holds on a day."""
    return (table.c.valid_from <= on) & or_(table.c.valid_until.is_(None), table.c.valid_until > on)


def _entered(table: Table) -> Insert:
    statement = insert(table)
    changed = {c.name: statement.excluded[c.name] for c in table.c if not c.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed)
