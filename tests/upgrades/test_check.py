"""Before a rollout it is said whether open cases go on with the new build."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio import workflow
from temporalio.client import Client

from desk import rollout
from relay import Relay
from rules.dispute.commands import RecordConsent
from tests.records.conftest import engine, house, keeper
from tests.records.house import House
from tests.relay.conftest import client, eventually, migrated, relay
from tests.rules import county
from tests.upgrades.conftest import PATIENT
from workflows import proceeding

__all__ = ["client", "engine", "house", "keeper", "migrated", "relay"]


@pytest.fixture
async def open_case(relay: Relay, house: House) -> str:
    """A case in which somebody has agreed."""
    case = await house.dispute()
    while await relay.carry_once():
        pass
    agreed = RecordConsent(id=str(uuid4()), by=county.MEDIATOR, party="zhang")
    await relay.client.get_workflow_handle(case.id).execute_update(
        "record_consent", agreed, rpc_timeout=PATIENT
    )
    return case.id


async def found_of(client: Client, engine: AsyncEngine, case: str) -> list[str]:
    """The engine is everybody's: what other tests left there is not ours to look at."""

    async def listed() -> bool:
        query = f"WorkflowId = '{case}' AND ExecutionStatus = 'Running'"
        return bool([run async for run in client.list_workflows(query)])

    await eventually(listed)
    looked = await rollout.look_at(client, engine, "ordinary")
    assert looked.runs >= 1
    assert looked.events > 5
    return [each.what for each in looked.findings if each.procedure == case]


async def test_a_build_that_does_as_the_one_before_finds_nothing(
    client: Client, engine: AsyncEngine, open_case: str
) -> None:
    assert await found_of(client, engine, open_case) == []


async def test_a_build_that_does_something_else_is_found_before_it_is_rolled_out(
    client: Client, engine: AsyncEngine, open_case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    perform = proceeding.ProceedingWorkflow.perform

    async def performed(self: proceeding.ProceedingWorkflow[Any], command: object) -> object:
        await workflow.sleep(timedelta(minutes=1))
        return await perform(self, command)  # type: ignore[arg-type]

    monkeypatch.setattr(proceeding.ProceedingWorkflow, "perform", performed)

    assert await found_of(client, engine, open_case) == ["does-not-replay"]


async def test_a_build_whose_rules_tell_another_state_is_found(
    client: Client, engine: AsyncEngine, open_case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replayed it lands as it did, and read from its journal it would not."""
    told = rollout._told_up_to

    async def otherwise(records: AsyncEngine, procedure: str, seq: int) -> object:
        return await told(records, procedure, seq - 1)

    monkeypatch.setattr(rollout, "_told_up_to", otherwise)

    assert await found_of(client, engine, open_case) == ["lands-elsewhere"]
