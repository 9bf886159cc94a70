"""At the counter: look before one registers, keep what was begun, hand out a receipt that says what next."""

import re
from typing import Any
from uuid import uuid4

from tests.api.conftest import CLERK, DISPATCHER, SECRETARY
from tests.pages.conftest import Browser, Form, Read
from tests.pages.test_desk import DISPUTE, screened

WRITTEN = {**DISPUTE, "matter__title": "竹林边界", "matter__body": "两家为竹林边界砍伐争执，界石被挪动。"}


async def the_form(browser: Browser, kind: str = "dispute") -> Read:
    await browser.sign_in(CLERK)
    return await browser.open(f"/desk/register/{kind}")


async def registered(browser: Browser, page: Read, **more: Any) -> Read:
    return await browser.send(page, **{**WRITTEN, **screened(page), **more})


async def test_looking_first_registers_nothing_and_loses_nothing(browser: Browser) -> None:
    page = await the_form(browser)

    looked = await browser.send(page, **WRITTEN, do="look")

    assert looked.status == 200
    assert "登记回执" not in looked.text
    assert looked.form.values["matter.title"] == ["竹林边界"]
    assert looked.form.values["parties.1.name"] == ["李乙"]
    assert looked.form.values["key"] == page.form.values["key"]


async def test_what_is_here_already_stands_beside_the_form_with_why_and_where(browser: Browser) -> None:
    receipt = await registered(browser, await the_form(browser))
    number = numbered(receipt)

    looked = await browser.send(await browser.open("/desk/register/dispute"), **WRITTEN, do="look")

    beside = looked.html.partition('id="beside"')[2]
    assert number in beside
    assert "文字相近" in beside
    assert f"/desk/cases/dispute/{number}/1" in looked.links.values()


async def test_before_there_is_a_title_nothing_is_looked_for(browser: Browser) -> None:
    looked = await browser.send(await the_form(browser), matter__body="两家", do="look")

    assert "请先写标题" in looked.text
    assert "疑似" not in looked.text


async def test_what_is_registered_all_the_same_is_linked_as_was_said(browser: Browser) -> None:
    first = numbered(await registered(browser, await the_form(browser)))
    page = await browser.open("/desk/register/dispute")

    receipt = await registered(browser, page, **{"link": first, "link-kind": "repeat"})
    again = await registered(browser, page, **{"link": first, "link-kind": "repeat"})

    assert f"已关联：重复件 {first}" in receipt.text
    assert numbered(again) == numbered(receipt) != first
    assert f"已关联：重复件 {first}" in again.text


async def test_what_cannot_be_linked_is_registered_and_the_receipt_says_so(browser: Browser) -> None:
    receipt = await registered(
        browser, await the_form(browser), **{"link": "SL-2026-999999", "link-kind": "repeat"}
    )

    assert receipt.status == 200
    assert "已登记，但没有关联上" in receipt.text


async def test_where_it_may_belong_is_suggested_from_the_words_with_its_card_and_why(
    browser: Browser,
) -> None:
    page = await the_form(browser, "petition")

    looked = await browser.send(
        page, matter__title="工地拖欠工资", matter__body="老板拖欠我们三个月工资不给。", do="look"
    )

    beside = looked.html.partition('id="whither"')[2]
    assert "劳动" in beside
    assert "<details><summary>怎么办、期限、带什么" in beside
    assert "由工作人员核对以后确定" in beside


async def test_the_question_tree_is_walked_beside_the_form_and_what_was_written_stands(
    browser: Browser,
) -> None:
    page = await the_form(browser)
    for answer in ("own", "work", "wages"):
        assert f'name="answer" value="{answer}"' in page.html
        page = await browser.send(page, matter__title="竹林边界", answer=answer)

    assert page.form.values["matter.title"] == ["竹林边界"]
    assert page.form.values["walk"] == ["own", "work", "wages"]
    assert "人力资源和社会保障" in page.html.partition('id="whither"')[2]

    afresh = await browser.send(page, do="again")
    assert "walk" not in afresh.form.values


async def test_answers_that_lead_nowhere_lead_back_to_the_first_question(browser: Browser) -> None:
    page = await browser.send(await the_form(browser), answer="nowhere")

    assert page.status == 200
    assert 'name="answer"' in page.html


async def test_a_draft_is_kept_gone_on_with_and_gone_once_it_is_registered(browser: Browser) -> None:
    page = await the_form(browser)
    kept = await browser.send(page, **WRITTEN, do="keep")
    assert "草稿已存" in kept.text

    chooser = await browser.open("/desk/register")
    resumed = await browser.open(next(link for link in chooser.links.values() if "draft=" in link))
    assert resumed.form.values["matter.title"] == ["竹林边界"]
    assert resumed.form.values["key"] == page.form.values["key"]

    receipt = await browser.send(resumed, **screened(resumed))
    after = await browser.open("/desk/register")
    assert "登记回执" in receipt.text
    assert f"draft={page.form.values['key'][0]}" not in after.html


async def test_a_draft_is_thrown_away(browser: Browser) -> None:
    page = await the_form(browser)
    await browser.send(page, **WRITTEN, do="keep")
    key = page.form.values["key"][0]
    chooser = await browser.open("/desk/register")
    throwing: Form = next(form for form in chooser.forms if key in form.action)

    after = await browser.send(chooser, throwing)

    assert key not in after.html


async def test_a_draft_of_somebody_else_is_not_there(browser: Browser) -> None:
    page = await the_form(browser)
    await browser.send(page, **WRITTEN, do="keep")
    await browser.sign_in(DISPATCHER)

    theirs = await browser.open(f"/desk/register/dispute?draft={page.form.values['key'][0]}")

    assert theirs.status == 404
    assert "竹林" not in theirs.text


