"""What an older system leaves behind: past matters as history, disputes in mid-course on the ladder."""

import asyncio
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from api import examples
from records import content
from records.rebuild import compare
from records.tables import cases, outbox, procedures
from records.tables import journal as lines
from records.verify import verify
from tests.api.conftest import AUDITOR, CLERK, DISPATCHER, MONDAY, SECRETARY, Desk


def past(**changes: Any) -> dict[str, Any]:
    body = examples.PAST_MATTER["past matter"]["value"]
    return {**body, "matter": without_origin(body["matter"]), **changes}


def brought_over(**changes: Any) -> dict[str, Any]:
    """A dispute that came to step two five days ago."""
    body = examples.BROUGHT_OVER["dispute in mid-course"]["value"]
    began = {"registered_at": days_ago(9), "step_since": days_ago(4)}
    matter = {**without_origin(body["matter"]), "received_at": days_ago(9)}
    return {**body, "matter": matter, **began, **changes}


def without_origin(matter: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in matter.items() if name != "origin"}


def with_origin(body: dict[str, Any], source: str) -> dict[str, Any]:
    return {**body, "matter": {**body["matter"], "origin": {"source": source, "id": "17"}}}


def days_ago(days: float) -> str:
    return (MONDAY - timedelta(days=days)).isoformat()


async def count(desk: Desk, column: Any, procedure: str) -> int:
    async with desk.app.state.office.records.connect() as connection:
        found = select(func.count()).where(column == procedure)
        return int((await connection.execute(found)).scalar_one())


