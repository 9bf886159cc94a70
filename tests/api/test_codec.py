"""The engine's histories, opened: by whom, for which reason, and as the engine's own programs ask for it."""

import asyncio
import base64
import os
import re
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
import uvicorn
from sqlalchemy import select
from temporalio.api.common.v1 import Payload
from temporalio.client import Client
from temporalio.converter import WorkflowSerializationContext

from api.app import create_app
from local.ports import free_port
from local.postgres import Postgres
from records import connect
from records.tables import access_log, history_leaves
from tests.api.conftest import (
    ADMIN,
    AUDITOR,
    CLERK,
    DISPATCHER,
    OPERATOR,
    SUPERVISOR,
    Desk,
    enter_the_county,
    settings_for,
)
from tests.servers import with_tables
from tests.workflows.journals import RememberingJournal
from tests.workflows.shed import Shed
from workflows.converter import Sealing, data_converter

DISCIPLINE = "p-sl-discipline-clerk"
ORDINARY, SEALED = "fengqiao", "fengqiao-sealed"
PLACE = "dispute/sl/SL-2026-000042/1"
SAID = Payload(metadata={"encoding": b"json/plain"}, data=b'{"stage": "consent"}')


async def sealed(desk: Desk, namespace: str = ORDINARY, id: str = PLACE) -> Payload:
    office = desk.app.state.office if namespace == ORDINARY else desk.app.state.office.sealed
    context = WorkflowSerializationContext(namespace=namespace, workflow_id=id)
    sealing = data_converter(office.settings.engine_keyring()).payload_codec
    assert isinstance(sealing, Sealing)
    (payload,) = await sealing.with_context(context).encode([SAID])
    return payload


def said(*payloads: Payload) -> dict[str, Any]:
    """As the engine's programs write payloads: every byte string in base64."""
    return {
        "payloads": [
            {
                "metadata": {name: base64.b64encode(value).decode() for name, value in each.metadata.items()},
                "data": base64.b64encode(each.data).decode(),
            }
            for each in payloads
        ]
    }


async def asked(desk: Desk, person: str, what: str, body: Any, namespace: str = ORDINARY) -> httpx.Response:
    caller = await desk.sign_in(person, **{"X-Namespace": namespace})
    return await desk.http.post(f"/codec/{what}", json=body, headers=caller.headers)


async def given(desk: Desk, person: str = OPERATOR, namespace: str = ORDINARY) -> None:
    answer = await asked(desk, person, "leave", {"reason": "engine-stuck"}, namespace)
    assert answer.status_code == 200, answer.text


async def looks(desk: Desk, person: str, namespace: str = ORDINARY) -> list[tuple[str | None, str]]:
    office = desk.app.state.office if namespace == ORDINARY else desk.app.state.office.sealed
    mine = select(access_log.c.matter, access_log.c.what).where(access_log.c.person == person)
    async with office.records.connect() as connection:
        return [(row.matter, row.what) for row in await connection.execute(mine.order_by(access_log.c.id))]


async def test_an_operator_gives_a_reason_and_opens_histories_and_every_look_is_on_record(desk: Desk) -> None:
    payload, before = await sealed(desk), len(await looks(desk, OPERATOR))
    await given(desk)

    answer = await asked(desk, OPERATOR, "decode", said(payload, await sealed(desk), SAID))

    assert answer.status_code == 200
    assert answer.json() == said(SAID, SAID, SAID)
    assert (await looks(desk, OPERATOR))[before:] == [
        (None, "histories"),
        ("SL-2026-000042", "history/engine-stuck"),
    ]


async def test_without_a_reason_nothing_is_opened_and_a_leave_ends_after_four_hours(desk: Desk) -> None:
    body = said(await sealed(desk))
    desk.clock.pass_by(days=2)

    before = await asked(desk, OPERATOR, "decode", body)
    await given(desk)
    during = await asked(desk, OPERATOR, "decode", body)
    desk.clock.pass_by(hours=4)
    after = await asked(desk, OPERATOR, "decode", body)

    assert [each.status_code for each in (before, during, after)] == [403, 200, 403]
    assert before.json()["code"] == after.json()["code"] == "no-leave-to-open"


