"""A story in which the shell does all it can, over two runs; told to a server it leaves histories."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.converter import DataConverter
from temporalio.worker import (
    ExecuteWorkflowInput,
    Interceptor,
    Replayer,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)

from tests.workflows import toy
from tests.workflows.shed import CONVERTER, TOYS_TOO, Shed, failure_of, key

A_MOMENT = 0.2 / 86_400  # in days


@dataclass(frozen=True)
class Recorded:
    """The histories of all runs of one loan, first run first, and the state each ended in."""

    runs: tuple[WorkflowHistory, ...]
    states: tuple[toy.Loan, ...]

    def to_json(self) -> str:
        states = TypeAdapter(tuple[toy.Loan, ...]).dump_python(self.states, mode="json")
        runs = [run.to_json_dict() for run in self.runs]
        return json.dumps({"id": self.runs[0].workflow_id, "runs": runs, "states": states}, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Recorded":
        told = json.loads(text)
        states = TypeAdapter(tuple[toy.Loan, ...]).validate_python(told["states"])
        return cls(tuple(WorkflowHistory.from_json(told["id"], run) for run in told["runs"]), states)


async def tell(shed: Shed) -> Recorded:
    """Lend, ask at once, lose an append, be without a journal, renew, let a moment come, take back."""
    loan = await shed.open()
    await loan.lend(days=1 + 8 * A_MOMENT)
    await asyncio.gather(
        loan.report("a rung"), loan.extend(days=A_MOMENT), loan.tell("in the orchard", "m-1")
    )
    await asyncio.gather(loan.lend(), loan.report("a leg"), return_exceptions=True)
    loan.journal.loses_next = 1
    await loan.report("a hinge")
    await loan.append_behind_its_back(toy.Extend(id=key(), by=toy.KEEPER, days=A_MOMENT))
    await loan.extend(days=A_MOMENT)
    loan.journal.is_away = True
    await failure_of(loan.report("a chain"))
    first, first_state = await loan.run_id(), await loan.state()
    await loan.renew()
    loan.journal.is_away = False
    await loan.until(lambda state: state.is_reminded and "a chain" in state.damages)
    await loan.take_back()
    await loan.handle.result()

    runs = [await shed.loan(loan.id, run).handle.fetch_history() for run in (first, await loan.run_id())]
    return Recorded(tuple(runs), (first_state, await loan.state()))


async def states_after_replay(
    histories: Sequence[WorkflowHistory], proceeding: type, converter: DataConverter = CONVERTER
) -> tuple[Any, ...]:
    """Replay each history on this workflow; the states it ends in. Raises when the commands differ."""
    instances: list[Any] = []

    class Holding(WorkflowInboundInterceptor):
        async def execute_workflow(self, input: ExecuteWorkflowInput) -> Any:  # noqa: A002
            instances.append(workflow.instance())
            return await super().execute_workflow(input)

    class Hold(Interceptor):
        def workflow_interceptor_class(
            self,
            input: WorkflowInterceptorClassInput,  # noqa: A002
        ) -> type[WorkflowInboundInterceptor]:
            return Holding

    replayer = Replayer(
        workflows=[proceeding],
        namespace="fengqiao",
        data_converter=converter,
        workflow_runner=TOYS_TOO,
        interceptors=[Hold()],
    )
    for history in histories:
        await replayer.replay_workflow(history)
    return tuple(instance.papers.state for instance in instances)
