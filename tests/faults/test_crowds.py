"""F36, F38: no connection free, a lock that somebody holds, and thousands of moments that come at once."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import psycopg
from sqlalchemy import text

from records import connect
from tests.faults.evidence import before, gather
from tests.faults.experiment import experiment, note_control
from tests.faults.figures import SEED, figures_of, keep, size, spread
from tests.faults.invariants import violations
from tests.faults.load import COME_AGAIN
from tests.faults.operations import Book, Operation, Standing
from tests.faults.rig import Rig

GRID_WORKER = "p-sl-t1-v1-grid-worker"
_ALL_CONNECTIONS = 200
_STANDARD = timedelta(hours=2)  # P-40: an event is signed for within two hours
_AT_ONCE = 12


async def test_no_crowd_at_the_database_loses_anything(rig: Rig) -> None:
    async with experiment("F36", rig, callers=size(24, 60)) as run:
        await run.load.more(40)
        with all_connections_taken(rig):
            run.book.did("no connection is free")
            rig.kill_whole("api-2")  # it comes back to a database that lets nobody in
            await asyncio.sleep(size(4, 15))
        await run.load.more(size(20, 200))
        for _ in range(size(1, 10)):
            with locked(rig, "LOCK TABLE journal IN ACCESS EXCLUSIVE MODE"):
                run.book.did("somebody holds the journal")
                await asyncio.sleep(size(7, 12))
            await run.load.more(size(20, 100))
            with locked(rig, "LOCK TABLE procedures IN EXCLUSIVE MODE"):
                run.book.did("somebody holds every procedure, and has gone away")
                await asyncio.sleep(size(7, 12))
            await run.load.more(size(20, 100))

    assert run.result.violations == []


@contextmanager
def all_connections_taken(rig: Rig) -> Iterator[None]:
    with ExitStack() as stack:
        with suppress(psycopg.OperationalError):
            for _ in range(_ALL_CONNECTIONS):
                stack.enter_context(psycopg.connect(rig.settings.database_url))
        yield


@contextmanager
def locked(rig: Rig, statement: str) -> Iterator[None]:
    """Somebody asks for this and goes away without ending their transaction."""
    with psycopg.connect(rig.settings.database_url) as owner:
        owner.execute("SET lock_timeout = '60s'")
        owner.execute(statement)
        yield
        owner.rollback()


async def test_what_fell_due_while_everything_was_away_comes_once_and_none_too_early(rig: Rig) -> None:
    began, started = before(rig), time.monotonic()
    count = size(60, 2000)
    await register_events(rig, _AT_ONCE, datetime.now(UTC))
    each = (time.monotonic() - started) / _AT_ONCE  # seconds, on this machine, at this moment
    due = datetime.now(UTC) + timedelta(seconds=size(12, 30) + 1.5 * count * each)

    book = await register_events(rig, count, due - _STANDARD)
    events = [each.procedure for each in book.operations]
    fell_due_before = await overdue(rig, events)
    with rig.dark("temporal", "worker-1", "worker-2"):
        while datetime.now(UTC) < due + timedelta(seconds=size(5, 30)):
            await asyncio.sleep(0.5)
        back = time.monotonic()
    while len(found := await overdue(rig, events)) < count:
        assert time.monotonic() < back + 900, f"{len(found)} of {count}"
        await asyncio.sleep(0.5)
    drained = time.monotonic() - back

    evidence = await gather(rig, book, began)
    seen = violations(evidence)
    line = figures_of("F38", SEED, evidence, seen, started)
    line.faults = {"away while so many fell due": count}
    line.early = sum(at < due for _, at in found)
    line.missed = count - len({procedure for procedure, _ in found})
    line.duplicated = len(found) - len({procedure for procedure, _ in found})
    recorded = sorted((at - due).total_seconds() for _, at in found)
    line.others = {"drained_s": round(drained, 1), "per_second": round(count / drained, 1)}
    line.others["late_s"] = spread(recorded)
    note_control(line)
    keep(line)
    assert fell_due_before == []
    assert (line.early, line.missed, line.duplicated) == (0, 0, 0)
    assert seen == []


async def register_events(rig: Rig, count: int, received_at: datetime) -> Book:
    """So many events, all received at one moment; each is to be signed for in the same second."""
    places, book = asyncio.Semaphore(_AT_ONCE), Book()
    async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
        got = await http.post(f"{rig.api_url}/dev/sign-in", json={"person": GRID_WORKER})
        signed_in = {"Authorization": f"Bearer {got.json()['token']}"}

        async def one(n: int) -> None:
            async with places:
                body = {
                    "kind": "refuse",
                    "title": "垃圾未清运",
                    "village": "sl-t1-v1",
                    "received_at": received_at.isoformat(),
                }
                asked = Operation(uuid4(), GRID_WORKER, "register", "/events", body)
                headers = {**signed_in, "Idempotency-Key": str(asked.key)}
                url, limit = f"{rig.api_urls[n % 2]}/events", time.monotonic() + 300
                while (answer := await http.post(url, json=body, headers=headers)).status_code in COME_AGAIN:
                    assert time.monotonic() < limit, answer.text
                    await asyncio.sleep(0.5)  # under the same key
                answer.raise_for_status()
                asked.ended, asked.ended_at = time.monotonic(), datetime.now(UTC)
                asked.standing, asked.receipt = Standing.ACKNOWLEDGED, answer.json()
                asked.procedure = asked.receipt["procedure"]
                book.operations.append(asked)

        await asyncio.gather(*map(one, range(count)))
    return book


async def overdue(rig: Rig, events: list[str]) -> list[tuple[str, datetime]]:
    """Which of them have fallen overdue, and when that was written down."""
    records = connect(rig.settings.database_url)
    try:
        async with records.connect() as connection:
            rows = await connection.execute(
                text(
                    "SELECT procedure, recorded_at FROM journal "
                    "WHERE kind = 'EventFellOverdue' AND procedure = ANY(:events)"
                ),
                {"events": events},
            )
            return [(row.procedure, row.recorded_at.astimezone(UTC)) for row in rows]
    finally:
        await records.dispose()
