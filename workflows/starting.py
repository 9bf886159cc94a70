"""Starting a proceeding in the engine, from what the journal says of it. Doing it twice is doing it once."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError

import written
from rules.editions import Edition
from rules.journal import Entry, Receipt
from rules.procedure import Procedure
from workflows import attributes, names
from workflows.handover import HandoverWorkflow, Leaving
from workflows.in_clear import InClear
from workflows.proceeding import File, ProceedingWorkflow
from workflows.publication import PublicationWorkflow, Round
from workflows.reports import Reporting, ReportsWorkflow
from workflows.rota import RotaWorkflow
from workflows.rota import Round as Turns
from workflows.watch import Watch, WatchWorkflow


def file_of(
    procedure: Procedure,
    entries: Sequence[Entry],
    edition: Edition,
    answered: Mapping[str, Receipt] | None = None,
) -> File[Any]:
    """The file of a proceeding: its journal from the first entry on, folded under its edition."""
    state = procedure.fold([written.read(procedure, entry) for entry in entries], edition)
    return File(state, dict(answered or {}))


async def start(
    client: Client,
    proceeding: type[ProceedingWorkflow[Any]],
    file: File[Any],
    task_queue: str,
    *,
    even_again: bool = False,
) -> None:
    """Start it under its procedure's id, unless it runs or, but for ``even_again``, has ever run."""
    before = WorkflowIDReusePolicy.ALLOW_DUPLICATE if even_again else WorkflowIDReusePolicy.REJECT_DUPLICATE
    with suppress(WorkflowAlreadyStartedError):  # it ran and has ended
        await _start(client, proceeding, file, task_queue, before, WorkflowIDConflictPolicy.USE_EXISTING)


async def start_anew(
    client: Client, proceeding: type[ProceedingWorkflow[Any]], file: File[Any], task_queue: str
) -> None:
    """Start it from its journal, whatever the engine knows of it: what runs there is ended. For repairs."""
    now = WorkflowIDConflictPolicy.TERMINATE_EXISTING
    await _start(client, proceeding, file, task_queue, WorkflowIDReusePolicy.ALLOW_DUPLICATE, now)


async def _start(
    client: Client,
    proceeding: type[ProceedingWorkflow[Any]],
    file: File[Any],
    task_queue: str,
    before: WorkflowIDReusePolicy,
    now: WorkflowIDConflictPolicy,
) -> None:
    """``before``: what if it has ever run; ``now``: what if it runs."""
    state, view = file.state, proceeding.procedure.view(file.state)
    await client.start_workflow(
        proceeding.run,  # type: ignore[attr-defined]
        file,
        id=state.id,
        task_queue=task_queue,
        id_reuse_policy=before,
        id_conflict_policy=now,
        search_attributes=attributes.at_start(view, state.seq),
        memo=attributes.memo(state.edition),
        static_summary=InClear(state.id),
        static_details=InClear(attributes.details(view, state.seq, 0)),
    )


async def carry_out(client: Client, version: str, per_second: float, task_queue: str) -> None:
    """Start what carries a publication to every open case, unless it is on its way."""
    with suppress(WorkflowAlreadyStartedError):  # it has just arrived everywhere
        await client.start_workflow(
            PublicationWorkflow.run,
            Round(version, per_second),
            id=f"publication/{version}",
            task_queue=task_queue,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            static_summary=InClear(f"publication/{version}"),
        )


async def hand_over(client: Client, handover: str, per_second: float, task_queue: str) -> None:
    """Start what carries a handover to every case it concerns, unless it is on its way."""
    with suppress(WorkflowAlreadyStartedError):  # it has just ended
        await client.start_workflow(
            HandoverWorkflow.run,
            Leaving(handover, per_second),
            id=f"handover/{handover}",
            task_queue=task_queue,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            static_summary=InClear(f"handover/{handover}"),
        )


async def report(client: Client, county: str, task_queue: str) -> None:
    """Start what makes a county's reports, unless it is there."""
    await client.start_workflow(
        ReportsWorkflow.run,
        Reporting(county),
        id=f"reports/{county}",
        task_queue=task_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        static_summary=InClear(f"reports/{county}"),
    )


async def watch(client: Client, task_queue: str) -> None:
    """Start what looks in every hour whether everything still holds, unless it runs."""
    await client.start_workflow(
        WatchWorkflow.run,
        Watch(),
        id=names.WATCH,
        task_queue=task_queue,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        static_summary=InClear(names.WATCH),
    )


async def take_turns(client: Client, county: str, task_queue: str) -> None:
    """Start what opens the meetings that come round in a county, unless it runs."""
    await client.start_workflow(
        RotaWorkflow.run,
        Turns(county),
        id=f"rota/{county}",
        task_queue=task_queue,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        static_summary=InClear(f"rota/{county}"),
    )
