"""In a training installation (演练) nobody reads a page, or takes a list away, without being told."""

import re
from base64 import b64decode
from collections.abc import AsyncIterator
from io import BytesIO

import httpx
import pytest
import pytest_asyncio
from openpyxl import load_workbook

from local.postgres import Postgres
from rules import training
from tests.api.conftest import CLERK, SUPERVISOR, Desk, county_of_its_own
from tests.pages.conftest import ADDRESS, Browser
from tests.pages.test_desk import registered

PAGES = {
    "/": "",
    "/window/way": "",
    "/window/submit": "",
    "/window/track": "",
    "/window/halls": "",
    "/window/nowhere": "",
    "/kiosk/": "",
    "/kiosk/submit": "",
    "/desk/sign-in": "",
    "/desk/": CLERK,
    "/desk/register/dispute": CLERK,
    "/desk/calendar": CLERK,
    "/desk/cases?as=paper": CLERK,
    "/desk/county": SUPERVISOR,
    "/desk/wall": SUPERVISOR,
    "/desk/cases/dispute/SL-2026-999999/1": CLERK,
}
BANDS = {"zh": "演练 · 这里的一切都不是真的", "en": "Training · nothing here is real"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def there(postgres: Postgres) -> AsyncIterator[Desk]:
    async with county_of_its_own(postgres, "pages_training", training=True) as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="session")
async def trainee(there: Desk) -> AsyncIterator[Browser]:
    transport = httpx.ASGITransport(app=there.app)
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as http:
        yield Browser(http, there)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("path", "person"), PAGES.items())
async def test_every_page_says_it_in_its_own_language_before_anything_else(
    trainee: Browser, path: str, person: str, language: str
) -> None:
    if person:
        await trainee.sign_in(person)
    await trainee.open(f"/language?to={language}")

    page = await trainee.open(path)

    band = '<aside class="training" aria-label="演练" data-mark="演练"><p>'
    assert f"{band}{BANDS[language]}</p></aside>" in page.html
    assert page.html.index(band) < page.html.index('<main id="main"')
    assert re.search(r"<title>演练 · [^<]", page.html)
    assert " style=" not in page.html
    assert "unsafe" not in page.headers["content-security-policy"]


@pytest.mark.parametrize(("path", "person"), PAGES.items())
async def test_of_a_real_county_no_page_says_it(browser: Browser, path: str, person: str) -> None:
    if person:
        await browser.sign_in(person)

    page = await browser.open(path)

    assert training.MARK not in page.html
    assert 'class="training"' not in page.html


async def test_a_receipt_says_it_and_so_does_the_square_on_it(trainee: Browser) -> None:
    received = await registered(trainee)

    assert BANDS["zh"] in received.text
    square = b64decode(received.html.split("data:image/svg+xml;base64,")[1].split('"')[0]).decode()
    assert ">演练</text>" in square


async def test_a_list_that_is_taken_away_says_it(trainee: Browser) -> None:
    await trainee.sign_in(SUPERVISOR)
    await trainee.desk.dispute()

    answer = await trainee.http.get("/desk/cases?as=xlsx")

    book = load_workbook(BytesIO(answer.content))
    assert [sheet["A1"].value for sheet in book.worksheets] == [training.on_paper()] * 2
