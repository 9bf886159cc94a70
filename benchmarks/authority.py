"""What authority costs: the table applied, the condition of a list, and the wall of the database under it.

Writes a random county, then lists a thousand of its cases with neither, either and both of the walls.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncEngine

import records
from api import policy
from local.ports import free_port
from local.postgres import Postgres
from records import reading
from records.reader import Reader, read_by
from records.tables import cases
from records.visible import EVERYTHING, visible_cases
from rules.authority.confidentiality import Confidentiality
from rules.authority.deciding import clearance
from rules.procedure import Officer
from tests.authority.conftest import AT, procedure_of, write_down
from tests.authority.worlds import World, world

_LINES = 1_000
_SEATS = (
    Officer("p-1", "petition_bureau", "c"),
    Officer("p-1", "justice_office", "c-t0"),
    Officer("p-0", "peoples_mediator", "c-t0-v0"),
)


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=6_000)
    parser.add_argument("--turns", type=int, default=40)
    asked = parser.parse_args(arguments)
    found = world(41, people=60, matters=asked.matters)
    _decided(found)
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as above:
        home = Path(above)
        with Postgres(home / "cluster", home / "keys", free_port(), home / "postgres.log") as server:
            url = server.create_database("authority")
            records.migrate(url)
            asyncio.run(_listed(url, found, asked.turns))


def _decided(found: World) -> None:
    standings = [case for matter in found.matters for case in matter.cases][:_LINES]
    for seat in _SEATS:
        began = time.process_time()
        for case in standings:
            clearance([seat], case, found.parents)
        each = (time.process_time() - began) / len(standings) * 1e6
        began = time.process_time()
        for _ in range(100):
            policy.readable([seat], found.parents, Confidentiality.WORDS)
        a_request = (time.process_time() - began) / 100 * 1e3
        print(f"authority: {seat.role}: a decision {each:.0f} µs, a request's conditions {a_request:.2f} ms")


async def _listed(url: str, found: World, turns: int) -> None:
    engine = records.connect(url)
    await write_down(engine, found)
    for seat in _SEATS:
        seen = policy.visible([seat], found.parents)
        behind = read_by(engine, Reader(seat.person, [seat], AT))
        lists: dict[str, tuple[AsyncEngine, Select[Any]]] = {
            "neither": (engine, select(cases)),
            "condition": (engine, select(cases).where(visible_cases(seen))),
            "wall": (behind, select(cases)),
            "both": (behind, select(cases).where(visible_cases(seen))),
        }
        took = {name: await _p50(turns, _lines(*each)) for name, each in lists.items()}
        _print(seat, f"a list of {_LINES} lines", took)
        mine = next(procedure_of(m, 0) for m in found.matters if m.cases)
        singles = {
            "neither": (engine, EVERYTHING),
            "condition": (engine, seen),
            "wall": (behind, EVERYTHING),
            "both": (behind, seen),
        }
        took = {name: await _p50(turns, _one(*each, mine)) for name, each in singles.items()}
        _print(seat, "one case", took)
    await engine.dispose()


def _lines(engine: AsyncEngine, query: Select[Any]) -> Callable[[], Awaitable[object]]:
    async def read() -> object:
        async with engine.connect() as connection:
            return (await connection.execute(query.limit(_LINES))).all()

    return read


def _one(engine: AsyncEngine, seen: Any, procedure: str) -> Callable[[], Awaitable[object]]:
    async def read() -> object:
        return await reading.case_file(engine, seen, procedure)

    return read


async def _p50(turns: int, read: Callable[[], Awaitable[object]]) -> float:
    took = []
    for _ in range(turns):
        began = time.perf_counter()
        await read()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def _print(seat: Officer, what: str, took: dict[str, float]) -> None:
    told = ", ".join(f"{name} {ms:.1f} ms ({ms / took['condition']:.2f})" for name, ms in took.items())
    print(f"authority: {seat.role}: {what}: {told}")
