"""A year's calendar on its way to many open cases, and people who decide meanwhile.

Opens the cases, lets people decide at a steady pace, publishes, lets them go on until every case knows, and
then alone again: how many cases a second, and what it costs those who decide, in the same run.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from benchmarks.cases import before_the_notice, open_cases
from benchmarks.decisions import CLERK, LEAD, enter_county, register, sign_in, with_key
from desk import publishing
from desk.approving import HEAD
from desk.caller import Caller
from desk.town import DISPATCHER
from engine import engine_of
from local.ports import free_port
from local.system import System
from relay import SWEEP_PER_SECOND
from rules.instants import ONE_DAY, legal_day
from settings import PUBLICATION_RATE, Settings

DECIDED = 20  # cases that people decide in


@dataclass(frozen=True)
class Wait:
    """How long people waited for their decisions, in milliseconds, and how many those were."""

    decisions: int
    p50: float
    p99: float


@dataclass(frozen=True)
class FanOut:
    """What a publication did, how fast, and what people waited alone (before and after it) and beside it."""

    cases: int
    moved: int
    cases_per_second: float
    alone: Wait
    beside: Wait

    @property
    def ratio(self) -> float:
        """The ninety-ninth percentile beside it, over the usual one."""
        return self.beside.p99 / self.alone.p99


class People:
    """They decide at a steady pace, whether or not the last one was answered: claim and release, in turn."""

    def __init__(self, http: httpx.AsyncClient, cases: list[str], lead: dict[str, str], pace: float) -> None:
        self._http, self._cases, self._lead, self._pace = http, cases, lead, pace
        self._turns = count()

    async def decide(self, goes_on: Callable[[], bool]) -> list[float]:
        """Seconds each decision took. Ends when it goes on no more."""
        took: list[float] = []
        async with asyncio.TaskGroup() as group:
            while goes_on():
                group.create_task(self._decide(next(self._turns), took))
                await asyncio.sleep(1 / self._pace)
        return took

    async def _decide(self, turn: int, took: list[float]) -> None:
        round_, case = divmod(turn, len(self._cases))
        began = time.perf_counter()
        path = f"{self._cases[case]}/{('claim', 'release')[round_ % 2]}"
        answer = await self._http.post(path, json={}, headers=with_key(self._lead))
        took.append(time.perf_counter() - began)
        answer.raise_for_status()


def waited(took: list[float]) -> Wait:
    ordered = sorted(took)
    return Wait(len(took), ordered[len(took) // 2] * 1e3, ordered[int(len(took) * 0.99)] * 1e3)


async def measure(system: System, cases: int, pace: float, seconds: float) -> FanOut:
    """Open the cases, and measure."""
    now, settings = datetime.now(UTC), system.settings
    engine = await engine_of(settings)
    edition = before_the_notice(now)
    await open_cases(system, engine, edition, [now - (n % 3) * ONE_DAY for n in range(cases)])
    async with (
        httpx.AsyncClient(base_url=system.api_url, timeout=60) as http,
        Caller(system.api_url) as caller,
    ):
        clerk = await sign_in(http, CLERK)
        theirs = [await register(http, clerk) for _ in range(DECIDED)]
        people = People(http, theirs, await sign_in(http, LEAD), pace)
        await asyncio.sleep(cases / SWEEP_PER_SECOND)  # the relay looks at what was opened just now
        before = await people.decide(_for(seconds))
        publishing_ = asyncio.create_task(_publish(caller, edition.calendar.series, now))
        beside = await people.decide(lambda: not publishing_.done())
        report = await publishing_
        after = await people.decide(_for(seconds))
    lasted = _instant(report["finished_at"]) - _instant(report["published_at"])
    return FanOut(
        cases=report["told"],
        moved=report["moved"],
        cases_per_second=report["told"] / lasted.total_seconds(),
        alone=waited(before + after),
        beside=waited(beside),
    )


async def _publish(caller: Caller, series: str, now: datetime) -> dict[str, Any]:
    """The week in which the mediations end is free: most dates move. The report, when everybody knows."""
    first = legal_day(now) + timedelta(days=28)
    free = ", ".join(
        (first + n * ONE_DAY).isoformat() for n in range(7) if (first + n * ONE_DAY).year == first.year
    )
    text = f"""
        series = "{series}"
        year = {first.year}
        source = "benchmark"
        holidays = [{free}]
        make_up_workdays = []
    """
    published = await publishing.publish(caller, DISPATCHER, HEAD, text)
    return await publishing.watch(caller, DISPATCHER, published["version"], lambda _: None)


def _for(seconds: float) -> Callable[[], bool]:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() < until


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks --only fan-out", description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--rate", type=float, default=PUBLICATION_RATE, help="cases told a second, at most")
    parser.add_argument("--pace", type=float, default=10, help="decisions asked for a second")
    parser.add_argument("--seconds", type=float, default=30, help="of deciding alone, before and after")
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
            found = asyncio.run(measure(system, asked.cases, asked.pace, asked.seconds))
    if asked.json:
        print(json.dumps({**asdict(found), "ratio": found.ratio}, indent=1))
        return
    print(
        f"{found.cases} cases told, {found.moved} dates moved, {found.cases_per_second:.1f} cases per second"
    )
    for name, wait in (("alone", found.alone), ("beside", found.beside)):
        print(f"{name:8}{wait.decisions:6} decisions{wait.p50:9.1f} ms p50{wait.p99:9.1f} ms p99")
    print(f"p99 beside it: {found.ratio:.2f} times the usual")
