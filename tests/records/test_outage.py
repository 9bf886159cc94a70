"""The database goes away and comes back: what was acknowledged stands, nothing stands twice."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.exceptions import ApplicationError

import records
from activities.journal import AWAY, Journal
from local.ports import free_port
from local.postgres import Postgres
from records import journal
from records.hearing import heard
from records.keeper import Keeper
from records.verify import verify
from tests.records.house import House
from tests.records.test_append import claim, release


@pytest.fixture(scope="module")
def own_postgres(new_home: Callable[[], Path]) -> Iterator[Postgres]:
    home = new_home()
    server = Postgres(home / "cluster", home / "keys", free_port(), home / "log")
    server.start()
    yield server
    server.stop()


@pytest.fixture
async def engine(own_postgres: Postgres) -> AsyncIterator[AsyncEngine]:
    records.migrate(own_postgres.url())
    engine = records.connect(own_postgres.url())
    yield engine
    await engine.dispose()


async def test_what_was_acknowledged_survives_a_kill_of_the_database(
    house: House, own_postgres: Postgres
) -> None:
    case = await house.dispute()
    acknowledged: list[int] = []

    async def decide_on_and_on() -> None:
        while True:
            answer = await case.ask(release() if case.state.handler else claim())
            assert answer.receipt
            acknowledged.append(answer.receipt.seq)

    deciding = asyncio.create_task(decide_on_and_on())
    while len(acknowledged) < 20:
        await asyncio.sleep(0.001)
    own_postgres.kill()
    with pytest.raises(Exception, match=r"connection|terminat|server"):
        await asyncio.wait_for(deciding, 10)
    own_postgres.start()

    entries = await journal.read(house.engine, case.id)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert acknowledged[-1] <= len(entries) <= acknowledged[-1] + 1
    assert await verify(house.engine) == []


async def test_an_append_goes_on_over_the_same_engine_after_a_kill(
    house: House, own_postgres: Postgres
) -> None:
    case = await house.dispute()
    await case.ask(claim())
    own_postgres.kill()
    own_postgres.start()

    answer = await case.ask(release())

    assert answer.appended


async def test_who_listens_hears_again_after_a_kill(house: House, own_postgres: Postgres) -> None:
    case = await house.dispute()
    async with heard(house.engine, journal.CASES) as notes, asyncio.timeout(60):
        first = asyncio.ensure_future(anext(notes))
        while not first.done():
            await house.dispute()
        own_postgres.kill()
        own_postgres.start()

        async def hears_the_case() -> None:
            async for note in notes:  # what was called out before the kill may still be on its way
                if note.startswith(case.id):
                    return

        hearing = asyncio.ensure_future(hears_the_case())
        while not hearing.done():
            await case.ask(release() if case.state.handler else claim())
            await asyncio.sleep(0.05)

        await hearing


async def test_while_the_database_is_away_the_activity_says_so_soon_and_may_be_tried_again(
    house: House, own_postgres: Postgres, keeper: Keeper
) -> None:
    case = await house.dispute()
    _, draft = case.draft(claim())
    activity = Journal(house.engine)
    own_postgres.kill()

    with pytest.raises(ApplicationError) as away:
        await asyncio.wait_for(activity.append(draft), 5)

    own_postgres.start()
    assert (away.value.type, away.value.non_retryable, away.value.message) == (AWAY, False, AWAY)
    assert away.value.__cause__ is None
    assert (await activity.append(draft)).appended
