"""The commands about people and seats, against the API over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest_asyncio
import structlog
import uvicorn
from typer.testing import CliRunner, Result

from cli import app
from local.postgres import Postgres
from tests.api.conftest import ADMIN, MEDIATOR, Desk, county_of_its_own

DAY, LATER, LAST = "2026-11-02", "2026-11-09", "2026-11-16"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def room(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own, whose people come and go."""
    async with county_of_its_own(postgres, "api_staff") as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="session")
async def url(desk: Desk) -> AsyncIterator[str]:
    server = uvicorn.Server(uvicorn.Config(desk.app, port=0, log_level="critical", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())  # it shares our standard output
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await serving
    structlog.reset_defaults()


async def said(url: str, *words: str) -> Result:
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, [*words, "--url", url]))


async def told(url: str, *words: str) -> Any:
    done = await said(url, *words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


async def test_a_person_is_entered_seated_deputised_for_and_leaves(url: str) -> None:
    one, other, unit = (f"p-{uuid4().hex[:8]}" for _ in range(3))
    await told(url, "people", "unit", unit, "新设局", "department", "--from", DAY, "--parent", "sl")
    for person in (one, other):
        await told(url, "people", "enter", person, "新人", "--from", DAY)
        proposed = await told(url, "seat", "grant", person, f"dept_handler@{unit}", "--from", DAY)
        await told(url, "seat", "confirm", str(proposed["changes"][0]["change"]["number"]))
    guest = f"p-{uuid4().hex[:8]}"
    await told(url, "people", "enter", guest, "代理人", "--from", DAY)
    leave = ("seat", "deputy", one, f"dept_handler@{unit}", guest, "--from", LATER, "--until", LAST)
    number = (await told(url, *leave))["changes"][0]["change"]["number"]
    await told(url, "seat", "confirm", str(number), "--decline")

    assert one in (await said(url, "seat", "list", "--unit", unit)).output
    assert f"dept_head@{unit}" in {
        f"{each['role']}@{each['unit']}" for each in await told(url, "seat", "empty")
    }
    assert unit in (await said(url, "seat", "empty")).output
    seen = await told(url, "handover", "preview", one)
    assert seen["digest"] in (await said(url, "handover", "preview", one)).output
    named = f"dept_handler@{unit}={other}"
    begun = await told(url, "handover", "carry-out", one, seen["digest"], "--to", named)
    assert "交接中" in (await said(url, "handover", "show", begun["id"])).output
    await told(url, "people", "end", one)
    held = (other, f"dept_handler@{unit}", "--from", DAY)
    await told(url, "seat", "end", *held, "--on", LATER)
    listed = await told(url, "people", "changes", "--unit", unit)
    assert [line["change"]["kind"] for line in listed["items"]][-1] == "seat-ended"
    assert "任职终止" in (await said(url, "people", "changes", "--person", one)).output


async def test_what_is_refused_is_said_with_its_reason_and_exit_code(url: str) -> None:
    again = await said(url, "people", "enter", MEDIATOR, "某人", "--from", DAY)
    unclear = await said(url, "seat", "grant", MEDIATOR, "mediator", "--from", DAY)

    assert (again.exit_code, unclear.exit_code) == (4, 2)
    assert "已经登记过" in again.stderr
    oneself = await said(url, "seat", "grant", ADMIN, "grid_worker@sl-t1-v1", "--from", DAY)
    assert "不得给自己授权" in oneself.stderr
