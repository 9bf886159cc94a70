"""One trace leads from a request to the call of an agency, and says nothing of what it was about."""

import asyncio
import secrets
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

import httpx
import pytest
from opentelemetry.trace import SpanKind
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.worker import Worker

from activities.partners.network import Network
from local.postgres import Postgres
from tests.api.conftest import CLERK, county_of_its_own
from tests.watching.errands import NAME, Telling, TellingWorkflow
from tests.watching.receiver import Receiver, receiving
from tests.workflows.shed import TOYS_TOO
from watching import correlation
from watching.tracing import ATTRIBUTES, OFF, Tracing, tracing_to
from wire.partners import Partner
from wire.signing import Keys
from workflows.converter import data_converter

CONVERTER = data_converter({"k1": bytes(32)})
KEYS = Keys("whsec_" + "QUJD" * 8)


@pytest.fixture
def agency() -> Iterator[str]:
    """A system of an agency, which takes everything."""

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            heard.append(dict(self.headers))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"effect": "taken"}')

        def log_message(self, *_: Any) -> None:
            pass

    heard: list[dict[str, str]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    serving.join()
    assert not any("traceparent" in {name.lower() for name in each} for each in heard)


@pytest.fixture
def collector() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@asynccontextmanager
async def at_work(address: str, agency: str, tracing: Tracing) -> AsyncIterator[WorkflowHandle[Any, Any]]:
    """A workflow that was begun long ago, in a trace of its own, with its worker and that of the agency."""
    client = await Client.connect(
        address, namespace="fengqiao", data_converter=CONVERTER, interceptors=tracing.interceptors()
    )
    queue = f"telling-{uuid4()}"
    async with httpx.AsyncClient(trust_env=False) as http:
        telling = Telling(Network(Partner("court", agency, KEYS), http, tracing))
        ours = Worker(
            client,
            task_queue=queue,
            workflows=[TellingWorkflow],
            activities=[telling.note],
            workflow_runner=TOYS_TOO,
        )
        async with ours, Worker(client, task_queue=f"{queue}-court", activities=[telling.tell]):
            with correlation.under(correlation.fresh()), tracing.span("long ago"):
                handle = await client.start_workflow(
                    TellingWorkflow.run, f"{queue}-court", id=queue, task_queue=queue
                )
            yield handle
            await handle.signal(TellingWorkflow.end)
            await handle.result()


async def told(handle: WorkflowHandle[Any, Any], times: int) -> list[str]:
    async with asyncio.timeout(90):
        while len(known := await handle.query(TellingWorkflow.correlations)) < times:
            await asyncio.sleep(0.1)
    return list(known)


async def test_from_the_request_to_the_agency_there_is_one_trace(
    temporal_address: str, agency: str, collector: Receiver
) -> None:
    tracing, asked = tracing_to(collector.url, "test"), secrets.token_hex(16)
    async with at_work(temporal_address, agency, tracing) as handle:
        with correlation.under(asked), tracing.span("request", SpanKind.SERVER):
            acted_under = await handle.execute_update(TellingWorkflow.say, NAME)
        sent_under = await told(handle, 1)
    tracing.close()

    named = {each.name for each in collector.spans if each.trace == asked}
    assert named >= {
        "request",
        "StartWorkflowUpdate:say",
        "HandleUpdate:say",
        "StartActivity:tell_agency",
        "RunActivity:tell_agency",
        "RunActivity:note_correlation",
        "adapter",
    }
    ids = {each.id: each for each in collector.spans}
    (span,) = collector.named("adapter")
    while span.parent:
        span = ids[span.parent]
    assert (span.name, span.trace) == ("request", asked)
    assert acted_under == asked
    assert sent_under == [asked]


async def test_nothing_that_was_said_stands_in_a_trace(
    temporal_address: str, agency: str, collector: Receiver
) -> None:
    tracing = tracing_to(collector.url, "test")
    async with at_work(temporal_address, agency, tracing) as handle:
        with tracing.span("request"):
            await handle.execute_update(TellingWorkflow.say, NAME)
            with pytest.raises(WorkflowUpdateFailedError):
                await handle.execute_update(TellingWorkflow.say, "nothing")
        with pytest.raises(ValueError, match=NAME), tracing.span("broken"):
            raise ValueError(NAME)
        await told(handle, 1)
    tracing.close()

    assert len(collector.spans) > 5
    assert {key for each in collector.spans for key in each.attributes} <= ATTRIBUTES
    assert [each.name for each in collector.spans if NAME.encode() in each.whole] == []


async def test_without_traces_the_correlation_goes_along_all_the_same(
    temporal_address: str, agency: str
) -> None:
    first, second = secrets.token_hex(16), secrets.token_hex(16)
    async with at_work(temporal_address, agency, OFF) as handle:
        with correlation.under(first):
            assert await handle.execute_update(TellingWorkflow.say, "one") == first
        assert await told(handle, 1) == [first]
        with correlation.under(second):
            await handle.signal(TellingWorkflow.hear, "two")
        assert await told(handle, 2) == [first, second]
        await handle.signal(TellingWorkflow.hear, "three")

        assert await told(handle, 3) == [first, second, ""]


async def test_a_request_is_traced_by_its_route_and_never_by_its_path(
    postgres: Postgres, collector: Receiver
) -> None:
    asked = secrets.token_hex(16)
    async with county_of_its_own(postgres, "traced", traces=collector.url) as county:
        clerk = await county.sign_in(CLERK, **{correlation.HEADER: asked})
        await clerk.get("/cases/dispute/SL-2026-000001/1", q=NAME)
        await clerk.get("/sealed/cases/accusation/SL-2026-000001/1")
        await county.http.request("TELL", "/nowhere")

    (span,) = [each for each in collector.spans if each.trace == asked and "cases" in each.name]
    assert span.name == "GET /cases/{kind}/{number}/{n}"
    assert span.attributes["http.request.method"] == "GET"
    assert not [each for each in collector.spans if "sealed" in each.name]
    assert not [each for each in collector.spans if NAME.encode() in each.whole or b"TELL" in each.whole]
