"""What ran in the past runs the same today: every recorded history replays, and lands on the stored case."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import (
    ExecuteWorkflowInput,
    Interceptor,
    Replayer,
    UnsandboxedWorkflowRunner,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)

from demo.stories import stories
from rules.procedure import Proceeding
from tests.histories.kept import CONVERTER, Case, kept
from workflows.every import PROCEEDINGS, SEALED_PROCEEDINGS
from workflows.proceeding import ProceedingWorkflow


class Witness(Interceptor):
    """Sees every proceeding that runs, so that its state can be looked at when it has stopped."""

    def __init__(self) -> None:
        self.seen: list[ProceedingWorkflow[Any]] = []

    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,  # noqa: A002  the name is the library's
    ) -> type[WorkflowInboundInterceptor]:
        seen = self.seen

        class Seeing(WorkflowInboundInterceptor):
            async def execute_workflow(self, input: ExecuteWorkflowInput) -> Any:  # noqa: A002  as above
                seen.append(workflow.instance())
                return await super().execute_workflow(input)

        return Seeing


async def _all() -> dict[str, tuple[str, Case]]:
    return {case.history.workflow_id: (story, case) async for story, case in kept()}


CASES = asyncio.run(_all())


@dataclass(frozen=True)
class Landed:
    """Where each replayed case landed, and why a replay failed."""

    states: dict[str, Proceeding]
    failures: Mapping[str, Exception]


@pytest.fixture(scope="module")
def landed() -> Landed:
    """All histories replayed, by one replayer: each of them would need half a second to end."""
    witness = Witness()
    replayer = Replayer(
        workflows=[*PROCEEDINGS.values(), *SEALED_PROCEEDINGS.values()],
        data_converter=CONVERTER,
        interceptors=[witness],
        workflow_runner=UnsandboxedWorkflowRunner(),
        debug_mode=True,  # a machine that is busy has not hung
    )

    async def histories() -> AsyncIterator[WorkflowHistory]:
        for _, case in CASES.values():
            yield case.history

    async def replay() -> dict[str, Exception]:
        async with replayer.workflow_replay_iterator(histories()) as results:
            return {
                result.history.workflow_id: result.replay_failure
                async for result in results
                if result.replay_failure
            }

    failures = asyncio.run(replay())
    return Landed({seen.papers.state.id: seen.papers.state for seen in witness.seen}, failures)


@pytest.mark.parametrize("id_", [pytest.param(id_, id=f"{story}-{id_}") for id_, (story, _) in CASES.items()])
def test_a_recorded_case_replays_and_lands_where_it_stood(id_: str, landed: Landed) -> None:
    _, case = CASES[id_]

    assert id_ not in landed.failures
    assert landed.states[id_] == case.state


def test_every_story_has_its_recorded_cases() -> None:
    """But for one that plays in the hall alone, where there is no case."""
    recorded = {story for story, _ in CASES.values()}
    with_a_case = {story.name for story in stories() if any(step.hall is None for step in story.steps)}

    assert recorded == with_a_case - {story.name for story in stories() if story.same_as}
