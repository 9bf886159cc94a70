"""What somebody who sees only the screen runs into: forms that can be sent, words that can be read, what was
told, what is kept, and what comes out of a printer."""

import re
from base64 import b64encode
from dataclasses import replace

from pages.drawing import picture
from tests.api.conftest import CLERK, SECRETARY
from tests.api.test_meetings import BUREAU_HEAD, convened
from tests.pages.conftest import Browser, Form, Read
from tests.pages.test_case import with_a_session
from tests.pages.test_citizen import brought
from tests.pages.test_desk import DISPUTE, registered, screened, the_case
from tests.pages.test_noticing import issued

LONG = "两家院墙相邻，翻修以后一直争执。" * 250  # 4,000 characters


def form_to(page: Read, action: str) -> Form:
    return next(each for each in page.forms if each.action == action)


def field(page: Read, name: str) -> str:
    """A field of the page as it is written."""
    found = re.search(rf'<(?:input|select|textarea)[^>]*name="{re.escape(name)}"[^>]*>', page.html)
    assert found, name
    return found.group()


async def test_a_third_party_whom_nobody_writes_down_keeps_no_browser_from_sending(browser: Browser) -> None:
    await browser.sign_in(CLERK)

    page = await browser.open("/desk/register/dispute")

    assert " required" in field(page, "parties.0.name")
    assert " required" not in field(page, "parties.2.name")
    assert " required" not in field(page, "parties.2.role")


async def test_the_other_townships_are_chosen_by_their_names(browser: Browser) -> None:
    await browser.sign_in(CLERK)

    page = await browser.open("/desk/register/dispute")

    assert 'type="checkbox" name="other_townships" value="sl-t2"' in page.html


async def test_each_kind_that_can_be_registered_says_what_it_is_for(browser: Browser) -> None:
    await browser.sign_in(CLERK)

    page = await browser.open("/desk/register")

    assert "两方有争执，都愿意坐下来谈的" in page.text
    assert "只问怎么办、归谁管的" in page.text


