"""The worklist gone through by keys, in a real browser; what it asks for goes to the pages in process."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, Route, async_playwright

from tests.api.conftest import SECRETARY
from tests.pages.conftest import ADDRESS, Browser

CHROMIUM = Path("/usr/bin/chromium")
_PASSED_ON = ("content-type", "location", "content-security-policy")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed on this machine"),
]


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """The worklist of a village with three disputes, in Chromium."""
    for _ in range(3):
        await browser.desk.dispute()
    await browser.sign_in(SECRETARY)

    async def answer(route: Route) -> None:
        asked = route.request
        headers = {"content-type": asked.headers.get("content-type", "")}
        said = await browser.http.request(
            asked.method, asked.url, content=asked.post_data_buffer, headers=headers, follow_redirects=True
        )
        kept = {name: said.headers[name] for name in _PASSED_ON if name in said.headers}
        await route.fulfill(status=said.status_code, headers=kept, body=said.content)

    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        opened = await chromium.new_page(viewport={"width": 1280, "height": 900})
        await opened.route("**/*", answer)
        await opened.goto(f"{ADDRESS}/desk/?sort=-number")
        yield opened
        await chromium.close()


async def line(page: Page) -> str | None:
    """Which line has the focus."""
    found: str | None = await page.evaluate(
        "(document.activeElement.closest('tr[data-line]') || {dataset: {}}).dataset.line || null"
    )
    return found


async def lines(page: Page) -> list[str]:
    found: list[str] = await page.eval_on_selector_all(
        "tr[data-line]", "all => all.map(each => each.dataset.line)"
    )
    return found


async def test_j_and_k_move_the_focus_and_stay_within_the_list(page: Page) -> None:
    every, passed = await lines(page), []

    for key in ("j", "j", "k", "k"):
        await page.keyboard.press(key)
        passed.append(await line(page))

    assert passed == [every[0], every[1], every[0], every[0]]


async def test_x_chooses_the_line_and_says_so(page: Page) -> None:
    first = (await lines(page))[0]

    await page.keyboard.press("j")
    await page.keyboard.press("x")

    assert await page.is_checked(f"input[name=line][value='{first}']")
    assert await page.text_content("#keys-said") == f"已选中 {first.split('/')[2]}"


async def test_enter_opens_the_case_and_the_focus_is_where_it_was_on_coming_back(page: Page) -> None:
    second = (await lines(page))[1]
    await page.keyboard.press("j")
    await page.keyboard.press("j")

    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert second.split("/")[2] in page.url
    await page.goto(f"{ADDRESS}/desk/?sort=-number")

    assert await line(page) == second


async def test_the_question_mark_opens_the_help(page: Page) -> None:
    await page.keyboard.press("?")

    assert await page.get_attribute("#keys", "open") is not None
    assert await page.evaluate("document.activeElement.tagName") == "SUMMARY"


async def test_no_key_works_while_somebody_types_or_holds_ctrl(page: Page) -> None:
    await page.focus("#q")
    await page.keyboard.type("jkx?")
    assert await page.input_value("#q") == "jkx?"
    assert await line(page) is None

    await page.evaluate("document.activeElement.blur()")
    await page.keyboard.press("Control+j")

    assert await line(page) is None


async def test_keys_that_were_turned_off_stay_off(page: Page) -> None:
    await page.click("#keys summary")
    await page.click("#keys-on")
    await page.goto(f"{ADDRESS}/desk/?sort=-number")
    await page.evaluate("document.activeElement.blur()")

    await page.keyboard.press("j")

    assert await line(page) is None


async def test_the_page_fits_a_telephone_and_a_hall(page: Page) -> None:
    for width, height in ((390, 844), (1280, 900)):
        await page.set_viewport_size({"width": width, "height": height})
        await page.goto(f"{ADDRESS}/desk/")
        if kept := os.environ.get("FENGQIAO_PICTURES"):
            await page.screenshot(path=f"{kept}/worklist-{width}.png")

        assert await page.evaluate("document.documentElement.scrollWidth") <= width
