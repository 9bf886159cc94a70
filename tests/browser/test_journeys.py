"""What people come for, from the first page to the last, on every machine they come with."""

import re
import secrets
import unicodedata
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from playwright.sync_api import Browser, Page

from local.system import System
from rules.instants import BEIJING
from tests.browser.conftest import context_of
from tests.browser.walking import (
    CLERK,
    DISPATCHER,
    MEDIATOR,
    SECRETARY,
    Size,
    Walker,
    records_every_consent,
    registers_a_dispute,
)

SESSIONS = count()  # one on each day: they are in one room, with one mediator


def title() -> str:
    """Of a matter that no other test brings."""
    return f"宅基地边界{secrets.token_hex(3)}"


def test_whoever_signs_in_comes_to_what_waits_for_them_and_opens_it(walker: Walker) -> None:
    walker.opens("/desk/")
    walker.page.fill("#person", SECRETARY)
    walker.presses(walker.page.locator("form.people > button"))
    walker.presses(walker.page.locator('tbody a[href^="/desk/cases/"]').first)

    assert "办理过程" in walker.reads
    assert walker.path.startswith("/desk/cases/")


def test_a_clerk_registers_a_dispute_and_the_receipt_that_is_printed_holds_number_and_code(
    walker: Walker,
) -> None:
    walker.signs_in(CLERK)
    registers_a_dispute(walker, title())

    paper = walker.printed()

    assert walker.number in paper
    assert walker.code in paper
    assert "退出" not in paper  # what leads elsewhere is not printed


def test_what_may_not_be_mediated_is_refused_and_nothing_that_was_written_is_lost(walker: Walker) -> None:
    walker.signs_in(CLERK)
    written = title()
    registers_a_dispute(walker, written, **{"screen.crime": "yes"})

    assert walker.page.get_by_role("alert").is_visible()
    assert walker.page.locator('[name="matter.title"]').input_value() == written
    assert walker.page.locator('[name="parties.1.name"]').input_value() == "李乙"

    walker.fills({"screen.crime": "no"})
    walker.sends()

    assert walker.code


def test_a_browser_itself_points_to_what_was_left_out(walker: Walker) -> None:
    walker.signs_in(CLERK)
    walker.opens("/desk/register/dispute")
    walker.page.locator("main form button").last.click()

    walker.page.locator("main form :invalid").first.wait_for(state="attached")
    assert walker.path == "/desk/register/dispute"


def test_a_case_goes_from_the_worklist_to_an_agreement(walker: Walker) -> None:
    walker.signs_in(CLERK)
    registers_a_dispute(walker, title())
    number = walker.number
    walker.signs_in(MEDIATOR)
    case = f"/desk/cases/dispute/{number}/1"
    parties = records_every_consent(walker, number)
    at = (datetime.now(UTC) + timedelta(days=1 + next(SESSIONS))).astimezone(BEIJING)
    walker.opens(f"{case}/schedule-session")
    walker.fills({"scheduled_for": f"{at:%Y-%m-%dT%H:%M}", "place_unit": "sl-t1-v1"})
    walker.sends()

    walker.opens(f"{case}/record-session")
    walker.fills(
        {
            "outcome": "agreement_full",
            "present": ["village_party_secretary", "peoples_mediator"],
            "parties": parties,
            "mediators": [MEDIATOR],
            "rights_told": "yes",
            "minutes": "双方同意以老墙根为界。",
            "agreement.form": "written",
            "agreement.body": "county-committee",
            "agreement.has_seal": "yes",
            "agreement.has_mediator_signature": "yes",
            "agreement.terms": "以老墙根为界，院墙各修各的。",
        }
    )
    walker.sends()

    assert "已结束" in walker.reads
    assert "达成" in walker.reads


def test_anybody_finds_the_way_says_what_it_is_about_and_sees_by_the_code_that_it_arrived(
    walker: Walker,
) -> None:
    walker.opens("/")
    walker.follows("找对门路")
    asked = 0
    while walker.page.locator("main button[name=answers]").count():
        walker.presses(walker.page.locator("main button[name=answers]").last)
        asked += 1
    assert asked > 0

    walker.brings("路灯不亮", "村口三盏路灯坏了两周。")
    code = walker.code
    walker.tracks(code)

    assert "已收到" in walker.reads
    assert code not in walker.page.url


def test_whoever_holds_the_code_sees_who_has_it_until_when_and_why(walker: Walker) -> None:
    walker.signs_in(CLERK)
    registers_a_dispute(walker, title())
    code = walker.code

    walker.tracks(code)
    walker.page.locator("summary", has_text="这一天怎么算出来的").first.click()

    assert "柳湾村" in walker.reads
    assert "当日不计入" in walker.reads
    assert "王甲" not in walker.reads


def test_a_case_on_paper_leaves_out_what_leads_elsewhere_and_says_what_its_links_mean(
    walker: Walker,
) -> None:
    walker.signs_in(CLERK)
    registers_a_dispute(walker, title(), **{"matter.body": "院墙争执。" * 800})
    number = walker.number
    walker.signs_in(SECRETARY)
    walker.opens(f"/desk/cases/dispute/{number}/1")

    paper = walker.printed()

    assert number in paper
    assert f"desk/cases/dispute/{number}/1" in paper  # whence it was printed
    assert (
        "".join(paper.split()).count("院墙争执") >= 800
    )  # all of a long text, though it scrolls on a screen
    for said in ("退出", "现在可以办", "查疑似重复件"):
        assert said not in paper


