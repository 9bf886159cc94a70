"""Whoever wants to leave may leave: what nobody has accepted is taken back, sent or not."""

import pytest

from tests.handoffs.county import CLERK, LEAD, County, a_dispute, a_matter, eventually, path_of

pytestmark = [pytest.mark.servers, pytest.mark.slow]


@pytest.mark.parametrize("is_sent", [False, True], ids=["a draft", "just sent"])
async def test_what_a_party_leaves_behind_is_taken_back(is_sent: bool, county: County) -> None:
    begun = await county.ask(CLERK, "/disputes", a_dispute(matter=a_matter()))
    dispute, number = begun.body["procedure"], begun.body["number"]
    parties = (await county.see(LEAD, path_of(dispute))).body["parties"]
    people = {party["party"]["role"]: party["party"]["ref"] for party in parties}
    asked = {
        "docking": "police-referral",
        "to": "police",
        "people": sorted(people.values()),
        "summary": "扬言报复。",
    }
    assert (await county.ask(LEAD, path_of(dispute, "hand-off"), asked)).status == 200
    if is_sent:
        [drafted] = await eventually(lambda: county.procedures("handoff", number))
        await eventually(lambda: county.case(drafted))
        assert (await county.ask(LEAD, path_of(drafted, "send-handoff"))).status == 200

    left = await county.ask(LEAD, path_of(dispute, "withdrawn"), {"party": people["applicant"]})

    assert left.status == 200, left.body
    [handoff] = await eventually(lambda: county.procedures("handoff", number))
    ended = await eventually(lambda: outcome_of(county, handoff))
    assert ended == "recalled"


async def outcome_of(county: County, handoff: str) -> str | None:
    rows = await county._rows(
        "SELECT body ->> 'outcome' FROM journal WHERE procedure = :id AND kind = 'HandoffEnded'", id=handoff
    )
    return rows[0][0] if rows else None
