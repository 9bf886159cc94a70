"""The registers as they are kept: lines by register, and what is counted of open matters."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.tables import cases, links, register_lines, seats, tasks
from rules.registers import SAYS, Lines, Particulars, Register, RegisterLine


def values_of(line: RegisterLine) -> dict[str, Any]:
    """A line as its row has it."""
    return {
        "register": line.register,
        "ref": line.ref,
        "unit": line.unit,
        "what": said_by(line),
        "valid_from": line.valid_from,
        "valid_until": line.valid_until,
        "person": line.person,
    }


def said_by(line: RegisterLine) -> dict[str, Any]:
    """What a line says, as plain JSON."""
    said: dict[str, Any] = _adapter(line.register).dump_python(line.what, mode="json")
    return said


@cache
def _adapter(register: Register) -> TypeAdapter[Particulars]:
    return TypeAdapter(SAYS[register])


def line_of(row: Any) -> RegisterLine:
    """A line from its row."""
    register = Register(row.register)
    what = _adapter(register).validate_python(row.what)
    return RegisterLine(register, row.ref, row.unit, what, row.valid_from, row.valid_until, row.person)


async def all_lines(connection: AsyncConnection) -> Lines:
    """Every line there is or was."""
    return await _found(connection, select(register_lines))


async def lines_of(engine: AsyncEngine, *registers: Register, unit: str | None = None) -> Lines:
    """The lines of these registers, of one unit or of all."""
    narrowed: list[ColumnElement[bool]] = [register_lines.c.register.in_(registers)]
    if unit is not None:
        narrowed.append(register_lines.c.unit == unit)
    async with engine.connect() as connection:
        return await _found(connection, select(register_lines).where(*narrowed))


async def _found(connection: AsyncConnection, query: Select[Any]) -> Lines:
    key = (register_lines.c.register, register_lines.c.ref, register_lines.c.valid_from)
    return tuple(map(line_of, await connection.execute(query.order_by(*key))))


async def same_matters(engine: AsyncEngine, matter: str) -> frozenset[str]:
    """A matter, and those that stand linked to it."""
    linked = select(links.c.matter, links.c.other).where(
        or_(links.c.matter == matter, links.c.other == matter), links.c.undone_at.is_(None)
    )
    async with engine.connect() as connection:
        rows = (await connection.execute(linked)).all()
    return frozenset({matter, *(each for row in rows for each in row)})


async def open_matters(engine: AsyncEngine, persons: Collection[str]) -> Mapping[str, int]:
    """County policy 43 工作量: how many open matters somebody has in hand, or is waited for in by name."""
    wanted = list(persons)
    is_open = cases.c.closed_at.is_(None)
    in_hand = select(cases.c.handler.label("person"), cases.c.matter).where(
        is_open, cases.c.handler.in_(wanted)
    )
    waited = (
        select(tasks.c.person, cases.c.matter)
        .join(cases, cases.c.procedure == tasks.c.procedure)
        .where(is_open, tasks.c.person.in_(wanted))
    )
    both = in_hand.union(waited).subquery()
    counted = select(both.c.person, func.count().label("matters")).group_by(both.c.person)
    async with engine.connect() as connection:
        return {row.person: int(row.matters) for row in await connection.execute(counted)}


async def seated_at(engine: AsyncEngine, unit: str, on: date) -> int:
    """How many people sit at a unit on a day."""
    query = select(func.count(seats.c.person.distinct())).where(
        seats.c.unit == unit,
        seats.c.valid_from <= on,
        or_(seats.c.valid_until.is_(None), seats.c.valid_until > on),
    )
    async with engine.connect() as connection:
        return int((await connection.execute(query)).scalar_one())
