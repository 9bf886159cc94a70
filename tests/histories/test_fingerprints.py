"""What workflows ask of the engine is what it was; where it is not, it is said where, and what to do."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory

from tests.histories.conftest import CASES, EACH
from tests.histories.fingerprints import explained, kept_prints
from tests.histories.kept import CONVERTER, NAMESPACE
from workflows import proceeding
from workflows.every import EVERY
from workflows.replaying import Replayed, replay

PRINTS = kept_prints()
A_DISPUTE = next(
    run
    for run, (story, case) in CASES.items()
    if story == "village-agreement" and case.history.workflow_id.startswith("dispute/")
)


def told(run: str, replayed: Replayed) -> str:
    story, case = CASES[run]
    return f"{replayed.kind} ({case.history.workflow_id} of {story})"


def difference(run: str, replayed: Replayed) -> str | None:
    return explained(told(run, replayed), PRINTS[run], replayed.steps)


async def replayed_alone(run: str) -> Replayed:
    async def history() -> AsyncIterator[WorkflowHistory]:
        yield CASES[run][1].history

    return (await replay(history(), EVERY, CONVERTER, NAMESPACE))[run]


@pytest.mark.parametrize("run", EACH)
def test_a_workflow_asks_of_the_engine_what_it_asked_when_this_was_recorded(
    run: str, replayed: dict[str, Replayed]
) -> None:
    if why := difference(run, replayed[run]):
        pytest.fail(why, pytrace=False)


def test_every_recorded_run_has_its_fingerprint_and_none_is_left_over() -> None:
    assert set(PRINTS) == set(CASES)


# Changes that the engine's own replay lets through: each is found, with the workflow, the verb and the step.


def test_a_timer_that_is_set_otherwise_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proceeding, "_A_BREATH", timedelta(seconds=2))

    changed = asyncio.run(replayed_alone(A_DISPUTE))
    why = difference(A_DISPUTE, changed)

    assert changed.failure is None
    assert changed.state == CASES[A_DISPUTE][1].state
    assert why
    assert why.startswith("DisputeWorkflow (dispute/")
    assert "at update record_session" in why
    assert "0.001s" in why.partition("is:")[0]
    assert "2s" in why.partition("is:")[2]
    assert "workflow.patched" in why


def test_an_append_that_is_tried_otherwise_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proceeding, "_ONE_TRY", timedelta(seconds=50))

    changed = asyncio.run(replayed_alone(A_DISPUTE))
    why = difference(A_DISPUTE, changed)

    assert changed.failure is None
    assert why
    assert "append_to_the_journal" in why


def test_a_step_that_is_added_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    perform = proceeding.ProceedingWorkflow.perform

    async def performed(self: proceeding.ProceedingWorkflow[Any], command: object) -> object:
        await workflow.sleep(timedelta(minutes=1))
        return await perform(self, command)  # type: ignore[arg-type]

    monkeypatch.setattr(proceeding.ProceedingWorkflow, "perform", performed)

    changed = asyncio.run(replayed_alone(A_DISPUTE))
    why = difference(A_DISPUTE, changed)

    assert why
    assert "update record_consent" in why
    assert "start timer" in why.partition("is:")[2]


def test_the_same_behind_a_mark_of_its_version_is_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    perform = proceeding.ProceedingWorkflow.perform

    async def performed(self: proceeding.ProceedingWorkflow[Any], command: object) -> object:
        if workflow.patched("a-minute-to-think"):
            await workflow.sleep(timedelta(minutes=1))
        return await perform(self, command)  # type: ignore[arg-type]

    monkeypatch.setattr(proceeding.ProceedingWorkflow, "perform", performed)

    changed = asyncio.run(replayed_alone(A_DISPUTE))

    assert changed.failure is None
    assert difference(A_DISPUTE, changed) is None
