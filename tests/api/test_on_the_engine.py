"""The same API on the real engine: what stands, stands; what is not known is told by the same key."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from google.protobuf.duration_pb2 import Duration
from sqlalchemy import update
from temporalio.api.testservice.v1 import SleepRequest
from temporalio.worker import Worker

from activities.journal import Journal
from api import asking
from api.clock import clock_of
from api.engine import client_of
from local.ports import free_port
from local.testserver import TestServer
from records.tables import outbox
from relay import Relay
from tests.api.conftest import CLERK, MEDIATOR, SECRETARY, Case, Desk, settings_for
from workflows.every import PROCEEDINGS
from workflows.sandbox import RUNNER

LIMIT = 45  # seconds within which every consequence must have come: less than the relay's slowest look


@pytest_asyncio.fixture(loop_scope="session")
async def real(room: Desk, migrated: str, temporal_address: str) -> AsyncIterator[Desk]:
    """The desk with the real engine behind it, on a task queue of this test's own, at the present moment."""
    office, moment = room.app.state.office, room.clock.at
    settings = settings_for(migrated, temporal_address=temporal_address, task_queue=f"api-{uuid4()}")
    room.app.state.office = replace(office, settings=settings, engine=await client_of(settings))
    room.clock.at = datetime.now(UTC)
    async with office.records.begin() as connection:  # what other tests left for a relay is not for this one
        await connection.execute(update(outbox).values(done_at=room.clock.at))
    yield room
    room.app.state.office, room.clock.at = office, moment


@asynccontextmanager
async def working(desk: Desk) -> AsyncIterator[None]:
    """A worker and a relay. A client for workers must have connected, so they get one of their own."""
    office = desk.app.state.office
    client = await office.engine.connect(
        office.settings.temporal_address,
        namespace=office.settings.temporal_namespace,
        data_converter=office.engine.data_converter,
    )
    relay = asyncio.create_task(Relay(client, office.records, office.settings.task_queue).carry())
    async with Worker(
        client,
        task_queue=office.settings.task_queue,
        workflows=list(PROCEEDINGS.values()),
        activities=[Journal(office.records).append],
        workflow_runner=RUNNER,
    ):
        yield
    relay.cancel()
    await asyncio.wait([relay])


async def eventually(holds: Callable[[], Awaitable[Any]]) -> Any:
    async with asyncio.timeout(LIMIT):
        while not (held := await holds()):
            await asyncio.sleep(0.05)
    return held


async def agreed_upon(desk: Desk, case: Case) -> dict[str, Any]:
    """From consent to agreement, in the village."""
    parties = await case.parties()
    for party in parties:
        await case.done(MEDIATOR, "record-consent", {"party": party})
    soon = desk.clock.at + timedelta(seconds=60)
    await case.done(
        MEDIATOR, "schedule-session", {"scheduled_for": soon.isoformat(), "place_unit": "sl-t1-v1"}
    )
    return await case.done(
        MEDIATOR,
        "record-session",
        {
            "outcome": "agreement_full",
            "present": ["peoples_mediator"],
            "parties": parties,
            "mediators": [MEDIATOR],
            "rights_told": True,
            "minutes": "双方到场。",
            "agreement": {
                "form": "written",
                "body": "county-committee",
                "has_seal": True,
                "has_mediator_signature": True,
                "terms": "院墙以现有界石为准。",
            },
        },
    )


async def test_a_dispute_ends_in_an_agreement_and_its_aftercare_begins(real: Desk) -> None:
    async with working(real):
        case = await real.dispute()
        ended = await agreed_upon(real, case)
        after_the_end = await case.ask(SECRETARY, "claim")
        clerk = await real.sign_in(CLERK)

        async def aftercare() -> Any:
            answer = await clerk.get(f"/cases/aftercare/{case.number}/1")
            return answer.json() if answer.status_code == 200 else None

        opened = await eventually(aftercare)

    assert ended["stage"] == "closed"
    assert (await case.read())["case"]["outcome"] == "agreement"
    assert (after_the_end.status_code, after_the_end.json()["code"]) == (409, "not-at-this-stage")
    assert {task["what"] for task in opened["tasks"]} == {"check-performance", "revisit"}


async def test_a_refusal_of_the_engine_carries_the_codes_of_the_rules(real: Desk) -> None:
    async with working(real):
        case = await real.dispute()
        first, second = await case.parties()

        answer = await case.ask(MEDIATOR, "extend-period", {"days": 5, "agreed_in_writing": [first]})

    assert (answer.status_code, answer.json()["code"]) == (409, "extension-needs-every-party")
    assert answer.json()["details"] == [second]


async def test_what_was_asked_while_no_worker_ran_is_done_once(
    real: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_ANSWER_WITHIN", timedelta(seconds=1))
    key = str(uuid4())
    case = await real.dispute()
    unknown = await case.ask(SECRETARY, "claim", key=key)
    monkeypatch.undo()

    async with working(real):
        answers = await asyncio.gather(*(case.ask(SECRETARY, "claim", key=key) for _ in range(3)))

    assert (unknown.status_code, unknown.json()["code"]) == (504, "outcome-not-known")
    assert [(answer.status_code, answer.json()["seq"]) for answer in answers] == [(200, 2)] * 3
    assert [entry["kind"] for entry in (await case.read())["timeline"]] == ["Registered", "Claimed"]


async def test_an_engine_that_cannot_be_reached_is_away(desk: Desk) -> None:
    case = await desk.dispute()
    office = desk.app.state.office
    nowhere = settings_for(office.settings.database_url)
    desk.app.state.office = replace(office, engine=await client_of(nowhere))

    answer = await case.ask(SECRETARY, "claim")
    ready = await desk.http.get("/health/ready")
    registered = await (await desk.sign_in(CLERK)).get(case.path)

    desk.app.state.office = office
    assert (answer.status_code, answer.json()["code"]) == (503, "engine-away")
    assert (ready.status_code, ready.json()["engine"]) == (503, False)
    assert registered.status_code == 200


@pytest.fixture
def skipping(tmp_path: Path) -> Iterator[str]:
    """The address of a server that skips time."""
    with TestServer(free_port(), "fengqiao", tmp_path / "log") as server:
        yield server.address


async def test_where_the_engine_skips_time_its_clock_is_the_only_one(skipping: str, migrated: str) -> None:
    settings = settings_for(migrated, temporal_address=skipping, clock="engine")
    client = await client_of(settings)
    clock, a_day = clock_of(settings, client), SleepRequest(duration=Duration(seconds=86_400))

    before = await clock()
    await client.test_service.unlock_time_skipping_with_sleep(a_day)
    after = await clock()

    assert before.tzinfo is UTC
    assert timedelta(days=1) <= after - before < timedelta(days=1, minutes=5)


async def test_otherwise_the_clock_is_this_machines(migrated: str) -> None:
    settings = settings_for(migrated)

    now = await clock_of(settings, await client_of(settings))()

    assert timedelta(0) <= datetime.now(UTC) - now < timedelta(seconds=5)
