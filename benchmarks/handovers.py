"""Somebody who handles many open cases leaves: how long until each is their successor's, in its own journal.

Opens and claims the cases, previews, carries out, and waits until the journal has every one of them.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from benchmarks.cases import open_cases
from benchmarks.decisions import LEAD, enter_county, sign_in, with_key
from counties import edition
from desk.caller import Caller
from desk.staff import ADMIN, SECURITY
from desk.town import COUNTY, EDITION
from engine import engine_of
from local.ports import free_port
from local.system import System
from rules.instants import legal_day
from settings import PUBLICATION_RATE, Settings

_SEAT = {"role": "village_party_secretary", "unit": "sl-t1-v1"}
_SUCCESSOR = "p-successor"
_AT_ONCE = 8
_LOOK_EVERY = 0.2  # seconds


@dataclass(frozen=True)
class Handed:
    """``preview``: milliseconds; ``seconds``: from the act to the report."""

    cases: int
    handed: int
    preview: float
    seconds: float

    @property
    def cases_per_second(self) -> float:
        return self.handed / self.seconds


async def measure(system: System, cases: int) -> Handed:
    """Open and claim the cases, and measure."""
    now = datetime.now(UTC)
    engine = await engine_of(system.settings)
    opened = await open_cases(system, engine, edition(COUNTY, EDITION), [now] * cases)
    async with (
        httpx.AsyncClient(base_url=system.api_url, timeout=60) as http,
        Caller(system.api_url) as caller,
    ):
        await _claim_all(http, opened)
        await _seat_the_successor(caller, legal_day(now).isoformat())
        path = f"/directory/people/{LEAD}/handover"
        began = time.perf_counter()
        seen = await caller.get(ADMIN, path)
        preview = time.perf_counter() - began
        named = [{**_SEAT, "person": _SUCCESSOR}]
        body = {"because": "retirement", "digest": seen["digest"], "successors": named}
        began = time.perf_counter()
        begun = (await caller.post(ADMIN, path, body, str(uuid4()))).body
        while not (done := await caller.get(ADMIN, f"/directory/handovers/{begun['id']}"))["finished_at"]:
            await asyncio.sleep(_LOOK_EVERY)
        lasted = time.perf_counter() - began
    return Handed(seen["cases"], done["handed"], preview * 1e3, lasted)


async def _claim_all(http: httpx.AsyncClient, opened: list[str]) -> None:
    lead, waiting = await sign_in(http, LEAD), iter(opened)

    async def one_after_another() -> None:
        for procedure in waiting:
            kind, _, number, n = procedure.split("/")
            answer = await http.post(f"/cases/{kind}/{number}/{n}/claim", json={}, headers=with_key(lead))
            answer.raise_for_status()

    await asyncio.gather(*(one_after_another() for _ in range(_AT_ONCE)))


async def _seat_the_successor(caller: Caller, since: str) -> None:
    async def ask(person: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        said = {"because": "appointment", **body}
        answered: dict[str, Any] = (await caller.post(person, path, said, str(uuid4()))).body
        return answered

    person = {"person": _SUCCESSOR, "valid_from": since}
    await ask(ADMIN, "/directory/people", {**person, "name": "接任人"})
    proposed = await ask(ADMIN, "/directory/seats", {**person, **_SEAT})
    number = proposed["changes"][0]["change"]["number"]
    await ask(SECURITY, f"/directory/proposals/{number}/confirm", {})


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks --only handovers", description=__doc__)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--rate", type=float, default=PUBLICATION_RATE, help="cases told a second, at most")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as var:
        os.chmod(var, 0o755)  # noqa: S103, PTH101 - PostgreSQL runs under an account of its own
        ports = {
            name: free_port() for name in ("api_port", "postgres_port", "temporal_port", "temporal_ui_port")
        }
        settings = Settings(var=Path(var), development=True, publication_rate=asked.rate, **ports)  # type: ignore[arg-type]
        with System(settings) as system:
            asyncio.run(enter_county(system))
            found = asyncio.run(measure(system, asked.cases))
    if asked.json:
        print(json.dumps({**asdict(found), "cases_per_second": found.cases_per_second}, indent=1))
        return
    print(
        f"{found.handed} of {found.cases} cases handed over in {found.seconds:.1f} s, "
        f"{found.cases_per_second:.1f} per second; preview {found.preview:.0f} ms"
    )
