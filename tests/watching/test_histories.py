"""What the engine recorded of a case is kept as soon as a run has closed, opens again and replays."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client, WorkflowHistory

import records as house
from activities.keeping_histories import RETENTION, HistoryKeeper, keeps_for
from records import connect, histories
from tests.workflows.journals import RememberingJournal
from tests.workflows.lending import LoanWorkflow
from tests.workflows.shed import CONVERTER, Shed, key
from tests.workflows.stories import states_after_replay, tell


@pytest_asyncio.fixture(loop_scope="session")
async def records(database_url: str) -> AsyncIterator[AsyncEngine]:
    await asyncio.to_thread(house.migrate, database_url)
    engine = connect(database_url)
    yield engine
    await engine.dispose()


@pytest_asyncio.fixture(loop_scope="session")
async def client(temporal_address: str) -> Client:
    return await Client.connect(temporal_address, namespace="fengqiao", data_converter=CONVERTER)


@pytest.fixture
def shed(client: Client) -> Shed:
    return Shed(client, RememberingJournal(), f"shed-{key()}", 1000)


async def test_every_run_of_a_closed_case_is_kept_and_replays_to_the_state_it_had(
    records: AsyncEngine, client: Client, shed: Shed
) -> None:
    async with shed.working():
        story = await tell(shed)
    id = story.runs[0].workflow_id
    keeper = HistoryKeeper(client, records, {id.partition("/")[0]})

    async with asyncio.timeout(90):
        while len(await histories.runs_of(records, id)) < len(story.runs):
            await keeper.keep()

    kept = await histories.runs_of(records, id)
    assert set(kept) == {run.run_id for run in story.runs}
    opened = [WorkflowHistory.from_json(id, kept[run.run_id]) for run in story.runs]
    assert await states_after_replay(opened, LoanWorkflow) == story.states
    assert all("a hinge" not in each for each in kept.values())  # sealed, as they were
    assert await keeper.keep() == 0


async def test_what_still_runs_and_what_is_no_case_is_not_kept(
    records: AsyncEngine, client: Client, shed: Shed
) -> None:
    async with shed.working():
        loan = await shed.open()
        await HistoryKeeper(client, records, {loan.id.partition("/")[0]}).keep()
        await HistoryKeeper(client, records, ()).keep()
        await loan.handle.terminate()

    assert await histories.runs_of(records, loan.id) == {}


async def test_an_engine_that_forgets_within_a_year_is_known_for_it(client: Client) -> None:
    assert await keeps_for(client) >= RETENTION > timedelta(days=364)
