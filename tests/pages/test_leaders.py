"""For leaders: the county at one glance, each figure down to its matters, the wall, old matters, receptions,
reports."""

import re
from base64 import b64decode
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest
import pytest_asyncio

from local.postgres import Postgres
from pages import charts
from tests.api.conftest import DISPATCHER, NEXT_VILLAGE, SUPERVISOR, Desk, county_of_its_own
from tests.api.test_figures import made
from tests.api.test_indicators import in_handling, on
from tests.pages.conftest import Browser, Read
from tests.pages.test_desk import registered
from tests.paper.test_printing import text_of_docx

YEAR = "since=2026-01-01&until=2026-12-31"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def county(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own: its clock is moved on."""
    async with county_of_its_own(postgres, "pages_leaders") as desk:
        yield desk


async def overview(browser: Browser, query: str = YEAR, person: str = DISPATCHER) -> Read:
    """What was registered a moment ago is told a few minutes later."""
    browser.desk.clock.pass_by(minutes=6)
    await browser.sign_in(person)
    return await browser.open(f"/desk/county?{query}")


def cell(page: Read, part: str, column: str, of: str) -> str | None:
    """Where a cell of a table leads to; None if there is nothing in it."""
    links = re.findall(r'href="(/desk/county/cells/[^"]+)"', page.html)
    asked = (f"cells/{part}?column={column}&amp;", f"&amp;of={of}&amp;")
    return next((each.replace("&amp;", "&") for each in links if all(a in each for a in asked)), None)


async def test_what_is_open_stands_in_the_colours_of_its_unit_and_leads_to_its_number(
    browser: Browser,
) -> None:
    number = (await registered(browser)).text.partition("SL-")[2].split()[0]

    page = await overview(browser)
    leads_to = cell(page, "units", "green", "sl-t1-v1")
    assert leads_to
    opened = await browser.open(leads_to)

    assert page.status == 200
    assert "在办事项三色（按单位）" in page.text
    assert opened.links[f"SL-{number}"] == f"/desk/cases/dispute/SL-{number}/1"


async def test_a_kind_of_matter_leads_to_its_matters_as_well(browser: Browser) -> None:
    number = (await registered(browser)).text.partition("SL-")[2].split()[0]

    leads_to = cell(await overview(browser), "topics", "green", "dispute%2Cboundary")
    assert leads_to

    assert f"SL-{number}" in (await browser.open(leads_to)).links


async def test_each_chart_is_a_picture_beside_its_table_and_brings_nothing_from_elsewhere(
    browser: Browser,
) -> None:
    await registered(browser)

    page = await overview(browser)
    pictures = re.findall(
        r'<img class="chart(?: few)?" src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]+)"', page.html
    )

    assert len(pictures) >= 3
    for written, told in pictures:
        drawn = b64decode(written).decode()
        assert "<script" not in drawn
        assert "http" not in drawn.replace("http://www.w3.org/", "")
        assert told.startswith("图：")
    assert len(page.html.encode()) < 200_000


async def test_an_indicator_leads_to_its_numerator_and_denominator(browser: Browser) -> None:
    petition = await in_handling(browser.desk, 2027)
    number = petition.procedure.split("/")[2]

    page = await overview(browser, "since=2027-01-01&until=2027-12-31")
    leads_to = next(each for each in page.html.split('"') if "/desk/county/figures/M-16?" in each)
    figure = await browser.open(leads_to.replace("&amp;", "&"))

    assert figure.status == 200
    assert "办结率" in figure.text
    assert number in figure.links
    assert "计入分子" in figure.text


async def test_a_past_day_is_told_the_same_however_late_it_is_asked(browser: Browser) -> None:
    petition = await in_handling(browser.desk, 2028)
    await petition.signed(on(2028, 4, 20))
    asked = "since=2028-01-01&until=2028-12-31&as_of=2028-03-10"
    first = await overview(browser, asked)
    await petition.served(on(2028, 5, 8))
    browser.desk.clock.pass_by(days=3)

    again = await overview(browser, asked)
    now = await overview(browser, "since=2028-01-01&until=2028-12-31")

    assert figures_in(first) == figures_in(again)
    assert figures_in(first) != figures_in(now)


def figures_in(page: Read) -> list[str]:
    """Every number that stands in a table or above it."""
    return re.findall(r'class="(?:n|big)"[^>]*>(?:<a[^>]*>)?([\d＊—]+)', page.html)


async def test_who_sees_less_counts_less_and_opens_nothing_else(browser: Browser) -> None:
    number = (await registered(browser)).text.partition("SL-")[2].split()[0]
    leads_to = cell(await overview(browser), "units", "green", "sl-t1-v1")
    assert leads_to

    theirs = await overview(browser, person=NEXT_VILLAGE)
    opened = await browser.open(leads_to)

    assert cell(theirs, "units", "green", "sl-t1-v1") is None
    assert opened.status == 404
    assert number not in opened.text


async def test_days_that_are_none_are_said_so_and_the_present_is_shown(browser: Browser) -> None:
    page = await overview(browser, "since=2026-05-01&until=2026-04-01")

    assert page.status == 422
    assert 'role="alert"' in page.html
    assert "五率" in page.text


async def test_the_wall_names_nobody_tells_no_small_count_and_renews_itself(browser: Browser) -> None:
    await registered(browser)
    browser.desk.clock.pass_by(minutes=6)
    me = await browser.sign_in(SUPERVISOR)
    name = re.search(r'<span title="p-sl-supervisor">([^<·]+)', me.html)
    assert name

    page = await browser.open("/desk/wall")
    light = await browser.open("/desk/wall?light=1")
    still = await browser.open("/desk/wall?still=1")

    assert page.status == 200
    assert name[1].strip() not in page.text
    assert "王甲" not in page.text
    assert ["wall.js" in each.html for each in (page, still)] == [True, False]
    assert ['http-equiv="refresh"' in each.html for each in (page, still)] == [True, False]
    assert re.findall(r"<(?:td|dd)[^>]*>\s*([1-4])(?: / \d+)?\s*</(?:td|dd)>", page.html) == []
    assert "＊" in page.text
    assert 'class="wall light-wall"' in light.html


async def test_old_matters_are_charted_red_and_green_and_say_why(browser: Browser) -> None:
    await browser.sign_in(DISPATCHER)

    page = await browser.open("/desk/backlog")

    assert page.status == 200
    assert "超过两年的事项" in page.text


@pytest.mark.parametrize("kind", ["daily", "weekly", "monthly"])
async def test_a_report_is_a_page_that_can_be_printed(browser: Browser, kind: str) -> None:
    year = {"daily": 2031, "weekly": 2032, "monthly": 2033}[kind]
    await in_handling(browser.desk, year)
    since, until = {
        "daily": (date(year, 3, 10), date(year, 3, 10)),
        "weekly": (date(year, 3, 8), date(year, 3, 14)),
        "monthly": (date(year, 3, 1), date(year, 3, 31)),
    }[kind]
    browser.desk.clock.at = datetime(year, 4, 10, 2, tzinfo=UTC)
    digest = await made(browser.desk, kind, since, until)
    await browser.sign_in(DISPATCHER)

    listed = await browser.open(f"/desk/reports?kind={kind}")
    page = await browser.open(f"/desk/reports/{kind}/{since}/{until}")

    assert f'href="/desk/reports/{kind}/{since}/{until}"' in listed.html
    assert digest in page.text
    assert page.status == 200
    taken = await browser.http.get(page.links["下载文档（可用 WPS 打开）"])
    assert digest in text_of_docx(taken.content)
    assert f"{kind}-{since}-{until}.docx" in taken.headers["content-disposition"]


async def test_what_is_supervised_is_listed_by_kind_and_leads_to_its_page(browser: Browser) -> None:
    await browser.sign_in(SUPERVISOR)

    for kind in ("supervision", "inspection", "recommendation", "dispatch", "incident"):
        page = await browser.open(f"/desk/oversight?kind={kind}")
        assert page.status == 200
        assert 'aria-current="page"' in page.html


def test_a_chart_tells_its_series_apart_by_more_than_colour() -> None:
    address = charts.in_lights(["住房和城乡建设局"], [("绿", [3]), ("黄", [1]), ("红", [None])])

    drawn = b64decode(address.partition(",")[2]).decode()

    assert [f"url(#p{n})" in drawn for n in range(3)] == [True] * 3
    assert drawn.count("<path d=") >= 2
    assert "住房和城乡建设局" in drawn
