"""Exported runs of the engine, kept beside the journal for as long as the case file is kept."""

import gzip
from collections.abc import AsyncIterator, Collection

from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import histories


async def keep(engine: AsyncEngine, workflow_id: str, run_id: str, exported: str) -> None:
    """Keep the history of a run, as the JSON the engine exports. Keeping it twice keeps the first."""
    row = {
        "workflow_id": workflow_id,
        "run_id": run_id,
        "exported": gzip.compress(exported.encode(), mtime=0),
    }
    async with engine.begin() as connection:
        await connection.execute(insert(histories).values(row).on_conflict_do_nothing())


async def known(engine: AsyncEngine, runs: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of these runs are kept already, each by its workflow and its own id."""
    if not runs:
        return set()
    c = histories.c
    mine = select(c.workflow_id, c.run_id).where(tuple_(c.workflow_id, c.run_id).in_(list(runs)))
    async with engine.connect() as connection:
        return {(row.workflow_id, row.run_id) for row in await connection.execute(mine)}


async def every(engine: AsyncEngine) -> AsyncIterator[str]:
    """All kept histories, a few at a time."""
    async with engine.connect() as connection:
        exported = select(histories.c.exported).execution_options(yield_per=20)
        async with connection.stream_scalars(exported) as rows:
            async for row in rows:
                yield gzip.decompress(row).decode()


async def runs_of(engine: AsyncEngine, workflow_id: str) -> dict[str, str]:
    """The kept histories of a workflow by run id, in the order in which they were kept."""
    mine = select(histories.c.run_id, histories.c.exported).where(histories.c.workflow_id == workflow_id)
    async with engine.connect() as connection:
        rows = await connection.execute(mine.order_by(histories.c.exported_at, histories.c.run_id))
        return {row.run_id: gzip.decompress(row.exported).decode() for row in rows}
