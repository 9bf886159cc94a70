"""Handoffs over the wire, both ways, beside the floors of the same run.

The floors: a signed message posted straight to the simulator, which writes it down; and a bare decision of
the product (claim or release). Then our people send drafted handoffs, until the agency's store has them and
until our journal says so; an agency's system sends matters, and news of what it was sent, until it is
answered: its effect stands then. Last, from an agency's own send, outbox and all, to the worklist.
Whoever is told to come back (503) comes back; the time counts from the first try.

The limit of messages a second to one agency is lifted; it is 20 otherwise.
"""

import argparse
import asyncio
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

import contract
from benchmarks.decisions import CLERK, LEAD, enter_county, product, register, sign_in, with_key
from benchmarks.floors import Pace, pace
from local.ports import free_port
from local.system import System
from records import connect
from settings import Settings
from wire.partners import partners_of
from wire.signing import sign

AGENCY = "police"
CALLERS = (1, 20)
_COME_BACK = 503
_DRAFTED_AT_ONCE = 5
_TAKEN = text("SELECT count(*) FROM deliveries WHERE taken_at IS NOT NULL AND procedure = ANY(:those)")
_SENT = text("SELECT procedure, message FROM deliveries WHERE procedure = ANY(:those)")
_DRAFT = text("SELECT id FROM procedures WHERE kind = 'handoff' AND matter = :matter")
_TASK = text("SELECT 1 FROM tasks t JOIN exchanges e ON e.procedure = t.procedure WHERE e.subject = :subject")


@dataclass(frozen=True)
class Bench:
    """The system, a client of its API, and a look at its records."""

    system: System
    http: httpx.AsyncClient
    records: AsyncEngine

    async def posted(self, url: str, message: dict[str, Any]) -> Any:
        """A message with its signature; what is answered. Whoever is told to come back comes back."""
        body = json.dumps(message, ensure_ascii=False)
        keys = partners_of(self.system.settings)[AGENCY].keys
        while True:
            headers = sign(keys, message["id"], datetime.now(UTC), body)
            answer = await self.http.post(
                f"{url}/messages",
                content=body.encode(),
                headers={**headers, "content-type": "application/cloudevents+json"},
            )
            if answer.status_code != _COME_BACK:
                answer.raise_for_status()
                return answer.json()
            await asyncio.sleep(0.1)

    @property
    def there(self) -> str:
        return f"http://127.0.0.1:{self.system.settings.simulator_port}/{AGENCY}"

    @property
    def here(self) -> str:
        return f"{self.system.api_url}/agencies/{AGENCY}"


def message(what: str, subject: str, source: str, data: dict[str, Any]) -> dict[str, Any]:
    said = {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": source,
        "type": f"cn.fengqiao.handoff.{what}.v1",
        "subject": subject,
        "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": data,
    }
    return {**said, "dataschema": f"urn:fengqiao:contract:1:{data['docking']}"} if what == "sent" else said


def matter(docking: str, source: str) -> dict[str, Any]:
    """A matter that is sent, as the contract's own example has it."""
    known = {name: said for name, said in contract.examples()["sent"]["data"].items() if name != "practice"}
    known.pop("related", None)
    return message("sent", f"{AGENCY}/{uuid4()}", source, {**known, "docking": docking})


async def paced(callers: int, each: int, ask: Callable[[int], Awaitable[Any]]) -> Pace:
    """So many at once, each so many times; ``ask`` is given the number of the request."""
    took: list[float] = []

    async def work(caller: int) -> None:
        for n in range(each):
            start = time.perf_counter()
            await ask(caller * each + n)
            took.append(time.perf_counter() - start)

    start = time.perf_counter()
    await asyncio.gather(*map(work, range(callers)))
    return pace(took, time.perf_counter() - start)


async def drafted(bench: Bench, count: int) -> list[str]:
    """Handoffs to the police, complete and not sent."""
    clerk, lead = await sign_in(bench.http, CLERK), await sign_in(bench.http, LEAD)
    places = asyncio.Semaphore(_DRAFTED_AT_ONCE)

    async def one() -> str:
        async with places:
            return await draft()

    async def draft() -> str:
        case = await register(bench.http, clerk)
        shown = (await bench.http.get(case, headers=lead)).json()
        people = [party["party"]["ref"] for party in shown["parties"]]
        asked = {"docking": "police-referral", "to": AGENCY, "people": people, "summary": "测速。"}
        (await bench.http.post(f"{case}/hand-off", json=asked, headers=with_key(lead))).raise_for_status()
        while not (handoff := await _scalar(bench, _DRAFT, matter=case.split("/")[3])):
            await asyncio.sleep(0.02)
        return str(handoff)

    return await asyncio.gather(*(one() for _ in range(count)))


