"""The papers that were added to matters (补充材料): their rows, their titles and the keys of their files.

A row stands in one transaction with its title and key; the file lies in the store before. What lies there and
stands in no row was left by something that broke off, and goes after a day.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import content
from records.content import Content, Erased
from records.keeper import Keeper
from records.once import one_at_a_time
from records.tables import added_papers, matter_keys
from rules.added_papers import Limits, Scan, check_room

TITLE, KEY = "added_title", "added_key"  # kinds of sealed text


@dataclass(frozen=True)
class AddedPaper:
    """A row of the table; ``title`` and ``key`` are references."""

    id: UUID
    procedure: str
    matter: str
    title: UUID
    key: UUID
    kind: str
    size: int
    digest: str
    scan: str
    added_at: datetime
    person: str
    seat: str
    command: str
    request: str


_COLUMNS = tuple(added_papers.c[each.name] for each in fields(AddedPaper))


async def add(
    connection: AsyncConnection, keeper: Keeper, paper: AddedPaper, limits: Limits, title: str, key: str
) -> AddedPaper:
    """The paper, with its title and the key of its file sealed; the first one, if it was added before under
    the same command. Raises Unacceptable where there is no room for it, and MatterErased."""
    await one_at_a_time(connection, f"added-papers/{paper.matter}")
    if (first := await by_command(connection, paper.command)) is not None:
        return first
    mine = select(func.count(), func.coalesce(func.sum(added_papers.c.size), 0))
    of_the_matter = mine.where(added_papers.c.matter == paper.matter, added_papers.c.scan != Scan.INFECTED)
    many, together = (await connection.execute(of_the_matter)).one()
    check_room(limits, many, int(together), paper.size)
    texts = [Content(paper.title, TITLE, title), Content(paper.key, KEY, key)]
    await content.seal(connection, keeper, paper.matter, texts)
    row = {each.name: getattr(paper, each.name) for each in fields(paper)}
    scanned = paper.added_at if paper.scan == Scan.CLEAN else None
    await connection.execute(insert(added_papers).values(row | {"scanned_at": scanned}))
    return paper


def new_refs() -> tuple[UUID, UUID, UUID]:
    """Of a paper, its title and its key."""
    return uuid4(), uuid4(), uuid4()


async def by_command(connection: AsyncConnection, command: str) -> AddedPaper | None:
    """What was added under this command."""
    mine = select(*_COLUMNS).where(added_papers.c.command == command)
    return _one((await connection.execute(mine)).one_or_none())


async def papers_of(connection: AsyncConnection, procedures: Collection[str]) -> Sequence[AddedPaper]:
    """The papers of these procedures that this connection sees, as they came."""
    mine = select(*_COLUMNS).where(added_papers.c.procedure.in_(procedures))
    rows = await connection.execute(mine.order_by(added_papers.c.added_at, added_papers.c.recorded_at))
    return [_paper(row) for row in rows]


async def one(connection: AsyncConnection, procedure: str, id: UUID) -> AddedPaper | None:
    """A paper of this procedure, if this connection sees it."""
    mine = select(*_COLUMNS).where(added_papers.c.procedure == procedure, added_papers.c.id == id)
    return _one((await connection.execute(mine)).one_or_none())


async def key_of(connection: AsyncConnection, keeper: Keeper, paper: AddedPaper) -> str | Erased:
    """The key of its file, as it was written; or why nobody is given it."""
    return (await content.opened(connection, keeper, [paper.key]))[paper.key]


async def in_use(connection: AsyncConnection, names: Collection[str]) -> frozenset[str]:
    """Which of these lie in the store for a reason: of a matter that was not erased, and not infected."""
    of_somebody = (
        select(added_papers.c.digest)
        .join_from(added_papers, matter_keys, added_papers.c.matter == matter_keys.c.matter)
        .where(added_papers.c.digest.in_(names), matter_keys.c.wrapped.is_not(None))
        .where(added_papers.c.scan != Scan.INFECTED)
    )
    return frozenset(await connection.scalars(of_somebody))


async def waiting(records: AsyncEngine, limit: int) -> Sequence[AddedPaper]:
    """Papers at which the scanner has not looked, the oldest first."""
    mine = select(*_COLUMNS).where(added_papers.c.scan == Scan.WAITS)
    async with records.connect() as connection:
        rows = await connection.execute(mine.order_by(added_papers.c.added_at).limit(limit))
        return [_paper(row) for row in rows]


async def note_scan(records: AsyncEngine, id: UUID, scan: Scan, at: datetime) -> None:
    """What the scanner has said of a paper that waited for it."""
    mine = update(added_papers).where(added_papers.c.id == id, added_papers.c.scan == Scan.WAITS)
    async with records.begin() as connection:
        await connection.execute(mine.values(scan=scan, scanned_at=at))


async def of_matter(connection: AsyncConnection, matter: str) -> Sequence[AddedPaper]:
    """Every paper of a matter that is moved to another store."""
    rows = await connection.execute(select(*_COLUMNS).where(added_papers.c.matter == matter))
    return [_paper(row) for row in rows]


async def take_over(
    connection: AsyncConnection, papers: Sequence[AddedPaper], matter: str, procedure: str
) -> None:
    """The rows of papers that come from another store, whose titles and keys are here already; once."""
    for paper in papers:
        row = {each.name: getattr(paper, each.name) for each in fields(paper)}
        row |= {"matter": matter, "procedure": procedure}
        await connection.execute(upsert(added_papers).values(row).on_conflict_do_nothing())


def _one(row: Any) -> AddedPaper | None:
    return None if row is None else _paper(row)


def _paper(row: Any) -> AddedPaper:
    return AddedPaper(**{**row._asdict(), "added_at": row.added_at.astimezone(UTC)})
