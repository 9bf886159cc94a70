"""A publication goes round until a whole pass finds nobody who does not know, whatever happens on the way."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest
from temporalio import activity, workflow
from temporalio.client import Client, WorkflowHandle
from temporalio.exceptions import ApplicationError
from temporalio.worker import Replayer, Worker

from activities.batches import Batch, Found, Search, Tally, Told, Untold
from tests.workflows.shed import CONVERTER, eventually, uncached_only
from workflows import names, starting
from workflows.publication import PublicationWorkflow, Round
from workflows.sandbox import RUNNER

pytestmark = uncached_only

VERSION = "china.7"
RATE = 200.0


def cases(*numbers: int) -> list[str]:
    return [f"dispute/sl/SL-2026-{number:06}/1" for number in numbers]


@dataclass
class County:
    """Open cases and what they know, as the activities see them."""

    untold: list[str]
    unreachable: set[str] = field(default_factory=set)  # nobody answers there, until they are reached
    told: list[str] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    newcomers: list[str] = field(default_factory=list)  # registered while the first pass is on its way
    is_broken: bool = False
    is_finished: bool = False
    under_way: int = 1

    @activity.defn(name=names.FIND)
    async def find(self, search: Search) -> Found:
        found = [Untold(each, 6) for each in sorted(self.untold) if each > search.after]
        return Found(tuple(found[: search.limit]), self.under_way)

    @activity.defn(name=names.TELL)
    async def tell(self, batch: Batch) -> Told:
        self.batches.append(batch)
        if self.is_broken:
            self.is_broken = False
            raise ApplicationError("records-away", type="records-away")
        reached = [each for each in batch.cases if each.procedure not in self.unreachable]
        self.told += [each.procedure for each in reached]
        self.untold = [each for each in self.untold if each not in self.told] + self.newcomers
        self.newcomers = []
        left = [replace(each, failed=each.failed + 1) for each in batch.cases if each not in reached]
        return Told(replace(batch.before, told=batch.before.told + len(reached)), tuple(left))

    @activity.defn(name=names.FINISH)
    async def finish(self, version: str) -> Tally:
        assert version == VERSION
        self.is_finished = True
        return Tally(len(self.told), moved=1)

    def sizes(self) -> list[int]:
        return [len(batch.cases) for batch in self.batches]


@dataclass
class Road:
    client: Client
    task_queue: str
    cache: int

    @asynccontextmanager
    async def working(self, county: County) -> AsyncIterator[None]:
        async with Worker(
            self.client,
            task_queue=self.task_queue,
            workflows=[PublicationWorkflow],
            activities=[county.find, county.tell, county.finish],
            workflow_runner=RUNNER,
            max_cached_workflows=self.cache,
        ):
            yield

    async def start(self, at: Round | None = None) -> WorkflowHandle[PublicationWorkflow, Tally]:
        return await self.client.start_workflow(
            PublicationWorkflow.run,
            at or Round(VERSION, RATE),
            id=f"publication/{uuid.uuid4()}",
            task_queue=self.task_queue,
        )


@pytest.fixture
def road(client: Client, cache: int) -> Road:
    return Road(client, f"road-{uuid.uuid4()}", cache)


async def test_everybody_is_told_once_and_the_report_is_what_the_records_say(road: Road) -> None:
    county = County(cases(*range(250)))

    async with road.working(county):
        handle = await road.start()
        report = await handle.result()

    assert report == Tally(250, moved=1)
    assert county.told == cases(*range(250))
    assert county.sizes() == [100, 100, 50]
    assert {batch.per_second for batch in county.batches} == {RATE}
    assert [batch.before.told for batch in county.batches] == [0, 100, 200]
    assert county.is_finished


async def test_whoever_is_registered_meanwhile_is_told_in_another_pass(road: Road) -> None:
    county = County(cases(5, 6), newcomers=cases(1, 9))

    async with road.working(county):
        report = await (await road.start()).result()

    assert report.told == 4
    assert county.told == [*cases(5, 6), *cases(9), *cases(1)]


async def test_who_was_not_reached_is_asked_again_when_the_others_know(road: Road) -> None:
    county = County(cases(*range(4)), unreachable=set(cases(1, 2)))

    async with road.working(county):
        handle = await road.start()

        async def is_asked_again() -> bool:
            return len(county.batches) >= 3

        await eventually(is_asked_again)
        assert await handle.query(names.PROGRESS, result_type=Tally) == Tally(2)
        assert not county.is_finished
        county.unreachable.clear()
        report = await handle.result()

    assert report.told == 4
    again = county.batches[1]
    assert [(each.procedure, each.failed) for each in again.cases] == [(each, 1) for each in cases(1, 2)]
    assert county.batches[2].cases[0].failed == 2
    assert county.told.count(cases(1)[0]) == 1


async def test_nobody_else_is_looked_for_while_very_many_are_not_reached(road: Road) -> None:
    everybody = cases(*range(150))
    county = County(everybody, unreachable=set(everybody))

    async with road.working(county):
        handle = await road.start()

        async def is_asked_again() -> bool:
            return len(county.batches) >= 2

        await eventually(is_asked_again)
        county.unreachable.clear()
        report = await handle.result()

    assert report.told == 150
    assert county.batches[0].cases == tuple(Untold(each, 6) for each in everybody[:100])
    assert county.batches[1].cases == tuple(Untold(each, 6, failed=1) for each in everybody[:100])


async def test_a_batch_that_broke_off_is_told_again_as_it_was(road: Road) -> None:
    county = County(cases(1, 2, 3), is_broken=True)

    async with road.working(county):
        report = await (await road.start()).result()

    assert report.told == 3
    assert county.batches[0] == county.batches[1]


async def test_publications_on_their_way_at_once_share_the_rate(road: Road) -> None:
    county = County(cases(1), under_way=4)

    async with road.working(county):
        await (await road.start()).result()

    assert [batch.per_second for batch in county.batches] == [RATE / 4]


async def test_a_slow_rate_makes_small_batches_so_that_progress_is_seen(road: Road) -> None:
    county = County(cases(*range(7)))

    async with road.working(county):
        await (await road.start(Round(VERSION, per_second=0.5))).result()

    assert county.sizes() == [2, 2, 2, 1]


async def test_a_long_way_goes_on_in_a_fresh_run(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    county = County(cases(*range(6)), unreachable=set(cases(1)))
    is_long = lambda info: info.get_current_history_length() > 25  # noqa: E731
    monkeypatch.setattr(workflow.Info, "is_continue_as_new_suggested", is_long)

    async with road.working(county):
        handle = await road.start(Round(VERSION, per_second=0.4))
        first = (await handle.describe()).run_id

        async def goes_on() -> bool:
            return (await road.client.get_workflow_handle(handle.id).describe()).run_id != first

        await eventually(goes_on)
        county.unreachable.clear()
        report = await road.client.get_workflow_handle(handle.id, result_type=Tally).result()

    assert report.told == 6
    assert sorted(county.told) == cases(*range(6))
    assert [batch.before.told for batch in county.batches] == sorted(
        batch.before.told for batch in county.batches
    )


async def test_it_replays(road: Road, cache: int) -> None:
    county = County(cases(*range(120)), unreachable=set(cases(7)))
    async with road.working(county):
        handle = await road.start()

        async def is_asked_again() -> bool:
            return len(county.batches) >= 3

        await eventually(is_asked_again)
        county.unreachable.clear()
        await handle.result()

    replayer = Replayer(
        workflows=[PublicationWorkflow],
        workflow_runner=RUNNER,
        data_converter=CONVERTER,
        namespace="fengqiao",
    )

    await replayer.replay_workflow(await handle.fetch_history())


async def test_starting_it_again_starts_nothing(road: Road) -> None:
    version = f"china.{uuid.uuid4()}"

    await starting.carry_out(road.client, version, RATE, road.task_queue)
    handle = road.client.get_workflow_handle(f"publication/{version}")
    run = (await handle.describe()).run_id
    await starting.carry_out(road.client, version, RATE, road.task_queue)

    assert (await handle.describe()).run_id == run


async def test_one_that_was_broken_off_is_started_anew(road: Road) -> None:
    version = f"china.{uuid.uuid4()}"
    await starting.carry_out(road.client, version, RATE, road.task_queue)
    handle = road.client.get_workflow_handle(f"publication/{version}")
    run = (await handle.describe()).run_id
    await handle.terminate()

    await starting.carry_out(road.client, version, RATE, road.task_queue)

    assert (await handle.describe()).run_id != run
