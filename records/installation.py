"""The kind of the installation whose records these are: said once, by whoever starts first, and kept."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import installation


async def is_for_training(records: AsyncEngine, *, or_is_from_now_on: bool) -> bool:
    """Whether these records belong to a training installation (演练). Where nobody has started on them yet,
    they are from now on what is said here; at once with whoever else starts, all get the same answer.

    Raises what is raised while the database is away.
    """
    async with records.begin() as connection:
        row = insert(installation).values(is_training=or_is_from_now_on).on_conflict_do_nothing()
        await connection.execute(row)
    async with records.connect() as connection:
        return bool((await connection.execute(select(installation.c.is_training))).scalar_one())
