"""Petitions registered through HTTP on the whole system, beside its floors, in the same run.

The floors: the bare engine's update (A), and a matter taken in (`POST /matters`), which starts nothing. Then
what is suggested for a text: its routes, and which of the matters that were registered here may be the same.
Whoever is told to come back comes back, as the importer does; the time counts from the first try.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.decisions import CLERK, enter_county, floor_workers
from benchmarks.floors import Pace, measure, pace
from desk.caller import Answer, Caller
from engine import engine_of
from local.ports import free_port
from local.system import System
from settings import Settings

CALLERS = (1, 20)
Ask = Callable[[int], Awaitable[Answer]]

# Fictional, of the length that letters have; no two are the same.
_SAID = (
    "村口到小学的路坏了三百多米，下雨天积水到脚踝，孩子上学要绕行",
    "小区楼下的烧烤店营业到凌晨两点，油烟直接排进住户家里",
    "工地三个月没有发工资，二十多个工人找不到负责人",
    "自来水发黄有异味，物业说是管网问题，供水公司说是小区水箱问题",
    "拆迁补偿协议签了一年，安置房还没有开工，过渡费也停发了",
)


def title_of(n: int) -> str:
    return f"第{n}号来件"


def text_of(n: int) -> str:
    first, second = _SAID[n % len(_SAID)], _SAID[(n // len(_SAID)) % len(_SAID)]
    return f"{title_of(n)}：{first}。另外，{second}。请有关部门核实并给一个书面答复。" * 2


async def at(callers: int, each: int, ask: Ask) -> Pace:
    """So many at once, each so many times one after the other; two more before it is measured."""
    numbers, took = count(), list[float]()

    async def work(times: int) -> None:
        for _ in range(times):
            took.append((await ask(next(numbers))).milliseconds / 1e3)

    await work(2)
    took.clear()
    start = time.perf_counter()
    await asyncio.gather(*(work(each) for _ in range(callers)))
    return pace(took, time.perf_counter() - start)


def registering(caller: Caller) -> dict[str, Ask]:
    """A matter that waits at intake, and a petition whose periods run."""

    def matter(n: int) -> dict[str, Any]:
        return {"channel": "letter", "title": title_of(n), "body": text_of(n), "author": "王甲"}

    def petition(n: int) -> dict[str, Any]:
        people = [{"role": "petitioner", "name": "王甲", "contact": "示例县柳湾村"}]
        return {"matter": matter(n), "channel": "letter", "people": people, "village": "sl-t1-v1"}

    return {
        "matter": lambda n: caller.post(CLERK, "/matters", matter(n), str(uuid4())),
        "petition": lambda n: caller.post(CLERK, "/petitions", petition(n), str(uuid4())),
    }


def suggesting(caller: Caller) -> dict[str, Ask]:
    """For a text that is not registered yet: where it may belong, and what may be the same."""

    def routes(n: int) -> Awaitable[Answer]:
        return caller.post(CLERK, "/diversion/suggestions", {"text": text_of(n)}, str(uuid4()))

    def likenesses(n: int) -> Awaitable[Answer]:
        body = {"title": title_of(n), "body": text_of(n)}
        return caller.post(CLERK, "/matters/likenesses", body, str(uuid4()))

    return {"routes": routes, "likenesses": likenesses}


async def all_paces(system: System, each: int) -> dict[str, Pace]:
    """Registrations at one caller and at twenty, the floor before ours; what is suggested, at one."""
    client = await engine_of(system.settings, payloads=False)
    paces: dict[str, Pace] = {}
    async with Caller(system.api_url) as caller:
        for callers in CALLERS:
            with floor_workers(system):
                paces[f"floor A, {callers}"] = await measure(client, "a", callers, each)
            for name, ask in registering(caller).items():
                paces[f"{name}, {callers}"] = await at(callers, each, ask)
        for name, ask in suggesting(caller).items():
            paces[f"{name}, 1"] = await at(1, each, ask)
    return paces


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks --only registrations", description=__doc__)
    parser.add_argument("--each", type=int, default=40, help="requests of each caller")
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
    if asked.json:
        print(json.dumps({name: asdict(each) for name, each in paces.items()}, indent=1))
        return
    print(f"{'':16}{'per second':>12}{'p50 ms':>9}{'p99 ms':>9}")
    for name, each in paces.items():
        print(f"{name:16}{each.per_second:12.1f}{each.p50:9.1f}{each.p99:9.1f}")
