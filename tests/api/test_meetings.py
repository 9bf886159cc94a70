"""Meetings over the API: convened, announced, booked, drawn from the records, held, and counted."""

import secrets
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx

from records import directory, intake, papers
from rules.instants import BEIJING
from rules.procedure import TimePassed
from rules.procedures import PROCEDURES
from rules.succession import aftercare_of
from tests.api.conftest import (
    AUDITOR,
    CLERK,
    DISPATCHER,
    GRID_WORKER,
    MEDIATOR,
    MONDAY,
    SECRETARY,
    SUPERVISOR,
    Case,
    Desk,
)
from tests.api.test_consultations import asked
from workflows import starting

LEADER = "p-sl-county-leader"
RECEPTION = "p-sl-petition-reception-centre"
BUREAU_HEAD = "p-sl-petition-bureau-head"
LABOUR_HEAD = "p-sl-d1-dept-head"
CENTRE = "p-sl-dispute-resolution-centre"
WINDOW = "p-sl-legal-service-window"
DAYS = {"from": "2026-11-01", "until": "2026-12-31"}
EXPERT = "p-an-expert"


def new(kind: str = "reception", **changes: Any) -> dict[str, Any]:
    at = (MONDAY + timedelta(hours=2)).isoformat()
    return {"kind": kind, "title": "县领导接访日", "scheduled_for": at, **changes}


async def convened(desk: Desk, person: str = LEADER, **changes: Any) -> Case:
    answer = await (await desk.sign_in(person)).post("/meetings", new(**changes))
    assert answer.status_code == 201, answer.text
    return Case(desk, answer.json()["number"], "meeting")


async def under_way(desk: Desk, person: str = LEADER, **changes: Any) -> Case:
    case = await convened(desk, person, **changes)
    await case.done(person, "add-item", {"topic": "厂里拖欠加班工资。"})
    await case.done(person, "begin-meeting", {})
    return case


async def booked(desk: Desk, case: Case, code: str | None = None, body: Any = None) -> httpx.Response:
    headers = {"Idempotency-Key": str(uuid.uuid4()), **({"Tracking-Code": code} if code else {})}
    return await desk.http.post(f"/receptions/{case.number}/bookings", json=body or {}, headers=headers)


async def announced(desk: Desk) -> dict[str, dict[str, Any]]:
    answer = await desk.http.get("/receptions")
    assert answer.status_code == 200
    return {each["id"]: each for each in answer.json()}


async def test_a_meeting_is_convened_by_whoever_may_and_has_a_file_of_its_own(desk: Desk) -> None:
    case = await convened(desk)

    read = await case.read(LEADER)
    assert read["case"]["stage"] == "planned"
    no = await (await desk.sign_in(AUDITOR)).post("/meetings", new())
    assert (no.status_code, no.json()["code"]) == (409, "nobody-convenes-there")
    where = await (await desk.sign_in(LEADER)).post("/meetings", new(place_unit="nowhere"))
    assert where.status_code == 422
    when = await (await desk.sign_in(LEADER)).post("/meetings", new(edition="demo/none"))
    assert when.status_code == 422
    unseen = await (await desk.sign_in(LEADER)).post("/meetings", new(about=["SL-2026-999999"]))
    assert unseen.status_code == 404


async def test_receptions_to_come_are_announced_to_everybody_and_nothing_else_is(desk: Desk) -> None:
    case, joint = await convened(desk), await convened(desk, BUREAU_HEAD, kind="joint")
    there = await announced(desk)

    assert there[case.number] == {
        "id": case.number,
        "kind": {"zh": "领导接访", "en": "Leaders' reception"},
        "receives": {"zh": "联系乡镇的县级领导", "en": "County leader for the township"},
        "unit": "示例县",
        "place": "示例县",
        "room_name": None,
        "scheduled_for": "2026-11-02T03:00:00Z",
        "places": 12,
    }
    assert joint.number not in there
    await case.done(LEADER, "begin-meeting", {})
    assert case.number not in await announced(desk)


