"""What the engine knows of a proceeding, read from its history: how far its journal was when it last wrote.

No worker need run for it, and none may: what is asked of a proceeding it answers by going on.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from temporalio.api.common.v1 import Payload, WorkflowExecution
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.api.workflowservice.v1 import (
    DeleteWorkflowExecutionRequest,
    GetWorkflowExecutionHistoryReverseRequest,
)
from temporalio.client import Client
from temporalio.converter import DataConverter, WorkflowSerializationContext
from temporalio.service import RPCError, RPCStatusCode

from rules.journal import Answer

_PAGE = 50  # events; the last decision stands among the last few
_RESULT = "result"
_TRIES = 120
_NOT_YET = (RPCStatusCode.NOT_FOUND, RPCStatusCode.UNAVAILABLE, RPCStatusCode.DEADLINE_EXCEEDED)


class Unreadable(Exception):
    """A history that cannot be opened: its key is missing, or it is not one of ours."""


@dataclass(frozen=True)
class Step:
    """An entry that the engine was told stands, and its instant; ``stage`` after it."""

    seq: int
    at: datetime
    stage: str


@dataclass(frozen=True)
class Known:
    """The last entry that the engine knows; its instant, where an answer told it."""

    seq: int
    last: Step | None


async def is_known(client: Client) -> None:
    """Once the engine knows our namespace: just started, it says for a while that there is none, which is not
    to be taken for "it knows no case". Raises RPCError when it never does."""
    for pause in (*[1.0] * _TRIES, None):
        try:
            await client.count_workflows()
        except RPCError as error:
            if error.status not in _NOT_YET or pause is None:
                raise
            await asyncio.sleep(pause)
        else:
            return


async def known(client: Client, procedure: str) -> Known:
    """How far the present run of a proceeding is. Raises Unreadable, and RPCError (NOT_FOUND where the
    engine knows none)."""
    async for event in _backwards(client, procedure):
        if found := await _told(client, procedure, event):
            return found
    raise Unreadable(procedure)


async def steps_after(client: Client, procedure: str, seq: int) -> list[Step]:
    """What the engine was told stands behind an entry, the first one first. Raises Unreadable, RPCError."""
    found: dict[int, Step] = {}
    async for event in _backwards(client, procedure):
        told = await _told(client, procedure, event)
        if told is None:
            continue
        if told.last is None or told.seq <= seq:
            break
        found.setdefault(told.seq, told.last)
    return [found[each] for each in sorted(found)]


async def forget(client: Client, procedure: str) -> None:
    """Have the engine forget every run of this id, which is free then. Twice is the same as once."""
    while True:
        try:
            run = (await client.get_workflow_handle(procedure).describe()).run_id
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return
            raise
        execution = WorkflowExecution(workflow_id=procedure, run_id=run)
        request = DeleteWorkflowExecutionRequest(namespace=client.namespace, workflow_execution=execution)
        try:
            await client.workflow_service.delete_workflow_execution(request)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise


async def _backwards(client: Client, procedure: str) -> AsyncIterator[HistoryEvent]:
    request = GetWorkflowExecutionHistoryReverseRequest(
        namespace=client.namespace,
        execution=WorkflowExecution(workflow_id=procedure),
        maximum_page_size=_PAGE,
    )
    while True:
        page = await client.workflow_service.get_workflow_execution_history_reverse(request)
        for event in page.history.events:
            yield event
        if not page.next_page_token:
            return
        request.next_page_token = page.next_page_token


async def _told(client: Client, procedure: str, event: HistoryEvent) -> Known | None:
    """What an event says of the journal: the answer to an append, or what a run began with."""
    if event.event_type == EventType.EVENT_TYPE_MARKER_RECORDED:
        details = event.marker_recorded_event_attributes.details
        if event.marker_recorded_event_attributes.HasField("failure") or _RESULT not in details:
            return None
        answer: Answer = await _read(client, procedure, details[_RESULT].payloads, Answer)
        if answer.appended and answer.receipt:
            step = Step(answer.receipt.seq, answer.receipt.at.astimezone(UTC), answer.receipt.stage)
            return Known(step.seq, step)
        if answer.missing:
            last = answer.missing[-1]
            return Known(last.seq, Step(last.seq, last.at.astimezone(UTC), last.kind))
        return None
    if event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED:
        payloads = event.workflow_execution_started_event_attributes.input.payloads
        file = await _read(client, procedure, payloads, None)
        return Known(int(file["state"]["seq"]), None)
    return None


async def _read(client: Client, procedure: str, payloads: Sequence[Payload], kind: Any) -> Any:
    context = WorkflowSerializationContext(namespace=client.namespace, workflow_id=procedure)
    converter: DataConverter = client.data_converter.with_context(context)
    try:
        [read] = await converter.decode(payloads, None if kind is None else [kind])
    except Exception as error:
        raise Unreadable(procedure) from error
    return read


async def armed(client: Client, procedure: str) -> bool:
    """Whether a timer of the present run is waiting."""
    ended: set[int] = set()
    async for event in _backwards(client, procedure):
        kind = event.event_type
        if kind == EventType.EVENT_TYPE_TIMER_FIRED:
            ended.add(event.timer_fired_event_attributes.started_event_id)
        elif kind == EventType.EVENT_TYPE_TIMER_CANCELED:
            ended.add(event.timer_canceled_event_attributes.started_event_id)
        elif kind == EventType.EVENT_TYPE_TIMER_STARTED and event.event_id not in ended:
            return True
    return False
