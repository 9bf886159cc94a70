"""From the label of a place to the worklist of its grid worker, on the whole system, over HTTP.

Once a second somebody without an account reports at a place; it is measured until the grid worker's own
worklist, asked again and again, shows the number. The floor, half a second later in the same run: a question
registered at the window and nothing else. Both count from before the request.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Awaitable, Sequence
from dataclasses import asdict
from pathlib import Path
from uuid import uuid4

import httpx

from benchmarks.decisions import CLERK, enter_county
from benchmarks.floors import Pace, pace
from benchmarks.registrations import text_of, title_of
from desk.caller import Caller
from local.ports import free_port
from local.system import System
from settings import Settings

PLACE, WORKER = "dx-0004", "p-sl-t1-v2-grid-worker"  # the place lies in this one's grid
_WITHIN = 10.0  # seconds; then it has not come


async def reported(public: httpx.AsyncClient, caller: Caller, n: int) -> float:
    """Seconds until what was reported stands on the worklist."""
    body = {"kind": "illegal-parking", "title": title_of(n), "body": text_of(n)}
    start = time.perf_counter()
    headers = {"Idempotency-Key": str(uuid4())}
    answer = await public.post(f"/public/places/{PLACE}/reports", json=body, headers=headers)
    answer.raise_for_status()
    number = answer.json()["number"]
    while time.perf_counter() - start < _WITHIN:
        lines = await caller.get(WORKER, "/worklists/mine", limit=200)
        if any(line["task"]["matter"] == number for line in lines["items"]):
            return time.perf_counter() - start
    raise TimeoutError(number)


async def asked(caller: Caller, n: int) -> float:
    """Seconds until a question is registered."""
    body = {"matter": {"channel": "window", "title": title_of(n), "body": text_of(n)}, "village": "sl-t1-v2"}
    start = time.perf_counter()
    await caller.post(CLERK, "/consultations", body, str(uuid4()))
    return time.perf_counter() - start


async def in_turns(system: System, seconds: int) -> dict[str, Pace]:
    """One report and one question a second, each begun on its beat whatever the others take."""
    took: dict[str, list[float]] = {"question registered": [], "label to worklist": []}
    async with Caller(system.api_url) as caller, httpx.AsyncClient(base_url=system.api_url) as public:
        await asked(caller, -1)  # everybody has signed in, every connection is open
        await reported(public, caller, -2)
        begun = time.perf_counter()

        async def on_the_beat(name: str, at: float, measured: Awaitable[float]) -> None:
            await asyncio.sleep(begun + at - time.perf_counter())
            took[name].append(await measured)

        await asyncio.gather(
            *(on_the_beat("label to worklist", n, reported(public, caller, n)) for n in range(seconds)),
            *(on_the_beat("question registered", n + 0.5, asked(caller, n)) for n in range(seconds)),
        )
    return {name: pace(each, seconds) for name, each in took.items()}


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks --only places", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="one report a second for so long")
    parser.add_argument("--json", action="store_true")
    asked_for = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as var:
        os.chmod(var, 0o755)  # noqa: S103, PTH101 - PostgreSQL runs under an account of its own
        ports = {
            name: free_port() for name in ("api_port", "postgres_port", "temporal_port", "temporal_ui_port")
        }
        settings = Settings(
            var=Path(var),
            development=True,
            public_submissions_an_hour=100_000,
            **ports,  # type: ignore[arg-type]
        )
        with System(settings) as system:
            asyncio.run(enter_county(system))
            paces = asyncio.run(in_turns(system, asked_for.seconds))
    if asked_for.json:
        print(json.dumps({name: asdict(each) for name, each in paces.items()}, indent=1))
        return
    print(f"{'':22}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for name, each in paces.items():
        print(f"{name:22}{each.p50:9.1f}{each.p95:9.1f}{each.p99:9.1f}")
    floor, ours = paces["question registered"], paces["label to worklist"]
    print(f"{'ratio':22}{ours.p50 / floor.p50:9.2f}{ours.p95 / floor.p95:9.2f}{ours.p99 / floor.p99:9.2f}")
