"""Two who work on the same case see each other, and neither loses what they have written."""

from collections.abc import AsyncIterator

import httpx
import pytest_asyncio

from tests.api.conftest import CLERK, Desk
from tests.pages.conftest import ADDRESS, Browser
from tests.pages.test_desk import the_case


@pytest_asyncio.fixture(loop_scope="session")
async def colleague(county: Desk) -> AsyncIterator[Browser]:
    transport = httpx.ASGITransport(app=county.app)
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as http:
        yield Browser(http, county)


async def test_each_sees_that_the_other_has_it_open_and_which_form(
    browser: Browser, colleague: Browser
) -> None:
    case = await the_case(browser)
    assert "正在看这一件" not in case.text
    await colleague.sign_in(CLERK)

    theirs = await colleague.open(case.address.path)
    await browser.open(case.links["记录同意"])
    again = await colleague.http.get(f"{case.address.path}/present")

    assert "村（社区）党支部书记 正在看这一件" in theirs.text
    assert "正在填写“记录同意”" in again.text
    assert "<html" not in again.text


async def test_after_two_minutes_without_a_word_somebody_is_gone(
    browser: Browser, colleague: Browser
) -> None:
    case = await the_case(browser)
    await colleague.sign_in(CLERK)

    browser.desk.clock.pass_by(minutes=2, seconds=1)
    theirs = await colleague.open(case.address.path)

    assert "正在看这一件" not in theirs.text


async def test_what_the_other_did_in_between_is_shown_and_what_was_written_is_kept(
    browser: Browser,
) -> None:
    case = await the_case(browser)
    late = await browser.open(f"{case.address.path}/raise-early")
    await browser.send(await browser.open(case.links["认领"]))

    again = await browser.send(late, reason="涉及多户，村里难以协调。")
    sent = await browser.send(again)

    assert again.status == 412
    assert "您打开以后，案件有了这些变化" in again.text
    assert "认领" in again.text.partition("您打开以后")[2]
    assert again.form.values["reason"] == ["涉及多户，村里难以协调。"]
    assert sent.status == 200


async def test_where_the_other_has_made_it_impossible_what_was_written_can_still_be_read(
    browser: Browser,
) -> None:
    case = await the_case(browser)
    first = await browser.open(f"{case.address.path}/raise-early")
    second = await browser.open(f"{case.address.path}/raise-early")
    await browser.send(first, reason="第一个理由")

    refused = await browser.send(second, reason="第二个理由，写了很久")

    assert refused.status in (409, 412)
    assert "第二个理由，写了很久" in refused.html
    assert "您打开以后，案件有了这些变化" in refused.text


async def test_a_form_that_does_not_say_when_it_was_opened_shows_no_meanwhile(browser: Browser) -> None:
    case = await the_case(browser)
    form = await browser.open(f"{case.address.path}/raise-early")

    again = await browser.send(form, seen="what", reason="")

    assert "您打开以后" not in again.text
