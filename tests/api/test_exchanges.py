"""The ledger of the wire, for people: what was not delivered, what belongs to nothing, what bounces."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from records import agencies, deliveries, intake
from records.agencies import Incoming
from records.deliveries import Delivery
from records.intake import Opening
from rules.dockings.docking import Body
from rules.editions import Edition
from rules.handoff.commands import MessageUndeliverable
from rules.handoff.matter import Person, Side
from rules.handoff.opening import open_handoff
from rules.handoff.procedure import HANDOFF
from rules.procedure import Event, Officer, Sealed
from tests.api.conftest import (
    CLERK,
    GRID_WORKER,
    MONDAY,
    NEXT_VILLAGE,
    SECRETARY,
    SUPERVISOR,
    Case,
    Desk,
)
from tests.rules import county

WEEK = {"from": "2026-11-02", "until": "2026-11-08"}
OURS = Side(body=Body.MEDIATION, unit=county.VILLAGE, role="village_party_secretary")
COURT = Side(body=Body.COURT, unit="sl-a1", role="docking_clerk", agency="court")
POLICE = Side(body=Body.POLICE, unit="sl-a2", role="docking_clerk", agency="police")
SENDER = Officer(SECRETARY, "village_party_secretary", county.VILLAGE)


ABOUT = (Person(ref="zhang", role="applicant"),)


async def handed_over(
    desk: Desk,
    case: Case,
    receiver: Side = COURT,
    docking: str = "case-package",
    people: tuple[Person, ...] = ABOUT,
) -> Case:
    """A handoff of the matter, drafted as the relay drafts it."""

    def first(id: str, number: str, edition: Edition) -> Event:
        return open_handoff(
            id=id,
            number=number,
            edition=edition,
            docking=docking,
            sender=OURS,
            receiver=receiver,
            origin=f"dispute/sl/{case.number}/1",
            origin_seq=1,
            people=people,
            summary=Sealed(str(uuid4())),
            by=SENDER,
            at=desk.clock.at,
        )

    opening = Opening(HANDOFF, county.TOLD, first)
    opened = await intake.open_about(desk.app.state.office.records, case.number, opening, str(uuid4()))
    assert opened.procedure
    desk.engine.begun.add(opened.procedure)
    return Case(desk, case.number, "handoff")


async def taken_back(desk: Desk, case: Case) -> Case:
    handoff = await handed_over(desk, case)
    await handoff.done(SECRETARY, "recall-handoff", {"reason": "当事人已自行和解。"})
    return handoff


async def bounces(desk: Desk, person: str, **days: str) -> Any:
    answer = await (await desk.sign_in(person)).get("/handoffs/bounces", **{**WEEK, **days})
    assert answer.status_code == 200, answer.text
    return answer.json()


def of(found: Any, case: Case) -> list[dict[str, Any]]:
    return [each for each in found["matters"] if each["matter"] == case.number]


def pairs(found: Any) -> list[tuple[str, str, str, int, int]]:
    return [
        (each["sender"], each["receiver"], each["docking"], each["handed"], each["bounced"])
        for each in found["pairs"]
    ]


async def test_what_came_back_untaken_is_counted_by_pair_and_by_matter_on_its_days_alone(
    desk: Desk,
) -> None:
    desk.clock.at = MONDAY + timedelta(days=20)
    days = {"from": "2026-11-22", "until": "2026-11-22"}
    case, other = await desk.dispute(), await desk.dispute()
    await taken_back(desk, case)
    await handed_over(desk, other)

    counted, before = await bounces(desk, CLERK, **days), await bounces(desk, CLERK)

    assert pairs(counted) == [(county.VILLAGE, "sl-a1", "case-package", 2, 1)]
    assert counted["matters"] == [{"matter": case.number, "handed": 1, "bounced": 1}]
    assert of(before, case) == []


async def test_what_bounces_is_counted_of_what_one_sees(desk: Desk) -> None:
    case = await desk.dispute()
    await taken_back(desk, case)

    mine, elsewhere = await bounces(desk, SECRETARY), await bounces(desk, NEXT_VILLAGE)

    assert of(mine, case) == [{"matter": case.number, "handed": 1, "bounced": 1}]
    assert of(elsewhere, case) == []


async def test_the_days_of_what_bounces_are_asked_for(desk: Desk) -> None:
    answer = await (await desk.sign_in(CLERK)).get("/handoffs/bounces")

    assert answer.status_code == 422


# Deliveries.


async def sent_to_the_police(desk: Desk) -> tuple[Case, str]:
    """A matter sent over the wire, and its handoff's id; the message stands in entry 2."""
    case = await desk.dispute()
    handoff = await handed_over(desk, case, POLICE, "police-referral")
    await handoff.done(SECRETARY, "send-handoff")
    return handoff, f"handoff/sl/{case.number}/1"


