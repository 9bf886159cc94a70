"""Keys of the engine's payloads come and go under running proceedings, and nothing is lost."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag
from structlog.typing import EventDict
from temporalio.api.common.v1 import Payload, Payloads, WorkflowExecution
from temporalio.api.workflowservice.v1 import SignalWorkflowExecutionRequest
from temporalio.client import Client
from temporalio.service import RPCError

from keys.suites import SuiteName
from tests.workflows.lending import LoanWorkflow
from tests.workflows.record import RECORDED
from tests.workflows.shed import KEYS, Loan, Shed, key, uncached_only
from tests.workflows.stories import Recorded, states_after_replay
from workflows.converter import Sealing, UnknownKey, data_converter, sealed_by
from workflows.seals import payloads_in

K1 = KEYS["k1"]
SEALING = Sealing(KEYS, "k1")
ALL = {"k1": K1, "k2": b"2" * 32, "k3": b"3" * 32, "k4": b"4" * 32}


def ring(*ids: str) -> dict[str, bytes]:
    """A ring of these keys; the first is the current one."""
    return {id_: ALL[id_] for id_ in ids}


class Rota:
    """The shed's workers and callers, each with the ring it was started with."""

    def __init__(self, shed: Shed, address: str) -> None:
        self._shed, self._address = shed, address

    async def with_ring(self, *ids: str, suite: SuiteName = SuiteName.INTL) -> Shed:
        converter = data_converter(ring(*ids), suite=suite)
        client = await Client.connect(self._address, namespace="fengqiao", data_converter=converter)
        return replace(self._shed, client=client)


@pytest.fixture
def rota(shed: Shed, temporal_address: str) -> Rota:
    return Rota(shed, temporal_address)


async def keys_in(loan: Loan) -> set[str]:
    history = await loan.handle.fetch_history()
    seals = (sealed_by(payload) for event in history.events for payload in payloads_in(event))
    return {seal.key.decode() for seal in seals if seal}


@asynccontextmanager
async def deciding(*callers: Loan) -> AsyncIterator[list[int]]:
    """Decisions, one after the other, by each of the callers in turn; the entries they were told."""
    told: list[int] = []
    ending = asyncio.Event()

    async def decide() -> None:
        while not ending.is_set():
            told.append((await callers[len(told) % len(callers)].report(f"rung {key()}")).seq)

    task = asyncio.create_task(decide())
    try:
        yield told
    finally:
        ending.set()
        await task


async def until_more(told: list[int]) -> None:
    """Until two more decisions were made by each caller."""
    enough = len(told) + 4
    async with asyncio.timeout(90):
        while len(told) < enough:
            await asyncio.sleep(0.02)


async def test_keys_are_changed_three_times_under_decisions_and_none_is_lost(rota: Rota) -> None:
    """Each change in its two steps: the new key opens everywhere, then it seals. Worker after worker, caller
    after caller: at every moment there are both, of before and after."""
    steps = [("k1",), ("k1", "k2"), ("k2", "k1"), ("k2", "k1", "k3"), ("k3", "k2", "k1")]
    steps += [("k3", "k2", "k1", "k4"), ("k4", "k3", "k2", "k1")]
    sheds = [await rota.with_ring(*step) for step in steps]
    told: list[int] = []

    async with AsyncExitStack() as first:
        await first.enter_async_context(sheds[0].working())
        loan = await sheds[0].open()
        await loan.lend()
        old = first.pop_all()
    for before, after in itertools.pairwise(sheds):
        async with AsyncExitStack() as new:
            async with old:
                callers = before.loan(loan.id), after.loan(loan.id)
                await new.enter_async_context(after.working())
                async with deciding(*callers) as more:
                    await until_more(more)
                told += more
            old = new.pop_all()
    async with old:
        last = sheds[-1].loan(loan.id)
        state = await last.state()

    assert told == sorted(set(told)), "a decision was lost, or made twice"
    assert len(loan.kinds()) == 2 + len(told)
    assert state.seq == told[-1]
    assert await keys_in(last) == {"k1", "k2", "k3", "k4"}
    history = await last.handle.fetch_history()
    (replayed,) = await states_after_replay([history], LoanWorkflow, data_converter(ring(*ALL)))
    assert replayed == state


@uncached_only
async def test_a_worker_without_the_key_lets_its_proceedings_wait_and_says_which_it_lacks(
    rota: Rota, said: list[EventDict]
) -> None:
    known, lost, back = [await rota.with_ring(*ids) for ids in (("k1",), ("k2",), ("k2", "k1"))]
    async with known.working():
        loan = await known.open()
        await loan.lend()

    async with lost.working():
        asking = asyncio.create_task(back.loan(loan.id).report("a broken rung"))
        async with asyncio.timeout(90):
            while not [each for each in said if each["event"] == "key.unknown"]:
                await asyncio.sleep(0.05)
        await asyncio.sleep(1)
        assert not asking.done(), "it was neither refused nor lost: it waits"
    async with back.working():
        receipt = await asking
        state = await back.loan(loan.id).state()

    assert {each["key"] for each in said if each["event"] == "key.unknown"} == {"k1"}
    assert receipt.seq == state.seq == 3
    assert loan.kinds() == ["Shelved", "Lent", "DamageNoted"]


