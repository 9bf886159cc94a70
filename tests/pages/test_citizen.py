"""Somebody at the window finds the way, brings something step by step, follows it, speaks for themselves."""

import re
from datetime import UTC, datetime

import pytest

from tests.api.conftest import CLERK, SECRETARY
from tests.api.test_by_code import answered as after_reply
from tests.pages.conftest import Browser, Form, Read
from tests.pages.test_desk import registered


def form_to(page: Read, action: str, having: str = "") -> Form:
    """The form of a page that leads there and has that field."""
    return next(each for each in page.forms if each.action == action and (not having or having in each.names))


async def gone(browser: Browser, page: Read, go: str, **said: str) -> Read:
    """The button of a step."""
    return await browser.send(page, form_to(page, "/window/submit"), go=go, **said)


async def brought(browser: Browser, **said: str) -> Read:
    """Something brought, all steps through."""
    page = await browser.open("/window/submit")
    for name in ("title,body", "place", "author", "contact,factor"):
        of_this = {each: said[each] for each in name.split(",") if each in said}
        page = await gone(browser, page, "next", **of_this)
    return await gone(browser, page, "send")


def code_of(page: Read) -> str:
    return page.html.split('class="code">')[1].split("<")[0]


async def standing_of(browser: Browser, code: str) -> Read:
    return await browser.send(await browser.open("/window/track"), code=code)


def offered(page: Read) -> list[str]:
    """What stands behind each answer of a question: the walk up to there, with that answer."""
    return re.findall(r'<button name="answers" value="([^"]+)">', page.html)


async def chosen(browser: Browser, page: Read, answers: str) -> Read:
    return await browser.send(page, page.forms[0], answers=answers)


async def walked(browser: Browser) -> Read:
    """Down the question tree, to a card that comes after more than one question."""
    page = await browser.open("/window/way")
    further = [await chosen(browser, page, each) for each in offered(page)]
    page = next(each for each in further if offered(each))
    for _ in range(8):
        if not offered(page):
            return page
        page = await chosen(browser, page, offered(page)[0])
    raise AssertionError("no card")


async def test_a_few_answers_lead_to_a_card_that_says_where_and_how(browser: Browser) -> None:
    card = await walked(browser)

    assert card.status == 200
    for said in ("到哪里", "您已经回答的", "就这件事提交诉求", "重新开始"):
        assert said in card.text


async def test_not_knowing_is_an_answer_and_leads_to_a_person(browser: Browser) -> None:
    page = await browser.open("/window/way")
    assert 'value="unsure"' in page.html

    card = await chosen(browser, page, "unsure")

    assert card.status == 200


async def test_an_answer_can_be_taken_back_and_those_before_it_stand(browser: Browser) -> None:
    page = await browser.open("/window/way")
    asked_on = [await chosen(browser, page, each) for each in offered(page)]
    second = next(each for each in asked_on if offered(each))
    third = await chosen(browser, second, offered(second)[0])

    back = await browser.send(third, third.forms[-1])

    assert third.status == 200
    assert second.html != page.html
    assert re.findall("<h1>(.*?)</h1>", back.html) == re.findall("<h1>(.*?)</h1>", second.html)


async def test_what_was_answered_on_the_way_is_sent_along(browser: Browser) -> None:
    card = await walked(browser)

    page = await browser.send(card, form_to(card, "/window/submit"))
    assert "您已经回答的" in page.text
    for said in ({"title": "工资没发", "body": "三个月。"}, {}, {}, {}):
        page = await gone(browser, page, "next", **said)
    received = await gone(browser, page, "send")

    assert received.status == 200
    clerk = await browser.desk.sign_in(CLERK)
    waiting = (await clerk.get("/submissions", limit=200)).json()
    texts = [(await clerk.get(f"/submissions/{e['submission']['id']}")).json()["texts"] for e in waiting]
    (mine,) = [each["body"] for each in texts if each["title"] == "工资没发"]
    assert mine.startswith("三个月。\n")
    assert "？" in mine


