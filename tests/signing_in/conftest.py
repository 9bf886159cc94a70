"""The API as browsers meet it: over https, with cookies, on a real database; accounts for each test.

The time is handed in. One app signs people in locally, one at a provider (``tests/identity/issuer.py``).
"""

import base64
import itertools
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pyotp
import pytest
import pytest_asyncio
from argon2 import PasswordHasher
from fastapi import FastAPI

from api.app import create_app
from api.gate import Gate, gate_of
from desk.accounts import First, let_in
from identity.passwords import Hasher
from local.postgres import Postgres
from records import directory
from tests.api.conftest import MONDAY, Clock, enter_the_county, settings_for
from tests.identity.issuer import API, CLIENT, ISSUER, RSA, FakeIssuer
from tests.servers import brought_up, mark_room, with_tables

ORIGIN = "https://fq.example"
# Argon2id at a hundredth of its cost; what it costs is measured in tests/identity.
QUICK = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
PASSWORD = "三更灯火五更鸡正是读书时"
_numbers = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_room(items, Path(__file__).parent)


@dataclass
class Browser:
    """One browser: its cookies, its address, and the token that our pages send along."""

    http: httpx.AsyncClient
    csrf: str = ""

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.http.get(path, headers=headers)

    async def send(self, path: str, body: Any = None, method: str = "POST", **headers: str) -> httpx.Response:
        """As a page of ours does, in a browser of these years."""
        usual = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin", "X-CSRF-Token": self.csrf}
        return await self.http.request(method, path, json=body, headers={**usual, **headers})

    @property
    def session(self) -> str:
        return self.http.cookies.get("__Host-fengqiao") or ""


@dataclass
class Account:
    """Somebody's account as they know it themselves."""

    person: str
    login: str
    password: str
    seed: str = field(repr=False)
    recovery: list[str] = field(default_factory=list)


@dataclass
class House:
    """An installation, and the clock on its wall."""

    app: FastAPI
    clock: Clock
    url: str
    first: "Account | None" = None
    admin: Browser | None = None

    def browser(self, address: str = "10.0.0.1", origin: str = ORIGIN) -> Browser:
        transport = httpx.ASGITransport(app=self.app, client=(address, 40_000))
        return Browser(httpx.AsyncClient(transport=transport, base_url=origin))

    def through(self, gate: Gate) -> None:
        """People come in by this gate from now on."""
        sealed = replace(self.office.sealed, gate=gate)
        self.app.state.office = replace(self.office, gate=gate, sealed=sealed)

    @property
    def office(self) -> Any:
        return self.app.state.office

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(query, values).fetchall()

    def change(self, query: str, *values: Any) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(query, values)

    def code(self, account: Account) -> str:
        """What the person's device shows now."""
        return pyotp.TOTP(account.seed).at(self.clock.at)

    @asynccontextmanager
    async def again(self) -> AsyncIterator["House"]:
        """The same installation in another process, as it is after a restart."""
        app = create_app(self.office.settings, clock=self.clock)
        async with brought_up(app):
            yield House(app, self.clock, self.url)

    async def person(self, role: str = "window_clerk", unit: str = "sl") -> str:
        """Somebody new, with a seat."""
        ref = f"p-{next(_numbers)}-{role.replace('_', '-')}"
        since = date(2026, 1, 1)
        async with self.office.records.begin() as connection:
            people = [directory.Person(ref, ref, since)]
            await directory.enter(connection, [], people, [directory.Sitting(ref, role, unit, since)])
        return ref

    async def administrator(self) -> Browser:
        """The first system administrator, who has signed in, and has not been away for long."""
        if self.admin and (await self.admin.get("/me")).status_code == 200:
            return self.admin
        if self.first is None:
            asked = First(f"p-{next(_numbers)}-admin", "管理员", "sl", "admin")
            told = await let_in(self.office.directory, self.office.settings, asked, self.clock.at)
            self.first = await self.enrolled(asked.person, told["invitation"])
        self.admin = await self.signed_in(self.first, "10.9.9.9")
        return self.admin

    async def account(self, role: str = "window_clerk", unit: str = "sl") -> Account:
        """An account that an administrator has made, and its person has set up."""
        person = await self.person(role, unit)
        return await self.enrolled(person, await self.invited(person))

    async def invited(self, person: str) -> str:
        """What an administrator hands over."""
        admin = await self.administrator()
        answer = await admin.send("/accounts", {"person": person, "login": person})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["invitation"])

    async def enrolled(self, person: str, invitation: str, password: str = PASSWORD) -> Account:
        browser = self.browser()
        begun = (await browser.send("/sign-in/enrolment", {"invitation": invitation})).json()
        account = Account(person, begun["login"], password, begun["seed"])
        body = {"invitation": invitation, "password": password, "code": self.code(account)}
        finished = await browser.send("/sign-in/enrolment/finish", body)
        assert finished.status_code == 200, finished.text
        account.recovery = finished.json()["recovery_codes"]
        browser.csrf = finished.json()["csrf"]
        await browser.send("/sign-out")
        self.clock.pass_by(seconds=60)  # that code is used
        return account

    async def try_(self, account: Account, browser: Browser, **changes: Any) -> httpx.Response:
        body = {"login": account.login, "password": account.password, "code": self.code(account), **changes}
        answer = await browser.send("/sign-in", body)
        if answer.is_success:
            browser.csrf = answer.json()["csrf"]
        return answer

    async def signed_in(self, account: Account, address: str = "10.0.0.1") -> Browser:
        browser = self.browser(address)
        answer = await self.try_(account, browser)
        assert answer.status_code == 200, answer.text
        self.clock.pass_by(seconds=60)
        return browser


