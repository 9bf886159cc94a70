"""The whistle and the incident over the API: who reads the order, who the matter behind it, who is listed."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from api import examples
from rules.procedure import TimePassed
from tests.api.conftest import (
    CLERK,
    COMMISSIONER,
    DISPATCHER,
    GRID_WORKER,
    MONDAY,
    OTHER_TOWNSHIP,
    POLICE,
    SUPERVISOR,
    Case,
    Desk,
)

LABOUR, LAND = "p-sl-d1-dept-head", "p-sl-d2-dept-head"
COURT = "p-sl-a1-docking-clerk"
OTHER_COMMISSIONER = "p-sl-t2-political-legal-commissioner"
PURPOSE = examples.DISPATCH["dispatch"]["value"]["purpose"]


def order(desk: Desk, **changes: Any) -> dict[str, Any]:
    by_when = (desk.clock.at + timedelta(hours=2)).isoformat()
    return {**examples.DISPATCH["dispatch"]["value"], "be_there_by": by_when, **changes}


def incident(**changes: Any) -> dict[str, Any]:
    return {**examples.INCIDENT["incident"]["value"], **changes}


async def whistled(desk: Desk, person: str = DISPATCHER, **changes: Any) -> Case:
    answer = await (await desk.sign_in(person)).post("/dispatches", order(desk, **changes))
    assert answer.status_code == 201, answer.text
    return Case(desk, answer.json()["number"], "dispatch")


async def declared(desk: Desk, person: str = COMMISSIONER, **changes: Any) -> Case:
    answer = await (await desk.sign_in(person)).post("/incidents", incident(**changes))
    assert answer.status_code == 201, answer.text
    return Case(desk, answer.json()["number"], "incident")


async def tasks(desk: Desk, person: str, case: Case) -> set[str]:
    """What of this case is on somebody's own worklist."""
    listed = (await (await desk.sign_in(person)).get("/worklists/mine", limit=200)).json()["items"]
    return {each["task"]["what"] for each in listed if case.number in each["task"]["procedure"]}


async def silent(desk: Desk, person: str, case: Case) -> list[tuple[str, str]]:
    listed = (await (await desk.sign_in(person)).get("/silent-units")).json()
    return [
        (each["what"], f"{each['role']}@{each['unit']}")
        for each in listed
        if case.number in each["procedure"]
    ]


async def time_passes(desk: Desk, case: Case, **time: int) -> None:
    desk.clock.pass_by(**time)
    await desk.engine.update(f"{case.kind}/sl/{case.number}/1", TimePassed(id=str(uuid.uuid4())))


async def with_a_silent_order(desk: Desk) -> Case:
    """An incident with an order that nobody acknowledged, and of which everybody above was told."""
    case = await declared(desk)
    order = {"role": "dept_head", "unit": "sl-d2", "words": "带界址图到场。"}
    await case.done(COMMISSIONER, "give-order", order)
    await time_passes(desk, case, minutes=10)
    assert await silent(desk, SUPERVISOR, case)
    return case


async def test_whoever_is_whistled_for_reads_what_for_and_where_and_answers(desk: Desk) -> None:
    case = await whistled(desk)

    for person in (LABOUR, POLICE, DISPATCHER):
        [first] = (await case.read(person))["timeline"]
        assert first["texts"] == {"purpose": PURPOSE, "place": "柳湾村鞋厂门口"}
    assert await tasks(desk, POLICE, case) == {"answer-whistle"}
    assert await tasks(desk, LABOUR, case) == {"answer-whistle"}
    await case.done(POLICE, "report-for-duty")
    assert await tasks(desk, POLICE, case) == {"arrive"}


@pytest.mark.parametrize("person", [LAND, OTHER_TOWNSHIP, GRID_WORKER, COURT, OTHER_COMMISSIONER])
async def test_for_whoever_is_not_called_an_order_is_not_there(desk: Desk, person: str) -> None:
    case = await whistled(desk)
    caller = await desk.sign_in(person)

    assert (await caller.get(case.path)).status_code == 404
    assert (await caller.post(f"{case.path}/report-for-duty", {})).status_code == 404


async def test_an_agency_that_is_called_reads_the_order_at_its_desk(desk: Desk) -> None:
    case = await whistled(desk, units=[{"role": "docking_clerk", "unit": "sl-a1"}])

    assert PURPOSE in str((await case.read(COURT))["timeline"])
    await case.done(COURT, "object-to-call", {"reason": "本院不参加现场处置。"})
    ruled = {"call": 2, "ruling": "upheld", "reason": "同意。"}
    assert (await case.ask(COURT, "decide-call-objection", ruled)).status_code == 409
    await case.done(DISPATCHER, "decide-call-objection", ruled)
    assert (await (await desk.sign_in(COURT)).get(case.path)).status_code == 404  # it is released