async def test_before_anything_is_written_it_says_when_photographs_can_be_added(browser: Browser) -> None:
    first = await browser.open("/window/submit")
    second = await gone(browser, first, "next", title="路灯不亮", body="坏了。")

    assert "照片和文件先不用交" in first.text
    assert "照片和文件先不用交" not in second.text


async def test_every_step_keeps_what_was_said_and_goes_back(browser: Browser) -> None:
    page = await gone(browser, await browser.open("/window/submit"), "next", title="路灯不亮", body="坏了。")
    page = await gone(browser, page, "next", place="村口")

    back = await gone(browser, await gone(browser, page, "back"), "back")

    assert back.form.values["title"] == ["路灯不亮"]
    assert back.form.values["place"] == ["村口"]
    assert back.form.values["key"] == page.form.values["key"]


async def test_before_it_is_sent_everything_is_shown_once_more_and_can_be_changed(browser: Browser) -> None:
    page = await browser.open("/window/submit")
    for said in (
        {"title": "路灯不亮", "body": "坏了。"},
        {"place": "村口"},
        {"author": "王甲"},
        {"factor": "abcd"},
    ):
        page = await gone(browser, page, "next", **said)

    for said_there in ("路灯不亮", "村口", "王甲", "还没有提交"):
        assert said_there in page.text
    assert "abcd" not in page.text
    assert (await gone(browser, page, "to-where")).form.values["place"] == ["村口"]


async def test_without_a_word_on_what_it_is_it_says_so_and_leads_to_the_field(browser: Browser) -> None:
    page = await gone(browser, await browser.open("/window/submit"), "next", body="坏了。")

    assert page.status == 422
    assert 'href="#f-title"' in page.html
    assert 'aria-invalid="true"' in page.html
    assert page.form.values["body"] == ["坏了。"]


async def test_what_the_api_does_not_take_leads_back_to_the_step_where_it_was_asked(browser: Browser) -> None:
    page = await browser.open("/window/submit")
    for said in ({"title": "路灯不亮"}, {}, {}, {"factor": "不是字母"}):
        page = await gone(browser, page, "next", **said)

    again = await gone(browser, page, "send")

    assert again.status == 422
    assert 'href="#f-factor"' in again.html


async def test_the_receipt_has_a_square_that_leads_to_the_window_and_not_to_the_matter(
    browser: Browser,
) -> None:
    received = await brought(browser, title="路灯不亮", factor="abcd")

    assert 'src="data:image/svg+xml;base64,' in received.html
    assert "查询口令" in received.text
    assert code_of(received) not in str(received.address)
    assert (await standing_of(browser, code_of(received))).status == 404  # its own word is asked for


async def test_each_thing_that_is_told_names_its_day_its_act_and_its_unit(browser: Browser) -> None:
    page = await standing_of(browser, code_of(await registered(browser)))

    assert page.html.count('class="why"') >= 5
    for said in ("第 1 条记录：登记", "《人民调解法》", "现在在这里", "还没有到", "不同意怎么办"):
        assert said in page.text
    assert CLERK not in page.html


async def test_one_agrees_to_be_mediated_and_then_can_take_it_back(browser: Browser) -> None:
    page = await standing_of(browser, code_of(await registered(browser)))
    agree = next(each for each in page.forms if each.values.get("act") == ["consent"])

    after = await browser.send(page, agree)

    assert "已记录" in after.text
    acts = [each.values["act"] for each in after.forms if "act" in each.values]
    assert ["consent"] not in acts
    assert ["consent-withdrawal"] in acts


async def test_each_thing_one_can_do_says_what_follows_from_it(browser: Browser) -> None:
    page = await standing_of(browser, code_of(await registered(browser)))

    for said in ("随时可以反悔", "不影响您起诉", "随时可以，不需要谁同意"):
        assert said in page.text


