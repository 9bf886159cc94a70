import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from structlog.typing import EventDict
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from local.temporal import indexed_types
from tests.workflows.journals import RememberingJournal
from tests.workflows.shed import CONVERTER, Loan, Shed
from workflows.attributes import SEARCH_ATTRIBUTES

CACHED, UNCACHED = 1000, 0


@pytest.fixture(autouse=True)
def said() -> Iterator[list[EventDict]]:
    """What is logged while the test runs."""
    with structlog.testing.capture_logs() as logs:
        yield logs


@pytest.fixture(params=[CACHED, UNCACHED], ids=["cached", "uncached"])
def cache(request: pytest.FixtureRequest) -> int:
    """How many workflows a worker keeps in mind. With none, everything it does is a replay first."""
    return int(request.param)


@pytest.fixture
async def client(temporal_address: str) -> Client:
    return await Client.connect(temporal_address, namespace="fengqiao", data_converter=CONVERTER)


@pytest.fixture
async def shed(client: Client, cache: int) -> Shed:
    """On the real server, in real time."""
    return Shed(client, RememberingJournal(), f"shed-{uuid.uuid4()}", cache)


@pytest.fixture
async def loan(shed: Shed) -> AsyncIterator[Loan]:
    async with shed.working():
        yield await shed.open()


@pytest.fixture
async def patient_shed(cache: int) -> AsyncIterator[Shed]:
    """On the server whose clock can be moved on; `shed.skip(timedelta(days=3))`."""
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(Path(sys.executable).with_name("temporal-test-server")),
        data_converter=CONVERTER,
    ) as env:
        await env.client.operator_service.add_search_attributes(
            AddSearchAttributesRequest(
                namespace="default", search_attributes=indexed_types(SEARCH_ATTRIBUTES)
            )
        )
        yield Shed(env.client, RememberingJournal(), "shed", cache, env.sleep)


@pytest.fixture
async def patient_loan(patient_shed: Shed) -> AsyncIterator[Loan]:
    async with patient_shed.working():
        yield await patient_shed.open()
