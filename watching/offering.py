"""Where a process offers what it counts and whether it can work: an address of its own, which only those who
watch can reach. On a thread of its own, so that it answers while everything else is busy, and says so when
the loop no longer turns."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client import CollectorRegistry, make_wsgi_app
from prometheus_client.exposition import ThreadingWSGIServer

Ready = Callable[[], Awaitable[Sequence[str]]]
_WITHIN = 10.0  # seconds until a loop that does not answer counts as dead
_PLAIN = ("Content-Type", "text/plain; charset=utf-8")


class _Quiet(WSGIRequestHandler):
    timeout = 10

    def log_message(self, *_: Any) -> None:
        """Whoever scrapes comes every few seconds."""


@contextmanager
def offered(address: str, registry: CollectorRegistry, ready: Ready) -> Iterator[str]:
    """Answers at an address, host:port, inside the block; yields where it is, ``http://…``; port 0 is any
    that is free. ``/metrics``, ``/healthz`` and ``/readyz``; ``ready`` names what is missing, on the loop
    that runs here. Nothing is offered, and "" yielded, where the address is empty. Raises OSError where it is
    taken."""
    if not address:
        yield ""
        return
    host, _, port = address.rpartition(":")
    loop = asyncio.get_running_loop()
    app = _app(make_wsgi_app(registry), loop, ready)
    server = make_server(host.strip("[]"), int(port), app, ThreadingWSGIServer, _Quiet)
    serving = threading.Thread(target=server.serve_forever, name="watching", daemon=True)
    serving.start()
    try:
        yield f"http://{host}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        serving.join()


def _app(metrics: Any, loop: asyncio.AbstractEventLoop, ready: Ready) -> Any:
    def app(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        match environ.get("PATH_INFO"):
            case "/metrics":
                return metrics(environ, start)  # type: ignore[no-any-return]
            case "/healthz":
                turns = _answer_of(loop, _nothing) is not None
                return _said(
                    start, "200 OK" if turns else "503 Service Unavailable", [] if turns else ["loop"]
                )
            case "/readyz":
                lacks = _answer_of(loop, ready)
                lacks = ["loop"] if lacks is None else lacks
                return _said(start, "503 Service Unavailable" if lacks else "200 OK", lacks)
            case _:
                return _said(start, "404 Not Found", ())

    return app


async def _nothing() -> Sequence[str]:
    return ()


def _answer_of(loop: asyncio.AbstractEventLoop, ask: Ready) -> Sequence[str] | None:
    """What the loop says; None where it says nothing for too long."""
    asked = asyncio.run_coroutine_threadsafe(_asked(ask), loop)
    try:
        return asked.result(_WITHIN)
    except TimeoutError:
        asked.cancel()
        return None


async def _asked(ask: Ready) -> Sequence[str]:
    return await ask()


def _said(start: Any, status: str, lines: Sequence[str]) -> Iterable[bytes]:
    start(status, [_PLAIN])  # a list of its own: the server writes the length into it
    return ["".join(f"{line}\n" for line in lines or ("ok",)).encode()]