async def test_what_is_added_reaches_whoever_handles_it(browser: Browser) -> None:
    receipt = await registered(browser)
    number = receipt.text.partition("SL-")[2].split()[0]
    page = await standing_of(browser, code_of(receipt))
    adding = next(each for each in page.forms if each.values.get("act") == ["words"])

    after = await browser.send(page, adding, words="昨晚墙又裂了。")

    assert (after.status, "已记录" in after.text) == (200, True)
    secretary = await browser.desk.sign_in(SECRETARY)
    (read,) = (await secretary.get(f"/matters/SL-{number}/added-words")).json()
    assert read["words"] == "昨晚墙又裂了。"


async def test_one_sees_who_has_looked_and_asks_about_ones_own_information(browser: Browser) -> None:
    receipt = await registered(browser)
    await browser.open(receipt.links["查看案件"])
    page = await standing_of(browser, code_of(receipt))

    information = await browser.send(page, form_to(page, "/window/track/information"))
    assert "窗口受理员" in information.text or "窗口" in information.text
    asked = await browser.send(information, information.form, asks="see", words="想看看。")

    assert asked.status == 200
    assert "已记录" in asked.text
    assert "您提出过的" in asked.text


async def test_the_wrong_code_tells_nothing_on_any_page(browser: Browser) -> None:
    for path in ("/window/track", "/window/track/information"):
        answer = await browser.http.post(path, data={"code": "0000-0000-0000-0000"})
        assert answer.status_code == 404


async def test_large_type_and_contrast_are_kept_and_turned_off_again(browser: Browser) -> None:
    page = await browser.open("/window/track")
    large = await browser.open(page.links["大字"])
    assert large.address.path == "/window/track"
    both = await browser.open(large.links["高对比"])
    assert 'class="window large contrast"' in both.html

    usual = await browser.open(both.links["标准字号"])

    assert 'class="window contrast"' in usual.html


@pytest.mark.parametrize(
    "path",
    ["/window/content", "/window/notice", "/window/figures", "/window/status", "/window/receptions"],
)
async def test_what_is_published_is_there_for_everybody_in_both_languages(
    browser: Browser, path: str
) -> None:
    chinese = await browser.open(path)
    english = await browser.open(chinese.links["English"])

    assert (chinese.status, english.status) == (200, 200)
    assert "<h1>" in english.html
    assert 'lang="en"' in english.html


async def test_every_published_text_opens(browser: Browser) -> None:
    page = await browser.open("/window/content")
    texts = [link for link in page.links.values() if link.startswith("/window/content/")]

    assert len(texts) > 5
    assert {(await browser.open(link)).status for link in texts} == {200}


async def test_small_numbers_are_dots_and_no_unit_stands_in_the_figures(browser: Browser) -> None:
    await registered(browser)
    now = browser.desk.clock.at
    browser.desk.clock.at = datetime(2027, 1, 15, tzinfo=UTC)
    try:
        page = await browser.open("/window/figures")
    finally:
        browser.desk.clock.at = now

    assert "2026-4" in page.text
    assert "不公布" in page.html
    units = (await (await browser.desk.sign_in(CLERK)).get("/units")).json()
    assert [each["name"] for each in units if each["name"] in page.text] == []


async def test_the_figures_of_a_quarter_that_is_not_over_are_not_told(browser: Browser) -> None:
    assert (await browser.open("/window/figures?quarter=2099-1")).status == 422


async def test_after_a_reply_one_evaluates_and_asks_for_a_review_on_the_page(browser: Browser) -> None:
    holder, _ = await after_reply(browser.desk)

    page = await standing_of(browser, holder.code)
    acts = [each.values["act"][0] for each in page.forms if "act" in each.values]
    assert {"evaluation", "review"} <= set(acts)
    form = next(each for each in page.forms if each.values.get("act") == ["evaluation"])
    after = await browser.send(page, form, target="unit", value="satisfied")

    assert (after.status, "已记录" in after.text) == (200, True)
