"""Old and new build side by side: an open case stays with the build that began it, until it moves."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from temporalio.client import Client

from desk import rollout
from desk.terminal import Stopped
from local.temporal import Temporal
from tests.upgrades.builds import Build, Shelf, noted, writers
from tests.upgrades.conftest import eventually
from tests.workflows.shed import CONVERTER
from workflows import names

RATE = 50.0


@pytest.fixture
async def client(temporal: Temporal) -> Client:
    return await Client.connect(temporal.address, namespace="fengqiao", data_converter=CONVERTER)


@pytest.fixture
def ours(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands look at this engine."""

    async def stores() -> AsyncIterator[tuple[None, Client]]:
        yield None, client

    monkeypatch.setattr(rollout, "_stores", stores)


async def made_current(build: str) -> None:
    async def there() -> bool:
        try:
            await rollout.make_current(build)
        except Stopped:  # its worker has not been heard of yet
            return False
        return True

    await eventually(there)


@pytest.mark.usefixtures("ours")
async def test_a_case_goes_on_with_its_build_until_it_is_moved(client: Client) -> None:
    shelf, one, other = Shelf(), f"one-{uuid4()}", f"other-{uuid4()}"
    async with Build(client, one, shelf).works():
        await made_current(one)
        stays = await shelf.registered(client, "SL-2026-700001")
        await noted(stays)
        async with Build(client, other, shelf).works():
            await made_current(other)
            begun_later = await shelf.registered(client, "SL-2026-700002")
            await noted(begun_later)
            assert set(writers(shelf, begun_later)) == {other}

            first_run = (await stays.describe()).run_id
            moved = await rollout.move(RATE)

            async def has_moved() -> bool:
                return (await stays.describe()).run_id != first_run

            await eventually(has_moved)
            await noted(stays)

    assert moved
    assert moved.told >= 1
    assert writers(shelf, stays)[0] == one
    assert writers(shelf, stays)[-1] == other
    assert other not in writers(shelf, stays)[:1]


async def test_a_worker_without_a_name_works_as_before_and_nothing_moves(client: Client) -> None:
    shelf = Shelf()
    async with Build(client, "", shelf).works():
        case = await shelf.registered(client, "SL-2026-700003")
        await noted(case)
        first_run = (await case.describe()).run_id
        await case.signal(names.RENEW)

        async def renewed() -> bool:
            return (await case.describe()).run_id != first_run

        await eventually(renewed)
        await noted(case)

    assert set(writers(shelf, case)) == {""}
