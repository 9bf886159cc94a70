"""What is published stands once, holds for what begins afterwards, and is owed to what is open."""

import asyncio
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from records import fan_out, intake, journal, papers, publications
from records.hearing import heard
from records.intake import Opening
from records.publications import NothingForOpenCases, Publication, Request
from records.tables import publications as table
from rules.calendar import WorkingCalendar, YearNotice
from rules.clocks.rule import Transition
from rules.dispute.procedure import DISPUTE
from rules.editions import Edition
from rules.procedure import Event
from rules.succession import aftercare_of
from rules.timekeeping import PUBLICATIONS
from tests.records.house import RECEIVED, Case, House, first_event
from tests.rules import county

BY = Request(county.DISPATCHER.person)
_names = count(1)


def a_notice(year: int = 2026, *holidays: date, source: str = "test") -> YearNotice:
    return YearNotice(0, year, source, frozenset(holidays or {date(year, 12, 2)}), frozenset())


@pytest.fixture
def edition() -> Edition:
    """The county before the year's notice has come, with a calendar and a name that no other test knows."""
    n = next(_names)
    calendar = WorkingCalendar(f"series-{n}", frozenset({2025}))
    return replace(county.TOLD, id=f"test/{n}", county=f"c{n}", calendar=calendar)


def amended(edition: Edition, id: str, count: int = 60, **changes: Any) -> Edition:
    """A later edition, whose rule of the whole period reaches open cases."""
    clocks = tuple(
        replace(rule, count=count, transition=Transition.OPEN_CASES) if rule.id == "K-40" else rule
        for rule in edition.clocks
    )
    return replace(edition, id=id, clocks=clocks, **changes)


async def opened(house: House, edition: Edition) -> Case:
    return await house.dispute(opening=Opening(DISPUTE, edition, first_event))


async def untold(house: House, publication: Publication) -> list[str]:
    found = await fan_out.untold(house.engine, publication, "", 1000)
    assert await fan_out.untold_counted(house.engine, publication) == len(found)
    return [each.procedure for each in found]


async def told(case: Case, publication: Publication) -> None:
    """The case learns of it, as its workflow would write it down."""
    kind: Any = PUBLICATIONS[f"{publication.kind}_published"]
    said: dict[str, Any] = {"series": publication.series, "notices": (publication.notice,)}
    if publication.rules:
        said = {"clocks": publication.rules}
    assert (await case.ask(kind(id=str(uuid4()), version=publication.version, **said))).appended


async def test_notices_of_a_series_are_numbered_from_one(house: House, edition: Edition) -> None:
    series = edition.calendar.series

    published = [
        await publications.publish_notice(house.engine, series, a_notice(year), BY) for year in (2026, 2027)
    ]

    assert [each.version for each in published] == [f"{series}.1", f"{series}.2"]
    assert [each.notice and each.notice.number for each in published] == [1, 2]
    assert [each.is_new for each in published] == [True, True]
    assert await publications.read(house.engine, f"{series}.1") == replace(published[0], is_new=False)
    mine = [each.version for each in await publications.listed(house.engine) if each.series == series]
    assert mine == [f"{series}.2", f"{series}.1"]
    assert set(await publications.under_way(house.engine)) >= {each.version for each in published}


async def test_publishing_what_stands_changes_nothing_and_going_back_is_a_correction(
    house: House, edition: Edition
) -> None:
    series, first, second = edition.calendar.series, a_notice(2026), a_notice(2026, date(2026, 12, 3))

    published = [
        await publications.publish_notice(house.engine, series, each, BY)
        for each in (first, first, second, a_notice(2027), second, first)
    ]

    assert [(each.number, each.is_new) for each in published] == [
        (1, True),
        (1, False),
        (2, True),
        (3, True),
        (2, False),
        (4, True),
    ]


async def test_the_same_command_publishes_once_whatever_came_after_it(house: House, edition: Edition) -> None:
    series, key = edition.calendar.series, Request("p", str(uuid4()), "digest")
    first = await publications.publish_notice(house.engine, series, a_notice(), key)
    await publications.publish_notice(house.engine, series, a_notice(2026, date(2026, 12, 3)), BY)

    again = await publications.publish_notice(house.engine, series, a_notice(), key)

    assert again == replace(first, is_new=False)
    other = replace(key, digest="other")
    with pytest.raises(journal.AnotherBody):
        await publications.publish_notice(house.engine, series, a_notice(2030), other)
    assert [each.number for each in await notices(house, series)] == [1, 2]


async def notices(house: House, series: str, after: int = 0) -> tuple[YearNotice, ...]:
    async with house.engine.connect() as connection:
        return await publications.notices_after(connection, series, after)


