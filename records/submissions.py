"""Submissions (收件): what came in and no named person has classified yet.

The whole of it lies sealed under a key of its own. It has no number, no journal and no index, so that what
proves to be an accusation has never been anywhere but here. Its receipt time is kept, and by what digest its
tracking code is known.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records import journal
from records.journal import AnotherBody
from records.keeper import Keeper
from records.once import one_at_a_time
from records.tables import arrivals, ledger, submissions
from rules.instants import legal_day

RECEIVED = "received"
KIND = "submission"

Texts = Mapping[str, str]  # title, body, author, contact, place


@dataclass(frozen=True)
class Code:
    """A tracking code, and what the person chose beside it, as they are told and typed."""

    code: str
    chosen: str | None = None


@dataclass(frozen=True)
class Receipted:
    """What came in. ``command`` is the key of the request, ``digest`` its keyed digest; ``tracking`` and
    ``factor`` are those of its ``code``. ``received_by`` is nobody where people send it in themselves."""

    id: UUID
    command: str
    digest: str
    tracking: str
    county: str
    unit: str
    channel: str
    received_at: datetime
    received_by: str | None
    texts: Texts
    code: Code
    factor: str | None = None
    notice: str | None = None  # the version that was shown before


@dataclass(frozen=True)
class Waiting:
    """A submission as a list shows it: nothing of what it says."""

    id: UUID
    channel: str
    received_at: datetime


@dataclass(frozen=True)
class Opened:
    """A submission with what it says."""

    id: UUID
    tracking: str
    county: str
    unit: str
    channel: str
    received_at: datetime
    texts: Texts
    code: Code
    factor: str | None
    notice: str | None


@dataclass(frozen=True)
class Arrived:
    """How many came to a unit over a channel on a legal day."""

    unit: str
    channel: str
    day: date
    received: int


async def receive(engine: AsyncEngine, keeper: Keeper, receipted: Receipted) -> bool:
    """Keep what came in, sealed; whether it is new. The same command keeps it once. Raises AnotherBody."""
    async with engine.begin() as connection:
        await one_at_a_time(connection, receipted.command)
        if first := await journal.ledgered(connection, receipted.command):
            if first.digest != receipted.digest:
                raise AnotherBody
            return False
        place = place_of(receipted.id)
        wrapped = keeper.new_key(place)
        said = json.dumps({"texts": dict(receipted.texts), **asdict(receipted.code)}, ensure_ascii=False)
        nonce, ciphertext = keeper.key_of(place, keeper.key_id, wrapped).seal(receipted.id, KIND, said)
        same = (
            "id",
            "tracking",
            "factor",
            "county",
            "unit",
            "channel",
            "received_at",
            "received_by",
            "notice",
        )
        row = {name: getattr(receipted, name) for name in same}
        row |= {"key_id": keeper.key_id, "wrapped": wrapped, "nonce": nonce, "ciphertext": ciphertext}
        await connection.execute(insert(submissions).values(row))
        await _count(connection, receipted)
        receipt = {"seq": 0, "stage": RECEIVED, "at": receipted.received_at.isoformat()}
        noted = {"command": receipted.command, "digest": receipted.digest, "receipt": receipt}
        await connection.execute(insert(ledger).values(noted))
        return True


async def waiting(engine: AsyncEngine, units: Collection[str], limit: int) -> tuple[Waiting, ...]:
    """What waits at these units, the longest waiting first."""
    statement = (
        select(submissions.c.id, submissions.c.channel, submissions.c.received_at)
        .where(submissions.c.unit.in_(units))
        .order_by(submissions.c.received_at, submissions.c.id)
        .limit(limit)
    )
    async with engine.connect() as connection:
        return tuple(Waiting(*row) for row in await connection.execute(statement))


async def opened(
    connection: AsyncConnection, keeper: Keeper, id: UUID, units: Collection[str]
) -> Opened | None:
    """A submission that waits at one of these units, opened; None if there is none."""
    statement = select(submissions).where(submissions.c.id == id, submissions.c.unit.in_(units))
    row = (await connection.execute(statement)).one_or_none()
    return None if row is None else _opened(keeper, row)


async def take_out(
    connection: AsyncConnection, keeper: Keeper, id: UUID, units: Collection[str]
) -> Opened | None:
    """Take a submission that waits at one of these units out of the counter, for whatever it is registered as
    in the same transaction; if that fails, it waits on. None if there is none, or not any more."""
    statement = delete(submissions).where(submissions.c.id == id, submissions.c.unit.in_(units))
    row = (await connection.execute(statement.returning(submissions))).one_or_none()
    return None if row is None else _opened(keeper, row)


async def arrived(engine: AsyncEngine, units: Collection[str], since: date, until: date) -> list[Arrived]:
    """How many came to these units, over which channel, on each legal day from ``since`` to ``until``."""
    statement = select(arrivals).where(arrivals.c.unit.in_(units), arrivals.c.day.between(since, until))
    async with engine.connect() as connection:
        rows = await connection.execute(
            statement.order_by(arrivals.c.day, arrivals.c.unit, arrivals.c.channel)
        )
        return [Arrived(*row) for row in rows]


async def _count(connection: AsyncConnection, receipted: Receipted) -> None:
    first = upsert(arrivals).values(
        unit=receipted.unit, channel=receipted.channel, day=legal_day(receipted.received_at), received=1
    )
    more = first.on_conflict_do_update(
        index_elements=["unit", "channel", "day"], set_={"received": arrivals.c.received + 1}
    )
    await connection.execute(more)


def _opened(keeper: Keeper, row: Any) -> Opened:
    key = keeper.key_of(place_of(row.id), row.key_id, row.wrapped)
    said = json.loads(key.open(row.id, KIND, row.nonce, row.ciphertext))
    return Opened(
        id=row.id,
        tracking=row.tracking,
        county=row.county,
        unit=row.unit,
        channel=row.channel,
        received_at=row.received_at.astimezone(UTC),
        texts=said["texts"],
        code=Code(said["code"], said["chosen"]),
        factor=row.factor,
        notice=row.notice,
    )


def place_of(id: UUID) -> str:
    """For which a submission's key is wrapped."""
    return f"submission/{id}"
