"""The worker is killed (kill -9) half-way while it opens the meetings that come round, over and over, and the
database with it: each meeting stands once, and is held."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError

import counties
from demo.playing import settings_of_our_own
from demo.telling import eventually
from local.system import System
from records import connect
from records.tables import journal, matters, procedures
from records.verify import verify
from rules.instants import legal_day
from rules.meeting.rota import turns
from tests.acceptance.conftest import STOPPING, Running, client_of

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.servers]

COUNTY = "sl"
READY_WITHIN = 60  # seconds
STOPPED_WITHIN = 90.0  # seconds: the engine first has to notice that nobody is at work any more
# Where it stops, what is killed there, and how many meetings stand by then: two are opened by each worker, of
# which the second is not kept where it stops inside the transaction.
KILLINGS = (
    ("inside", ("worker-1",), 1),
    ("behind", ("worker-1",), 3),
    ("inside", ("postgres", "worker-1"), 4),
    ("behind", ("worker-1", "postgres"), 6),
)


@pytest.fixture
def running() -> Iterator[Running]:
    """A system that keeps the rota, whose worker stops from the beginning where the first killing is."""
    with TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as environment:
        home, stops = Path(directory) / "var", Path(directory) / "stops"
        stops.mkdir()
        _arm(stops, KILLINGS[0][0])
        environment.setenv("PYTHONPATH", str(STOPPING), prepend=os.pathsep)
        environment.setenv("STOPPING_AT", str(stops))
        settings = settings_of_our_own(home, "system").model_copy(update={"keeps_rota": True})
        with System(settings) as system:
            yield Running(system, stops)


def _arm(stops: Path, place: str) -> None:
    (stops / "armed-rota").write_text(place)
    (stops / "stopped").unlink(missing_ok=True)


@pytest.fixture
async def records(running: Running) -> AsyncIterator[AsyncEngine]:
    engine = connect(running.system.database_url)
    yield engine
    await engine.dispose()


def called_for(at: datetime) -> set[str]:
    """The rows of the origin that the rota calls for, seen at an instant."""
    today = legal_day(at)
    edition = counties.in_force(COUNTY, today)
    assert edition
    coming = turns(edition, today, today + timedelta(days=edition.meetings.ahead_days))
    return {f"{COUNTY}/{turn.key}" for turn in coming if turn.scheduled_for > at}


async def standing(records: AsyncEngine) -> list[str]:
    rows = select(matters.c.origin_id).where(matters.c.origin == "rota").order_by(matters.c.number)
    async with records.connect() as connection:
        return [str(each) for each in await connection.scalars(rows)]


async def test_each_meeting_is_opened_once_whatever_is_killed(running: Running, records: AsyncEngine) -> None:
    began = datetime.now(UTC)
    places = [place for place, _, _ in KILLINGS]

    async def has_stopped() -> bool:
        return (running.stops / "stopped").exists()

    for (_, parts, stand), next_place in zip(KILLINGS, (*places[1:], "nowhere"), strict=True):
        assert await eventually(has_stopped, STOPPED_WITHIN)
        assert len(await standing(records)) == stand < len(called_for(began))
        _arm(running.stops, next_place)
        for part in parts:
            running.system.kill(part)
        await asyncio.to_thread(running.system.wait_ready, READY_WITHIN)

    async def all_stand() -> bool:
        return called_for(datetime.now(UTC)) <= set(await standing(records))

    assert await eventually(all_stand, STOPPED_WITHIN)
    stands = await standing(records)
    assert len(stands) == len(set(stands))
    assert set(stands) <= called_for(began) | called_for(datetime.now(UTC))
    assert await verify(records) == []
    await _each_is_held_by_one_workflow(await client_of(running.system), records, len(stands))


async def _each_is_held_by_one_workflow(client: Client, records: AsyncEngine, count: int) -> None:
    query = (
        select(procedures.c.id, func.count().label("times"))
        .join(journal, journal.c.procedure == procedures.c.id)
        .where(procedures.c.kind == "meeting", journal.c.kind == "MeetingConvened")
        .group_by(procedures.c.id)
    )
    async with records.connect() as connection:
        convened = {row.id: row.times for row in await connection.execute(query)}
    assert len(convened) == count
    assert set(convened.values()) == {1}

    async def all_run() -> bool:
        try:
            shown = [await client.get_workflow_handle(id).describe() for id in convened]
        except RPCError:
            return False
        return {each.status for each in shown} == {WorkflowExecutionStatus.RUNNING}

    assert await eventually(all_run, STOPPED_WITHIN)
