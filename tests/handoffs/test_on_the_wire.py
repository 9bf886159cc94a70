"""A court, the county and a village, over the real wire: every message once, and one holder at every
moment."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from temporalio.client import Client
from temporalio.converter import DataConverter

import contract
from tests.handoffs.county import (
    CLERK,
    LEAD,
    VILLAGE,
    County,
    a_dispute,
    a_matter,
    eventually,
    path_of,
)
from wire.signing import Keys

pytestmark = [pytest.mark.servers, pytest.mark.slow]

RECORD = {"kind": "mediation-record", "text": "双方未达成一致。"}


async def arrived(county: County, docking: str = "assigned-mediation") -> tuple[str, str]:
    """The court's reference, and the handoff here."""
    subject = await county.pushed("court", docking)
    handoff = await eventually(lambda: county.handoff_of("court", subject))
    return subject, handoff


async def test_a_court_sends_a_case_and_gets_its_result_back(county: County) -> None:
    subject, handoff = await arrived(county)
    for verb in ("sign-for-handoff", "accept-handoff"):
        assert (await county.ask(CLERK, path_of(handoff, verb))).status == 200
    number, n = handoff.split("/")[2], int(handoff.split("/")[3])
    begun = await county.ask(CLERK, "/disputes", a_dispute(number=number, handoff=n))
    assert begun.status == 201, begun.body
    back = {"outcome": "no-agreement", "papers": [RECORD]}
    early = await county.ask(CLERK, path_of(handoff, "return-handoff"), back)
    assert (early.status, early.body["code"]) == (409, "receiver-not-finished")

    dispute = begun.body["procedure"]
    ended = await county.ask(LEAD, path_of(dispute, "end-without-agreement"), {"reason": "分歧过大。"})
    assert ended.status == 200, ended.body
    await eventually(lambda: _has(county, handoff, "ReceiverFinished"))
    returned = await county.ask(CLERK, path_of(handoff, "return-handoff"), back)
    assert returned.status == 200, returned.body
    await eventually(lambda: _stands(county, "court", subject, "returned"))
    await county.acted("court", subject, "confirm")
    await eventually(lambda: _has(county, handoff, "HandoffEnded"))

    story = [kind for kind in await county.story(handoff) if kind != "MessageTaken"]
    assert story == [
        "HandoffArrived",
        "HandoffSignedFor",
        "HandoffAccepted",
        "ReceiverBegan",
        "ReceiverFinished",
        "HandoffReturned",
        "HandoffEnded",
    ]


async def test_what_an_acceptance_begins_it_begins_once_however_many_ask(county: County) -> None:
    _, handoff = await arrived(county)
    assert (await county.ask(CLERK, path_of(handoff, "accept-handoff"))).status == 200
    number, n = handoff.split("/")[2], int(handoff.split("/")[3])

    asked = [county.ask(CLERK, "/disputes", a_dispute(number=number, handoff=n)) for _ in range(4)]
    answers = await asyncio.gather(*asked)

    assert sorted(answer.status for answer in answers) == [201, 409, 409, 409]
    assert len(await county.procedures("dispute", number)) == 1


async def test_what_is_taken_back_first_is_not_accepted_any_more(county: County) -> None:
    subject, handoff = await arrived(county)
    await county.acted("court", subject, "recall")
    await eventually(lambda: _has(county, handoff, "HandoffEnded"))

    late = await county.ask(CLERK, path_of(handoff, "accept-handoff"))

    assert late.status == 409


async def test_what_was_accepted_first_is_not_taken_back_any_more(county: County) -> None:
    subject, handoff = await arrived(county)
    assert (await county.ask(CLERK, path_of(handoff, "accept-handoff"))).status == 200
    recall = message("recalled", subject, {"reason": "另行处理"})

    answer = await county.said("court", recall)

    told = {name: answer.body[name] for name in ("effect", "reason", "stage", "holder")}
    assert told == {
        "effect": "refused",
        "reason": "already-accepted",
        "stage": "accepted",
        "holder": "receiver",
    }
    assert "MessageNotTaken" in await county.story(handoff)


