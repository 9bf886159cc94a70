"""What proof costs: a look noted in a chain, beside the same look noted without one, in the same run; a
checkpoint over many chains; and a case exported and checked.
"""

import argparse
import asyncio
import base64
import logging
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import structlog
from asgi_lifespan import LifespanManager
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import records
from api import examples
from api.app import create_app
from benchmarks.decisions import sign_in, with_key
from desk.seeding import enter_people
from local.ports import free_port
from local.postgres import Postgres
from proof.bundles import check
from proof.keys import Signer
from proof.looks import Look
from records import content, intake
from records.access import note_all
from records.checkpoints import Checkpointer
from records.content import Content
from records.intake import Registration
from records.keeper import Keeper
from records.verify import verify
from settings import Settings

_AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
_KEEPER = Keeper(b"k" * 32, "keeper-1")
_SIGNER = Signer(bytes(32))
# The log as it was before it was chained.
_PLAIN = """
CREATE TABLE plain_log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL,
    person text NOT NULL, seat text NOT NULL, matter text, what text NOT NULL, digest text);
CREATE INDEX ON plain_log (matter, at); CREATE INDEX ON plain_log (person, at);
GRANT SELECT, INSERT ON plain_log TO fengqiao_app
"""
_PLAINLY = text(
    "INSERT INTO plain_log (at, person, seat, matter, what, digest)"
    " VALUES (:at, :person, :seat, :matter, :what, :digest)"
)

Noting = Callable[[AsyncConnection, Look], Awaitable[Any]]


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks --only proof", description=__doc__)
    parser.add_argument("--each", type=int, default=100, help="looks of each caller")
    parser.add_argument("--chains", type=int, default=10_000, help="chains under one checkpoint")
    asked = parser.parse_args(arguments)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as above:
        home = Path(above)
        with Postgres(home / "cluster", home / "keys", free_port(), home / "postgres.log") as server:
            for name in ("proof", "proof_sealed"):
                records.migrate(server.create_database(name))
            url = server.create_database("looks")
            records.migrate(url)
            _as_it_was(url)
            asyncio.run(_looks(url, asked.each))
            asyncio.run(_checkpoint(url, asked.chains))
            asyncio.run(_bundle(server.url().rpartition("/")[0] + "/proof", home))


def _as_it_was(url: str) -> None:
    import psycopg  # noqa: PLC0415 - as the owner, once

    with psycopg.connect(url) as owner:
        owner.execute(_PLAIN)


