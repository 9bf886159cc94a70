"""The calendar of sessions and hearings, and one's own as a file."""

from tests.api.conftest import CLERK, NEXT_VILLAGE, SECRETARY
from tests.pages.conftest import Browser
from tests.pages.test_case import with_a_session

WEEK = "/desk/calendar?on=2026-11-03"


async def test_a_week_shows_what_is_planned_where_and_leads_to_its_case(browser: Browser) -> None:
    case = await with_a_session(browser)

    week = await browser.open(WEEK)

    assert "柳湾村" in week.text
    assert "2026年11月2日 — 2026年11月8日" in week.text
    assert f'href="{case.address.path}"' in week.html


async def test_a_day_shows_that_day_alone_and_people_instead_of_places(browser: Browser) -> None:
    case = await with_a_session(browser)

    day = await browser.open(f"{WEEK}&view=day&by=people")
    the_next = await browser.open("/desk/calendar?on=2026-11-04&view=day")

    assert f'href="{case.address.path}"' in day.html
    assert f'href="{case.address.path}"' not in the_next.html


async def test_the_calendar_is_narrowed_to_a_unit_and_to_ones_own(browser: Browser) -> None:
    case = await with_a_session(browser)

    elsewhere = await browser.open(f"{WEEK}&unit=sl-t2")
    mine = await browser.open(f"{WEEK}&mine=1")
    await browser.sign_in(CLERK)
    clerks = await browser.open(f"{WEEK}&mine=1")

    assert f'href="{case.address.path}"' in mine.html
    for page in (elsewhere, clerks):
        assert f'href="{case.address.path}"' not in page.html


async def test_nobody_finds_on_it_what_they_do_not_see(browser: Browser) -> None:
    case = await with_a_session(browser)
    await browser.sign_in(NEXT_VILLAGE)

    week = await browser.open(WEEK)

    assert week.status == 200
    assert case.address.path not in week.html


async def test_with_a_day_that_is_none_it_shows_this_week(browser: Browser) -> None:
    await browser.sign_in(SECRETARY)

    assert "2026年11月2日" in (await browser.open("/desk/calendar?on=tomorrow&view=year")).text


async def test_ones_own_come_as_a_file_without_anybodys_name(browser: Browser) -> None:
    case = await with_a_session(browser)
    number = case.address.path.split("/")[4]

    answer = await browser.http.get("/desk/calendar.ics")

    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.text.split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert f"SUMMARY:调解会 {number}" in lines
    assert "DTSTART:20261103T010000Z" in lines
    assert "LOCATION:柳湾村" in lines
    for name in ("王甲", "李乙", SECRETARY):
        assert name not in answer.text
