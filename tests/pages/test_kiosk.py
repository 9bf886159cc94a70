"""At a kiosk: the same pages, and nothing of whoever was there before."""

import re

import httpx
import pytest

from tests.pages.conftest import Browser, Read
from tests.pages.test_citizen import form_to
from tests.pages.test_desk import registered

EVERY_PAGE = ("", "way", "submit", "track", "receptions", "halls", "content", "figures", "notice")


def visit_of(page: Read) -> str:
    return str(re.findall(r'name="visit" value="([^"]*)"', page.html)[0])


def kept(browser: Browser) -> set[str]:
    return {each.name for each in browser.http.cookies.jar}


async def submitted(browser: Browser) -> Read:
    page = await browser.open("/kiosk/submit")
    page = await browser.send(
        page, form_to(page, "/kiosk/submit"), go="next", title="路灯不亮", body="王家门口。"
    )
    return await browser.send(page, form_to(page, "/kiosk/submit"), go="send")


@pytest.mark.parametrize("path", EVERY_PAGE)
async def test_every_page_of_the_window_is_there_and_leads_only_to_the_kiosk(
    browser: Browser, path: str
) -> None:
    page = await browser.open(f"/kiosk/{path}")

    assert page.status == 200
    leads = {link.partition("?")[0] for link in page.links.values() if link[0] not in "#?"}
    assert {each for each in leads if not each.startswith("/kiosk")} == {"/display", "/language"}
    assert page.headers["cache-control"] == "no-store"
    assert '<noscript><meta http-equiv="refresh" content="60; url=/kiosk/forget"></noscript>' in page.html


async def test_a_code_is_given_that_can_be_written_down(browser: Browser) -> None:
    received = await submitted(browser)

    assert received.status == 200
    assert 'class="code">' in received.html
    assert "不用打印" in received.text


async def test_the_receipt_names_the_office_that_took_it_in(browser: Browser) -> None:
    received = await submitted(browser)

    assert "接收单位 示例县" in received.text


async def test_what_is_sent_from_a_page_of_the_visit_before_is_not_heard(browser: Browser) -> None:
    code = (await registered(browser)).html.split('class="code">')[1].split("<")[0]
    track = await browser.open("/kiosk/track")
    seen = await browser.send(track, code=code)
    assert "现在在这里" in seen.text

    await browser.open("/kiosk/forget")
    await browser.open("/kiosk/")
    again = await browser.send(track, code=code)

    assert again.address.path == "/kiosk/"
    assert "SL-" not in again.text


async def test_to_forget_leaves_no_cookie_and_no_session(browser: Browser) -> None:
    await browser.sign_in("p-sl-window-clerk")
    await browser.open("/kiosk/track")
    await browser.open("/display?turn=large&back=/kiosk/")
    await browser.open("/language?to=en&back=/kiosk/")

    forgotten = await browser.http.get("/kiosk/forget")

    assert kept(browser) == set()
    assert "cache" in forgotten.headers["clear-site-data"]


async def test_nobody_stays_signed_in_at_a_kiosk(browser: Browser) -> None:
    await browser.sign_in("p-sl-window-clerk")

    await browser.open("/kiosk/")

    assert (await browser.open("/desk/")).address.path == "/desk/sign-in"


async def test_two_people_one_after_the_other_have_two_visits(browser: Browser) -> None:
    first = visit_of(await browser.open("/kiosk/track"))
    same = visit_of(await browser.open("/kiosk/submit"))
    await browser.open("/kiosk/forget")

    assert first == same != visit_of(await browser.open("/kiosk/track"))


async def test_the_visit_ends_by_itself_even_if_nobody_ends_it(browser: Browser) -> None:
    answer = await browser.http.get("/kiosk/track")

    (cookie,) = [each for each in answer.headers.get_list("set-cookie") if each.startswith("visit=")]
    assert "Max-Age=600" in cookie


async def test_the_visit_is_kept_for_the_kiosk_over_https_and_for_no_script(browser: Browser) -> None:
    begun = await browser.http.get("/kiosk/track")
    ended = await browser.http.get("/kiosk/forget")

    for answer in (begun, ended):
        (cookie,) = [each for each in answer.headers.get_list("set-cookie") if each.startswith("visit=")]
        kept = {each for each in cookie.split("; ")[1:] if not each.startswith("Max-Age")}
        assert kept == {"Path=/kiosk", "Secure", "HttpOnly", "SameSite=strict"}


async def test_what_is_answered_on_the_way_stands_in_no_address(browser: Browser) -> None:
    page = await browser.open("/kiosk/way")
    answer = re.findall(r'<button name="answers" value="([^"]+)">', page.html)[0]

    after = await browser.send(page, page.forms[0], answers=answer)

    assert str(after.address).endswith("/kiosk/way")
    assert "您已经回答的" in after.text


async def test_every_form_at_the_kiosk_carries_the_visit(browser: Browser) -> None:
    code = (await registered(browser)).html.split('class="code">')[1].split("<")[0]
    pages = [await browser.open(f"/kiosk/{path}") for path in EVERY_PAGE]
    pages.append(await browser.send(await browser.open("/kiosk/track"), code=code))
    pages.append(await browser.send(pages[-1], form_to(pages[-1], "/kiosk/track/information")))

    without = [
        (page.address.path, form.names) for page in pages for form in page.forms if "visit" not in form.names
    ]

    assert without == []


async def test_there_is_time_for_more_without_scripts(browser: Browser) -> None:
    page = await browser.open("/kiosk/submit")
    assert 'value="stay"' in page.html

    again = await browser.send(page, form_to(page, "/kiosk/submit"), go="stay", title="路灯", body="坏")

    assert again.form.values["title"] == ["路灯"]


async def test_a_form_of_nobodys_visit_sends_nothing(browser: Browser) -> None:
    answer: httpx.Response = await browser.http.post("/kiosk/track", data={"code": "x", "visit": ""})

    assert (answer.status_code, answer.headers["location"]) == (303, "/kiosk/")


@pytest.mark.parametrize("path", ["nothing", "content/nothing", "receptions/nothing", "halls/nowhere"])
async def test_a_page_that_is_not_there_forgets_as_well(browser: Browser, path: str) -> None:
    page = await browser.open(f"/kiosk/{path}")

    assert page.status == 404
    assert '<noscript><meta http-equiv="refresh" content="60; url=/kiosk/forget"></noscript>' in page.html
    assert "/assets/kiosk.js?v=" in page.html
    leads = {link.partition("?")[0] for link in page.links.values() if link[0] not in "#?"}
    assert {each for each in leads if not each.startswith("/kiosk")} == {"/display", "/language"}
