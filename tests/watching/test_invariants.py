"""What must always hold is looked at in every hour: what does not is found, kept, told, and closed again."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import pytest_asyncio
import structlog
from structlog.typing import EventDict
from temporalio.client import Client
from temporalio.testing import ActivityEnvironment
from temporalio.worker import Worker

from activities.journal import Journal
from activities.looks import Look, Looked, Outcome
from activities.watching import Watching
from local.postgres import Postgres
from records import invariants, papers
from records.standing_figures import standing
from rules.procedures import PROCEDURES
from tests.api.conftest import SECRETARY, Desk, county_of_its_own
from workflows import names, starting
from workflows.converter import data_converter
from workflows.dispute import DisputeWorkflow
from workflows.sandbox import RUNNER
from workflows.watch import Watch, WatchWorkflow

CONVERTER = data_converter({"k1": bytes(32)})


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def county(postgres: Postgres) -> AsyncIterator[Desk]:
    async with county_of_its_own(postgres, "invariants") as desk:
        desk.clock.at = datetime.now(UTC)  # the engine's own
        for _ in range(3):
            case = await desk.dispute()
            await case.done(SECRETARY, "claim")
        yield desk


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def client(temporal_address: str) -> Client:
    return await Client.connect(temporal_address, namespace="fengqiao", data_converter=CONVERTER)


class Owner:
    """Somebody who can change everything in the database, with all guards down."""

    def __init__(self, postgres: Postgres, url: str) -> None:
        self.connection = psycopg.connect(
            host="127.0.0.1",
            port=postgres.port,
            dbname=url.rsplit("/", 1)[1],
            user="postgres",
            password=postgres._password("postgres"),
            autocommit=True,
        )
        self.connection.execute("SET session_replication_role = replica")
        self.connection.execute("ALTER TABLE journal DISABLE TRIGGER ALL")

    def change(self, statement: str, *values: Any) -> None:
        self.connection.execute(statement.encode(), values)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def owner(postgres: Postgres, county: Desk) -> AsyncIterator[Owner]:
    owner = Owner(postgres, county.app.state.office.settings.database_url)
    yield owner
    owner.connection.close()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def numbers(county: Desk, client: Client) -> list[str]:
    """The cases, each with its workflow in a real engine."""
    records = county.app.state.office.records
    drawn = await invariants.sample(records, "any", 100)
    return [each for each in drawn if each.startswith("dispute/")]


@asynccontextmanager
async def at_work(county: Desk, client: Client, queue: str) -> AsyncIterator[Watching]:
    watching = Watching(client, county.app.state.office.records, PROCEDURES)
    async with Worker(
        client,
        task_queue=queue,
        workflows=[DisputeWorkflow, WatchWorkflow],
        activities=[
            *(watching.look, watching.hold_against_the_engine, watching.note),
            Journal(county.app.state.office.records).append,
        ],
        workflow_runner=RUNNER,
    ):
        yield watching


async def begun(county: Desk, client: Client, queue: str) -> None:
    records = county.app.state.office.records
    for procedure, _ in await papers.unfinished(records):
        loaded = await papers.load(records, procedure)
        file = starting.file_of(PROCEDURES[loaded.kind], loaded.entries, loaded.edition, loaded.receipts)
        await starting.start(client, DisputeWorkflow, file, queue)


async def looked(watching: Watching) -> tuple[dict[str, str], Outcome]:
    """One look, without the engine's hour: what was found, by its kind, and how it was noted."""
    environment, at = ActivityEnvironment(), Look(str(uuid4()), "seed", 100)
    seen: Looked = await environment.run(watching.look, at)
    beside = await environment.run(watching.hold_against_the_engine, list(seen.sampled))
    outcome: Outcome = await environment.run(watching.note, at, seen, beside)
    again: Outcome = await environment.run(watching.note, at, seen, beside)
    assert (again.open, again.new) == (outcome.open, 0)
    return {each.kind: each.subject for each in (*seen.found, *beside)}, outcome


Plant = Callable[[Owner, str], None]


def without_owner(owner: Owner, case: str) -> None:
    owner.change("UPDATE cases SET owner_unit = '' WHERE procedure = %s", case)


def with_nothing_next(owner: Owner, case: str) -> None:
    owner.change("UPDATE cases SET next_moment = NULL WHERE procedure = %s", case)
    owner.change("DELETE FROM tasks WHERE procedure = %s", case)


def told_otherwise(owner: Owner, case: str) -> None:
    owner.change("UPDATE cases SET stage = 'closed' WHERE procedure = %s", case)


def with_a_changed_entry(owner: Owner, case: str) -> None:
    owner.change(
        "UPDATE journal SET body = body || '{\"planted\": 1}' WHERE procedure = %s AND seq = 1", case
    )


def with_another_head(owner: Owner, case: str) -> None:
    owner.change("UPDATE procedures SET head = repeat('f', 64) WHERE id = %s", case)


PLANTED: dict[str, Plant] = {
    "no-owner": without_owner,
    "nothing-next": with_nothing_next,
    "read-tables-differ": told_otherwise,
    "chain-broken": with_a_changed_entry,
    "head-differs": with_another_head,
}
_TABLES = ("cases", "tasks", "journal", "procedures")


