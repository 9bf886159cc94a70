"""How the API is served (对外服务): the bounds of a request before any of it has been understood.

What is no HTTP, too long or too slow ends here, with the same problem document as every other no. uvicorn
bounds neither the head of a request nor the time it may take; a proxy in front may, and need not.
"""

import asyncio
import http
from threading import Timer
from types import FrameType
from typing import Any, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.answering import GUARDS
from api.app import create_app
from api.problems import Problem, answer
from api.uploading import limit_of
from settings import Settings
from watching.readiness import DRAINING

HEAD_LIMIT = 32 * 1024  # bytes of the first line and the headers together
HEAD_WITHIN = 10.0  # seconds from the connection, or the first byte, to the last header
WHOLE_WITHIN = 30.0  # seconds from there to the end of the body
FILE_WITHIN = 300.0  # the same where it brings a file: twenty megabytes over a telephone of the mountains
IDLE = 5  # seconds between two requests on one connection
CONNECTIONS = 1_000  # at a time, in one process; whoever comes then is told to come back
_LAST_WORDS = 5  # seconds for what is being answered, when we are to stop; streams never end


class Bounded(HttpToolsProtocol):
    """A connection on which a request is as long, and takes as long to come, as a request may."""

    head_within, whole_within, file_within = HEAD_WITHIN, WHOLE_WITHIN, FILE_WITHIN

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is there; and has to say something."""
        super().connection_made(transport)
        self._come, self._is_in_head, self._is_reading = 0, True, False
        self._why: Problem | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._wait(self.head_within)

    def connection_lost(self, exc: Exception | None) -> None:
        """They have gone."""
        self._wait(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some of a request, or all of it, or several."""
        self._come += len(data)
        super().data_received(data)
        if self._is_in_head and self._come > HEAD_LIMIT and not self.transport.is_closing():
            self._refuse(Problem(431, "head-too-large"))

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        self._come, self._is_in_head, self._is_reading = 0, True, True
        self._wait(self.head_within)

    def on_headers_complete(self) -> None:
        """All of its head. What is raised here, the parser takes for a fault of the request."""
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > HEAD_LIMIT:
            self._why = Problem(431, "head-too-large")
            raise ValueError
        self._is_in_head = False
        path = self.url.partition(b"?")[0].decode("latin-1")
        self._wait(self.whole_within if limit_of(path) is None else self.file_within)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """All of it."""
        self._is_reading = False
        self._wait(None)
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  as uvicorn would say it
        """It is no request."""
        self._refuse(self._why or Problem(400, "not-http"))

    def _late(self) -> None:
        if self._is_answering_another():
            self._wait(self.head_within)  # they may wait for us as long as we take
        else:
            self._refuse(Problem(408, "too-slow"))

    def _refuse(self, no: Problem) -> None:
        """Say no and hang up; without a word where it would be taken for the answer to another request."""
        self._wait(None)
        if self._is_reading and not self._is_answering_another() and not self._is_answered():
            self.transport.write(_written(no))
        self.transport.close()

    def _is_answering_another(self) -> bool:
        """Whether a request that came before this one has not been answered yet."""
        if self._is_in_head:
            before = cast(RequestResponseCycle | None, self.cycle)  # none before the first
            return before is not None and not before.response_complete
        return bool(self.pipeline)

    def _is_answered(self) -> bool:
        """Whether this request is being answered before it has come whole."""
        return not self._is_in_head and self.cycle.response_started

    def _wait(self, seconds: float | None) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self.loop.call_later(seconds, self._late) if seconds is not None else None


def _written(no: Problem) -> bytes:
    said = answer(no, "")
    head = f"HTTP/1.1 {no.status} {http.HTTPStatus(no.status).phrase}\r\n"
    headers = {**dict(said.headers), **{name.lower(): value for name, value in GUARDS.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{head}{lines}connection: close\r\n\r\n".encode() + bytes(said.body)


def config(settings: Settings, app: Any = create_app, **others: Any) -> uvicorn.Config:
    """How every process of the API is served. Of forwarded addresses only those are believed that a proxy of
    ours has noted."""
    return uvicorn.Config(
        app,
        **{
            "factory": app is create_app,
            "host": settings.api_host,
            "port": settings.api_port,
            "http": Bounded,
            "ws": "none",
            "access_log": False,  # an address in the path is nobody's business
            "server_header": False,
            "proxy_headers": bool(settings.proxies),
            "forwarded_allow_ips": settings.proxies or None,
            "limit_concurrency": CONNECTIONS,
            "timeout_keep_alive": IDLE,
            "timeout_graceful_shutdown": _LAST_WORDS,
            **others,
        },
    )


class Serving(uvicorn.Server):
    """Told to stop, it says at once that it is not ready, and goes on serving for a while."""

    def __init__(self, config: uvicorn.Config, drain_seconds: float) -> None:
        super().__init__(config)
        self._drain_seconds = drain_seconds

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Told twice, it does not wait."""
        is_first = not DRAINING.has_begun
        DRAINING.begin()
        if is_first and self._drain_seconds:
            # Where a signal is handled no loop runs; the one we serve on does.
            Timer(self._drain_seconds, super().handle_exit, (sig, frame)).start()
        else:
            super().handle_exit(sig, frame)


def serve(settings: Settings) -> None:
    """Serve until told to stop. Raises SystemExit when it cannot start."""
    server = Serving(config(settings), settings.drain_seconds)
    server.run()
    if not server.started:
        raise SystemExit(3)  # as uvicorn's own command ends
