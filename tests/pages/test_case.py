"""One case as the staff see it: its way, its runs, its notes, what is left of its periods, what is new."""

import re

import pytest

from tests.api.conftest import CLERK, MEDIATOR, NEXT_VILLAGE, SECRETARY
from tests.pages.conftest import Browser, Read
from tests.pages.test_desk import registered

TOLD = re.compile(r'name="told" value="([^"]+)"')


async def a_case(browser: Browser, person: str = SECRETARY) -> Read:
    """A dispute that has just been registered, as somebody opens it."""
    number = (await registered(browser)).text.partition("SL-")[2].split()[0]
    await browser.sign_in(person)
    return await browser.open(f"/desk/cases/dispute/SL-{number}/1")


def refs(page: Read, field: str) -> list[str]:
    """What can be ticked or chosen there."""
    return re.findall(rf'name="{field}" value="([^"]+)"', page.html)


async def at_mediation(browser: Browser) -> Read:
    """Every party has agreed."""
    case = await a_case(browser)
    await browser.send(await browser.open(case.links["认领"]))
    for at in (0, 1):
        form = await browser.open(case.links["记录同意"])
        parties = re.findall(r'<option value="([^"]+)">[王李]', form.html)
        await browser.send(form, party=parties[at], form="written")
    return await browser.open(case.address.path)


async def with_a_session(browser: Browser) -> Read:
    case = await at_mediation(browser)
    form = await browser.open(case.links["安排调解会"])
    sent = await browser.send(form, scheduled_for="2026-11-03T09:00", place_unit="sl-t1-v1")
    told = TOLD.findall(sent.html)
    return await browser.send(sent, told=told[0]) if told else sent


async def test_the_ladder_says_what_happened_on_each_step_and_what_is_still_ahead(browser: Browser) -> None:
    case = await with_a_session(browser)

    ladder = case.html.partition('<ol class="ladder told">')[2].partition("</ol>")[0]
    first, *others = ladder.split("<li class=")[1:]
    assert 'aria-current="step"' in first
    assert "安排调解会" in first or "调解会已安排" in first or "#e" in first
    assert all("还没有到这一步" in step for step in others)


async def test_what_is_left_is_told_in_the_unit_in_which_it_is_counted(browser: Browser) -> None:
    case = await a_case(browser)

    assert "还剩 30 日（自然日）" in case.text


async def test_an_address_puts_no_words_on_the_page(browser: Browser) -> None:
    case = await a_case(browser)

    lured = await browser.open(f"{case.address.path}?done=本案已撤销，请致电12345")
    claimed = await browser.open(f"{case.address.path}?done=claim")

    assert (lured.status, claimed.status) == (200, 200)
    assert "12345" not in lured.text
    assert ['class="done"' in each.html for each in (lured, claimed)] == [False, True]


async def test_a_case_says_since_when_who_has_it_and_lists_every_run_of_its_matter(browser: Browser) -> None:
    case = await a_case(browser)

    assert "2026年11月2日 09:00 起" in case.text
    assert "本事项的全部程序" in case.text
    assert "宅基地边界" in case.text


async def test_an_internal_note_stands_apart_and_says_who_reads_it(browser: Browser) -> None:
    case = await a_case(browser)

    after = await browser.send(await browser.open(case.links["写备注"]), words="周三先看现场。")

    notes = after.html.partition('<h2 id="notes">')[2].partition("</section>")[0]
    assert "周三先看现场。" in notes
    assert "看不到" in notes


async def test_the_timeline_says_what_was_done_in_words_and_never_in_codes(browser: Browser) -> None:
    case = await with_a_session(browser)

    timeline = case.html.partition('<ol class="timeline"')[2]
    assert "2026年11月3日 09:00" in timeline
    assert "柳湾村" in timeline
    assert "sl-t1-v1<" not in timeline
    assert "scheduled_for" not in timeline


async def test_where_no_room_is_registered_nobody_is_asked_for_one(browser: Browser) -> None:
    case = await at_mediation(browser)

    form = await browser.open(case.links["安排调解会"])

    assert "place_unit" in form.form.names
    assert "room" not in form.form.names


async def test_whoever_plans_what_is_wanted_twice_is_told_before_and_decides(browser: Browser) -> None:
    first = await with_a_session(browser)
    number = first.address.path.split("/")[4]
    second = await at_mediation(browser)
    form = await browser.open(second.links["安排调解会"])

    told = await browser.send(form, scheduled_for="2026-11-03T10:00", place_unit="sl-t1-v1")
    moved = await browser.send(told, told=TOLD.findall(told.html)[0], scheduled_for="2026-11-03T10:30")
    planned = await browser.send(moved, told=TOLD.findall(moved.html)[0])

    assert number in told.text
    assert "同一地点" in told.text
    assert told.form.values["scheduled_for"] == ["2026-11-03T10:00"]
    assert "同一地点" in moved.text  # told of ten o'clock is not told of half past
    assert "已办：安排调解会" in planned.text


async def test_what_has_changed_since_is_one_line_with_who_did_it_and_nothing_if_nothing_has(
    browser: Browser,
) -> None:
    case = await a_case(browser)
    seen = re.findall(r'data-seq="(\d+)"', case.html)[0]

    before = await browser.open(f"{case.address.path}/since?seq={seen}")
    await browser.send(await browser.open(case.links["认领"]))
    after = await browser.open(f"{case.address.path}/since?seq={seen}")

    assert before.text.strip() == ""
    assert "本案有新的变化：有人认领" in after.text
    assert "柳湾村" in after.text
    assert after.links["查看"].startswith(case.address.path)


