"""Procedures as they are kept, many at a time: head, edition and every line of the journal."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.tables import journal, procedures
from rules.journal import Entry

_AT_ONCE = 100

Told = Callable[[int, int], Awaitable[None]]


async def nobody(looked_at: int, found: int) -> None:
    """Who is told how far it is, where nobody asked."""


@dataclass(frozen=True)
class Line:
    """A line of the journal with its place in the chain."""

    entry: Entry
    command: str | None
    previous: str
    hash: str


@dataclass(frozen=True)
class Kept:
    """A procedure's row, and the lines of its journal in order."""

    id: str
    kind: str
    edition: str
    seq: int
    decided_seq: int
    head: str
    ended_at: datetime | None
    lines: tuple[Line, ...]


async def batches(
    engine: AsyncEngine, only: str | None = None, *, is_locked: bool = False
) -> AsyncIterator[tuple[AsyncConnection, list[Kept]]]:
    """All procedures (or ``only`` one), some at a time, each batch in a transaction that ends with it.

    Nobody can append to locked ones meanwhile; unlocked ones are all seen at one moment.
    """
    after = ""
    while True:
        async with engine.connect() as connection:
            if not is_locked:
                await connection.execution_options(isolation_level="REPEATABLE READ")
            batch = await _batch(connection, after, only, is_locked)
            if not batch:
                return
            yield connection, batch
            await connection.commit()
        after = batch[-1].id


async def _batch(connection: AsyncConnection, after: str, only: str | None, is_locked: bool) -> list[Kept]:
    names = [name for name in Kept.__dataclass_fields__ if name != "lines"]
    some = select(*(procedures.c[name] for name in names)).where(procedures.c.id > after)
    some = some.order_by(procedures.c.id).limit(_AT_ONCE)
    if only is not None:
        some = some.where(procedures.c.id == only)
    if is_locked:
        some = some.with_for_update()
    rows = (await connection.execute(some)).mappings().all()
    lines = await _lines(connection, [row["id"] for row in rows])
    return [Kept(**row, lines=tuple(lines[row["id"]])) for row in rows]


async def kept_of(connection: AsyncConnection, ids: list[str]) -> list[Kept]:
    """These procedures, by id."""
    names = [name for name in Kept.__dataclass_fields__ if name != "lines"]
    some = select(*(procedures.c[name] for name in names)).where(procedures.c.id.in_(ids))
    rows = (await connection.execute(some.order_by(procedures.c.id))).mappings().all()
    lines = await _lines(connection, ids)
    return [Kept(**row, lines=tuple(lines[row["id"]])) for row in rows]


async def _lines(connection: AsyncConnection, ids: list[str]) -> dict[str, list[Line]]:
    query = select(journal).where(journal.c.procedure.in_(ids)).order_by(journal.c.procedure, journal.c.seq)
    lines: dict[str, list[Line]] = {each: [] for each in ids}
    for row in await connection.execute(query):
        entry = Entry(row.seq, row.kind, row.at.astimezone(UTC), row.body)
        lines[row.procedure].append(Line(entry, row.command, row.previous, row.hash))
    return lines
