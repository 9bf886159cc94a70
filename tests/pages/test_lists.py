"""Lists as people work with them: narrowed, kept, in a workbook, on paper; cases handed on together."""

import re
from datetime import datetime, time
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from pages.catalogue import LEDGERS
from pages.ledger import MOST, Cell, Column, Ledger, Piece, Whole, cut, whole
from rules.worklists import MOST_KEPT, NAMES, ListKind
from tests.api.conftest import CLERK, MEDIATOR, SECRETARY, SUPERVISOR, Case
from tests.api.test_dispatches import with_a_silent_order
from tests.api.test_exchanges import POLICE, handed_over
from tests.api.test_petitions import BUREAU, TRIAGE, a_petition
from tests.pages.conftest import Browser, Form, Read

POLICE_DESK = "p-sl-a2-docking-clerk"
VILLAGE = "sl-t1-v1"


def form_to(page: Read, action: str) -> Form:
    return next(each for each in page.forms if each.action == action)


def rows(page: Read) -> list[list[str]]:
    """The lines of the page's table, cell by cell."""
    body = page.html.partition("<tbody>")[2].partition("</tbody>")[0]
    return [Read.cells(each) for each in body.split("<tr")[1:]]


def written(value: Any) -> str:
    """A cell as people write it."""
    if not isinstance(value, datetime):
        return str(value or "")
    day = f"{value.year}年{value.month}月{value.day}日"
    return f"{day} {value:%H:%M}" if value.time() != time.min else day


async def read_back(browser: Browser, path: str) -> tuple[list[list[str]], dict[str, str]]:
    """The lines of a list's workbook, with its header, and what it says of itself."""
    answer = await browser.http.get(path)
    assert answer.status_code == 200, answer.text
    book = load_workbook(BytesIO(answer.content))
    lines = [[written(cell.value) for cell in row] for row in book.worksheets[0].iter_rows()]
    told = {str(name.value): str(said.value or "") for name, said in book.worksheets[1].iter_rows(max_col=2)}
    return lines, told


async def test_a_worklist_leads_to_cases_and_says_how_many_are_late_and_due(browser: Browser) -> None:
    case = await browser.desk.dispute()
    await browser.sign_in(SECRETARY)

    page = await browser.open("/desk/")

    assert case.number in page.text
    for said in ("我的", "本单位", "等待他人", "全部可见", "今天到期", "本周到期"):
        assert said in page.text
    assert f"/desk/cases/dispute/{case.number}/1" in page.html


async def test_why_a_case_is_due_that_day_is_one_click_away(browser: Browser) -> None:
    case = await browser.desk.dispute()
    await browser.sign_in(SECRETARY)

    page = await browser.open("/desk/?sort=-number")
    why = await browser.open(f"/desk/why/dispute/{case.number}/1")

    assert f"/desk/why/dispute/{case.number}/1" in page.html
    assert "当日不计入，自次日起计算" in why.text


async def test_a_date_leads_to_the_period_it_is_of(browser: Browser) -> None:
    case = await browser.desk.dispute()
    await browser.sign_in(SECRETARY)

    page = await browser.open("/desk/?sort=-number")
    why = await browser.open(f"/desk/why/dispute/{case.number}/1")

    assert f'href="/desk/why/dispute/{case.number}/1#clock-level"' in page.html
    assert why.html.count('<h2 id="clock-level">') == 1


async def test_what_was_missed_says_when_on_the_page_and_in_the_workbook(browser: Browser) -> None:
    case = await with_a_silent_order(browser.desk)
    await browser.sign_in(SUPERVISOR)
    listed = "/desk/?whose=mine&due=late-or-week&what=see-to-silent-order&columns=due&columns=matter"

    page = await browser.open(listed)
    lines, told = await read_back(browser, f"{listed}&as=xlsx")

    (shown,) = (row for row in rows(page) if case.number in " ".join(row))
    (written_down,) = (line for line in lines if case.number in " ".join(line))
    assert re.search(r"2026年11月2日 \d\d:\d\d .*逾期", " ".join(shown))
    assert re.fullmatch(r"2026年11月2日 \d\d:\d\d", written_down[0])
    assert written_down[1].endswith("逾期")
    assert "逾期和本周到期" in " ".join(told.values())


