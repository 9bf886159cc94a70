"""Remaking the read tables from the journal alone, and saying where they differed from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import written
from records import editions, views
from records.kept import Kept, Told, batches, nobody
from records.views import READ_TABLES
from rules.editions import Edition
from rules.procedure import Procedure
from rules.procedures import PROCEDURES

Rows = dict[str, list[dict[str, Any]]]  # by read table
# What a changed journal can do to a fold.
_UNTELLABLE = (LookupError, TypeError, ValueError, AttributeError, AssertionError)
_REMADE = select(literal(1)).add_cte(*views.written())


@dataclass(frozen=True)
class Difference:
    """A row of a read table that is not what the journal says. ``key`` tells it apart within its procedure.

    ``what`` is missing, extra or differs (then ``columns`` says where), or unreadable: the journal itself
    cannot be told, and the read tables are left alone.
    """

    procedure: str
    table: str
    what: str
    key: tuple[Any, ...] = ()
    columns: tuple[str, ...] = ()


async def compare(
    engine: AsyncEngine, procedure: str | None = None, procedures: Mapping[str, Procedure] = PROCEDURES
) -> list[Difference]:
    """Where the read tables of one procedure, or of all, differ from the journal. Changes nothing."""
    found: list[Difference] = []
    async for connection, batch in batches(engine, procedure):
        found.extend(
            difference
            for _, _, those in await differing(connection, batch, procedures)
            for difference in those
        )
    return found


async def rebuild(
    engine: AsyncEngine,
    procedure: str | None = None,
    procedures: Mapping[str, Procedure] = PROCEDURES,
    progress: Told = nobody,
) -> list[Difference]:
    """Make the read tables say what the journal says; where they did not. ``progress``: who is told after
    each batch of how many procedures were looked at, and of what was found so far; if it raises, what was
    made stays made."""
    found: list[Difference] = []
    looked_at = 0
    async for connection, batch in batches(engine, procedure, is_locked=True):
        for kept, rows, those in await differing(connection, batch, procedures):
            if rows is not None:
                await connection.execute(_REMADE, {"procedure": kept.id, **views.parameters(rows)})
            found.extend(those)
        await connection.commit()
        looked_at += len(batch)
        await progress(looked_at, len(found))
    return found


async def differing(
    connection: AsyncConnection, batch: list[Kept], procedures: Mapping[str, Procedure]
) -> list[tuple[Kept, Rows | None, list[Difference]]]:
    """The procedures of a batch whose read tables differ, each with the rows it should have; None if
    nobody can tell."""
    stand = await _standing(connection, [kept.id for kept in batch])
    known: dict[str, Edition] = {}
    found: list[tuple[Kept, Rows | None, list[Difference]]] = []
    for kept in batch:
        if kept.edition not in known:
            known[kept.edition] = await editions.load(connection, kept.edition)
        try:
            rows = told(kept, known[kept.edition], procedures[kept.kind])
        except _UNTELLABLE:
            found.append((kept, None, [Difference(kept.id, "journal", "unreadable")]))
            continue
        if those := list(_differences(kept.id, rows, stand[kept.id])):
            found.append((kept, rows, those))
    return found


def told(kept: Kept, edition: Edition, procedure: Procedure) -> Rows:
    """The rows of the read tables as the journal tells them. A changed journal may raise anything."""
    events = [written.read(procedure, line.entry) for line in kept.lines]
    state = procedure.fold(events, edition)
    return views.rows_of(kept.id, procedure.view(state), state.seq, state.decided_seq)


async def _standing(connection: AsyncConnection, ids: list[str]) -> dict[str, Rows]:
    stand: dict[str, Rows] = {each: {table.name: [] for table in READ_TABLES} for each in ids}
    for table in READ_TABLES:
        for row in (await connection.execute(select(table).where(table.c.procedure.in_(ids)))).mappings():
            values = dict(row)
            stand[values.pop("procedure")][table.name].append(values)
    return stand


def _differences(procedure: str, told: Rows, standing: Rows) -> Iterator[Difference]:
    for table in READ_TABLES:
        key = [column.name for column in table.primary_key if column.name != "procedure"]
        ours = {tuple(row[name] for name in key): row for row in told[table.name]}
        theirs = {tuple(row[name] for name in key): row for row in standing[table.name]}
        for each in ours.keys() - theirs.keys():
            yield Difference(procedure, table.name, "missing", each)
        for each in theirs.keys() - ours.keys():
            yield Difference(procedure, table.name, "extra", each)
        for each in ours.keys() & theirs.keys():
            row, stood = ours[each], theirs[each]
            if columns := tuple(name for name in row if _plain(row[name]) != stood[name]):
                yield Difference(procedure, table.name, "differs", each, columns)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
