"""What is said to the agencies' systems (发件): each message with every try, and how that stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.tables import deliveries, journal

# What a handoff's journal says became of a message of its own, the last of it in force.
_UNDELIVERED = "MessageNotDelivered"
_BECAME = ("MessageTaken", _UNDELIVERED, "MessageSentAgain", "MessageLaidAside")
_OF_ITS = (
    journal.c.procedure == deliveries.c.procedure,
    journal.c.body["seq"].as_integer() == deliveries.c.seq,
)
_LAST = (
    select(journal.c.kind)
    .where(*_OF_ITS, journal.c.kind.in_(_BECAME))
    .order_by(journal.c.seq.desc())
    .limit(1)
    .scalar_subquery()
)
IS_DEAD = func.coalesce(_LAST == _UNDELIVERED, False)  # a person must look at it
_KNOWN = select(deliveries, IS_DEAD.label("is_dead"))


@dataclass(frozen=True)
class Delivery:
    """A message that goes out, and how it went so far. ``body`` is the reference of its sealed text;
    ``is_dead``: its handoff's journal says that a person must look at it, and nobody has."""

    procedure: str
    seq: int
    agency: str
    what: str
    message: UUID
    body: UUID
    attempts: int
    first_at: datetime
    last_at: datetime
    last_answer: str | None
    taken_at: datetime | None
    is_dead: bool = False


async def prepared(connection: AsyncConnection, procedure: str, seq: int) -> Delivery | None:
    """The delivery of an entry, once it was tried."""
    mine = (deliveries.c.procedure == procedure, deliveries.c.seq == seq)
    row = (await connection.execute(_KNOWN.where(*mine))).one_or_none()
    return _delivery(row) if row else None


async def prepare(connection: AsyncConnection, delivery: Delivery) -> None:
    """Note a delivery before it is first tried. Done twice, it is noted once."""
    row = {column.name: getattr(delivery, column.name) for column in deliveries.c}
    await connection.execute(upsert(deliveries).values(row).on_conflict_do_nothing())


async def tried(engine: AsyncEngine, delivery: Delivery, at: datetime, answer: str, *, taken: bool) -> None:
    """How a try ended."""
    mine = (deliveries.c.procedure == delivery.procedure, deliveries.c.seq == delivery.seq)
    values: dict[str, Any] = {
        "attempts": deliveries.c.attempts + 1,
        "last_at": at,
        "last_answer": answer,
    }
    if taken:
        values["taken_at"] = func.coalesce(deliveries.c.taken_at, at)
    async with engine.begin() as connection:
        await connection.execute(update(deliveries).where(*mine).values(values))


async def listed(
    connection: AsyncConnection,
    procedures: Sequence[str] | None = None,
    *,
    only_dead: bool = False,
    limit: int = 200,
) -> tuple[Delivery, ...]:
    """The ledger of deliveries, newest try first. ``only_dead``: those that wait for a person."""
    query = _KNOWN.order_by(deliveries.c.last_at.desc()).limit(limit)
    if procedures is not None:
        query = query.where(deliveries.c.procedure.in_(procedures))
    if only_dead:
        query = query.where(IS_DEAD)
    return tuple(_delivery(row) for row in await connection.execute(query))


def _delivery(row: Any) -> Delivery:
    return Delivery(
        row.procedure,
        row.seq,
        row.agency,
        row.what,
        row.message,
        row.body,
        row.attempts,
        row.first_at.astimezone(UTC),
        row.last_at.astimezone(UTC),
        row.last_answer,
        row.taken_at.astimezone(UTC) if row.taken_at else None,
        row.is_dead,
    )