async def test_a_list_shows_the_columns_that_were_chosen(browser: Browser) -> None:
    await browser.desk.dispute()
    await browser.sign_in(SECRETARY)

    page = await browser.open("/desk/cases?columns=matter&columns=channel")

    assert [each for each in ("编号", "渠道", "阶段", "到期") if f'<th scope="col">{each}' in page.html] == [
        "编号",
        "渠道",
    ]


async def test_a_filter_is_kept_under_a_name_and_leads_back_to_the_same_list(browser: Browser) -> None:
    await browser.sign_in(SUPERVISOR)
    page = await browser.open("/desk/?whose=all&kind=dispute&due=week&sort=-since&columns=due&columns=matter")

    after = await browser.send(page, form_to(page, "/desk/filters"), label="本周的纠纷")
    again = await browser.open("/desk/" + after.links["本周的纠纷"])

    assert "筛选已保存" in after.text
    assert rows(again) == rows(page)
    asked = dict(again.address.params)
    assert asked == {
        "whose": "all",
        "kind": "dispute",
        "due": "week",
        "sort": "-since",
        "columns": "due.matter",
    }
    assert set(asked) <= NAMES[ListKind.WORKLIST]

    forgotten = await browser.send(after, form_to(after, "/desk/filters/forget"))
    assert "本周的纠纷" not in forgotten.links


async def test_who_keeps_too_many_filters_is_told_to_forget_one(browser: Browser) -> None:
    await browser.sign_in("p-sl-t4-v2-peoples-mediator")
    for n in range(MOST_KEPT + 1):
        page = await browser.open("/desk/")
        page = await browser.send(page, form_to(page, "/desk/filters"), label=f"第{n}个")

    assert "最多二十个" in page.text
    assert f"第{MOST_KEPT}个" not in page.links


@pytest.mark.parametrize("path", ["/", *LEDGERS, "/agency"])
async def test_every_list_has_its_page_its_workbook_and_its_paper_and_all_say_the_same(
    browser: Browser, path: str
) -> None:
    case = await browser.desk.dispute()
    await handed_over(browser.desk, case, POLICE, "police-referral")
    person = CLERK if path == "/submissions" else SUPERVISOR
    await browser.sign_in(person)

    page = await browser.open(f"/desk{path}")
    (header, *lines), told = await read_back(browser, f"/desk{path}?as=xlsx")
    paper = await browser.open(f"/desk{path}?as=paper")

    assert (page.status, paper.status) == (200, 200)
    assert len(page.html) < 200_000
    shown = page.html.count('<td data-label="' + header[0])
    assert shown == min(len(lines), shown)
    on_paper = [" ".join(filter(None, each[1:])) for each in rows(paper)]
    assert on_paper == [" ".join(filter(None, each)) for each in lines]
    assert told["导出人"]
    assert told["导出时间"].startswith("2026年11月")
    assert told["行数"] == str(len(lines))
    for said in ("导出人", "筛选条件", "制表人", "审核人"):
        assert said in paper.text


async def test_a_workbook_has_days_that_can_be_reckoned_with_and_a_column_for_each_thing(
    browser: Browser,
) -> None:
    case = await browser.desk.dispute()
    await browser.sign_in(SUPERVISOR)

    answer = await browser.http.get("/desk/cases?as=xlsx&kind=dispute&sort=-number")

    header, *lines = load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True)
    (mine,) = [dict(zip(header, each, strict=True)) for each in lines if case.number in each]
    assert mine["程序"] == "矛盾纠纷调解"
    assert isinstance(mine["到期"], datetime)
    assert mine["到期情况"]


async def test_a_line_says_what_it_is_about_and_where_without_opening_anything(browser: Browser) -> None:
    case = await browser.desk.dispute()
    await browser.sign_in(SECRETARY)

    waiting = await browser.open("/desk/?sort=-number")
    listed = await browser.open("/desk/cases?sort=-number")

    for page in (waiting, listed):
        line = next(each for each in rows(page) if case.number in " ".join(each))
        assert any("村" in cell and "案" not in cell for cell in line), line


