"""The API on a real database with the fictional county in it; the engine remembers instead of running.

One app and one database serve all tests of this room: every test registers its own disputes.
"""

import base64
import os
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import func, select

import counties
from api import examples
from api.app import create_app
from counties.gazetteer import gazetteers
from local.postgres import Postgres
from records import directory, gazetteer
from records.tables import metadata, minutes_measured
from settings import Settings
from tests.api.engines import RememberingEngine
from tests.promised import hold_to_the_document
from tests.servers import brought_up, mark_room, with_tables

MONDAY = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
CLERK = "p-sl-window-clerk"
DISPATCHER = "p-sl-centre-dispatcher"
SUPERVISOR = "p-sl-supervisor"
AUDITOR = "p-sl-auditor"
SECRETARY = "p-sl-t1-v1-village-party-secretary"
MEDIATOR = "p-sl-t1-v1-peoples-mediator"
GRID_WORKER = "p-sl-t1-v1-grid-worker"
NEXT_VILLAGE = "p-sl-t1-v2-village-party-secretary"
OTHER_TOWNSHIP = "p-sl-t2-justice-office"
COMMISSIONER = "p-sl-t1-political-legal-commissioner"
POLICE = "p-sl-t1-police-station"
MANY_SEATS = "p-many-seats"
NO_SEAT = "p-no-seat"
ADMIN = "p-sl-system-admin"
SECURITY = "p-sl-security-admin"
OPERATOR = "p-operator"


class Clock:
    """A clock that stands until somebody moves it."""

    def __init__(self) -> None:
        self.at = MONDAY

    async def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: int) -> None:
        self.at += timedelta(**time)


def settings_for(database_url: str, **others: Any) -> Settings:
    key = base64.b64encode(bytes(range(32))).decode()
    values: dict[str, Any] = {
        "temporal_address": "127.0.0.1:1",
        "database_url": database_url,
        "engine_keys": SecretStr(f"k1:{key}"),
        "keeper_key": SecretStr(key),
        "sealed_engine_keys": SecretStr(f"s1:{base64.b64encode(bytes(range(32, 64))).decode()}"),
        "sealed_keeper_key": SecretStr(base64.b64encode(bytes(range(64, 96))).decode()),
        "signing_keys": SecretStr(base64.b64encode(bytes(range(96, 128))).decode()),
        "sealed_signing_keys": SecretStr(base64.b64encode(bytes(range(128, 160))).decode()),
        "token_key": SecretStr("a key for tests"),
        "development": True,
        "var": Path(tempfile.gettempdir()) / f"fengqiao-var-{os.getpid()}",
        # All tests ask from one address; how often that may is a test of its own.
        "public_submissions_an_hour": 10_000,
        "public_guesses_an_hour": 10_000,
    }
    return Settings(**{**values, **others})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_room(items, Path(__file__).parent)


@pytest.fixture(scope="session")
def migrated(postgres: Postgres) -> str:
    return new_databases(postgres, "api")


def new_databases(postgres: Postgres, name: str) -> str:
    """Two empty databases with every table, the open one and the sealed one; the address of the open one."""
    url, _ = with_tables(postgres, name), with_tables(postgres, f"{name}_sealed")
    return url


@dataclass
class Desk:
    """The API as somebody who has signed in uses it."""

    app: FastAPI
    http: httpx.AsyncClient
    engine: RememberingEngine
    clock: Clock

    async def sign_in(self, person: str, **headers: str) -> "Caller":
        answer = await self.http.post("/dev/sign-in", json={"person": person})
        assert answer.status_code == 200, answer.text
        return Caller(self, {"Authorization": f"Bearer {answer.json()['token']}", **headers})

    async def rows(self) -> dict[str, int]:
        """How many rows every table has, but that of the minutes which the server measures by itself."""
        async with self.app.state.office.records.connect() as connection:
            return {
                table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
                for table in metadata.sorted_tables
                if table is not minutes_measured
            }

    async def dispute(self, **changes: Any) -> "Case":
        """A dispute that the window clerk has registered."""
        clerk = await self.sign_in(CLERK)
        answer = await clerk.post("/disputes", dispute(**changes))
        assert answer.status_code == 201, answer.text
        return Case(self, answer.json()["number"], code=answer.json()["tracking"])


