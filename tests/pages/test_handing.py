"""Handing a matter over as somebody does who sees the screen alone: what it lacks, who and which by name."""

import re

from rules.dockings.docking import Body
from rules.handoff.matter import Person, Side
from tests.api.conftest import Case
from tests.api.test_exchanges import handed_over
from tests.pages.conftest import Browser, Read
from tests.pages.test_case import a_case

COURT = Side(body=Body.COURT, unit="sl-a1", role="docking_clerk", agency="court")
APPLICATION = "judicial-confirmation"


async def a_draft(browser: Browser, docking: str = APPLICATION) -> tuple[Read, Read]:
    """A dispute, and a handoff drafted of it with both its people, as somebody opens them."""
    case = await a_case(browser)
    number = case.address.path.split("/")[4]
    mine = Case(browser.desk, number, "dispute")
    people = tuple(
        Person(ref=ref, role=role)
        for ref, role in zip(await mine.parties(), ("applicant", "respondent"), strict=True)
    )
    await handed_over(browser.desk, mine, COURT, docking, people)
    return case, await browser.open(f"/desk/cases/handoff/{number}/1")


def lacking(page: Read) -> str:
    return page.html.partition('<h2 id="lacks">')[2].partition("</section>")[0]


async def test_a_draft_says_from_the_start_whose_consent_and_which_papers_it_lacks(browser: Browser) -> None:
    _, draft = await a_draft(browser)

    said = lacking(draft)
    assert "王甲 申请人" in said
    assert "李乙 被申请人" in said
    assert "司法确认申请书" in said
    assert said.count("/record-handoff-consent?party=") == 2
    assert "/add-handoff-papers?papers.0.kind=confirmation-application" in said


async def test_whoever_goes_along_without_being_asked_is_named_with_the_reason(browser: Browser) -> None:
    _, jointly = await a_draft(browser)
    _, draft = await a_draft(browser, "case-package")

    said = lacking(draft)
    assert said.count("/record-handoff-consent?party=") == 1
    assert "李乙 被申请人 也一并移送；这种对接发出前不需要其同意" in said
    assert "王甲 申请人 也一并移送" not in said
    assert "也一并移送" not in lacking(jointly)


async def test_a_refusal_to_send_names_whom_and_which_it_means(browser: Browser) -> None:
    _, draft = await a_draft(browser)
    form = await browser.open(draft.links["核实并说明情况"])
    await browser.send(form, counted_from="2026-11-01T09:00")

    refused = await browser.send(await browser.open(draft.links["发出"]))

    assert refused.status == 409
    named = refused.html.partition('role="alert">')[2].partition("</div>")[0]
    assert "名单见所列" in named
    assert "<li>王甲 申请人</li>" in named
    assert "<li>李乙 被申请人</li>" in named


async def test_the_page_that_sends_it_says_what_is_lacking_before_anybody_confirms(browser: Browser) -> None:
    _, draft = await a_draft(browser)

    page = await browser.open(draft.links["发出"])

    assert lacking(page).count("<li>") == lacking(draft).count("<li>") > 2
    assert "/add-handoff-papers?papers.0.kind=confirmation-application" in lacking(page)
    assert "不需要填写，确认即可" not in page.text


async def test_the_chain_is_walked_by_the_links_of_what_is_lacking(browser: Browser) -> None:
    _, page = await a_draft(browser)
    here = page.address.path

    for _ in range(2):
        form = await browser.open(page.links["记录同意移送"])
        assert form.form.values["party"][0]  # whom the link was about is chosen already
        await browser.send(form, form="written", given_at="2026-11-02T09:00")
        page = await browser.open(here)
    while "放入移送材料" in lacking(page):
        form = await browser.open(lacking(page).partition('href="')[2].partition('"')[0])
        assert form.form.values["papers.0.kind"][0]
        added = await browser.send(form, papers__0__text="已附。", papers__0__secrecy="internal")
        assert "已办：放入移送材料" in added.text, added.text
        page = await browser.open(here)
    whole = page.text
    form = await browser.open(page.links["核实并说明情况"])
    described = await browser.send(form, counted_from="2026-11-01T09:00")
    assert "已办：核实并说明情况" in described.text, described.text
    page = await browser.open(here)
    last = await browser.open(page.links["发出"])
    sent = await browser.send(last)

    assert not lacking(last)
    assert "不需要填写，确认即可" in last.text
    assert "王甲 申请人 · 已同意" in whole
    assert "同意和材料已齐，可以发出" in page.text
    assert "已办：发出" in sent.text
    history = sent.text.partition("办理过程")[2]
    assert "当事人 李乙 被申请人" in history
    assert "材料 司法确认申请书" in history