async def test_an_empty_list_says_whether_nothing_waits_or_nothing_is_like_that(browser: Browser) -> None:
    await browser.sign_in(SUPERVISOR)

    narrowed = await browser.open("/desk/?whose=mine&kind=event&overdue=true")

    assert "没有符合筛选的待办" in narrowed.text


async def test_a_workbook_says_which_filter_it_was_made_by(browser: Browser) -> None:
    await browser.sign_in(SUPERVISOR)

    _, told = await read_back(browser, "/desk/?whose=all&kind=dispute&overdue=true&as=xlsx")

    assert told["筛选条件"] == "范围：全部可见；程序：矛盾纠纷调解；只看逾期：是"


async def test_what_is_masked_on_the_page_is_in_no_workbook(browser: Browser) -> None:
    case = await browser.desk.dispute()
    await browser.sign_in("p-sl-auditor")

    lines, _ = await read_back(browser, "/desk/cases?as=xlsx&kind=dispute")

    assert any(case.number in line[0] for line in lines)
    assert "王甲" not in str(lines)


async def test_a_list_of_the_next_village_is_in_nobody_elses_workbook(browser: Browser) -> None:
    case = await browser.desk.dispute()
    await browser.sign_in("p-sl-t1-v2-village-party-secretary")

    lines, _ = await read_back(browser, "/desk/cases?as=xlsx")

    assert case.number not in str(lines)


async def of_many(count: int, most: int) -> Whole:
    async def fetch(_door: Any, _asked: Any, cursor: str | None, limit: int) -> Piece:
        return cut([{"n": n} for n in range(count)], cursor, limit)

    ledger = Ledger("cases", (Column("matter", lambda _, line: Cell(str(line["n"]))),), fetch)
    return await whole(ledger, None, {}, most)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "most", "is_cut"), [(0, 10, False), (10, 10, False), (11, 10, True), (450, MOST, False)]
)
async def test_a_workbook_is_bounded_and_says_so(count: int, most: int, is_cut: bool) -> None:
    found = await of_many(count, most)

    assert [line["n"] for line in found.lines] == list(range(min(count, most)))
    assert found.is_cut is is_cut


async def test_what_the_api_itself_cuts_off_is_cut() -> None:
    async def fetch(_door: Any, _asked: Any, cursor: str | None, limit: int) -> Piece:
        return cut([{"n": n} for n in range(5)], cursor, limit, cap=5)

    found = await whole(Ledger("cases", (), fetch), None, {})  # type: ignore[arg-type]

    assert (len(found.lines), found.is_cut) == (5, True)


async def chosen(browser: Browser, *cases: Case, verb: str = "") -> Read:
    asked = "&".join(f"line={each.kind}/sl/{each.number}/1" for each in cases)
    return await browser.open(f"/desk/assign?{asked}&verb={verb}")


async def test_cases_are_claimed_together_after_a_look_at_each_and_each_once(browser: Browser) -> None:
    two = [await browser.desk.dispute() for _ in range(2)]
    await browser.sign_in(SECRETARY)
    page = await chosen(browser, *two)
    assert "2 件中 2 件可办" in page.text

    looked_at = await browser.send(await chosen(browser, *two, verb="claim"))
    done, again = await browser.send(looked_at), await browser.send(looked_at)

    assert "2 件中已办 2 件" in done.text
    assert rows(done) == rows(again)
    for each in two:
        read = await each.read(SECRETARY)
        assert [entry["kind"] for entry in read["timeline"]].count("Claimed") == 1
        assert read["case"]["handler"] == SECRETARY


async def test_what_cannot_be_done_is_left_out_with_its_reason_and_keeps_nothing_else(
    browser: Browser,
) -> None:
    able, above = await browser.desk.dispute(), await browser.desk.dispute(other_townships=["sl-t3"])
    await browser.sign_in(SECRETARY)

    looked_at = await browser.send(await chosen(browser, able, above, verb="claim"))
    done = await browser.send(looked_at)

    refused = next(line for line in rows(looked_at) if above.number in line[0])
    assert "不办理" in refused[2]
    assert len(refused[2]) > len("✗ 不办理：")
    assert "1 件中已办 1 件" in done.text
    assert (await able.read(SECRETARY))["case"]["handler"] == SECRETARY


