"""Every page there is, as a browser takes it: nothing from elsewhere, nothing broken, nothing too heavy,
nothing off the edge, and no obstacle that axe-core finds."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response

from local.system import System
from tests.browser.conftest import IN_TURN, context_of
from tests.browser.visits import EVERY_PAGE, VISITS, visit_of
from tests.browser.walking import (
    CLERK,
    DISPATCHER,
    MEDIATOR,
    Size,
    Walker,
    records_every_consent,
    registers_a_dispute,
)

LIMIT = 200 * 1024  # bytes of a page and of all it needs, unpacked, also what the browser has kept
MAY_BE_LEFT = ("minor",)  # what axe-core may find and a page may still have
SEEN = ((Size.DESKTOP, "zh"), (Size.PHONE, "zh"), (Size.PHONE, "en"), (Size.KIOSK, "zh"))

# Each page in every way; with FENGQIAO_LOOKS=one in one of them, and its neighbour in the next.
LOOKS = [
    pytest.param(where, size, language, id=f"{where}-{size.name}-{language}")
    for number, where in enumerate(EVERY_PAGE)
    for turn, (size, language) in enumerate(SEEN)
    if not IN_TURN or turn == number % len(SEEN)
]
looks = pytest.mark.parametrize(("where", "size", "language"), LOOKS)


@dataclass
class Came:
    """Everything that came with a page, and what the browser complained of."""

    page: Page
    answers: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("response", lambda answer: self.answers.append(answer))  # noqa: PLW0108  no builtin
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", lambda request: self.complaints.append(request.url))

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(answer.url).netloc for answer in self.answers}

    @property
    def weight(self) -> int:
        # What has no end (a stream) has no weight either; nothing is in what leads elsewhere.
        whole = [each for each in self.answers if "event-stream" not in each.headers.get("content-type", "")]
        return sum(len(answer.body()) for answer in whole if answer.status == 200)


@pytest.fixture(scope="module")
def known(chromium: Browser, system: System) -> dict[str, str]:
    """What of the county stands in addresses: a dispute that goes on, and the paper of one that has ended."""
    context = context_of(chromium, system, Size.DESKTOP)
    walker = Walker(context.new_page(), has_scripts=True)
    walker.signs_in(DISPATCHER)
    walker.opens("/desk/cases?kind=dispute&is_open=true")
    dispute = walker.number
    walker.opens("/desk/cases?kind=dispute&is_open=false")
    walker.presses(walker.page.locator("tbody tr", has_text="竹园村").locator("a").first)
    paper = walker.page.locator('main a[href*="/documents/"]').first.get_attribute("href")
    proposal = proposed(walker)
    walker.opens("/desk/cases?kind=petition")
    petition = walker.number
    walker.brings("路灯不亮", "村口三盏路灯坏了两周。")
    walker.signs_in(CLERK)
    walker.opens("/desk/submissions")
    submission = walker.page.locator('main a[href^="/desk/submissions/"]').first.get_attribute("href")
    walker.opens(f"/desk/cases/dispute/{dispute}/1/drafted")
    walker.page.select_option("#form", "D-23")
    walker.sends()
    draft = urlsplit(walker.page.url).path
    registers_a_dispute(walker, "院墙边界")
    agreed = walker.number
    walker.signs_in(MEDIATOR)
    records_every_consent(walker, agreed)
    walker.opens("/window/receptions")
    reception = walker.page.locator('main a[href^="/window/receptions/"]').first.get_attribute("href")
    context.close()
    assert paper
    assert submission
    assert reception
    return {
        "dispute": dispute,
        "agreed": agreed,
        "reception": reception,
        "petition": petition,
        "paper": paper,
        "submission": submission,
        "draft": draft,
        "proposal": proposal,
    }


def proposed(walker: Walker) -> str:
    """The number of a calendar that is proposed and that nobody has answered."""
    walker.opens("/desk/administration/do/publish-calendar")
    walker.fills(
        {
            "series": "china",
            "year": "2031",
            "source": "国务院办公厅关于部分节假日安排的通知",
            "holidays": ["2031-01-01", "2031-01-23"],
            "make_up_workdays": ["2031-01-26"],
            "public_reason": "按通知公布。",
        }
    )
    walker.sends()
    return urlsplit(walker.page.url).path.rpartition("/")[2]


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, system: System) -> Iterator[dict[tuple[str, Size, str], BrowserContext]]:
    """Browsers in which somebody has signed in, by who, how large and in which language."""
    contexts: dict[tuple[str, Size, str], BrowserContext] = {}
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def came(
    chromium: Browser,
    system: System,
    known: dict[str, str],
    signed_in: dict[tuple[str, Size, str], BrowserContext],
    where: str,
    size: Size,
    language: str,
) -> Iterator[Came]:
    """A page, opened by somebody who sees it."""
    visit = visit_of(where)
    key = visit.by, size, language
    if key not in signed_in:
        signed_in[key] = context_of(chromium, system, size)
        first = Walker(signed_in[key].new_page(), has_scripts=True)
        if visit.by:
            first.signs_in(visit.by)
        first.opens(f"/language?to={language}&back=/window/track")
        first.page.close()
    page = signed_in[key].new_page()
    came = Came(page)
    page.goto(visit.to.format(**known))
    yield came
    page.close()


def test_every_page_that_somebody_visits_is_there() -> None:
    assert set(VISITS) <= set(EVERY_PAGE)
    assert len(EVERY_PAGE) >= 15


@looks
def test_a_page_comes_whole_from_here_within_its_weight_and_edges_and_without_obstacles(
    came: Came, system: System, axe: str, where: str, size: Size, language: str
) -> None:
    """Once is it opened, and looked at in every way."""
    del where

    assert came.answers[0].status == 200
    assert came.hosts == {urlsplit(system.api_url).netloc}
    assert came.complaints == []
    assert came.page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[language]
    assert came.page.evaluate("document.documentElement.scrollWidth") <= size.value[0]
    assert any(urlsplit(answer.url).path.endswith(".css") for answer in came.answers)
    assert 0 < came.weight < LIMIT
    assert not obstacles(came.page, axe)


def obstacles(page: Page, axe: str) -> str:
    """What axe-core finds, one after the other; nothing where it finds none."""
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run(document)).violations")
    told = [
        (each["impact"], each["id"], [node["html"][:120] for node in each["nodes"]])
        for each in found
        if each["impact"] not in MAY_BE_LEFT
    ]
    return json.dumps(told, ensure_ascii=False, indent=1) if told else ""
