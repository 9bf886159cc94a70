"""Traces (链路追踪): one for each request, from the API through the workflow and its activities to the
adapter of an agency; sent to a collector over HTTP (OTLP). Off unless a collector is named. A span bears the
route, the kind of a workflow, its id and a status: no path, no query, no message of an exception."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from temporalio.client import Interceptor

from watching.correlation import current
from watching.interceptors import Correlating, OneTrace
from watching.metrics import release

_NAME = "fengqiao"
_SENT_EVERY = 1_000  # milliseconds
_WITHIN = 5.0  # seconds
SEALED = "fengqiao.sealed"  # of a request to the store of accusations: nobody is told that there was one
# What may stand in a span, of ours and of the engine's library.
ATTRIBUTES = frozenset(
    {
        "temporalWorkflowID",
        "temporalRunID",
        "temporalActivityID",
        "temporalUpdateID",
        "temporalActivityType",
        "http.request.method",
        "http.route",
        "http.response.status_code",
        "fengqiao.agency",
    }
)


@dataclass(frozen=True)
class Tracing:
    """How this process traces; ``provider`` is None where it does not."""

    provider: TracerProvider | None = None

    def interceptors(self) -> list[Interceptor]:
        """What a client of the engine, and its workers, are given."""
        if self.provider is None:
            return [Correlating()]
        return [OneTrace(self.provider.get_tracer(_NAME)), Correlating()]

    @contextmanager
    def span(
        self, name: str, kind: SpanKind = SpanKind.INTERNAL, told: Mapping[str, str] | None = None
    ) -> Iterator[Span]:
        """Something that takes time; where nothing around it is traced, the beginning of a trace that is
        named by its correlation."""
        if self.provider is None:
            yield trace.INVALID_SPAN
            return
        with self.provider.get_tracer(_NAME).start_as_current_span(
            name, None, kind, told, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield span
            except Exception as error:
                span.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise

    def close(self) -> None:
        """Send what is left."""
        if self.provider is not None:
            self.provider.shutdown()


def tracing_to(collector: str, program: str) -> Tracing:
    """Traces of a program, sent to a collector, ``http://host:4318``; none where it is empty."""
    if not collector:
        return Tracing()
    exporter = OTLPSpanExporter(endpoint=f"{collector.rstrip('/')}/v1/traces", timeout=_WITHIN)
    named = {"service.name": f"{_NAME}-{program}", "service.version": release()}
    provider = TracerProvider(resource=Resource(named), id_generator=_ByCorrelation(), shutdown_on_exit=False)
    provider.add_span_processor(
        BatchSpanProcessor(OnlyWhatIsKnown(exporter), schedule_delay_millis=_SENT_EVERY)
    )
    return Tracing(provider)


class _ByCorrelation(RandomIdGenerator):
    """A trace is called what the request is called in the log."""

    def generate_trace_id(self) -> int:
        """The correlation as a number."""
        correlation = current()
        return (
            int(correlation, 16) or super().generate_trace_id()
            if correlation
            else super().generate_trace_id()
        )


class OnlyWhatIsKnown(SpanExporter):
    """Lets out of a span its name, its times and the attributes that are listed: no event, which may hold an
    exception's message, and no description of a failure but its kind."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Any) -> SpanExportResult:
        """Send them on."""
        told = [_bare(span) for span in spans if SEALED not in (span.attributes or {})]
        return self._exporter.export(told) if told else SpanExportResult.SUCCESS

    def shutdown(self) -> None:
        """No more."""
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Send what was kept."""
        return self._exporter.force_flush(timeout_millis)


def _bare(span: ReadableSpan) -> ReadableSpan:
    known: Mapping[str, Any] = span.attributes or {}
    failed = span.status.description
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes={key: value for key, value in known.items() if key in ATTRIBUTES},
        links=span.links,
        kind=span.kind,
        instrumentation_scope=span.instrumentation_scope,
        status=Status(span.status.status_code, failed.partition(":")[0] if failed else None),
        start_time=span.start_time,
        end_time=span.end_time,
    )


OFF = Tracing()