async def test_what_is_refused_as_it_is_done_says_why_and_the_others_are_done(browser: Browser) -> None:
    able, claimed = [await browser.desk.dispute() for _ in range(2)]
    await claimed.done(MEDIATOR, "claim")
    await browser.sign_in(SECRETARY)

    done = await browser.send(await browser.send(await chosen(browser, able, claimed, verb="claim")))

    assert "2 件中已办 1 件" in done.text
    assert "没有办" in next(line for line in rows(done) if claimed.number in line[0])[1]
    assert (await able.read(SECRETARY))["case"]["handler"] == SECRETARY
    assert (await claimed.read(SECRETARY))["case"]["handler"] == MEDIATOR


async def test_a_case_that_changed_after_the_look_is_not_done_and_the_others_are(browser: Browser) -> None:
    changed, other = [await browser.desk.dispute() for _ in range(2)]
    await browser.sign_in(SECRETARY)
    looked_at = await browser.send(await chosen(browser, changed, other, verb="claim"))
    await changed.done(SECRETARY, "danger-reported", {"words": "扬言动手。"})

    done = await browser.send(looked_at)

    assert "2 件中已办 1 件" in done.text
    assert "没有办" in next(line for line in rows(done) if changed.number in line[0])[1]
    assert (await changed.read(SECRETARY))["case"]["handler"] is None
    assert (await other.read(SECRETARY))["case"]["handler"] == SECRETARY


async def test_what_is_filled_in_goes_to_every_one_of_them(browser: Browser) -> None:
    two = [await a_petition(browser.desk, channel="letter") for _ in range(2)]
    for each in two:
        await each.done(TRIAGE, "classify", {"route": "R-54"})
    await browser.sign_in(BUREAU)

    form = await chosen(browser, *two, verb="transfer")
    looked_at = await browser.send(form, to_unit="sl-d4", reason="属其职责。")
    done = await browser.send(looked_at)

    assert "属其职责。" in looked_at.text
    assert "2 件中已办 2 件" in done.text
    for each in two:
        assert (await each.read(BUREAU))["case"]["owner_unit"] == "sl-d4"


async def test_nothing_chosen_is_said_and_what_is_not_seen_is_left_out(browser: Browser) -> None:
    case = await browser.desk.dispute()
    await browser.sign_in("p-sl-t1-v2-village-party-secretary")

    nothing, unseen = await browser.open("/desk/assign"), await chosen(browser, case)

    assert "没有选中案件" in nothing.text
    assert case.number not in unseen.text.replace(str(unseen.address), "")


async def test_a_batch_that_another_page_sends_changes_nothing(browser: Browser) -> None:
    case = await browser.desk.dispute()
    await browser.sign_in(SECRETARY)
    looked_at = await browser.send(await chosen(browser, case, verb="claim"))

    done = await browser.send(looked_at, csrf="")

    assert "1 件中已办 0 件" in done.text
    assert (await case.read(SECRETARY))["case"]["handler"] is None


async def test_a_unit_without_a_system_signs_for_what_was_handed_over_at_its_desk(browser: Browser) -> None:
    case = await browser.desk.dispute()
    side = POLICE.__class__(body=POLICE.body, unit=POLICE.unit, role=POLICE.role)
    handoff = await handed_over(browser.desk, case, side, "police-referral")
    await handoff.done(SECRETARY, "send-handoff")
    await browser.sign_in(POLICE_DESK)

    desk = await browser.open("/desk/agency")
    form = await browser.open(f"/desk/cases/handoff/{case.number}/1/sign-for-handoff")
    await browser.send(form)
    after = await browser.open("/desk/agency")

    line = next(each for each in rows(desk) if case.number in str(each))
    assert "签收" in line[-1]
    line = next(each for each in rows(after) if case.number in str(each))
    assert "接收办理" in line[-1]
    assert "不予接收" in line[-1]