async def test_a_caller_without_the_key_cannot_read_the_answer_which_stands_all_the_same(rota: Rota) -> None:
    known, behind = await rota.with_ring("k2", "k1"), await rota.with_ring("k1")
    async with known.working():
        loan = await known.open()

        with pytest.raises(UnknownKey, match="k2"):
            await behind.loan(loan.id).lend()

        assert loan.kinds() == ["Shelved", "Lent"]
        assert (await loan.state()).seq == 2


@pytest.mark.parametrize("ids", [("k1",), ("k2", "k1"), ("k4", "k3", "k1")])
async def test_what_was_recorded_years_ago_replays_with_its_key_behind_newer_ones(ids: Sequence[str]) -> None:
    recorded = Recorded.from_json(RECORDED.read_text())

    replayed = await states_after_replay(recorded.runs, LoanWorkflow, data_converter(ring(*ids)))

    assert replayed == recorded.states


async def test_without_its_key_nothing_that_was_recorded_replays() -> None:
    recorded = Recorded.from_json(RECORDED.read_text())

    with pytest.raises(Exception, match="UnknownKey"):
        await states_after_replay(recorded.runs, LoanWorkflow, data_converter(ring("k2")))


async def test_a_run_that_is_renewed_needs_the_old_key_no_more(rota: Rota) -> None:
    old, new, alone = [await rota.with_ring(*ids) for ids in (("k1",), ("k2", "k1"), ("k2",))]
    async with old.working():
        loan = await old.open()
        await loan.lend()
    async with new.working():
        await new.loan(loan.id).renew()
        await new.loan(loan.id).report("a rung")
    async with alone.working():
        receipt = await alone.loan(loan.id).take_back()

    assert receipt.seq == 4
    assert await keys_in(alone.loan(loan.id)) == {"k2"}


async def test_the_suite_is_changed_under_decisions_as_a_key_is(rota: Rota) -> None:
    old, new = await rota.with_ring("k1"), await rota.with_ring("k1", suite=SuiteName.GM)
    async with old.working():
        loan = await old.open()
        await loan.lend()
        async with new.working(), deciding(old.loan(loan.id), new.loan(loan.id)) as told:
            await until_more(told)
    async with new.working():
        assert (await new.loan(loan.id).take_back()).seq == told[-1] + 1

    history = await loan.handle.fetch_history()
    payloads = [payload for event in history.events for payload in payloads_in(event)]
    ciphers = {payload.metadata["encoding"] for payload in payloads if sealed_by(payload)}
    assert ciphers == {b"binary/sealed-aes-256-gcm", b"binary/sealed-sm4-gcm"}


@uncached_only
async def test_every_message_of_a_history_is_bound_to_its_workflow(shed: Shed, loan: Loan) -> None:
    await loan.lend()
    await loan.tell("in the orchard", message="m-1")
    await loan.until(lambda state: state.sightings == 1)
    await loan.renew()

    for run in (None, (await loan.handle.describe()).raw_description.workflow_execution_info.first_run_id):
        history = await shed.loan(loan.id, run).handle.fetch_history()
        seals = [sealed_by(payload) for event in history.events for payload in payloads_in(event)]
        assert {seal.place for seal in seals if seal} == {f"fengqiao/{loan.id}".encode()}


async def test_what_was_said_to_one_proceeding_is_not_heard_by_another(
    shed: Shed, loan: Loan, said: list[EventDict]
) -> None:
    """Whoever can write to the engine can repeat what they saw there, and put it anywhere."""
    other = await shed.open()
    await loan.lend()
    await loan.tell("in the orchard", message="m-1")
    await loan.until(lambda state: state.sightings == 1)
    (overheard,) = [
        event.workflow_execution_signaled_event_attributes.input.payloads[0]
        for event in (await loan.handle.fetch_history()).events
        if event.HasField("workflow_execution_signaled_event_attributes")
    ]

    await told_by_hand(shed.client, other.id, overheard)
    await other.lend()

    assert (await other.state()).sightings == 0
    assert "message.misplaced" in {each["event"] for each in said}
    placed = {**overheard.metadata, "place": f"fengqiao/{other.id}".encode()}
    assert await SEALING.decode([overheard])
    with pytest.raises(InvalidTag):  # the place is bound, not only written beside it
        await SEALING.decode([Payload(metadata=placed, data=overheard.data)])


async def told_by_hand(client: Client, id: str, payload: Payload) -> None:
    try:
        await client.workflow_service.signal_workflow_execution(
            SignalWorkflowExecutionRequest(
                namespace="fengqiao",
                workflow_execution=WorkflowExecution(workflow_id=id),
                signal_name="sighted",
                input=Payloads(payloads=[payload]),
            )
        )
    except RPCError as error:
        raise AssertionError(error) from error
