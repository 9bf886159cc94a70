"""How often the house could work (可用率), by its own measurement: looks and answers, minute by minute."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import minutes_measured

_KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Minute:
    """What one process measured in one minute: how often it looked whether it could work, and could; how many
    requests it answered, and how many of these with a failure of its own (5xx)."""

    minute: datetime
    looks: int = 0
    ready: int = 0
    answered: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Availability:
    """Of the last hour, over all processes; shares of one, None where nothing was measured."""

    minutes: int
    ready: float | None
    answered: int
    without_failure: float | None


async def note(engine: AsyncEngine, process: str, measured: Minute) -> None:
    """What was measured of a minute; noted twice, the second is added. What is older than a week goes."""
    row = {"process": process, **vars(measured)}
    counted = [c for c in minutes_measured.c if not c.primary_key]
    adding = upsert(minutes_measured).values(row)
    async with engine.begin() as connection:
        await connection.execute(
            adding.on_conflict_do_update(
                index_elements=["minute", "process"],
                set_={c.name: c + adding.excluded[c.name] for c in counted},
            )
        )
        await connection.execute(
            delete(minutes_measured).where(minutes_measured.c.minute < measured.minute - _KEPT)
        )


async def last_hour(engine: AsyncEngine, until: datetime) -> Availability:
    """The sixty minutes before an instant."""
    m = minutes_measured.c
    query = select(
        func.count(m.minute.distinct()),
        func.coalesce(func.sum(m.looks), 0),
        func.coalesce(func.sum(m.ready), 0),
        func.coalesce(func.sum(m.answered), 0),
        func.coalesce(func.sum(m.failed), 0),
    ).where(m.minute > until - timedelta(hours=1), m.minute <= until)
    async with engine.connect() as connection:
        minutes, looks, ready, answered, failed = (await connection.execute(query)).one()
    return Availability(
        minutes,
        ready / looks if looks else None,
        answered,
        (answered - failed) / answered if answered else None,
    )
