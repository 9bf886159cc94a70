"""What the county sets is there to be read; and where it lies."""

from datetime import date
from typing import Any

import pytest

from api import tree
from records.directory import Unit
from tests.api.conftest import CLERK, SECRETARY, Desk


async def test_every_edition_is_listed_with_the_digest_that_journals_name(desk: Desk) -> None:
    case = await desk.dispute()
    clerk = await desk.sign_in(CLERK)

    listed = {each["edition"]["id"]: each for each in (await clerk.get("/editions")).json()}

    assert set(listed) >= {"demo/2026.1", "demo/2026.1-strict"}
    registered = (await case.read())["timeline"][0]
    assert registered["data"]["edition"] == listed["demo/2026.1"]["digest"]


async def test_one_edition_is_read_whole(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    strict = (await clerk.get("/editions/demo/2026.1-strict")).json()["edition"]

    rules = {rule["id"]: rule for rule in strict["clocks"]}
    assert [rules[level["clock"]]["count"] for level in strict["ladder"]["levels"]] == [5, 5, 8, 12]
    assert strict["ladder"]["reading"] == "strict"
    confirmation = rules["K-44"]
    assert (confirmation["count"], confirmation["unit"], confirmation["binds"]) == (
        30,
        "calendar-days",
        "person",
    )
    assert (confirmation["rolls"], confirmation["articles"][0]["source"]) == (True, "MSS")


async def test_an_edition_nobody_wrote_is_not_there(desk: Desk) -> None:
    assert (await (await desk.sign_in(CLERK)).get("/editions/demo/1999.1")).status_code == 404


async def test_the_units_are_a_tree_with_names(desk: Desk) -> None:
    units = {unit["unit"]: unit for unit in (await (await desk.sign_in(SECRETARY)).get("/units")).json()}

    assert len(units) == 48
    assert units["sl-a1"]["parent"] == "sl"
    assert units["sl-t1-v1"]["name"] == "柳湾村"
    assert units["sl-t1-v1"]["parent"] == "sl-t1"
    assert units["sl"]["parent"] is None


async def test_a_new_unit_is_seen_within_seconds_and_an_empty_county_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[date] = []
    there: list[Unit] = []

    async def units_on(_: Any, day: date) -> list[Unit]:
        asked.append(day)
        return there

    monkeypatch.setattr(tree, "units_on", units_on)
    known, day = tree.Tree(), date(2026, 11, 2)

    assert await known.on(desk.app.state.office.records, day) == {}
    there.append(Unit("sl", None, "county", "示例县", day))
    for _ in range(3):
        assert set(await known.on(desk.app.state.office.records, day)) == {"sl"}
    await known.on(desk.app.state.office.records, date(2026, 11, 3))

    assert asked == [day, day, date(2026, 11, 3)]
