"""A window that takes matters in as the API does, and can be told to fail: a server without records."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Counter:
    """What was asked of it. ``trouble``: statuses that are given first, one for each matter that is sent."""

    url: str = ""
    trouble: list[int] = field(default_factory=list)
    problems: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)  # by a matter's title
    matters: dict[str, dict[str, Any]] = field(default_factory=dict)  # key -> body, each counted once
    sent: list[str] = field(default_factory=list)  # keys, as often as they came
    shown: dict[str, Any] = field(default_factory=dict)  # path -> what stands there
    published: list[dict[str, Any]] = field(default_factory=list)  # what was sent to be published
    people: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take_in(self, key: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """The status and body of an answer to ``POST /matters``, and to what comes over with a matter."""
        title = body.get("matter", body)["title"]
        with self.lock:
            self.sent.append(key)
            if self.trouble:
                return self.trouble.pop(0), {}
            if title in self.problems:
                return self.problems[title]
            if self.matters.get(key, body) != body:
                return 422, problem("key-reused")
            is_new = key not in self.matters
            self.matters[key] = body
            return 201, {"number": f"SL-2026-{len(self.matters):06}", "is_new": is_new, "tracking": None}


def problem(code: str, **more: Any) -> dict[str, Any]:
    """A problem document as the API writes it."""
    return {
        "code": code,
        "words": {"zh": f"{code} 的中文", "en": f"the words of {code}"},
        "errors": [],
        **more,
    }


class Pooled(ThreadingHTTPServer):
    """Few threads that live as long as the server. A thread that ends while another ends, traced, can make
    CPython 3.11 spin for ever in the greenlet clean-up that is pending."""

    def __init__(self, *where: Any) -> None:
        super().__init__(*where)
        self.pool = ThreadPoolExecutor(32)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.pool.submit(self.process_request_thread, request, client_address)

    def server_close(self) -> None:
        super().server_close()
        self.pool.shutdown(wait=False)


@contextmanager
def counter() -> Iterator[Counter]:
    """Open inside the block."""
    window = Counter()

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == "/dev/sign-in":
                window.people.add(body["person"])
                known = body["person"].startswith("p-")
                self.answer(*((200, {"token": body["person"]}) if known else (404, problem("not-found"))))
            elif self.path.startswith("/publication"):
                window.published.append(body)
                found = window.shown.get(self.path)
                self.answer(*((201, found) if found is not None else (403, problem("not-yours-to-do"))))
            else:
                assert self.headers["Authorization"].startswith("Bearer p-")
                self.answer(*window.take_in(self.headers["Idempotency-Key"], body))

        def do_GET(self) -> None:
            found = window.shown.get(self.path)
            self.answer(*((200, found) if found is not None else (404, problem("not-found"))))

        def answer(self, status: int, body: Any) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = Pooled(("127.0.0.1", 0), Answers)
    window.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield window
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