async def test_a_reception_is_booked_and_cancelled_with_the_code_of_ones_matter(desk: Desk) -> None:
    case, dispute = await convened(desk), await desk.dispute()
    answer = await booked(desk, case, dispute.code)

    assert answer.status_code == 200, answer.text
    assert answer.json()["tracking"] is None
    assert (await announced(desk))[case.number]["places"] == 11
    read = await case.read(LEADER)
    assert [task["what"] for task in read["tasks"]] == ["hold-meeting", "follow-visit"]
    again = await booked(desk, case, dispute.code)
    assert (again.status_code, again.json()["code"]) == (409, "booked-already")

    headers = {"Idempotency-Key": str(uuid.uuid4()), "Tracking-Code": dispute.code}
    path = f"/receptions/{case.number}/bookings/cancel"
    first = await desk.http.post(path, headers=headers)
    second = await desk.http.post(path, headers=headers)
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert first.status_code == 200
    assert (await announced(desk))[case.number]["places"] == 12


async def test_a_reception_is_booked_with_what_one_would_bring(desk: Desk) -> None:
    case = await convened(desk)
    brought = {"matter": {"channel": "online-form", "title": "安置房办证", "body": "入住三年未办。"}}
    answer = await booked(desk, case, body=brought)

    code = answer.json()["tracking"]
    assert answer.status_code == 200
    assert code
    headers = {"Idempotency-Key": str(uuid.uuid4()), "Tracking-Code": code}
    gone = await desk.http.post(f"/receptions/{case.number}/bookings/cancel", headers=headers)
    assert gone.status_code == 200


async def test_nobody_books_without_either_or_with_a_code_that_nobody_was_given(desk: Desk) -> None:
    case = await convened(desk)

    without, unknown = await booked(desk, case, None), await booked(desk, case, secrets.token_hex(8))

    assert (without.status_code, unknown.status_code) == (422, 404)


async def test_what_is_not_announced_is_not_there_to_be_booked(desk: Desk) -> None:
    joint, dispute = await convened(desk, BUREAU_HEAD, kind="joint"), await desk.dispute()

    assert (await booked(desk, joint, dispute.code)).status_code == 404


async def test_a_desk_books_for_a_matter_it_sees(desk: Desk) -> None:
    case, dispute = await convened(desk), await desk.dispute()
    answer = await case.ask(RECEPTION, "book-visit", {"matter": dispute.number})
    assert answer.status_code == 200, answer.text
    unknown = await case.ask(RECEPTION, "book-visit", {"matter": "SL-2026-999999"})
    assert unknown.status_code == 404

    gone = await case.ask(RECEPTION, "cancel-visit", {"booking": answer.json()["booking"]})
    assert gone.status_code == 200


async def test_the_same_key_books_once(desk: Desk) -> None:
    case, dispute = await convened(desk), await desk.dispute()
    caller, key = await desk.sign_in(RECEPTION), str(uuid.uuid4())
    first = await caller.post(f"{case.path}/book-visit", {"matter": dispute.number}, key)
    second = await caller.post(f"{case.path}/book-visit", {"matter": dispute.number}, key)

    assert (first.status_code, first.json()) == (second.status_code, second.json())


async def test_an_item_becomes_a_matter_that_is_registered_by_this(desk: Desk) -> None:
    case = await under_way(desk)
    body = {"item": 1, "new": {"channel": "leaders-reception", "title": "欠薪", "body": "三个月。"}}
    caller, key = await desk.sign_in(LEADER), str(uuid.uuid4())
    first = await caller.post(f"{case.path}/end-as-matter", body, key)
    second = await caller.post(f"{case.path}/end-as-matter", body, key)

    said = first.json()
    assert first.status_code == 200, first.text
    assert (second.status_code, second.json()) == (200, said)
    headers = {"Tracking-Code": said["tracking"]}
    assert (await desk.http.get("/public/status", headers=headers)).status_code == 200
    assert (await (await desk.sign_in(RECEPTION)).get(f"/matters/{said['number']}")).status_code == 200


