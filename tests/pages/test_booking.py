"""A place at a reception: booked, exchanged for another day, given up; by code, or with what one brings."""

import re
from datetime import timedelta

from tests.api.conftest import Case
from tests.api.test_for_everybody import with_code
from tests.api.test_meetings import convened
from tests.pages.conftest import Browser, Form, Read

HERE = "/window/receptions"


async def in_days(browser: Browser, days: int) -> Case:
    at = browser.desk.clock.at + timedelta(days=days)
    return await convened(browser.desk, scheduled_for=at.isoformat())


def form_about(page: Read, case: Case) -> Form:
    return next(each for each in page.forms if each.values.get("id") == [case.number])


async def with_a_code(browser: Browser, code: str) -> Read:
    return await browser.send(await browser.open(HERE), code=code)


async def test_a_place_is_booked_by_code_exchanged_for_another_day_and_given_up(browser: Browser) -> None:
    first, second = await in_days(browser, 3), await in_days(browser, 10)
    code = (await browser.desk.dispute()).code

    async def booked() -> set[str]:
        listed = (await with_code(browser.desk, "/receptions/booked", code)).json()
        return {each["id"] for each in listed} & {first.number, second.number}

    page = await with_a_code(browser, code)
    page = await browser.send(page, form_about(page, first), go="book")
    assert await booked() == {first.number}

    page = await browser.send(page, form_about(page, second), go="change")
    assert page.status == 200
    assert await booked() == {second.number}

    page = await browser.send(page, form_about(page, second), go="cancel")
    assert page.status == 200
    assert await booked() == set()


async def test_where_a_matter_stands_shows_the_day_and_place_that_were_booked(browser: Browser) -> None:
    case = await in_days(browser, 6)
    code = (await browser.desk.dispute()).code
    page = await with_a_code(browser, code)
    before = await browser.send(await browser.open("/window/track"), code=code)
    page = await browser.send(page, form_about(page, case), go="book")

    after = await browser.send(await browser.open("/window/track"), code=code)
    page = await browser.send(page, form_about(page, case), go="cancel")
    given_up = await browser.send(await browser.open("/window/track"), code=code)

    own = after.html.partition("您的预约")[2].partition("</section>")[0]
    (held,) = re.findall(r"<strong>(.*?)</strong> · ([^<]+) <span", own)
    assert held[0] in page.text
    assert held[1] in page.text
    assert "您的预约" not in before.text + given_up.text
    assert "查看、改期或者取消预约" in after.text


async def test_a_code_that_nobody_was_given_books_nothing(browser: Browser) -> None:
    await in_days(browser, 4)

    page = await with_a_code(browser, "0000-0000-0000-0000")

    assert page.status == 404
    assert 'role="alert"' in page.html


async def test_whoever_has_no_code_books_with_what_they_would_bring_and_gets_one(browser: Browser) -> None:
    case = await in_days(browser, 5)

    form = await browser.open(f"{HERE}/{case.number}")
    empty = await browser.send(form, title="")
    made = await browser.send(form, title="安置房办证", body="入住三年未办。")

    assert empty.status == 422
    assert made.status == 200
    code = made.html.split('class="code">')[1].split("<")[0]
    (held,) = (await with_code(browser.desk, "/receptions/booked", code)).json()
    assert held["id"] == case.number


async def test_a_reception_nobody_announced_has_no_page(browser: Browser) -> None:
    assert (await browser.open(f"{HERE}/SL-2026-999999")).status == 404
