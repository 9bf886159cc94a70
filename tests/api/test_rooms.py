"""Rooms through the API: a line of a unit's register, named where people sit down together, told when wanted
twice; of another unit, closed or unknown it is no room for it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from local.postgres import Postgres
from tests.api.conftest import CLERK, MONDAY, SECRETARY, Case, Desk, county_of_its_own
from tests.api.test_petition_papers import issued

HEAD = "p-sl-petition-bureau-head"
CENTRE = "p-sl-dispute-resolution-centre"
VILLAGE = "sl-t1-v1"
TUESDAY = MONDAY + timedelta(days=1)
DAYS = {"since": "2026-11-01", "until": "2026-11-30"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def room(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own."""
    async with county_of_its_own(postgres, "api_rooms") as desk:
        keeper = await desk.sign_in(CENTRE)
        for ref, unit, more in (
            ("hall", VILLAGE, {}),
            ("parlour", VILLAGE, {}),
            ("closing", VILLAGE, {"valid_until": "2026-11-03"}),
            ("court", "sl", {}),
        ):
            what = {"name": f"房间{ref}", "seats": 12, "is_step_free": True}
            line = {"because": "reorganisation", "ref": ref, "unit": unit, "what": what}
            answer = await keeper.post("/registers/rooms", {**line, "valid_from": "2026-11-02", **more})
            assert answer.status_code == 201, answer.text
        yield desk


async def ready(desk: Desk) -> Case:
    """A dispute to whose mediation everybody has agreed."""
    case = await desk.dispute()
    await case.done(SECRETARY, "claim")
    for party in await case.parties():
        await case.done(SECRETARY, "record-consent", {"party": party, "form": "written"})
    return case


async def appointments(desk: Desk, case: Case) -> list[dict[str, Any]]:
    answer = await desk.http.get("/public/status", headers={"Tracking-Code": case.code})
    (told,) = answer.json()["cases"]
    return list(told["appointments"])


def planning(room: str | None, hours: int = 0) -> dict[str, Any]:
    at = (TUESDAY + timedelta(hours=hours)).isoformat()
    return {"scheduled_for": at, "place_unit": VILLAGE, "room": room}


async def test_a_session_stands_in_its_room_on_its_case_and_on_the_calendar(desk: Desk) -> None:
    case = await ready(desk)

    await case.done(SECRETARY, "schedule-session", planning("hall"))

    (session,) = (await case.read(SECRETARY))["sessions"]
    assert (session["session"]["room"], session["room_name"]) == ("hall", "房间hall")
    lines = (await (await desk.sign_in(SECRETARY)).get("/calendar", **DAYS)).json()["items"]
    (mine,) = [each for each in lines if case.number in each["planned"]["procedure"]]
    assert (mine["planned"]["room"], mine["room_name"]) == ("hall", "房间hall")


@pytest.mark.parametrize("room_named", ["court", "closing", "no-such-room"])
async def test_a_room_of_another_unit_a_closed_one_and_none_are_no_room_for_it(
    desk: Desk, room_named: str
) -> None:
    case = await ready(desk)
    caller = await desk.sign_in(SECRETARY)

    answer = await caller.post(f"{case.path}/schedule-session", planning(room_named))

    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "body.room", "code": "unknown-room"}]


async def test_whoever_asks_by_code_is_told_when_where_and_in_which_room_and_nothing_once_it_is_over(
    desk: Desk,
) -> None:
    case = await ready(desk)
    assert await appointments(desk, case) == []

    await case.done(SECRETARY, "schedule-session", planning("hall", 26))

    (told,) = await appointments(desk, case)
    assert (told["words"]["zh"], told["place"], told["room_name"]) == ("调解会", "柳湾村", "房间hall")
    assert told["scheduled_for"] == "2026-11-04T03:00:00Z"
    await case.done(SECRETARY, "cancel-session", {"reason": "当事人有事。"})
    assert await appointments(desk, case) == []


