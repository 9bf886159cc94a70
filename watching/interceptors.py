"""How the thread of a request is carried through the engine (贯穿): from whoever asks to the workflow, and on
to the activities it asks for, in the headers of their messages. They hold the correlation, and where traces
are on the trace; nothing else.

What a workflow does in its own time, after it has answered, it does because of what it was last told: a
handoff's message leaves for an agency under the correlation of the request that sent it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import opentelemetry.context
from opentelemetry.context import Context
from temporalio import client, worker
from temporalio.api.common.v1 import Payload
from temporalio.contrib.opentelemetry import TracingInterceptor, TracingWorkflowInboundInterceptor

from watching.correlation import HEADER, brought, current, under

_Headers = Mapping[str, Payload]


def _with_ours(headers: _Headers, correlation: str | None) -> _Headers:
    if correlation is None:
        return headers
    return {**headers, HEADER: Payload(metadata={"encoding": b"binary/plain"}, data=correlation.encode())}


def _ours(headers: _Headers) -> str | None:
    payload = headers.get(HEADER)
    return brought(payload.data.decode(errors="replace")) if payload else None


class OneTrace(TracingInterceptor):
    """What a workflow is told belongs to the trace of whoever tells it. The library would lay it into the
    trace in which the workflow was started, months ago, and tie the two with a link."""

    def workflow_interceptor_class(
        self, input: worker.WorkflowInterceptorClassInput
    ) -> type[TracingWorkflowInboundInterceptor]:
        """The same, but for that."""
        super().workflow_interceptor_class(input)
        return _InTheTraceOfTheAsker


_asker: ContextVar[Any] = ContextVar("asker", default=None)


class _InTheTraceOfTheAsker(TracingWorkflowInboundInterceptor):
    async def handle_signal(self, input: worker.HandleSignalInput) -> None:
        with self._asked(input.headers):
            await super().handle_signal(input)

    def handle_update_validator(self, input: worker.HandleUpdateInput) -> None:
        with self._asked(input.headers):
            super().handle_update_validator(input)

    async def handle_update_handler(self, input: worker.HandleUpdateInput) -> Any:
        with self._asked(input.headers):
            return await super().handle_update_handler(input)

    @contextmanager
    def _asked(self, headers: _Headers) -> Iterator[None]:
        sent = headers.get(self.header_key)
        token = _asker.set(self.payload_converter.from_payloads([sent])[0] if sent else None)
        try:
            yield
        finally:
            _asker.reset(token)

    def _load_workflow_context_carrier(self) -> Any:
        return _asker.get() or super()._load_workflow_context_carrier()


class Correlating(client.Interceptor, worker.Interceptor):
    """Given to a client, it serves that client's workers too."""

    def intercept_client(self, next: client.OutboundInterceptor) -> client.OutboundInterceptor:
        """What we send says under which correlation."""
        return _Sending(next)

    def intercept_activity(
        self, next: worker.ActivityInboundInterceptor
    ) -> worker.ActivityInboundInterceptor:
        """An activity acts under the correlation it was asked under."""
        return _Acting(next)

    def workflow_interceptor_class(
        self, input: worker.WorkflowInterceptorClassInput
    ) -> type[worker.WorkflowInboundInterceptor]:
        """A workflow passes on what it was last told under."""
        return _Hearing


class _Sending(client.OutboundInterceptor):
    async def start_workflow(self, input: client.StartWorkflowInput) -> client.WorkflowHandle[Any, Any]:
        input.headers = _with_ours(input.headers, current())
        return await super().start_workflow(input)

    async def signal_workflow(self, input: client.SignalWorkflowInput) -> None:
        input.headers = _with_ours(input.headers, current())
        await super().signal_workflow(input)

    async def start_workflow_update(
        self, input: client.StartWorkflowUpdateInput
    ) -> client.WorkflowUpdateHandle[Any]:
        input.headers = _with_ours(input.headers, current())
        return await super().start_workflow_update(input)


class _Acting(worker.ActivityInboundInterceptor):
    async def execute_activity(self, input: worker.ExecuteActivityInput) -> Any:
        with under(_ours(input.headers)):
            return await super().execute_activity(input)


class _Last:
    """Under what the workflow was last told something."""

    is_told = False
    correlation: str | None = None
    trace: Context | None = None


class _Hearing(worker.WorkflowInboundInterceptor):
    def __init__(self, next: worker.WorkflowInboundInterceptor) -> None:
        super().__init__(next)
        self._last = _Last()

    def init(self, outbound: worker.WorkflowOutboundInterceptor) -> None:
        super().init(_Asking(outbound, self._last))

    async def execute_workflow(self, input: worker.ExecuteWorkflowInput) -> Any:
        if not self._last.is_told:  # what comes with its start is told first, and the start is no news then
            self._hear(input.headers)
        return await super().execute_workflow(input)

    async def handle_signal(self, input: worker.HandleSignalInput) -> None:
        self._hear(input.headers)
        with under(self._last.correlation):
            await super().handle_signal(input)

    async def handle_update_handler(self, input: worker.HandleUpdateInput) -> Any:
        self._hear(input.headers)
        with under(_ours(input.headers)):
            return await super().handle_update_handler(input)

    def _hear(self, headers: _Headers) -> None:
        self._last.is_told, self._last.correlation = True, _ours(headers)
        self._last.trace = opentelemetry.context.get_current()


class _Asking(worker.WorkflowOutboundInterceptor):
    def __init__(self, next: worker.WorkflowOutboundInterceptor, last: _Last) -> None:
        super().__init__(next)
        self._last = last

    def start_activity(self, input: worker.StartActivityInput) -> Any:
        with self._because_of_the_last():
            input.headers = _with_ours(input.headers, current() or self._last.correlation)
            return super().start_activity(input)

    def start_local_activity(self, input: worker.StartLocalActivityInput) -> Any:
        input.headers = _with_ours(input.headers, current() or self._last.correlation)
        return super().start_local_activity(input)

    @contextmanager
    def _because_of_the_last(self) -> Iterator[None]:
        """In the trace of what we were last told: what runs beside the handlers has that of the start."""
        if self._last.trace is None:
            yield
            return
        token = opentelemetry.context.attach(self._last.trace)
        try:
            yield
        finally:
            opentelemetry.context.detach(token)
