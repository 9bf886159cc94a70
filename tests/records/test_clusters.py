"""So many matters of one kind from one place make one draft, and nothing is counted by person."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

import counties
from records.clusters import Proposer, clusters
from records.tables import cases, documents, journal, matters
from rules.procedure import Now
from tests.records.house import House
from tests.rules import county

AT = datetime(2026, 11, 2, 2, tzinfo=UTC)


async def take_in(house: House, number: int, **said: Any) -> None:
    async with house.engine.begin() as connection:
        row = {
            "number": f"SL-2026-{number:06}",
            "county": "sl",
            "channel": "window",
            "received_at": AT - timedelta(days=number % 60),
            "registered_at": AT,
            "registered_by": "p-sl-window-clerk",
            "status": "dispute",
            "dispute_type": "property-service",
            "unit": county.VILLAGE,
            "digest": "d",
            "tracking": f"t-{number}",
        }
        await connection.execute(matters.insert().values({**row, **said}))


def proposer(house: House, at: datetime = AT) -> Proposer:
    return Proposer(house.engine, house.keeper, lambda _: [county.TOLD], lambda: at)


async def drafts(engine: AsyncEngine) -> list[dict[str, Any]]:
    drafted = select(journal.c.body).where(journal.c.kind == "RecommendationDrafted").order_by(journal.c.at)
    async with engine.connect() as connection:
        return list(await connection.scalars(drafted))


async def test_a_cluster_makes_one_draft_and_another_only_when_its_days_have_passed(house: House) -> None:
    for number in range(4):
        await take_in(house, number)
    await take_in(house, 90, unit=county.OTHER_VILLAGE)
    await take_in(house, 91, dispute_type="debt")
    await take_in(house, 92, received_at=AT - timedelta(days=200))
    assert await proposer(house).carry_once() == 0

    await take_in(house, 5)
    assert await proposer(house).carry_once() == 1
    await take_in(house, 6)
    assert await proposer(house, AT + timedelta(days=5)).carry_once() == 0

    [draft] = await drafts(house.engine)
    assert draft["cluster"] == {
        "dispute_type": "property-service",
        "place": county.VILLAGE,
        "count": 5,
        "since": "2026-08-04",
        "until": "2026-11-02",
    }
    assert draft["problem"] is None
    assert draft["cases"] == sorted(f"SL-2026-{number:06}" for number in (0, 1, 2, 3, 5))
    async with house.engine.connect() as connection:
        [case] = (await connection.execute(select(cases).where(cases.c.kind == "recommendation"))).all()
        assert (case.waits_for, case.matter) == ("write-recommendation", "SL-Y-2026-000001")
        assert (await connection.execute(select(documents))).all() == []  # counting alone says nothing

    later = AT + timedelta(days=95)
    for number in range(10, 16):
        await take_in(house, number, received_at=later - timedelta(days=3))
    assert await proposer(house, later).carry_once() == 1


async def test_what_the_county_calls_a_cluster_it_says_in_its_edition(house: House) -> None:
    for number in range(100, 108):
        await take_in(house, number, dispute_type="water", unit=county.OTHER_VILLAGE)

    found = await clusters(house.engine, county.TOLD, Now(AT))

    [water] = [each for each in found if each.dispute_type == "water"]
    assert (water.count, len(water.cases), water.place) == (8, 8, county.OTHER_VILLAGE)
    assert [each.county for each in counties.editions_in_force(AT.date())] == ["sl"]
