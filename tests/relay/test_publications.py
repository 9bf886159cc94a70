"""What is published reaches every open case, once, whoever is away meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from sqlalchemy import select
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

import records
from activities.batches import Batch, Search, Tally, Told, Untold
from activities.publishing import Publishing
from records import intake, journal, papers, publications
from records.intake import Opening, Registration
from records.publications import Publication, Request
from records.tables import journal as entries
from relay import Relay
from rules.calendar import WorkingCalendar, YearNotice
from rules.clocks.rule import Transition
from rules.dispute import commands
from rules.dispute.procedure import DISPUTE
from rules.editions import Edition
from rules.instants import ONE_DAY, legal_day
from rules.procedure import Event
from tests.records.house import House, registration
from tests.relay.conftest import eventually
from tests.rules import county, story
from workflows import names

pytestmark = pytest.mark.servers

BY = Request(county.DISPATCHER.person)
RECOMPUTED = "DueDatesRecomputed"
T = TypeVar("T")
_names = count(1)


def provisional(**calendar: Any) -> Edition:
    """The county on a calendar of its own, of which no year that counts here is published."""
    known = WorkingCalendar(f"relay-{next(_names)}", frozenset({2025}))
    return replace(county.TOLD, county="pub", calendar=replace(known, **calendar))


def notice(year: int, *holidays: date, make_up: frozenset[date] = frozenset()) -> YearNotice:
    return YearNotice(0, year, "test", frozenset(holidays), make_up)


def a_registration() -> Registration:
    """Numbered apart from those of other modules: the engine is one, the databases are many."""
    return registration(county="pub")


async def dispute(relay: Relay, house: House, edition: Edition, at: datetime | None = None) -> str:
    """A dispute that runs in the engine."""

    def first(id: str, number: str, under: Edition) -> Event:
        event: Event = story.registration(id=id, number=number, edition=under, at=at or datetime.now(UTC))
        return event

    opening = Opening(DISPUTE, edition, first)
    registered = await intake.register(house.engine, house.keeper, a_registration(), opening)
    assert registered.procedure
    await relay._start_procedure(registered.procedure)
    return registered.procedure


async def state(relay: Relay, procedure: str) -> Any:
    return (await relay.proceeding_of(procedure))[1].state


async def kinds(house: House, procedure: str) -> list[str]:
    return [entry.kind for entry in await journal.read(house.engine, procedure)]


@asynccontextmanager
async def carrying(relay: Relay) -> AsyncIterator[None]:
    task = asyncio.create_task(relay.carry_publications())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def finished(house: House, version: str) -> Publication:
    async def has() -> bool:
        found = await publications.read(house.engine, version)
        return bool(found and found.finished_at)

    await eventually(has)
    found = await publications.read(house.engine, version)
    assert found
    return found


async def publish(house: House, edition: Edition, *years: YearNotice) -> list[str]:
    series = edition.calendar.series
    return [(await publications.publish_notice(house.engine, series, year, BY)).version for year in years]


async def test_a_years_notice_reaches_every_open_case_and_is_reported(relay: Relay, house: House) -> None:
    edition = provisional()
    cases = [await dispute(relay, house, edition) for _ in range(3)]
    due = (await state(relay, cases[0])).due("whole")

    async with carrying(relay):
        [version] = await publish(house, edition, notice(due.on.year, due.on))
        report = await finished(house, version)

    assert (report.told, report.moved, report.overdue, report.notices) == (3, 3, 0, 0)
    for case in cases:
        now = (await state(relay, case)).due("whole")
        assert now.on > due.on
        assert await kinds(house, case) == ["Registered", RECOMPUTED]
    workflow = relay.client.get_workflow_handle(f"publication/{version}")
    assert await workflow.query(names.PROGRESS, result_type=Tally) == Tally(3, 3, 0, 0)


async def test_what_was_published_while_nobody_carried_goes_out_when_somebody_does(
    relay: Relay, house: House
) -> None:
    edition = provisional()
    case = await dispute(relay, house, edition)
    today = legal_day(datetime.now(UTC))
    versions = await publish(house, edition, *(notice(today.year, today + n * ONE_DAY) for n in (1, 2)))

    async with carrying(relay):
        reports = [await finished(house, version) for version in versions]

    calendar = (await state(relay, case)).edition.calendar
    assert calendar.holidays == {today + 2 * ONE_DAY}
    assert 1 <= sum(report.told for report in reports) <= 2
    assert sum(report.told for report in reports) == (await kinds(house, case)).count(RECOMPUTED)


async def test_the_same_file_again_tells_nobody_anything(relay: Relay, house: House) -> None:
    edition = provisional()
    case = await dispute(relay, house, edition)
    said = notice(legal_day(datetime.now(UTC)).year, date(2026, 12, 31))
    async with carrying(relay):
        [version] = await publish(house, edition, said)
        report = await finished(house, version)

        assert await publish(house, edition, said) == [version]
        assert await publications.under_way(house.engine) == []

    assert await publications.read(house.engine, version) == report
    assert (await kinds(house, case)).count(RECOMPUTED) == 1


async def test_a_date_moved_into_the_past_makes_the_duty_overdue_once(relay: Relay, house: House) -> None:
    today = legal_day(datetime.now(UTC))
    away = frozenset(today + n * ONE_DAY for n in range(-9, 9))
    edition = provisional(holidays=away, years=frozenset({today.year, today.year + 1}))
    case = await dispute(relay, house, edition, at=datetime.now(UTC) - timedelta(days=35))

    async def level_is_overdue() -> bool:
        return "StepFellOverdue" in await kinds(house, case)

    await eventually(level_is_overdue)
    assert not (await state(relay, case)).whole_is_over

    async with carrying(relay):
        [version] = await publish(house, edition, notice(today.year, date(today.year, 1, 1)))
        report = await finished(house, version)
        again = await publish(house, edition, notice(today.year, date(today.year, 1, 2)))
        await finished(house, again[0])

    assert (report.told, report.moved, report.overdue) == (1, 1, 1)
    told = await kinds(house, case)
    assert told.count("WholePeriodEnded") == 1
    assert told.index("WholePeriodEnded") == told.index(RECOMPUTED) + 1


async def test_rules_that_say_so_reach_open_cases_and_count_from_the_start(
    relay: Relay, house: House
) -> None:
    n = next(_names)
    edition = replace(provisional(), id=f"relay/{n}", county=f"r{n}")
    case = await dispute(relay, house, edition)
    longer = tuple(
        replace(rule, count=60, transition=Transition.OPEN_CASES) if rule.id == "K-40" else rule
        for rule in edition.clocks
    )
    before = (await state(relay, case)).due("whole")

    async with carrying(relay):
        later = replace(edition, id=f"relay/{n}/later", clocks=longer)
        published = await publications.publish_rules(house.engine, later, BY)
        report = await finished(house, published.version)

    now = await state(relay, case)
    assert (report.told, report.moved) == (1, 1)
    assert now.due("whole").counted_to - before.counted_to == timedelta(days=30)
    assert now.edition.amendments == (published.version,)


async def test_aftercare_opened_after_a_publication_is_counted_on_the_new_calendar(
    relay: Relay, house: House
) -> None:
    edition = provisional()
    case = await dispute(relay, house, edition)
    refused = commands.ConsentRefused(id=str(uuid4()), by=county.MEDIATOR, party="zhang")
    handle = relay.client.get_workflow_handle(case)
    await handle.execute_update("consent_refused", refused)
    await handle.result()

    [version] = await publish(house, edition, notice(2026, date(2026, 12, 31)))
    aftercare = case.replace("dispute/", "aftercare/")

    async def opened() -> bool:
        await relay.carry_once()
        async with house.engine.connect() as connection:
            mine = select(entries.c.seq).where(entries.c.procedure == aftercare)
            return await connection.scalar(mine) is not None

    await eventually(opened)

    loaded = await papers.load(house.engine, aftercare)
    assert loaded.edition.calendar.version == version
    async with carrying(relay):
        assert (await finished(house, version)).told == 0


async def test_a_case_the_engine_does_not_know_is_told_as_soon_as_it_does(relay: Relay, house: House) -> None:
    edition = provisional()

    def first(id: str, number: str, under: Edition) -> Event:
        event: Event = story.registration(id=id, number=number, edition=under, at=datetime.now(UTC))
        return event

    opening = Opening(DISPUTE, edition, first)
    registered = await intake.register(house.engine, house.keeper, a_registration(), opening)
    assert registered.procedure
    async with carrying(relay):
        [version] = await publish(house, edition, notice(2026, date(2026, 12, 31)))
        await asyncio.sleep(1)
        halfway = await publications.read(house.engine, version)
        await relay._start_procedure(registered.procedure)
        report = await finished(house, version)

    assert halfway
    assert (halfway.told, halfway.finished_at) == (0, None)
    assert report.told == 1


async def run(activity: Callable[..., Awaitable[T]], asked: object) -> T:
    return await ActivityEnvironment().run(activity, asked)


async def test_a_batch_that_is_told_again_changes_nothing_and_counts_the_same(
    relay: Relay, house: House
) -> None:
    edition = provisional()
    cases = [await dispute(relay, house, edition) for _ in range(3)]
    due = (await state(relay, cases[0])).due("whole")
    [version] = await publish(house, edition, notice(due.on.year, due.on))
    publishing = Publishing(relay.client, house.engine)
    found = await run(publishing.find, Search(version, "", 10))
    batch = Batch(version, found.cases, 100, Tally(5, 4, 3, 2))

    first = await run(publishing.tell, batch)
    second = await run(publishing.tell, batch)

    assert first == second == Told(Tally(8, 7, 3, 2), ())
    assert [(await kinds(house, case)).count(RECOMPUTED) for case in cases] == [1, 1, 1]
    assert (await run(publishing.find, Search(version, "", 10))).cases == ()
    assert await run(publishing.finish, version) == await run(publishing.finish, version) == Tally(3, 3, 0, 0)


async def test_a_case_that_could_not_write_it_down_is_asked_again_under_another_id(
    relay: Relay, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = provisional()
    case = await dispute(relay, house, edition)
    [version] = await publish(house, edition, notice(2026, date(2026, 12, 31)))
    publishing, append = Publishing(relay.client, house.engine), journal.append

    async def away(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(journal, "append", away)
    first = await run(publishing.tell, Batch(version, (Untold(case, 0),), 100, Tally()))
    monkeypatch.setattr(journal, "append", append)
    second = await run(publishing.tell, Batch(version, first.left, 100, first.so_far))

    assert first == Told(Tally(), (Untold(case, 0, failed=1),))
    assert second == Told(Tally(told=1), ())
    assert (await kinds(house, case)).count(RECOMPUTED) == 1


async def test_a_case_that_has_ended_need_not_know(relay: Relay, house: House) -> None:
    edition = provisional()
    case = await dispute(relay, house, edition)
    [version] = await publish(house, edition, notice(2026, date(2026, 12, 31)))
    refused = commands.ConsentRefused(id=str(uuid4()), by=county.MEDIATOR, party="zhang")
    handle = relay.client.get_workflow_handle(case)
    await handle.execute_update("consent_refused", refused)
    await handle.result()

    publishing = Publishing(relay.client, house.engine)
    told = await run(publishing.tell, Batch(version, (Untold(case, 0),), 100, Tally()))

    assert told == Told(Tally(), ())


async def test_records_that_are_away_are_a_code_and_the_batch_is_told_again(relay: Relay) -> None:
    nowhere = records.connect("postgresql://nobody:nothing@127.0.0.1:1/nowhere")

    with pytest.raises(ApplicationError) as failed:
        await run(Publishing(relay.client, nowhere).find, Search("x.1", "", 1))

    await nowhere.dispose()
    assert (failed.value.type, failed.value.non_retryable) == ("records-away", False)
