"""What lies in the engine's store: sealed, by the current key, and nothing of it in clear."""

import asyncio

import pytest
from cryptography.exceptions import InvalidTag
from temporalio.api.common.v1 import Payload
from temporalio.client import Client, WorkflowUpdateFailedError
from temporalio.contrib.pydantic import pydantic_data_converter

from tests.workflows import toy
from tests.workflows.shed import KEYS, Loan, Shed, failure_of, key, uncached_only
from workflows.converter import Sealing, UnknownKey

PLAIN = Payload(metadata={"encoding": b"json/plain"}, data=b'"the orchard"')
NEW_KEYS = {"k2": bytes(32), **KEYS}


async def test_a_message_is_read_back_as_it_was() -> None:
    sealing = Sealing(KEYS, "k1")

    (sealed,) = await sealing.encode([PLAIN])

    assert b"orchard" not in sealed.SerializeToString()
    assert await sealing.decode([sealed]) == [PLAIN]


async def test_the_same_message_never_looks_the_same_twice() -> None:
    sealing = Sealing(KEYS, "k1")

    first, second = await sealing.encode([PLAIN, PLAIN])

    assert first != second


async def test_after_a_change_of_keys_the_new_one_seals_and_the_old_one_still_opens() -> None:
    (old,) = await Sealing(KEYS, "k1").encode([PLAIN])
    (new,) = await Sealing(NEW_KEYS, "k2").encode([PLAIN])

    assert new.metadata["key"] == b"k2"
    assert await Sealing(NEW_KEYS, "k2").decode([old, new]) == [PLAIN, PLAIN]


async def test_a_message_under_a_key_we_were_not_given_names_that_key() -> None:
    (sealed,) = await Sealing(NEW_KEYS, "k2").encode([PLAIN])

    with pytest.raises(UnknownKey, match="k2"):
        await Sealing(KEYS, "k1").decode([sealed])


@pytest.mark.parametrize("part", ["data", "key"])
async def test_a_message_that_was_tampered_with_is_not_read(part: str) -> None:
    keys = {"k1": KEYS["k1"], "kx": KEYS["k1"]}
    (sealed,) = await Sealing(keys, "k1").encode([PLAIN])

    if part == "data":
        sealed.data = sealed.data[:-1] + bytes([sealed.data[-1] ^ 1])
    else:
        sealed.metadata["key"] = b"kx"

    with pytest.raises(InvalidTag):
        await Sealing(keys, "k1").decode([sealed])


@uncached_only
async def test_no_plain_word_lies_in_a_history(shed: Shed, loan: Loan) -> None:
    await loan.lend()
    await loan.tell("in the orchard", message="m-1")
    await loan.until(lambda state: state.sightings == 1)
    await loan.renew()
    loan.journal.is_away = True
    await failure_of(loan.report("a broken rung"))

    first_run = (await loan.handle.describe()).raw_description.workflow_execution_info.first_run_id
    for run in (None, first_run):
        events = (await shed.loan(loan.id, run).handle.fetch_history()).events
        history = b"".join(event.SerializeToString() for event in events)
        for word in (
            b"orchard",
            b"rung",
            b"p-keeper",
            b"p-neighbour",
            b"u-next-door",
            b"c-1-2026-1",
            b"Traceback",
        ):
            assert word not in history, word


async def test_nobody_commands_a_proceeding_without_the_key(
    shed: Shed, loan: Loan, temporal_address: str
) -> None:
    stranger = await Client.connect(
        temporal_address, namespace="fengqiao", data_converter=pydantic_data_converter
    )
    forged = stranger.get_workflow_handle(loan.id)

    await forged.signal("sighted", toy.Sighted(id="m-1", where="nowhere"))
    async with asyncio.timeout(10):
        with pytest.raises(WorkflowUpdateFailedError):
            await forged.execute_update("lend", toy.Lend(id=key(), by=toy.KEEPER, days=1))

    assert (await loan.lend()).seq == 2
    assert (await loan.state()).sightings == 0