async def test_a_past_matter_is_on_record_and_nothing_is_started_or_sent(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    answer = await clerk.post("/past-matters", past())

    said = answer.json()
    assert answer.status_code == 201
    assert (said["is_new"], said["receipt"]["seq"], said["receipt"]["stage"]) == (True, 1, "closed")
    assert said["procedure"] == f"past/sl/{said['number']}/1"
    assert answer.headers["Location"] == f"/cases/past/{said['number']}/1"
    assert said["procedure"] not in desk.engine.begun
    assert await count(desk, outbox.c.procedure, said["procedure"]) == 0
    assert await count(desk, lines.c.procedure, said["procedure"]) == 1
    async with desk.app.state.office.records.connect() as connection:
        ended = select(procedures.c.ended_at).where(procedures.c.id == said["procedure"])
        assert await connection.scalar(ended) == datetime.fromisoformat("2026-01-08T09:00:00+00:00")


async def test_a_past_matter_is_read_with_its_own_dates_and_the_day_it_was_told(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    number = (await clerk.post("/past-matters", past())).json()["number"]

    case = (await clerk.get(f"/cases/past/{number}/1")).json()
    matter = (await clerk.get(f"/matters/{number}")).json()

    assert (case["case"]["opened_at"], case["case"]["closed_at"]) == (
        "2026-01-02T01:00:00Z",
        "2026-01-08T09:00:00Z",
    )
    assert (case["case"]["stage"], case["case"]["outcome"], case["case"]["step"]) == (
        "closed",
        "agreement",
        1,
    )
    assert case["outcome_words"]["zh"] == "达成协议"
    (entry,) = case["timeline"]
    assert (entry["kind"], entry["words"]["zh"]) == ("PastMatterRecorded", "既往事项补录")
    assert datetime.fromisoformat(entry["at"]) == MONDAY
    assert entry["data"]["received_at"] == "2026-01-02T01:00:00Z"
    assert (case["actions"], case["refused"], case["tasks"]) == ([], [], [])
    assert matter["matter"]["received_at"] == "2026-01-02T01:00:00Z"
    assert (matter["matter"]["status"], matter["matter"]["dispute_type"]) == ("past", "boundary")
    assert matter["texts"]["title"] == "宅基地边界争议"


async def test_the_reply_of_then_is_read_by_whoever_may_read_words_until_the_matter_is_erased(
    desk: Desk,
) -> None:
    clerk, auditor = await desk.sign_in(CLERK), await desk.sign_in(AUDITOR)
    body = past(kind="petition", outcome="answered", dispute_type=None, step=None, reply="路灯已经修好。")
    number = (await clerk.post("/past-matters", body)).json()["number"]

    async def replies() -> list[dict[str, Any]]:
        cases = [(await each.get(f"/cases/past/{number}/1")).json() for each in (clerk, auditor)]
        return [case["timeline"][0]["texts"] for case in cases]

    before = await replies()
    await content.erase(desk.app.state.office.records, number)

    assert before == [{"reply": "路灯已经修好。"}, {}]
    assert await replies() == [{"reply": None}, {}]


async def test_a_reply_that_is_sent_again_with_other_words_is_noticed(desk: Desk) -> None:
    clerk, key = await desk.sign_in(CLERK), str(uuid.uuid4())
    told = past(kind="petition", reply="路灯已经修好。")

    first, again = [await clerk.post("/past-matters", told, key) for _ in range(2)]
    changed = await clerk.post("/past-matters", {**told, "reply": "查无此事。"}, key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["number"] == again.json()["number"]
    assert (changed.status_code, changed.json()["code"]) == (422, "key-reused")


async def test_past_matters_are_counted_on_the_days_on_which_they_happened(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    asked = {"kind": "past", "outcome": "answered", "opened_from": "2026-01-02", "opened_until": "2026-01-02"}
    before = (await clerk.get("/cases", **asked)).json()["total"]

    await clerk.post("/past-matters", past(outcome="answered"))
    await clerk.post("/past-matters", past(outcome="other"))

    assert (await clerk.get("/cases", **asked)).json()["total"] == before + 1
    assert (await clerk.get("/cases", **{**asked, "is_open": True})).json()["total"] == 0


async def test_a_past_matter_of_no_known_place_is_the_countys(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    body = past(kind="consultation", outcome=None, dispute_type=None, village=None, step=None)

    number = (await clerk.post("/past-matters", body)).json()["number"]

    case = (await clerk.get(f"/cases/past/{number}/1")).json()["case"]
    assert (case["owner_unit"], case["owner_role"]) == ("sl", "centre_dispatcher")
    assert case["places"] == ["sl"]


async def test_a_dispute_comes_over_red_where_it_is_late_and_nobody_is_told_again(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    answer = await clerk.post("/disputes/brought-over", brought_over(step_since=days_ago(8)))

    said = answer.json()
    assert answer.status_code == 201
    assert (said["is_new"], said["receipt"]["stage"]) == (True, "mediation")
    assert said["procedure"] in desk.engine.begun
    case = (await clerk.get(f"/cases/dispute/{said['number']}/1")).json()
    assert (case["case"]["overdue"], case["case"]["light"], case["case"]["step"]) == (True, "red", 2)
    assert [task["what"] for task in case["tasks"]] == ["schedule-session", "look-into-overdue"]
    assert [entry["kind"] for entry in case["timeline"]] == ["BroughtOver"]
    async with desk.app.state.office.records.connect() as connection:
        letters = select(outbox.c.kind).where(outbox.c.procedure == said["procedure"])
        assert sorted(await connection.scalars(letters)) == ["look-at-lead-seats", "start"]


async def test_a_dispute_that_came_over_goes_on_like_any_other(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    number = (await clerk.post("/disputes/brought-over", brought_over())).json()["number"]
    cadre = await desk.sign_in("p-sl-t1-v1-posted-township-cadre")
    session = {"scheduled_for": (MONDAY + timedelta(days=1)).isoformat(), "place_unit": "sl-t1-v1"}

    answer = await cadre.post(f"/cases/dispute/{number}/1/schedule-session", session)

    assert answer.status_code == 200
    case = (await clerk.get(f"/cases/dispute/{number}/1")).json()
    assert case["case"]["waits_for"] == "hold-session"
    assert [party["name"] for party in case["parties"]] == ["王甲", "李乙"]
    assert case["parties"][0]["party"]["consents"] == {"2": "given"}
    assert case["case"]["opened_at"] == days_ago(9).replace("+00:00", "Z")


async def test_what_came_over_agrees_with_its_journal(desk: Desk) -> None:
    clerk, records = await desk.sign_in(CLERK), desk.app.state.office.records
    came = [
        (await clerk.post(path, body)).json()["procedure"]
        for path, body in (("/past-matters", past()), ("/disputes/brought-over", brought_over()))
    ]

    for procedure in came:
        assert await verify(records, procedure) == []
        assert await compare(records, procedure) == []
        async with records.connect() as connection:
            kept = select(func.count()).where(cases.c.procedure == procedure)
            assert await connection.scalar(kept) == 1


COMING = [
    pytest.param("/past-matters", past, id="past"),
    pytest.param("/disputes/brought-over", brought_over, id="in mid-course"),
]


@pytest.mark.parametrize(("path", "body"), COMING)
async def test_the_same_key_brings_over_once(desk: Desk, path: str, body: Any) -> None:
    clerk, key = await desk.sign_in(CLERK), str(uuid.uuid4())

    first = await clerk.post(path, body(), key)
    second = await clerk.post(path, body(), key)
    other = await clerk.post(path, body(dispute_type="debt"), key)

    assert (first.json()["is_new"], second.json()["is_new"]) == (True, False)
    assert second.json() == {**first.json(), "is_new": False}
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


@pytest.mark.parametrize(("path", "body"), COMING)
async def test_the_same_row_under_another_key_comes_over_once(desk: Desk, path: str, body: Any) -> None:
    clerk, told = await desk.sign_in(CLERK), with_origin(body(), f"{path}-{uuid.uuid4()}")

    answers = await asyncio.gather(*(clerk.post(path, told) for _ in range(3)))

    assert sorted(answer.status_code for answer in answers) == [200, 200, 201]
    assert [answer.json()["is_new"] for answer in answers].count(True) == 1
    assert len({answer.json()["procedure"] for answer in answers}) == 1


@pytest.mark.parametrize(("path", "body"), COMING)
async def test_a_row_that_waits_at_intake_becomes_what_it_is_told_to_be(
    desk: Desk, path: str, body: Any
) -> None:
    clerk, told = await desk.sign_in(CLERK), with_origin(body(), f"intake-{uuid.uuid4()}")
    number = (await clerk.post("/matters", told["matter"])).json()["number"]

    answer = await clerk.post(path, told)

    assert (answer.status_code, answer.json()["number"]) == (201, number)
    texts = (await clerk.get(f"/matters/{number}")).json()["texts"]
    assert texts["title"] == told["matter"]["title"]


async def test_a_row_is_not_both_past_and_in_mid_course(desk: Desk) -> None:
    clerk, source = await desk.sign_in(CLERK), f"both-{uuid.uuid4()}"
    await clerk.post("/disputes/brought-over", with_origin(brought_over(), source))

    answer = await clerk.post("/past-matters", with_origin(past(), source))

    assert (answer.status_code, answer.json()["code"]) == (409, "not-at-this-stage")


@pytest.mark.parametrize(
    ("path", "body", "changes", "code"),
    [
        ("/past-matters", past, {"closed_at": "2026-01-01T01:00:00Z"}, "dates-out-of-order"),
        ("/past-matters", past, {"closed_at": "2026-12-24T01:00:00Z"}, "not-yet-happened"),
        ("/past-matters", past, {"dispute_type": "weather"}, "unknown-dispute-type"),
        ("/disputes/brought-over", brought_over, {"consented": False}, "stage-does-not-fit"),
        ("/disputes/brought-over", brought_over, {"stage": "closed"}, "stage-does-not-fit"),
        ("/disputes/brought-over", brought_over, {"step_since": days_ago(-1)}, "not-yet-happened"),
        ("/disputes/brought-over", brought_over, {"step_since": days_ago(10)}, "dates-out-of-order"),
        ("/disputes/brought-over", brought_over, {"extended_days": 31}, "extension-too-long"),
        ("/disputes/brought-over", brought_over, {"parties": []}, "parties-not-identified"),
    ],
)
async def test_what_cannot_have_been_is_refused_and_leaves_no_number_behind(
    desk: Desk, path: str, body: Any, changes: dict[str, Any], code: str
) -> None:
    clerk = await desk.sign_in(CLERK)
    before = (await clerk.post("/past-matters", past())).json()["number"]

    answer = await clerk.post(path, body(**changes))

    after = (await clerk.post("/past-matters", past())).json()["number"]
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert int(after[-6:]) == int(before[-6:]) + 1


@pytest.mark.parametrize(
    ("path", "body", "changes", "field"),
    [
        ("/past-matters", past, {"village": "nowhere"}, "body.village"),
        ("/past-matters", past, {"step": 5}, "body.step"),
        ("/past-matters", past, {"outcome": "perhaps"}, "body.outcome"),
        ("/disputes/brought-over", brought_over, {"village": "sl-t1"}, "body.village"),
        ("/disputes/brought-over", brought_over, {"step": 0}, "body.step"),
        ("/disputes/brought-over", brought_over, {"attempts": -1}, "body.attempts"),
        (
            "/disputes/brought-over",
            brought_over,
            {"matter": {"channel": "cut-over", "title": "院墙"}},
            "body.matter.received_at",
        ),
    ],
)
async def test_what_is_malformed_names_its_field(
    desk: Desk, path: str, body: Any, changes: dict[str, Any], field: str
) -> None:
    clerk = await desk.sign_in(CLERK)

    answer = await clerk.post(path, body(**changes))

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize(("path", "body"), COMING)
async def test_only_the_countys_intake_brings_over(desk: Desk, path: str, body: Any) -> None:
    statuses = {
        person: (await (await desk.sign_in(person)).post(path, body())).status_code
        for person in (SECRETARY, DISPATCHER, CLERK)
    }

    assert statuses == {SECRETARY: 403, DISPATCHER: 403, CLERK: 201}


async def test_a_dispute_is_brought_over_while_the_engine_is_away(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    desk.engine.is_away = True

    answer = await clerk.post("/disputes/brought-over", brought_over())

    assert answer.status_code == 201
    assert answer.json()["procedure"] not in desk.engine.begun
