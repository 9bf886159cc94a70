"""One dispute through the API, from the village to the county and to its aftercare."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api.conftest import CLERK, COMMISSIONER, DISPATCHER, MEDIATOR, SECRETARY, Case, Desk
from tests.api.test_asking import open_aftercare

CADRE = "p-sl-t1-v1-posted-township-cadre"
JUSTICE_OFFICE = "p-sl-t1-justice-office"
CENTRE = "p-sl-dispute-resolution-centre"
DOCKING_OFFICE = "p-sl-petition-mediation-docking-office"

# step -> who does its paper work, who must be there, where
STEPS = {
    1: (MEDIATOR, ["peoples_mediator"], "sl-t1-v1"),
    2: (MEDIATOR, ["village_two_committees"], "sl-t1-v1"),
    3: (
        JUSTICE_OFFICE,
        ["justice_office", "police_station", "peoples_tribunal", "township_petition_office"],
        "sl-t1",
    ),
    4: (CENTRE, [], "sl"),
}


async def fails(desk: Desk, case: Case, step: int) -> dict[str, Any]:
    """Everybody agrees to try, and nothing comes of it."""
    clerk, present, place = STEPS[step]
    parties = await case.parties()
    for party in parties:
        await case.done(clerk, "record-consent", {"party": party})
    soon = desk.clock.at + timedelta(hours=4)
    await case.done(clerk, "schedule-session", {"scheduled_for": soon.isoformat(), "place_unit": place})
    desk.clock.pass_by(days=1)
    outcome = {"outcome": "no_agreement", "present": present, "parties": parties, "mediators": [clerk]}
    return await case.done(clerk, "record-session", {**outcome, "rights_told": True, "minutes": "各执一词。"})


async def test_a_dispute_climbs_the_four_steps_and_every_end_is_cared_for(desk: Desk) -> None:
    case = await desk.dispute()

    for step in (1, 2):
        assert (await fails(desk, case, step))["stage"] == "consent"
    assert (await fails(desk, case, 3))["stage"] == "direction"
    await case.done(COMMISSIONER, "request-county-support", {"reason": "各方愿意到县里再谈。"})
    assert (await fails(desk, case, 4))["stage"] == "closed"

    read = await case.read(DISPATCHER)
    assert (read["case"]["outcome"], read["case"]["step"]) == ("no-agreement", 4)
    heard = (await case.read(CENTRE))["sessions"]
    assert [session["minutes"] for session in heard] == ["各执一词。"] * 4
    assert not any(session["minutes"] for session in read["sessions"])
    assert [entry["data"]["step"] for entry in read["timeline"] if entry["kind"] == "LevelEntered"] == [
        2,
        3,
        4,
    ]


async def test_aftercare_is_done_through_its_own_verbs(desk: Desk) -> None:
    case = await desk.dispute()
    parties = await case.parties()
    await case.done(SECRETARY, "end-without-agreement", {"reason": "分歧过大。"})
    await open_aftercare(desk, case)
    path = f"/cases/aftercare/{case.number}/1"
    office, secretary = await desk.sign_in(DOCKING_OFFICE), await desk.sign_in(SECRETARY)

    for party in parties:
        served = {"party": party, "method": "in-person", "proof": "当面签收。"}
        assert (await office.post(f"{path}/record-service", served)).status_code == 200
    again = await office.post(
        f"{path}/record-service", {"party": parties[0], "method": "mail", "proof": "回执"}
    )
    done = await secretary.post(f"{path}/record-revisit", {"notes": "双方相处平和。"})

    assert (again.status_code, again.json()["code"]) == (409, "nothing-to-serve")
    assert (done.status_code, done.json()["stage"]) == (200, "closed")
    read = (await (await desk.sign_in(CLERK)).get(path)).json()
    assert read["outcome_words"]["en"] == "Aftercare completed"
    assert [entry["texts"] for entry in read["timeline"] if entry["kind"] == "Revisited"] == [
        {"notes": "双方相处平和。"}
    ]


@pytest.mark.parametrize("verb", ["claim", "record-consent", "send-back"])
async def test_aftercare_knows_nothing_of_the_verbs_of_a_dispute(desk: Desk, verb: str) -> None:
    case = await desk.dispute()
    caller = await desk.sign_in(SECRETARY)

    assert (await caller.post(f"/cases/aftercare/{case.number}/1/{verb}", {})).status_code == 404