async def test_at_a_pause_a_script_keeps_and_looks_without_a_new_page(browser: Browser) -> None:
    page = await the_form(browser)
    body = {**page.form.values, **{name.replace("__", "."): [said] for name, said in WRITTEN.items()}}

    kept = await browser.http.post("/desk/register/dispute/draft", data=body)
    looked = await browser.http.post("/desk/register/dispute/beside", data={**body, "looked": ["yes"]})
    forged = await browser.http.post("/desk/register/dispute/draft", data={**body, "csrf": [""]})

    assert "草稿已存" in kept.text
    assert "<html" not in kept.text + looked.text
    assert 'id="alike"' in looked.text
    assert forged.status_code == 403
    assert "草稿没有存上" in forged.text


async def test_what_nobody_registers_has_no_page_and_no_draft(browser: Browser) -> None:
    page = await the_form(browser)

    asked = await browser.open("/desk/register/nothing")
    sent = [
        await browser.http.post(f"/desk/register/nothing/{part}", data=page.form.values)
        for part in ("beside", "draft")
    ]

    assert asked.address.path == "/desk/register"
    assert [each.status_code for each in sent] == [404, 404]


async def test_what_has_no_number_yet_needs_a_title_and_its_star_says_so(browser: Browser) -> None:
    page = await the_form(browser)

    titled = page.html.partition('name="matter.title"')[2].partition(">")[0]
    assert " required" in titled
    label = page.html.partition('<label for="f-matter-title">')[2].partition("</label>")[0]
    assert ">*</abbr>" in label
    assert " required" not in page.html.partition('name="matter.body"')[2].partition(">")[0]


async def test_there_is_room_for_as_many_people_as_come(browser: Browser) -> None:
    page = await the_form(browser)
    assert "parties.3.name" not in page.form.names

    third = await browser.send(page, **WRITTEN, more="parties")
    assert "parties.3.name" not in third.form.names  # the third lay there, folded
    more = await browser.send(third, parties__2__role="applicant", parties__2__name="王乙", more="parties")
    assert more.form.values["parties.0.name"] == ["王甲"]
    receipt = await browser.send(
        more, **screened(more), parties__3__role="applicant", parties__3__name="王丙"
    )

    case = await browser.open(receipt.links["查看案件"])
    assert "王乙" in case.text
    assert "王丙" in case.text


async def test_the_receipt_tells_what_is_next_until_when_and_whom_to_ask(browser: Browser) -> None:
    receipt = await registered(browser, await the_form(browser))

    for said in ("下一步", "征求各方当事人意愿", "期限", "找谁问", "柳湾村", "查询码"):
        assert said in receipt.text
    assert re.search(r"2026年11月\d+日", receipt.text.partition("期限")[2])


async def test_the_square_of_the_receipt_leads_to_the_window_and_holds_no_code(browser: Browser) -> None:
    receipt = await registered(browser, await the_form(browser))
    code = receipt.html.split('class="code">')[1].split("<")[0]

    label = await browser.http.get("/public/tracking-label")

    assert 'src="data:image/svg+xml;base64,' in receipt.html
    assert label.headers["content-type"] == "image/svg+xml"
    assert code not in label.text
    assert code.replace("-", "") not in label.text


async def test_the_five_of_a_first_visit_are_printed_blank_and_then_as_they_were_recorded(
    browser: Browser,
) -> None:
    page = await the_form(browser, "petition")
    receipt = await browser.send(
        page,
        matter__title="低保停发",
        matter__body="低保停发两个月，问了三次没有答复。",
        channel="visit",
        people__0__role="petitioner",
        people__0__name="赵丁",
    )
    blank = await browser.open(receipt.links["首访五个一次性"])
    form = await browser.open(
        next(link for link in blank.links.values() if link.endswith("/record-first-visit"))
    )

    said = {name: f"第{n}项" for n, name in enumerate(("request", "crux", "policy", "plan", "answer"), 1)}
    await browser.send(form, **said)
    recorded = await browser.open(receipt.links["首访五个一次性"])

    assert blank.text.count("☐") == 5
    assert recorded.text.count("☑") == 5
    assert "第3项" in recorded.text
    assert (await browser.open("/desk/first-visit")).text.count("☐") == 5


async def test_what_needs_explaining_is_explained_beside_its_field(browser: Browser) -> None:
    page = await the_form(browser)

    assert "一方合计不超过五人（信访工作条例第20条第3款）" in page.text
    assert 'aria-describedby="f-parties-0-guardian-help"' in page.html


async def test_a_key_that_is_none_keeps_no_draft_and_says_so(browser: Browser) -> None:
    page = await the_form(browser)

    kept = await browser.send(page, **WRITTEN, do="keep", key="../../me")

    assert kept.status in (404, 405, 422)
    assert "草稿已存" not in kept.text
    assert kept.form.values["matter.title"] == ["竹林边界"]


async def test_a_secretary_who_registers_nothing_is_told_so_and_keeps_what_was_written(
    browser: Browser,
) -> None:
    await browser.sign_in(SECRETARY)
    page = await browser.open("/desk/register/petition")

    again = await browser.send(page, matter__title="标题", channel="visit", key=str(uuid4()))

    assert again.status in (403, 409)
    assert again.form.values["matter.title"] == ["标题"]


def numbered(receipt: Read) -> str:
    found = re.search(r"SL-\d{4}-\d{6}", receipt.text)
    assert found
    return found[0]
