"""What the two sides have said, when it was so, and what has still to come."""

import pytest

from rules.handoff import events
from rules.handoff.matter import Stage
from rules.handoff.receipts import Wanted, receipts, still_wanted
from tests.rules.handoff.story import a_handoff_at, sent_by_an_agency

pytestmark = pytest.mark.usefixtures("trial_row")


def test_every_step_stands_with_the_seat_that_said_it_or_with_none_where_a_system_did() -> None:
    story = a_handoff_at(Stage.ACCEPTED)

    said = receipts(story.events)

    kinds = [each.kind for each in said]
    assert kinds[0] == "HandoffOpened"
    assert kinds[-1] == "HandoffAccepted"
    assert [each.seq for each in said] == sorted(each.seq for each in said)
    assert all(each.by == story.events[each.seq - 1].by for each in said)


def test_a_receipt_and_a_signature_bear_the_instant_the_other_side_gave() -> None:
    story = a_handoff_at(Stage.SIGNED_FOR)
    of = {type(event).__name__: event for event in story.events}
    received, signed = of["HandoffReceived"], of["HandoffSignedFor"]
    assert isinstance(received, events.HandoffReceived)
    assert isinstance(signed, events.HandoffSignedFor)

    at = {each.kind: each.at for each in receipts(story.events)}

    assert at["HandoffReceived"] == received.received_at
    assert at["HandoffSignedFor"] == signed.signed_at


def test_what_an_agency_sent_begins_when_it_was_received() -> None:
    arrived = sent_by_an_agency()
    assert isinstance(arrived, events.HandoffArrived)

    assert [each.at for each in receipts([arrived])] == [arrived.received_at]


@pytest.mark.parametrize(
    ("stage", "wanted"),
    [
        (Stage.DRAFT, list(Wanted)),
        (Stage.SENT, list(Wanted)[1:]),
        (Stage.SUPPLEMENT, [Wanted.ANSWER, Wanted.RESULT, Wanted.CONFIRMATION]),
        (Stage.RETURNED, [Wanted.CONFIRMATION]),
        (Stage.CLOSED, []),
    ],
)
def test_what_has_still_to_come_follows_from_the_stage(stage: Stage, wanted: list[Wanted]) -> None:
    assert list(still_wanted(a_handoff_at(stage).state)) == wanted
