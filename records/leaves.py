"""Who gave which reason to open the engine's histories, and until when that lasts. It only grows."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from records.tables import history_leaves
from rules.procedure import Officer


@dataclass(frozen=True)
class Leave:
    """That somebody, in a seat, may open histories for a while. ``reason`` is a code."""

    seat: Officer
    reason: str
    since: datetime
    until: datetime


async def note(connection: AsyncConnection, leave: Leave) -> None:
    """Write down a leave."""
    seat = {"person": leave.seat.person, "role": leave.seat.role, "unit": leave.seat.unit}
    row = {**seat, "reason": leave.reason, "since": leave.since, "until": leave.until}
    await connection.execute(insert(history_leaves).values(row))


async def standing(connection: AsyncConnection, seat: Officer, at: datetime) -> Leave | None:
    """The leave on which this seat opens histories at this instant, if there is one: the newest."""
    mine = (
        select(history_leaves)
        .where(history_leaves.c.person == seat.person, history_leaves.c.until > at)
        .where(history_leaves.c.role == seat.role, history_leaves.c.unit == seat.unit)
        .where(history_leaves.c.since <= at)
        .order_by(history_leaves.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(mine)).one_or_none()
    if row is None:
        return None
    return Leave(seat, row.reason, row.since.astimezone(UTC), row.until.astimezone(UTC))
