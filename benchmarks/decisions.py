"""Decisions through HTTP on the whole system, beside the bare engine, in the same run.

`make bench` starts the system in a directory of its own, registers as many disputes as there are
callers, and lets each caller claim and release its own. The floors run on the same Temporal server,
with as many worker processes. Figures are printed as a table, and as JSON with ``--json``.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx

from benchmarks.floors import Pace, measure, pace
from desk.acting import Case
from desk.caller import Caller
from desk.endings import no_agreement_at_all_four
from desk.seeding import enter_people
from desk.town import county
from engine import engine_of
from local.ports import free_port
from local.system import System
from records import connect
from rules.dispute.screen import Concern
from settings import Settings

LEAD = "p-sl-t1-v1-village-party-secretary"
CLERK = "p-sl-window-clerk"


@contextmanager
def floor_workers(system: System) -> Iterator[None]:
    """As many worker processes as the system has, for the bare workflows."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.floors",
        system.temporal_address,
        system.settings.temporal_namespace,
    ]
    with ExitStack() as stack:
        for _ in range(system.settings.workers):
            process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            stack.callback(process.wait)
            stack.callback(process.terminate)
            assert process.stdout
            process.stdout.readline()
        yield


async def product(url: str, callers: int, each: int) -> Pace:
    """Claim and release, through HTTP: two decisions of the real procedure, journalled and visible."""
    async with httpx.AsyncClient(base_url=url, timeout=30) as http:
        clerk, lead = await sign_in(http, CLERK), await sign_in(http, LEAD)
        cases = [await register(http, clerk) for _ in range(callers)]
        took: list[float] = []

        async def work(case: str, times: int) -> None:
            for n in range(times):
                verb = ("claim", "release")[n % 2]
                start = time.perf_counter()
                answer = await http.post(f"{case}/{verb}", json={}, headers=with_key(lead))
                took.append(time.perf_counter() - start)
                answer.raise_for_status()

        for case in cases:
            await work(case, 2)
        took.clear()
        start = time.perf_counter()
        await asyncio.gather(*(work(case, each) for case in cases))
        return pace(took, time.perf_counter() - start)


async def sign_in(http: httpx.AsyncClient, person: str) -> dict[str, str]:
    """The headers of a person who has signed in."""
    answer = await http.post("/dev/sign-in", json={"person": person})
    answer.raise_for_status()
    return {"Authorization": f"Bearer {answer.json()['token']}"}


async def register(http: httpx.AsyncClient, clerk: dict[str, str]) -> str:
    """The path of a dispute that was registered just now."""
    body: dict[str, Any] = {
        "matter": {"channel": "visit", "title": "测速", "body": "测速用的虚构纠纷。"},
        "dispute_type": "neighbour",
        "village": "sl-t1-v1",
        "parties": [{"role": "applicant", "name": "甲"}, {"role": "respondent", "name": "乙"}],
        "screen": dict.fromkeys(Concern, "no"),
    }
    answer = await http.post("/disputes", json=body, headers=with_key(clerk))
    answer.raise_for_status()
    return f"/cases/dispute/{answer.json()['number']}/1"


def with_key(headers: dict[str, str]) -> dict[str, str]:
    """The same headers for one request."""
    return headers | {"Idempotency-Key": str(uuid.uuid4())}


async def all_paces(system: System, each: int) -> dict[str, Pace]:
    """Each at one caller and at twenty, the floors before and after ours: machines drift."""
    client = await engine_of(system.settings, payloads=False)
    paces: dict[str, Pace] = {}
    for callers in (1, 20):
        with floor_workers(system):
            for floor in "abc":
                paces[f"floor {floor.upper()}, {callers}"] = await measure(client, floor, callers, each)
        paces[f"ours, {callers}"] = await product(system.api_url, callers, each)
    return paces


async def four_steps(system: System) -> int:
    """The engine's events of a dispute that fails at all four steps and ends in guidance."""
    async with Caller(system.api_url) as caller:
        matter = {"channel": "visit", "title": "四步", "body": "四步均不成的虚构纠纷。", "author": "甲"}
        taken_in = await caller.post(CLERK, "/matters", matter, str(uuid.uuid4()))
        case = Case(caller, county(), f"bench/{uuid.uuid4()}", "sl-t1-v1", "sl-t1")
        await case.open(CLERK, taken_in.body["number"], "neighbour", (), "乙")
        await no_agreement_at_all_four(case)
    client = await engine_of(system.settings, payloads=False)
    handle = client.get_workflow_handle(f"dispute/{county().edition.county}/{case.number}/1")
    while (described := await handle.describe()).close_time is None:
        await asyncio.sleep(0.1)
    return described.history_length


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks --only decisions", description=__doc__)
    parser.add_argument("--each", type=int, default=40, help="decisions of each caller")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as var:
        os.chmod(var, 0o755)  # noqa: S103, PTH101 - PostgreSQL runs under an account of its own
        ports = {
            name: free_port() for name in ("api_port", "postgres_port", "temporal_port", "temporal_ui_port")
        }
        settings = Settings(var=Path(var), development=True, **ports)  # type: ignore[arg-type]
        with System(settings) as system:
            asyncio.run(enter_county(system))
            paces = asyncio.run(all_paces(system, asked.each))
            events = asyncio.run(four_steps(system))
        began = time.perf_counter()
        with System(settings):
            restarted = time.perf_counter() - began
    if asked.json:
        figures = {name: asdict(each) for name, each in paces.items()}
        print(json.dumps({**figures, "restart_seconds": restarted, "four_step_events": events}, indent=1))
        return
    print(f"{'':14}{'per second':>12}{'p50 ms':>9}{'p95 ms':>9}{'events':>8}")
    for name, each in paces.items():
        print(
            f"{name:14}{each.per_second:12.0f}{each.p50:9.1f}{each.p95:9.1f}{each.events_per_decision:8.1f}"
        )
    print(f"restart to ready: {restarted:.1f} s; events of a four-step case: {events}")


async def enter_county(system: System) -> None:
    """Its units, its people, and who sits where."""
    records = connect(system.database_url)
    await enter_people(records)
    await records.dispose()
