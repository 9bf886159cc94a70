"""Keeping what is personal, over HTTP: holds, erasure by two people, and what people ask about their own."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest

from api import examples, keeping_acts
from counties.retention import schedules_in_force
from records.erasing import Eraser
from records.tables import outbox as letters
from tests.api.conftest import CLERK, DISPATCHER, NEXT_VILLAGE, SUPERVISOR, Case, Desk
from tests.api.test_consultations import question

ARCHIVIST = "p-sl-archivist"
HEAD = "p-sl-dispute-resolution-centre"
OTHER_HEAD = "p-sl-petition-bureau-head"
WHY = {"reason": "保管期满，经鉴定没有继续保存的价值。"}


async def answered(desk: Desk, **changes: Any) -> Case:
    """A question that was answered on the spot, whose letters have gone out."""
    clerk = await desk.sign_in(CLERK)
    registered = await clerk.post("/consultations", question(**changes))
    assert registered.status_code == 201, registered.text
    case = Case(desk, registered.json()["number"], "consultation")
    await case.done(CLERK, "answer-on-the-spot", {"answer": "可以向劳动监察投诉。"})
    records = desk.app.state.office.records
    async with records.begin() as connection:
        mine = letters.c.procedure == f"consultation/sl/{case.number}/1"
        await connection.execute(letters.update().where(mine).values(done_at=datetime.now(UTC)))
    return case


async def act(
    desk: Desk, person: str, case: Case, path: str, body: Any = None, **more: Any
) -> httpx.Response:
    caller = await desk.sign_in(person)
    return await caller.post(f"/matters/{case.number}/{path}", body or {}, **more)


async def code_of(desk: Desk, person: str, case: Case, path: str, body: Any = None) -> str:
    answer = await act(desk, person, case, path, body)
    said = answer.json()
    return str(said["code"] if answer.status_code >= 400 else said["stage"])


async def register_of(desk: Desk, case: Case, person: str = CLERK) -> dict[str, Any]:
    answer = await (await desk.sign_in(person)).get(f"/matters/{case.number}/keeping")
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def job(desk: Desk) -> int:
    at = await desk.clock()
    eraser = Eraser(desk.app.state.office.records, schedules_in_force, lambda: at)
    return (await eraser.carry_once())[1]


def by_code(desk: Desk, code: str, body: Any, key: str | None = None) -> Any:
    headers = {"Idempotency-Key": key or str(uuid4())}
    return desk.http.post(
        "/public/status/data-requests", json=body, headers={**headers, "Tracking-Code": code}
    )


async def tracked(desk: Desk) -> tuple[str, Case]:
    """A matter taken in at the window, and the code its owner was given."""
    answer = await (await desk.sign_in(CLERK)).post("/matters", {"channel": "window", "title": "路灯不亮"})
    said = answer.json()
    return said["tracking"], Case(desk, said["number"])


async def test_a_file_is_erased_after_its_time_by_two_people_and_the_job(desk: Desk) -> None:
    case = await answered(desk)
    before = await register_of(desk, case)

    assert before["kept_until"] == "2028-11-02"
    assert await code_of(desk, ARCHIVIST, case, "erasure/propose", WHY) == "still-kept"
    desk.clock.pass_by(days=732)
    assert await code_of(desk, HEAD, case, "erasure/propose", WHY) == "not-yours-to-do"
    assert await code_of(desk, ARCHIVIST, case, "erasure/propose", WHY) == "ErasureProposed"
    assert await code_of(desk, ARCHIVIST, case, "erasure/confirm") == "not-yours-to-do"
    listed = (await (await desk.sign_in(HEAD)).get("/keeping")).json()
    assert case.number in [each["number"] for each in listed]
    assert await job(desk) == 0
    assert await code_of(desk, HEAD, case, "erasure/confirm") == "ErasureConfirmed"
    assert await job(desk) == 1

    shown = await register_of(desk, case)
    assert shown["is_erased"]
    assert [each["kind"] for each in shown["entries"]] == [
        "ErasureProposed",
        "RetentionEnded",
        "ErasureConfirmed",
        "Erased",
    ]
    assert [each["words"] for each in shown["entries"] if each["words"]] == [{"reason": None}]
    read = await case.read()
    assert [party["name"] for party in read["parties"]] == [None, None]
    assert read["timeline"][0]["words"]["zh"]
    hits = await (await desk.sign_in(CLERK)).get("/search", q="王甲")
    assert case.number not in [hit["matter"]["number"] for hit in hits.json()["items"]]
    assert await code_of(desk, SUPERVISOR, case, "holds", {**WHY, "ground": "review"}) == "already-erased"


async def test_a_hold_is_placed_and_released_by_acts_with_their_reasons(desk: Desk) -> None:
    case = await answered(desk)
    desk.clock.pass_by(days=732)
    key = str(uuid4())

    placed = await act(desk, SUPERVISOR, case, "holds", {**WHY, "ground": "litigation"}, key=key)
    again = await act(desk, SUPERVISOR, case, "holds", {**WHY, "ground": "litigation"}, key=key)
    other = await act(desk, SUPERVISOR, case, "holds", {**WHY, "ground": "review"}, key=key)

    assert (placed.status_code, placed.json()) == (again.status_code, again.json())
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    refused = await act(desk, ARCHIVIST, case, "erasure/propose", WHY)
    assert (refused.status_code, refused.json()["code"], refused.json()["details"]) == (
        409,
        "on-hold",
        ["litigation"],
    )
    assert (await register_of(desk, case))["is_held"]
    (hold,) = [each["codes"]["hold"] for each in (await register_of(desk, case))["entries"]]
    assert await code_of(desk, HEAD, case, f"holds/{hold}/release", WHY) == "HoldReleased"
    assert await code_of(desk, ARCHIVIST, case, "erasure/propose", WHY) == "ErasureProposed"
    assert await code_of(desk, OTHER_HEAD, case, "erasure/decline", WHY) == "ErasureDeclined"
    assert await code_of(desk, OTHER_HEAD, case, "erasure/confirm") == "no-erasure-proposed"


async def test_a_dispute_has_no_last_day_before_somebody_has_verified_the_archive_rules(desk: Desk) -> None:
    case = await desk.dispute()
    parties = await case.parties()

    assert (await register_of(desk, case))["why"]["zh"].startswith("该事项还有程序没有办结")
    await case.done(CLERK, "withdrawn", {"party": parties[0]})
    shown = await register_of(desk, case)
    assert (shown["kept_until"], shown["why"]["en"][:19]) == (None, "The row for this ki")
    desk.clock.pass_by(days=3_650)
    assert await code_of(desk, ARCHIVIST, case, "erasure/propose", WHY) == "retention-not-settled"


@pytest.mark.parametrize("asked", [act.name for act in keeping_acts.ACTS])
async def test_whoever_does_not_see_a_matter_finds_nothing_there_and_whoever_may_not_is_refused(
    desk: Desk, asked: str
) -> None:
    case = await desk.dispute()
    path = next(each.path for each in keeping_acts.ACTS if each.name == asked).replace("{ref}", "r")

    unseen = await act(desk, NEXT_VILLAGE, case, path, examples.KEEPING[asked])
    nobody = await act(desk, DISPATCHER, case, path, examples.KEEPING[asked])

    assert (unseen.status_code, unseen.json()["code"]) == (404, "not-found")
    assert (nobody.status_code, nobody.json()["code"]) == (409, "not-yours-to-do")


async def test_only_those_who_keep_or_decide_see_what_waits_and_the_schedule_is_there_for_all(
    desk: Desk,
) -> None:
    clerk = await desk.sign_in(CLERK)

    assert (await clerk.get("/keeping")).status_code == 403
    shown = (await clerk.get("/retention")).json()["schedule"]
    assert {row["kind"]: row["mark"] for row in shown["rows"]}["dispute"] == "V"


async def test_a_copy_holds_ones_own_and_nothing_of_anybody_else(desk: Desk) -> None:
    case = await desk.dispute()
    ours, theirs = await case.parties()
    asked = await act(desk, CLERK, case, "data-requests", {"asks": "see", "party": theirs})
    ref = (await register_of(desk, case))["entries"][-1]["codes"]["request"]
    head = await desk.sign_in(HEAD)
    copy = f"/matters/{case.number}/data-requests/{ref}/copy"

    assert asked.status_code == 200
    assert (await head.get(copy)).json()["code"] == "no-such-request"  # nobody has granted it yet
    assert await code_of(desk, HEAD, case, f"data-requests/{ref}/grant") == "RequestGranted"
    texts = (await head.get(copy)).json()["texts"]
    assert texts["name"] == "李乙"
    assert "王甲" not in str(texts)
    assert ours not in str(texts)
    assert (await (await desk.sign_in(CLERK)).get(copy)).json()["code"] == "not-yours-to-do"
    assert (await (await desk.sign_in(NEXT_VILLAGE)).get(copy)).status_code == 404
    assert (await head.get(f"/matters/{case.number}/data-requests/none/copy")).status_code == 404
    unknown = await act(desk, CLERK, case, "data-requests", {"asks": "see", "party": str(uuid4())})
    assert unknown.json()["code"] == "unknown-party"


async def test_what_somebody_brought_is_copied_to_them_as_they_said_it(desk: Desk) -> None:
    code, case = await tracked(desk)
    await by_code(desk, code, {"asks": "see"})
    ref = (await register_of(desk, case))["entries"][-1]["codes"]["request"]
    await act(desk, HEAD, case, f"data-requests/{ref}/grant")

    answer = await (await desk.sign_in(HEAD)).get(f"/matters/{case.number}/data-requests/{ref}/copy")

    assert answer.json() == {"party": None, "texts": {"title": "路灯不亮"}, "added": [], "papers": []}


async def test_what_somebody_added_by_their_code_is_copied_to_them_and_to_no_other_party(desk: Desk) -> None:
    case = await desk.dispute()
    parties = await case.parties()
    code = case.code
    for words in ("灯昨天又坏了。", "今天修好了。"):
        assert (await said_by_code(desk, code, "words", {"words": words})).status_code == 200
        desk.clock.pass_by(minutes=1)
    for address in ("13800000001", "13800000002"):
        wished = {"way": "sms", "address": address, "language": "zh"}
        assert (await said_by_code(desk, code, "notices", wished)).status_code == 200

    own, party = [await copied(desk, case, each) for each in (None, parties[1])]

    assert [each["words"] for each in own["added"]] == ["灯昨天又坏了。", "今天修好了。"]
    assert own["texts"]["notice_address"] == "13800000002"
    assert own["texts"]["notice_address-1"] == "13800000001"
    assert party["added"] == []
    assert "1380000000" not in str(party)


async def copied(desk: Desk, case: Case, party: str | None) -> Any:
    """The copy that was granted to a party, or to whoever brought the matter."""
    body = {"asks": "see", **({"party": party} if party else {})}
    assert (await act(desk, CLERK, case, "data-requests", body)).status_code == 200
    ref = (await register_of(desk, case))["entries"][-1]["codes"]["request"]
    assert await code_of(desk, HEAD, case, f"data-requests/{ref}/grant") == "RequestGranted"
    return (await (await desk.sign_in(HEAD)).get(f"/matters/{case.number}/data-requests/{ref}/copy")).json()


def said_by_code(desk: Desk, code: str, path: str, body: Any) -> Any:
    headers = {"Idempotency-Key": str(uuid4()), "Tracking-Code": code}
    return desk.http.post(f"/public/status/{path}", json=body, headers=headers)


async def test_by_the_tracking_code_somebody_asks_about_their_own_and_reads_the_answer(desk: Desk) -> None:
    code, case = await tracked(desk)
    key = str(uuid4())

    first = await by_code(desk, code, {"asks": "delete", "words": "请删除"}, key)
    again = await by_code(desk, code, {"asks": "delete", "words": "请删除"}, key)
    ref = (await register_of(desk, case))["entries"][-1]["codes"]["request"]

    assert (first.status_code, first.json()) == (200, again.json())
    own = (await desk.http.get("/public/status/data-requests", headers={"Tracking-Code": code})).json()
    assert [(each["asks"], each["answer"], each["due_on"]) for each in own] == [
        ("delete", None, "2026-11-17")
    ]
    assert await code_of(desk, HEAD, case, f"data-requests/{ref}/grant", WHY) == "malformed"
    assert (
        await code_of(desk, HEAD, case, f"data-requests/{ref}/grant", {"words": "可以"}) == "matter-not-ended"
    )
    no = {"ground": "law-keeps-it", **WHY}
    assert await code_of(desk, HEAD, case, f"data-requests/{ref}/refuse", no) == "RequestRefused"
    (told,) = (await desk.http.get("/public/status/data-requests", headers={"Tracking-Code": code})).json()
    assert told["answer"]["zh"] == "未予支持"
    said = (await register_of(desk, case))["entries"][-1]
    assert "提起诉讼" in said["said"]["zh"]
    assert said["words"] == {"reason": WHY["reason"]}
    assert (
        await desk.http.get("/public/status/data-requests", headers={"Tracking-Code": "AAAABBBBCCCCDDDD"})
    ).status_code == 404
    assert (await by_code(desk, "AAAABBBBCCCCDDDDEEEE", {"asks": "see"})).status_code == 404


async def test_of_what_nobody_has_read_yet_a_code_tells_nothing(desk: Desk) -> None:
    submitted = await (await desk.sign_in(CLERK)).post(
        "/submissions", {"channel": "letter", "title": "一封信"}
    )
    code = submitted.json()["tracking"]

    assert (await desk.http.get("/public/status/data-requests", headers={"Tracking-Code": code})).json() == []
    asked = await by_code(desk, code, {"asks": "see"})
    assert (asked.status_code, asked.json()["code"]) == (409, "not-at-this-stage")


async def test_what_must_be_kept_is_restricted_read_by_nobody_and_found_no_more(desk: Desk) -> None:
    case = await answered(desk)
    await act(desk, CLERK, case, "data-requests", {"asks": "delete"})
    ref = (await register_of(desk, case))["entries"][-1]["codes"]["request"]

    assert await code_of(desk, HEAD, case, f"data-requests/{ref}/grant", {"words": "可以"}) == "still-kept"
    assert await code_of(desk, HEAD, case, f"data-requests/{ref}/restrict", WHY) == "UseRestricted"
    assert (await register_of(desk, case))["is_restricted"]
    assert [party["name"] for party in (await case.read())["parties"]] == [None, None]
    hits = await (await desk.sign_in(CLERK)).get("/search", q="赵丙")
    assert case.number not in [hit["matter"]["number"] for hit in hits.json()["items"]]
    assert await code_of(desk, HEAD, case, "restriction/lift", WHY) == "RestrictionLifted"
    assert [party["name"] for party in (await case.read())["parties"]] == ["王甲", "赵丙"]


async def test_the_notice_is_there_for_everybody_in_the_version_that_was_shown(desk: Desk) -> None:
    shown = (await desk.http.get("/public/personal-information-notice")).json()
    same = (await desk.http.get(f"/public/personal-information-notice/{shown['version']}")).json()

    assert shown == same
    assert shown["article"]["zh"] == "《个人信息保护法》第17条"
    assert len(shown["paragraphs"]) == 9
    assert (await desk.http.get("/public/personal-information-notice/nothing")).status_code == 404


async def test_which_notice_was_shown_before_is_kept_with_the_matter(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    told = {"channel": "window", "title": "路灯不亮", "notice": "26-1"}

    at_the_window = await clerk.post("/matters", told)
    waiting = await clerk.post("/submissions", {**told, "channel": "letter"})
    (mine,) = [
        each["submission"]["id"]
        for each in (await clerk.get("/submissions", limit=200)).json()
        if (await clerk.get(f"/submissions/{each['submission']['id']}")).json()["texts"]["title"]
        == "路灯不亮"
    ]
    classified = await clerk.post(f"/submissions/{mine}/classify", {"purpose": "ordinary"})
    later = await clerk.post("/matters", {"channel": "telephone", "title": "事后告知"})
    unknown = await clerk.post("/matters", {**told, "notice": "99-9"})

    assert waiting.status_code == 201
    for number in (at_the_window.json()["number"], classified.json()["number"]):
        (entry,) = (await register_of(desk, Case(desk, number)))["entries"]
        assert (entry["kind"], entry["codes"]) == ("NoticeGiven", {"version": "26-1", "means": "counter"})
    case = Case(desk, later.json()["number"])
    assert (await register_of(desk, case))["entries"] == []
    assert await code_of(desk, CLERK, case, "personal-notices", {"version": "26-1"}) == "NoticeGiven"
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "body.notice")
