"""What the engine knows of the proceedings, for whoever keeps it running: how many there are, which of them
do not go on, and every run of one. Ids and states; nothing that was said."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from records import papers
from records.kept import Told

_AT_ONCE = 8
_PAGE = 200
_TRIED = 3  # a task of a workflow that failed so often does not mend by itself
_RUNS = 200


@dataclass(frozen=True)
class NotGoingOn:
    """``what``: not-in-engine, engine-stopped or workflow-task-fails; ``where`` says its state or how often
    it was tried."""

    procedure: str
    what: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """One run of a proceeding: a long one goes on in a new run. ``length``: events of its history."""

    run: str
    state: str
    started_at: datetime
    closed_at: datetime | None
    length: int


async def states(engine: Client) -> dict[str, int]:
    """How many workflows there are in each state. Raises RPCError."""
    counted = await engine.count_workflows("GROUP BY ExecutionStatus")
    return {str(group.group_values[0]).lower(): group.count for group in counted.groups}


async def runs(engine: Client, procedure: str) -> list[Run]:
    """Every run of a proceeding, the first one first. Raises RPCError."""
    found = [
        Run(
            each.run_id,
            (each.status or WorkflowExecutionStatus.RUNNING).name.lower(),
            each.start_time,
            each.close_time,
            each.history_length,
        )
        async for each in engine.list_workflows(f'WorkflowId = "{procedure}"', limit=_RUNS)
    ]
    return sorted(found, key=lambda run: (run.started_at, run.run))


def page_of(origin: str, namespace: str, procedure: str, run: str) -> str:
    """Where the engine's own pages show a run."""
    return (
        f"{origin}/namespaces/{quote(namespace)}/workflows/{quote(procedure, safe='')}/{quote(run)}/history"
    )


async def stuck(records: AsyncEngine, engine: Client, told: Told) -> list[NotGoingOn]:
    """The proceedings that have not ended and do not go on. Changes nothing; raises RPCError while the engine
    is away."""
    found: list[NotGoingOn] = []
    looked_at = 0
    async for some in _unfinished(records):
        for at in range(0, len(some), _AT_ONCE):
            answers = await asyncio.gather(*(_look(engine, id) for id in some[at : at + _AT_ONCE]))
            found += [each for each in answers if each]
        looked_at += len(some)
        await told(looked_at, len(found))
    return found


async def _unfinished(records: AsyncEngine) -> AsyncIterator[list[str]]:
    after = ""
    while page := await papers.unfinished(records, after, _PAGE):
        yield [procedure for procedure, _ in page]
        after = page[-1][0]


async def _look(engine: Client, procedure: str) -> NotGoingOn | None:
    try:
        shown = await engine.get_workflow_handle(procedure).describe()
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        return NotGoingOn(procedure, "not-in-engine")
    if shown.status is not WorkflowExecutionStatus.RUNNING:
        return NotGoingOn(procedure, "engine-stopped", (shown.status.name.lower() if shown.status else "",))
    tried = shown.raw_description.pending_workflow_task.attempt
    if tried >= _TRIED:
        return NotGoingOn(procedure, "workflow-task-fails", (str(tried),))
    return None