async def _looks(url: str, each: int) -> None:
    """A look: its words opened, its note written, committed; chained and not, in turns."""
    engine = records.connect(url, connections=20)
    matters = [await _registered(engine) for _ in range(20)]
    print(f"{'a look':34}{'per second':>12}{'p50 ms':>9}{'p95 ms':>9}{'to plain':>10}")
    for name, callers, numbers in (
        ("1 caller", 1, matters),
        ("20 callers, 20 matters", 20, matters),
        ("20 callers, one matter", 20, matters[:1] * 20),
    ):
        paces: dict[str, list[float]] = {"plain": [], "chained": []}
        rates: dict[str, list[float]] = {"plain": [], "chained": []}
        for _ in range(5):  # in turns: machines drift
            for way, note in (("plain", _plain), ("chained", _chained)):
                began = time.perf_counter()
                took = await asyncio.gather(
                    *(_reader(engine, numbers[n], note, each // 5) for n in range(callers))
                )
                rates[way].append(callers * (each // 5) / (time.perf_counter() - began))
                paces[way] += [one for some in took for one in some]
        for way, pace in paces.items():
            rate, plain = statistics.median(rates[way]), statistics.median(rates["plain"])
            p50, p95 = statistics.median(pace), statistics.quantiles(pace, n=20)[-1]
            print(f"{f'{way}, {name}':34}{rate:12.0f}{p50:9.1f}{p95:9.1f}{rate / plain:10.2f}")
    await engine.dispose()


async def _reader(engine: AsyncEngine, matter: tuple[str, Any], note: Noting, times: int) -> list[float]:
    took = []
    number, ref = matter
    for n in range(times):
        began = time.perf_counter()
        async with engine.begin() as connection:
            await content.opened(connection, _KEEPER, {ref})
            await note(
                connection, Look(_AT + timedelta(seconds=n), f"p-{n}", "window_clerk@sl", number, "case")
            )
        took.append((time.perf_counter() - began) * 1000)
    return took


async def _plain(connection: AsyncConnection, look: Look) -> None:
    await connection.execute(_PLAINLY, vars(look))


async def _chained(connection: AsyncConnection, look: Look) -> None:
    await note_all(connection, [look])


async def _registered(engine: AsyncEngine) -> tuple[str, Any]:
    said = Content(uuid4(), "body", "两家为排水沟相争。" * 20)
    registration = Registration(
        command=str(uuid4()),
        digest="digest",
        county="sl",
        channel="window",
        received_at=_AT,
        registered_at=_AT,
        registered_by="p-1",
        tracking=str(uuid4()),
        texts=(said,),
    )
    return (await intake.register(engine, _KEEPER, registration)).number, said.ref


async def _checkpoint(url: str, chains: int) -> None:
    """One over so many chains that grew; then over one of them; then the look whether one is due."""
    engine = records.connect(url)
    checkpointer = Checkpointer(engine, [_SIGNER])
    await checkpointer.carry_once(at_once=True)
    for some in range(0, chains, 500):
        looks = [Look(_AT, f"p-{n}", "clerk@sl", None, "search") for n in range(some, some + 500)]
        async with engine.begin() as connection:
            await note_all(connection, looks)
    took = {f"over {chains} chains": await _timed(checkpointer.carry_once(at_once=True))}
    async with engine.begin() as connection:
        await note_all(connection, [Look(_AT, "p-1", "s@sl", None, "search")])
    took["over one more entry"] = await _timed(checkpointer.carry_once(at_once=True))
    took["nothing grew"] = min([await _timed(checkpointer.carry_once()) for _ in range(5)])
    took[f"verify, {chains} chains"] = await _timed(verify(engine))
    for what, seconds in took.items():
        print(f"checkpoint {what:24}{seconds * 1000:10.0f} ms")
    await engine.dispose()


async def _timed(work: Awaitable[Any]) -> float:
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


async def _bundle(url: str, home: Path) -> None:
    """A case through the API: exported, written, checked."""
    app = create_app(_settings(url))
    async with LifespanManager(app) as running:
        store, seeds = app.state.office.records, app.state.office.settings.signing_seeds()
        await enter_people(store)
        transport = httpx.ASGITransport(app=running.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://api") as http:
            clerk = await sign_in(http, "p-sl-window-clerk")
            dispatcher = await sign_in(http, "p-sl-centre-dispatcher")
            body = examples.DISPUTE["dispute"]["value"]
            answer = await http.post("/disputes", json=body, headers=with_key(clerk))
            path = f"/matters/{answer.json()['number']}/bundle"
            await Checkpointer(store, [Signer(seed) for seed in seeds]).carry_once(at_once=True)
            took = []
            for _ in range(10):
                began = time.perf_counter()
                answer = await http.post(path, json={}, headers=dispatcher)
                took.append((time.perf_counter() - began) * 1000)
    answer.raise_for_status()
    bundle = home / "bundle.zip"
    bundle.write_bytes(answer.content)
    began = time.perf_counter()
    assert not check(bundle).flaws
    checked = (time.perf_counter() - began) * 1000
    size, exported = len(answer.content) / 1000, statistics.median(took)
    print(f"bundle of {size:.0f} kB: exported in {exported:.0f} ms, checked in {checked:.0f} ms")


def _settings(url: str) -> Settings:
    key = base64.b64encode(bytes(range(32))).decode()
    return Settings(
        temporal_address="127.0.0.1:1",
        database_url=url,
        development=True,
        engine_keys=SecretStr(f"k:{key}"),
        sealed_engine_keys=SecretStr(f"k:{key}"),
        keeper_key=SecretStr(key),
        sealed_keeper_key=SecretStr(key),
        signing_keys=SecretStr(key),
        sealed_signing_keys=SecretStr(key),
        token_key=SecretStr(key),
    )
