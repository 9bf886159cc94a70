"""It is received, signed for and answered; of recall and acceptance the first counts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.dockings import DOCKINGS
from rules.handoff import commands
from rules.handoff.matter import Holder, Outcome, RefusalReason, Stage
from rules.refusals import Reason
from tests.rules import county
from tests.rules.handoff.story import (
    ASSIGNED,
    KINDS,
    OFFICE,
    TRIBUNAL,
    HandoffStory,
    a_handoff,
    a_handoff_at,
    recall,
)
from tests.rules.story import KEY, WORDS

pytestmark = pytest.mark.usefixtures("trial_row")


@pytest.mark.parametrize("kind", KINDS)
def test_a_receipt_is_not_an_acceptance(kind: str) -> None:
    story = a_handoff_at(Stage.RECEIVED, kind)

    story.sign()

    assert story.state.holder is Holder.SENDER
    assert story.state.accepted_at is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_receiver_holds_it_from_its_acceptance_until_the_return(kind: str) -> None:
    story = a_handoff_at(Stage.SIGNED_FOR, kind)
    holders = [story.state.holder]

    for go in (HandoffStory.accept, HandoffStory.give_back, HandoffStory.confirm):
        go(story)
        holders.append(story.state.holder)

    assert holders == [Holder.SENDER, Holder.RECEIVER, Holder.SENDER, Holder.SENDER]
    assert story.state.outcome is Outcome.CONFIRMED


def test_the_time_to_mediate_runs_from_the_signature() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")
    story.at += timedelta(days=1)

    story.sign()

    assert story.state.clock("mediate-by").started_at == story.at
    assert story.state.due("mediate-by").on == date(2026, 12, 3)  # type: ignore[union-attr]


def test_whoever_accepts_at_once_has_signed_for_it() -> None:
    story = a_handoff_at(Stage.RECEIVED, "among-us")

    story.accept()

    assert story.state.clock("mediate-by").started_at == story.at


def test_a_receiver_that_does_not_take_it_says_why_and_the_sender_decides_what_is_next() -> None:
    story = a_handoff_at(Stage.SIGNED_FOR, "among-us")

    story.refuse()

    assert (story.state.outcome, story.state.refusal) == (Outcome.REFUSED, RefusalReason.NOT_COMPETENT)
    assert story.state.has_ended
    assert story.notices()[-1] == ("handoff-refused", TRIBUNAL.role, TRIBUNAL.unit)
    assert story.origin_told()[-1] == ("refused", None)


@pytest.mark.parametrize("end", [HandoffStory.refuse, None])
def test_what_was_refused_or_returned_is_handed_over_again_as_another_exchange(end: object) -> None:
    first = a_handoff_at(Stage.SIGNED_FOR, "among-us")
    _ = first.refuse() if end else first.accept().give_back().confirm()

    again = a_handoff("among-us", id="handoff/sl/SL-2026-1/2").send()

    assert first.state.has_ended
    assert again.state.stage is Stage.RECEIVED
    assert again.state.id != first.state.id


@pytest.mark.parametrize("kind", KINDS)
def test_a_supplement_is_wanted_once_and_all_at_once(kind: str) -> None:
    story = a_handoff_at(Stage.SIGNED_FOR, kind)

    story.want().supply()

    assert story.state.stage is Stage.SIGNED_FOR
    assert story.state.supplied
    assert [paper.kind for paper in story.state.papers][-1] == "mediation-record"
    if kind == "to-agency":
        story.want()
        assert story.kinds()[-1] == "MessageNotTaken"
    else:
        again = commands.WantSupplement(id=KEY, by=OFFICE, what=WORDS)
        assert story.refusal_of(again) is Reason.SUPPLEMENT_ASKED_BEFORE


def test_it_is_answered_before_the_supplement_has_come_if_the_receiver_can() -> None:
    assert a_handoff_at(Stage.SUPPLEMENT, "among-us").accept().state.stage is Stage.ACCEPTED
    assert a_handoff_at(Stage.SUPPLEMENT, "among-us").refuse().state.outcome is Outcome.REFUSED


def test_of_recall_and_acceptance_the_first_counts() -> None:
    taken_back, accepted = a_handoff_at(Stage.RECEIVED, "among-us"), a_handoff_at(Stage.RECEIVED, "among-us")

    taken_back.hear(recall(by=TRIBUNAL))
    accepted.accept()

    accept = commands.AcceptHandoff(id=KEY, by=OFFICE)
    assert taken_back.refusal_of(accept) is Reason.NOT_AT_THIS_STAGE
    assert accepted.refusal_of(recall(by=TRIBUNAL)) is Reason.NOT_AT_THIS_STAGE
    assert (taken_back.state.outcome, accepted.state.holder) == (Outcome.RECALLED, Holder.RECEIVER)


def test_whoever_is_told_of_an_end_is_whoever_did_not_make_it_and_has_it() -> None:
    draft, by_sender = a_handoff("among-us"), a_handoff_at(Stage.RECEIVED, "among-us")
    by_supervisor = a_handoff_at(Stage.RECEIVED, "among-us")

    draft.hear(recall(by=TRIBUNAL))
    by_sender.hear(recall(by=TRIBUNAL))
    by_supervisor.hear(recall(by=county.SUPERVISOR))

    told = [
        [(role, unit) for code, role, unit in story.notices() if code == "handoff-recalled"]
        for story in (draft, by_sender, by_supervisor)
    ]
    sender, receiver = (TRIBUNAL.role, TRIBUNAL.unit), (OFFICE.role, OFFICE.unit)
    assert told == [[], [receiver], [sender, receiver]]


def test_whoever_mediated_it_before_does_not_take_it_on_again(monkeypatch: pytest.MonkeyPatch) -> None:
    row = replace(DOCKINGS[ASSIGNED], keeps_former_mediators_out=True)
    monkeypatch.setitem(DOCKINGS, ASSIGNED, row)
    story = a_handoff("among-us", mediators=frozenset({OFFICE.person})).send()
    accept = commands.AcceptHandoff(id=KEY, by=OFFICE)

    assert story.refusal_of(accept) is Reason.MEDIATED_BEFORE
    assert story.hear(replace(accept, by=replace(OFFICE, person="another")))
