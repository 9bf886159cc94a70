"""How many matters a second another key takes over, from the same suite and from the other.

Registers made-up matters with a title, a body, an author and a contact each, and has them taken over.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncEngine

import records
from keys.suites import SuiteName
from local.ports import free_port
from local.postgres import Postgres
from records import intake
from records.content import Content
from records.intake import Registration
from records.keeper import Keeper, keeper_from
from records.rewrap import rewrap
from records.tables import matter_keys

_AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
_OLD, _NEW = b"o" * 32, b"n" * 32
_TITLE, _AUTHOR, _CONTACT = "宅基地边界与通行纠纷", "王某某", "示例县柳湾村三组"
_BODY = "我家与邻居就院墙位置和门前通道争执多年，多次协商没有结果，请求调解。" * 6  # some 200 characters
_AT_ONCE = 4


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks --only rewrapping", description=__doc__)
    parser.add_argument("--matters", type=int, default=1_000)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as above:
        home = Path(above)
        home.chmod(0o755)
        with Postgres(home / "cluster", home / "keys", free_port(), home / "postgres.log") as server:
            url = server.create_database("rewrapping")
            records.migrate(url)
            asyncio.run(_measured(url, asked.matters))


async def _measured(url: str, matters: int) -> None:
    engine = records.connect(url)
    await _registered(engine, matters)
    for name, keeper in (
        ("another key", keeper_from([_NEW, _OLD])),
        ("another key and suite", keeper_from([_OLD, _NEW], SuiteName.GM)),
        ("another key of that suite", keeper_from([_NEW, _OLD], SuiteName.GM)),
        ("back to the first suite", keeper_from([_OLD, _NEW])),
    ):
        print(f"rewrapping, {name}: {await _taken_over(engine, keeper)}")
    await engine.dispose()


async def _registered(engine: AsyncEngine, matters: int) -> None:
    turns, keeper = asyncio.Semaphore(_AT_ONCE), keeper_from([_OLD])
    said = {"title": _TITLE, "body": _BODY, "author": _AUTHOR, "contact": _CONTACT}

    async def register() -> None:
        texts = tuple(Content(uuid4(), kind, text, kind != "contact") for kind, text in said.items())
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
            await intake.register(engine, keeper, registration)

    await asyncio.gather(*(register() for _ in range(matters)))


async def _taken_over(engine: AsyncEngine, keeper: Keeper) -> str:
    began, longest, rows = time.perf_counter(), 0.0, 0
    async for batch in rewrap(engine, keeper, [matter_keys]):
        rows += batch.rows
        longest = max(longest, batch.seconds)
    seconds = time.perf_counter() - began
    return f"{rows} matters in {seconds:.1f} s, {rows / seconds:.0f} a second; longest batch {longest:.2f} s"