async def test_an_item_becomes_a_matter_that_is_seen_and_no_other(desk: Desk) -> None:
    case = await under_way(desk)
    dispute = await desk.dispute()
    unseen = await case.ask(LEADER, "end-as-matter", {"item": 1, "matter": dispute.number})
    assert unseen.status_code == 404  # the leader has nothing to do with it
    both = {"item": 1, "matter": dispute.number, "new": {"channel": "visit", "title": "x"}}
    assert (await case.ask(RECEPTION, "end-as-matter", both)).status_code == 422
    stranger = await case.ask(SUPERVISOR, "end-as-matter", {"item": 1, "matter": dispute.number})
    assert stranger.json()["code"] == "not-yours-to-do"

    answer = await case.ask(RECEPTION, "end-as-matter", {"item": 1, "matter": dispute.number})
    assert answer.json()["number"] == dispute.number
    about = await (await desk.sign_in(RECEPTION)).get(f"/matters/{dispute.number}/meetings")
    assert [each["meeting"]["procedure"] for each in about.json()] == [f"meeting/sl/{case.number}/1"]
    nothing = await (await desk.sign_in(RECEPTION)).get("/matters/SL-2026-999999/meetings")
    assert nothing.status_code == 404


async def test_whoever_received_it_first_follows_it_until_the_records_say_that_it_is_closed(
    desk: Desk,
) -> None:
    case, question = await under_way(desk), await asked(desk)
    await case.done(RECEPTION, "receive-visitors", {"item": 1, "persons": 2, "is_first": True})
    await case.done(RECEPTION, "end-as-matter", {"item": 1, "matter": question.number})
    await case.done(LEADER, "finish-session", {})
    await case.done(RECEPTION, "file-minutes", {"meeting_minutes": "已研究。"})
    followed = {"item": 1, "report": "已答复。"}

    still = await case.ask(LEADER, "end-following", followed)
    assert (still.status_code, still.json()["code"]) == (409, "matter-still-open")
    await question.done(WINDOW, "answer-question", {"answer": "可以先投诉。"})
    caller, key = await desk.sign_in(LEADER), str(uuid.uuid4())
    first = await caller.post(f"{case.path}/end-following", followed, key)
    second = await caller.post(f"{case.path}/end-following", followed, key)
    assert (first.status_code, first.json()["stage"]) == (200, "closed")
    assert second.json() == first.json()
    nothing = await case.ask(LEADER, "end-following", {"item": 9, "report": "没有。"})
    assert nothing.status_code == 409


async def test_batches_and_person_times_are_the_sums_of_the_receptions(desk: Desk) -> None:
    before = (await (await desk.sign_in(SUPERVISOR)).get("/meetings/counted", **DAYS)).json()
    for persons in (5, 1):
        case = await under_way(desk)
        await case.done(RECEPTION, "receive-visitors", {"item": 1, "persons": persons, "is_first": False})
    cancelled = await convened(desk)
    await cancelled.done(LEADER, "cancel-meeting", {"reason": "防汛。"})

    counted = (await (await desk.sign_in(SUPERVISOR)).get("/meetings/counted", **DAYS)).json()
    grown = {name: counted[name] - before[name] for name in ("meetings", "batches", "person_times")}
    assert grown == {"meetings": 2, "batches": 2, "person_times": 6}
    for name in grown:
        assert counted[name] == sum(line[name] for line in counted["lines"])
    outside = (await (await desk.sign_in(GRID_WORKER)).get("/meetings/counted", **DAYS)).json()
    assert outside["person_times"] == 0