async def tried(desk: Desk, handoff: str, answer: str, *, taken: bool = False) -> str:
    """Its message, tried once."""
    delivery = Delivery(
        procedure=handoff,
        seq=2,
        agency="police",
        what="sent",
        message=uuid4(),
        body=uuid4(),
        attempts=0,
        first_at=MONDAY,
        last_at=MONDAY,
        last_answer=None,
        taken_at=None,
    )
    office = desk.app.state.office
    async with office.records.begin() as connection:
        await deliveries.prepare(connection, delivery)
    await deliveries.tried(office.records, delivery, MONDAY, answer, taken=taken)
    return str(delivery.message)


async def given_up(desk: Desk, handoff: str, code: str) -> None:
    await desk.engine.update(handoff, MessageUndeliverable(id=str(uuid4()), seq=2, code=code))


async def ledger(desk: Desk, person: str, handoff: str, **only: Any) -> list[dict[str, Any]]:
    answer = await (await desk.sign_in(person)).get("/handoffs/deliveries", **only)
    assert answer.status_code == 200, answer.text
    return [each for each in answer.json() if each["procedure"] == handoff]


async def test_whoever_sees_a_handoff_sees_what_went_out_and_what_was_not_delivered(desk: Desk) -> None:
    (_, went), (_, lost) = await sent_to_the_police(desk), await sent_to_the_police(desk)
    await tried(desk, went, "taken", taken=True)
    message = await tried(desk, lost, "422")
    await given_up(desk, lost, "422")

    for handoff, is_dead in ((went, False), (lost, True)):
        (one,) = await ledger(desk, SECRETARY, handoff)
        assert (one["seq"], one["is_dead"]) == (2, is_dead)
        assert one["words"] == {"zh": "移送", "en": "Handed over"}
    assert await ledger(desk, SECRETARY, went, dead=True) == []
    (only,) = await ledger(desk, SECRETARY, lost, dead=True)
    assert (only["message"], only["attempts"], only["last_answer"], only["taken_at"]) == (
        message,
        1,
        "422",
        None,
    )


async def test_what_was_tried_in_vain_for_too_long_waits_for_a_person_too(desk: Desk) -> None:
    _, handoff = await sent_to_the_police(desk)
    await tried(desk, handoff, "ConnectError")
    before = await ledger(desk, SECRETARY, handoff, dead=True)

    await given_up(desk, handoff, "timed-out")

    assert before == []
    assert len(await ledger(desk, SECRETARY, handoff, dead=True)) == 1


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("resend-message", {"seq": 2}),
        ("lay-message-aside", {"seq": 2, "proof": "电话告知，接听人已记录。"}),
    ],
)
async def test_what_a_person_has_seen_to_waits_for_nobody(
    desk: Desk, verb: str, said: dict[str, Any]
) -> None:
    case, handoff = await sent_to_the_police(desk)
    await tried(desk, handoff, "422")
    await given_up(desk, handoff, "422")

    await case.done(SECRETARY, verb, said)

    assert await ledger(desk, SECRETARY, handoff, dead=True) == []
    (one,) = await ledger(desk, SECRETARY, handoff)
    assert (one["is_dead"], one["last_answer"]) == (False, "422")


async def test_what_went_out_elsewhere_is_not_there(desk: Desk) -> None:
    _, handoff = await sent_to_the_police(desk)
    await tried(desk, handoff, "422")

    assert await ledger(desk, NEXT_VILLAGE, handoff) == []


# Strays.


async def came(desk: Desk, state: str, *, at: datetime = MONDAY) -> str:
    message = uuid4()
    incoming = Incoming("court", message, f"tw-{message}", "accepted", "digest", at, "{}")
    office = desk.app.state.office
    async with office.records.begin() as connection:
        await agencies.keep(connection, incoming, state=state, keeper=office.keeper)
    return str(message)


async def test_whoever_supervises_sees_what_belongs_to_nothing_we_know(desk: Desk) -> None:
    parked, done = await came(desk, agencies.PARKED), await came(desk, agencies.DONE)

    answer = await (await desk.sign_in(SUPERVISOR)).get("/handoffs/strays")

    found = {each["message"]: each for each in answer.json()}
    assert found[parked]["state"] == "parked"
    assert done not in found


async def test_what_nobody_came_for_in_a_week_is_given_up_and_shown_as_such(desk: Desk) -> None:
    old, new = (
        await came(desk, agencies.PARKED, at=datetime(2026, 1, 1, tzinfo=UTC)),
        await came(desk, "parked"),
    )
    records = desk.app.state.office.records

    await agencies.give_up_strays(records, MONDAY - agencies.STRAY_AFTER)

    answer = await (await desk.sign_in(SUPERVISOR)).get("/handoffs/strays")
    states = {each["message"]: each["state"] for each in answer.json()}
    assert (states[old], states[new]) == ("stray", "parked")


@pytest.mark.parametrize("person", [CLERK, SECRETARY, GRID_WORKER])
async def test_nobody_else_sees_what_belongs_to_nothing(desk: Desk, person: str) -> None:
    answer = await (await desk.sign_in(person)).get("/handoffs/strays")

    assert (answer.status_code, answer.json()["code"]) == (403, "not-yours-to-do")
