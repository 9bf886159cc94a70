"""The rota of a county looks once in every legal day, and goes on where it was stopped."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from temporalio import activity
from temporalio.client import Client, WorkflowHandle
from temporalio.exceptions import ApplicationError
from temporalio.worker import Worker

from activities.turns import RotaLook, RotaOpened
from rules.instants import legal_day
from workflows import names
from workflows.rota import RotaWorkflow, Round
from workflows.sandbox import RUNNER

LIMIT = 60  # seconds within which every consequence must have come


class County:
    """Two meetings come round each day; ``failing``: how often the records are away first."""

    def __init__(self, failing: int = 0) -> None:
        self.looks: list[datetime] = []
        self.failing = failing

    @activity.defn(name=names.OPEN_MEETINGS)
    async def open(self, look: RotaLook) -> RotaOpened:
        assert look.county == "sl"
        if self.failing:
            self.failing -= 1
            raise ApplicationError("away", type="away")
        self.looks.append(look.at)
        return RotaOpened(2)


@asynccontextmanager
async def working(client: Client, queue: str, county: County, cache: int) -> AsyncIterator[None]:
    async with Worker(
        client,
        task_queue=queue,
        workflows=[RotaWorkflow],
        activities=[county.open],
        workflow_runner=RUNNER,
        max_cached_workflows=cache,
    ):
        yield


async def started(client: Client, queue: str) -> WorkflowHandle[RotaWorkflow, None]:
    return await client.start_workflow(
        RotaWorkflow.run, Round("sl"), id=f"rota/{uuid.uuid4()}", task_queue=queue
    )


async def until(handle: WorkflowHandle[RotaWorkflow, None], opened: int) -> None:
    async with asyncio.timeout(LIMIT):
        while await handle.query(names.PROGRESS, result_type=int) < opened:
            await asyncio.sleep(0.05)


@pytest.fixture
def queue() -> str:
    return f"rota-{uuid.uuid4()}"


async def test_it_looks_at_once_and_waits_for_the_next_legal_day(
    client: Client, queue: str, cache: int
) -> None:
    county = County()
    async with working(client, queue, county, cache):
        handle = await started(client, queue)
        await until(handle, 2)
        async with asyncio.timeout(LIMIT):
            while not (fires := await _fires_at(handle)):
                await asyncio.sleep(0.05)
        await handle.terminate()

    (looked_at,) = county.looks
    assert legal_day(fires) == legal_day(looked_at) + timedelta(days=1)
    assert fires - looked_at <= timedelta(days=1, minutes=1)


async def test_records_that_are_away_are_asked_again_and_no_worker_is_needed_meanwhile(
    client: Client, queue: str, cache: int
) -> None:
    county = County(failing=2)
    handle = await started(client, queue)
    async with working(client, queue, county, cache):
        await until(handle, 2)
    async with working(client, queue, county, cache):
        assert await handle.query(names.PROGRESS, result_type=int) == 2
        await handle.terminate()

    assert len(county.looks) == 1


async def test_it_goes_on_in_a_fresh_run_and_keeps_its_count(client: Client, queue: str, cache: int) -> None:
    county = County()
    async with working(client, queue, county, cache):
        handle = await started(client, queue)
        await until(handle, 2)
        await handle.signal(names.RENEW)
        newest = client.get_workflow_handle(handle.id)
        await until(newest, 4)
        assert (await newest.describe()).run_id != handle.first_execution_run_id
        await newest.terminate()

    assert len(county.looks) == 2


async def _fires_at(handle: WorkflowHandle[RotaWorkflow, None]) -> datetime | None:
    """When the only timer of a run fires."""
    async for event in handle.fetch_history_events():
        if event.HasField("timer_started_event_attributes"):
            waits = event.timer_started_event_attributes.start_to_fire_timeout.ToTimedelta()
            return event.event_time.ToDatetime(UTC) + waits
    return None
