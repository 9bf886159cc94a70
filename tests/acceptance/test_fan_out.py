"""A year's calendar reaches two thousand open cases, though the worker that carries it is killed half-way."""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client

from benchmarks.cases import before_the_notice, open_cases
from demo.playing import settings_of_our_own
from desk import publishing
from desk.approving import HEAD
from desk.caller import Answer, Caller
from desk.seeding import enter_people
from desk.town import CLERK, DISPATCHER
from local.system import System
from records import connect
from records.tables import clocks, journal
from records.verify import verify
from rules.calendar import YearNotice
from rules.dispute.matter import WHOLE
from rules.dispute.screen import Concern
from rules.editions import Edition
from rules.instants import ONE_DAY, legal_day
from workflows.converter import data_converter

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.servers]

CASES = int(os.environ.get("FENGQIAO_FAN_OUT_CASES", "300"))
EVERYBODY_KNOWS_WITHIN = 180  # seconds
LEAD = "p-sl-t1-v1-village-party-secretary"


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    """A system of its own: so many open cases would weigh on every other test. It tells as fast as it can."""
    with TemporaryDirectory() as home, pytest.MonkeyPatch.context() as environment:
        environment.setenv("FENGQIAO_PUBLICATION_RATE", "1000")
        with System(settings_of_our_own(Path(home) / "var", "system")) as system:
            yield system


@pytest.fixture
async def records(system: System) -> AsyncIterator[AsyncEngine]:
    engine = connect(system.database_url)
    await enter_people(engine)
    yield engine
    await engine.dispose()


async def engine_of(system: System) -> Client:
    keys = system.settings.engine_keyring()
    return await Client.connect(
        system.temporal_address,
        namespace=system.settings.temporal_namespace,
        data_converter=data_converter(keys, next(iter(keys))),
    )


def last_day(edition: Edition, opened_at: datetime) -> date:
    """The last day of the whole mediation: thirty days, and on to the next working day."""
    day = legal_day(opened_at) + 30 * ONE_DAY
    while edition.calendar.is_day_off(day):
        day += ONE_DAY
    return day


@asynccontextmanager
async def decisions(caller: Caller) -> AsyncIterator[list[Answer]]:
    """Inside the block somebody claims a case and releases it, over and over: what was answered."""
    body = {
        "matter": {"channel": "visit", "title": "院墙", "body": "虚构的纠纷。"},
        "dispute_type": "neighbour",
        "village": "sl-t1-v1",
        "parties": [{"role": "applicant", "name": "甲"}, {"role": "respondent", "name": "乙"}],
        "screen": dict.fromkeys(Concern, "no"),
    }
    registered = await caller.post(CLERK, "/disputes", body, str(uuid4()))
    answers: list[Answer] = []
    is_over = asyncio.Event()

    async def decide() -> None:
        while not is_over.is_set():
            verb = ("claim", "release")[len(answers) % 2]
            path = f"/cases/dispute/{registered.body['number']}/1/{verb}"
            answers.append(await caller.post(LEAD, path, {}, str(uuid4())))
            await asyncio.sleep(0.1)

    deciding = asyncio.create_task(decide())
    try:
        yield answers
    finally:
        is_over.set()
        await deciding


async def told_in_the_journal(records: AsyncEngine, version: str) -> dict[str, list[dict[str, Any]]]:
    """What every case wrote down of this publication."""
    entries = select(journal.c.procedure, journal.c.body).where(
        journal.c.kind == "DueDatesRecomputed", journal.c.body["version"].astext == version
    )
    told: dict[str, list[dict[str, Any]]] = {}
    async with records.connect() as connection:
        for procedure, body in await connection.execute(entries):
            told.setdefault(procedure, []).append(body)
    return told


async def last_days(records: AsyncEngine, procedures: list[str]) -> Counter[tuple[date, bool]]:
    """How many of these cases end on which day, and whether that may still move."""
    ends = select(clocks.c.due_on, clocks.c.provisional).where(
        clocks.c.procedure.in_(procedures), clocks.c.name == WHOLE
    )
    async with records.connect() as connection:
        return Counter((due_on, provisional) for due_on, provisional in await connection.execute(ends))


async def test_every_open_case_is_told_once_though_the_worker_is_killed_half_way(
    system: System, records: AsyncEngine
) -> None:
    now = datetime.now(UTC)
    edition = before_the_notice(now)
    holiday = last_day(edition, now)
    earlier = next(at for at in (now - n * ONE_DAY for n in range(1, 5)) if last_day(edition, at) != holiday)
    opened_at = [now if n % 2 else earlier for n in range(CASES)]
    cases = await open_cases(system, await engine_of(system), edition, opened_at)
    of_now, of_earlier = cases[1::2], cases[::2]
    before = await last_days(records, of_now)
    text = f"""
        series = "{edition.calendar.series}"
        year = {holiday.year}
        source = "test"
        holidays = [{holiday}]
        make_up_workdays = []
    """

    async with Caller(system.api_url) as caller, decisions(caller) as answers:
        published = await publishing.publish(caller, DISPATCHER, HEAD, text)
        half_way = asyncio.Event()

        def seen(progress: dict[str, Any]) -> None:
            if progress["waiting"] < CASES / 2:
                half_way.set()

        watching = asyncio.create_task(publishing.watch(caller, DISPATCHER, published["version"], seen))
        async with asyncio.timeout(EVERYBODY_KNOWS_WITHIN):
            await half_way.wait()
            assert not watching.done()
            decided_before = len(answers)
            system.kill("worker-1")
            report = await watching
        decided = len(answers)

    told = await told_in_the_journal(records, published["version"])
    bodies = [body for each in told.values() for body in each]
    assert set(cases) <= set(told)
    assert {len(each) for each in told.values()} == {1}
    assert report["told"] == len(told)
    assert report["moved"] == sum(len(body["moved"]) for body in bodies)
    assert report["overdue"] == sum(moved["is_past"] for body in bodies for moved in body["moved"]) == 0

    now_known = edition.with_notices((YearNotice(1, holiday.year, "", frozenset({holiday}), frozenset()),))
    assert before == Counter({(holiday, True): CASES // 2})
    assert await last_days(records, of_now) == Counter({(last_day(now_known, now), False): CASES // 2})
    moved = {procedure for procedure, [body] in told.items() if body["moved"]}
    assert moved >= set(of_now)
    assert not moved & set(of_earlier)
    assert all(answer.status == 200 for answer in answers)
    assert decided > decided_before > 10
    for case in cases[:: CASES // 10]:
        assert await verify(records, case) == []
