"""How long it takes to look for what may be the same among thousands of registered messages.

Registers the messages that lie beside the repository, then takes some of them as if they were new.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncEngine

import records
from local.ports import free_port
from local.postgres import Postgres
from records import intake, likenesses
from records.content import Content
from records.intake import Registration
from records.keeper import Keeper
from records.visible import EVERYTHING
from suggesting import same_matter
from suggesting.same_matter import Matter
from tests.same_matter.messages import DATA, messages

_AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
_KEEPER = Keeper(b"k" * 32, "keeper-1")
_AT_ONCE = 4


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=5_000)
    parser.add_argument("--looks", type=int, default=100)
    asked = parser.parse_args(arguments)
    if not DATA.exists():
        print("likenesses: the real messages are not beside this repository")
        return
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as above:
        home = Path(above)
        with Postgres(home / "cluster", home / "keys", free_port(), home / "postgres.log") as server:
            url = server.create_database("likenesses")
            records.migrate(url)
            asyncio.run(_measured(url, asked.messages, asked.looks))


async def _measured(url: str, number: int, looks: int) -> None:
    engine = records.connect(url)
    chosen = list(messages().values())[:number]
    began = time.perf_counter()
    numbers = await _registered(engine, chosen)
    print(f"likenesses: {len(numbers)} messages registered in {time.perf_counter() - began:.0f} s")
    waited, worked = [], time.process_time()
    for matter in chosen[:: len(chosen) // looks][:looks]:
        began = time.perf_counter()
        await _look(engine, matter, numbers[matter.number])
        waited.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(waited, n=20)[-1]
    worked = (time.process_time() - worked) / len(waited) * 1000
    print(f"likenesses: {len(waited)} looks, p50 {statistics.median(waited):.0f} ms, p95 {p95:.0f} ms")
    print(f"likenesses: {worked:.0f} ms of work a look beside the database's")
    await engine.dispose()


async def _registered(engine: AsyncEngine, chosen: Sequence[Matter]) -> dict[str, str]:
    """The messages as matters: the id of each, and its number."""
    turns = asyncio.Semaphore(_AT_ONCE)

    async def register(matter: Matter) -> tuple[str, str]:
        said = {"title": matter.title, "body": matter.body, "author": next(iter(matter.people))}
        texts = tuple(Content(uuid4(), kind, text, is_searchable=True) for kind, text in said.items())
        registration = Registration(
            command=str(uuid4()),
            digest="bench",
            county="sl",
            channel="online",
            received_at=_AT,
            registered_at=_AT,
            registered_by="p-bench",
            tracking=str(uuid4()),
            texts=texts,
        )
        async with turns:
            return matter.number, (await intake.register(engine, _KEEPER, registration)).number

    return dict(await asyncio.gather(*map(register, chosen)))


async def _look(engine: AsyncEngine, matter: Matter, number: str) -> None:
    """What the API does for one look, without the way there and back."""
    new = Matter(matter.number, matter.title, matter.body, matter.people)  # nothing of it is remembered
    async with engine.begin() as connection:
        pairs = same_matter.rarest(new)
        near = await likenesses.nearest(connection, _KEEPER, pairs, EVERYTHING, but=number)
        others = await likenesses.told(connection, _KEEPER, near)
    same_matter.likest(new, [Matter(each.number, each.title, each.body, each.people) for each in others])
