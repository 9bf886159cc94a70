"""Rooms as staff meet them: entered in administration, chosen where a session is planned, rows of the
calendar."""

import re
from collections.abc import AsyncIterator

import pytest_asyncio

from local.postgres import Postgres
from tests.api.conftest import SECRETARY, Case, Desk, county_of_its_own
from tests.pages.conftest import Browser, Read
from tests.pages.test_administration_acts import HEAD, HERE
from tests.pages.test_case import TOLD, at_mediation

VILLAGE = "sl-t1-v1"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def county(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own: in the others no room is registered."""
    async with county_of_its_own(postgres, "pages_rooms") as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="session")
async def rooms(browser: Browser) -> Browser:
    await browser.sign_in(HEAD)
    for ref, name, steps in (("hall", "议事室", "yes"), ("parlour", "茶室", "no")):
        form = await browser.open(f"{HERE}/do/enter-rooms")
        await browser.send(
            form,
            ref=ref,
            unit=VILLAGE,
            valid_from="2026-11-02",
            because="reorganisation",
            what__name=name,
            what__seats="20",
            what__is_step_free=steps,
        )
    return browser


async def consents(case: Case) -> list[dict[str, str]]:
    return [{"party": party, "form": "written"} for party in await case.parties()]


async def planned(browser: Browser, room: str, at: str = "2026-11-03T09:00") -> Read:
    case = await at_mediation(browser)
    form = await browser.open(case.links["安排调解会"])
    return await browser.send(form, scheduled_for=at, place_unit=VILLAGE, room=room)


async def went_on(browser: Browser, page: Read) -> Read:
    told = TOLD.findall(page.html)
    return await browser.send(page, told=told[0]) if told else page


async def test_a_room_is_entered_by_who_keeps_the_registers_and_stands_in_its_list(rooms: Browser) -> None:
    page = await rooms.open(f"{HERE}/registers/rooms")

    assert page.status == 200
    for said in ("hall", "议事室", "茶室"):
        assert said in page.text


async def test_it_is_chosen_with_its_seats_and_steps_and_the_case_says_where_it_is(rooms: Browser) -> None:
    case = await at_mediation(rooms)
    form = await rooms.open(case.links["安排调解会"])
    sent = await rooms.send(form, scheduled_for="2026-11-04T09:00", place_unit=VILLAGE, room="hall")

    case = await went_on(rooms, sent)

    assert "柳湾村 · 议事室（20座，无台阶）" in form.text
    assert "柳湾村 · 茶室（20座，有台阶）" in form.text
    assert "已办：安排调解会" in case.text
    assert "柳湾村 · 议事室" in case.text


async def test_it_is_chosen_where_a_meeting_is_convened_and_everybody_is_told_where_it_is(
    rooms: Browser,
) -> None:
    await rooms.sign_in("p-sl-county-leader")
    form = await rooms.open("/desk/own-motion/meeting")
    asked = {
        "kind": "reception",
        "title": "接访日",
        "scheduled_for": "2026-11-19T09:00",
        "place_unit": VILLAGE,
    }

    opened = await rooms.send(form, **asked, room="hall")
    coming = await rooms.open("/window/receptions")

    assert "柳湾村 · 议事室（20座，无台阶）" in form.text
    assert "/desk/cases/meeting/" in opened.address.path
    assert "柳湾村 · 议事室" in coming.text


async def test_whoever_asks_by_code_reads_when_and_in_which_room(rooms: Browser) -> None:
    case = await rooms.desk.dispute()
    for verb, body in (("claim", {}), *(("record-consent", each) for each in await consents(case))):
        await case.done(SECRETARY, verb, body)
    at = {"scheduled_for": "2026-11-18T01:00:00Z", "place_unit": VILLAGE, "room": "parlour"}
    await case.done(SECRETARY, "schedule-session", at)

    page = await rooms.send(await rooms.open("/window/track"), code=case.code)

    assert "调解会 2026年11月18日 09:00 · 柳湾村 · 茶室" in page.text


async def test_who_wants_a_room_that_is_taken_is_told_as_of_people_and_may_take_another(
    rooms: Browser,
) -> None:
    await went_on(rooms, await planned(rooms, "hall"))

    taken = await planned(rooms, "hall", "2026-11-03T10:00")
    other = await rooms.send(taken, room="parlour")

    assert "同一房间" in taken.text
    assert "柳湾村 · 议事室" in taken.text
    assert "同一房间" not in other.text
    assert "同一承办人" in other.text  # whoever sits there is still wanted twice
    assert "已办：安排调解会" in (await went_on(rooms, other)).text


async def test_what_is_put_off_is_told_what_takes_its_room_then(rooms: Browser) -> None:
    await went_on(rooms, await planned(rooms, "parlour", "2026-11-05T09:00"))
    case = await went_on(rooms, await planned(rooms, "parlour", "2026-11-06T09:00"))

    form = await rooms.open(case.links["改期"])
    told = await rooms.send(form, scheduled_for="2026-11-05T10:00", reason="一方外出。")

    assert "同一房间" in told.text


async def test_every_room_of_a_unit_is_a_row_of_its_calendar_in_both_languages(rooms: Browser) -> None:
    await went_on(rooms, await planned(rooms, "hall", "2026-11-10T09:00"))
    week = f"/desk/calendar?on=2026-11-10&unit={VILLAGE}"

    page = await rooms.open(week)
    await rooms.open("/language?to=en")
    english = await rooms.open(week)

    for shown in (page, english):
        rows = re.findall(r'<tr><th scope="row">([^<]*)</th>(.*?)</tr>', shown.html, re.DOTALL)
        found = {title: "planned" in cells for title, cells in rows}
        assert found == {"柳湾村 · 议事室": True, "柳湾村 · 茶室": False}