async def test_who_handed_something_over_sees_that_they_wait_for_the_other_side(browser: Browser) -> None:
    case, away = await browser.desk.dispute(), await browser.desk.dispute()
    side = POLICE.__class__(body=POLICE.body, unit=POLICE.unit, role=POLICE.role)
    for each, receiver in ((case, side), (away, POLICE)):
        handoff = await handed_over(browser.desk, each, receiver, "police-referral")
        await handoff.done(SECRETARY, "send-handoff")
    await browser.sign_in(SECRETARY)

    waiting = await browser.open("/desk/agency?whose=others")
    of_all = await browser.open("/desk/?whose=others")
    ours = await browser.open("/desk/agency")

    sent = await browser.open(f"/desk/cases/handoff/{away.number}/1")

    assert "正在送往对方系统，尚未送达" in sent.html.partition('role="status">')[2].partition("</div>")[0]
    for each in (case, away):
        assert each.number in waiting.text
        assert each.number in of_all.text
        assert each.number not in ours.text


async def test_what_came_in_is_opened_and_classified_at_the_counter(browser: Browser) -> None:
    clerk = await browser.desk.sign_in(CLERK)
    body = {"channel": "visit", "title": "路灯坏了", "body": "村口的路灯坏了三天。", "author": "赵丙"}
    await clerk.post("/submissions", body, str(uuid4()))
    await browser.sign_in(CLERK)
    listed = await browser.open("/desk/submissions")
    assert "路灯" not in listed.text

    links = [each for each in listed.html.split('"') if each.startswith("/desk/submissions/")]
    all_of_them = [await browser.open(each) for each in dict.fromkeys(links)]
    opened = next(each for each in all_of_them if "路灯坏了三天" in each.text)
    done = await browser.send(opened, purpose="ordinary")

    assert "村口的路灯坏了三天。" in opened.text
    assert "已分类" in done.text
    assert "SL-2026-" in done.text
    assert (await browser.open(opened.address.path)).status == 404


async def test_a_search_is_narrowed_and_says_why_something_was_found(browser: Browser) -> None:
    case = await browser.desk.dispute()
    await browser.sign_in(SECRETARY)

    by_name = await browser.send(await browser.open("/desk/search"), q="王甲")
    by_number = await browser.open(f"/desk/search?q={case.number}")
    narrowed = await browser.open(f"/desk/search?q={case.number}&kind=petition")
    closed = await browser.open(f"/desk/search?q={case.number}&is_open=false")

    assert "姓名中有" in str(rows(by_name))
    assert "编号相符" in str(rows(by_number))
    assert "没有找到" in narrowed.text
    assert "没有找到" in closed.text


async def test_a_name_that_is_looked_for_stands_in_no_address_and_from_none_is_one_looked_for(
    browser: Browser,
) -> None:
    case = await browser.desk.dispute()
    await browser.sign_in(SECRETARY)
    start = await browser.open("/desk/lists")
    header = next(each for each in start.forms if each.action == "/desk/search")

    found = await browser.send(start, header, q="王甲")
    on_paper = await browser.send(found, ways(found), **{"as": "paper"})
    by_address = await browser.open("/desk/search?q=王甲")
    forged = await browser.send(start, header, q="王甲", csrf="forged")

    assert (header.method, found.address.query, found.headers["cache-control"]) == ("post", b"", "no-store")
    assert case.number in found.text
    assert case.number in on_paper.text
    shown = [each for page in (found, on_paper) for each in page.links.values()]
    assert [each for each in shown if "王甲" in unquote(each)] == []
    assert (by_address.status, case.number in by_address.text) == (200, False)
    assert forged.status == 403


def ways(page: Read) -> Form:
    """The form that puts what was found on paper or in a workbook."""
    return next(each for each in page.forms if each.action == "/desk/search" and "as" in each.names)


async def test_every_list_is_found_from_one_page(browser: Browser) -> None:
    await browser.sign_in(SUPERVISOR)

    page = await browser.open("/desk/lists")

    assert {f"/desk{path}" for path in LEDGERS} <= set(page.links.values())


async def test_a_list_that_was_typed_wrongly_is_a_list(browser: Browser) -> None:
    await browser.sign_in(SUPERVISOR)

    page = await browser.open("/desk/?whose=theirs&columns=colour&village=nowhere")

    assert page.status == 200
    assert "没有符合筛选的待办" in page.text