async def sent_by_us(bench: Bench, callers: int, each: int) -> tuple[dict[str, Pace], list[str]]:
    """From the button to the agency's store, and how many a second until our journal says so; and which."""
    handoffs = await drafted(bench, callers * each)
    lead = await sign_in(bench.http, LEAD)
    asked_at: dict[str, float] = {}

    async def send(n: int) -> None:
        _, _, number, episode = handoffs[n].split("/")
        asked_at[handoffs[n]] = time.time()
        path = f"/cases/handoff/{number}/{episode}/send-handoff"
        (await bench.http.post(path, json={}, headers=with_key(lead))).raise_for_status()

    begun = time.perf_counter()
    decided = await paced(callers, each, send)
    while await _scalar(bench, _TAKEN, those=handoffs) < len(handoffs):
        await asyncio.sleep(0.02)
    wall = time.perf_counter() - begun
    async with bench.records.connect() as connection:
        rows = (await connection.execute(_SENT, {"those": handoffs})).all()
    arrived = _arrivals(bench.system)
    took = [arrived[str(row.message)] - asked_at[row.procedure] for row in rows]
    return {f"send, {callers}": decided, f"our send to their store, {callers}": pace(took, wall)}, handoffs


def _arrivals(system: System) -> dict[str, float]:
    """When each message stood in the agencies' own store."""
    store = sqlite3.connect(f"file:{system.settings.var / 'run' / 'simulator.db'}?mode=ro", uri=True)
    try:
        rows = store.execute("SELECT id, received_at FROM inbox").fetchall()
    finally:
        store.close()
    return {id: datetime.fromisoformat(at).timestamp() for id, at in rows}


async def to_the_worklist(bench: Bench, times: int) -> Pace:
    """From an agency's send, one after the other, to the task of whoever receives it."""

    async def push(_: int) -> None:
        answer = await bench.http.post(f"{bench.there}/desk/push", json={"docking": "police-mediation"})
        answer.raise_for_status()
        while not await _scalar(bench, _TASK, subject=answer.json()["subject"]):
            await asyncio.sleep(0.005)

    return await paced(1, times, push)


async def all_paces(system: System, each: int) -> dict[str, Pace]:
    """Floors and figures at one caller and at twenty."""
    records, paces = connect(system.database_url), dict[str, Pace]()
    ours, theirs = "urn:fengqiao:county:sl", f"urn:fengqiao:agency:{AGENCY}"
    async with httpx.AsyncClient(base_url=system.api_url, timeout=60, trust_env=False) as http:
        bench = Bench(system, http, records)
        for callers in CALLERS:
            paces[f"floor post, {callers}"] = await paced(
                callers, each, lambda _: bench.posted(bench.there, matter("police-referral", ours))
            )
            paces[f"floor decision, {callers}"] = await product(system.api_url, callers, each)
            sent, handoffs = await sent_by_us(bench, callers, each)
            paces |= sent

            async def accepted(n: int, those: list[str] = handoffs) -> None:
                data = {"receiver_ref": f"p-{n}", "accepted_by": {"role": "docking_clerk", "unit": AGENCY}}
                await bench.posted(bench.here, message("accepted", those[n], theirs, data))

            paces[f"news in, {callers}"] = await paced(callers, each, accepted)
            paces[f"matter in, {callers}"] = await paced(
                callers, each, lambda _: bench.posted(bench.here, matter("police-mediation", theirs))
            )
        paces["their send to our worklist, 1"] = await to_the_worklist(bench, each)
    await records.dispose()
    return paces


async def _scalar(bench: Bench, statement: Any, **values: Any) -> Any:
    async with bench.records.connect() as connection:
        return await connection.scalar(statement, values)


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks --only handoffs", description=__doc__)
    parser.add_argument("--each", type=int, default=8, help="messages of each caller")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as var:
        os.chmod(var, 0o755)  # noqa: S103, PTH101 - PostgreSQL runs under an account of its own
        ports = ("api_port", "postgres_port", "temporal_port", "temporal_ui_port", "simulator_port")
        settings = Settings(
            var=Path(var),
            development=True,
            simulator_tempers=f"{AGENCY}=desk",
            agency_rate=1_000,
            **{name: free_port() for name in ports},  # type: ignore[arg-type]
        )
        with System(settings) as system:
            asyncio.run(enter_county(system))
            paces = asyncio.run(all_paces(system, asked.each))
    if asked.json:
        print(json.dumps({name: asdict(each) for name, each in paces.items()}, indent=1))
        return
    print(f"{'':30}{'per second':>12}{'p50 ms':>9}{'p95 ms':>9}")
    for name, each in paces.items():
        print(f"{name:30}{each.per_second:12.1f}{each.p50:9.1f}{each.p95:9.1f}")