async def test_the_monthly_meeting_draws_exactly_what_is_overdue_or_reopened(desk: Desk) -> None:
    late, quick = await asked(desk), await asked(desk)
    await quick.done(CLERK, "answer-on-the-spot", {"answer": "可以。"})
    in_time = await asked(desk)
    await _fall_overdue(desk, late)
    case = await convened(desk, SUPERVISOR, kind="supervision")
    seen = await (await desk.sign_in(SUPERVISOR)).get("/cases", overdue="true", limit=200)
    overdue = {each["case"]["matter"] for each in seen.json()["items"]} - {case.number}
    caller, key = await desk.sign_in(SUPERVISOR), str(uuid.uuid4())
    first = await caller.post(f"{case.path}/draw-agenda", {}, key)
    assert first.status_code == 200, first.text
    assert (await caller.post(f"{case.path}/draw-agenda", {}, key)).json() == first.json()

    drawn = (await case.read(SUPERVISOR))["timeline"][-1]["data"]["matters"]
    assert late.number in drawn
    assert in_time.number not in drawn
    assert quick.number not in drawn
    assert overdue <= set(drawn)
    for number in set(drawn) - overdue:  # and nothing else but what was reopened
        again = [await caller.get(f"/cases/{kind}/{number}/2") for kind in ("dispute", "petition")]
        assert any(answer.status_code == 200 for answer in again), number
    joint = await convened(desk, BUREAU_HEAD, kind="joint")
    none = await joint.ask(BUREAU_HEAD, "draw-agenda", {})
    assert (none.status_code, none.json()["code"]) == (409, "not-at-this-stage")


async def test_the_weekly_consultation_draws_exactly_what_is_closed_and_not_revisited(desk: Desk) -> None:
    owed, open_, answered = await desk.dispute(), await asked(desk), await asked(desk)
    [party, *_] = await owed.parties()
    await owed.done(SECRETARY, "left-for-route", {"party": party, "route": "court"})
    await answered.done(CLERK, "answer-on-the-spot", {"answer": "可以。"})

    drawn = await _drawn_by_the_centre(desk)
    assert owed.number in drawn
    assert not {open_.number, answered.number} & set(drawn)
    days = {"since": "2026-01-01", "until": "2026-12-31"}
    listed = (await (await desk.sign_in(CENTRE)).get("/revisits", **days)).json()["without"]
    assert drawn == sorted({each["case"]["matter"] for each in listed})
    after = await _followed(desk, owed)
    await after.done(SECRETARY, "record-revisit", {"notes": "本人认可。"})
    assert owed.number not in await _drawn_by_the_centre(desk)


async def _followed(desk: Desk, ended: Case) -> Case:
    """What follows a dispute, opened as the relay opens it."""
    records, id = desk.app.state.office.records, f"dispute/sl/{ended.number}/1"
    loaded = await papers.load(records, id)
    state = starting.file_of(PROCEDURES["dispute"], loaded.entries, loaded.edition).state
    await intake.open_procedure(
        records,
        lambda edition: aftercare_of(replace(state, edition=edition), MONDAY),
        loaded.edition,
        command=str(uuid.uuid4()),
        anchored_on=(id, state.seq),
    )
    return Case(desk, ended.number, "aftercare")


async def _drawn_by_the_centre(desk: Desk) -> list[str]:
    case = await convened(desk, CENTRE, kind="weekly-consultation")
    await case.done(CENTRE, "draw-agenda", {})
    drawn: list[str] = (await case.read(CENTRE))["timeline"][-1]["data"]["matters"]
    return drawn


async def _fall_overdue(desk: Desk, case: Case) -> None:
    """Time brings it: the answer is late."""
    office = desk.app.state.office
    procedure = f"{case.kind}/sl/{case.number}/1"
    loaded = await papers.load(office.records, procedure)
    state = starting.file_of(PROCEDURES[case.kind], loaded.entries, loaded.edition).state
    desk.clock.at = state.answer_due().is_over_at
    await desk.engine.update(procedure, TimePassed(id=str(uuid.uuid4()), digest="d"))
    desk.clock.at = MONDAY