@dataclass
class Caller:
    desk: Desk
    headers: dict[str, str]

    async def get(self, path: str, **params: Any) -> httpx.Response:
        return await self.desk.http.get(path, params=params, headers=self.headers)

    async def request(self, method: str, path: str, body: Any = None) -> httpx.Response:
        headers = {**self.headers, "Idempotency-Key": str(uuid.uuid4())}
        return await self.desk.http.request(method, path, json=body, headers=headers)

    async def post(
        self, path: str, body: Any = None, key: str | None = None, **headers: str
    ) -> httpx.Response:
        headers = {**self.headers, "Idempotency-Key": key or str(uuid.uuid4()), **headers}
        return await self.desk.http.post(path, json=body, headers=headers)


@dataclass
class Case:
    desk: Desk
    number: str
    kind: str = "dispute"
    code: str = ""

    @property
    def path(self) -> str:
        return f"/cases/{self.kind}/{self.number}/1"

    async def read(self, person: str = CLERK) -> dict[str, Any]:
        answer = await (await self.desk.sign_in(person)).get(self.path)
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    async def parties(self) -> list[str]:
        return [party["party"]["ref"] for party in (await self.read())["parties"]]

    async def ask(self, person: str, verb: str, body: Any = None, **more: str) -> httpx.Response:
        return await (await self.desk.sign_in(person)).post(f"{self.path}/{verb}", body or {}, **more)

    async def done(self, person: str, verb: str, body: Any = None) -> dict[str, Any]:
        answer = await self.ask(person, verb, body)
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said


async def add_paper(caller: Caller, path: str, title: str, file: bytes, key: str = "") -> httpx.Response:
    """A file, added to a case under its title."""
    headers = {
        **caller.headers,
        "Idempotency-Key": key or str(uuid.uuid4()),
        "Paper-Title": quote(title),
        "Content-Type": "application/octet-stream",
    }
    return await caller.desk.http.post(f"{path}/papers", content=file, headers=headers)


def client_of(app: Any) -> httpx.AsyncClient:
    """A client of an app in this process; every answer is held to the document."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),
        base_url="http://api",
        event_hooks={"response": [hold_to_the_document]},
    )


def dispute(**changes: Any) -> dict[str, Any]:
    """The body of a registration, as the OpenAPI document shows it, without the origin that is given once."""
    body = examples.DISPUTE["dispute"]["value"]
    matter = {name: value for name, value in body["matter"].items() if name != "origin"}
    return {**body, "matter": matter, **changes}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def room(migrated: str) -> AsyncIterator[Desk]:
    async with room_of(migrated) as desk:
        yield desk


@asynccontextmanager
async def county_of_its_own(postgres: Postgres, name: str, **others: Any) -> AsyncIterator[Desk]:
    """For a module that changes who there is and where, or how the installation is set: what it changes, no
    other module meets."""
    async with room_of(new_databases(postgres, name), **others) as desk:
        yield desk


@asynccontextmanager
async def room_of(migrated: str, **others: Any) -> AsyncIterator[Desk]:
    """An API on a database, with the county in it."""
    clock = Clock()
    app = create_app(settings_for(migrated, **others), clock=clock)
    async with brought_up(app) as running:
        office = app.state.office
        await enter_the_county(office.records)
        engine = RememberingEngine(office.records, clock)
        app.state.office = replace(office, engine=engine)
        async with client_of(running.app) as http:
            yield Desk(app, http, engine, clock)


@pytest.fixture
def desk(room: Desk) -> Iterator[Desk]:
    """The API as it is in the morning: nothing fails, nothing was asked, it is Monday. In the evening its
    office is as it was."""
    room.clock.at = MONDAY
    room.engine.recover()
    office = room.app.state.office
    office.contact.lost()
    yield room
    room.app.state.office = office


async def enter_the_county(engine: Any) -> None:
    since = date(2026, 1, 1)
    units = [directory.Unit(u.id, u.parent, u.organ, u.name, since) for u in counties.units("demo")]
    seated = (*counties.people("demo"), *counties.helpers("demo"))
    people = [directory.Person(p.ref, p.name, since) for p in seated]
    sittings = [directory.Sitting(p.ref, p.role, p.unit, since) for p in seated]
    people += [directory.Person(ref, ref, since) for ref in (MANY_SEATS, NO_SEAT, OPERATOR)]
    sittings += [
        directory.Sitting(MANY_SEATS, "grid_worker", "sl-t1-v1", since),
        directory.Sitting(MANY_SEATS, "village_party_secretary", "sl-t1-v1", since),
        directory.Sitting(OPERATOR, "engine_operator", "sl", since),
    ]
    async with engine.begin() as connection:
        await directory.enter(connection, units, people, sittings)
        for each in gazetteers("demo"):
            await gazetteer.enter(connection, each)
