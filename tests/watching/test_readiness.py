"""Alive and ready mean it, and what is offered to those who watch."""

import asyncio
import signal
import threading
from dataclasses import replace
from datetime import timedelta

import httpx
import psycopg
import pytest

from api import health
from api.serving import Serving, config
from local.ports import free_port
from records import connect
from records.availability import last_hour
from records.migrated import is_migrated, needed
from tests.api.conftest import MONDAY, Desk
from watching import metrics, readiness
from watching.collecting import Pool, Records
from watching.measuring import Measured, measure, stop
from watching.offering import offered
from watching.readiness import DRAINING, Draining, Missing


async def answers() -> bool:
    return True


async def does_not() -> bool:
    return False


async def test_whoever_lacks_nothing_is_ready(desk: Desk) -> None:
    ready, alive = await desk.http.get("/readyz"), await desk.http.get("/healthz")

    assert (ready.status_code, ready.json()) == (200, {"is_ready": True, "missing": []})
    assert alive.status_code == 204


async def test_without_the_engine_it_lives_and_is_not_ready_and_says_why(desk: Desk) -> None:
    desk.engine.is_away = True

    ready, alive = await desk.http.get("/readyz"), await desk.http.get("/healthz")

    assert (ready.status_code, ready.json()["missing"]) == (503, ["engine"])
    assert "retry-after" in ready.headers
    assert alive.status_code == 204


