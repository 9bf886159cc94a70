"""What makes a county's reports is there, whoever forgot it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from temporalio.client import WorkflowExecutionStatus
from temporalio.service import RPCError

import relay as relaying
from relay import Relay
from tests.relay.conftest import eventually
from workflows import starting

pytestmark = pytest.mark.servers


@asynccontextmanager
async def carrying(relay: Relay) -> AsyncIterator[None]:
    task = asyncio.create_task(relay.carry_reports())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_it_is_started_for_every_county_that_reports_and_again_after_the_engine_was_away(
    relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relaying, "LOOK_AT_REPORTS_EVERY", relaying.IDLE / 20)
    usual, away = starting.report, [True]

    async def report(*asked: object) -> None:
        if away:
            away.clear()
            raise ConnectionError
        await usual(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(starting, "report", report)
    handle = relay.client.get_workflow_handle("reports/sl")

    async def is_there() -> bool:
        try:
            return (await handle.describe()).status is WorkflowExecutionStatus.RUNNING
        except RPCError:
            return False

    async with carrying(relay):
        await eventually(is_there)

    assert not away
    await handle.terminate()