async def test_an_expert_sees_the_session_and_nothing_besides(desk: Desk) -> None:
    await seat_an_expert(desk)
    dispute = await desk.dispute()
    case = await convened(desk, MEDIATOR, kind="remote-guidance", about=[dispute.number])
    other = await convened(desk, MEDIATOR, kind="remote-guidance", about=[dispute.number])
    await case.done(MEDIATOR, "begin-meeting", {})
    expert = await desk.sign_in(EXPERT)
    assert (await expert.get(case.path)).status_code == 404

    await case.done(MEDIATOR, "invite", {"person": EXPERT, "role": "invited_expert", "unit": "sl"})

    assert (await expert.get(case.path)).status_code == 200
    assert (await expert.get(other.path)).status_code == 404
    assert (await expert.get(dispute.path)).status_code == 404
    assert (await expert.get(f"/matters/{dispute.number}")).status_code == 404
    listed = (await expert.get("/cases", limit=200)).json()["items"]
    assert [each["case"]["matter"] for each in listed] == [case.number]
    its = await (await desk.sign_in(MEDIATOR)).get(f"/matters/{dispute.number}/meetings")
    assert {each["meeting"]["meeting_kind"] for each in its.json()} == {"remote-guidance"}
    await case.done(MEDIATOR, "decline-item", {"item": 1, "reason": "已当场指导。"})
    await case.done(MEDIATOR, "finish-session", {})
    assert (await expert.get(case.path)).status_code == 404


async def seat_an_expert(desk: Desk) -> None:
    since = (MONDAY - timedelta(days=30)).astimezone(BEIJING).date()
    async with desk.app.state.office.records.begin() as connection:
        people = [directory.Person(EXPERT, "专家", since)]
        await directory.enter(
            connection, [], people, [directory.Sitting(EXPERT, "invited_expert", "sl", since)]
        )


async def test_the_kinds_are_told_as_the_countys_table_has_them(desk: Desk) -> None:
    kinds = (await (await desk.sign_in(DISPATCHER)).get("/meeting-kinds")).json()

    assert len(kinds) == 10
    assert {each["code"] for each in kinds if each["needs_briefing"]} == {"outreach", "hearing-panel"}
    assert {each["code"] for each in kinds if each["is_public"]} == {"reception"}


async def test_a_list_of_meetings_shows_those_one_sees(desk: Desk) -> None:
    case = await convened(desk, BUREAU_HEAD, kind="joint")

    def numbers(answer: httpx.Response) -> list[str]:
        return [each["meeting"]["procedure"].split("/")[2] for each in answer.json()]

    assert case.number in numbers(await (await desk.sign_in(SUPERVISOR)).get("/meetings", **DAYS))
    assert numbers(await (await desk.sign_in(GRID_WORKER)).get("/meetings", **DAYS)) == []


async def test_a_task_is_performed_by_its_seat(desk: Desk) -> None:
    case = await under_way(desk)
    task = {"item": 1, "role": "dept_head", "unit": "sl-d1", "task": "核实。", "due_on": "2026-11-12"}
    unseen = await (await desk.sign_in(LABOUR_HEAD)).get(case.path)
    assert unseen.status_code == 404
    await case.done(LEADER, "assign-task", task)

    clocks = [(each["rule"], each["due_on"]) for each in (await case.read(LABOUR_HEAD))["case"]["clocks"]]
    assert clocks == [("K-27", "2026-11-12")]
    await case.done(LEADER, "finish-session", {})
    done = await case.ask(LABOUR_HEAD, "report-task", {"item": 1, "report": "已付清。"})
    assert done.status_code == 200


async def test_nobody_puts_on_an_agenda_a_matter_that_they_do_not_see(desk: Desk) -> None:
    case, dispute = await convened(desk, MEDIATOR, kind="remote-guidance"), await desk.dispute()
    elsewhere = await asked(desk)
    item = {"topic": "渠道怎样修。"}

    unseen = await case.ask(MEDIATOR, "add-item", {**item, "matter": elsewhere.number})
    unknown = await case.ask(MEDIATOR, "add-item", {**item, "matter": "SL-2026-999999"})

    assert (unseen.status_code, unseen.content) == (404, unknown.content)
    await case.done(MEDIATOR, "add-item", {**item, "matter": dispute.number})