async def test_without_the_database_it_lives_and_is_not_ready_and_says_why(desk: Desk) -> None:
    nowhere = connect(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    desk.app.state.office = replace(desk.app.state.office, records=nowhere)

    ready = await desk.http.get("/readyz")

    assert (ready.status_code, ready.json()["missing"]) == (503, ["records"])


async def test_who_was_told_to_stop_takes_nothing_new(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DRAINING, "has_begun", True)

    ready = await desk.http.get("/readyz")

    assert (ready.status_code, ready.json()["missing"]) == (503, ["draining"])


async def test_an_older_database_is_not_enough_and_a_newer_one_is(desk: Desk, database_url: str) -> None:
    empty = connect(database_url)
    assert await readiness.of_the_records(empty) is Missing.MIGRATIONS

    async with desk.app.state.office.records.connect() as connection:
        assert await is_migrated(connection)
    with psycopg.connect(database_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE alembic_version (version_num text)")
        owner.execute("GRANT SELECT ON alembic_version TO fengqiao_app")
        owner.execute("INSERT INTO alembic_version VALUES ('0001')")
        assert await readiness.of_the_records(empty) is Missing.MIGRATIONS
        owner.execute("UPDATE alembic_version SET version_num = '9999'")
        assert await readiness.of_the_records(empty) is None
    assert needed().isdecimal()
    await empty.dispose()


async def test_everything_that_is_missing_is_named(desk: Desk) -> None:
    nowhere = connect(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    ending = Draining()
    ending.begin()

    assert await readiness.missing(nowhere, does_not, ending) == ["records", "engine", "draining"]
    assert await readiness.missing(desk.app.state.office.records, answers, Draining()) == []


async def test_what_is_counted_is_offered_at_an_address_of_its_own(desk: Desk) -> None:
    records = desk.app.state.office.records
    await desk.dispute()
    registry = metrics.with_ours(Records(records, asyncio.get_running_loop()), Pool(records))
    lacks: list[str] = []

    async def ready() -> list[str]:
        return lacks

    with offered("127.0.0.1:0", registry, ready) as at:
        async with httpx.AsyncClient(base_url=at, trust_env=False, timeout=60) as http:
            told = (await http.get("/metrics")).text
            assert 'fengqiao_open_cases{procedure="dispute"}' in told
            assert "fengqiao_records_up 1.0" in told
            assert "fengqiao_pool_size 10.0" in told
            assert (await http.get("/healthz")).status_code == 200
            assert (await http.get("/readyz")).text == "ok\n"
            lacks.append("engine")
            unready = await http.get("/readyz")
            assert (unready.status_code, unready.text) == (503, "engine\n")
            assert (await http.get("/elsewhere")).status_code == 404
    with offered("", registry, ready) as at:
        assert at == ""


async def test_without_the_records_the_scrape_says_so_and_tells_nothing_old() -> None:
    nowhere = connect(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")

    async def ready() -> list[str]:
        return ["records"]

    with offered("127.0.0.1:0", metrics.with_ours(Records(nowhere, asyncio.get_running_loop())), ready) as at:
        async with httpx.AsyncClient(base_url=at, trust_env=False, timeout=60) as http:
            told = (await http.get("/metrics")).text

    assert "fengqiao_records_up 0.0" in told
    assert "fengqiao_open_cases" not in told


async def test_a_loop_that_does_not_turn_is_told_as_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watching.offering._WITHIN", 0.2)
    hangs = asyncio.Event()

    async def never() -> list[str]:
        await hangs.wait()
        return []

    with offered("127.0.0.1:0", metrics.with_ours(), never) as at:
        async with httpx.AsyncClient(base_url=at, trust_env=False, timeout=60) as http:
            dead = await http.get("/readyz")

    assert (dead.status_code, dead.text) == (503, "loop\n")


async def test_a_process_notes_how_often_it_could_work_and_what_it_answered(desk: Desk) -> None:
    records = desk.app.state.office.records
    now = [MONDAY + timedelta(days=400, seconds=5)]
    here = Measured(lambda: now[0])
    before = await last_hour(records, now[0])
    assert (before.minutes, before.ready, before.without_failure) == (0, None, None)
    here.looked(is_ready=True)
    here.looked(is_ready=False)
    here.answered(200)
    here.answered(503)
    here.answered(404)
    here.answered(0)

    await here.note(records)
    assert (await last_hour(records, now[0])).minutes == 0  # this minute is not over
    now[0] += timedelta(minutes=1)
    here.looked(is_ready=True)
    await here.note(records)
    found = await last_hour(records, now[0])
    assert (found.minutes, found.ready, found.answered, found.without_failure) == (1, 0.5, 4, 0.5)
    await here.note(records, all_of_it=True)
    assert (await last_hour(records, now[0])).minutes == 2
    assert (await last_hour(records, now[0] + timedelta(hours=2))).minutes == 0


async def test_while_the_records_are_away_what_was_measured_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watching.measuring._KEPT", 3)
    now = [MONDAY + timedelta(days=500)]
    here = Measured(lambda: now[0])
    nowhere = connect(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    looks = 0

    async def is_ready() -> bool:
        nonlocal looks
        looks += 1
        now[0] += timedelta(minutes=1)
        return True

    measuring = asyncio.create_task(measure(here, nowhere, is_ready, 0.01))
    while looks < 5:
        await asyncio.sleep(0.01)
    await stop(measuring, here, desk.app.state.office.records)

    found = await last_hour(desk.app.state.office.records, now[0])
    assert found.minutes == 3  # no more is kept than that
    await stop(asyncio.create_task(asyncio.sleep(0)), Measured(), nowhere)
    here.looked(is_ready=True)
    await stop(asyncio.create_task(asyncio.sleep(0)), here, nowhere)


async def test_every_look_at_whether_it_is_ready_asks_the_same(desk: Desk) -> None:
    assert await health.missing_at(desk.app.state.office) == []


async def test_told_to_stop_the_api_says_so_at_once_and_serves_on_for_a_while(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending, told = Draining(), threading.Event()
    monkeypatch.setattr("api.serving.DRAINING", ending)
    monkeypatch.setattr("uvicorn.Server.handle_exit", lambda *_: told.set())
    server = Serving(config(desk.app.state.office.settings), 0.1)

    server.handle_exit(signal.SIGTERM, None)

    assert ending.has_begun
    assert told.wait(60)
    told.clear()
    server.handle_exit(signal.SIGTERM, None)  # told twice, it does not wait
    assert told.is_set()
