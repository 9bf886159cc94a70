"""The relay between real records and a real engine, with one worker in this process."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client
from temporalio.worker import Worker

from activities.journal import Journal
from activities.publishing import Publishing
from relay import Relay
from tests.records.conftest import engine, house, keeper
from workflows.converter import data_converter
from workflows.every import PROCEEDINGS
from workflows.publication import PublicationWorkflow
from workflows.sandbox import RUNNER

__all__ = ["engine", "house", "keeper"]

KEYS = {"k1": bytes(range(32))}
LIMIT = 60  # seconds within which every consequence must have come


_modules = itertools.count(1)


@pytest.fixture(scope="module")
def migrated(migrated: str) -> str:
    """A database of this module, whose matters have numbers of their own: the engine is everybody's, and a
    case that another module left there would be asked in the place of one with the same number."""
    first = next(_modules) * 10_000
    with psycopg.connect(migrated) as connection:
        connection.execute(
            "INSERT INTO number_series (series, year, last) SELECT 'matter/sl', year, %s"
            " FROM generate_series(2026, 2100) AS year",
            [first],
        )
    return migrated


async def eventually(holds: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(LIMIT):
        while not await holds():
            await asyncio.sleep(0.05)


@pytest.fixture
async def client(temporal_address: str) -> Client:
    return await Client.connect(
        temporal_address, namespace="fengqiao", data_converter=data_converter(KEYS, current="k1")
    )


@pytest.fixture
async def relay(client: Client, engine: AsyncEngine) -> AsyncIterator[Relay]:
    """A relay whose proceedings have a worker."""
    relay = Relay(client, engine, f"relay-{uuid4()}", publication_rate=200)
    publishing = Publishing(client, engine)
    async with Worker(
        client,
        task_queue=relay.task_queue,
        workflows=[*PROCEEDINGS.values(), PublicationWorkflow],
        activities=[Journal(engine).append, publishing.find, publishing.tell, publishing.finish],
        workflow_runner=RUNNER,
    ):
        yield relay
