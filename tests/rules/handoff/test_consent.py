"""A party does not agree, or agrees no more: it goes back by itself, and those who work on it are told."""

from dataclasses import replace

import pytest

from rules.dockings import DOCKINGS
from rules.dockings.docking import Consents
from rules.handoff import commands
from rules.handoff.matter import Holder, Outcome, RefusalReason, Stage, What
from tests.rules.handoff.story import (
    KINDS,
    LAWYER,
    LI,
    TRIAL,
    ZHANG,
    a_handoff,
    a_handoff_at,
)

pytestmark = pytest.mark.usefixtures("trial_row")


def refuses(party: str) -> commands.HandoffConsentRefused:
    return commands.HandoffConsentRefused(party=party)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "stage", [Stage.SENT, Stage.RECEIVED, Stage.SIGNED_FOR, Stage.SUPPLEMENT, Stage.ACCEPTED]
)
def test_whoever_does_not_agree_any_more_brings_it_back_at_once(stage: Stage, kind: str) -> None:
    if stage is Stage.SENT and kind != "to-agency":
        stage = Stage.RECEIVED  # our own people have it at once
    story = a_handoff_at(stage, kind)

    story.hear(refuses("zhang"))
    story.taken()  # until its system has been told to stop, whoever works on it has it

    assert story.state.holder is Holder.SENDER
    assert not story.state.may_be_recalled


def test_whoever_works_on_it_has_it_until_told_that_there_is_no_consent_any_more() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "to-agency")

    story.hear(refuses("zhang"))

    assert story.state.is_settled
    assert story.state.holder is Holder.RECEIVER
    assert story.taken().state.holder is Holder.SENDER


def test_the_other_side_is_asked_by_the_receiver_and_may_refuse() -> None:
    asked, at_work = (
        a_handoff_at(Stage.SIGNED_FOR, "from-agency"),
        a_handoff_at(Stage.ACCEPTED, "from-agency"),
    )

    asked.hear(refuses("li"))
    at_work.hear(refuses("li"))

    assert (asked.state.outcome, asked.state.refusal) == (Outcome.REFUSED, RefusalReason.NO_CONSENT)
    assert asked.says_to_the_other()[-1] is What.REFUSED
    assert at_work.state.came_back
    assert at_work.state.came_back.outcome == "unwilling"
    assert at_work.says_to_the_other()[-1] is What.RETURNED


def test_among_ourselves_it_ends_and_both_sides_know() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")

    story.hear(refuses("li"))

    assert story.state.outcome is Outcome.CONSENT_ENDED
    assert story.codes()[-2:] == ["handoff-consent-ended", "handoff-consent-ended"]


def test_the_receiving_system_is_told_that_a_party_does_not_agree() -> None:
    story = a_handoff_at(Stage.ACCEPTED)

    story.hear(refuses("zhang"))

    assert story.says_to_the_other()[-1] is What.CONSENT_ENDED


@pytest.mark.parametrize("party", ["passer-by", "lawyer"])
def test_whoever_is_not_asked_ends_nothing(party: str) -> None:
    story = a_handoff(people=(ZHANG, LI, LAWYER)).send()

    assert story.hear(refuses(party)) == ()


def test_what_needs_nobodys_consent_nobody_ends_by_refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DOCKINGS, "trial", replace(TRIAL, consents=Consents.NOBODY))
    story = a_handoff().send()

    assert story.hear(refuses("zhang")) == ()


def test_a_refusal_after_the_return_or_the_end_changes_nothing() -> None:
    for stage in (Stage.RETURNED, Stage.CLOSED):
        assert a_handoff_at(stage, "among-us").hear(refuses("zhang")) == ()


def test_what_has_begun_here_hears_of_a_refusal_itself() -> None:
    story = a_handoff_at(Stage.ACCEPTED, "among-us")
    story.hear(commands.ReceiverStarted(procedure="dispute/sl/SL-2026-1/2"))

    assert story.hear(refuses("zhang")) == ()


def test_a_draft_ends_when_a_party_does_not_agree_and_nobody_else_is_told() -> None:
    story = a_handoff()

    story.hear(refuses("li"))

    assert (story.state.outcome, story.state.has_ended) == (Outcome.CONSENT_ENDED, True)
    assert story.says_to_the_other() == []


def test_what_nobody_has_accepted_is_taken_back_when_its_origin_has_ended() -> None:
    ended = commands.OriginEnded(procedure="dispute/sl/SL-2026-1/1", outcome="left-for-route")
    draft, sent, accepted = a_handoff(), a_handoff().send(), a_handoff_at(Stage.ACCEPTED)

    for story in (draft, sent, accepted):
        story.hear(ended)

    assert [story.state.outcome for story in (draft, sent, accepted)] == [
        Outcome.RECALLED,
        Outcome.RECALLED,
        None,
    ]