def test_whoever_brought_it_withdraws_and_may_take_it_up_again(walker: Walker) -> None:
    walker.signs_in(CLERK)
    walker.opens("/desk/register/petition")
    walker.fills(
        {
            "matter.title": title(),
            "matter.body": "递了材料三个月，没有答复。",
            "channel": "visit",
            "people.0.role": "petitioner",
            "people.0.name": "赵丁",
        }
    )
    walker.sends()
    code = walker.code
    walker.tracks(code)

    walker.does_by_code("withdrawal")
    assert "本人撤回" in walker.reads
    walker.tracks_until(code, '[name="act"][value="take-up-again"]')
    walker.does_by_code("take-up-again")

    assert walker.page.get_by_role("status").is_visible()
    assert walker.page.locator('[name="act"][value="take-up-again"]').count() == 0


def test_the_label_of_a_place_leads_to_a_report_about_it(walker: Walker) -> None:
    walker.opens("/window/places/dx-0004")
    walker.fills({"kind": "illegal-parking", "title": "车堵了巷口", "body": "一辆面包车停了三天。"})
    walker.sends()

    assert walker.code


def test_a_page_in_the_other_language_is_the_same_page(walker: Walker) -> None:
    walker.signs_in(CLERK)
    walker.opens("/desk/cases")
    walker.presses(walker.page.get_by_role("link", name="English"))

    assert walker.path == "/desk/cases"
    assert walker.page.locator("html").get_attribute("lang") == "en"
    assert "Cases" in walker.reads

    walker.presses(walker.page.get_by_role("link", name="中文"))

    assert "案件" in walker.reads


def test_a_case_is_found_by_the_name_of_somebody_in_it(walker: Walker) -> None:
    walker.signs_in(CLERK)
    registers_a_dispute(walker, title(), **{"parties.0.name": "端木云岫"})
    number = walker.number

    walker.opens("/desk/")
    walker.page.fill("#q", "端木云岫")
    with walker.page.expect_navigation():
        walker.page.press("#q", "Enter")

    assert number in walker.reads


def test_a_paper_that_went_out_is_printed_as_it_stands(walker: Walker) -> None:
    walker.signs_in(DISPATCHER)
    walker.opens("/desk/cases?kind=dispute&is_open=false")
    walker.presses(walker.page.locator("tbody tr", has_text="竹园村").locator("a").first)
    walker.presses(walker.page.locator('main a[href*="/documents/"]').first)
    lines = [_words(each) for each in walker.page.locator("article.paper").first.inner_text().splitlines()]

    paper = _words(walker.printed())

    assert paper.startswith(lines[0])  # no menu stands above it
    assert [line for line in lines if line not in paper] == []


def _words(text: str) -> str:
    """Without blanks and signs, of which paper has its own."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text))


def test_a_code_nobody_was_given_is_answered_kindly_and_tells_nothing(walker: Walker) -> None:
    walker.opens("/window/track")
    walker.fills({"code": secrets.token_hex(8)})
    walker.sends()

    assert walker.page.get_by_role("alert").is_visible()
    assert walker.page.locator('main [name="code"]').is_visible()


def test_everything_can_be_reached_by_the_keyboard_alone(page: Page) -> None:
    page.goto("/desk/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"


def test_a_second_press_on_the_button_brings_nothing_twice(page: Page) -> None:
    walker = Walker(page, has_scripts=True)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    walker.opens("/desk/register/errand")
    page.evaluate("document.querySelector('main form').noValidate = true")

    with page.expect_navigation():
        page.locator("main form button").last.dblclick()

    assert sent.count("POST") == 1


def test_nothing_is_left_on_the_machine_when_somebody_signs_out(page: Page) -> None:
    page.goto("/desk/cases")
    page.locator("header").get_by_role("button", name="退出").click()
    page.wait_for_url("**/sign-in*")
    page.go_back()

    assert page.locator("table").count() == 0


@pytest.mark.parametrize("size", ["200%", "400%"])
def test_a_page_that_is_enlarged_is_still_read_without_scrolling_sideways(page: Page, size: str) -> None:
    factor = int(size.rstrip("%")) / 100
    page.set_viewport_size({"width": int(1280 / factor), "height": int(1024 / factor)})
    for path in ("/desk/", "/desk/cases", "/desk/register/dispute"):
        page.goto(path)

        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_kiosk_forgets_whoever_was_there_after_a_minute_without_a_touch(
    chromium: Browser, system: System
) -> None:
    context = context_of(chromium, system, Size.KIOSK)
    page = context.new_page()
    page.clock.install()
    page.goto("/kiosk/submit")
    page.fill('[name="title"]', "路灯不亮")

    page.clock.run_for(45_000)
    assert 10 < int(page.locator("#forgetting strong").inner_text()) <= 20
    page.keyboard.press("Shift")
    page.clock.run_for(45_000)
    assert page.locator('[name="title"]').input_value() == "路灯不亮"

    page.clock.run_for(17_000)
    page.wait_for_url("**/kiosk/")
    page.goto("/kiosk/submit")
    assert page.locator('[name="title"]').input_value() == ""
    context.close()