async def test_the_notice_of_a_hearing_names_the_room_to_the_desk(desk: Desk) -> None:
    about = (await desk.dispute()).number
    head = await desk.sign_in(HEAD)
    at = (MONDAY + timedelta(days=3)).isoformat()
    new = {"kind": "hearing-panel", "title": "听证会", "scheduled_for": at, "room": "court", "about": [about]}
    opened = await head.post("/meetings", new)
    assert opened.status_code == 201, opened.text
    path = f"/cases/meeting/{opened.json()['number']}/1"

    drawn = await head.post(f"{path}/draw-hearing-panel", {})

    assert drawn.status_code == 200, drawn.text
    (copy,) = (await issued(desk, path, HEAD))["copies"]
    assert any("在示例县房间court举行听证" in line for line in copy["zh"])
    assert any("at 示例县, 房间court, on" in line for line in copy["en"])


async def test_on_somebodys_doorstep_no_room_is_named(desk: Desk) -> None:
    case = await ready(desk)

    await case.done(SECRETARY, "schedule-session", planning(None))

    (session,) = (await case.read(SECRETARY))["sessions"]
    assert (session["session"]["room"], session["room_name"]) == (None, None)


async def test_a_room_that_is_wanted_twice_in_a_half_day_is_told_and_another_of_the_place_is_not(
    desk: Desk,
) -> None:
    first, second = await ready(desk), await ready(desk)
    await first.done(SECRETARY, "schedule-session", planning("parlour", 1))
    caller = await desk.sign_in(SECRETARY)

    async def told(room: str | None) -> list[str]:
        asked = planning(room, 2)
        at = asked.pop("scheduled_for")
        named = {name: value for name, value in asked.items() if value}
        found = (await caller.get(f"{second.path}/clashes", at=at, **named)).json()
        (clash,) = [each for each in found if first.number in each["planned"]["planned"]["procedure"]]
        assert clash["planned"]["room_name"] == "房间parlour"
        return list(clash["taken"])

    assert await told("parlour") == ["room", "person"]
    assert await told("hall") == ["person"]
    assert await told(None) == ["place", "person"]
    await second.done(SECRETARY, "schedule-session", planning("parlour", 2))


async def test_a_meeting_is_convened_in_a_room_of_its_place_and_moved_to_another(desk: Desk) -> None:
    leader = await desk.sign_in("p-sl-county-leader")
    at = (MONDAY + timedelta(days=2)).isoformat()
    new = {"kind": "reception", "title": "接访日", "scheduled_for": at}

    elsewhere = await leader.post("/meetings", {**new, "room": "hall"})
    opened = await leader.post("/meetings", {**new, "room": "court"})

    assert (elsewhere.status_code, opened.status_code) == (422, 201)
    number = opened.json()["number"]

    async def where() -> tuple[str, str | None]:
        lines = (await leader.get("/calendar", **DAYS)).json()["items"]
        (mine,) = [each for each in lines if number in each["planned"]["procedure"]]
        return mine["planned"]["place_unit"], mine["room_name"]

    assert await where() == ("sl", "房间court")
    moved = {"scheduled_for": at, "place_unit": VILLAGE, "room": "hall", "reason": "就近接访。"}
    answer = await leader.post(f"/cases/meeting/{number}/1/move-meeting", moved)
    assert answer.status_code == 200, answer.text
    assert await where() == (VILLAGE, "房间hall")
    (coming,) = [each for each in (await desk.http.get("/receptions")).json() if each["id"] == number]
    assert (coming["place"], coming["room_name"]) == ("柳湾村", "房间hall")


async def test_rooms_are_entered_by_who_keeps_the_registers_and_by_nobody_else(desk: Desk) -> None:
    line = {
        "because": "reorganisation",
        "ref": "another",
        "unit": "sl",
        "valid_from": "2026-11-02",
        "what": {"name": "另一间", "seats": 8, "is_step_free": False},
    }

    answer = await (await desk.sign_in(CLERK)).post("/registers/rooms", line)

    assert answer.status_code == 403
