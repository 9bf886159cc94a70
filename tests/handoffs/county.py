"""A county with everything running, and the agencies' systems beside it, played by the simulator over the
wire."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from demo.playing import settings_of_our_own
from desk.seeding import enter_people
from local.ports import free_port
from local.system import System
from records import connect
from rules.dispute.screen import Concern
from wire.partners import partners_of
from wire.signing import Keys, sign

CLERK = "p-sl-window-clerk"
OFFICE = "p-sl-petition-mediation-docking-office"
SUPERVISOR = "p-sl-supervisor"
VILLAGE = "sl-t1-v1"
LEAD = f"p-{VILLAGE}-village-party-secretary"
LIMIT = 45  # seconds within which every consequence must have come: less than the relay's slowest look


@contextmanager
def running(tempers: str) -> Iterator[System]:
    """The whole system, with the simulator; ``tempers`` as the setting has them."""
    with TemporaryDirectory(prefix="fengqiao-handoffs-") as home:
        settings = settings_of_our_own(Path(home) / "var", "system")
        played = {"simulator_port": free_port(), "simulator_tempers": tempers}
        with System(settings.model_copy(update=played)) as system:
            asyncio.run(_enter(system))
            yield system


async def _enter(system: System) -> None:
    records = connect(system.database_url)
    await enter_people(records)
    await records.dispose()


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any


@dataclass
class County:
    """What people ask of it, what agencies' systems do, and what its records say."""

    system: System
    http: httpx.AsyncClient
    records: AsyncEngine
    _tokens: dict[str, str] = field(default_factory=dict)

    async def ask(
        self, person: str, path: str, body: Any = None, *, key: str | None = None, act_as: str | None = None
    ) -> Answer:
        """A person asks for something."""
        headers = {**await self._signed_in(person), "Idempotency-Key": key or str(uuid4())}
        if act_as:
            headers["Act-As"] = act_as
        got = await self.http.post(self.system.api_url + path, json=body or {}, headers=headers)
        return Answer(got.status_code, got.json())

    async def see(self, person: str, path: str) -> Answer:
        got = await self.http.get(self.system.api_url + path, headers=await self._signed_in(person))
        return Answer(got.status_code, got.json())

    async def _signed_in(self, person: str) -> dict[str, str]:
        if person not in self._tokens:
            got = await self.http.post(f"{self.system.api_url}/dev/sign-in", json={"person": person})
            self._tokens[person] = got.json()["token"]
        return {"Authorization": f"Bearer {self._tokens[person]}"}

    # the agencies' desks

    async def pushed(self, agency: str, docking: str, data: Mapping[str, Any] | None = None) -> str:
        """An agency sends a matter; its reference of it."""
        got = await self.http.post(
            f"{self._desk(agency)}/push", json={"docking": docking, "data": dict(data or {})}
        )
        got.raise_for_status()
        return str(got.json()["subject"])

    async def acted(self, agency: str, subject: str, act: str, data: Mapping[str, Any] | None = None) -> None:
        got = await self.http.post(
            f"{self._desk(agency)}/acts", json={"subject": subject, "act": act, "data": dict(data or {})}
        )
        assert got.is_success, got.text

    async def there(self, agency: str, subject: str) -> dict[str, Any] | None:
        """How an exchange stands in the agency's own store."""
        got = await self.http.get(f"{self._desk(agency)}/exchanges/{subject}")
        return got.json() if got.is_success else None

    async def ledger(self, agency: str, subject: str) -> list[dict[str, Any]]:
        """Every try of the agency's system to tell us something of an exchange."""
        got = await self.http.get(f"{self._desk(agency)}/ledger", params={"subject": subject})
        tries: list[dict[str, Any]] = got.json()
        return tries

    def _desk(self, agency: str) -> str:
        return f"http://127.0.0.1:{self.system.settings.simulator_port}/{agency}/desk"

    # the wire itself

    async def said(
        self,
        agency: str,
        message: Mapping[str, Any] | bytes,
        *,
        keys: Keys | None = None,
        at: datetime | None = None,
        id: str | None = None,
    ) -> Answer:
        """A message as an agency's system would send it, byte by byte."""
        raw = message if isinstance(message, bytes) else json.dumps(message, ensure_ascii=False).encode()
        known = partners_of(self.system.settings)[agency].keys if keys is None else keys
        named = id or (message["id"] if isinstance(message, Mapping) else str(uuid4()))
        headers = sign(known, named, at or datetime.now(UTC), raw.decode("utf-8", "replace"))
        got = await self.http.post(
            f"{self.system.api_url}/agencies/{agency}/messages",
            content=raw,
            headers={**headers, "content-type": "application/cloudevents+json"},
        )
        return Answer(got.status_code, got.json())

    # what stands

    async def story(self, procedure: str) -> list[str]:
        """The kinds of the entries of a procedure, in order."""
        rows = await self._rows(
            "SELECT kind FROM journal WHERE procedure = :procedure ORDER BY seq", procedure=procedure
        )
        return [row[0] for row in rows]

    async def handoff_of(self, agency: str, subject: str) -> str | None:
        rows = await self._rows(
            "SELECT procedure FROM exchanges WHERE agency = :agency AND subject = :subject",
            agency=agency,
            subject=subject,
        )
        return rows[0][0] if rows else None

    async def procedures(self, kind: str, matter: str) -> list[str]:
        rows = await self._rows(
            "SELECT id FROM procedures WHERE kind = :kind AND matter = :matter ORDER BY n",
            kind=kind,
            matter=matter,
        )
        return [row[0] for row in rows]

    async def case(self, procedure: str) -> Any:
        rows = await self._rows("SELECT * FROM cases WHERE procedure = :procedure", procedure=procedure)
        return rows[0] if rows else None

    async def _rows(self, statement: str, **values: Any) -> list[Any]:
        async with self.records.connect() as connection:
            return list((await connection.execute(text(statement), values)).all())


@asynccontextmanager
async def opened(system: System) -> AsyncIterator[County]:
    """The county, as long as the block lasts."""
    records = connect(system.database_url)
    async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
        yield County(system, http, records)
    await records.dispose()


async def eventually(holds: Callable[[], Awaitable[Any]], within: float = LIMIT) -> Any:
    """What ``holds`` gives as soon as that is something."""
    async with asyncio.timeout(within):
        while not (found := await holds()):
            await asyncio.sleep(0.05)
    return found


def path_of(procedure: str, verb: str = "") -> str:
    kind, _, number, n = procedure.split("/")
    return f"/cases/{kind}/{number}/{n}" + (f"/{verb}" if verb else "")


def a_dispute(**said: Any) -> dict[str, Any]:
    """The body of a registration: two neighbours, screened."""
    return {
        "dispute_type": "neighbour",
        "village": VILLAGE,
        "parties": [{"role": "applicant", "name": "张甲"}, {"role": "respondent", "name": "李乙"}],
        "screen": dict.fromkeys(Concern, "no"),
        **said,
    }


def a_matter() -> dict[str, Any]:
    return {"title": "排水纠纷", "body": "邻里排水纠纷。", "channel": "visit"}


def digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()
