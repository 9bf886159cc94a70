"""The live stream tells of every change of a case, to whoever sees it and to nobody else."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import pytest_asyncio
import uvicorn

from api import live
from tests.api.conftest import AUDITOR, CLERK, NEXT_VILLAGE, SECRETARY, Desk

LIMIT = 15  # seconds within which an event must come: at each pulse what was not called is looked up


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def url(room: Desk) -> AsyncIterator[str]:
    """The same app behind a real server: a stream needs a real connection."""
    config = uvicorn.Config(room.app, port=0, lifespan="off", log_level="error", ws="none")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving


@asynccontextmanager
async def listening(desk: Desk, url: str, person: str, **headers: str) -> AsyncIterator[AsyncIterator[Any]]:
    caller = await desk.sign_in(person)
    async with (
        asyncio.timeout(LIMIT),
        httpx.AsyncClient(base_url=url, timeout=LIMIT) as http,
        http.stream("GET", "/events", headers={**caller.headers, **headers}) as answer,
    ):
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        yield events(answer)


async def events(answer: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    said: dict[str, str] = {}
    async for line in answer.aiter_lines():
        if line:
            name, _, value = line.partition(": ")
            said[name] = value
        elif "data" in said:
            yield {"id": said["id"], "event": said["event"], **json.loads(said["data"])}
            said = {}


async def first_of(stream: AsyncIterator[Any], number: str) -> dict[str, Any]:
    async for event in stream:
        if event["case"]["matter"] == number:
            return dict(event)
    raise AssertionError("the stream ended")


async def test_a_change_is_told_at_once_with_the_case_as_a_list_shows_it(desk: Desk, url: str) -> None:
    case = await desk.dispute()

    async with listening(desk, url, CLERK) as stream:
        await case.done(SECRETARY, "claim")
        event = await first_of(stream, case.number)

    assert event["event"] == "case"
    assert (event["case"]["seq"], event["case"]["handler"]) == (2, SECRETARY)
    assert event["stage"]["en"] == "Asking for consent"


async def test_nobody_is_told_of_a_case_they_do_not_see(desk: Desk, url: str) -> None:
    async with listening(desk, url, NEXT_VILLAGE) as stream:
        hidden = await desk.dispute()
        await hidden.done(SECRETARY, "claim")
        theirs = await desk.dispute(village="sl-t1-v2")
        told = await anext(stream)

    assert told["case"]["matter"] == theirs.number


async def test_the_stream_names_nobody(desk: Desk, url: str) -> None:
    async with listening(desk, url, AUDITOR) as stream:
        case = await desk.dispute()
        event = await first_of(stream, case.number)

    assert "王甲" not in json.dumps(event, ensure_ascii=False)


async def test_whoever_comes_again_is_told_what_changed_meanwhile(desk: Desk, url: str) -> None:
    case = await desk.dispute()
    desk.clock.pass_by(minutes=5)
    await case.done(SECRETARY, "claim")

    async with listening(desk, url, SECRETARY, **{"Last-Event-ID": "2026-11-02T01:05:00+00:00"}) as stream:
        event = await anext(stream)

    assert (event["case"]["matter"], event["id"]) == (case.number, "2026-11-02T01:05:00+00:00")


async def test_a_stream_ends_so_that_seats_are_looked_up_anew(
    desk: Desk, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "_LASTS", 0.2)
    monkeypatch.setattr(live, "_PULSE", 0.1)

    async with listening(desk, url, CLERK) as stream:
        rest = [event async for event in stream]

    assert rest == []


async def test_a_matter_that_was_called_often_is_looked_at_once() -> None:
    caller = live.Caller()
    for matter in ("SL-1", "SL-2", "SL-1"):
        caller.tell(matter)

    assert await caller.taken(within=1) == {"SL-1", "SL-2"}
    assert await caller.taken(within=0.01) == frozenset()


async def test_a_broken_ear_is_mended_and_hears_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = 0

    @asynccontextmanager
    async def heard(*_: Any) -> AsyncIterator[AsyncIterator[str]]:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise OSError("the database went away")
        yield notes()

    async def notes() -> AsyncIterator[str]:
        yield "dispute/sl/SL-2026-000007/1:3"
        await asyncio.Event().wait()

    monkeypatch.setattr(live, "heard", heard)
    monkeypatch.setattr(live, "_PAUSE", 0.01)
    callers = live.Callers(desk.app.state.office)
    caller = callers.join()
    callers.start()

    assert await caller.taken(within=LIMIT) == {"SL-2026-000007"}
    await callers.stop()
    assert caller.has_ended
    assert await caller.taken(within=LIMIT) == frozenset()
