"""The API on two real databases, the ordinary one and the sealed; the engines remember instead of running."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest
import pytest_asyncio
from psycopg import sql

from api.app import create_app
from local.postgres import Postgres
from rules.procedures import SEALED_PROCEDURES
from settings import Settings
from tests.api.conftest import CLERK, MONDAY, Caller, Clock, Desk, client_of, enter_the_county, settings_for
from tests.api.engines import RememberingEngine
from tests.servers import brought_up, mark_room, with_tables

DISCIPLINE = "p-sl-discipline-clerk"
SECOND = "p-sl-discipline-clerk-second"
# Words that must never be found: each stands in the accusation and nowhere else.
ACCUSED, ACCUSER, DEED = "钱某某", "赵实名", "套取补助款"
WORDS = (ACCUSED, ACCUSER, DEED)
ACCUSATION = {
    "channel": "letter",
    "title": f"反映{ACCUSED}问题",
    "body": f"{ACCUSED}{DEED}，请查处。",
    "author": ACCUSER,
    "contact": "示例地址九号",
}
LETTER = {"channel": "letter", "title": "路灯不亮", "body": "村口的路灯坏了。", "author": "孙写信"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_room(items, Path(__file__).parent, "module")


@dataclass
class Counter(Desk):
    """The API, with what comes to its counter."""

    settings: Settings

    async def submitted(self, said: dict[str, Any] = ACCUSATION, person: str = CLERK) -> str:
        """The tracking code of what somebody brought."""
        answer = await (await self.sign_in(person)).post("/submissions", said)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["tracking"])

    async def waiting(self, person: str = CLERK) -> list[str]:
        answer = await (await self.sign_in(person)).get("/submissions")
        assert answer.status_code == 200, answer.text
        return [each["submission"]["id"] for each in answer.json()]

    async def came(self, said: dict[str, Any] = ACCUSATION) -> str:
        """The id of a submission that has just come in."""
        return (await self.came_with_code(said))[0]

    async def came_with_code(self, said: dict[str, Any] = ACCUSATION) -> tuple[str, str]:
        """The id of a submission that has just come in, and the code that was told."""
        before = set(await self.waiting())
        code = await self.submitted(said)
        (id,) = set(await self.waiting()) - before
        return id, code

    async def standing(self, code: str, factor: str | None = None) -> httpx.Response:
        """What is told to whoever asks with a code."""
        headers = {"Tracking-Code": code} | ({"Tracking-Factor": factor} if factor else {})
        return await self.http.get("/public/status", headers=headers)

    async def classified(self, id: str, purpose: str = "accusation", **more: Any) -> dict[str, Any]:
        answer = await self.classify(id, purpose, **more)
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    async def classify(
        self, id: str, purpose: str = "accusation", *, key: str | None = None, **more: Any
    ) -> httpx.Response:
        clerk = await self.sign_in(CLERK)
        return await clerk.post(f"/submissions/{id}/classify", {"purpose": purpose, **more}, key)

    async def accusation(self, *, is_real_name: bool = True) -> "Case":
        """An accusation that has come in and was recognised."""
        before = {case["case"]["matter"] for case in await self.cases()}
        await self.classified(await self.came(), is_real_name=is_real_name)
        (number,) = {case["case"]["matter"] for case in await self.cases()} - before
        return Case(self, number)

    async def cases(self) -> list[dict[str, Any]]:
        answer = await (await self.sign_in(DISCIPLINE)).get("/sealed/cases", limit=200)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items


@dataclass
class Case:
    counter: Counter
    number: str

    @property
    def path(self) -> str:
        return f"/sealed/cases/accusation/{self.number}/1"

    async def read(self) -> dict[str, Any]:
        answer = await (await self.counter.sign_in(DISCIPLINE)).get(self.path)
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    async def ask(self, verb: str, body: Any, person: str = DISCIPLINE) -> httpx.Response:
        return await (await self.counter.sign_in(person)).post(f"{self.path}/{verb}", body)

    async def done(self, verb: str, body: Any) -> dict[str, Any]:
        answer = await self.ask(verb, body)
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(postgres: Postgres) -> AsyncIterator[Counter]:
    name = f"counter_{uuid4().hex[:8]}"
    url, _ = with_tables(postgres, name), with_tables(postgres, f"{name}_sealed")
    clock, settings = Clock(), settings_for(url, public_submissions_an_hour=20)
    app = create_app(settings, clock=clock)
    async with brought_up(app) as running:
        office = app.state.office
        await enter_the_county(office.records)
        engine = RememberingEngine(office.records, clock)
        behind = RememberingEngine(office.sealed.records, clock, SEALED_PROCEDURES)
        app.state.office = replace(office, engine=engine, sealed=replace(office.sealed, engine=behind))
        async with client_of(running.app) as http:
            yield Counter(app, http, engine, clock, settings)


@pytest.fixture
def counter(room: Counter) -> Counter:
    room.clock.at = MONDAY
    return room


def dumped(database_url: str) -> str:
    """Every row of every table of a database, as text."""
    with psycopg.connect(database_url) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
        ).fetchall()
        rows = [
            f"{table}: {row}"
            for (table,) in tables
            for (row,) in connection.execute(
                sql.SQL("SELECT row_to_json(t)::text FROM {} t ORDER BY 1").format(sql.Identifier(table))
            )
        ]
    return "\n".join(rows)


__all__ = ["Caller"]