class Kept:
    """What stands in the database of one case, to be put back."""

    def __init__(self, owner: Owner, case: str) -> None:
        self._owner, self._case, self._rows = owner, case, dict[str, list[str]]()
        for table in _TABLES:
            key = "id" if table == "procedures" else "procedure"
            rows = owner.connection.execute(
                f"SELECT to_json(t)::text FROM {table} t WHERE {key} = %s",
                (case,),
            )
            self._rows[table] = [row[0] for row in rows]

    def put_back(self) -> None:
        for table, rows in self._rows.items():
            key = "id" if table == "procedures" else "procedure"
            self._owner.change(f"DELETE FROM {table} WHERE {key} = %s", self._case)
            for row in rows:
                assert json.loads(row)
                self._owner.change(
                    f"INSERT INTO {table} SELECT * FROM json_populate_record(NULL::{table}, %s)",
                    row,
                )


async def test_in_a_healthy_county_everything_holds(county: Desk, client: Client, numbers: list[str]) -> None:
    async with at_work(county, client, "healthy") as watching:
        await begun(county, client, "healthy")

        found, outcome = await looked(watching)

    assert len(numbers) == 3
    assert found == {}
    assert outcome == Outcome(0, 0, 0)


@pytest.mark.parametrize("kind", list(PLANTED))
async def test_what_does_not_hold_is_found_told_once_and_closed_when_it_holds_again(
    county: Desk, client: Client, owner: Owner, numbers: list[str], kind: str
) -> None:
    records, case = county.app.state.office.records, numbers[0]
    kept = Kept(owner, case)
    async with at_work(county, client, "healthy") as watching:
        PLANTED[kind](owner, case)
        with structlog.testing.capture_logs() as logs:
            found, outcome = await looked(watching)
        assert found[kind] == case
        assert outcome.new == outcome.open > 0
        assert (await standing(records)).violations[kind] == 1
        kept.put_back()

        healthy, mended = await looked(watching)

    raised: list[EventDict] = [each for each in logs if each["log_level"] == "critical"]
    assert kind in {each["what"] for each in raised}
    assert {each["procedure"] for each in raised} == {case}
    assert (healthy, mended.open, mended.closed) == ({}, 0, outcome.open)
    assert (await standing(records)).violations == {}
    assert (await standing(records)).checked_seconds_ago is not None
    last = await invariants.last_check(records)
    assert last is not None
    assert last[1] == 0


async def test_a_workflow_that_is_not_there_or_knows_less_than_the_journal_is_found(
    county: Desk, client: Client, numbers: list[str]
) -> None:
    case = await county.dispute()
    fresh = f"dispute/sl/{case.number}/1"
    async with at_work(county, client, "healthy") as watching:
        found, _ = await looked(watching)
        assert found == {"not-in-engine": fresh}

        await begun(county, client, "healthy")
        assert (await looked(watching))[0] == {}

        await case.done(SECRETARY, "claim")  # in the journal alone: the engine here is another
        assert (await looked(watching))[0] == {"engine-behind": fresh}

        await client.get_workflow_handle(fresh).signal(names.NUDGE)
        await client.get_workflow_handle(fresh).terminate()
        found, _ = await looked(watching)
        assert found == {"engine-stopped": fresh}
        # What nobody listens to any more is put back for the tests behind this one.
        assert (await looked(watching))[1].open == 1


async def test_the_sealed_store_says_that_something_does_not_hold_and_not_of_what(
    county: Desk, client: Client, owner: Owner, numbers: list[str]
) -> None:
    kept = Kept(owner, numbers[1])
    without_owner(owner, numbers[1])
    watching = Watching(client, county.app.state.office.records, PROCEDURES, is_told=False)
    at = Look(str(uuid4()), "seed", 1)

    with structlog.testing.capture_logs() as logs:
        seen: Looked = await ActivityEnvironment().run(watching.look, at)
        await ActivityEnvironment().run(watching.note, at, seen, [])

    raised = [each for each in logs if each["log_level"] == "critical"]
    assert "no-owner" in {each["what"] for each in raised}
    assert all("procedure" not in each for each in raised)
    kept.put_back()


async def test_it_looks_by_itself_again_and_again_and_goes_on_in_new_runs(
    county: Desk, client: Client
) -> None:
    id = f"watch-{uuid4()}"
    async with at_work(county, client, "healthy"):  # the worker of the cases, too: else they would be silent
        handle = await client.start_workflow(
            WatchWorkflow.run, Watch(10, timedelta(milliseconds=200)), id=id, task_queue="healthy"
        )
        first = (await handle.describe()).run_id
        while await client.get_workflow_handle(id).query(names.PROGRESS, result_type=int) < 2:
            await asyncio.sleep(0.2)
        await client.get_workflow_handle(id).signal(names.RENEW)
        while (await client.get_workflow_handle(id).describe()).run_id == first:
            await asyncio.sleep(0.2)
        assert await client.get_workflow_handle(id).query(names.PROGRESS, result_type=int) >= 2
        await client.get_workflow_handle(id).terminate()


async def test_whoever_wants_to_know_at_once_is_told_at_once(county: Desk, client: Client) -> None:
    async with at_work(county, client, "healthy"):
        handle = await client.start_workflow(
            WatchWorkflow.run, Watch(10), id=f"watch-{uuid4()}", task_queue="healthy"
        )
        while await handle.query(names.PROGRESS, result_type=int) < 1:
            await asyncio.sleep(0.2)
        await handle.signal(names.NUDGE)
        while await handle.query(names.PROGRESS, result_type=int) < 2:
            await asyncio.sleep(0.2)
        await handle.terminate()
