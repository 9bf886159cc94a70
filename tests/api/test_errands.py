"""Errands are registered with their paper, run by the one agent, and ended by the person's code."""

import uuid
from typing import Any

import pytest

from api import examples
from tests.api.conftest import CLERK, MEDIATOR, NEXT_VILLAGE, SECRETARY, SUPERVISOR, Case, Desk
from tests.api.test_by_code import posted
from tests.api.test_petitions import with_housing

AGENT = "p-sl-t1-v1-errand-agent"
NEXT_AGENT = "p-sl-t1-v2-errand-agent"
HEAD = "p-sl-t1-township-head"
OFFICE = "p-sl-t1-township-petition-office"
BUREAU = "p-sl-petition-bureau"
NO_LEADER = {"person": MEDIATOR, "role": "peoples_mediator", "unit": "sl-t1-v1"}
STEP = {"act": "enquire", "words": "已到窗口询问。"}


def errand(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = examples.ERRAND["errand"]["value"]
    return {**body, **changes}


async def begun(desk: Desk, by: str = OFFICE, **changes: Any) -> Case:
    answer = await (await desk.sign_in(by)).post("/errands", errand(**changes))
    assert answer.status_code == 201, answer.text
    return Case(desk, answer.json()["number"], "errand", answer.json()["tracking"])


async def seen_by(case: Case, person: str) -> int:
    return (await (await case.desk.sign_in(person)).get(case.path)).status_code


async def test_an_errand_is_registered_with_its_paper_and_its_code(desk: Desk) -> None:
    case = await begun(desk)

    read = await case.read(OFFICE)
    (first,) = read["timeline"]

    assert (read["case"]["stage"], read["case"]["owner_role"]) == ("errand-running", "township_head")
    assert sorted(first["data"]["scope"]) == ["enquire", "submit"]
    assert "委托柳湾村代办员" in first["texts"].values().__str__()
    assert "委托柳湾村代办员" not in str(first["data"])
    assert len(case.code) == 19


async def test_the_same_key_registers_an_errand_once(desk: Desk) -> None:
    office, key = await desk.sign_in(OFFICE), str(uuid.uuid4())

    first = await office.post("/errands", errand(), key)
    second = await office.post("/errands", errand(), key)
    other = await office.post("/errands", errand(scope=["submit"]), key)

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"authority": None}, 409, "authority-missing"),
        ({"scope": []}, 409, "authority-missing"),
        ({"until": "2026-11-01"}, 409, "authority-over"),
        ({"agent": {"person": MEDIATOR, "unit": "sl-t1-v1"}}, 409, "not-an-agent"),
        ({"agent": {"person": AGENT, "unit": "sl-t1-v2"}}, 409, "not-an-agent"),
        ({"leader": {"person": HEAD, "role": "township_head", "unit": "sl-t2"}}, 409, "not-a-leader"),
        ({"leader": NO_LEADER}, 409, "not-a-leader"),
        ({"about": "SL-2026-999999"}, 404, "not-found"),
        ({"village": "sl-t1"}, 422, "malformed"),
        ({"edition": "demo/1999.1"}, 422, "malformed"),
        ({"scope": ["haircut"]}, 422, "malformed"),
    ],
)
async def test_an_errand_that_is_not_right_says_why(
    desk: Desk, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = await (await desk.sign_in(OFFICE)).post("/errands", errand(**changes))

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_whoever_takes_in_no_errands_is_refused(desk: Desk) -> None:
    answer = await (await desk.sign_in(SECRETARY)).post("/errands", errand())

    assert (answer.status_code, answer.json()["code"]) == (409, "not-yours-to-do")


async def test_nobody_is_told_of_a_matter_they_do_not_see_by_an_errand_about_it(desk: Desk) -> None:
    """The township of another village's matter."""
    about = await with_housing(desk, village="sl-t2-v1")

    answer = await (await desk.sign_in(OFFICE)).post("/errands", errand(about=about.number))

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_the_agent_sees_the_errand_and_no_other_agent_does(desk: Desk) -> None:
    case = await begun(desk)

    assert await seen_by(case, AGENT) == 200
    assert await seen_by(case, NEXT_AGENT) == 404
    assert await seen_by(case, NEXT_VILLAGE) == 404


async def test_the_agent_keeps_within_the_paper(desk: Desk) -> None:
    case = await begun(desk)

    done = await case.ask(AGENT, "record-step", STEP)
    outside = await case.ask(AGENT, "record-step", {"act": "receive", "words": "代领。"})
    other = await case.ask(NEXT_AGENT, "record-step", STEP)

    assert (done.status_code, done.json()["stage"]) == (200, "errand-running")
    assert (outside.status_code, outside.json()["code"]) == (409, "outside-authority")
    assert (other.status_code, other.json()["code"]) == (404, "not-found")


async def test_by_the_code_the_authority_ends_at_once_and_the_agent_sees_nothing_more(desk: Desk) -> None:
    case = await begun(desk)
    before = await seen_by(case, AGENT)

    answer = await posted(desk, case.code, "errand-revocation", {})

    assert (answer.status_code, answer.json()["stage"]) == (200, "errand-reported")
    assert (before, await seen_by(case, AGENT)) == (200, 404)
    assert (await case.ask(AGENT, "record-step", STEP)).status_code == 404
    for path in ("/cases", "/matters", "/worklists/mine"):
        assert case.number not in (await (await desk.sign_in(AGENT)).get(path)).text


async def test_by_the_window_the_authority_ends_as_well(desk: Desk) -> None:
    case = await begun(desk)

    await case.done(OFFICE, "errand-revoked")

    assert await seen_by(case, AGENT) == 404


async def test_by_the_code_whoever_is_not_satisfied_is_answered_by_the_leader_and_then_by_the_bureau(
    desk: Desk,
) -> None:
    case = await begun(desk)
    not_satisfied = {"value": "dissatisfied", "words": "没有告诉我结果。"}
    answered = {"findings": "漏问结果。", "reasons": "应当补问。"}

    first = await posted(desk, case.code, "errand-satisfaction", not_satisfied)
    await case.done(HEAD, "answer-re-examination", answered)
    second = await posted(desk, case.code, "errand-satisfaction", {"value": "dissatisfied"})
    read = await case.read(BUREAU)

    assert (first.status_code, first.json()["stage"]) == (200, "errand-re-examined")
    assert (second.status_code, second.json()["stage"]) == (200, "errand-at-petition-office")
    assert read["case"]["owner_role"] == "petition_bureau"
    closed = await case.done(BUREAU, "answer-last-examination", {"words": "已督促办理。"})
    assert closed["stage"] == "closed"


async def test_the_code_offers_what_can_be_done(desk: Desk) -> None:
    case = await begun(desk)

    answer = await desk.http.get("/public/status", headers={"Tracking-Code": case.code})

    (standing,) = answer.json()["cases"]
    assert [each["name"] for each in standing["can_do"]] == ["errand-revocation", "errand-satisfaction"]
    assert "errand-agent" not in answer.text


async def test_the_agent_is_not_shown_what_was_said_of_them(desk: Desk) -> None:
    case = await begun(desk)
    await posted(desk, case.code, "errand-satisfaction", {"value": "dissatisfied", "words": "不认真。"})
    await case.done(
        HEAD, "answer-re-examination", {"findings": "属实。", "reasons": "应当补办。", "goes_on": True}
    )

    agents, heads = await case.read(AGENT), await case.read(HEAD)

    assert "ErrandSatisfaction" not in [each["kind"] for each in agents["timeline"]]
    assert "不认真" not in str(agents)
    assert "ErrandSatisfaction" in [each["kind"] for each in heads["timeline"]]


async def test_of_the_matter_behind_it_the_agent_reads_one_masked_line(desk: Desk) -> None:
    about = await with_housing(desk)
    case = await begun(desk, by=CLERK, about=about.number)
    agent = await desk.sign_in(AGENT)

    behind = (await agent.get(f"{case.path}/behind")).json()
    itself = [
        (await agent.get(path)).status_code
        for path in (about.path, f"/matters/{about.number}", f"{about.path}/clocks")
    ]

    assert behind["about"] == about.number
    assert [(each["procedure"]["zh"], set(each)) for each in behind["stages"]] == [
        ("信访事项", {"procedure", "stage", "outcome", "unit", "opened_at", "closed_at"})
    ]
    assert itself == [404, 404, 404]
    assert not any(word in str(behind) for word in ("王甲", "李乙"))


async def test_an_agent_who_may_not_ask_is_told_nothing_of_it(desk: Desk) -> None:
    about = await with_housing(desk)
    case = await begun(desk, by=CLERK, about=about.number, scope=["submit"])

    agents = await (await desk.sign_in(AGENT)).get(f"{case.path}/behind")
    clerks = await (await desk.sign_in(CLERK)).get(f"{case.path}/behind")

    assert (agents.status_code, agents.json()["code"]) == (409, "outside-authority")
    assert len(clerks.json()["stages"]) == 1


async def test_before_there_is_a_matter_there_is_nothing_behind_an_errand(desk: Desk) -> None:
    case = await begun(desk)

    answer = await (await desk.sign_in(AGENT)).get(f"{case.path}/behind")

    assert answer.json() == {"about": None, "until": "2026-12-31", "stages": []}


async def test_the_supervisor_sees_it_as_every_case_of_the_county(desk: Desk) -> None:
    assert await seen_by(await begun(desk), SUPERVISOR) == 200