async def test_the_key_of_a_case_publishes_nothing(house: House, edition: Edition) -> None:
    registered = await house.register(command=(key := str(uuid4())))

    request = Request("p", key, "digest")

    with pytest.raises(journal.AnotherBody):
        await publications.publish_notice(house.engine, edition.calendar.series, a_notice(), request)

    assert registered.is_new
    assert await notices(house, edition.calendar.series) == ()


async def test_many_who_publish_at_once_get_numbers_without_gaps(house: House, edition: Edition) -> None:
    series = edition.calendar.series

    await asyncio.gather(
        *(publications.publish_notice(house.engine, series, a_notice(2026 + n), BY) for n in range(8))
    )

    assert [each.number for each in await notices(house, series)] == list(range(1, 9))
    assert [each.number for each in await notices(house, series, after=6)] == [7, 8]


async def test_what_was_published_is_never_changed(house: House, edition: Edition) -> None:
    published = await publications.publish_notice(house.engine, edition.calendar.series, a_notice(), BY)

    mine = update(table).where(table.c.version == published.version)

    changes: list[dict[str, Any]] = [{"body": {}}, {"version": "x"}, {"published_by": "x"}]
    for change in changes:
        async with house.engine.connect() as connection:
            with pytest.raises(DBAPIError, match="permission denied"):
                await connection.execute(mine.values(**change))


async def test_only_rules_that_say_so_reach_open_cases_and_an_edition_is_published_once(
    house: House, edition: Edition
) -> None:
    with pytest.raises(NothingForOpenCases):
        await publications.publish_rules(house.engine, edition, BY)
    later = amended(edition, f"{edition.id}/later")

    published = [await publications.publish_rules(house.engine, later, BY) for _ in range(2)]

    assert [(each.version, each.number, each.is_new) for each in published] == [
        (later.id, 1, True),
        (later.id, 1, False),
    ]
    assert [rule.id for rule in published[0].rules] == ["K-40"]
    assert published[0].rules == tuple(rule for rule in later.clocks if rule.id == "K-40")


async def test_a_calendar_is_owed_to_every_open_case_of_its_series_that_lacks_it(
    house: House, edition: Edition
) -> None:
    cases = [await opened(house, edition) for _ in range(3)]
    ended = await opened(house, edition)
    await ended.tell(lambda told: told.agree())
    elsewhere = await opened(house, replace(edition, calendar=replace(edition.calendar, series="other")))
    published = await publications.publish_notice(house.engine, edition.calendar.series, a_notice(), BY)

    owed = await untold(house, published)
    page = await fan_out.untold(house.engine, published, cases[0].id, 1)
    await told(cases[1], published)

    assert owed == [case.id for case in cases]
    assert [(each.procedure, each.calendar_number) for each in page] == [(cases[1].id, 0)]
    assert await untold(house, published) == [cases[0].id, cases[2].id]
    assert elsewhere.id not in owed


async def test_a_case_that_begins_after_a_publication_is_counted_on_it_from_its_first_entry(
    house: House, edition: Edition
) -> None:
    series = edition.calendar.series
    before = await opened(house, edition)
    due = before.state.due("whole")
    assert due
    assert due.provisional
    published = await publications.publish_notice(house.engine, series, a_notice(2026, due.on), BY)

    case = await opened(house, edition)

    state = case.state
    assert state.edition.calendar.version == published.version
    assert (now := state.due("whole")) is not None
    assert (now.on > due.on, now.provisional) == (True, False)
    assert (await papers.load(house.engine, case.id)).edition == state.edition
    assert await untold(house, published) == [before.id]


async def test_aftercare_that_begins_after_a_publication_is_counted_on_it(
    house: House, edition: Edition
) -> None:
    case = await opened(house, edition)
    await case.tell(lambda told: told.agree())
    published = await publications.publish_notice(house.engine, edition.calendar.series, a_notice(), BY)
    later = await publications.publish_rules(house.engine, amended(edition, f"{edition.id}/later"), BY)

    def first(under: Edition) -> Event:
        return aftercare_of(replace(case.state, edition=under), RECEIVED)

    registered = await intake.open_procedure(house.engine, first, edition, command=str(uuid4()))

    assert registered.procedure
    under = (await papers.load(house.engine, registered.procedure)).edition
    assert (under.calendar.version, under.amendments) == (published.version, (later.version,))
    assert await untold(house, published) == await untold(house, later) == []