@pytest.mark.parametrize("person", [CLERK, DISPATCHER, SUPERVISOR, AUDITOR, ADMIN, DISCIPLINE])
async def test_nobody_else_opens_the_histories_of_the_ordinary_store(desk: Desk, person: str) -> None:
    for what, body in (("leave", {"reason": "audit"}), ("decode", said(await sealed(desk)))):
        answer = await asked(desk, person, what, body)

        assert (answer.status_code, answer.json()["code"]) == (403, "not-yours-to-do")


@pytest.mark.parametrize("person", [CLERK, DISPATCHER, SUPERVISOR, AUDITOR, ADMIN, OPERATOR])
async def test_for_whoever_may_not_see_it_the_sealed_namespace_is_like_one_that_does_not_exist(
    desk: Desk, person: str
) -> None:
    await given(desk)
    body = said(await sealed(desk, SEALED, "accusation/sl/SL-A-2026-1/1"))

    answers = [
        await asked(desk, person, what, sent, namespace)
        for what, sent in (("leave", {"reason": "audit"}), ("decode", body))
        for namespace in (SEALED, "no-such-namespace")
    ]

    assert {each.status_code for each in answers} == {404}
    assert len({each.text for each in answers}) == 1


async def test_the_discipline_clerk_opens_the_sealed_store_and_no_log_line_says_so(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    body = said(await sealed(desk, SEALED, "accusation/sl/SL-A-2026-1/1"))
    await given(desk, DISCIPLINE, SEALED)
    capsys.readouterr()

    answer = await asked(desk, DISCIPLINE, "decode", body, SEALED)

    assert answer.json() == said(SAID)
    assert (await looks(desk, DISCIPLINE, SEALED))[-1] == ("SL-A-2026-1", "history/engine-stuck")
    assert "codec" not in capsys.readouterr().out
    assert [what for _, what in await looks(desk, DISCIPLINE) if what.startswith("histor")] == []
    async with desk.app.state.office.records.connect() as connection:
        there = await connection.execute(select(history_leaves).where(history_leaves.c.person == DISCIPLINE))
        assert there.all() == []


async def test_what_no_key_of_this_store_opens_stays_as_it_is_and_is_no_look(desk: Desk) -> None:
    await given(desk)
    other = await sealed(desk, SEALED, "accusation/sl/SL-A-2026-1/1")
    spoilt = await sealed(desk)
    spoilt.data = spoilt.data[:-1] + bytes([spoilt.data[-1] ^ 1])
    moved = await sealed(desk)
    moved.metadata["place"] = b"fengqiao/dispute/sl/SL-2026-000043/1"
    before = len(await looks(desk, OPERATOR))

    answer = await asked(desk, OPERATOR, "decode", said(other, spoilt, moved))

    assert answer.json() == said(other, spoilt, moved)
    assert len(await looks(desk, OPERATOR)) == before


@pytest.mark.parametrize("person", [CLERK, OPERATOR, DISCIPLINE, ADMIN])
async def test_nobody_writes_into_histories(desk: Desk, person: str) -> None:
    await given(desk)

    answer = await asked(desk, person, "encode", said(SAID))

    assert (answer.status_code, answer.json()["code"]) == (403, "histories-are-read-only")


@pytest.mark.parametrize("data", ["no base64!", "c2Vh"])
async def test_what_is_no_payload_is_refused_or_left(desk: Desk, data: str) -> None:
    await given(desk)
    body = {"payloads": [{"metadata": {"encoding": "YmluYXJ5L3NlYWxlZC1hZXMtMjU2LWdjbQ=="}, "data": data}]}

    answer = await asked(desk, OPERATOR, "decode", body)

    assert (answer.status_code, answer.json() == body) == ((422, False) if "!" in data else (200, True))


async def test_a_page_of_the_engine_may_be_large_and_no_other_request(desk: Desk) -> None:
    await given(desk)
    many = said(*[await sealed(desk) for _ in range(400)])

    assert (await asked(desk, OPERATOR, "decode", many)).status_code == 200
    assert (await asked(desk, OPERATOR, "encode", many)).status_code == 413


@pytest.mark.parametrize(
    ("origin", "path", "allowed"),
    [
        ("http://127.0.0.1:8233", "/codec/decode", True),
        ("http://localhost:8233", "/codec/decode", True),
        ("https://elsewhere.example", "/codec/decode", False),
        ("http://127.0.0.1:8233", "/cases", False),
    ],
)
async def test_only_the_engines_pages_may_ask_and_only_the_codec(
    desk: Desk, origin: str, path: str, allowed: bool
) -> None:
    preflight = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,x-namespace",
    }
    caller = await desk.sign_in(OPERATOR, Origin=origin, **{"X-Namespace": ORDINARY})

    asked_first = await desk.http.options(path, headers=preflight)
    answer = await desk.http.post(path, json=said(SAID), headers=caller.headers)

    assert (asked_first.headers.get("access-control-allow-origin") == origin) is allowed
    assert (answer.headers.get("access-control-allow-origin") == origin) is allowed
    assert "access-control-allow-credentials" not in answer.headers


