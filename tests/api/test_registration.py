"""Disputes are put on the ladder: screened, their people known, in one stroke with their first entry."""

import asyncio
import uuid
from typing import Any

import pytest

from api import opening
from records import content
from tests.api.conftest import CLERK, COMMISSIONER, DISPATCHER, SECRETARY, Desk, dispute

MINOR = {"role": "applicant", "name": "小王", "is_minor": True}
RESPONDENT = {"role": "respondent", "name": "李乙"}


async def test_a_registered_dispute_has_its_number_and_its_place_on_the_ladder(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    answer = await clerk.post("/disputes", dispute())

    assert answer.status_code == 201
    said = answer.json()
    assert answer.headers["Location"] == f"/cases/dispute/{said['number']}/1"
    assert answer.headers["ETag"] == '"1"'
    assert (said["seq"], said["stage"], said["n"]) == (1, "consent", 1)
    assert said["procedure"] == f"dispute/sl/{said['number']}/1"
    assert said["procedure"] in desk.engine.begun


async def test_the_same_key_registers_once(desk: Desk) -> None:
    clerk, key, body = await desk.sign_in(CLERK), str(uuid.uuid4()), dispute()

    first = await clerk.post("/disputes", body, key)
    second = await clerk.post("/disputes", body, key)
    other = await clerk.post("/disputes", {**body, "dispute_type": "debt"}, key)

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


async def test_what_stands_is_answered_although_the_asker_has_lost_the_seat_since(desk: Desk) -> None:
    clerk, key, body = await desk.sign_in(CLERK), str(uuid.uuid4()), dispute()
    first = await clerk.post("/disputes", body, key)
    desk.clock.at = desk.clock.at.replace(year=2025)

    second = await clerk.post("/disputes", body, key)

    assert (first.status_code, first.json()) == (second.status_code, second.json())


async def test_what_may_not_be_mediated_is_answered_with_every_door(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    screen = {
        **dispute()["screen"],
        "family-violence": "yes",
        "discipline": "yes",
        "status": "civil-part-remains",
    }

    answer = await clerk.post("/disputes", dispute(screen=screen))

    assert (answer.status_code, answer.json()["code"]) == (409, "not-mediable")
    violence, discipline = answer.json()["doors"]
    assert (violence["concern"], violence["door"]) == ("family-violence", "police-and-protection-order")
    assert violence["article"]["zh"] == "《反家庭暴力法》第13条"
    assert discipline["door"] == "discipline-inspection-organ"
    assert violence["door_words"]["en"].startswith("Go to the police")


async def test_a_refused_registration_leaves_no_number_behind(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    before = (await clerk.post("/disputes", dispute())).json()["number"]
    await clerk.post("/disputes", dispute(parties=[RESPONDENT]))

    after = (await clerk.post("/disputes", dispute())).json()["number"]

    assert int(after[-6:]) == int(before[-6:]) + 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"screen": {"crime": "no"}}, "screen-incomplete"),
        ({"dispute_type": "quarrel"}, "unknown-dispute-type"),
        ({"parties": [RESPONDENT]}, "parties-not-identified"),
        ({"parties": [MINOR, RESPONDENT]}, "minor-without-guardian"),
        ({"parties": [{**MINOR, "guardian": "李乙"}, RESPONDENT]}, "guardian-across-the-table"),
        (
            {"parties": [{"role": "applicant", "name": "众人", "representatives": 6}, RESPONDENT]},
            "too-many-representatives",
        ),
    ],
)
async def test_a_registration_is_refused_by_the_rules(desk: Desk, changes: dict[str, Any], code: str) -> None:
    clerk = await desk.sign_in(CLERK)

    answer = await clerk.post("/disputes", dispute(**changes))

    assert (answer.status_code, answer.json()["code"]) == (409, code)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"village": "sl-t1"}, "body.village"),
        ({"village": "nowhere"}, "body.village"),
        ({"other_townships": ["sl-t1-v2"]}, "body.other_townships"),
        ({"edition": "demo/1999.1"}, "body.edition"),
        ({"number": "SL-2026-000001"}, "body.number"),
        ({"matter": None}, "body.number"),
        ({"screen": {"crime": "perhaps"}}, "body.screen.crime"),
        ({"surprise": 1}, "body.surprise"),
    ],
)
async def test_a_malformed_registration_names_its_field(
    desk: Desk, changes: dict[str, Any], field: str
) -> None:
    clerk = await desk.sign_in(CLERK)

    answer = await clerk.post("/disputes", dispute(**changes))

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_only_the_countys_intake_and_its_dispatcher_register(desk: Desk) -> None:
    statuses = {}
    for person in (SECRETARY, COMMISSIONER, DISPATCHER):
        statuses[person] = (await (await desk.sign_in(person)).post("/disputes", dispute())).status_code

    assert statuses == {SECRETARY: 409, COMMISSIONER: 409, DISPATCHER: 201}


