"""What was registered as something else and proves to be an accusation moves to the sealed store (另行处理).

Its ordinary procedure has come to its neutral end; then its contents go, sealed anew under a key of the other
keeper, and the ordinary key and index are destroyed. That it is to move is written down in the sealed store
alone: no letter, row or word of the ordinary one says so.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import structlog
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import added_papers, content, editions, intake
from records.added_papers import AddedPaper
from records.content import Content
from records.intake import ACCUSATIONS, NoSuchMatter, Opening, Registration
from records.keeper import Keeper
from records.tables import contents, matter_keys, matters, moves, procedures
from rules.accusation.events import AccusationReceived
from rules.accusation.procedure import ACCUSATION, receive
from rules.authority.relations import seat_of
from rules.editions import Edition
from rules.procedure import Officer

log = structlog.get_logger()

EVERY = timedelta(seconds=10)
_AFTERCARE = "aftercare"  # may still be owed to the people when the matter itself has ended


class NotEnded(Exception):
    """A procedure about the matter is still open: it must come to its neutral end first."""


class AlreadyErased(Exception):
    """The matter's key was destroyed, and not by moving it: there is nothing left to move."""


@dataclass(frozen=True)
class Store:
    """Records, and the keeper whose keys open what is sealed in them."""

    records: AsyncEngine
    keeper: Keeper


@dataclass(frozen=True)
class Move:
    """That a matter is to move: who asked for it and when; ``number`` in the sealed store, once there."""

    matter: str
    by: Officer
    is_real_name: bool
    asked_at: datetime
    number: str | None = None


async def ask(sealed: AsyncEngine, move: Move) -> Move:
    """Have a matter moved as soon as it has ended. Asked twice, the first stands."""
    row: dict[str, Any] = {
        "matter": move.matter,
        "person": move.by.person,
        "role": move.by.role,
        "unit": move.by.unit,
    }
    row |= {"is_real_name": move.is_real_name, "asked_at": move.asked_at}
    async with sealed.begin() as connection:
        await connection.execute(upsert(moves).values(row).on_conflict_do_nothing())
        mine = select(moves).where(moves.c.matter == move.matter)
        return _move((await connection.execute(mine)).one())


async def asked(sealed: AsyncEngine) -> tuple[Move, ...]:
    """What is to move and has not, the oldest first."""
    waiting = select(moves).where(moves.c.number.is_(None)).order_by(moves.c.asked_at, moves.c.matter)
    async with sealed.connect() as connection:
        return tuple(map(_move, await connection.execute(waiting)))


TakeOver = Callable[[str], Awaitable[None]]


async def no_files(_: str) -> None:
    """Of an installation in which no file was ever added."""


@dataclass(frozen=True)
class Mover:
    """Moves whatever is to move and has ended. As it holds the keys of both stores, the sealed one has it.
    ``take_over``: has a file, by its name, lie among those of the sealed store too."""

    ordinary: Store
    sealed: Store
    now: Callable[[], datetime]
    take_over: TakeOver = no_files

    async def carry(self) -> None:
        """Until cancelled."""
        while True:
            await self.carry_once()
            await asyncio.sleep(EVERY.total_seconds())

    async def carry_once(self) -> None:
        """What has ended by now."""
        for move in await asked(self.sealed.records):
            try:
                await move_away(self.ordinary, self.sealed, move, self.now(), self.take_over)
            except (NotEnded, NoSuchMatter, AlreadyErased) as reason:
                log.info("move.waiting", reason=type(reason).__name__)


async def move_away(
    ordinary: Store, sealed: Store, move: Move, at: datetime, take_over: TakeOver = no_files
) -> str:
    """Move the contents of an ended matter, and open an accusation about it there; its number there.

    What breaks off in between is done again and leaves nothing double: it is there before it is gone here.
    Raises NoSuchMatter, NotEnded, AlreadyErased.
    """
    async with ordinary.records.begin() as connection:
        matter = await _ended(connection, move.matter)
        if matter.wrapped is None:
            number = await _number_of(sealed.records, move.matter)
        else:
            texts = await _texts(connection, ordinary.keeper, matter)
            edition = await editions.load(connection, matter.edition)
            papers = await added_papers.of_matter(connection, move.matter)
            for paper in papers:  # what is left here, nobody opens any more, and the sweep removes
                await take_over(paper.digest)
            number = await _open(sealed, move, matter, edition, texts, at, papers)
            await content.destroy(connection, move.matter)
    async with sealed.records.begin() as connection:
        await connection.execute(update(moves).where(moves.c.matter == move.matter).values(number=number))
    return number


