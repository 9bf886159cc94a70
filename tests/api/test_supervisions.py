"""Supervision and recommendations over HTTP: who opens, who signs, who reads, and what is counted."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from api import examples
from records import documents, outbox
from tests.api.conftest import CLERK, GRID_WORKER, SUPERVISOR, Case, Desk

BUREAU, BUREAU_HEAD = "p-sl-petition-bureau", "p-sl-petition-bureau-head"
HEAD, OTHER_HEAD = "p-sl-d4-dept-head", "p-sl-d1-dept-head"
LEADER = "p-sl-county-leader"
FACTS: dict[str, Any] = examples.SUPERVISION["supervision"]["value"]
DRAFT: dict[str, Any] = examples.RECOMMENDATION["recommendation"]["value"]


async def supervision(desk: Desk, about: Case, **changes: Any) -> Case:
    answer = await opening(desk, BUREAU, about.number, **changes)
    assert answer.status_code == 201, answer.text
    return Case(desk, about.number, "supervision")


async def opening(desk: Desk, person: str, number: str, **changes: Any) -> Any:
    body = {**FACTS, "number": number, **changes}
    return await (await desk.sign_in(person)).post("/supervisions", body)


async def recommendation(desk: Desk, **changes: Any) -> Case:
    body = {**DRAFT, "cases": [], **changes}
    answer = await (await desk.sign_in(BUREAU)).post("/recommendations", body)
    assert answer.status_code == 201, answer.text
    return Case(desk, answer.json()["number"], "recommendation")


async def issue_what_waits(desk: Desk, case: Case) -> list[str]:
    """The documents that the letters of its entries become."""
    records = desk.app.state.office.records
    letters = await outbox.claim(records, 100_000, timedelta(minutes=1), at_any_hour=True)
    mine = [each for each in letters if each.kind == "document" and f"/{case.number}/" in each.procedure]
    return [str((await documents.issue(records, each, **each.body)).id) for each in mine]


async def test_the_bureau_opens_it_its_head_signs_and_the_unit_answers(desk: Desk) -> None:
    case = await supervision(desk, await desk.dispute())
    assert (await case.ask(BUREAU, "sign-letter")).json()["code"] == "not-yours-to-do"

    await case.done(BUREAU_HEAD, "sign-letter")
    (letter,) = await issue_what_waits(desk, case)
    read = (await (await desk.sign_in(HEAD)).get(f"{case.path}/documents/{letter}")).json()

    (copy,) = read["copies"]
    assert any("两次将信访人推给其他单位" in line for line in copy["zh"])
    assert copy["party"] == "dept_head@sl-d4"
    assert "不予督办" not in str(copy)
    await case.done(HEAD, "report-rectification", {"report": "已受理。"})
    await case.done(BUREAU, "accept-rectification", {"findings": "属实。"})
    assert (await case.read(BUREAU))["case"]["outcome"] == "rectified"


async def test_who_sees_a_supervision(desk: Desk) -> None:
    case = await supervision(desk, await desk.dispute())

    for person in (BUREAU, BUREAU_HEAD, SUPERVISOR, HEAD):
        shown = await case.read(person)
        assert "两次将信访人推给其他单位" in str(shown["timeline"])
        assert shown["parties"] == []
    for person in (OTHER_HEAD, GRID_WORKER):
        assert (await (await desk.sign_in(person)).get(case.path)).status_code == 404


@pytest.mark.parametrize(
    ("person", "changes", "refused"),
    [
        (CLERK, {}, (409, "not-yours-to-do")),
        (BUREAU, {"ground": "overdue"}, (409, "clocks-find-that")),
        (BUREAU, {"unit": "sl-city"}, (409, "not-ours-to-supervise")),
        (BUREAU, {"unit": "nowhere"}, (422, "malformed")),
        (BUREAU, {"number": "SL-2026-999999"}, (404, "not-found")),
    ],
)
async def test_what_may_not_be_opened(
    desk: Desk, person: str, changes: dict[str, Any], refused: tuple[int, str]
) -> None:
    about = await desk.dispute()

    answer = await opening(desk, person, **{"number": about.number, **changes})

    assert (answer.status_code, answer.json()["code"]) == refused


async def test_several_may_be_opened_about_a_matter_and_each_once(desk: Desk) -> None:
    about, bureau, key = await desk.dispute(), await desk.sign_in(BUREAU), str(uuid.uuid4())
    body = {**FACTS, "number": about.number}

    first = await bureau.post("/supervisions", body, key)
    same = await bureau.post("/supervisions", body, key)
    next_one = await bureau.post("/supervisions", body)

    assert first.json() == same.json()
    assert [first.json()["n"], next_one.json()["n"]] == [1, 2]


async def test_the_matter_stays_what_it_was_and_its_people_are_told_nothing(desk: Desk) -> None:
    about = await desk.dispute()
    await supervision(desk, about)

    told = await desk.http.get("/public/status", headers={"Tracking-Code": about.code})
    matter = await (await desk.sign_in(CLERK)).get(f"/matters/{about.number}")

    assert [case["procedure"]["zh"] for case in told.json()["cases"]] == ["矛盾纠纷调解"]
    assert matter.json()["matter"]["status"] == "dispute"


async def test_a_recommendation_has_a_number_of_its_own_and_no_code(desk: Desk) -> None:
    answer = await (await desk.sign_in(BUREAU)).post("/recommendations", {**DRAFT, "cases": []})

    said = answer.json()
    assert answer.status_code == 201
    assert said["number"].startswith("SL-Y-2026-")
    assert (said["stage"], said["tracking"]) == ("recommendation-drafted", None)


async def test_a_recommendation_is_signed_received_and_answered(desk: Desk) -> None:
    case = await recommendation(desk)
    assert (await (await desk.sign_in(HEAD)).get(case.path)).status_code == 404  # not before it is signed

    await case.done(BUREAU_HEAD, "sign-recommendation")
    await case.done(HEAD, "confirm-receipt")
    await case.done(HEAD, "give-feedback", {"adoption": "adopted", "reasons": "已列入计划。"})

    assert (await case.read(HEAD))["case"]["outcome"] == "recommendation-adopted"


async def test_a_recommendation_rests_on_matters_that_its_writer_sees(desk: Desk) -> None:
    bureau = await desk.sign_in(BUREAU)

    unseen = await bureau.post("/recommendations", {**DRAFT, "cases": ["SL-2026-999999"]})
    nowhere = await bureau.post("/recommendations", {**DRAFT, "cases": [], "to": "nowhere"})
    no_seat = await (await desk.sign_in(CLERK)).post("/recommendations", {**DRAFT, "cases": []})

    assert (unseen.status_code, nowhere.status_code) == (404, 422)
    assert (no_seat.status_code, no_seat.json()["code"]) == (409, "not-yours-to-do")


async def test_what_is_said_about_conduct_is_read_by_few(desk: Desk) -> None:
    case = await recommendation(desk, kind="D-16", to="sl", concerns="sl-d4", problem="两次督办仍未办理。")
    await case.done(BUREAU_HEAD, "sign-recommendation")
    (paper,) = await issue_what_waits(desk, case)

    async def printed(person: str) -> str:
        answer = await (await desk.sign_in(person)).get(f"{case.path}/documents/{paper}")
        return str(answer.json()["copies"])

    for person in (BUREAU, BUREAU_HEAD, LEADER):
        assert "两次督办仍未办理" in str((await case.read(person))["timeline"])
        assert "两次督办仍未办理" in await printed(person)
    assert "两次督办仍未办理" not in str(await case.read(SUPERVISOR))
    assert "两次督办仍未办理" not in await printed(SUPERVISOR)
    assert (await (await desk.sign_in(HEAD)).get(case.path)).status_code == 404
    await case.done(LEADER, "confirm-receipt")
    await case.done(
        LEADER, "give-conduct-feedback", {"adoption": "adopted", "conduct_reasons": "已交有关机关。"}
    )
    assert "已交有关机关" not in str(await case.read(SUPERVISOR))


async def test_instruments_are_counted_with_their_answers(desk: Desk) -> None:
    async def counted(person: str) -> dict[str, tuple[int, int | None, int | None]]:
        caller = await desk.sign_in(person)
        answer = await caller.get("/instruments/counted", **{"from": "2026-01-01", "until": "2030-12-31"})
        assert answer.status_code == 200, answer.text
        found: dict[str, tuple[int, int | None, int | None]] = {}
        for row in answer.json():
            issued = found.get(row["kind"], (0, None, None))[0] + row["issued"]
            found[row["kind"]] = (issued, row["answered"], row["answered_late"])
        return found

    before = (await counted(BUREAU)).get("D-15", (0, 0, 0))
    one, other = await recommendation(desk, kind="D-15"), await recommendation(desk, kind="D-15")
    for case in (one, other):
        await case.done(BUREAU_HEAD, "sign-recommendation")
        await issue_what_waits(desk, case)
    await one.done(HEAD, "confirm-receipt")
    await one.done(HEAD, "give-feedback", {"adoption": "not-adopted", "reasons": "与上位规定不一致。"})

    after = (await counted(BUREAU))["D-15"]

    assert after[0] == before[0] + 2
    assert after[1] == (before[1] or 0) + 1
    assert after[2] == (before[2] or 0)
    assert "D-15" not in await counted(GRID_WORKER)