async def test_of_the_matter_behind_it_the_called_see_what_they_see_anyway(desk: Desk) -> None:
    dispute = await desk.dispute()
    case = await whistled(desk, about=dispute.number)
    labour, police = await desk.sign_in(LABOUR), await desk.sign_in(POLICE)

    assert dispute.number in str((await case.read(LABOUR))["timeline"])
    for caller in (labour, police):
        assert (await caller.get(dispute.path)).status_code == 404
        assert (await caller.get(f"/matters/{dispute.number}")).status_code == 404
    assert (await (await desk.sign_in(DISPATCHER)).get(dispute.path)).status_code == 200


async def test_nobody_whistles_about_a_matter_that_is_not_theirs_to_see(desk: Desk) -> None:
    dispute = await desk.dispute()
    elsewhere = {"village": "sl-t2-v1", "about": dispute.number}

    answer = await (await desk.sign_in(OTHER_COMMISSIONER)).post("/dispatches", order(desk, **elsewhere))

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("person", "changes", "status", "code"),
    [
        (CLERK, {}, 409, "not-yours-to-do"),
        (OTHER_COMMISSIONER, {}, 409, "not-in-your-area"),
        (DISPATCHER, {"village": "nowhere"}, 422, "malformed"),
        (DISPATCHER, {"village": None, "township": "sl-d1"}, 422, "malformed"),
        (DISPATCHER, {"edition": "demo/1999.1"}, 422, "malformed"),
        (DISPATCHER, {"lead": {"role": "grid_worker", "unit": "sl-t1-v1"}}, 409, "cannot-be-called"),
        (DISPATCHER, {"be_there_by": MONDAY.isoformat()}, 409, "time-in-the-past"),
    ],
)
async def test_a_whistle_that_may_not_be_says_why(
    desk: Desk, person: str, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = await (await desk.sign_in(person)).post("/dispatches", order(desk, **changes))

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_the_same_key_whistles_once(desk: Desk) -> None:
    caller, key, body = await desk.sign_in(DISPATCHER), str(uuid.uuid4()), order(desk)

    first, second = [await caller.post("/dispatches", body, key) for _ in range(2)]
    other = await caller.post("/dispatches", {**body, "place": "别处"}, key)

    assert first.json() == second.json()
    assert other.status_code == 422


async def test_a_silent_unit_stands_in_the_supervisors_list_until_it_answers(desk: Desk) -> None:
    case = await whistled(desk)
    await time_passes(desk, case, minutes=30)
    assert ("call", "dept_head@sl-d1") in await silent(desk, SUPERVISOR, case)  # its head is this very seat
    assert ("call", "police_station@sl-t1") not in await silent(desk, SUPERVISOR, case)

    await time_passes(desk, case, minutes=30)

    assert ("call", "police_station@sl-t1") in await silent(desk, SUPERVISOR, case)
    assert "see-to-silent-unit" in await tasks(desk, SUPERVISOR, case)
    assert await silent(desk, LAND, case) == []
    await case.done(POLICE, "report-for-duty")
    assert ("call", "police_station@sl-t1") not in await silent(desk, SUPERVISOR, case)


async def test_an_incident_is_declared_and_commanded(desk: Desk) -> None:
    case = await declared(desk)
    await case.done(
        COMMISSIONER, "give-order", {"role": "dept_head", "unit": "sl-d2", "words": "带界址图到场。"}
    )

    assert await tasks(desk, LAND, case) == {"acknowledge-order"}
    assert "带界址图到场。" in str((await case.read(LAND))["timeline"])
    await time_passes(desk, case, minutes=10)
    assert await silent(desk, SUPERVISOR, case) == [("order", "dept_head@sl-d2")]
    await case.done(LAND, "acknowledge-order", {"order": 1})
    assert await silent(desk, SUPERVISOR, case) == []
    assert await tasks(desk, LAND, case) == {"carry-out-order"}


@pytest.mark.parametrize(
    ("person", "changes", "code"),
    [
        (CLERK, {}, "not-yours-to-do"),
        (OTHER_COMMISSIONER, {}, "not-in-your-area"),
        (DISPATCHER, {"grade": "huge"}, "unknown-grade"),
    ],
)
async def test_what_may_not_be_declared_says_why(
    desk: Desk, person: str, changes: dict[str, Any], code: str
) -> None:
    answer = await (await desk.sign_in(person)).post("/incidents", incident(**changes))

    assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_whoever_asks_by_code_is_not_told_of_what_was_called_out(desk: Desk) -> None:
    answer = await (await desk.sign_in(DISPATCHER)).post("/dispatches", order(desk))
    headers = {"Tracking-Code": answer.json()["tracking"]}

    standing = await desk.http.get("/public/status", headers=headers)

    assert standing.status_code == 200, standing.text
    assert standing.json()["cases"] == []
