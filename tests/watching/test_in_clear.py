"""The engine's own pages tell the story of a case without any key: by what stands in clear, and no more."""

import json

from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import Client
from temporalio.converter import DataConverter

from tests.workflows.journals import RememberingJournal
from tests.workflows.shed import CONVERTER, KEYS, Shed, key
from workflows.converter import data_converter
from workflows.in_clear import InClear

METADATA = "__temporal_workflow_metadata"  # what the engine's pages ask a workflow


async def test_summaries_details_and_current_details_are_read_without_a_key(temporal_address: str) -> None:
    ours = await Client.connect(temporal_address, namespace="fengqiao", data_converter=CONVERTER)
    anybody = await Client.connect(temporal_address, namespace="fengqiao")
    shed = Shed(ours, RememberingJournal(), f"shed-{key()}", 1000)
    async with shed.working():
        loan = await shed.open()
        await loan.lend()
        await loan.report("a broken rung")

        seen = anybody.get_workflow_handle(loan.id)
        described, history = await seen.describe(), await seen.fetch_history()
        current = await seen.query(METADATA, result_type=WorkflowMetadata)
    said = [each.user_metadata.summary for each in history.events if each.HasField("user_metadata")]
    summaries = [text for each in said if each.data for text in await DataConverter.default.decode([each])]

    assert await described.static_summary() == loan.id
    assert "**stage**" in (await described.static_details() or "")
    assert {"next moment", "Lent"} <= set(summaries)
    assert "**waits for**: return" in current.current_details
    assert "rung" not in json.dumps([*summaries, current.current_details, await described.static_details()])
    await loan.handle.terminate()


async def test_in_the_store_of_accusations_they_stay_sealed(temporal_address: str) -> None:
    converter = data_converter(KEYS, "k1", tells=False)
    ours = await Client.connect(temporal_address, namespace="fengqiao", data_converter=converter)
    anybody = await Client.connect(temporal_address, namespace="fengqiao")
    shed = Shed(ours, RememberingJournal(), f"shed-{key()}", 1000)
    async with shed.working():
        loan = await shed.open()
        await loan.lend()
        history = await anybody.get_workflow_handle(loan.id).fetch_history()
    said = [each.user_metadata.summary for each in history.events if each.HasField("user_metadata")]

    assert said
    assert all(each.metadata["encoding"].startswith(b"binary/sealed") for each in said if each.data)
    await loan.handle.terminate()


async def test_what_bears_the_mark_is_not_heard_as_a_message() -> None:
    """Whoever can write to the engine may copy the mark; what is in clear commands nobody."""
    (marked,) = await CONVERTER.encode([InClear("lend")])
    assert marked.metadata["encoding"] == b"json/plain"

    assert CONVERTER.payload_codec
    (opened,) = await CONVERTER.payload_codec.decode([marked])

    assert opened.metadata["encoding"] == b"refused/unsealed"
