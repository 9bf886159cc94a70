"""Correcting a party's name, address or telephone is an act of its own, and changes nothing else."""

from dataclasses import replace
from typing import Any

import pytest

import written
from rules import particulars
from rules.dispute import commands
from rules.dispute.matter import Outcome, Stage
from rules.dispute.procedure import DISPUTE
from rules.procedure import Sealed
from rules.refusals import Reason
from tests.rules import county
from tests.rules.story import KEY, WORDS, DisputeStory, Story, a_dispute, a_dispute_at, aftercare_of

NEW = Sealed("content/2")


def correct(**said: Any) -> particulars.CorrectParticulars:
    whole = {"id": KEY, "by": county.WINDOW_CLERK, "party": "zhang", "name": NEW, "reason": WORDS}
    return particulars.CorrectParticulars(**{**whole, **said})


def at_every_open_stage() -> list[DisputeStory]:
    asking, mediating = a_dispute(), a_dispute().everyone_consents()
    awaiting = a_dispute_at(3).hold()
    stories = [asking, mediating, awaiting]
    assert [story.state.stage for story in stories] == [Stage.CONSENT, Stage.MEDIATION, Stage.DIRECTION]
    return stories


def test_it_is_on_record_who_corrected_what_and_why_by_reference() -> None:
    story = a_dispute()

    (event,) = story.hear(correct(telephone=NEW))

    assert event == particulars.ParticularsCorrected(
        at=story.at, by=county.WINDOW_CLERK, party="zhang", name=NEW, telephone=NEW, reason=WORDS
    )
    body = written.write(event, 2).body
    assert {name: body[name] for name in ("party", "name", "address", "telephone", "reason")} == {
        "party": "zhang",
        "name": NEW,
        "address": None,
        "telephone": NEW,
        "reason": WORDS,
    }


def test_it_can_be_corrected_at_every_open_stage_and_changes_nothing_else() -> None:
    for story in at_every_open_stage():
        before = story.state

        story.hear(correct())

        seen = replace(before, seq=before.seq + 1, decided_seq=before.seq + 1, changed_at=story.at)
        assert story.state == seen
        assert DISPUTE.follows(story.state, story.events[-1]) == ()


def test_it_can_be_corrected_as_long_as_aftercare_is_open() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)
    before = story.state

    story.hear(correct(name=None, address=NEW))

    assert story.kinds() == ["AftercareOpened", "ParticularsCorrected"]
    assert (story.state.owed, story.state.parties) == (before.owed, before.parties)


@pytest.mark.parametrize("story", [a_dispute(), aftercare_of(Outcome.NO_AGREEMENT)])
def test_somebody_who_is_no_party_has_nothing_to_correct(story: Story) -> None:
    assert story.refusal_of(correct(party="passer-by")) is Reason.UNKNOWN_PARTY
    assert story.refusal_of(correct(name=None)) is Reason.NO_PARTICULAR_GIVEN


def test_its_people_and_the_intake_correct_and_nobody_else() -> None:
    story = a_dispute()

    allowed = [
        seat
        for seat in (county.SECRETARY, county.MEDIATOR, county.WINDOW_CLERK, county.CADRE, county.SUPERVISOR)
        if particulars.CorrectParticulars in story.procedure.permitted(story.state, seat)
    ]

    assert allowed == [county.SECRETARY, county.MEDIATOR, county.WINDOW_CLERK]


def test_in_aftercare_its_carers_and_the_intake_correct() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)

    allowed = [
        seat
        for seat in (county.SECRETARY, county.WINDOW_CLERK, county.DISPATCHER, county.DOCKING_OFFICE)
        if particulars.CorrectParticulars in story.procedure.permitted(story.state, seat)
    ]

    assert allowed == [county.SECRETARY, county.WINDOW_CLERK, county.DISPATCHER]


def test_a_claimed_case_is_its_claimers_and_the_intake_may_still_correct() -> None:
    story = a_dispute()
    story.hear(commands.Claim(id=KEY, by=county.MEDIATOR))

    assert story.refusal_of(correct(by=county.SECRETARY)) is Reason.CLAIMED_BY_ANOTHER
    assert story.hear(correct())


def test_when_it_has_ended_nothing_is_corrected_any_more() -> None:
    story = a_dispute().agree()

    assert story.refusal_of(correct()) is Reason.NOT_AT_THIS_STAGE


def test_what_can_be_corrected_is_what_the_command_and_its_event_hold() -> None:
    for kind in (particulars.CorrectParticulars, particulars.ParticularsCorrected):
        assert {each.value for each in particulars.Particular} < set(kind.__dataclass_fields__)
