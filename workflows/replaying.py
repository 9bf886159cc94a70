"""Replaying histories by the code of today (历史重放): where each run lands, and what it asks of the engine.

The engine's library compares kinds of commands, and activities by name; how long a timer is set for, how
often something is tried again, what is answered and what is shown, it does not. So every step is put down as
it is: what came, and each command in answer, without what people and rules say in it.
"""

import json
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.json_format import MessageToDict
from temporalio import workflow
from temporalio.bridge.proto.workflow_activation import WorkflowActivation, WorkflowActivationJob
from temporalio.bridge.proto.workflow_commands import WorkflowCommand
from temporalio.bridge.proto.workflow_completion import WorkflowActivationCompletion
from temporalio.client import WorkflowHistory
from temporalio.converter import DataConverter
from temporalio.worker import (
    ExecuteWorkflowInput,
    Interceptor,
    Replayer,
    UnsandboxedWorkflowRunner,
    WorkflowInboundInterceptor,
    WorkflowInstance,
    WorkflowInstanceDetails,
    WorkflowInterceptorClassInput,
)

# What is said in a command, by people or rules; and numbers that only count.
_SAID = frozenset({"arguments", "headers", "result", "memo", "upsertedMemo", "details", "activityId", "seq"})
_NOT_HEARD = frozenset({"remove_from_cache", "query_workflow", "update_random_seed"})


@dataclass
class Replayed:
    """One run. ``steps``: what came and what was asked for, activation by activation; ``instance``: the
    workflow as it stood at the end; ``failure``: why this build cannot go on where the history ends."""

    id: str
    run: str
    kind: str = ""
    instance: Any = None
    steps: list[str] = field(default_factory=list)
    failure: Exception | None = None

    @property
    def state(self) -> Any:
        """The state of a proceeding; of what is none, how far it had come."""
        papers = getattr(self.instance, "papers", None)
        return papers.state if papers else getattr(self.instance, "at", None)


async def replay(
    histories: AsyncIterable[WorkflowHistory],
    workflows: Sequence[type],
    converter: DataConverter,
    namespace: str,
) -> dict[str, Replayed]:
    """Every run of this namespace that was replayed, by its id. What goes wrong in one hinders no other."""
    runs = _Runs()
    replayer = Replayer(
        workflows=list(workflows),
        data_converter=converter,
        namespace=namespace,  # what is sealed there opens nowhere else
        interceptors=[_Witness(runs)],
        workflow_runner=_Noting(runs),
        debug_mode=True,  # a machine that is busy has not hung
    )
    async with replayer.workflow_replay_iterator(_iterated(histories)) as results:
        async for result in results:
            began = result.history.events[0].workflow_execution_started_event_attributes
            run = runs.of(began.original_execution_run_id)
            run.id, run.kind = result.history.workflow_id, began.workflow_type.name
            run.failure = result.replay_failure
    return runs.found


async def _iterated(histories: AsyncIterable[WorkflowHistory]) -> AsyncIterator[WorkflowHistory]:
    async for each in histories:
        yield each


class _Runs:
    def __init__(self) -> None:
        self.found: dict[str, Replayed] = {}

    def of(self, run: str) -> Replayed:
        return self.found.setdefault(run, Replayed("", run))


class _Witness(Interceptor):
    """Sees every workflow that runs, so that it can be looked at when it has stopped."""

    def __init__(self, runs: _Runs) -> None:
        self._runs = runs

    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,  # noqa: A002  the name is the library's
    ) -> type[WorkflowInboundInterceptor]:
        runs = self._runs

        class Seeing(WorkflowInboundInterceptor):
            async def execute_workflow(self, input: ExecuteWorkflowInput) -> Any:  # noqa: A002  as above
                runs.of(workflow.info().run_id).instance = workflow.instance()
                return await super().execute_workflow(input)

        return Seeing


class _Noting(UnsandboxedWorkflowRunner):
    """Runs workflows as they are, and puts down each of their steps."""

    def __init__(self, runs: _Runs) -> None:
        self._runs = runs

    def create_instance(self, det: WorkflowInstanceDetails) -> WorkflowInstance:
        instance, steps = super().create_instance(det), self._runs.of(det.info.run_id).steps
        activate = instance.activate

        def noted(act: WorkflowActivation) -> WorkflowActivationCompletion:
            completion = activate(act)
            if came := [came_in(job) for job in act.jobs if job.WhichOneof("variant") not in _NOT_HEARD]:
                asked = [told_in(command) for command in completion.successful.commands]
                steps.append(" → ".join([", ".join(came), "; ".join(asked) or "nothing"]))
            return completion

        instance.activate = noted  # type: ignore[method-assign]
        return instance


def came_in(job: WorkflowActivationJob) -> str:
    """What woke the workflow: by its verb where it has one."""
    what = job.WhichOneof("variant") or "nothing"
    match what:
        case "do_update":
            return f"update {job.do_update.name}"
        case "signal_workflow":
            return f"signal {job.signal_workflow.signal_name}"
        case "notify_has_patch":
            return f"patch {job.notify_has_patch.patch_id}"
        case "resolve_activity":
            return f"activity {job.resolve_activity.result.WhichOneof('status')}"
        case _:
            return what.replace("_", " ")


def told_in(command: WorkflowCommand) -> str:
    """One command, with everything that is ours to decide in it."""
    what = command.WhichOneof("variant") or "nothing"
    told = _plain(MessageToDict(getattr(command, what)))
    if response := command.update_response.WhichOneof("response"):
        told = {"response": response}
        if response == "rejected":
            told["code"] = command.update_response.rejected.application_failure_info.type
    if summary := command.user_metadata.summary.data:
        told["summary"] = json.loads(summary)
    return " ".join([what.replace("_", " "), *(f"{name}={_short(each)}" for name, each in told.items())])


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in sorted(value.items()) if name not in _SAID}


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, separators=(",", ":"))
