"""The web server of the agencies: the wire of the contract below `/{agency}`, and beside it their desks."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request, Response

import contract
from simulator import desk
from simulator.agency import Agency
from simulator.answering import Answer, problem
from simulator.delivering import Delivery
from simulator.finding import agency_of
from simulator.planning import Temper
from simulator.signing import Keys
from simulator.store import Store

DRAINED = 1_000_000  # bytes that are read, though not kept, so that the sender hears why
wire = APIRouter(prefix="/{agency}")
Here = Annotated[Agency, Depends(agency_of)]


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    store: Path,
    tempers: Mapping[str, Temper],
    keys: Mapping[str, Keys],
    county_url: str,
    *,
    seed: int = 1,
    pace: float = 0.2,
    now: Callable[[], datetime] = _now,
    kind: type[Agency] = Agency,
) -> FastAPI:
    """The agencies of one process. Raises KeyError for an agency without keys."""
    ours = {name: keys[name] for name in tempers}

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        kept = Store(store)
        agencies = {
            name: kind(name, temper, ours[name], kept, now, seed, pace) for name, temper in tempers.items()
        }
        delivery = Delivery(kept, agencies, county_url, now)
        for agency in agencies.values():
            agency.wake = delivery.wake
        app.state.agencies = agencies
        running = asyncio.create_task(delivery.run())
        yield
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        kept.close()

    app = FastAPI(title="模拟机关 Agency simulator", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.include_router(desk.router)
    app.include_router(wire)
    app.add_api_route("/health", _health)
    return app


@wire.post("/messages")
async def receive(request: Request, agency: Here) -> Response:
    """A message of the county."""
    body = await _body(request)
    if body is None:
        return _response(problem("too-large"))
    if not request.headers.get("content-type", "").startswith("application/cloudevents+json"):
        return _response(problem("not-a-cloudevent"))
    before = agency.stumbles(request.headers.get("webhook-id", ""))
    if before and before.status == 500:  # an error before anything was written down
        return _response(before)
    answer = agency.receive(request.headers, body)
    return _response(before or answer)  # or after: the answer is lost


@wire.get("/handoffs/{subject:path}")
async def state(request: Request, agency: Here, subject: str) -> Response:
    """How the agency sees a handoff."""
    return _response(agency.state(request.headers, subject))


async def _health() -> dict[str, str]:
    return {"status": "ready"}


async def _body(request: Request) -> bytes | None:
    """The body, or None when it is larger than a message may be."""
    kept = bytearray()
    length = 0
    async for chunk in request.stream():
        length += len(chunk)
        if len(kept) <= contract.LARGEST:
            kept += chunk
        if length > DRAINED:
            break
    return bytes(kept) if length <= contract.LARGEST else None


def _response(answer: Answer) -> Response:
    return Response(answer.body, answer.status, answer.headers, answer.media_type)