async def _ended(connection: AsyncConnection, number: str) -> Any:
    """The matter, its key and the edition of its last procedure, with the key held until we are done."""
    mine = (
        select(matters, matter_keys.c.key_id, matter_keys.c.wrapped)
        .join_from(matters, matter_keys, matters.c.number == matter_keys.c.matter)
        .where(matters.c.number == number)
        .with_for_update(of=matter_keys)
    )
    matter = (await connection.execute(mine)).mappings().one_or_none()
    if matter is None:
        raise NoSuchMatter
    about = select(procedures).where(procedures.c.matter == number).order_by(procedures.c.opened_at.desc())
    rows = (await connection.execute(about)).all()
    if not rows or any(row.ended_at is None and row.kind != _AFTERCARE for row in rows):
        raise NotEnded
    return _Matter(**{name: matter[name] for name in _OF_A_MATTER}, edition=rows[0].edition)


_OF_A_MATTER = ("number", "county", "channel", "received_at", "unit", "key_id", "wrapped")


@dataclass(frozen=True)
class _Matter:
    number: str
    county: str
    channel: str
    received_at: datetime
    unit: str | None
    key_id: str
    wrapped: bytes | None
    edition: str


async def _texts(connection: AsyncConnection, keeper: Keeper, matter: _Matter) -> tuple[Content, ...]:
    assert matter.wrapped
    key = keeper.key_of(matter.number, matter.key_id, matter.wrapped)
    rows = await connection.execute(select(contents).where(contents.c.matter == matter.number))
    return tuple(
        Content(row.ref, row.kind, key.open(row.ref, row.kind, row.nonce, row.ciphertext), row.searchable)
        for row in rows
    )


async def _open(
    sealed: Store,
    move: Move,
    matter: _Matter,
    edition: Edition,
    texts: tuple[Content, ...],
    at: datetime,
    papers: Sequence[AddedPaper],
) -> str:
    def first(id: str, number: str, edition: Edition) -> AccusationReceived:
        return receive(
            id=id,
            number=number,
            edition=edition,
            received_at=matter.received_at.astimezone(UTC),
            is_real_name=move.is_real_name,
            by=move.by,
            at=at,
        )

    registration = Registration(
        command=str(uuid5(NAMESPACE_URL, f"moved/{matter.number}")),
        digest="moved",
        county=matter.county,
        channel=matter.channel,
        received_at=matter.received_at,
        registered_at=at,
        registered_by=move.by.person,
        registered_as=seat_of(move.by),
        tracking=secrets.token_hex(16),  # nobody is told: the person has the code of the ordinary matter
        texts=texts,
        unit=matter.unit,
        origin="matter",
        origin_id=matter.number,
    )
    opening = Opening(ACCUSATION, edition, first)
    async with sealed.records.begin() as connection:
        opened = await intake.take_in(connection, sealed.keeper, registration, opening, ACCUSATIONS)
        if papers:
            assert opened.procedure
            await added_papers.take_over(connection, papers, opened.number, opened.procedure)
        return opened.number


async def _number_of(sealed: AsyncEngine, matter: str) -> str:
    mine = select(matters.c.number).where(matters.c.origin == "matter", matters.c.origin_id == matter)
    async with sealed.connect() as connection:
        number: str | None = await connection.scalar(mine)
    if number is None:
        raise AlreadyErased
    return number


def _move(row: Any) -> Move:
    by = Officer(row.person, row.role, row.unit)
    return Move(row.matter, by, row.is_real_name, row.asked_at.astimezone(UTC), row.number)
