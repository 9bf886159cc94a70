"""The whole system, with real processes, once for all tests; and the story that nobody disturbs."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from temporalio.client import Client

from demo.playing import settings_of_our_own
from demo.stories import SCENARIOS, Story, read
from demo.telling import Telling, tell
from demo.town import Town
from desk.seeding import enter_people
from local.system import System
from records import connect
from workflows.converter import data_converter

STOPPING = Path(__file__).with_name("stopping")


@dataclass(frozen=True)
class Running:
    """The system, and the directory in which its worker is told to stop behind an append."""

    system: System
    stops: Path


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    # Not among pytest's own directories: another run closes those to the account PostgreSQL runs as.
    with TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as environment:
        home, stops = Path(directory) / "var", Path(directory) / "stops"
        stops.mkdir()
        environment.setenv("PYTHONPATH", str(STOPPING), prepend=os.pathsep)
        environment.setenv("STOPPING_AT", str(stops))
        with System(settings_of_our_own(home, "system")) as system:
            asyncio.run(enter_people_of(system))
            yield Running(system, stops)


async def enter_people_of(system: System) -> None:
    records = connect(system.database_url)
    await enter_people(records)
    await records.dispose()


@pytest.fixture
async def town(running: Running) -> AsyncIterator[Town]:
    async with Town(running.system) as town:
        yield town


@pytest.fixture
async def engine(running: Running) -> Client:
    return await client_of(running.system)


async def client_of(system: System) -> Client:
    """A client of its engine that opens what is sealed there."""
    settings = system.settings
    keys = settings.engine_keyring()
    return await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        data_converter=data_converter(keys, next(iter(keys))),
    )


@pytest.fixture(scope="session")
def story() -> Story:
    return read(SCENARIOS / "four-steps-in-a-day.toml")


@pytest.fixture(scope="session")
def undisturbed(story: Story, running: Running) -> Telling:
    """The story as it goes when nobody dies."""

    async def told() -> Telling:
        async with Town(running.system) as town:
            start = await town.now()
            telling = Telling(story, town, start)
            await tell([telling], town, start)
            return telling

    telling = asyncio.run(told())
    assert telling.difference is None
    return telling
