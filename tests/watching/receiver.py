"""A collector of traces on this machine: takes OTLP over HTTP as any other does, and keeps what came."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True)
class Told:
    """A span as it left us, and all that was said of it."""

    name: str
    trace: str
    id: str
    parent: str
    attributes: dict[str, Any]
    whole: bytes


@dataclass
class Receiver:
    url: str
    spans: list[Told]

    def named(self, name: str) -> list[Told]:
        return [each for each in self.spans if each.name == name]


@contextmanager
def receiving() -> Iterator[Receiver]:
    spans: list[Told] = []

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.headers.get("content-encoding") == "gzip":
                body = gzip.decompress(body)
            came = ExportTraceServiceRequest.FromString(body)
            for resource in came.resource_spans:
                for scope in resource.scope_spans:
                    for span in scope.spans:
                        said = {each.key: each.value.string_value for each in span.attributes}
                        told = (span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex())
                        spans.append(Told(span.name, *told, said, span.SerializeToString()))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield Receiver(f"http://127.0.0.1:{server.server_port}", spans)
    finally:
        server.shutdown()
        server.server_close()
        serving.join()
