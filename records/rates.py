"""How often somebody who has not signed in may send something: counted here, so that all processes agree."""

from datetime import datetime, timedelta

from sqlalchemy import case, delete, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import public_rates

WINDOW = timedelta(hours=1)


async def asked(engine: AsyncEngine, client: str, at: datetime) -> int:
    """How often a client, known by a digest, has asked within the hour that runs for it."""
    mine = select(public_rates.c.asked).where(
        public_rates.c.client == client, public_rates.c.since > at - WINDOW
    )
    async with engine.connect() as connection:
        return await connection.scalar(mine) or 0


async def is_within(engine: AsyncEngine, client: str, at: datetime, at_most: int) -> bool:
    """Whether a client, known by a digest, asks at most so often in an hour; this time is counted too.

    What is older than an hour is forgotten."""
    is_over = public_rates.c.since <= at - WINDOW
    asked = upsert(public_rates).values(client=client, since=at, asked=1)
    counted = asked.on_conflict_do_update(
        index_elements=["client"],
        set_={
            "since": case((is_over, at), else_=public_rates.c.since),
            "asked": case((is_over, 1), else_=public_rates.c.asked + 1),
        },
    ).returning(public_rates.c.asked)
    async with engine.begin() as connection:
        times = (await connection.execute(counted)).scalar_one()
        others = delete(public_rates).where(
            public_rates.c.since <= at - WINDOW, public_rates.c.client != client
        )
        await connection.execute(others)
        return bool(times <= at_most)
