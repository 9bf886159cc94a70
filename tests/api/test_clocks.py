"""The clocks of a case, and when one would end: the same words and dates as on the command line."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

from api import notices
from cli import app as command_line
from records import documents, journal, outbox, papers, publications
from records.documents import Document, Draft, document_id
from records.publications import Request
from rules.calendar import YearNotice
from rules.clocks.describing import described
from rules.clocks.table.whole import TABLE
from rules.dispute.procedure import DISPUTE
from rules.procedure import Fact, TimePassed
from tests.api.conftest import (
    AUDITOR,
    CLERK,
    DISPATCHER,
    MONDAY,
    SECRETARY,
    SUPERVISOR,
    Case,
    Desk,
)
from workflows import starting
from workflows.papers import Papers


async def clocks(case: Case, person: str = CLERK, **asked: Any) -> dict[str, dict[str, Any]]:
    """The clocks of a case by what the procedure calls them."""
    answer = await (await case.desk.sign_in(person)).get(f"{case.path}/clocks", **asked)
    assert answer.status_code == 200, answer.text
    return {clock["key"]: clock for clock in answer.json()}


async def happened(case: Case, fact: Fact, at: datetime) -> None:
    """Time, or another procedure, brings something about."""
    records = case.desk.app.state.office.records
    loaded = await papers.load(records, f"dispute/sl/{case.number}/1")
    file = starting.file_of(DISPUTE, loaded.entries, loaded.edition)
    here = Papers(DISPUTE, file.state, {}, lambda asked: journal.append(records, asked), lambda: None)
    await here.write_down(fact, at)


async def now_in_the_records(desk: Desk) -> str:
    async with desk.app.state.office.records.connect() as connection:
        at: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
        return at.astimezone(UTC).isoformat()


async def suspended(desk: Desk) -> Case:
    """A dispute registered on Monday whose clocks stand still from Wednesday on."""
    case = await desk.dispute()
    desk.clock.pass_by(days=2)
    await case.done(SECRETARY, "suspend-clocks", {"ground": "appraisal", "reason": "委托房屋鉴定。"})
    return case


async def test_every_clock_of_a_case_says_how_its_date_came_about(desk: Desk) -> None:
    its = await clocks(await desk.dispute())

    assert its.keys() == {"whole", "level"}
    level = its["level"]
    assert (level["rule"], level["state"], level["light"]) == ("P-05-1", "running", "green")
    assert (level["started_on"], level["due"], level["due_on"]) == ("2026-11-02", "2026-11-07", "2026-11-07")
    assert level["name"]["zh"] == "本层级调解（第一步）"
    assert level["state_words"] == {"zh": "计时中", "en": "Running"}
    assert "2026年11月7日届满：网上至当日24:00；窗口至当日17:30" in "".join(level["explanation"]["zh"])
    assert "County policy, item 5" in "".join(level["explanation"]["en"])
    assert (level["article"], level["provisional"]) == ("县级规定(调解规则第5项)", False)
    assert level["moved"] == []


async def test_the_case_itself_and_the_list_of_cases_carry_its_clocks(desk: Desk) -> None:
    case = await desk.dispute()
    desk.clock.pass_by(days=4)

    read = await case.read()
    caller = await desk.sign_in(CLERK)
    page = (await caller.get("/cases", sort="-number", limit=200)).json()["items"]
    (listed,) = [each for each in page if each["case"]["matter"] == case.number]

    assert {clock["key"]: clock for clock in read["clocks"]} == await clocks(case)
    shown = {clock["key"]: clock for clock in listed["clocks"]}
    assert (shown["level"]["due_on"], shown["level"]["light"]) == ("2026-11-07", "yellow")
    assert shown["level"].items() <= (await clocks(case))["level"].items()
    assert (listed["case"]["light"], shown["whole"]["provisional"]) == ("green", False)


async def test_which_unit_used_up_which_days(desk: Desk) -> None:
    case = await desk.dispute()
    desk.clock.pass_by(days=3)
    await case.done(SECRETARY, "raise-early", {"reason": "涉及多户。"})
    await case.done("p-sl-t1-v1-posted-township-cadre", "raise-early", {"reason": "涉及多户。"})
    desk.clock.pass_by(days=2)

    whole = (await clocks(case))["whole"]

    assert whole["used"] == [{"unit": "sl-t1-v1", "days": 3}, {"unit": "sl-t1", "days": 2}]


async def test_a_clock_that_has_run_out_is_red_and_one_can_look_back_before_that(desk: Desk) -> None:
    case = await desk.dispute()
    desk.clock.pass_by(days=6)

    level = (await clocks(case))["level"]
    before = (await clocks(case, as_of=(MONDAY + timedelta(days=2)).isoformat()))["level"]

    assert (level["state"], level["light"]) == ("expired", "red")
    assert (before["state"], before["light"], before["due"]) == ("running", "green", level["due"])


async def test_a_clock_that_stands_still_says_since_when_and_why(desk: Desk) -> None:
    case = await suspended(desk)

    level = (await clocks(case))["level"]

    assert (level["state"], level["due"], level["due_on"], level["over_at"]) == (
        "suspended",
        None,
        None,
        None,
    )
    assert level["explanation"]["zh"][0].startswith("自2026年11月4日起停止计算：鉴定")
    assert level["steps"][0]["en"].startswith("Standing still since 2026-11-04: expert appraisal")
    assert level["moved"][0] == {
        "seq": 2,
        "at": "2026-11-04T01:00:00Z",
        "kind": "ClocksSuspended",
        "words": {"zh": "期限停止计算", "en": "Periods stand still"},
        "was": "2026-11-07",
        "now": None,
    }
    read = await case.read()
    assert {clock["key"]: clock["state"] for clock in read["clocks"]} == {
        "whole": "suspended",
        "level": "suspended",
    }


async def test_after_it_went_on_the_days_left_out_are_in_the_explanation(desk: Desk) -> None:
    case = await suspended(desk)
    desk.clock.pass_by(days=3)
    await case.done(SECRETARY, "resume-clocks")

    level = (await clocks(case))["level"]

    assert level["due"] == "2026-11-10"
    assert any("11月4日至11月6日因鉴定不计入，扣除3日" in each for each in level["explanation"]["zh"])
    assert [(move["kind"], move["was"], move["now"]) for move in level["moved"]] == [
        ("ClocksSuspended", "2026-11-07", None),
        ("ClocksResumed", None, "2026-11-10"),
    ]


async def test_a_corrected_start_shows_what_was_known_before(desk: Desk) -> None:
    case = await desk.dispute()
    before = await now_in_the_records(desk)
    correction = {"clock": "whole", "started_at": "2026-10-28T01:00:00Z", "reason": "收件日期登记有误。"}
    await case.done(DISPATCHER, "correct-start", correction)

    known_now, known_then = await clocks(case), await clocks(case, known_at=before)

    assert (known_then["whole"]["start"], known_then["whole"]["due"]) == ("2026-11-02", "2026-12-02")
    assert (known_now["whole"]["start"], known_now["whole"]["due"]) == ("2026-10-28", "2026-11-27")
    (move,) = known_now["whole"]["moved"]
    assert (move["kind"], move["was"], move["now"]) == ("StartCorrected", "2026-12-02", "2026-11-27")
    assert known_then["whole"]["moved"] == []


async def test_nothing_was_known_before_the_first_entry(desk: Desk) -> None:
    assert await clocks(await desk.dispute(), known_at="2020-01-01T00:00:00Z") == {}


async def test_an_extension_moves_the_date_and_a_new_step_begins_its_own_clock(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "extend-period", {"days": 5, "agreed_in_writing": await case.parties()})
    extended = (await clocks(case))["level"]
    desk.clock.pass_by(days=1)
    await case.done(SECRETARY, "raise-early", {"reason": "涉及多户。"})
    next_step = (await clocks(case))["level"]

    assert (extended["due"], [move["kind"] for move in extended["moved"]]) == (
        "2026-11-12",
        ["PeriodExtended"],
    )
    assert any("延长5日" in each for each in extended["explanation"]["zh"])
    assert (next_step["rule"], next_step["due"], next_step["moved"]) == ("P-05-2", "2026-11-08", [])


async def test_after_the_end_its_clocks_are_met(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "end-without-agreement", {"reason": "分歧过大。"})

    assert {clock["state"] for clock in (await clocks(case)).values()} == {"met"}
    assert {clock["state"] for clock in (await case.read())["clocks"]} == {"met"}


async def test_whoever_reads_no_words_still_sees_the_clocks(desk: Desk) -> None:
    case = await suspended(desk)

    assert (await clocks(case, AUDITOR))["level"]["state"] == "suspended"


async def test_the_table_of_clocks_is_the_one_of_the_rules(desk: Desk) -> None:
    answer = await (await desk.sign_in(AUDITOR)).get("/clocks")

    assert answer.json() == [json.loads(json.dumps(described(rule))) for rule in TABLE.values()]


@pytest.mark.parametrize(
    ("clock", "start", "more"),
    [
        ("K-05", "2026-02-25", {}),
        ("K-07", "2026-07-06", {"extend": "30"}),
        ("K-13", "2026-08-31", {"exclude": "2026-09-02..2026-09-11"}),
        ("K-40", "2026-01-31", {}),
        ("K-61", "2026-02-11", {}),
        ("K-70", "2026-10-01", {"at": "10:00"}),
    ],
)
async def test_a_deadline_is_told_as_on_the_command_line(
    desk: Desk, clock: str, start: str, more: dict[str, str]
) -> None:
    options = [part for name, value in more.items() for part in (f"--{name}", value)]
    printed = CliRunner().invoke(command_line, ["deadline", clock, start, *options, "--offline", "--json"])

    answer = await (await desk.sign_in(CLERK)).get(f"/clocks/{clock}/deadline", start=start, **more)

    told, here = json.loads(printed.stdout), answer.json()
    assert here.pop("calendar").startswith("china.")
    assert told.pop("calendar") == "china.0"
    assert here == told


@pytest.mark.parametrize(
    ("clock", "asked", "status", "code"),
    [
        ("K-99", {"start": "2026-02-11"}, 404, "not-found"),
        ("K-42", {"start": "2026-02-11"}, 422, "clock-without-number"),
        ("K-07", {}, 422, "malformed"),
        ("K-07", {"start": "2026-02-30"}, 422, "malformed"),
        ("K-13", {"start": "2026-02-11", "exclude": "2026-03-02..2026-03-01"}, 422, "malformed"),
        ("K-05", {"start": "2026-02-11", "exclude": "2026-03-02..2026-03-03"}, 409, "ground-not-named"),
        ("K-07", {"start": "2026-02-11", "extend": "31"}, 409, "extension-too-long"),
        (
            "K-07",
            {"start": "2026-02-11", "extend": "9", "extended_on": "2026-09-09"},
            409,
            "period-has-ended",
        ),
    ],
)
async def test_a_deadline_nobody_can_count_is_refused(
    desk: Desk, clock: str, asked: dict[str, str], status: int, code: str
) -> None:
    answer = await (await desk.sign_in(CLERK)).get(f"/clocks/{clock}/deadline", **asked)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_field_that_makes_no_sense_is_named(desk: Desk) -> None:
    asked = {"start": "2026-02-11", "exclude": "2026-03-02..2026-03-01"}
    answer = await (await desk.sign_in(CLERK)).get("/clocks/K-13/deadline", **asked)

    assert answer.json()["errors"] == [{"field": "query.exclude", "code": "range-backwards"}]


async def test_what_was_published_here_is_counted_on(desk: Desk) -> None:
    holiday = date(2031, 3, 3)
    notice = YearNotice(0, 2031, "test", frozenset({holiday}), frozenset())
    caller = await desk.sign_in(CLERK)
    before = (await caller.get("/clocks/K-05/deadline", start="2031-02-24")).json()

    await publications.publish_notice(desk.app.state.office.records, "china", notice, Request(DISPATCHER))

    after = (await caller.get("/clocks/K-05/deadline", start="2031-02-24")).json()
    assert (before["due"], before["provisional"]) == ("2031-03-03", True)
    assert (after["due"], after["provisional"]) == ("2031-03-04", False)
    assert before["calendar"] != after["calendar"]


async def test_a_notice_explains_the_date_it_names(desk: Desk) -> None:
    case = await desk.dispute()
    await happened(case, TimePassed(), MONDAY + timedelta(days=6))
    records = desk.app.state.office.records
    letters = await outbox.claim(records, 100_000, timedelta(minutes=1), at_any_hour=True)
    (letter,) = (
        each for each in letters if case.number in each.procedure and each.body.get("code") == "step-overdue"
    )
    body = letter.body
    issued = await documents.issue(
        records,
        letter,
        kind="notice",
        unit=body["unit"],
        addressees=[f"{body['role']}@{body['unit']}"],
        data=body,
    )

    read = (await (await desk.sign_in(CLERK)).get(f"{case.path}/documents/{issued.id}")).json()

    (copy,) = read["copies"]
    level = (await clocks(case))["level"]
    assert copy["zh"][-len(level["explanation"]["zh"]) :] == level["explanation"]["zh"]
    assert copy["en"][-len(level["explanation"]["en"]) :] == level["explanation"]["en"]
    assert any("到期日：2026年11月7日" in each for each in copy["zh"])
    assert case.number in copy["zh"][1]


async def test_a_notice_of_a_moved_date_says_from_when_to_when_and_why(desk: Desk) -> None:
    case = await desk.dispute()
    correction = {"clock": "whole", "started_at": "2026-10-28T01:00:00Z", "reason": "收件日期登记有误。"}
    await case.done(DISPATCHER, "correct-start", correction)
    office, procedure = desk.app.state.office, f"dispute/sl/{case.number}/1"
    data = {
        "code": "date-moved",
        "role": "petition_mediation_docking_office",
        "unit": "sl",
        "clock": "whole",
        "was": "2026-12-02",
        "due_on": "2026-11-27",
    }
    draft = Draft(procedure, 2, "notice", "sl", ("petition_mediation_docking_office@sl",), data, MONDAY)
    notice = Document(document_id(procedure, 2, "notice"), case.number, 2026, 1, "", draft)

    said = await notices.paragraphs(office, office.records, notice, {"sl": "示例县"})

    assert said["zh"][0] == "示例县访调对接办公室："
    assert "“人民调解”的到期日由2026年12月2日变更为2026年11月27日。原因：起算时间已更正。" in said["zh"]
    assert any("has moved from 2026-12-02 to 2026-11-27" in each for each in said["en"])
    assert said["zh"][-1].startswith("期限依据")


async def test_a_notice_without_a_date_explains_none(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "danger-reported", {"words": "一方扬言要动手。"})
    data = {"code": "danger", "role": "police_station", "unit": "sl-t1", "due_on": ""}
    draft = Draft(f"dispute/sl/{case.number}/1", 2, "notice", "sl-t1", ("x",), data, MONDAY)
    notice = Document(document_id("x", 2, "notice"), case.number, 2026, 1, "", draft)

    office = desk.app.state.office
    said = await notices.paragraphs(office, office.records, notice, {})

    assert len(said["zh"]) == len(said["en"]) == 3


async def test_a_date_that_the_journal_does_not_bear_out_is_named_without_an_explanation(desk: Desk) -> None:
    case = await desk.dispute()
    await happened(case, TimePassed(), MONDAY + timedelta(days=6))
    data = {"code": "step-overdue", "role": "supervisor", "unit": "sl", "due_on": "2026-11-01"}
    draft = Draft(f"dispute/sl/{case.number}/1", 2, "notice", "sl", ("supervisor@sl",), data, MONDAY)
    notice = Document(document_id("y", 2, "notice"), case.number, 2026, 1, "", draft)

    office = desk.app.state.office
    said = await notices.paragraphs(office, office.records, notice, {})

    assert said["zh"][-1] == "到期日：2026年11月1日。"


async def test_the_supervisor_is_told_how_late_time_is_written_down(desk: Desk) -> None:
    case = await desk.dispute()
    await happened(case, TimePassed(), MONDAY + timedelta(days=6))

    answer = await (await desk.sign_in(SUPERVISOR)).get("/lateness")

    overdue = next(each for each in answer.json() if each["lateness"]["kind"] == "StepFellOverdue")
    assert overdue["lateness"]["n"] >= 1
    assert overdue["words"] == {"zh": "本层级逾期", "en": "The step fell overdue"}


@pytest.mark.parametrize("person", [CLERK, DISPATCHER, SECRETARY])
async def test_lateness_is_for_whoever_supervises(desk: Desk, person: str) -> None:
    answer = await (await desk.sign_in(person)).get("/lateness")

    assert (answer.status_code, answer.json()["code"]) == (403, "not-yours-to-do")
