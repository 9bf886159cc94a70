"""The production engine, really run: built by Go, on PostgreSQL, closed to all without certificate, token."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from demo.playing import settings_of_our_own
from demo.stories import SCENARIOS, Story, read
from demo.telling import Telling, tell
from demo.town import Town
from local.keys import SIMULATED
from local.ports import free_port
from tests.cluster.place import Cluster, settle
from tests.cluster.server import Programs, programs, why_not
from tests.servers import mark_room

collect_ignore = [] if os.environ.get("TEMPORAL_ADDRESS") else ["test_given_engine.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    mark_room(items, here)
    reason = why_not()
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.acceptance)
            if reason and item.path.name != "test_given_engine.py":
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def built() -> Programs:
    """The server and its tool; the first time, Go takes minutes to build them."""
    return programs()


def cluster_in(home: Path, built: Programs, *, separately: bool, with_standby: bool) -> Cluster:
    played = {
        "simulator_port": free_port(),
        "simulator_tempers": ",".join(f"{agency}=desk" for agency in SIMULATED),
    }
    settings = settings_of_our_own(home, "system").model_copy(update=played)
    return Cluster(settings, built, separately=separately, with_standby=with_standby)


@pytest.fixture(scope="session")
def directory() -> Iterator[Path]:
    # Not among pytest's own directories: another run closes those to the account PostgreSQL runs as.
    with TemporaryDirectory(prefix="fengqiao-engine-") as made:
        yield Path(made)


@pytest.fixture(scope="module")
def one_process(directory: Path, built: Programs) -> Iterator[Cluster]:
    """An engine in which one process has all services."""
    with cluster_in(directory / "one", built, separately=False, with_standby=False) as cluster:
        asyncio.run(settle(cluster))
        yield cluster


@pytest.fixture(scope="module")
def one_node(directory: Path, built: Programs) -> Iterator[Cluster]:
    """An engine with a process for each service, and a PostgreSQL with a standby."""
    with cluster_in(directory / "two", built, separately=True, with_standby=True) as cluster:
        asyncio.run(settle(cluster))
        yield cluster


@pytest.fixture(scope="module")
def two_nodes(one_node: Cluster) -> Cluster:
    """The same with a second node, which came while the first was working."""
    one_node.add_node("b")
    one_node.wait_ready(240)
    one_node.open_door_to(["a", "b"])
    one_node.door.part()
    return one_node


@pytest.fixture(scope="session")
def ladder() -> Story:
    return read(SCENARIOS / "four-steps-in-a-day.toml")


@pytest.fixture(scope="session")
def chain() -> Story:
    return read(SCENARIOS / "full-chain.toml")


async def told(story: Story, town: Town, tag: str) -> Telling:
    """The story, told from now on: what differed from what it expects is in it."""
    start = await town.now()
    telling = Telling(story, town, start, tag=tag, patience=240)
    await tell([telling], town, start)
    return telling


@pytest.fixture
async def town(request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    place = "one_process" if "one_process" in request.fixturenames else "two_nodes"
    async with Town(request.getfixturevalue(place)) as opened:
        yield opened
