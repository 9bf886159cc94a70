"""Rules and calendars are proposed on one page and let out on another, by somebody else, on what is shown."""

import counties
from tests.api.conftest import AUDITOR, CLERK, DISPATCHER, Desk
from tests.api.test_publishing import seen
from tests.pages.conftest import Browser, Form, Read

HERE, HEAD = "/desk/administration", "p-sl-petition-bureau-head"
YEAR = {"series": "china", "source": "国务院办公厅通知", "public_reason": "按通知公布。"}


async def propose(browser: Browser, year: int) -> Read:
    """The dispatcher proposes a year; the page that follows."""
    await browser.sign_in(DISPATCHER)
    form = await browser.open(f"{HERE}/do/publish-calendar")
    return await browser.send(form, **YEAR, year=str(year), holidays=f"{year}-05-03")


def form_of(page: Read, answer: str) -> Form:
    """The form whose button gives an answer."""
    assert f'value="{answer}"' in page.html
    return next(each for each in page.forms if "answer" in each.names and _sends(page, each, answer))


def _sends(page: Read, form: Form, answer: str) -> bool:
    """A button is a name without a value of its own here: of the forms, the one with the right field."""
    return ("digest" in form.names) is (answer == "approved")


async def test_a_year_is_proposed_seen_and_approved_by_another(browser: Browser) -> None:
    proposed = await propose(browser, 2072)
    own = proposed.address.path
    assert "由另一人答复" in proposed.text
    assert "2072年5月3日" in proposed.text
    assert 'value="approved"' not in proposed.html
    assert "请由另一位有权公布的人" in proposed.text

    await browser.sign_in(HEAD)
    listed = await browser.open(f"{HERE}/proposals")
    page = await browser.open(own)
    done = await browser.send(page, form_of(page, "approved"), answer="approved")

    assert "等待另一人答复" in listed.text
    assert own in listed.links.values()
    assert (done.status, "已同意公布" in done.text) == (200, True)
    assert DISPATCHER in done.text
    assert HEAD in done.text
    assert "2072年5月3日" in done.text  # what was seen stays to be read
    publication = await browser.open(next(link for link in done.links.values() if "version=" in link))
    assert "2072年5月3日" in publication.text


async def test_it_is_refused_only_with_a_reason_which_is_then_read(browser: Browser) -> None:
    own = (await propose(browser, 2073)).address.path
    await browser.sign_in(HEAD)
    page = await browser.open(own)

    without = await browser.send(page, form_of(page, "refused"), answer="refused", public_reason=" ")
    done = await browser.send(
        without, form_of(without, "refused"), answer="refused", public_reason="与通知原文不一致。"
    )

    assert (without.status, "等待另一人答复" in without.text) == (422, True)
    assert "不同意公布" in done.text
    assert "与通知原文不一致。" in done.text
    assert 'name="answer"' not in done.html


async def test_its_proposer_takes_it_back(browser: Browser) -> None:
    page = await propose(browser, 2074)

    done = await browser.send(
        page, form_of(page, "withdrawn"), answer="withdrawn", public_reason="日期写错。"
    )

    assert "已撤回" in done.text


async def test_what_changed_in_between_is_shown_anew_before_it_is_approved(
    browser: Browser, county: Desk
) -> None:
    own = (await propose(browser, 2075)).address.path
    await browser.sign_in(HEAD)
    old = await browser.open(own)
    other = await county.sign_in(DISPATCHER)
    body = {**YEAR, "year": 2075, "holidays": ["2075-05-02"], "make_up_workdays": []}
    where = (await other.post("/publications/calendar", body)).headers["Location"]
    bureau = await county.sign_in("p-sl-petition-bureau")
    await bureau.post(f"{where}/approve", {"digest": (await seen(bureau, where))["digest"]})

    refused = await browser.send(old, form_of(old, "approved"), answer="approved")
    done = await browser.send(refused, form_of(refused, "approved"), answer="approved")

    assert (refused.status, "现行的安排已经变了" in refused.text) == (409, True)
    assert "2075年5月2日" in refused.text
    assert "已同意公布" in done.text


async def test_whoever_has_no_business_there_is_told_so_and_the_auditor_reads_without_buttons(
    browser: Browser,
) -> None:
    own = (await propose(browser, 2076)).address.path

    await browser.sign_in(CLERK)
    no = await browser.open(own)
    await browser.sign_in(AUDITOR)
    read = await browser.open(own)

    assert no.status == 403
    assert (read.status, 'name="answer"' in read.html) == (200, False)


async def test_in_english_nothing_of_it_is_chinese_but_what_people_wrote(browser: Browser) -> None:
    own = (await propose(browser, 2077)).address.path
    await browser.open("/language?to=en&back=/")

    page = await browser.open(own)

    assert "What would change" in page.text
    assert "Working day" in page.text or "Weekend" in page.text


async def test_an_answer_there_is_not_and_a_number_that_is_none_are_not_found(browser: Browser) -> None:
    page = await propose(browser, 2078)

    odd = await browser.send(page, form_of(page, "withdrawn"), answer="perhaps")

    assert odd.status == 404
    assert (await browser.open(f"{HERE}/proposals/none")).status == 404


async def test_rules_are_proposed_by_their_edition(browser: Browser) -> None:
    await browser.sign_in(DISPATCHER)
    form = await browser.open(f"{HERE}/do/publish-rules")

    refused = await browser.send(form, edition=counties.edition("demo", "2026.1").id, public_reason="议定。")

    assert (refused.status, "trouble" in refused.html) == (422, True)
