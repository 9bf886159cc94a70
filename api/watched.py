"""How a process of the API is watched (看护): what it offers to those who watch, and what it measures of
itself."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api.health import missing_at
from api.office import Office
from watching import measuring, metrics
from watching.collecting import Records
from watching.offering import offered


@asynccontextmanager
async def watched(app: FastAPI) -> AsyncIterator[None]:
    """Inside the block. Raises OSError where the address of the metrics is taken."""

    async def lacks() -> Sequence[str]:
        return await missing_at(_office(app))

    async def is_ready() -> bool:
        return not await lacks()

    office = _office(app)
    registry = metrics.with_ours(Records(office.records, asyncio.get_running_loop()))
    began = asyncio.create_task(measuring.measure(office.measured, office.records, is_ready))
    try:
        with offered(office.settings.api_metrics_address, registry, lacks):
            yield
    finally:
        await measuring.stop(began, office.measured, office.records)


def _office(app: FastAPI) -> Office:
    office: Office = app.state.office
    return office