async def test_a_guardian_who_is_a_party_is_that_party(desk: Desk) -> None:
    father = {"role": "applicant", "name": "王父"}

    case = await desk.dispute(parties=[father, {**MINOR, "guardian": "王父"}, RESPONDENT])

    parties = {party["name"]: party for party in (await case.read())["parties"]}
    assert parties["小王"]["party"]["guardian"] == parties["王父"]["party"]["ref"]
    assert parties["小王"]["guardian_name"] == "王父"


async def test_a_guardian_who_is_no_party_is_known_by_a_reference_of_their_own(desk: Desk) -> None:
    case = await desk.dispute(parties=[{**MINOR, "guardian": "王母"}, RESPONDENT])

    minor, respondent = (await case.read())["parties"]

    assert minor["guardian_name"] == "王母"
    assert minor["party"]["guardian"] not in (minor["party"]["ref"], respondent["party"]["ref"])


async def test_two_registrations_at_once_under_one_key_are_one_and_a_refusal(desk: Desk) -> None:
    clerk, key = await desk.sign_in(CLERK), str(uuid.uuid4())
    number = (await clerk.post("/matters", dispute()["matter"])).json()["number"]

    answers = await asyncio.gather(
        *(
            clerk.post("/disputes", dispute(number=number, matter=None, dispute_type=kind), key)
            for kind in ("debt", "water")
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201, 422]


async def test_a_dispute_across_townships_begins_at_the_county(desk: Desk) -> None:
    case = await desk.dispute(other_townships=["sl-t2"])

    read = await case.read()

    assert (read["case"]["step"], read["case"]["owner_role"]) == (4, "dispute_resolution_centre")


async def test_a_dispute_runs_under_the_edition_that_was_named(desk: Desk) -> None:
    newest, strict = await desk.dispute(), await desk.dispute(edition="demo/2026.1-strict")

    assert (await newest.read())["edition"] == "demo/2026.1"
    assert (await strict.read())["edition"] == "demo/2026.1-strict"


async def test_a_matter_taken_in_before_comes_onto_the_ladder_once(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    number = (await clerk.post("/matters", dispute()["matter"])).json()["number"]
    body = dispute(number=number, matter=None)

    first = await clerk.post("/disputes", body)
    again = await clerk.post("/disputes", body)

    assert (first.status_code, first.json()["number"]) == (201, number)
    assert (again.status_code, again.json()["code"]) == (409, "not-at-this-stage")
    read = (await clerk.get(f"/cases/dispute/{number}/1")).json()
    assert [party["name"] for party in read["parties"]] == ["王甲", "李乙"]


async def test_a_row_of_a_file_that_was_taken_in_before_becomes_that_matters_dispute(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    matter = {**dispute()["matter"], "origin": {"source": "register.xlsx", "id": str(uuid.uuid4())}}
    number = (await clerk.post("/matters", matter)).json()["number"]

    answer = await clerk.post("/disputes", dispute(matter=matter))

    assert (answer.status_code, answer.json()["number"]) == (201, number)


async def test_a_matter_nobody_took_in_is_not_there(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    answer = await clerk.post("/disputes", dispute(number="SL-2026-999999", matter=None))

    assert answer.status_code == 404


async def test_a_dispute_is_registered_while_the_engine_is_away(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    desk.engine.is_away = True

    answer = await clerk.post("/disputes", dispute())

    assert answer.status_code == 201
    assert answer.json()["procedure"] not in desk.engine.begun


async def test_a_dispute_is_registered_although_the_engine_does_not_say_that_it_has_begun(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    desk.engine.breaks_off = True

    answer = await clerk.post("/disputes", dispute())

    assert answer.status_code == 201
    assert answer.json()["procedure"] in desk.engine.begun


async def test_a_key_that_took_in_a_matter_registers_no_dispute_about_another(desk: Desk) -> None:
    clerk, key = await desk.sign_in(CLERK), str(uuid.uuid4())
    number = (await clerk.post("/matters", dispute()["matter"])).json()["number"]
    await clerk.post("/matters", dispute()["matter"], key)

    answer = await clerk.post("/disputes", dispute(number=number, matter=None), key)

    assert (answer.status_code, answer.json()["code"]) == (422, "key-reused")


async def test_an_erased_matter_does_not_come_onto_the_ladder(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    number = (await clerk.post("/matters", dispute()["matter"])).json()["number"]
    await content.erase(desk.app.state.office.records, number)

    answer = await clerk.post("/disputes", dispute(number=number, matter=None))

    assert (answer.status_code, answer.json()["code"]) == (409, "not-at-this-stage")


async def test_where_no_edition_is_in_force_yet_nothing_is_registered(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    answer = await clerk.post("/disputes", dispute(edition="demo/2099.1"))

    assert answer.json()["errors"] == [{"field": "body.edition", "code": "not-in-force"}]


async def test_the_engine_that_does_not_answer_does_not_hold_up_a_registration(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(*_: Any, **__: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(opening, "_BEGIN_WITHIN", 0.1)
    monkeypatch.setattr(desk.engine, "start_workflow", slow)

    answer = await (await desk.sign_in(CLERK)).post("/disputes", dispute())

    assert answer.status_code == 201
