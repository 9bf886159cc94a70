"""Statements are planned once for a connection, not at every look."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from records import connect
from records.tables import cases

STATEMENT = select(func.count()).select_from(cases).where(cases.c.matter == "nowhere")
PREPARED = text(
    "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%FROM cases%' AND from_sql = false"
)


async def looked(engine: AsyncEngine, times: int) -> None:
    for _ in range(times):
        async with engine.connect() as connection:
            await connection.execute(STATEMENT)


async def broken_off(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await connection.execute(text("CREATE TEMPORARY TABLE half_done (n integer)"))
        raise LookupError


async def test_what_was_only_read_keeps_its_plan_for_the_next_who_reads(migrated: str) -> None:
    engine = connect(migrated, connections=1)
    await looked(engine, 3)

    async with engine.connect() as connection:
        assert await connection.scalar(PREPARED) == 1
    await engine.dispose()


async def test_what_breaks_off_is_taken_back(migrated: str) -> None:
    engine = connect(migrated, connections=1)

    with pytest.raises(LookupError):
        await broken_off(engine)

    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT to_regclass('half_done')")) is None
    await engine.dispose()