async def test_who_has_agreed_and_who_has_not_said_stands_beside_each(browser: Browser) -> None:
    _, page = await a_draft(browser)

    people = page.text.partition("当事人")[2]

    assert "王甲 申请人 · 未表态" in people


async def test_what_was_handed_off_is_a_draft_with_its_own_page(browser: Browser) -> None:
    case, draft = await a_draft(browser)

    done = await browser.open(f"{case.address.path}?done=hand_off")

    assert "已起草移送，尚未发出" in done.text
    assert "已办：移送" not in done.text
    assert done.links["打开对接，补齐后发出"] == draft.address.path


async def test_a_link_chooses_only_what_is_offered(browser: Browser) -> None:
    _, draft = await a_draft(browser)

    form = await browser.open(f"{draft.address.path}/record-handoff-consent?party=请致电12345")

    assert "12345" not in form.text
    assert form.form.values.get("party", [""]) == [""]


async def test_what_was_found_is_asked_for_each_docking_apart_and_says_what_ticking_does(
    browser: Browser,
) -> None:
    case = await a_case(browser)

    form = await browser.open(f"{case.address.path}/hand-off")

    chosen = form.html.partition('name="docking"')[2].partition("</select>")[0]
    offered = re.findall(r'<option value="([a-z-]+)"', chosen)
    asked = form.html.split("<details data-docking=")[1:]
    assert [each.partition('"')[2].partition('"')[0] for each in asked] == offered
    assert "assigned-mediation" not in offered  # which a court alone sends
    assert all(" open>" not in each.partition("<summary>")[0] for each in asked)
    own = next(each for each in asked if each.startswith('"judicial-confirmation"'))
    assert 'data-receivers="court tribunal"' in own
    assert "司法确认申请书" in own
    assert "发出前要写明期限从何时起算" in own
    assert 'value="title"' in own
    assert 'value="gang-fight"' not in own
    assert "勾了的，这种对接发不出去" in form.text
    assert "handing" in form.html.partition("</form>")[2]


async def test_of_a_draft_only_what_concerns_its_own_docking_is_asked(browser: Browser) -> None:
    _, draft = await a_draft(browser)

    form = await browser.open(f"{draft.address.path}/describe-handoff")

    assert 'value="title"' in form.html
    assert 'value="gang-fight"' not in form.html
    assert "data-docking" not in form.html


async def test_of_papers_there_is_one_more_paper_and_no_person(browser: Browser) -> None:
    _, draft = await a_draft(browser)

    form = await browser.open(f"{draft.address.path}/add-handoff-papers")

    assert "再加一份" in form.text
    assert "再加一人" not in form.text


async def test_why_something_cannot_be_done_now_is_said_once_for_all_of_it(browser: Browser) -> None:
    case = await a_case(browser)

    reasons = case.html.partition('<dl class="refused">')[2].partition("</dl>")[0]
    said = re.findall(r"<dd>(.*?)<", reasons)
    assert len(said) > 1
    assert len(said) == len(set(said))


async def test_what_is_for_the_screen_is_not_printed(browser: Browser) -> None:
    case = await a_case(browser)

    button = re.search(r'<p class="([a-z]+)"><a class="button second" href="[^"]+/papers">', case.html)
    assert button
    assert button[1] == "unprinted"
