"""What leaders read, what is sealed and what is planned, as a workbook and on paper: both say the same."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import pytest
import pytest_asyncio

from local.postgres import Postgres
from rules.instants import legal_day
from tests.api.conftest import DISPATCHER, SUPERVISOR, Desk, county_of_its_own
from tests.api.test_supervisions import BUREAU, LEADER
from tests.pages.conftest import Browser
from tests.pages.test_desk import registered
from tests.pages.test_lists import read_back, rows


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def county(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own: its clock is moved on."""
    async with county_of_its_own(postgres, "pages_leading_lists") as desk:
        yield desk


YEAR = "since=2026-01-01&until=2026-12-31"


async def number_of_a_case(browser: Browser) -> str:
    return "SL-" + (await registered(browser)).text.partition("SL-")[2].split()[0]


@pytest.mark.parametrize(
    ("person", "path"),
    [
        (SUPERVISOR, "/desk/backlog?"),
        (SUPERVISOR, "/desk/reception-days?from=2026-11-01&until=2026-12-31"),
        (SUPERVISOR, "/desk/calendar?view=week&unit=sl"),
        (BUREAU, "/desk/seals?unit=sl&year=2026"),
        (DISPATCHER, f"/desk/county/figures/M-01?{YEAR}"),
        (DISPATCHER, f"/desk/county/cells/stock?column=all&of=inflow&{YEAR}"),
    ],
)
async def test_each_is_a_workbook_and_a_page_for_paper(browser: Browser, person: str, path: str) -> None:
    await browser.sign_in(person)

    (head, *lines), told = await read_back(browser, f"{path}&as=xlsx")
    paper = await browser.open(f"{path}&as=paper")

    assert paper.status == 200
    assert len(rows(paper)) == len(lines)
    assert [each for each in head if each not in paper.text] == []
    assert told["行数"] == str(len(lines))


async def test_an_old_matter_stands_there_with_why_it_is_red_or_green(browser: Browser) -> None:
    number = await number_of_a_case(browser)
    bureau = await browser.desk.sign_in(BUREAU)
    body = {"number": number, "ground": "assigned-from-above"}
    assert (await bureau.post("/backlogs", body, str(uuid4()))).status_code == 201
    await browser.sign_in(BUREAU)

    page = await browser.open("/desk/backlog")
    (_, *lines), _ = await read_back(browser, f"/desk/backlog{page.links['导出表格']}")

    assert [each for each in lines if each[1] == number and each[0] in ("红", "绿")]


async def test_a_reception_that_is_convened_stands_among_the_days_and_in_the_calendar(
    browser: Browser,
) -> None:
    day = legal_day(browser.desk.clock.at) + timedelta(days=7)
    leader = await browser.desk.sign_in(LEADER)
    body = {"kind": "reception", "title": "接访日", "scheduled_for": f"{day}T01:00:00Z"}
    convened = await leader.post("/meetings", body, str(uuid4()))
    number = convened.json()["number"]
    await browser.sign_in(LEADER)

    (_, *planned), _ = await read_back(browser, f"/desk/calendar?on={day}&view=day&as=xlsx")
    (_, *days), told = await read_back(browser, f"/desk/reception-days?from={day}&until={day}&as=xlsx")

    assert [each for each in planned if number in each]
    assert [each for each in days if "领导接访" in each[1]]
    assert f"{day.year}年{day.month}月{day.day}日" in told["筛选条件"]


async def test_the_matters_behind_a_number_are_in_its_workbook(browser: Browser) -> None:
    number = await number_of_a_case(browser)
    browser.desk.clock.pass_by(minutes=6)  # a number is told a few minutes later
    await browser.sign_in(DISPATCHER)
    path = f"/desk/county/cells/stock?column=all&of=inflow&{YEAR}"

    (_, *lines), _ = await read_back(browser, f"{path}&as=xlsx")

    assert number in {each[0] for each in lines}
