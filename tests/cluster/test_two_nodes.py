"""Every service twice: any node may die, and the primary of PostgreSQL for good."""

import asyncio
import json
import sys
from collections.abc import Callable

import psycopg
import pytest

from benchmarks.decisions import product
from demo.stories import Story
from demo.telling import eventually
from demo.town import Town
from records import connect
from records.verify import verify
from tests.cluster.conftest import told
from tests.cluster.nodes import EVERY_SERVICE, SEPARATELY
from tests.cluster.place import Cluster

CALLERS, EACH = 8, 15


async def _pace(cluster: Cluster) -> float:
    """Decisions a second through HTTP, of several callers at once."""
    return round((await product(cluster.api_url, CALLERS, EACH)).per_second, 1)


def _members(cluster: Cluster) -> dict[int, int]:
    """How many of each service the engine knows to be alive."""
    with psycopg.connect(cluster.primary.url("temporal")) as connection:
        asked = (
            "SELECT role, count(DISTINCT host_id) FROM cluster_membership "
            "WHERE record_expiry > now() AT TIME ZONE 'UTC' "
            "AND last_heartbeat > now() AT TIME ZONE 'UTC' - interval '30 s' GROUP BY role"
        )
        return dict(connection.execute(asked).fetchall())


async def test_a_second_node_and_a_second_worker_take_part(
    two_nodes: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    """What they bring is measured in one run. All on one machine they share its cores: the figure there says
    what a node costs, not what it brings."""
    await _pace(two_nodes)  # what is done for the first time is done
    paces = {"one node": await _pace(two_nodes)}

    parts = two_nodes.add_node("b")
    await asyncio.to_thread(two_nodes.wait_ready, 240)
    two_nodes.open_door_to(["a", "b"])
    two_nodes.door.part()
    twice = dict.fromkeys(_members(two_nodes), 2)
    assert len(twice) == len(EVERY_SERVICE)
    assert await eventually(lambda: _is(lambda: _members(two_nodes) == twice), 240)
    paces["two nodes"] = await _pace(two_nodes)

    two_nodes.add_worker("worker-2")
    await asyncio.to_thread(two_nodes.wait_ready, 240)
    paces["two nodes, two workers"] = await _pace(two_nodes)

    assert set(parts) <= set(two_nodes.pids)
    assert min(paces.values()) > 0
    ratios = {name: round(each / paces["one node"], 2) for name, each in paces.items()}
    figures = {"decisions a second": paces, "ratio": ratios, "callers": CALLERS}
    with capsys.disabled():
        sys.stdout.write(f"\n{json.dumps(figures)}\n")


async def _is(look: Callable[[], bool]) -> bool:
    return await asyncio.to_thread(look)


async def _every_node_is_killed_meanwhile(cluster: Cluster, letters: str, told: asyncio.Task[object]) -> int:
    """One after the other, each once the one before works again, until the story has ended: how many."""
    killed = 0
    while not told.done():
        for letter in letters:
            for name in SEPARATELY:
                if told.done():
                    break
                cluster.kill(f"{name}-{letter}")
                killed += 1
                await asyncio.to_thread(cluster.wait_ready, 240)
    return killed


async def test_a_dispute_climbs_the_ladder_while_one_node_after_the_other_is_killed(
    two_nodes: Cluster, town: Town, ladder: Story
) -> None:
    stories = asyncio.gather(*(told(ladder, town, f"killed {n}") for n in range(4)))
    killing = asyncio.ensure_future(_every_node_is_killed_meanwhile(two_nodes, "ab", stories))  # type: ignore[arg-type]
    tellings = await stories
    killed = await killing

    assert [telling.difference for telling in tellings] == [None] * 4
    assert killed >= 1


@pytest.mark.parametrize("name", SEPARATELY)
async def test_while_one_node_stays_away_the_other_has_its_work(
    two_nodes: Cluster, town: Town, ladder: Story, name: str
) -> None:
    with two_nodes.without(f"{name}-b"):
        telling = await told(ladder, town, f"without {name}")

    assert telling.difference is None
    await asyncio.to_thread(two_nodes.wait_ready, 240)


async def test_a_handoff_chain_survives_the_death_of_the_primary(
    two_nodes: Cluster, town: Town, chain: Story, ladder: Story
) -> None:
    """The engine's store and our records lose their primary together, in the middle of stories."""
    before = await told(ladder, town, "before the primary died")
    assert before.difference is None

    stories = asyncio.gather(told(chain, town, "the primary dies"), told(ladder, town, "the primary dies"))
    await asyncio.sleep(3)  # somewhere in the middle: wherever it falls, the stories are to end the same
    assert not stories.done()
    await asyncio.to_thread(two_nodes.fail_over)
    tellings = await stories

    assert [telling.difference for telling in tellings] == [None, None]
    records = connect(two_nodes.database_url)
    try:
        assert await verify(records) == []
    finally:
        await records.dispose()
