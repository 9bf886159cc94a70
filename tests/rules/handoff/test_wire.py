"""What the two systems tell each other: late, twice, out of order, from the wrong side, or not at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.handoff import commands, events
from rules.handoff.matter import Class, Holder, Outcome, Paper, Performed, SideName, Stage, What
from rules.handoff.wire import speaker_of
from rules.refusals import Reason
from tests.rules import county
from tests.rules.handoff.story import (
    AGREEMENT,
    CENTRE,
    OFFICE,
    RECORD,
    HandoffStory,
    a_handoff,
    a_handoff_at,
    expire,
    message,
    recall,
    returning,
)
from tests.rules.story import KEY, WORDS

pytestmark = pytest.mark.usefixtures("trial_row")

SENDER, RECEIVER = SideName.SENDER, SideName.RECEIVER
GIVEN_BACK = {"outcome": "registered", "papers": (RECORD, AGREEMENT), "performed": Performed.NOT}


def not_taken(story: HandoffStory) -> str:
    """Why the last message was not taken."""
    last = story.events[-1]
    assert isinstance(last, events.MessageNotTaken)
    return last.reason


def resend(seq: int, by: object = CENTRE) -> commands.ResendMessage:
    return commands.ResendMessage(id=KEY, by=by, seq=seq)  # type: ignore[arg-type]


def lay_aside(seq: int, by: object = CENTRE) -> commands.LayMessageAside:
    return commands.LayMessageAside(id=KEY, by=by, seq=seq, proof=WORDS)  # type: ignore[arg-type]


# What our side says goes out to the other side's system, and to nobody else's.


def test_what_our_sender_says_goes_out_to_the_agency() -> None:
    story = a_handoff_at(Stage.SUPPLEMENT)
    said = [What.SENT]

    story.supply()
    said += story.says_to_the_other()
    story.taken().accept().give_back().confirm()
    said += story.says_to_the_other()

    assert said == [What.SENT, What.SUPPLIED, What.CONFIRMED]


def test_what_our_receiver_says_goes_out_to_the_agency() -> None:
    story = a_handoff_at(Stage.RECEIVED, "from-agency")

    story.sign().want().supply().accept()
    story.hear(commands.RecordProgress(id=KEY, by=OFFICE, note=WORDS))
    story.give_back()

    assert story.says_to_the_other() == [
        *(What.SIGNED_FOR, What.SUPPLEMENT_WANTED, What.ACCEPTED, What.PROGRESSED, What.RETURNED),
    ]


def test_a_refusal_of_ours_goes_out_once() -> None:
    assert a_handoff_at(Stage.RECEIVED, "from-agency").refuse().says_to_the_other() == [What.REFUSED]


def test_among_ourselves_nothing_goes_out() -> None:
    assert a_handoff_at(Stage.CLOSED, "among-us").says_to_the_other() == []


def test_what_the_other_side_said_is_not_said_back() -> None:
    assert a_handoff_at(Stage.RETURNED).says_to_the_other() == []


def test_what_was_never_sent_is_not_taken_back_over_the_wire() -> None:
    story = a_handoff()

    story.hear(recall())

    assert (story.says_to_the_other(), story.state.stage) == ([], Stage.CLOSED)


def test_it_is_closed_only_when_the_other_side_knows() -> None:
    story = a_handoff_at(Stage.RETURNED)

    story.confirm()
    before = story.state.stage, len(story.letters_of("export-history"))
    story.taken()

    assert before == (Stage.ENDED, 0)
    assert (story.state.stage, story.state.closed_at) == (Stage.CLOSED, story.at)
    assert len(story.letters_of("export-history")) == 1


@pytest.mark.parametrize("ask", [recall, expire])
def test_an_end_by_the_sender_is_told_as_a_recall(ask: object) -> None:
    story = a_handoff_at(Stage.RECEIVED)
    story.wait_for_the_next_moment()

    story.hear(ask(by=CENTRE))  # type: ignore[operator]

    assert story.says_to_the_other() == [What.RECALLED]


# Receipts.


def test_the_receipt_of_the_system_is_the_answer_to_what_was_sent() -> None:
    story = a_handoff().send()
    sent_at = story.at
    story.at += timedelta(hours=2)

    story.hear(
        commands.MessageDelivered(
            seq=story.state.outgoing[0].seq, taken_at=sent_at + timedelta(hours=1), effect="taken"
        )
    )

    assert story.state.received_at == sent_at + timedelta(hours=1)
    assert story.state.clock("accept-by").started_at == story.state.received_at


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_clock_of_theirs_that_is_wrong_moves_nothing_before_the_sending_or_into_the_future(
    hours: int,
) -> None:
    story = a_handoff().send()

    story.hear(message(RECEIVER, What.RECEIVED, "m", story.at + timedelta(hours=hours)))

    assert story.state.received_at == story.at


def test_a_receipt_that_comes_after_the_acceptance_takes_nothing_back() -> None:
    story = a_handoff().send().accept()

    story.taken()

    assert story.state.stage is Stage.ACCEPTED
    assert story.state.received_at


def test_a_delivery_that_nobody_waits_for_changes_nothing() -> None:
    story = a_handoff_at(Stage.RECEIVED)

    assert story.hear(commands.MessageDelivered(seq=99, taken_at=story.at, effect="taken")) == ()
    assert story.hear(commands.MessageUndeliverable(seq=99, code="gone")) == ()


def test_what_was_taken_back_before_the_receipt_is_not_received_any_more() -> None:
    story = a_handoff().send()
    story.hear(recall())

    story.taken()

    assert (story.state.received_at, story.state.stage) == (None, Stage.CLOSED)


# Messages of the other side.


def test_a_handoff_of_an_agency_begins_with_what_its_system_has_sent() -> None:
    story = a_handoff("from-agency")

    assert story.kinds() == ["HandoffArrived"]
    assert story.notices() == [("handoff-arrived", OFFICE.role, OFFICE.unit)]
    assert story.says(SENDER, What.SENT) == ()


def test_the_sender_says_what_goes_and_the_receiver_what_comes_back() -> None:
    by = {side: {what for what in What if speaker_of(what) is side} for side in SideName}

    assert by[SENDER] == {What.SENT, What.RECALLED, What.SUPPLIED, What.CONFIRMED, What.CONSENT_ENDED}
    assert by[RECEIVER] == set(What) - by[SENDER]


@pytest.mark.parametrize(
    ("stage", "what"),
    [
        (Stage.RECEIVED, What.RECEIVED),
        (Stage.SIGNED_FOR, What.SIGNED_FOR),
        (Stage.SUPPLEMENT, What.SIGNED_FOR),
        (Stage.ACCEPTED, What.SIGNED_FOR),
        (Stage.ACCEPTED, What.ACCEPTED),
        (Stage.RETURNED, What.ACCEPTED),
        (Stage.RETURNED, What.RETURNED),
        (Stage.CLOSED, What.RETURNED),
    ],
)
def test_what_was_so_already_changes_nothing(stage: Stage, what: What) -> None:
    assert a_handoff_at(stage).says(RECEIVER, what, **GIVEN_BACK) == ()


def test_the_same_end_said_twice_is_said_once() -> None:
    refused = a_handoff_at(Stage.RECEIVED).refuse()
    ended = [
        (What.RECALLED, Stage.RECEIVED),
        (What.CONFIRMED, Stage.RETURNED),
        (What.CONSENT_ENDED, Stage.ACCEPTED),
    ]

    assert refused.says(RECEIVER, What.REFUSED) == ()
    for what, stage in ended:
        story = a_handoff_at(stage, "from-agency")
        assert story.says(SENDER, what, party="zhang") != ()
        assert story.says(SENDER, what, party="zhang") == ()


def test_a_second_wish_for_a_supplement_is_noted_and_changes_nothing() -> None:
    story = a_handoff_at(Stage.SUPPLEMENT)

    story.want()

    assert not_taken(story) == "supplement-asked-before"
    assert story.state.stage is Stage.SUPPLEMENT


@pytest.mark.parametrize(
    ("stage", "what", "reason"),
    [
        (Stage.DRAFT, What.RECEIVED, Reason.NOT_AT_THIS_STAGE),
        (Stage.DRAFT, What.SIGNED_FOR, Reason.NOT_AT_THIS_STAGE),
        (Stage.DRAFT, What.ACCEPTED, Reason.NOT_AT_THIS_STAGE),
        (Stage.SIGNED_FOR, What.PROGRESSED, Reason.NOT_AT_THIS_STAGE),
        (Stage.DRAFT, What.RETURNED, Reason.NOT_AT_THIS_STAGE),
        (Stage.ACCEPTED, What.REFUSED, Reason.NOT_AT_THIS_STAGE),
        (Stage.ACCEPTED, What.SUPPLEMENT_WANTED, Reason.NOT_AT_THIS_STAGE),
        (Stage.CLOSED, What.PROGRESSED, Reason.HANDOFF_HAS_ENDED),
        (Stage.CLOSED, What.REFUSED, Reason.HANDOFF_HAS_ENDED),
        (Stage.CLOSED, What.SUPPLEMENT_WANTED, Reason.HANDOFF_HAS_ENDED),
    ],
)
def test_a_message_of_the_other_side_that_comes_too_late_is_noted_and_changes_nothing(
    stage: Stage, what: What, reason: Reason
) -> None:
    story = a_handoff_at(stage)
    before = story.state

    story.says(RECEIVER, what, words=WORDS, **GIVEN_BACK)

    assert not_taken(story) == reason.code
    assert story.state == replace(before, seq=before.seq + 1, changed_at=story.at)


@pytest.mark.parametrize("what", [What.RECEIVED, What.SIGNED_FOR, What.ACCEPTED, What.RETURNED])
def test_what_they_say_after_we_took_it_back_is_noted_and_they_are_told(what: What) -> None:
    story = a_handoff().send()
    story.hear(recall())

    story.says(RECEIVER, what, **GIVEN_BACK)

    assert not_taken(story) == "handoff-has-ended"
    assert story.state.outcome is Outcome.RECALLED


@pytest.mark.parametrize(
    ("stage", "what", "reason"),
    [
        (Stage.ACCEPTED, What.RECALLED, Reason.ALREADY_ACCEPTED),
        (Stage.CLOSED, What.RECALLED, Reason.HANDOFF_HAS_ENDED),
        (Stage.SIGNED_FOR, What.SUPPLIED, Reason.NOT_AT_THIS_STAGE),
        (Stage.CLOSED, What.SUPPLIED, Reason.HANDOFF_HAS_ENDED),
        (Stage.ACCEPTED, What.CONFIRMED, Reason.NOT_AT_THIS_STAGE),
        (Stage.CLOSED, What.CONSENT_ENDED, Reason.HANDOFF_HAS_ENDED),
        (Stage.RETURNED, What.CONSENT_ENDED, Reason.NOT_AT_THIS_STAGE),
    ],
)
def test_so_is_what_the_sending_agency_says_too_late(stage: Stage, what: What, reason: Reason) -> None:
    story = a_handoff_at(stage, "from-agency")

    story.says(SENDER, what, party="zhang")

    assert not_taken(story) == reason.code


def test_a_confirmation_after_another_end_is_noted() -> None:
    story = a_handoff_at(Stage.RECEIVED, "from-agency").refuse()

    story.says(SENDER, What.CONFIRMED)

    assert not_taken(story) == "handoff-has-ended"
    assert story.state.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("kind", "side", "what"),
    [
        ("to-agency", SENDER, What.RECALLED),
        ("to-agency", SENDER, What.ACCEPTED),
        ("to-agency", RECEIVER, What.RECALLED),
        ("from-agency", RECEIVER, What.ACCEPTED),
        ("from-agency", SENDER, What.ACCEPTED),
        ("among-us", SENDER, What.RECALLED),
    ],
)
def test_what_is_not_theirs_to_say_is_noted_and_not_taken(kind: str, side: SideName, what: What) -> None:
    story = a_handoff_at(Stage.RECEIVED, kind)

    story.says(side, what)

    assert not_taken(story) == "not-yours-to-do"
    assert story.state.stage is Stage.RECEIVED


def test_a_result_that_overtook_its_acceptance_brings_both() -> None:
    story = a_handoff_at(Stage.SIGNED_FOR)

    happened = story.says(RECEIVER, What.RETURNED, ref="court/1", **GIVEN_BACK)

    assert [type(each) for each in happened] == [events.HandoffAccepted, events.HandoffReturned]
    assert story.says(RECEIVER, What.ACCEPTED) == ()
    assert (story.state.receiver.ref, story.state.holder) == ("court/1", Holder.SENDER)


@pytest.mark.parametrize("stage", [Stage.SIGNED_FOR, Stage.ACCEPTED])
def test_a_result_that_is_none_of_the_dockings_brings_nothing(stage: Stage) -> None:
    story = a_handoff_at(stage)

    story.says(RECEIVER, What.RETURNED, outcome="weather")

    assert not_taken(story) == "outcome-not-of-this-docking"
    assert story.state.stage is stage


def test_a_message_without_an_outcome_returns_nothing() -> None:
    story = a_handoff_at(Stage.ACCEPTED)

    story.says(RECEIVER, What.RETURNED)

    assert not_taken(story) == "outcome-not-of-this-docking"


def test_an_agency_that_says_no_reason_has_another_one() -> None:
    story = a_handoff_at(Stage.RECEIVED)

    story.says(RECEIVER, What.REFUSED)

    assert story.state.refusal == "other"


def test_progress_is_shown_and_changes_nothing() -> None:
    story = a_handoff_at(Stage.ACCEPTED)

    story.says(RECEIVER, What.PROGRESSED, words=WORDS)

    assert (story.kinds()[-1], story.state.stage) == ("HandoffProgressed", Stage.ACCEPTED)


def test_nothing_secret_comes_over_the_wire() -> None:
    secret = Paper(kind="mediation-record", text=WORDS, secrecy=Class.SECRET)
    wanted, accepted = a_handoff_at(Stage.SUPPLEMENT, "from-agency"), a_handoff_at(Stage.ACCEPTED)

    wanted.says(SENDER, What.SUPPLIED, papers=(secret,))
    accepted.says(RECEIVER, What.RETURNED, outcome="registered", papers=(secret,))

    assert not_taken(wanted) == not_taken(accepted) == "secret-paper"


def test_an_agency_takes_back_what_it_sent_and_our_people_know() -> None:
    story = a_handoff_at(Stage.SIGNED_FOR, "from-agency").taken()

    story.says(SENDER, What.RECALLED)

    assert (story.state.outcome, story.state.stage) == (Outcome.RECALLED, Stage.CLOSED)
    assert story.notices()[-1] == ("handoff-recalled", OFFICE.role, OFFICE.unit)


def test_of_our_acceptance_and_their_recall_the_first_in_the_journal_counts() -> None:
    story = a_handoff_at(Stage.SIGNED_FOR, "from-agency")

    story.accept()
    story.says(SENDER, What.RECALLED)

    assert not_taken(story) == "already-accepted"
    assert story.state.holder is Holder.RECEIVER


def test_the_sending_agency_says_that_a_party_does_not_agree() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "from-agency").taken()

    story.says(SENDER, What.CONSENT_ENDED, party="zhang")

    assert (story.state.outcome, story.state.stage) == (Outcome.CONSENT_ENDED, Stage.CLOSED)
    assert story.notices()[-1] == ("handoff-consent-ended", OFFICE.role, OFFICE.unit)


# What cannot be delivered.


def test_a_message_that_cannot_be_delivered_is_somebodys_to_look_at() -> None:
    story = a_handoff().send().lost()

    assert story.notices()[-1] == ("message-undelivered", CENTRE.role, CENTRE.unit)
    assert story.tasks()["undelivered-message"] == (CENTRE.role, CENTRE.unit)
    assert story.procedure.view(story.state).case.needs_attention
    assert story.hear(commands.MessageUndeliverable(seq=story.state.outgoing[0].seq, code="gone")) == ()


def test_of_the_receivers_messages_the_receiver_is_told() -> None:
    story = a_handoff_at(Stage.SIGNED_FOR, "from-agency").lost()

    assert story.notices()[-1] == ("message-undelivered", OFFICE.role, OFFICE.unit)


def test_only_what_cannot_be_delivered_is_sent_again_or_laid_aside() -> None:
    story = a_handoff().send()
    seq = story.state.outgoing[0].seq

    assert story.refusal_of(resend(seq)) is Reason.NO_SUCH_MESSAGE

    story.lost()

    assert story.refusal_of(lay_aside(99)) is Reason.NO_SUCH_MESSAGE
    story.hear(resend(seq))
    assert not story.state.outgoing[0].is_dead
    assert story.taken().state.stage is Stage.RECEIVED


def test_what_was_told_by_other_means_has_been_received() -> None:
    story = a_handoff().send().lost()

    story.hear(lay_aside(story.state.outgoing[0].seq, by=county.SUPERVISOR))

    assert (story.state.stage, story.says_to_the_other()) == (Stage.RECEIVED, [])


def test_the_end_told_by_other_means_closes_it() -> None:
    story = a_handoff_at(Stage.RETURNED).confirm().lost()
    assert story.state.stage is Stage.ENDED

    story.hear(lay_aside(story.state.outgoing[0].seq))

    assert story.state.has_ended
    assert len(story.letters_of("export-history")) == 1


def test_one_of_several_messages_is_looked_at_by_itself() -> None:
    story = a_handoff_at(Stage.RECEIVED, "from-agency").sign().accept()
    first, second = story.state.outgoing
    story.hear(commands.MessageUndeliverable(seq=first.seq, code="gone"))

    story.hear(lay_aside(first.seq, by=OFFICE))

    assert [each.seq for each in story.state.outgoing] == [second.seq]


def test_a_return_waits_for_the_other_side_even_when_they_have_confirmed_it() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "from-agency").taken()
    story.hear(returning(outcome="agreement", papers=(RECORD, AGREEMENT)))

    story.says(SENDER, What.CONFIRMED)

    assert (story.state.outcome, story.state.stage) == (Outcome.CONFIRMED, Stage.ENDED)
    assert story.taken().state.stage is Stage.CLOSED
