"""The facts of cases (案情要素) as the journals told them at an instant: of what is visible, and nothing
later."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import written
from records import editions
from records.tables import cases, journal, links, matters, procedures
from records.visible import Visible, visible_cases
from rules.editions import Edition
from rules.journal import Entry
from rules.linking import LinkKind
from rules.measuring.facts import AboutMatter, Facts
from rules.measuring.reading import facts_of
from rules.procedure import Procedure
from rules.procedures import PROCEDURES

_AT_ONCE = 200


async def facts(
    engine: AsyncEngine,
    visible: Visible,
    as_of: datetime,
    county: str | None = None,
    known: Mapping[str, Procedure] = PROCEDURES,
    opened_since: datetime | None = None,
) -> list[Facts]:
    """Of every procedure that is visible (and of this county, and was opened since): its facts as known
    before ``as_of`` (UTC).

    All is read at one moment. A kind of procedure that is not ``known`` is left out.
    """
    found: list[Facts] = []
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ")
        folded: dict[str, Edition] = {}
        async for rows in _batches(connection, visible, county, known, opened_since):
            lines = await _lines(connection, [row["id"] for row in rows], as_of)
            about = await _about(connection, {row["matter"] for row in rows}, as_of)
            for row in rows:
                procedure = known[row["kind"]]
                if row["edition"] not in folded:
                    folded[row["edition"]] = await editions.load(connection, row["edition"])
                events = [written.read(procedure, entry) for entry in lines[row["id"]]]
                each = facts_of(procedure, events, folded[row["edition"]], about[row["matter"]], as_of)
                found += [each] if each else []
    return found


async def _batches(
    connection: AsyncConnection,
    visible: Visible,
    county: str | None,
    known: Collection[str],
    opened_since: datetime | None,
) -> AsyncIterator[list[dict[str, Any]]]:
    after = ""
    query = (
        select(procedures.c.id, procedures.c.kind, procedures.c.edition, cases.c.matter)
        .join(cases, cases.c.procedure == procedures.c.id)
        .where(visible_cases(visible), ~cases.c.is_private, procedures.c.kind.in_(sorted(known)))
        .order_by(procedures.c.id)
        .limit(_AT_ONCE)
    )
    if county is not None:
        query = query.where(func.split_part(procedures.c.id, "/", 2) == county)
    if opened_since is not None:
        query = query.where(cases.c.opened_at >= opened_since)
    while rows := (await connection.execute(query.where(procedures.c.id > after))).mappings().all():
        yield [dict(row) for row in rows]
        after = rows[-1]["id"]


async def _lines(connection: AsyncConnection, ids: list[str], as_of: datetime) -> dict[str, list[Entry]]:
    query = (
        select(journal.c.procedure, journal.c.seq, journal.c.kind, journal.c.at, journal.c.body)
        .where(journal.c.procedure.in_(ids), journal.c.at < as_of)
        .order_by(journal.c.procedure, journal.c.seq)
    )
    lines: dict[str, list[Entry]] = {each: [] for each in ids}
    for row in await connection.execute(query):
        mine = lines[row.procedure]
        if row.seq == len(mine) + 1:  # an entry that is known without the one before it is not known
            mine.append(Entry(row.seq, row.kind, row.at.astimezone(UTC), row.body))
    return lines


async def _about(
    connection: AsyncConnection, numbers: Iterable[str], as_of: datetime
) -> dict[str, AboutMatter]:
    """What the records say of these matters; a link that was undone by then does not hold."""
    wanted = list(numbers)
    rows = await connection.execute(
        select(matters.c.number, matters.c.channel, matters.c.received_at).where(matters.c.number.in_(wanted))
    )
    told = {row.number: row for row in rows}
    standing = (
        select(links.c.matter, links.c.other, links.c.linked_at)
        .where(links.c.kind == LinkKind.REPEAT, links.c.linked_at < as_of)
        .where(or_(links.c.undone_at.is_(None), links.c.undone_at >= as_of))
        .where(or_(links.c.matter.in_(wanted), links.c.other.in_(wanted)))
    )
    repeats: set[str] = set()
    repeated: dict[str, datetime] = {}
    for row in await connection.execute(standing):
        repeats.add(row.matter)
        at = row.linked_at.astimezone(UTC)
        repeated[row.other] = min(at, repeated.get(row.other, at))
    return {
        number: AboutMatter(
            number=number,
            channel=told[number].channel if number in told else None,
            received_at=told[number].received_at.astimezone(UTC) if number in told else None,
            is_repeat=number in repeats,
            repeated_at=repeated.get(number),
        )
        for number in wanted
    }