def own_keys() -> dict[str, Any]:
    """Keys as production wants them: random, and none that does two things."""

    def key() -> str:
        return base64.b64encode(os.urandom(32)).decode()

    rings = {name: f"k1:{key()}" for name in ("engine_keys", "sealed_engine_keys")}
    others = ("keeper_key", "sealed_keeper_key", "signing_keys", "sealed_signing_keys", "token_key")
    return rings | {name: key() for name in others}


@asynccontextmanager
async def opened(url: str, **settings: Any) -> AsyncIterator[House]:
    clock = Clock()
    said = {**own_keys(), "development": False, "public_url": ORIGIN, **settings}
    app = create_app(settings_for(url, **said), clock=clock)
    async with brought_up(app):
        yield House(app, clock, url)


@pytest.fixture(scope="session")
def signing_in_url(postgres: Postgres) -> str:
    url, _ = with_tables(postgres, "signing_in"), with_tables(postgres, "signing_in_sealed")
    return url


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def local_house(signing_in_url: str) -> AsyncIterator[House]:
    async with opened(signing_in_url, identity="local") as house:
        await enter_the_county(house.office.records)
        gate = house.office.gate
        local = replace(gate.local, hasher=Hasher(argon2=QUICK))
        house.through(replace(gate, local=local))
        yield house


@pytest.fixture
def house(local_house: House) -> House:
    """An installation with accounts of its own, on Monday; nobody has failed."""
    local_house.clock.at = max(MONDAY, local_house.clock.at + timedelta(days=3))
    local_house.change("DELETE FROM sign_in_attempts")
    return local_house


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def provided_house(postgres: Postgres) -> AsyncIterator[House]:
    url, _ = with_tables(postgres, "provided"), with_tables(postgres, "provided_sealed")
    provider = {"oidc_issuer": ISSUER, "oidc_client": CLIENT, "oidc_audience": API}
    more = {"oidc_person_claim": "employee", "agency_clients": "court=court-system"}
    async with opened(url, identity="oidc", oidc_client_secret="s", **provider, **more) as house:
        await enter_the_county(house.office.records)
        yield house


@dataclass
class Provided:
    """An installation whose people sign in at a provider, and the provider."""

    house: House
    issuer: FakeIssuer

    def forget(self) -> None:
        """Nothing has been read of the provider yet."""
        http = httpx.AsyncClient(transport=httpx.MockTransport(self.issuer.answer))
        office = self.house.office
        self.house.through(gate_of(office.settings, office.directory, http))


@pytest.fixture
def provided(provided_house: House) -> Provided:
    """On Monday; the provider is there, and has one key."""
    provided_house.clock.at = MONDAY
    there = Provided(provided_house, FakeIssuer(RSA))
    there.forget()
    return there
