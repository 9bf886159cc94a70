"""What a proceeding was told, and had not written down when its engine was lost, it is told again, once."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client
from temporalio.worker import Worker

from activities.journal import Journal
from desk import reviving
from local.ports import free_port
from local.temporal import Temporal
from records import papers
from records.tables import outbox as letters
from relay import Relay
from rules.dispute.commands import ConsentRefused
from tests.records.conftest import engine, house, keeper
from tests.records.house import House
from tests.relay.conftest import KEYS, client, migrated
from tests.relay.test_relay import enter_lead
from tests.rules import county
from tests.rules.handing import over
from tests.upgrades.conftest import PATIENT, eventually
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.converter import data_converter
from workflows.every import PROCEEDINGS
from workflows.sandbox import RUNNER

__all__ = ["client", "engine", "house", "keeper", "migrated"]


TO_NOBODY = 1  # that a duty was met, which no supervision follows: nothing ever stands under its key


@asynccontextmanager
async def worked_on(relay: Relay) -> AsyncIterator[None]:
    async with Worker(
        relay.client,
        task_queue=relay.task_queue,
        workflows=list(PROCEEDINGS.values()),
        activities=[Journal(relay.records).append],
        workflow_runner=RUNNER,
        debug_mode=True,  # a machine that is busy has not hung
    ):
        yield


async def carried(relay: Relay, house: House) -> None:
    async with house.engine.begin() as connection:
        due = update(letters).where(letters.c.done_at.is_(None))
        await connection.execute(due.values(due_at=letters.c.due_at - timedelta(days=1)))
    while await relay.carry_once():
        pass


async def story(house: House, procedure: str) -> list[str]:
    return [entry.kind for entry in (await papers.load(house.engine, procedure)).entries]


@pytest.fixture
def another_engine(new_home: Callable[[], Path]) -> Iterator[Temporal]:
    home = new_home()
    with Temporal(home / "data", free_port(), free_port(), "fengqiao", home / "temporal.log") as server:
        server.ensure_search_attributes(SEARCH_ATTRIBUTES)
        yield server


async def told_only_the_engine(relay: Relay, house: House) -> str:
    """A handoff, of which only the engine knows that what it came from has ended."""
    await enter_lead(house, "p-lead")
    async with worked_on(relay):
        case = await house.dispute()
        await carried(relay, house)
        dispute = relay.client.get_workflow_handle(case.id)
        await dispute.execute_update("hand_off", over(county.SECRETARY, id=str(uuid4())), rpc_timeout=PATIENT)
        handoff = case.id.replace("dispute/", "handoff/")

        async def drafted() -> bool:
            await carried(relay, house)
            return bool(await papers.seq_of(house.engine, handoff))

        await eventually(drafted)
        await carried(relay, house)
        refused = ConsentRefused(id=str(uuid4()), by=county.MEDIATOR, party="zhang")
        await dispute.execute_update("consent_refused", refused, rpc_timeout=PATIENT)
    await carried(relay, house)
    async with house.engine.connect() as connection:
        mine = select(letters.c.done_at).where(
            letters.c.procedure == case.id, letters.c.kind == "tell-handoff"
        )
        assert await connection.scalar(mine)
    assert await story(house, handoff) == ["HandoffOpened"]
    return handoff


async def test_what_only_the_lost_engine_had_been_told_is_told_again(
    client: Client,
    house: House,
    engine: AsyncEngine,
    another_engine: Temporal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    queue = f"told-again-{uuid4()}"
    handoff = await told_only_the_engine(Relay(client, engine, queue), house)
    converter = data_converter(KEYS, current="k1")
    new = await Client.connect(another_engine.address, namespace="fengqiao", data_converter=converter)
    assert await reviving.has_come_up(new)
    relay = Relay(new, engine, queue)

    async with worked_on(relay):
        with monkeypatch.context() as without:  # as if nobody thought of it
            without.setattr(reviving, "TELLING", ("nothing",))
            begun = await reviving.begin_again(relay, "ordinary")
            await reviving.settle(relay, begun)
            await carried(relay, house)
        assert begun.findings == []
        assert await story(house, handoff) == ["HandoffOpened"]

        begun = await reviving.begin_again(relay, "ordinary")
        assert begun.started == 0
        assert begun.told == 1 + TO_NOBODY

        async def told() -> bool:
            await carried(relay, house)
            return await papers.has_ended(house.engine, handoff)

        await eventually(told)
        again = await reviving.begin_again(relay, "ordinary")

    assert await story(house, handoff) == ["HandoffOpened", "HandoffEnded"]
    assert again.told == TO_NOBODY