async def test_nothing_is_published_while_a_procedure_is_being_opened(house: House, edition: Edition) -> None:
    """Or it would be counted on the old calendar, and be seen by nobody who looks for such cases."""
    series = edition.calendar.series
    async with house.engine.begin() as connection:
        await publications.newest(connection, edition)
        publishing = asyncio.ensure_future(publications.publish_notice(house.engine, series, a_notice(), BY))
        opening = asyncio.ensure_future(house.register())
        await opening  # who opens waits for nobody who opens
        await asyncio.sleep(0.2)
        assert not publishing.done()

    assert (await publishing).is_new


async def test_rules_are_owed_to_open_cases_of_older_editions_of_the_county(
    house: House, edition: Edition
) -> None:
    old, neighbour = await opened(house, edition), await opened(house, replace(edition, county="elsewhere"))
    later = amended(edition, f"{edition.id}/later")
    newer = await opened(house, replace(edition, id="newer", in_force_from=date(2030, 1, 1)))
    under_it = await opened(house, later)
    published = await publications.publish_rules(house.engine, later, BY)

    owed = await untold(house, published)
    await told(old, published)

    assert owed == [old.id]
    assert not {neighbour.id, newer.id, under_it.id} & set(owed)
    assert await untold(house, published) == []
    assert old.state.edition.rule("K-40").count == 60


async def test_newer_rules_are_never_replaced_by_older_ones(house: House, edition: Edition) -> None:
    case, ids = await opened(house, edition), [f"{edition.id}/{n}" for n in (1, 2)]
    first, second = [
        await publications.publish_rules(house.engine, amended(edition, id, days), BY)
        for id, days in zip(ids, (60, 90), strict=True)
    ]
    await told(case, second)
    knows_both = await opened(house, edition)
    began_under_the_second = await opened(house, amended(edition, ids[1], 90))

    assert await untold(house, first) == await untold(house, second) == []
    assert [each.state.edition.rule("K-40").count for each in (case, knows_both)] == [90, 90]
    assert knows_both.state.edition.amendments == tuple(ids)
    assert began_under_the_second.state.edition.amendments == ()
    async with house.engine.connect() as connection:
        assert await publications.newest(connection, case.state.edition) == case.state.edition


async def test_progress_only_grows_and_the_report_is_what_the_journal_says(
    house: House, edition: Edition
) -> None:
    cases = [await opened(house, edition) for _ in range(3)]
    due = cases[0].state.due("whole")
    assert due
    series = edition.calendar.series
    published = await publications.publish_notice(house.engine, series, a_notice(2026, due.on), BY)
    for case in cases:
        await told(case, published)
    version = published.version

    await fan_out.progressed(house.engine, version, told=2, moved=2, overdue=1, notices=0)
    await fan_out.progressed(house.engine, version, told=1, moved=1, overdue=0, notices=0)
    halfway = await publications.read(house.engine, version)
    await fan_out.finish(house.engine, version)
    await fan_out.progressed(house.engine, version, told=9, moved=9, overdue=9, notices=9)
    done = await publications.read(house.engine, version)
    await fan_out.finish(house.engine, version)

    assert halfway
    assert (halfway.told, halfway.moved, halfway.overdue, halfway.finished_at) == (2, 2, 1, None)
    assert done
    assert (done.told, done.moved, done.overdue, done.notices) == (3, 3, 0, 0)
    assert done.finished_at
    assert await publications.read(house.engine, version) == done
    assert version not in await publications.under_way(house.engine)


async def test_the_correction_of_a_year_wins_in_whichever_order_it_is_learnt(
    house: House, edition: Edition
) -> None:
    series = edition.calendar.series
    in_order, backwards = await opened(house, edition), await opened(house, edition)
    wrong = await publications.publish_notice(house.engine, series, a_notice(2026, date(2026, 12, 2)), BY)
    right = await publications.publish_notice(house.engine, series, a_notice(2026, date(2026, 12, 3)), BY)
    for publication in (wrong, right):
        await told(in_order, publication)

    await told(backwards, right)
    owed = await untold(house, wrong)
    await told(backwards, wrong)

    assert owed == []  # whoever knows the later one is not told of the earlier
    assert in_order.state.edition.calendar == backwards.state.edition.calendar
    assert in_order.state.edition.calendar.holidays == {date(2026, 12, 3)}
    async with house.engine.connect() as connection:
        begun = await publications.newest(connection, edition)
    assert begun.calendar == in_order.state.edition.calendar


async def test_the_relay_hears_of_a_publication(engine: AsyncEngine, house: House, edition: Edition) -> None:
    async with heard(engine, publications.PUBLISHED) as notes, asyncio.timeout(60):
        first = asyncio.ensure_future(anext(notes))
        for year in count(2026):
            await publications.publish_notice(engine, edition.calendar.series, a_notice(year), BY)
            if first.done():
                break
            await asyncio.sleep(0.05)

    assert first.result().startswith(edition.calendar.series)