async def test_who_has_looked_is_shown_to_whoever_answers_for_it_and_refused_to_others(
    browser: Browser,
) -> None:
    case = await a_case(browser)
    refused = await browser.open(f"{case.address.path}/looked")
    await browser.sign_in(CLERK)
    clerks = await browser.open(case.address.path)
    shown = await browser.open(clerks.links["谁看过"])

    assert "谁看过" not in case.links
    assert refused.status == 403
    assert shown.status == 200
    assert "柳湾村" in shown.text.partition("谁看过")[2]


async def test_likely_repeats_say_why_and_that_a_person_decides(browser: Browser) -> None:
    await registered(browser)
    case = await a_case(browser, CLERK)

    page = await browser.open(f"{case.address.path}/related?look=1")

    assert page.status == 200
    assert "由人读过两件再定" in page.text
    assert "SL-" in page.text


async def test_two_matters_are_linked_and_it_is_taken_back(browser: Browser) -> None:
    other = (await registered(browser)).text.partition("SL-")[2].split()[0]
    case = await a_case(browser, CLERK)
    page = await browser.open(f"{case.address.path}/related")

    linked = await browser.send(page, typed=f"SL-{other}", kind="related", reason="同一家厂。")

    assert linked.status == 200
    assert "同一家厂。" in linked.text
    undo = next(each for each in linked.forms if each.values.get("do") == ["undo"])
    assert undo.values["other"] == [f"SL-{other}"]
    gone = await browser.send(linked, undo)
    assert "没有关联的事项。" in gone.text


async def test_what_is_no_other_matter_is_refused_and_what_was_written_stands(browser: Browser) -> None:
    case = await a_case(browser, CLERK)
    page = await browser.open(f"{case.address.path}/related")

    refused = await browser.send(page, typed="SL-2026-999999", kind="related", reason="同一家厂。")

    assert refused.status == 404
    assert refused.form.values["typed"] == ["SL-2026-999999"]
    assert refused.form.values["reason"] == ["同一家厂。"]


async def test_minutes_begin_with_the_notice_and_say_who_was_told(browser: Browser) -> None:
    case = await with_a_session(browser)
    page = await browser.open(case.links["开会并记笔录"])
    parties = refs(page, "came")

    after = await browser.send(
        page,
        came=parties,
        informed=parties,
        present="peoples_mediator",
        mediators=SECRETARY,
        outcome="no_agreement",
        statements="各说各的界石。",
        proposals="按旧界石。",
    )

    assert page.html.index("您可以接受调解、拒绝调解") < page.html.index('name="came"')
    assert "已办：记录调解结果" in after.text
    await browser.sign_in(MEDIATOR)
    read = await browser.open(case.address.path)
    for said in ("已在开始前告知权利义务：王甲、李乙", "各方陈述：各说各的界石。", "调解方案：按旧界石。"):
        assert said in read.text


async def test_a_result_offers_the_mediator_of_the_village_and_says_what_an_agreement_needs(
    browser: Browser,
) -> None:
    case = await with_a_session(browser)

    for link in ("开会并记笔录", "记录调解结果"):
        page = await browser.open(case.links[link])

        assert MEDIATOR in refs(page, "mediators")
        assert CLERK not in refs(page, "mediators")
        assert page.text.count("记录协议的，这一项必答") == 5  # form, body, terms, seal, signature


async def test_minutes_of_a_session_at_which_somebody_was_not_told_are_not_taken_and_nothing_is_lost(
    browser: Browser,
) -> None:
    case = await with_a_session(browser)
    page = await browser.open(case.links["开会并记笔录"])
    parties = refs(page, "came")

    again = await browser.send(
        page,
        came=parties,
        informed=parties[:1],
        present="peoples_mediator",
        mediators=SECRETARY,
        outcome="no_agreement",
        statements="各说各的界石。",
    )

    assert again.status == 409
    assert "告知" in again.text
    assert again.form.values["statements"] == ["各说各的界石。"]
    assert again.form.values["informed"] == parties[:1]


async def test_there_are_no_minutes_of_a_session_that_nobody_has_planned(browser: Browser) -> None:
    case = await a_case(browser)

    page = await browser.open(f"{case.address.path}/minutes")

    assert page.status == 409


async def test_codes_of_a_handoff_are_chosen_from_lists(browser: Browser) -> None:
    case = await a_case(browser)

    form = await browser.open(f"{case.address.path}/hand-off")

    assert form.status == 200
    for chosen in ("docking", "to"):
        assert f'<select id="f-{chosen}"' in form.html
    assert refs(form, "people")


async def test_a_case_of_the_next_village_has_no_page_of_its_own_either(browser: Browser) -> None:
    case = await a_case(browser)
    await browser.sign_in(NEXT_VILLAGE)

    for page in ("since", "related", "looked", "minutes"):
        assert (await browser.open(f"{case.address.path}/{page}")).status == 404


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_petition_has_its_way_drawn_from_receipt_to_re_review(
    browser: Browser, language: str
) -> None:
    await browser.sign_in(CLERK)
    page = await browser.open("/desk/register/petition")
    receipt = await browser.send(
        page,
        matter__title="拖欠工资",
        people__0__role="petitioner",
        people__0__name="赵甲",
        people_count="1",
        channel="visit",
    )
    case = await browser.open(receipt.links["查看案件"])
    await browser.open(f"/language?to={language}&back=/desk/")

    shown = await browser.open(case.address.path)

    for step in {"zh": ("收件", "受理", "复查", "复核"), "en": ("Receipt", "Acceptance", "Re-review")}[
        language
    ]:
        assert step in shown.text
    assert 'class="here" aria-current="step"' in shown.html


async def test_a_mediator_opens_the_page_as_the_secretary_does(browser: Browser) -> None:
    assert (await a_case(browser, MEDIATOR)).status == 200