async def test_what_was_left_out_is_asked_for_and_not_only_marked(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    page = await browser.open("/desk/register/dispute")

    again = await browser.send(page, **{**DISPUTE, **screened(page), "village": ""})

    assert again.status == 422
    assert "这一项要填。" in again.text


async def test_a_long_text_lies_across_the_case_and_a_short_one_among_the_people(browser: Browser) -> None:
    await browser.sign_in(CLERK)
    page = await browser.open("/desk/register/dispute")
    receipt = await browser.send(page, **{**DISPUTE, "matter__body": LONG}, **screened(page))
    long = await browser.open(receipt.links["查看案件"])
    short = await the_case(browser)

    assert LONG in long.html
    assert 'class="long" tabindex="0"' in long.html
    assert 'class="long"' not in short.html
    assert "两家为院墙争执多年" in short.text


async def test_what_may_have_happened_stands_apart_from_what_is_to_be_done(browser: Browser) -> None:
    case = await the_case(browser)

    todo, _, happened = case.html.partition("情况有变，记下来")

    assert "/record-consent" in todo
    assert "/record-consent" not in happened
    assert "/danger-reported" in happened


async def test_the_case_says_what_was_told_of_each_paper_and_to_nobody_by_name(browser: Browser) -> None:
    await registered(browser)
    number = f"SL-{(await browser.open('/desk/?whose=all&sort=-number')).text.partition('SL-')[2].split()[0]}"
    path = f"/cases/dispute/{number}/1"
    before = await browser.open(f"/desk{path}")
    await issued(browser.desk, number, "window_clerk@sl")

    after = await browser.open(f"/desk{path}")
    told = (await browser.http.get(f"{path}/notices")).json()

    assert "通知 工作台 · 已发出" not in before.text
    assert "通知 工作台 · 已发出" in after.text
    assert [each["state"] for each in told] == ["sent"]
    assert not {"address", "words"} & told[0].keys()


async def test_whoever_does_not_see_a_case_is_told_of_none_of_its_notices(browser: Browser) -> None:
    case = await browser.desk.dispute(village="sl-t1-v2")
    await browser.sign_in(SECRETARY)

    answer = await browser.http.get(f"{case.path}/notices")

    assert answer.status_code == 404


async def test_the_case_leads_to_what_was_added_in_words(browser: Browser) -> None:
    receipt = await registered(browser)
    code = receipt.html.split('class="code">')[1].split("<")[0]
    case = receipt.links["查看案件"]
    standing = await browser.send(await browser.open("/window/track"), code=code)
    adding = next(each for each in standing.forms if each.values.get("act") == ["words"])
    await browser.sign_in(SECRETARY)
    to = (await browser.open(case)).links["看当事人后来的补充说明"]

    nothing = await browser.open(to)
    await browser.send(standing, adding, words="昨晚<b>墙</b>又裂了。")
    something = await browser.open(to)

    assert "没有补充说明" in nothing.text
    assert "昨晚&lt;b&gt;墙&lt;/b&gt;又裂了。" in something.html


async def test_the_filters_one_keeps_have_a_page_and_are_forgotten_there(browser: Browser) -> None:
    await browser.sign_in("p-sl-t4-v1-peoples-mediator")
    assert (await browser.open("/desk/filters")).text.count("还没有常用筛选") == 2
    for place, label in (("/desk/?due=week", "本周到期的"), ("/desk/cases?kind=dispute", "全部纠纷")):
        page = await browser.open(place)
        await browser.send(page, form_to(page, "/desk/filters"), label=label)

    kept = await browser.open("/desk/filters")
    cases = await browser.open(kept.links["全部纠纷"])
    after = await browser.send(kept, form_to(kept, "/desk/filters/forget"))

    assert "due=week" in kept.links["本周到期的"]
    assert (cases.address.path, dict(cases.address.params)) == ("/desk/cases", {"kind": "dispute"})
    assert "全部纠纷" in cases.links
    assert after.address.path == "/desk/filters"
    assert "本周到期的" not in after.links
    assert "全部纠纷" in after.links


async def test_an_empty_worklist_leads_to_that_of_the_unit(browser: Browser) -> None:
    await browser.sign_in("p-sl-t4-v1-peoples-mediator")

    assert (await browser.open("/desk/")).links["看本单位的待办"] == "?whose=unit"
    assert "看本单位的待办" not in (await browser.open("/desk/?whose=unit")).links


async def test_a_hearing_stands_on_the_calendar_with_its_panel_and_with_whoever_sits_on_it(
    browser: Browser,
) -> None:
    session = await with_a_session(browser)
    hearing = await convened(browser.desk, BUREAU_HEAD, kind="hearing-panel")
    await browser.sign_in(BUREAU_HEAD)
    week = "/desk/calendar?on=2026-11-02"

    before = await browser.open(f"{week}&panels=1")
    await hearing.done(BUREAU_HEAD, "draw-hearing-panel")
    after = await browser.open(f"{week}&panels=1")
    people = await browser.open(f"{week}&by=people&panels=1")

    assert hearing.number in before.text
    assert session.address.path not in before.html
    assert "评议团未抽取" in before.text
    assert "评议团 5 人" in after.text
    assert len(re.findall(r'<th scope="row">panel-\d</th>', people.html)) >= 5


async def test_the_square_of_every_receipt_leads_to_the_countys_own_address(browser: Browser) -> None:
    state = browser.desk.app.state
    office = state.office
    asked = (await browser.http.get("/public/tracking-label")).text
    from_the_request = await brought(browser, title="路灯不亮")
    settings = office.settings.model_copy(update={"public_address": "https://county.example"})

    state.office = replace(office, settings=settings)
    try:
        set_up = (await browser.http.get("/public/tracking-label")).text
        from_the_setting = await brought(browser, title="路灯不亮")
    finally:
        state.office = office

    assert set_up != asked
    assert picture(asked) in from_the_request.html
    assert picture(set_up) in from_the_setting.html
    assert b64encode(set_up.encode()).decode() in picture(set_up)


async def test_a_code_that_is_none_is_told_so_in_words_about_codes(browser: Browser) -> None:
    page = await browser.send(await browser.open("/window/track"), code="0000-0000-0000-0000")

    assert page.status == 404
    assert "请核对查询码" in page.text
    assert "请核对编号" not in page.text


async def test_where_no_reception_is_announced_other_roads_are_shown(browser: Browser) -> None:
    page = await browser.open("/window/receptions")

    assert ("现在没有已公布的接访" in page.text) == ("不用等" in page.text)
    assert page.links["提交诉求"] == "/window/submit"


async def test_on_paper_a_case_says_whence_when_and_by_whom_and_what_its_links_mean(browser: Browser) -> None:
    case = await with_a_session(browser)

    page = await browser.open(case.address.path)

    (told,) = re.findall(r'<p class="printed-only">([^<]*)</p>', page.html)
    assert case.address.path in told
    assert "2026年11月" in told
    assert '<section aria-labelledby="acts" class="unprinted">' in page.html
    css = (await browser.http.get("/assets/house.css")).text
    assert "a[data-means]::after" in css.partition("@media print")[2]
