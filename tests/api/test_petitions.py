"""A petition at the door: registered once whatever channel it came by, read by whom it concerns, told to
whose it is."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from api import examples
from tests.api.conftest import AUDITOR, CLERK, DISPATCHER, Case, Desk

TRIAGE = "p-sl-triage-officer"
BUREAU = "p-sl-petition-bureau"
HOUSING = "p-sl-d4-dept-handler"
HOUSING_HEAD = "p-sl-d4-dept-head"
WATER = "p-sl-d14-dept-handler"


def petition(**changes: Any) -> dict[str, Any]:
    body = examples.PETITION["petition"]["value"]
    matter = {name: value for name, value in body["matter"].items() if name != "origin"}
    return {**body, "matter": {**matter, "author": "田小满", "contact": "示例县柳湾村八组"}, **changes}


async def registered(desk: Desk, person: str = CLERK, **changes: Any) -> dict[str, Any]:
    answer = await (await desk.sign_in(person)).post("/petitions", petition(**changes))
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def a_petition(desk: Desk, **changes: Any) -> Case:
    return Case(desk, (await registered(desk, **changes))["number"], kind="petition")


async def with_housing(desk: Desk, **changes: Any) -> Case:
    """Classified, and transferred to the housing department."""
    case = await a_petition(desk, **{"channel": "letter", **changes})
    await case.done(TRIAGE, "classify", {"route": "R-54"})
    await case.done(BUREAU, "transfer", {"to_unit": "sl-d4", "reason": "属该局职责。"})
    return case


async def test_a_petition_waits_for_its_class_and_its_fifteen_days_run_from_the_receipt(desk: Desk) -> None:
    body = petition(channel="letter")
    body["matter"]["received_at"] = "2026-10-30T02:00:00Z"

    answer = await (await desk.sign_in(CLERK)).post("/petitions", body)

    case = Case(desk, answer.json()["number"], kind="petition")
    read = await case.read()
    assert (read["case"]["owner_unit"], read["case"]["owner_role"]) == ("sl", "petition_bureau")
    assert read["waits_for"]["zh"] == "分类：这件事应当走哪条途径"
    assert read["case"]["due_on"] == "2026-11-16"  # 14 November 2026 is a Saturday
    assert [task["what"] for task in read["tasks"]] == ["classify-petition", "follow-up"]


async def test_what_a_competent_organ_received_itself_stays_with_it(desk: Desk) -> None:
    answer = await (await desk.sign_in(HOUSING)).post("/petitions", petition(channel="letter"))

    case = Case(desk, answer.json()["number"], kind="petition")
    read = await case.read(HOUSING)
    assert (read["case"]["stage"], read["case"]["owner_unit"]) == ("pending", "sl-d4")


async def test_only_the_department_that_has_it_sees_it(desk: Desk) -> None:
    case = await with_housing(desk)

    housing, water = [await (await desk.sign_in(person)).get(case.path) for person in (HOUSING, WATER)]

    assert (housing.status_code, water.status_code) == (200, 404)


async def test_a_department_that_gave_it_back_sees_it_no_more(desk: Desk) -> None:
    case = await with_housing(desk)
    await case.done(HOUSING, "object-to-transfer", {"reasons": "不属本局职责。"})
    await case.done(BUREAU, "take-back", {"reason": "同意。"})

    answer = await (await desk.sign_in(HOUSING)).get(case.path)

    assert answer.status_code == 404


async def test_who_asked_not_to_be_named_is_named_to_nobody_who_handles_it(desk: Desk) -> None:
    case = await with_housing(desk, hides_identity=True)

    handler, bureau = await case.read(HOUSING), await case.read(BUREAU)

    assert [party["name"] for party in handler["parties"]] == [None]
    assert [party["contact"] for party in handler["parties"]] == [None]
    assert [party["name"] for party in bureau["parties"]] == ["王甲"]
    matter = (await (await desk.sign_in(HOUSING)).get(f"/matters/{case.number}")).json()
    assert sorted(matter["texts"]) == ["body", "title"]
    assert "王甲" not in str(handler) + str(matter)
    assert "田小满" not in str(handler) + str(matter)


@pytest.mark.parametrize("name", ["王甲", "田小满"])
async def test_who_asked_not_to_be_named_is_not_found_by_name(desk: Desk, name: str) -> None:
    hidden = await a_petition(desk, channel="letter", hides_identity=True)
    named = await a_petition(desk, channel="letter")

    answer = await (await desk.sign_in(DISPATCHER)).get("/search", q=name, limit=100)

    found = [hit["matter"]["number"] for hit in answer.json()["items"]]
    assert named.number in found
    assert hidden.number not in found


async def test_a_corrected_name_of_somebody_who_is_not_named_stays_hidden(desk: Desk) -> None:
    case = await with_housing(desk, hides_identity=True)
    (party,) = await case.parties()

    await case.done(CLERK, "correct-particulars", {"party": party, "name": "王佳", "reason": "写错一字。"})

    handler = await case.read(HOUSING)
    found = await (await desk.sign_in(DISPATCHER)).get("/search", q="王佳")
    assert "王佳" not in str(handler)
    assert case.number not in [hit["matter"]["number"] for hit in found.json()["items"]]
    assert [each["name"] for each in (await case.read(BUREAU))["parties"]] == ["王佳"]


async def test_whom_a_petition_is_about_is_named_to_who_handles_it(desk: Desk) -> None:
    people = [{"role": "petitioner", "name": "王甲"}, {"role": "counterparty", "name": "某建材店"}]
    case = await with_housing(desk, hides_identity=True, people=people)

    handler = await case.read(HOUSING)

    assert [party["name"] for party in handler["parties"]] == [None, "某建材店"]


async def test_an_agent_acts_for_somebody_named_here_with_an_authorisation(desk: Desk) -> None:
    agent = {"role": "errand-agent", "name": "赵代办", "acts_for": "王甲", "powers": ["submit", "enquire"]}
    people = [{"role": "petitioner", "name": "王甲"}, agent]
    clerk = await desk.sign_in(CLERK)

    without = await clerk.post("/petitions", petition(people=people))
    with_it = await clerk.post(
        "/petitions", petition(people=[people[0], {**agent, "authority": "授权委托书一份。"}])
    )

    assert (without.status_code, without.json()["code"]) == (409, "authority-missing")
    assert with_it.status_code == 201


async def test_a_sixth_representative_is_one_too_many_and_is_told_why(desk: Desk) -> None:
    six = [{"role": "petitioner", "name": "王甲"}]
    six += [{"role": "representative", "name": f"代表{n}"} for n in range(6)]

    answer = await (await desk.sign_in(CLERK)).post(
        "/petitions", petition(channel="visit", people=six, people_count=40)
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "too-many-representatives")
    assert "《信访工作条例》第20条第3款" in answer.text


async def test_a_name_on_what_nobody_signed_is_asked_about(desk: Desk) -> None:
    answer = await (await desk.sign_in(CLERK)).post("/petitions", petition(is_anonymous=True))

    assert (answer.status_code, answer.json()["code"]) == (409, "anonymous-with-a-name")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("village", "sl-t9-v9", "unknown-village"),
        ("township", "sl-d4", "unknown-township"),
        ("received_by", "nowhere", "unknown-unit"),
        ("edition", "demo/1949.1", "not-in-force"),
    ],
)
async def test_a_place_nobody_knows_is_pointed_out(desk: Desk, field: str, value: str, code: str) -> None:
    body = petition(channel="letter", **{field: value})
    if field == "township":
        del body["village"]

    answer = await (await desk.sign_in(CLERK)).post("/petitions", body)

    assert answer.status_code == 422
    assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [(f"body.{field}", code)]


async def test_a_petition_is_about_a_matter_or_brings_one(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    matter = (await clerk.post("/matters", petition()["matter"])).json()["number"]
    without = {name: value for name, value in petition(channel="letter").items() if name != "matter"}

    about = await clerk.post("/petitions", {**without, "number": matter})
    both = await clerk.post("/petitions", {**petition(), "number": matter})
    neither = await clerk.post("/petitions", without)
    unknown = await clerk.post("/petitions", {**without, "number": "SL-2026-999999"})

    assert (about.status_code, about.json()["number"]) == (201, matter)
    assert (both.status_code, neither.status_code, unknown.status_code) == (422, 422, 404)


async def test_who_only_watches_registers_nothing(desk: Desk) -> None:
    answer = await (await desk.sign_in(AUDITOR)).post("/petitions", petition())

    assert answer.status_code == 403


async def test_the_same_request_registers_once_and_another_under_its_key_is_refused(desk: Desk) -> None:
    clerk, key = await desk.sign_in(CLERK), str(uuid4())

    answers = [await clerk.post("/petitions", petition(), key=key) for _ in range(2)]
    other = await clerk.post("/petitions", petition(channel="phone"), key=key)

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


async def test_ten_windows_registering_one_row_of_an_origin_register_it_once(desk: Desk) -> None:
    body = petition(channel="agency-push")
    body["matter"] = {**body["matter"], "origin": {"source": "12345", "id": f"row-{uuid4()}"}}
    clerk = await desk.sign_in(CLERK)

    answers = await asyncio.gather(*(clerk.post("/petitions", body) for _ in range(10)))

    numbers = {answer.json().get("number") for answer in answers if answer.status_code == 201}
    assert len(numbers) == 1
    assert {answer.status_code for answer in answers} <= {201, 409}


async def test_whoever_holds_the_code_reads_where_it_is_until_when_and_why(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    taken = (await clerk.post("/matters", petition()["matter"])).json()
    without = {name: value for name, value in petition(channel="letter").items() if name != "matter"}
    await clerk.post("/petitions", {**without, "number": taken["number"]})
    case = Case(desk, taken["number"], kind="petition")
    await case.done(TRIAGE, "classify", {"route": "R-54"})
    await case.done(BUREAU, "transfer", {"to_unit": "sl-d4", "reason": "属该局职责。"})
    await case.done(HOUSING, "accept", {"manner": "ordinary", "notice": "六十日内办结。"})

    answer = await desk.http.get("/public/status", headers={"Tracking-Code": taken["tracking"]})

    assert answer.status_code == 200
    standing = answer.json()
    (petition_line,) = standing["cases"]
    assert standing["number"] == taken["number"]
    assert petition_line["unit"] == "示例县住房和城乡建设局"
    assert petition_line["stage"]["zh"] == "办理中"
    (handling,) = petition_line["clocks"]
    assert (handling["rule"], handling["due_on"]) == ("K-07", "2027-01-04")  # 1 January 2027 is a holiday
    assert any("60" in line for line in handling["explanation"]["zh"])
    assert "王甲" not in answer.text


async def test_a_code_nobody_was_given_opens_nothing(desk: Desk) -> None:
    answer = await desk.http.get("/public/status", headers={"Tracking-Code": "AAAA-AAAA-AAAA-AAAA"})

    assert answer.status_code == 404


async def test_what_waits_at_the_counter_is_known_to_its_code_and_says_no_more(desk: Desk) -> None:
    body = {"channel": "online-form", "title": "路灯坏了", "body": "村口的路灯坏了。"}
    clerk = await desk.sign_in(CLERK)
    tracking = (await clerk.post("/submissions", {**body, "channel": "letter"})).json()["tracking"]

    answer = await desk.http.get("/public/status", headers={"Tracking-Code": tracking})

    assert answer.json()["cases"] == []
    assert answer.json()["number"] is None
    assert datetime.fromisoformat(answer.json()["received_at"]).astimezone(UTC) == desk.clock.at
