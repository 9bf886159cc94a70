"""A run that has grown long goes on as a new one in the middle of a handoff: news arrives, a message once."""

from typing import Any

import pytest
from temporalio.client import Client

from tests.handoffs.county import CLERK, LEAD, County, a_dispute, a_matter, eventually, path_of
from workflows import names

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def drafted(county: County, docking: str = "police-referral", to: str = "police") -> tuple[str, str]:
    """A dispute that is to go there, and the handoff's draft, to which everybody agrees."""
    begun = await county.ask(CLERK, "/disputes", a_dispute(matter=a_matter()))
    assert begun.status == 201, begun.body
    dispute, number = begun.body["procedure"], begun.body["number"]
    parties = (await county.see(LEAD, path_of(dispute))).body["parties"]
    people = [party["party"]["ref"] for party in parties]
    asked = {"docking": docking, "to": to, "people": people, "summary": "一方扬言报复。"}
    assert (await county.ask(LEAD, path_of(dispute, "hand-off"), asked)).status == 200
    [handoff] = await eventually(lambda: county.procedures("handoff", number))
    await eventually(lambda: county.case(handoff))
    for party in people:
        consent = {"party": party, "form": "written", "given_at": "2026-03-02T02:00:00Z"}
        agreed = await county.ask(LEAD, path_of(handoff, "record-handoff-consent"), consent)
        assert agreed.status == 200, agreed.body
    return dispute, handoff


async def renewed(engine: Client, procedure: str) -> None:
    """Told to go on in a new run, and going on in it."""
    handle = engine.get_workflow_handle(procedure)
    before = (await handle.describe()).run_id
    await handle.signal(names.RENEW)

    async def goes_on() -> bool:
        return (await handle.describe()).run_id != before

    await eventually(goes_on)


async def heard(county: County, dispute: str) -> list[str]:
    rows = await county._rows(
        "SELECT body ->> 'news' FROM journal WHERE procedure = :id AND kind = 'HandoffHeard' ORDER BY seq",
        id=dispute,
    )
    return [row[0] for row in rows]


async def test_news_reaches_a_dispute_that_goes_on_in_a_new_run(county: County, engine: Client) -> None:
    dispute, handoff = await drafted(county)
    assert (await county.ask(LEAD, path_of(handoff, "send-handoff"))).status == 200
    await eventually(lambda: county.there("police", handoff))

    for procedure in (dispute, handoff):
        await renewed(engine, procedure)
    await county.acted("police", handoff, "accept")

    async def has_heard() -> bool:
        return await heard(county, dispute) == ["sent", "accepted"]

    await eventually(has_heard)


async def test_what_is_on_its_way_when_a_run_ends_is_delivered_once(county: County, engine: Client) -> None:
    _, handoff = await drafted(county)
    with county.system.without("simulator"):
        assert (await county.ask(LEAD, path_of(handoff, "send-handoff"))).status == 200
        await eventually(lambda: was_tried(county, handoff))
        await renewed(engine, handoff)
        [tries] = await was_tried(county, handoff)

        async def was_tried_anew() -> bool:
            return (await was_tried(county, handoff))[0] > tries

        await eventually(was_tried_anew)
    await eventually(lambda: has(county, handoff, "HandoffReceived"))

    there: Any = await county.there("police", handoff)
    assert [each["what"] for each in there["heard"]] == ["sent"]
    story = [kind for kind in await county.story(handoff) if kind != "HandoffConsented"]
    assert story == ["HandoffOpened", "HandoffSent", "MessageTaken", "HandoffReceived"]


async def was_tried(county: County, handoff: str) -> list[int]:
    rows = await county._rows("SELECT attempts FROM deliveries WHERE procedure = :id", id=handoff)
    return [row[0] for row in rows if row[0]]


async def has(county: County, procedure: str, kind: str) -> bool:
    return kind in await county.story(procedure)
