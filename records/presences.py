"""Who has a case open at this moment (在场): a courtesy between two who work on the same thing.

It is no record of anybody's work. There is one row for a person and a case, written over and never added to;
it says neither since when nor how long; and it is gone minutes after the page was closed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.tables import people, presences

LASTS = timedelta(minutes=2)  # a page says so every half a minute: it may miss three


@dataclass(frozen=True)
class Present:
    """Somebody who has it open, as which seat (role@unit); ``filling``: the verb whose form is open."""

    person: str
    name: str | None
    seat: str
    filling: str | None


async def note(engine: AsyncEngine, procedure: str, present: Present, at: datetime) -> tuple[Present, ...]:
    """Somebody has it open; who else has. What is over is forgotten, whosever it was."""
    here = {"procedure": procedure, "person": present.person}
    now = {"seat": present.seat, "filling": present.filling, "seen_at": at}
    async with engine.begin() as connection:
        await forget(connection, at)
        said = insert(presences).values({**here, **now})
        await connection.execute(said.on_conflict_do_update(index_elements=["procedure", "person"], set_=now))
        return await _others(connection, procedure, present.person)


async def seen(engine: AsyncEngine, procedure: str, person: str, at: datetime) -> tuple[Present, ...]:
    """Who else has it open, for somebody of whom nobody is told, and nothing noted."""
    async with engine.begin() as connection:
        await forget(connection, at)
        mine = presences.c.procedure == procedure, presences.c.person == person
        await connection.execute(delete(presences).where(*mine))
        return await _others(connection, procedure, person)


async def _others(connection: AsyncConnection, procedure: str, person: str) -> tuple[Present, ...]:
    others = (
        select(presences.c.person, people.c.name, presences.c.seat, presences.c.filling)
        .outerjoin(people, people.c.person == presences.c.person)
        .where(presences.c.procedure == procedure, presences.c.person != person)
        .order_by(presences.c.person)
    )
    return tuple(Present(*row) for row in await connection.execute(others))


async def forget(connection: AsyncConnection, at: datetime) -> None:
    """What is over at this instant is gone."""
    await connection.execute(delete(presences).where(presences.c.seen_at < at - LASTS))
