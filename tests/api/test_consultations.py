"""Questions come in at any desk that answers them, are answered there, and are counted for the station."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api import examples
from records import documents, outbox
from rules.procedure import TimePassed
from tests.api.conftest import AUDITOR, CLERK, GRID_WORKER, MEDIATOR, NEXT_VILLAGE, SUPERVISOR, Case, Desk

WINDOW = "p-sl-legal-service-window"
LABOUR = "p-sl-d1-dept-handler"
OTHER_DEPARTMENT = "p-sl-d2-dept-handler"
TOWNSHIP_OFFICE = "p-sl-t1-township-petition-office"
ANSWER = {"answer": "可以向劳动监察投诉，也可以申请仲裁。"}


def question(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = examples.CONSULTATION["consultation"]["value"]
    return {**body, **changes}


async def asked(desk: Desk, person: str = CLERK, **changes: Any) -> Case:
    answer = await (await desk.sign_in(person)).post("/consultations", question(**changes))
    assert answer.status_code == 201, answer.text
    return Case(desk, answer.json()["number"], "consultation")


async def test_a_question_is_registered_with_its_number_and_waits_for_its_answer(desk: Desk) -> None:
    answer = await (await desk.sign_in(CLERK)).post("/consultations", question())

    said = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/cases/consultation/{said['number']}/1"
    assert answer.headers["ETag"] == '"1"'
    assert (said["seq"], said["stage"], said["n"]) == (1, "asked", 1)
    assert said["procedure"] in desk.engine.begun


async def test_the_same_key_registers_a_question_once(desk: Desk) -> None:
    clerk, key = await desk.sign_in(CLERK), str(uuid.uuid4())

    first = await clerk.post("/consultations", question(), key)
    second = await clerk.post("/consultations", question(), key)
    other = await clerk.post("/consultations", question(services=[]), key)

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


async def test_names_are_read_by_whoever_may_and_lie_in_no_entry(desk: Desk) -> None:
    case = await asked(desk)

    read = await case.read(CLERK)

    people = [(each["name"], each["role_words"]["zh"]) for each in read["parties"]]
    assert people == [("王甲", "信访人或者咨询人"), ("赵丙", "代办员")]
    assert read["parties"][0]["contact"] == "示例县柳湾村"
    (first,) = read["timeline"]
    assert "王甲" not in str(first["data"])
    agent = first["data"]["people"][1]
    assert (agent["acts_for"], agent["powers"]) == (read["parties"][0]["party"]["ref"], ["receive", "submit"])


async def test_a_question_may_be_asked_without_a_name_and_without_a_place(desk: Desk) -> None:
    case = await asked(desk, people=[], village=None)

    read = await case.read(CLERK)

    assert (read["parties"], read["case"]["places"]) == ([], ["sl"])


async def test_a_minors_question_needs_a_guardian_and_the_guardian_is_read_by_name(desk: Desk) -> None:
    child = {"role": "petitioner", "name": "小王", "is_minor": True}
    clerk = await desk.sign_in(CLERK)

    alone = await clerk.post("/consultations", question(people=[child]))
    case = await asked(desk, people=[{**child, "guardian": "王母"}])

    assert (alone.status_code, alone.json()["code"]) == (409, "minor-without-guardian")
    assert (await case.read())["parties"][0]["guardian_name"] == "王母"


@pytest.mark.parametrize(
    ("agent", "code"),
    [
        ({"acts_for": "王甲", "powers": ["submit"]}, "authority-missing"),
        ({"acts_for": "路人", "authority": "委托", "powers": ["submit"]}, "principal-not-named"),
    ],
)
async def test_whoever_asks_for_another_shows_that_they_may(
    desk: Desk, agent: dict[str, Any], code: str
) -> None:
    people = [{"role": "petitioner", "name": "王甲"}, {"role": "errand-agent", "name": "赵丙", **agent}]

    answer = await (await desk.sign_in(CLERK)).post("/consultations", question(people=people))

    assert (answer.status_code, answer.json()["code"]) == (409, code)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"village": "sl-t1"}, "body.village"),
        ({"edition": "demo/1999.1"}, "body.edition"),
        ({"number": "SL-2026-000001"}, "body.number"),
        ({"matter": None}, "body.number"),
        ({"services": ["haircut"]}, "body.services.0"),
    ],
)
async def test_a_malformed_question_names_its_field(desk: Desk, changes: dict[str, Any], field: str) -> None:
    answer = await (await desk.sign_in(CLERK)).post("/consultations", question(**changes))

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert {error["field"] for error in answer.json()["errors"]} == {field}


@pytest.mark.parametrize("person", [MEDIATOR, SUPERVISOR, GRID_WORKER])
async def test_a_question_is_taken_in_where_it_can_be_answered(desk: Desk, person: str) -> None:
    answer = await (await desk.sign_in(person)).post("/consultations", question())

    assert (answer.status_code, answer.json()["code"]) == (409, "not-yours-to-do")


@pytest.mark.parametrize(("person", "unit"), [(WINDOW, "sl"), (LABOUR, "sl-d1"), (TOWNSHIP_OFFICE, "sl-t1")])
async def test_it_lies_where_it_was_received(desk: Desk, person: str, unit: str) -> None:
    case = await asked(desk, person)

    assert (await case.read(person))["case"]["owner_unit"] == unit


async def test_a_question_about_a_matter_taken_in_before_counts_from_its_receipt(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    matter = {**question()["matter"], "channel": "hotline", "received_at": "2026-10-30T01:00:00Z"}
    number = (await clerk.post("/matters", matter)).json()["number"]

    case = await asked(desk, number=number, matter=None)
    again = await clerk.post("/consultations", question(number=number, matter=None))

    read = await case.read()
    assert case.number == number
    assert read["timeline"][0]["data"]["channel"] == "hotline"
    assert read["case"]["due_on"] == "2026-11-06"
    assert (again.status_code, again.json()["code"]) == (409, "not-at-this-stage")


async def test_nobody_asks_about_a_matter_they_do_not_see(desk: Desk) -> None:
    number = (await asked(desk, village="sl-t2-v1")).number

    office = await desk.sign_in(TOWNSHIP_OFFICE)
    answer = await office.post("/consultations", question(number=number, matter=None))

    assert answer.status_code == 404


async def test_the_same_row_of_another_system_is_one_question(desk: Desk) -> None:
    origin = {"source": "hotline", "id": "2026-4711"}
    clerk, matter = await desk.sign_in(CLERK), {**question()["matter"], "origin": origin}
    number = (await clerk.post("/matters", matter)).json()["number"]

    case = await asked(desk, matter=matter)

    assert case.number == number


async def test_an_answer_on_the_spot_is_read_by_whoever_may_read_it(desk: Desk) -> None:
    case = await asked(desk)

    await case.done(CLERK, "answer-on-the-spot", ANSWER)

    read = await case.read()
    assert (read["case"]["outcome"], read["outcome_words"]["zh"]) == ("answered", "已答复")
    assert [entry["kind"] for entry in read["timeline"]] == [
        "QuestionRegistered",
        "QuestionAnswered",
        "QuestionEnded",
    ]
    assert read["timeline"][1]["texts"] == ANSWER


async def test_a_question_handed_over_is_seen_there_and_its_first_receiver_has_a_task(desk: Desk) -> None:
    case = await asked(desk, village=None)
    assert (await (await desk.sign_in(LABOUR)).get(case.path)).status_code == 404

    await case.done(CLERK, "hand-over-question", {"unit": "sl-d1", "reason": "涉及社会保险。"})

    assert (await case.read(LABOUR))["case"]["owner_unit"] == "sl-d1"
    assert (await (await desk.sign_in(OTHER_DEPARTMENT)).get(case.path)).status_code == 404
    tasks = {(task["what"], task["unit"], task["person"]) for task in (await case.read())["tasks"]}
    assert tasks == {("answer-question", "sl-d1", None), ("follow-question", "sl", CLERK)}
    await case.done(LABOUR, "answer-question", ANSWER)


async def test_a_question_becomes_a_petition_at_nobodys_wish_but_the_persons(desk: Desk) -> None:
    case = await asked(desk)
    asker, agent = await case.parties()
    wish = {"wish": "我要信访。"}

    refused = await case.ask(CLERK, "turn-into-petition", {"wished_by": agent, **wish})
    await case.done(CLERK, "turn-into-petition", {"wished_by": asker, **wish})

    assert (refused.status_code, refused.json()["code"]) == (409, "not-wished")
    read = await case.read()
    assert (read["case"]["outcome"], read["timeline"][-1]["texts"]) == ("became-petition", wish)


async def test_an_authorisation_is_revoked_and_the_message_goes_to_nobody_else(desk: Desk) -> None:
    case = await asked(desk)
    _, agent = await case.parties()
    message = {"to": agent, "words": "请来领取材料。"}
    await case.done(CLERK, "send-message", message)

    await case.done(CLERK, "agency-revoked", {"agent": agent})

    refused = await case.ask(CLERK, "send-message", message)
    assert (refused.status_code, refused.json()["code"]) == (409, "unknown-party")


async def test_a_message_is_read_by_whoever_may_read_what_was_said(desk: Desk) -> None:
    case = await asked(desk)
    asker, _ = await case.parties()
    await case.done(CLERK, "send-message", {"to": asker, "words": "请明天来领取材料。"})
    document = await issued(desk, case)

    (line,) = (await case.read())["documents"]
    read = (await (await desk.sign_in(CLERK)).get(f"{case.path}/documents/{document}")).json()
    masked = (await (await desk.sign_in(AUDITOR)).get(f"{case.path}/documents/{document}")).json()

    assert (line["title"]["zh"], line["addressees"]) == ("告知信息", [asker])
    (copy,) = read["copies"]
    assert (copy["party"], copy["name"]) == (asker, "王甲")
    assert copy["zh"] == copy["en"] == ["请明天来领取材料。"]
    (kept_back,) = masked["copies"]
    assert (kept_back["party"], kept_back["name"]) == (asker, None)
    assert kept_back["zh"] == kept_back["en"] == []


async def issued(desk: Desk, case: Case) -> str:
    """The document that the letter of its message becomes."""
    records = desk.app.state.office.records
    letters = await outbox.claim(records, 100_000, timedelta(minutes=1), at_any_hour=True)
    (letter,) = (each for each in letters if each.kind == "message" and case.number in each.procedure)
    to, words, unit = letter.body["to"], letter.body["words"], letter.body["unit"]
    document = await documents.issue(
        records, letter, kind="message", unit=unit, addressees=[to], data={"words": words}
    )
    return str(document.id)


async def test_an_overdue_question_is_explained_to_its_supervisor(desk: Desk) -> None:
    case = await asked(desk)
    office = desk.app.state.office
    desk.clock.pass_by(days=8)
    late = TimePassed(id=str(uuid.uuid4()))
    await desk.engine.update(f"consultation/sl/{case.number}/1", late)
    letters = await outbox.claim(office.records, 100_000, timedelta(minutes=1), at_any_hour=True)
    mine = [each for each in letters if each.kind == "notice" and case.number in each.procedure]
    (letter,) = (each for each in mine if each.body["role"] == "supervisor")
    document = await documents.issue(
        office.records, letter, kind="notice", unit="sl", addressees=["supervisor@sl"], data=letter.body
    )

    read = (await (await desk.sign_in(SUPERVISOR)).get(f"{case.path}/documents/{document.id}")).json()

    (copy,) = read["copies"]
    assert any("本件咨询的答复期限已过" in line for line in copy["zh"])
    assert any("2026年11月9日" in line for line in copy["zh"])
    assert any("工作日" in line for line in copy["zh"])


async def test_the_eight_services_have_words(desk: Desk) -> None:
    listed = (await (await desk.sign_in(NEXT_VILLAGE)).get("/services")).json()

    assert [each["words"]["zh"] for each in listed] == [
        "法律咨询",
        "纠纷分流",
        "联系村社区",
        "调解指导",
        "多元解纷",
        "司法确认",
        "诉调对接",
        "诉讼服务",
    ]


async def counted(desk: Desk, person: str, since: str, until: str) -> dict[str, dict[tuple[str, ...], int]]:
    caller = await desk.sign_in(person)
    answer = await caller.get("/consultations/counted", **{"from": since, "until": until})
    assert answer.status_code == 200, answer.text
    return {
        kind: {(line["month"], line["unit"], line["code"]): line["count"] for line in lines}
        for kind, lines in answer.json().items()
    }


async def give(desk: Desk, case: Case, service: str, place: str) -> None:
    given = {"service": service, "place_unit": place, "words": "已讲解。"}
    await case.done(WINDOW, "record-consultation-service", given)


async def test_a_stations_month_is_counted_by_service_code_where_it_is_seen(desk: Desk) -> None:
    """The month ends in Asia/Shanghai: 16:00 UTC on the last day belongs to the next one."""
    desk.clock.at = datetime(2027, 3, 31, 15, 59, tzinfo=UTC)
    for _ in range(2):
        await give(desk, await asked(desk, services=[]), "legal-advice", "sl-t1-v1")
    await give(desk, await asked(desk, services=[], village="sl-t2-v1"), "legal-advice", "sl-t2")
    desk.clock.at = datetime(2027, 3, 31, 16, 0, tzinfo=UTC)
    await give(desk, await asked(desk, services=[]), "judicial-confirmation", "sl-t1-v1")
    desk.clock.at = datetime(2027, 5, 10, 1, 0, tzinfo=UTC)
    await (await asked(desk, services=[])).done(CLERK, "answer-on-the-spot", ANSWER)

    whole = await counted(desk, SUPERVISOR, "2027-03-31", "2027-05-10")
    march = await counted(desk, TOWNSHIP_OFFICE, "2027-03-01", "2027-03-31")
    nothing = await counted(desk, NEXT_VILLAGE, "2027-03-01", "2027-05-31")

    assert whole == {
        "services": {
            ("2027-03", "sl-t1-v1", "legal-advice"): 2,
            ("2027-03", "sl-t2", "legal-advice"): 1,
            ("2027-04", "sl-t1-v1", "judicial-confirmation"): 1,
        },
        "endings": {
            ("2027-03", "sl", "service-given"): 3,
            ("2027-04", "sl", "service-given"): 1,
            ("2027-05", "sl", "answered"): 1,
        },
    }
    assert march == {
        "services": {("2027-03", "sl-t1-v1", "legal-advice"): 2},
        "endings": {("2027-03", "sl", "service-given"): 2},
    }
    assert nothing == {"services": {}, "endings": {}}


@pytest.mark.parametrize("days", [{"from": "1999-12-31"}, {"until": "9999-12-31"}, {"until": None}])
async def test_days_outside_our_time_are_not_counted(desk: Desk, days: dict[str, Any]) -> None:
    asked_for = {"from": "2026-11-01", "until": "2026-11-30", **days}
    params = {name: day for name, day in asked_for.items() if day}

    answer = await (await desk.sign_in(CLERK)).get("/consultations/counted", **params)

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