@pytest_asyncio.fixture(loop_scope="session")
async def served(postgres: Postgres, temporal_address: str) -> AsyncIterator[tuple[str, str]]:
    """The API over HTTP beside the real engine, and an operator's token."""
    name = f"codec_{uuid4().hex[:8]}"
    url, _ = with_tables(postgres, name), with_tables(postgres, f"{name}_sealed")
    records = connect(url)
    await enter_the_county(records)
    await records.dispose()
    port = free_port()
    app = create_app(settings_for(url, temporal_address=temporal_address))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
        while not server.started:
            await asyncio.sleep(0.05)
        token = (await http.post("/dev/sign-in", json={"person": OPERATOR})).json()["token"]
        headers = {"Authorization": f"Bearer {token}", "X-Namespace": ORDINARY}
        await http.post("/codec/leave", json={"reason": "engine-stuck"}, headers=headers)
    yield f"http://127.0.0.1:{port}/codec", token
    server.should_exit = True
    thread.join()


async def test_the_engines_own_command_line_reads_a_history_through_it(
    served: tuple[str, str], temporal_address: str
) -> None:
    endpoint, token = served
    keys = {"k1": bytes(range(32))}
    client = await Client.connect(temporal_address, namespace=ORDINARY, data_converter=data_converter(keys))
    shed = Shed(client, RememberingJournal(), f"shed-{uuid4()}")
    async with shed.working():
        loan = await shed.open()
        await loan.report("a broken rung")
    where = ("--workflow-id", loan.id, "--address", temporal_address, "--namespace", ORDINARY)
    signed = f"Bearer {token}"

    through = await asyncio.to_thread(shown, *where, "--codec-endpoint", endpoint, *("--codec-auth", signed))
    without = await asyncio.to_thread(shown, *where)
    stranger = await asyncio.to_thread(
        shown, *where, "--codec-endpoint", endpoint, "--codec-auth", "Bearer nobody"
    )

    assert b"a broken rung" in through
    assert without
    assert b"a broken rung" not in without
    assert b"a broken rung" not in stranger


def shown(*more: str) -> bytes:
    """All that the payloads of a workflow say, as `temporal workflow show` puts them out."""
    temporal = str(Path(sys.executable).with_name("temporal"))
    done = subprocess.run(
        [temporal, "workflow", "show", "--output", "json", *more],
        capture_output=True,
        env={**os.environ, "TEMPORAL_ADDRESS": "", "TEMPORAL_NAMESPACE": ""},
        timeout=60,
        check=False,
    )
    said = re.findall(rb'"data": "([^"]*)"', done.stdout)
    return b" ".join(map(base64.b64decode, said))