async def test_the_same_message_again_is_answered_as_it_was(county: County) -> None:
    sent = a_push()
    first, again = await county.said("court", sent), await county.said("court", sent)

    assert (first.status, again.status) == (202, 200)
    assert first.body == again.body
    handoff = await county.handoff_of("court", sent["subject"])
    assert handoff
    assert await county.story(handoff) == ["HandoffArrived"]


async def test_another_body_under_the_same_id_is_refused(county: County) -> None:
    sent = a_push()
    await county.said("court", sent)
    other = {**sent, "data": {**sent["data"], "summary": "另一件事。"}}

    assert (await county.said("court", other)).status == 409


async def test_a_practice_matter_is_answered_and_leaves_no_case(county: County) -> None:
    sent = a_push()
    sent["data"] |= {"practice": {"wish": ["accept"]}}

    answer = await county.said("court", sent)

    assert (answer.status, answer.body["effect"]) == (202, "nothing")
    assert await county.handoff_of("court", sent["subject"]) is None


async def test_an_exchange_is_sent_once_however_many_messages_say_so(county: County) -> None:
    sent = a_push()
    await county.said("court", sent)

    answer = await county.said("court", {**sent, "id": str(uuid4())})

    assert (answer.status, answer.body["effect"]) == (202, "nothing")


@pytest.mark.parametrize(
    ("keys", "late"),
    [
        (Keys("whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldCBrZXk="), timedelta(0)),
        (None, timedelta(minutes=-6)),
        (None, timedelta(minutes=6)),
    ],
    ids=["another's key", "too old", "from the future"],
)
async def test_who_is_not_who_they_say_is_turned_away(
    county: County, keys: Keys | None, late: timedelta
) -> None:
    sent = a_push()

    answer = await county.said("court", sent, keys=keys, at=datetime.now(UTC) + late)

    assert (answer.status, answer.body["code"]) == (401, "not-signed")
    assert await county.handoff_of("court", sent["subject"]) is None


async def test_an_agency_nobody_knows_is_turned_away_like_a_bad_signature(county: County) -> None:
    keys = Keys("whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldCBrZXk=")

    answer = await county.said("customs", a_push(), keys=keys)

    assert (answer.status, answer.body["code"]) == (401, "not-signed")


async def test_one_agency_does_not_speak_for_another(county: County) -> None:
    answer = await county.said("police", a_push())  # its source says court

    assert answer.status == 401


async def test_what_keeps_to_no_schema_is_told_where(county: County) -> None:
    sent = a_push()
    sent["data"]["parties"][0]["is_minor"] = "no"

    answer = await county.said("court", sent)

    assert answer.status == 422
    assert "/data/parties/0/is_minor" in [error["pointer"] for error in answer.body["errors"]]


async def test_what_is_no_json_and_what_is_too_large_is_not_taken_in(county: County) -> None:
    for unreadable in (b"{", b"[]", b'{"id": 1, "id": 2}', b'{"id": NaN}'):
        assert (await county.said("court", unreadable)).status == 400
    assert (await county.said("court", b"[" + b" " * 70_000 + b"]")).status == 413


async def test_what_cannot_be_between_these_two_is_turned_away_at_the_door(county: County) -> None:
    sent = a_push(docking="notary")

    answer = await county.said("court", sent)

    assert answer.status == 422
    assert await county.handoff_of("court", sent["subject"]) is None


async def test_what_overtakes_its_own_beginning_waits_for_it(county: County) -> None:
    sent = a_push()
    recall = message("recalled", sent["subject"], {"reason": "发错。"})

    early = await county.said("court", recall)
    assert (early.status, early.body["effect"]) == (202, "pending")
    assert (await county.said("court", sent)).body["effect"] == "taken"
    handoff = await county.handoff_of("court", sent["subject"])
    assert handoff
    await eventually(lambda: _has(county, handoff, "HandoffEnded"))

    assert (await county.said("court", recall)).body["effect"] == "taken"


