"""Inspections, old matters and revisits over the API: who opens them, who sees them, what they are told."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from api import examples
from records import backlogs, documents, outbox, sampling
from rules.backlog.commands import MatterLookedAt
from rules.inspection.commands import FrameListed
from rules.procedure import TimePassed
from tests.api.conftest import (
    AUDITOR,
    CLERK,
    MONDAY,
    OTHER_TOWNSHIP,
    SECRETARY,
    SUPERVISOR,
    Case,
    Desk,
)

BUREAU, BUREAU_HEAD = "p-sl-petition-bureau", "p-sl-petition-bureau-head"
LEADER, TOWN_HEAD = "p-sl-county-leader", "p-sl-t1-township-head"
OTHER_HEAD = "p-sl-t2-township-head"
YEAR = {"since": "2026-01-01", "until": "2026-12-31"}


def scope(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = examples.INSPECTION["inspection"]["value"]
    return {**body, "units": ["sl-t1"], "kinds": ["dispute"], **YEAR, **changes}


async def opened(desk: Desk, person: str = SUPERVISOR, **changes: Any) -> Case:
    answer = await (await desk.sign_in(person)).post("/inspections", scope(**changes))
    assert answer.status_code == 201, answer.text
    assert answer.json()["tracking"] is None
    return Case(desk, answer.json()["number"], "inspection")


async def drawn(desk: Desk, case: Case, only: tuple[str, ...] = ()) -> list[str]:
    """The sample, as the house draws it from what the records list; of these matters alone, where given."""
    records = desk.app.state.office.records
    first = (await case.read(SUPERVISOR))["timeline"][0]
    frame = await sampling.frame(
        records,
        frozenset(first["data"]["units"]),
        first["data"]["kinds"],
        (MONDAY.date().replace(month=1, day=1), MONDAY.date().replace(month=12, day=31)),
        desk.clock.at,
    )
    listed = FrameListed(id=str(uuid.uuid4()), frame=only or frame)
    await desk.engine.update(f"inspection/sl/{case.number}/1", listed)
    draw = await (await desk.sign_in(SUPERVISOR)).get(f"/inspections/{case.number}/1/draw")
    assert draw.status_code == 200, draw.text
    assert draw.json()["holds"]
    numbers: list[str] = draw.json()["drawn"]
    assert set(numbers) <= set(only or frame)
    return numbers


async def test_an_inspection_is_opened_by_who_inspects_and_drawn_by_nobody(desk: Desk) -> None:
    dispute = await desk.dispute()

    case = await opened(desk)

    assert (await case.read(SUPERVISOR))["case"]["stage"] == "to-draw"
    before = await (await desk.sign_in(SUPERVISOR)).get(f"/inspections/{case.number}/1/draw")
    assert before.status_code == 404
    assert await drawn(desk, case, (dispute.number,)) == [dispute.number]
    assert (await case.read(SUPERVISOR))["case"]["waits_for"] == "look-at-sample"


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"units": ["sl", "sl-t1"]}, 409, "inspects-itself"),
        ({"units": ["sl-t1-v1"]}, 409, "unit-not-in-scope"),
        ({"units": []}, 409, "scope-is-empty"),
        ({"jointly": ["grid_worker"]}, 409, "not-an-inspector"),
        ({"units": ["nowhere"]}, 422, "malformed"),
        ({"edition": "demo/1999.1"}, 422, "malformed"),
        ({"sample_size": 0}, 422, "malformed"),
    ],
)
async def test_what_makes_no_inspection_is_said(
    desk: Desk, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = await (await desk.sign_in(SUPERVISOR)).post("/inspections", scope(**changes))

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("person", [CLERK, TOWN_HEAD, AUDITOR, LEADER])
async def test_nobody_else_opens_one(desk: Desk, person: str) -> None:
    answer = await (await desk.sign_in(person)).post("/inspections", scope())

    assert (answer.status_code, answer.json()["code"]) == (409, "not-yours-to-do")


async def test_the_same_key_opens_one(desk: Desk) -> None:
    supervisor, key = await desk.sign_in(SUPERVISOR), str(uuid.uuid4())

    first = await supervisor.post("/inspections", scope(), key)
    second = await supervisor.post("/inspections", scope(), key)

    assert (first.status_code, first.json()) == (second.status_code, second.json())


async def test_the_inspected_learn_of_it_by_the_circular_and_never_of_the_frame(desk: Desk) -> None:
    dispute, clean = await desk.dispute(), await desk.dispute()
    case = await opened(desk, sample_size=2)
    head = await desk.sign_in(TOWN_HEAD)
    await drawn(desk, case, (dispute.number, clean.number))
    assert (await head.get(case.path)).status_code == 404

    look = {"matter": clean.number, "aspect": "matter"}
    await case.done(BUREAU, "find-in-order", look)
    await case.done(BUREAU, "find-in-order", {**look, "aspect": "handling"})
    await case.done(SUPERVISOR, "find-in-order", {"matter": dispute.number, "aspect": "matter"})
    await case.done(SUPERVISOR, "record-finding", found(dispute.number))
    await case.done(SUPERVISOR, "issue-circular", {"words": "有一个问题，限期整改。"})

    shown = (await head.get(case.path)).json()
    assert [entry["kind"] for entry in shown["timeline"]] == [
        *("InspectionOpened", "FindingRecorded", "CircularIssued"),
    ]
    assert clean.number not in str(shown)
    assert (await head.get(f"/inspections/{case.number}/1/draw")).status_code == 404
    assert (await (await desk.sign_in(OTHER_HEAD)).get(case.path)).status_code == 404
    assert "限期整改" in str(shown["timeline"])
    circular = await circular_of(desk, case, head)
    assert "有一个问题，限期整改。" in circular["zh"]
    assert any(line.startswith("问题1：东溪镇，办理过程") for line in circular["zh"])
    assert (circular["name"], circular["zh"][0]) == ("东溪镇", "东溪镇：")


async def circular_of(desk: Desk, case: Case, reader: Any) -> Any:
    """The circular as it is read, once its letter has been carried."""
    procedure, records = f"inspection/sl/{case.number}/1", desk.app.state.office.records
    letters = await outbox.claim(records, 100_000, timedelta(minutes=1), at_any_hour=True)
    [letter] = [each for each in letters if (each.procedure, each.kind) == (procedure, "document")]
    issued = await documents.issue(records, letter, **letter.body)
    shown = await reader.get(f"{case.path}/documents/{issued.id}")
    assert shown.status_code == 200, shown.text
    [copy] = shown.json()["copies"]
    return copy


def found(number: str, **changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = examples.VERBS["RecordFinding"]
    return {**body, "matter": number, "unit": "sl-t1", **changes}


async def test_from_the_finding_to_its_closing_by_two_others(desk: Desk) -> None:
    dispute = await desk.dispute()
    case = await opened(desk, sample_size=1)
    await drawn(desk, case, (dispute.number,))
    await case.done(SUPERVISOR, "find-in-order", {"matter": dispute.number, "aspect": "matter"})
    await case.done(SUPERVISOR, "record-finding", found(dispute.number))
    await case.done(SUPERVISOR, "issue-circular", {"words": "限期整改。"})

    early = await case.ask(BUREAU, "sign-off-rectification", {"finding": 1})
    await case.done(TOWN_HEAD, "record-rectification", {"finding": 1, "words": "已补送告知。"})
    for item in ("matter", "handling", "cause"):
        await case.done(TOWN_HEAD, "check-rectification", {"finding": 1, "item": item})
    await case.done(SUPERVISOR, "sign-off-rectification", {"finding": 1})
    again = await case.ask(SUPERVISOR, "sign-off-rectification", {"finding": 1})
    await case.done(BUREAU, "sign-off-rectification", {"finding": 1})

    assert (early.status_code, early.json()["code"]) == (409, "not-rectified")
    assert (again.status_code, again.json()["code"]) == (409, "signed-already")
    read = await case.read(SUPERVISOR)
    assert (read["case"]["stage"], read["case"]["outcome"]) == ("closed", "all-rectified")


async def registered(desk: Desk, number: str, ground: str = "assigned-from-above") -> Case:
    answer = await (await desk.sign_in(BUREAU)).post("/backlogs", {"number": number, "ground": ground})
    assert answer.status_code == 201, answer.text
    return Case(desk, number, "backlog")


async def test_an_old_matter_is_registered_by_the_office_of_what_it_sees(desk: Desk) -> None:
    dispute = await desk.dispute()
    bureau = await desk.sign_in(BUREAU)

    young = await bureau.post("/backlogs", {"number": dispute.number, "ground": "long-open"})
    unknown = await bureau.post("/backlogs", {"number": "SL-2026-999999", "ground": "repeated"})
    other = await (await desk.sign_in(SUPERVISOR)).post(
        "/backlogs", {"number": dispute.number, "ground": "repeated"}
    )
    late = await bureau.post(
        "/backlogs", {"number": dispute.number, "ground": "repeated", "edition": "demo/1999.1"}
    )
    case = await registered(desk, dispute.number)

    assert (young.status_code, young.json()["code"]) == (409, "not-old-yet")
    assert unknown.status_code == 404
    assert (other.status_code, other.json()["code"]) == (409, "not-yours-to-do")
    assert late.status_code == 422
    assert (await case.read(BUREAU))["case"]["light"] == "red"


async def test_a_whole_campaign_over_one_matter(desk: Desk) -> None:
    dispute = await desk.dispute()
    case = await registered(desk, dispute.number)
    await case.done(BUREAU, "assign-leader", {"role": "county_leader", "unit": "sl"})
    await case.done(LEADER, "take-charge")
    await case.done(LEADER, "form-team", {"units": ["sl-t1", "sl-d2"], "handler": "sl-t1"})
    await case.done(LEADER, "set-plan", {"words": "先勘界，再协商。"})
    await case.done(TOWN_HEAD, "add-milestone", {"due_on": "2026-11-30", "words": "勘界。"})
    assert (await case.read(BUREAU))["case"]["light"] == "green"
    await case.done(TOWN_HEAD, "report-settled", {"words": "已化解。"})

    procedure, records = f"backlog/sl/{dispute.number}/1", desk.app.state.office.records
    still_open = await backlogs.still_open(records, dispute.number)
    assert still_open == (f"dispute/sl/{dispute.number}/1",)
    looked = MatterLookedAt(id=str(uuid.uuid4()), still_open=still_open)
    await desk.engine.update(procedure, looked)
    assert (await case.read(BUREAU))["case"]["stage"] == "led"
    await left(dispute)
    await case.done(TOWN_HEAD, "report-settled", {"words": "已化解。"})
    now_open = await backlogs.still_open(records, dispute.number)
    await desk.engine.update(procedure, MatterLookedAt(id=str(uuid.uuid4()), still_open=now_open))
    for item in ("matter", "handling", "cause"):
        await case.done(TOWN_HEAD, "check-backlog", {"item": item})
    await case.done(SUPERVISOR, "assess-backlog", {"words": "属实。"})
    await case.done(BUREAU_HEAD, "assess-backlog", {"words": "同意。"})

    assert now_open == ()
    assert (await case.read(BUREAU))["case"]["outcome"] == "settled-for-good"


async def left(dispute: Case) -> None:
    [party, *_] = await dispute.parties()
    await dispute.done(SECRETARY, "left-for-route", {"party": party, "route": "court"})


async def test_the_wall_chart_has_matters_and_units_and_no_person(desk: Desk) -> None:
    dispute, uncovered = [await desk.dispute(village="sl-t3-v3") for _ in range(2)]
    case = await registered(desk, dispute.number)
    await case.done(BUREAU, "assign-leader", {"role": "township_head", "unit": "sl-t3"})
    await case.done("p-sl-t3-township-head", "take-charge")
    desk.clock.at = MONDAY + timedelta(days=800)

    chart = (await (await desk.sign_in("p-sl-t3-township-head")).get("/backlog")).json()
    elsewhere = (await (await desk.sign_in(OTHER_TOWNSHIP)).get("/backlog")).json()

    mine = [each for each in chart["matters"] if each["number"] == dispute.number]
    assert [(each["unit"], each["age"], each["light"]) for each in mine] == [("sl-t3", 800, "red")]
    assert [(b["from_days"], b["below_days"]) for b in chart["buckets"]] == [
        *((0, 365), (365, 730), (730, 1095), (1095, None)),
    ]
    assert sum(b["count"] for b in chart["buckets"]) == sum(u["count"] for u in chart["units"])
    old = {each["number"]: each["backlog"] for each in chart["over_two_years"]}
    assert old[dispute.number] == f"backlog/sl/{dispute.number}/1"
    assert old[uncovered.number] is None
    assert dispute.number not in str(elsewhere)
    assert "p-sl" not in str(chart)


async def test_without_a_county_of_an_edition_there_are_no_buckets_to_show(desk: Desk) -> None:
    chart = (await (await desk.sign_in("p-sl-city-review-handler")).get("/backlog")).json()

    assert [(b["from_days"], b["below_days"], b["count"]) for b in chart["buckets"]] == [(0, None, 0)]


async def test_every_ended_case_owes_a_revisit_until_somebody_went(desk: Desk) -> None:
    dispute = await desk.dispute()
    await left(dispute)
    bureau = await desk.sign_in(BUREAU)

    async def standing() -> str | None:
        answer = await bureau.get("/revisits", **YEAR)
        assert answer.status_code == 200, answer.text
        found = [each for each in answer.json()["without"] if each["case"]["matter"] == dispute.number]
        return found[0]["case"]["status"] if found else None

    assert await standing() == "owed"  # what follows is on its way
    secretary = (await (await desk.sign_in(OTHER_TOWNSHIP)).get("/revisits", **YEAR)).json()
    assert dispute.number not in str(secretary)
    units = (await bureau.get("/revisits", **YEAR)).json()["units"]
    assert sum(each["owed"] for each in units if each["unit"] == "sl-t1-v1") >= 1


async def test_time_alone_closes_no_finding(desk: Desk) -> None:
    dispute = await desk.dispute()
    case = await opened(desk, sample_size=1)
    await drawn(desk, case, (dispute.number,))
    await case.done(SUPERVISOR, "find-in-order", {"matter": dispute.number, "aspect": "matter"})
    await case.done(SUPERVISOR, "record-finding", found(dispute.number))
    await case.done(SUPERVISOR, "issue-circular", {"words": "限期整改。"})

    desk.clock.pass_by(days=60)
    await desk.engine.update(f"inspection/sl/{case.number}/1", TimePassed(id=str(uuid.uuid4())))

    read = await case.read(SUPERVISOR)
    assert (read["case"]["stage"], read["case"]["light"]) == ("rectifying", "red")
