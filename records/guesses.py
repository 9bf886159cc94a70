"""Wrong guesses about a tracking code: after the fifth each costs more time, whether or not there is one.

Counted in the database, so that all processes agree and a restart forgets nothing.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import code_guesses

FREE = 5
_FIRST, _LONGEST = timedelta(minutes=1), timedelta(days=1)
_KEPT = timedelta(days=30)


def pause_after(wrong: int) -> timedelta:
    """How long nobody may try again after so many wrong guesses: nothing, then a minute, then twice as long
    each time, up to a day."""
    if wrong < FREE:
        return timedelta(0)
    doubled: int = 1 << min(wrong - FREE, 16)
    return min(_FIRST * doubled, _LONGEST)


async def closed_until(engine: AsyncEngine, code: str, at: datetime) -> datetime | None:
    """Until when nobody may try this code, known by a digest; None if they may."""
    mine = select(code_guesses.c.closed_until).where(code_guesses.c.code == code)
    async with engine.connect() as connection:
        until: datetime | None = await connection.scalar(mine)
    return until if until and until > at else None


async def wrong(engine: AsyncEngine, code: str, at: datetime) -> None:
    """Count a wrong guess. What was guessed a month ago is forgotten."""
    async with engine.begin() as connection:
        first = upsert(code_guesses).values(code=code, wrong=1, last=at, closed_until=at)
        more = first.on_conflict_do_update(
            index_elements=["code"], set_={"wrong": code_guesses.c.wrong + 1, "last": at}
        )
        times = await connection.scalar(more.returning(code_guesses.c.wrong))
        assert times
        mine = code_guesses.c.code == code
        closed = code_guesses.update().where(mine).values(closed_until=at + pause_after(times))
        await connection.execute(closed)
        await connection.execute(delete(code_guesses).where(code_guesses.c.last < at - _KEPT, ~mine))


async def forget(engine: AsyncEngine, code: str) -> None:
    """Whoever had the right one after all starts anew."""
    mine = code_guesses.c.code == code
    async with engine.begin() as connection:
        if await connection.scalar(select(func.count()).select_from(code_guesses).where(mine)):
            await connection.execute(delete(code_guesses).where(mine))