async def test_a_village_hands_a_matter_to_the_police_and_hears_what_came_of_it(
    county: County, engine: Client
) -> None:
    registered = await county.ask(CLERK, "/disputes", a_dispute(matter=a_matter()))
    assert registered.status == 201, registered.body
    dispute = registered.body["procedure"]
    shown = (await county.see(LEAD, path_of(dispute))).body
    people = [party["party"]["ref"] for party in shown["parties"]]
    asked = {"docking": "police-referral", "to": "police", "people": people, "summary": "一方扬言报复。"}
    handed = await county.ask(LEAD, path_of(dispute, "hand-off"), asked)
    assert handed.status == 200, handed.body
    [handoff] = await eventually(lambda: county.procedures("handoff", registered.body["number"]))
    sent = await county.ask(LEAD, path_of(handoff, "send-handoff"))
    assert sent.status == 200, sent.body
    await eventually(lambda: _has(county, handoff, "HandoffReceived"))
    still = await county.ask(LEAD, path_of(dispute, "end-without-agreement"), {"reason": "分歧过大。"})
    assert (still.status, still.body["code"]) == (409, "handoff-still-open")

    there = await county.there("police", handoff)
    assert there
    assert there["stage"] == "sent"  # taken, and nobody there has looked at it
    for act in ("sign", "accept"):
        await county.acted("police", handoff, act)
    await eventually(lambda: _holds(county, handoff, "sl-a2"))
    await county.acted("police", handoff, "return", {"outcome": "dealt-with-by-law", "documents": []})
    await eventually(lambda: _has(county, handoff, "HandoffReturned"))
    await eventually(lambda: _holds(county, handoff, VILLAGE))
    assert (await county.ask(LEAD, path_of(handoff, "confirm-return"))).status == 200
    await eventually(lambda: _stands(county, "police", handoff, "closed"))
    news = ["sent", "accepted", "returned", "confirmed"]

    async def has_heard() -> bool:
        return (await county.story(dispute)).count("HandoffHeard") == len(news)

    await eventually(has_heard)

    async def is_told() -> list[list[str]]:  # the engine shows a little later what the journal has
        said = [each.split() for each in await _summaries(engine, dispute) if each.startswith("HandoffHeard")]
        return said if len(said) == len(news) else []

    told = await eventually(is_told)
    assert [each[1] for each in told] == news
    assert [each[2:] for each in told[:2]] == [[handoff], [handoff]]
    assert [each[2:] for each in told[2:]] == [["dealt-with-by-law", handoff]] * 2

    ended = await county.ask(LEAD, path_of(dispute, "end-without-agreement"), {"reason": "分歧过大。"})
    assert ended.status == 200


async def _summaries(engine: Client, procedure: str) -> list[str]:
    """What an operator reads in the history of a run, in order."""
    history = await engine.get_workflow_handle(procedure).fetch_history()
    said = [each.user_metadata.summary for each in history.events if each.HasField("user_metadata")]
    return [text for each in said for text in await DataConverter.default.decode([each])]


async def _has(county: County, procedure: str, kind: str) -> bool:
    return kind in await county.story(procedure)


async def _stands(county: County, agency: str, subject: str, stage: str) -> bool:
    there = await county.there(agency, subject)
    return there is not None and there["stage"] == stage


async def _holds(county: County, handoff: str, unit: str) -> bool:
    return bool((await county.case(handoff)).owner_unit == unit)


def message(what: str, subject: str, data: dict[str, Any], agency: str = "court") -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": f"urn:fengqiao:agency:{agency}",
        "type": f"cn.fengqiao.handoff.{what}.v1",
        "subject": subject,
        "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": data,
    }


def a_push(docking: str = "assigned-mediation") -> dict[str, Any]:
    """What a court sends: as the contract's own example, under a reference of its own."""
    example = contract.examples()["sent"]
    data = {**example["data"], "docking": docking}
    data.pop("practice", None)
    data.pop("related", None)
    data["parties"] = [dict(party) for party in data["parties"]]
    return {
        **message("sent", f"court/{uuid4()}", data),
        "dataschema": f"urn:fengqiao:contract:1:{docking}",
    }
