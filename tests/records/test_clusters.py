"""An early warning of one kind at one place makes one draft, and nothing is counted by person."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

import counties
from counties.reporting import timetable_in_force
from records import intake
from records.clusters import Proposer, warned
from records.intake import Opening
from records.tables import cases, documents, journal
from rules.dispute.procedure import DISPUTE
from rules.early_warning import Because
from rules.editions import Edition
from rules.event.procedure import EVENT
from rules.gazetteer import located_by_unit
from rules.procedure import Event, Now
from tests.records.house import House, registration
from tests.rules import county, event_stories, story

AT = datetime(2026, 11, 2, 2, tzinfo=UTC)
FOUND = timetable_in_force("sl", AT.date())
assert FOUND
TIMETABLE = FOUND
HERE = (county.VILLAGE, county.TOWNSHIP)
ELSEWHERE = (county.OTHER_VILLAGE, county.OTHER_TOWNSHIP)


async def disputes(house: House, at: datetime, *kinds: str, where: tuple[str, str] = HERE) -> list[str]:
    """Their numbers."""
    return [await _taken_in(house, at, kind, where) for kind in kinds]


async def _taken_in(house: House, at: datetime, kind: str, where: tuple[str, str]) -> str:
    def first(id: str, number: str, edition: Edition) -> Event:
        whole = {"id": id, "number": number, "edition": edition, "dispute_type": kind, "at": at}
        event: Event = story.registration(**whole, village=where[0], township=where[1])
        return event

    new = registration(received_at=at, registered_at=at)
    opening = Opening(DISPUTE, county.TOLD, first)
    return (await intake.register(house.engine, house.keeper, new, opening)).number


async def events(house: House, at: datetime, count: int) -> list[str]:
    def first(id: str, number: str, edition: Edition) -> Event:
        event: Event = event_stories.registration(
            id=id,
            number=number,
            edition=edition,
            kind="tree",
            location=located_by_unit(*ELSEWHERE, county.COUNTY),
            received_at=at,
            at=at,
        )
        return event

    opening = Opening(EVENT, county.TOLD, first)
    new = [registration(received_at=at, registered_at=at) for _ in range(count)]
    return [(await intake.register(house.engine, house.keeper, each, opening)).number for each in new]


def proposer(house: House, at: datetime = AT) -> Proposer:
    return Proposer(house.engine, house.keeper, lambda _: [county.TOLD], timetable_in_force, lambda: at)


async def drafts(engine: AsyncEngine) -> list[dict[str, Any]]:
    drafted = select(journal.c.body).where(journal.c.kind == "RecommendationDrafted").order_by(journal.c.at)
    async with engine.connect() as connection:
        return list(await connection.scalars(drafted))


async def test_a_cluster_makes_one_draft_and_another_only_when_its_days_have_passed(house: House) -> None:
    mine = await disputes(house, AT - timedelta(days=40), *["property-service"] * 4)
    await disputes(house, AT - timedelta(days=3), "property-service", where=ELSEWHERE)
    await disputes(house, AT - timedelta(days=3), "debt")
    before = await disputes(house, AT - timedelta(days=200), "property-service")
    assert await proposer(house).carry_once() == 0

    mine += await disputes(house, AT - timedelta(days=1), "property-service")
    assert await proposer(house).carry_once() == 1
    await disputes(house, AT + timedelta(days=1), "property-service")
    assert await proposer(house, AT + timedelta(days=5)).carry_once() == 0

    [draft] = await drafts(house.engine)
    assert draft["warning"] == {
        "cluster": {
            "along": "place",
            "kind": "dispute",
            "subject": "property-service",
            "where": county.VILLAGE,
            "since": "2026-08-05",
            "until": "2026-11-02",
            "matters": [f"dispute/sl/{number}/1" for number in mine],
            "before": [0, 1, 0, 0],
        },
        "because": "growing",
        "threshold": {"at_least": 5, "percent": 200, "periods": 4},
    }
    assert draft["problem"] is None
    assert draft["cases"] == sorted(mine)
    assert not set(before) & set(draft["cases"])
    async with house.engine.connect() as connection:
        [case] = (await connection.execute(select(cases).where(cases.c.kind == "recommendation"))).all()
        assert (case.waits_for, case.matter) == ("write-recommendation", "SL-Y-2026-000001")
        assert (await connection.execute(select(documents))).all() == []  # counting alone says nothing

    later = AT + timedelta(days=95)
    await disputes(house, later - timedelta(days=3), *["property-service"] * 12)
    assert await proposer(house, later).carry_once() == 1


async def test_events_are_counted_too_and_what_is_no_more_than_usual_is_no_warning(house: House) -> None:
    since = AT + timedelta(days=400)
    for n in range(5):  # as many in every ninety days
        await disputes(house, since - timedelta(days=90 * n + 2), *["water"] * 5)
    numbers = await events(house, since - timedelta(days=2), 6)

    [found] = await warned(house.engine, county.TOLD, TIMETABLE, Now(since))

    assert (found.cluster.kind, found.cluster.subject, found.because) == ("event", "tree", Because.NEW)
    assert found.cluster.where == county.OTHER_VILLAGE
    assert found.cluster.matters == tuple(f"event/sl/{number}/1" for number in numbers)


async def test_a_county_that_does_not_report_has_no_warnings(house: House) -> None:
    nobody = Proposer(
        house.engine, house.keeper, lambda _: [county.TOLD], lambda *_: None, lambda: AT + timedelta(days=400)
    )

    assert await nobody.carry_once() == 0
    assert [each.county for each in counties.editions_in_force(date(2026, 11, 2))] == ["sl"]
