"""What whoever brought a matter says of it later (补充陈述), kept beside it: it is never too late."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import content
from records.content import Content
from records.journal import AnotherBody, ledgered
from records.keeper import Keeper
from records.once import one_at_a_time
from records.tables import added_words, ledger
from rules.journal import Receipt

ADDED = "words-added"


@dataclass(frozen=True)
class Added:
    """``words`` is a reference."""

    at: datetime
    words: str


@dataclass(frozen=True)
class Adding:
    """``command`` is the key of the request, ``digest`` its keyed digest."""

    command: str
    digest: str
    matter: str
    at: datetime
    words: Content


async def add(engine: AsyncEngine, keeper: Keeper, adding: Adding) -> Receipt:
    """Keep it, once; the first receipt again to the same request. Raises AnotherBody and MatterErased."""
    async with engine.begin() as connection:
        await one_at_a_time(connection, adding.command)
        if first := await ledgered(connection, adding.command):
            if first.digest != adding.digest:
                raise AnotherBody
            return first.receipt
        await content.seal(connection, keeper, adding.matter, [adding.words])
        row = {"command": UUID(adding.command), "matter": adding.matter, "added_at": adding.at}
        await connection.execute(insert(added_words).values(**row, words=adding.words.ref))
        receipt = Receipt(0, ADDED, adding.at)
        noted = {"command": adding.command, "digest": adding.digest, "matter": adding.matter}
        await connection.execute(insert(ledger).values(**noted, receipt=asdict(receipt)))
        return receipt


async def added_to(connection: AsyncConnection, matter: str) -> tuple[Added, ...]:
    """What was said of a matter later, as it came, as far as this connection sees it."""
    mine = select(added_words.c.added_at, added_words.c.words).where(added_words.c.matter == matter)
    rows = await connection.execute(mine.order_by(added_words.c.added_at, added_words.c.command))
    return tuple(Added(row.added_at.astimezone(UTC), str(row.words)) for row in rows)
