"""What the worker does beside the cases goes on when the database was away: nothing is missed, nothing is
told twice."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from local.postgres import Postgres
from records import attending, clusters
from records.attending import WindowWatch
from records.clusters import Proposer
from records.verify import verify
from tests.records.house import House
from tests.records.test_clusters import AT, disputes, drafts, proposer
from tests.records.test_outage import engine, own_postgres
from tests.records.test_windows import NINE, enter_two_windows, watch

__all__ = ["engine", "own_postgres"]

pytestmark = pytest.mark.servers

NOON = NINE + timedelta(hours=3)
SOON = timedelta(milliseconds=50)
A_FEW = 3  # looks
LIMIT = 60  # seconds


@asynccontextmanager
async def carried(carry: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Beside the block, and by nothing else: nobody begins it again where it breaks off."""
    labour = asyncio.ensure_future(carry())
    try:
        yield
        assert not labour.done()
    finally:
        labour.cancel()
        with suppress(asyncio.CancelledError):
            await labour


def looks_of(kind: type, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of every look of this labour that has ended, whether it was one."""
    looks: list[bool] = []
    look = kind.carry_once  # type: ignore[attr-defined]

    async def noted(self: object) -> int:
        looks.append(False)
        looks[-1] = (found := await look(self)) is not None
        return int(found)

    monkeypatch.setattr(kind, "carry_once", noted)
    return looks


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(LIMIT):
        while not holds():
            await asyncio.sleep(0.02)


async def away_and_back(
    carry: Callable[[], Awaitable[None]], looks: list[bool], own_postgres: Postgres
) -> None:
    """The labour goes on over a database that is away for a few of its looks, and for a few more after."""
    own_postgres.kill()
    async with carried(carry):
        await until(lambda: len(looks) > A_FEW)
        assert not any(looks)
        own_postgres.start()
        await until(lambda: sum(looks) > A_FEW)


async def test_a_window_nobody_came_to_is_told_of_once(
    engine: AsyncEngine, own_postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    await enter_two_windows(engine)
    monkeypatch.setattr(attending, "EVERY", SOON)

    await away_and_back(watch(engine, NOON).carry, looks_of(WindowWatch, monkeypatch), own_postgres)

    told = [(each.window, each.half) for each in await attending.noticed(engine, only_unseen=True)]
    assert sorted(told) == [("w-1", "morning"), ("w-2", "morning")]


async def test_a_cluster_is_drafted_once(
    house: House, own_postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    await disputes(house, AT - timedelta(days=2), *(["property-service"] * 6))
    for pause in ("EVERY", "AGAIN"):
        monkeypatch.setattr(clusters, pause, SOON)

    await away_and_back(proposer(house).carry, looks_of(Proposer, monkeypatch), own_postgres)

    assert len(await drafts(house.engine)) == 1
    assert await verify(house.engine) == []
