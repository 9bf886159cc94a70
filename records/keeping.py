"""The register of a matter (个人信息登记簿): what was done about what is personal in it, in its own chain."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import written
from records import content
from records.content import Content
from records.journal import AnotherBody, ledgered
from records.keeper import Keeper
from records.once import one_at_a_time
from records.tables import keeping, keeping_now, ledger, matter_keys, matters, procedures
from records.visible import Visible, visible_matters
from rules.instants import legal_day
from rules.journal import GENESIS, Entry, Receipt, first_broken, link
from rules.keeping.events import Means, RestrictionLifted, UseRestricted
from rules.keeping.matter import KEEPING_EVENTS, Keeping, fold
from rules.keeping.requests import give_notice
from rules.procedure import Event, Now


class NotRegistered(Exception):
    """There is no matter of this number."""


@dataclass(frozen=True)
class Papers:
    """A matter of a county as the rules of keeping know it: its register, and the legal day on which each
    kind of procedure about it ended last (None while one is open)."""

    matter: str
    county: str
    keeping: Keeping
    ended: dict[str, date | None]


@dataclass(frozen=True)
class Asked:
    """What somebody wants noted. ``decide`` says what it comes to, of the matter as it stands at that moment;
    what was written lies in ``texts``, under references. ``command`` and ``digest`` are the request's."""

    matter: str
    command: str
    digest: str
    decide: Callable[[Papers], Sequence[Event]]
    texts: tuple[Content, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """A matter about whose personal information a person has something to do."""

    matter: str
    is_held: bool
    is_confirmed: bool


async def note(engine: AsyncEngine, keeper: Keeper, asked: Asked) -> Receipt:
    """Note what was decided, once. Raises Refused, from ``decide``; NotRegistered, content.MatterErased,
    journal.AnotherBody."""
    async with engine.begin() as connection:
        return await noted(connection, keeper, asked)


async def noted(connection: AsyncConnection, keeper: Keeper, asked: Asked) -> Receipt:
    """As ``note``, inside a transaction."""
    await one_at_a_time(connection, asked.command)
    if first := await ledgered(connection, asked.command):
        if first.digest != asked.digest:
            raise AnotherBody
        return first.receipt
    papers = await alone(connection, asked.matter)
    events = asked.decide(papers)
    await content.seal(connection, keeper, asked.matter, asked.texts if events else ())
    seq = await append(connection, papers, events, asked.command)
    at = events[-1].at if events else None
    receipt = Receipt(seq, type(events[-1]).__name__ if events else "", at or await _now(connection))
    row = {"command": asked.command, "digest": asked.digest, "matter": asked.matter}
    await connection.execute(insert(ledger).values(**row, receipt=asdict(receipt)))
    return receipt


async def notice_given(connection: AsyncConnection, matter: str, version: str, at: datetime) -> None:
    """A matter that is registered in this transaction was brought by somebody who had been told this."""
    papers = Papers(matter, "", Keeping(), {})
    given = give_notice(papers.keeping, None, version, Means.COUNTER, Now(at))
    await append(connection, papers, given)


async def alone(connection: AsyncConnection, matter: str) -> Papers:
    """The papers of a matter, to which nobody adds and about which nobody opens anything before this
    transaction ends. Raises NotRegistered."""
    locked = select(matters.c.number).where(matters.c.number == matter).with_for_update()
    await connection.execute(locked)
    return await papers_of(connection, matter)


async def papers_of(connection: AsyncConnection, matter: str) -> Papers:
    """The papers of a matter as they stand. Raises NotRegistered."""
    county = await connection.scalar(select(matters.c.county).where(matters.c.number == matter))
    if county is None:
        raise NotRegistered
    told = [event for _, event in await told_of(connection, matter)]
    return Papers(matter, county, fold(told), await _ended(connection, matter))


async def is_gone(connection: AsyncConnection, matter: str) -> bool:
    """Whether its key was destroyed: it was erased, or lies elsewhere."""
    mine = select(matter_keys.c.erased_at).where(matter_keys.c.matter == matter)
    return await connection.scalar(mine) is not None


async def told_of(connection: AsyncConnection, matter: str) -> list[tuple[Entry, Event]]:
    """The register of a matter, in order."""
    return [
        (entry, written.read_one_of(KEEPING_EVENTS, entry)) for entry, _ in await chain(connection, matter)
    ]


async def chain(connection: AsyncConnection, matter: str) -> list[tuple[Entry, str]]:
    """The entries of the register, each with its stored hash."""
    rows = await connection.execute(select(keeping).where(keeping.c.matter == matter).order_by(keeping.c.seq))
    return [(Entry(row.seq, row.kind, row.at.astimezone(UTC), row.body), row.hash) for row in rows]


async def broken_registers(engine: AsyncEngine) -> dict[str, int]:
    """The matters whose register was changed, each with the entry at which that shows."""
    async with engine.connect() as connection:
        known = (
            await connection.scalars(select(keeping.c.matter).distinct().order_by(keeping.c.matter))
        ).all()
        broken = {each: first_broken(_place(each), await chain(connection, each)) for each in known}
    return {matter: seq for matter, seq in broken.items() if seq is not None}


async def append(
    connection: AsyncConnection, papers: Papers, events: Sequence[Event], command: str | None = None
) -> int:
    """Write events behind the register of a matter that this transaction has alone; the last entry's seq."""
    state = papers.keeping
    if not events:
        return state.seq
    stood = [entry_hash for _, entry_hash in await chain(connection, papers.matter)]
    previous, rows = stood[-1] if stood else GENESIS, []
    for seq, event in enumerate(events, start=state.seq + 1):
        entry = written.write(event, seq)
        row = {**asdict(entry), "matter": papers.matter, "previous": previous}
        previous = link(previous, _place(papers.matter), entry)
        rows.append({**row, "hash": previous, "command": command if seq == state.seq + 1 else None})
        if isinstance(event, UseRestricted | RestrictionLifted):
            is_restricted = isinstance(event, UseRestricted)
            await content.restrict(connection, papers.matter, is_restricted=is_restricted)
    await connection.execute(insert(keeping), rows)
    await _tell(connection, await papers_of(connection, papers.matter))
    return int(rows[-1]["seq"])


async def waiting(engine: AsyncEngine, visible: Visible, limit: int) -> list[Waiting]:
    """The visible matters in which somebody has something to do, by number."""
    query = (
        select(keeping_now.c.matter, keeping_now.c.held, keeping_now.c.confirmed)
        .join(matters, matters.c.number == keeping_now.c.matter)
        .where(keeping_now.c.waiting, visible_matters(visible))
        .order_by(keeping_now.c.matter)
        .limit(limit)
    )
    async with engine.connect() as connection:
        return [Waiting(*row) for row in await connection.execute(query)]


async def confirmed(engine: AsyncEngine) -> list[str]:
    """The matters that two people have agreed to erase, and that are not erased."""
    query = select(keeping_now.c.matter).where(keeping_now.c.confirmed, ~keeping_now.c.erased)
    async with engine.connect() as connection:
        return list(await connection.scalars(query.order_by(keeping_now.c.matter)))


async def ended_matters(engine: AsyncEngine, after: str, limit: int) -> list[str]:
    """Matters of which every procedure has ended and that are not erased, by number after this one."""
    is_open = select(procedures.c.matter).where(procedures.c.ended_at.is_(None))
    gone = select(keeping_now.c.matter).where(keeping_now.c.erased)
    query = (
        select(procedures.c.matter)
        .distinct()
        .where(procedures.c.matter > after, procedures.c.matter.not_in(is_open))
        .where(procedures.c.matter.not_in(gone))
        .order_by(procedures.c.matter)
        .limit(limit)
    )
    async with engine.connect() as connection:
        return list(await connection.scalars(query))


async def _ended(connection: AsyncConnection, matter: str) -> dict[str, date | None]:
    rows = await connection.execute(
        select(procedures.c.kind, procedures.c.ended_at).where(procedures.c.matter == matter)
    )
    ended: dict[str, list[datetime | None]] = {}
    for row in rows:
        ended.setdefault(row.kind, []).append(row.ended_at)
    return {kind: _last(each) for kind, each in sorted(ended.items())}


def _last(ends: Collection[datetime | None]) -> date | None:
    days = [legal_day(each) for each in ends if each is not None]
    return max(days) if len(days) == len(ends) else None


async def _tell(connection: AsyncConnection, papers: Papers) -> None:
    """Write down how the register stands now."""
    state = papers.keeping
    is_confirmed = bool(state.proposal and state.proposal.confirmed_by)
    unanswered = any(each.answer is None for each in state.requests)
    row: dict[str, Any] = {
        "seq": state.seq,
        "waiting": not state.is_erased
        and (unanswered or (bool(state.proposal or state.ended) and not is_confirmed)),
        "confirmed": is_confirmed,
        "held": bool(state.holds),
        "erased": state.is_erased,
    }
    statement = upsert(keeping_now).values(matter=papers.matter, **row)
    await connection.execute(statement.on_conflict_do_update(index_elements=["matter"], set_=row))


async def _now(connection: AsyncConnection) -> datetime:
    at: datetime = (await connection.execute(select(func.now()))).scalar_one()
    return at.astimezone(UTC)


def _place(matter: str) -> str:
    """Where in the house a chain of this kind stands: none is mistaken for a procedure's."""
    return f"keeping/{matter}"
