"""Papers that somebody drafts (拟写的文书): opened for a case, taken step by step, numbered without gaps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import content
from records.content import Content
from records.journal import AnotherBody
from records.keeper import Keeper
from records.once import next_number, one_at_a_time
from records.pages import Order, Page, cut
from records.tables import paper_draft_numbers, paper_draft_steps, paper_draft_wordings, paper_drafts
from rules.paper.signing import Entry, Standing, Step, entry_after, is_whole, standing_of
from rules.procedure import Officer

_SHOWN = ("id", "procedure", "matter", "kind", "part", "unit", "opened_by", "opened_at")


@dataclass(frozen=True)
class Paper:
    """A paper of a case: ``kind`` and ``part`` of which document, ``unit`` whose number it bears."""

    id: UUID
    procedure: str
    matter: str
    kind: str
    part: str
    unit: str
    opened_by: str
    opened_at: datetime


@dataclass(frozen=True)
class Asked:
    """A request about a paper: under which key, with which digest, by whom, when."""

    command: str
    digest: str
    by: Officer
    at: datetime


@dataclass(frozen=True)
class Sealed:
    """A line of the seal register (用印登记簿): which number of which document, as it was written then, under
    whose seal, when; void, where it is."""

    paper: Paper
    year: int
    number: int
    document_number: str | None
    sealed_by: str
    sealed_as: str
    sealed_at: datetime
    is_void: bool


class DoesNotHold(Exception):
    """The journal of a paper is not as it was written."""


async def open_paper(engine: AsyncEngine, asked: Asked, paper: Paper) -> Paper:
    """Open a paper under the key of the request; what stands under it already is what was opened first.
    Raises AnotherBody."""
    row = {**asdict(paper), "request_digest": asked.digest, "opened_as": f"{asked.by.role}@{asked.by.unit}"}
    async with engine.begin() as connection:
        await one_at_a_time(connection, asked.command)
        mine = select(paper_drafts).where(paper_drafts.c.id == paper.id)
        there = (await connection.execute(mine)).one_or_none()
        if there is None:
            await connection.execute(insert(paper_drafts).values(row))
            return paper
    if there.request_digest != asked.digest:
        raise AnotherBody
    return _paper(there)


async def paper_of(connection: AsyncConnection, procedure: str, id: UUID) -> Paper | None:
    """One paper of a case, as whoever reads sees it."""
    mine = select(paper_drafts).where(paper_drafts.c.id == id, paper_drafts.c.procedure == procedure)
    row = (await connection.execute(mine)).one_or_none()
    return _paper(row) if row else None


async def papers_of(connection: AsyncConnection, procedure: str) -> list[tuple[Paper, Standing]]:
    """The papers of a case and where each stands, in the order in which they were opened."""
    mine = (
        select(paper_drafts)
        .where(paper_drafts.c.procedure == procedure)
        .order_by(paper_drafts.c.opened_at, paper_drafts.c.id)
    )
    papers = [_paper(row) for row in await connection.execute(mine)]
    steps = await _steps(connection, [each.id for each in papers])
    return [(each, standing_of(steps.get(each.id, ()))) for each in papers]


async def entries_of(connection: AsyncConnection, id: UUID) -> tuple[Entry, ...]:
    """The journal of a paper. Raises DoesNotHold."""
    entries = (await _steps(connection, [id])).get(id, ())
    if not is_whole(str(id), entries):
        raise DoesNotHold
    return tuple(entries)


async def take(
    engine: AsyncEngine,
    keeper: Keeper,
    paper: Paper,
    step: Step,
    asked: Asked,
    body: Mapping[str, Any],
    texts: Sequence[Content],
    *,
    wording: tuple[str, str] | None,
    told: Callable[[int, int], str],
    check: Callable[[Standing], None],
) -> Entry:
    """Take a paper one step on, in one transaction, checked against its journal as it stands now. Numbered if
    this step issues it: then ``wording`` is the (digest, text) by which it is worded from now on. The same
    request again: what stands.

    Raises AnotherBody, DoesNotHold, MatterErased, and whatever ``check`` raises.
    """
    async with engine.begin() as connection:
        await one_at_a_time(connection, str(paper.id))
        if earlier := await _earlier(connection, asked):
            return earlier
        entries = await entries_of(connection, paper.id)
        check(standing_of(entries))
        said = dict(body)
        if wording is not None:
            await _keep_wording(connection, paper.kind, *wording)
            year, number = await next_number(connection, f"{paper.kind}/{paper.unit}", asked.at)
            said |= {"year": year, "number": number, "wording": wording[0]}
            said["document_number"] = told(year, number)  # whatever the county calls its units later
            row = {"draft": paper.id, "unit": paper.unit, "kind": paper.kind, "year": year, "number": number}
            await connection.execute(insert(paper_draft_numbers).values(row))
        await content.seal(connection, keeper, paper.matter, texts)
        previous = entries[-1].digest if entries else ""
        entry = entry_after(previous, str(paper.id), len(entries) + 1, step, asked.by, asked.at, said)
        await connection.execute(insert(paper_draft_steps).values(_row(paper, entry, asked)))
    return entry


async def is_taken(connection: AsyncConnection, id: UUID, command: str) -> bool:
    """Whether a step of this paper was taken under this key."""
    mine = select(paper_draft_steps.c.seq).where(
        paper_draft_steps.c.draft == id, paper_draft_steps.c.command == UUID(command)
    )
    return (await connection.execute(mine)).first() is not None


async def wording_of(connection: AsyncConnection, digest: str) -> str:
    """The wording of that digest, as a paper was issued by it."""
    mine = select(paper_draft_wordings.c.wording).where(paper_draft_wordings.c.digest == digest)
    return str((await connection.execute(mine)).scalar_one())


async def sealed_in(
    connection: AsyncConnection, unit: str, year: int, cursor: str | None, limit: int
) -> Page[Sealed]:
    """A page of the seal register of a unit in a year, as far as whoever reads sees the cases: by kind and
    number; a void number stands with the others. Raises BadCursor."""
    order = Order((paper_draft_numbers.c.kind, paper_draft_numbers.c.number))
    query = (
        select(paper_drafts, paper_draft_numbers.c.year, paper_draft_numbers.c.number)
        .join(paper_draft_numbers, paper_draft_numbers.c.draft == paper_drafts.c.id)
        .where(paper_draft_numbers.c.unit == unit, paper_draft_numbers.c.year == year)
    )
    rows = (await connection.execute(order.page(query, cursor, limit))).all()
    steps = await _steps(connection, [row.id for row in rows])
    lines = [_sealed(row, steps[row.id]) for row in rows]
    return cut(lines, limit, lambda line: (line.paper.kind, line.number))


async def _keep_wording(connection: AsyncConnection, kind: str, digest: str, wording: str) -> None:
    row = {"digest": digest, "kind": kind, "wording": wording}
    await connection.execute(upsert(paper_draft_wordings).values(row).on_conflict_do_nothing())


async def _earlier(connection: AsyncConnection, asked: Asked) -> Entry | None:
    mine = select(paper_draft_steps).where(paper_draft_steps.c.command == UUID(asked.command))
    row = (await connection.execute(mine)).one_or_none()
    if row is None:
        return None
    if row.request_digest != asked.digest:
        raise AnotherBody
    return _entry(row)


async def _steps(connection: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, list[Entry]]:
    if not ids:
        return {}
    query = (
        select(paper_draft_steps).where(paper_draft_steps.c.draft.in_(ids)).order_by(paper_draft_steps.c.seq)
    )
    found: dict[UUID, list[Entry]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.draft, []).append(_entry(row))
    return found


def _row(paper: Paper, entry: Entry, asked: Asked) -> dict[str, Any]:
    who = {"person": entry.by.person, "role": entry.by.role, "unit": entry.by.unit}
    what = {"draft": paper.id, "seq": entry.seq, "step": entry.step, "at": entry.at, "body": entry.body}
    return {
        **who,
        **what,
        "digest": entry.digest,
        "command": UUID(asked.command),
        "request_digest": asked.digest,
    }


def _entry(row: Row[Any]) -> Entry:
    by = Officer(row.person, row.role, row.unit)
    return Entry(row.seq, Step(row.step), by, row.at.astimezone(UTC), row.body, row.digest)


def _paper(row: Row[Any]) -> Paper:
    whole = {name: getattr(row, name) for name in _SHOWN}
    return Paper(**{**whole, "opened_at": row.opened_at.astimezone(UTC)})


def _sealed(row: Row[Any], entries: Sequence[Entry]) -> Sealed:
    issued = next(each for each in entries if "number" in each.body)
    standing = standing_of(entries)
    seat = f"{issued.by.role}@{issued.by.unit}"
    is_void = standing.void is not None
    return Sealed(
        _paper(row),
        row.year,
        row.number,
        standing.document_number,
        issued.by.person,
        seat,
        issued.at,
        is_void,
    )
