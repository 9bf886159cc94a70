"""A county's reports on the engine: each once, none left out, whoever was away and whenever it is renewed."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from temporalio import activity
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Replayer, Worker

from activities.reporting_to import NextAsked, ReportDue
from counties.reporting import timetable_in_force
from rules.instants import legal_day
from rules.reports.timetable import Kind, next_report
from tests.workflows.shed import CONVERTER, eventually
from workflows import names, starting
from workflows.reports import Reporting, ReportsWorkflow
from workflows.sandbox import RUNNER

COUNTY, QUEUE = "sl", "reports"
PATIENCE = 60  # seconds: after weeks there is much to make up for


@dataclass
class Records:
    """What was made, as the records have it: once for each kind and period."""

    made: dict[tuple[str, date], datetime] = field(default_factory=dict)
    asked: list[tuple[str, date]] = field(default_factory=list)
    begun: set[date] = field(default_factory=set)
    breaks: int = 0  # so many times it is made, and nobody hears of it

    @activity.defn(name=names.FIND_NEXT_REPORT)
    async def find(self, asked: NextAsked) -> ReportDue | None:
        self.begun.add(asked.begun)
        timetable = timetable_in_force(asked.county, asked.today)
        if timetable is None:
            return None
        last: dict[Kind, date] = {}
        for kind, until in self.made:
            last[Kind(kind)] = max(until, last.get(Kind(kind), until))
        due = next_report(timetable, asked.begun, last)
        return ReportDue(asked.county, due.kind.value, due.since, due.until, due.due_at)

    @activity.defn(name=names.MAKE_REPORT)
    async def make(self, due: ReportDue) -> str:
        self.asked.append((due.kind, due.until))
        assert activity.info().started_time >= due.due_at
        self.made.setdefault((due.kind, due.until), activity.info().started_time)
        if self.breaks:
            self.breaks -= 1
            raise ApplicationError("killed after it was kept", type="killed")
        return f"{due.kind} {due.until}"

    def days(self) -> list[date]:
        return sorted(until for kind, until in self.made if kind == "daily")


@pytest.fixture
async def engine() -> AsyncIterator[WorkflowEnvironment]:
    """The server whose clock can be moved on."""
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(Path(sys.executable).with_name("temporal-test-server")),
        data_converter=CONVERTER,
    ) as env:
        yield env


@asynccontextmanager
async def working(engine: WorkflowEnvironment, records: Records) -> AsyncIterator[None]:
    async with Worker(
        engine.client,
        task_queue=QUEUE,
        workflows=[ReportsWorkflow],
        activities=[records.find, records.make],
        workflow_runner=RUNNER,
        max_cached_workflows=0,
    ):
        yield


async def caught_up(engine: WorkflowEnvironment, records: Records) -> date:
    """Until the last analysis that is due stands; of which day it is."""
    now = await engine.get_current_time()
    over = legal_day(now - timedelta(hours=7, minutes=30))  # the county's hour of that day has come
    last = over - timedelta(days=1)
    async with asyncio.timeout(PATIENCE):
        while last not in records.days():
            await asyncio.sleep(0.05)
    return last


async def test_every_day_has_its_report_and_none_has_two_though_the_worker_was_killed(
    engine: WorkflowEnvironment,
) -> None:
    records = Records(breaks=2)
    async with working(engine, records):
        await starting.report(engine.client, COUNTY, QUEUE)
        await starting.report(engine.client, COUNTY, QUEUE)  # it is looked after again and again
        for _ in range(40):  # day after day: so many at once last longer than a call may
            await engine.sleep(timedelta(days=1))
        until = await caught_up(engine, records)

    days = records.days()
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert days[-1] == until
    assert len(days) >= 38
    assert len(records.asked) == len(set(records.asked)) + 2  # twice it was made, and asked for again
    assert len([kind for kind, _ in records.made if kind == "weekly"]) >= 5
    assert len([kind for kind, _ in records.made if kind == "monthly"]) >= 1


async def test_whoever_was_away_over_weeks_makes_up_for_every_day(engine: WorkflowEnvironment) -> None:
    """It began a month ago, made three reports, and nobody has worked since."""
    now = await engine.get_current_time()
    begun = legal_day(now) - timedelta(days=30)
    records = Records({("daily", begun + timedelta(days=n)): now for n in range(3)})
    async with working(engine, records):
        at = Reporting(COUNTY, begun)
        await engine.client.start_workflow(ReportsWorkflow.run, at, id=f"reports/{COUNTY}", task_queue=QUEUE)
        until = await caught_up(engine, records)

    days = records.days()
    assert days == [begun + timedelta(days=n) for n in range(len(days))]
    assert (days[-1], len(days)) == (until, (until - begun).days + 1)
    assert len(records.asked) == len(set(records.asked)) == len(records.made) - 3
    assert len([kind for kind, _ in records.made if kind == "weekly"]) >= 3


async def test_renewed_it_goes_on_where_it_was_and_replays(engine: WorkflowEnvironment) -> None:
    records = Records()
    async with working(engine, records):
        await starting.report(engine.client, COUNTY, QUEUE)
        await engine.sleep(timedelta(days=2))
        await caught_up(engine, records)
        handle = engine.client.get_workflow_handle(f"reports/{COUNTY}")
        first = (await handle.describe()).run_id
        await handle.signal(names.RENEW)

        async def is_another() -> bool:
            return (await handle.describe()).run_id != first

        await eventually(is_another)
        await engine.sleep(timedelta(days=2))
        await caught_up(engine, records)

    assert len(records.begun) == 1  # the day on which it began goes on with it
    assert records.days() == sorted(set(records.days()))
    replayer = Replayer(
        workflows=[ReportsWorkflow],
        workflow_runner=RUNNER,
        data_converter=CONVERTER,
        namespace=engine.client.namespace,
    )
    for run in (first, (await handle.describe()).run_id):
        history = await engine.client.get_workflow_handle(handle.id, run_id=run).fetch_history()
        await replayer.replay_workflow(history)


async def test_a_county_without_a_timetable_is_looked_at_again(engine: WorkflowEnvironment) -> None:
    records = Records()
    async with working(engine, records):
        await starting.report(engine.client, "elsewhere", QUEUE)
        await engine.sleep(timedelta(days=3))

        async def is_looked_at() -> bool:
            return bool(records.begun)

        await eventually(is_looked_at)

    assert records.made == {}
