"""Every service twice: any node may die, and the primary of PostgreSQL for good."""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpx
import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client

from benchmarks.decisions import CLERK, LEAD, register, sign_in, with_key
from demo.stories import Story
from demo.telling import Telling, eventually, tell
from demo.town import Town
from desk.verifying import engine_against_journal
from engine import engine_of
from records import connect
from records.verify import verify
from tests.cluster.conftest import told
from tests.cluster.nodes import EVERY_SERVICE, SEPARATELY
from tests.cluster.place import Cluster

CALLERS, EACH = 8, 16  # each ends as it began: released
_COME_BACK = (httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.GATEWAY_TIMEOUT)
_UNDER_WAY = 4  # entries told of a story


async def _pace(cluster: Cluster) -> float:
    """Decisions a second through HTTP, of several callers at once; the better of two, for machines drift."""
    async with httpx.AsyncClient(base_url=cluster.api_url, timeout=60) as http:
        clerk, lead = await sign_in(http, CLERK), await sign_in(http, LEAD)
        cases = [await _case(http, clerk) for _ in range(CALLERS)]
        return round(max([await _once(http, cases, lead) for _ in range(2)]), 1)


async def _case(http: httpx.AsyncClient, clerk: dict[str, str]) -> str:
    while True:
        try:
            return await register(http, clerk)
        except httpx.HTTPStatusError as refused:
            assert refused.response.status_code in _COME_BACK, refused.response.text


async def _once(http: httpx.AsyncClient, cases: list[str], lead: dict[str, str]) -> float:
    async def work(case: str) -> None:
        for n in range(EACH):
            path, headers = f"{case}/{('claim', 'release')[n % 2]}", with_key(lead)
            while not (answer := await http.post(path, json={}, headers=headers)).is_success:
                assert answer.status_code in _COME_BACK, answer.text  # with the same key

    began = time.monotonic()
    await asyncio.gather(*map(work, cases))
    return CALLERS * EACH / (time.monotonic() - began)


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
    one_node: Cluster, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """What they bring is measured in one run. All on one machine they share its cores: the figure there says
    what a node costs, not what it brings."""
    cluster = one_node
    paces = {"one node": await _pace(cluster)}

    request.getfixturevalue("two_nodes")
    twice = dict.fromkeys(range(1, len(EVERY_SERVICE) + 1), 2)
    assert await eventually(lambda: _is(lambda: _members(cluster) == twice), 240)
    paces["two nodes"] = await _pace(cluster)

    cluster.add_worker("worker-2")
    await asyncio.to_thread(cluster.wait_ready, 240)
    paces["two nodes, two workers"] = await _pace(cluster)

    assert {f"{name}-{letter}" for name in SEPARATELY for letter in "ab"} <= set(cluster.pids)
    ratios = {name: round(each / paces["one node"], 2) for name, each in paces.items()}
    figures = {"decisions a second": paces, "ratio": ratios, "callers": CALLERS}
    with capsys.disabled():
        sys.stdout.write(f"\n{json.dumps(figures)}\n")


async def _is(look: Callable[[], bool]) -> bool:
    return await asyncio.to_thread(look)


async def _every_node_is_killed_meanwhile(cluster: Cluster, letters: str, told: "asyncio.Future[Any]") -> int:
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
    killing = asyncio.ensure_future(_every_node_is_killed_meanwhile(two_nodes, "ab", stories))
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
    two_nodes: Cluster, town: Town, chain: Story, ladder: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    """The engine's store and our records lose their primary together, in the middle of stories."""
    start = await town.now()
    tellings = [
        Telling(story, town, start, tag=f"the primary dies {n}", patience=240)
        for n, story in enumerate((chain, ladder, ladder))
    ]
    stories = asyncio.ensure_future(tell(tellings, town, start))
    assert await eventually(lambda: _true(all(len(each.told) >= _UNDER_WAY for each in tellings)), 240)
    assert not stories.done()

    began = time.monotonic()
    await asyncio.to_thread(two_nodes.fail_over)
    async with httpx.AsyncClient(base_url=two_nodes.api_url, timeout=60) as http:
        assert await eventually(lambda: _registers(http), 240)
    seconds = round(time.monotonic() - began, 1)
    await stories

    assert [telling.difference for telling in tellings] == [None] * 3
    records = connect(two_nodes.database_url)
    engine = await engine_of(two_nodes.settings)
    try:
        assert await verify(records) == []
        assert await eventually(lambda: _agree(records, engine), 240)
    finally:
        await records.dispose()
    with capsys.disabled():
        sys.stdout.write(f"\n{json.dumps({'seconds until a receipt': seconds})}\n")


async def _true(fact: bool) -> bool:
    return fact


async def _registers(http: httpx.AsyncClient) -> bool:
    """Whether a dispute is registered and decided on again."""
    with suppress(httpx.HTTPError):
        clerk, lead = await sign_in(http, CLERK), await sign_in(http, LEAD)
        case = await register(http, clerk)
        return (await http.post(f"{case}/claim", json={}, headers=with_key(lead))).is_success
    return False


async def _agree(records: AsyncEngine, engine: Client) -> bool:
    return not await engine_against_journal(records, engine)
