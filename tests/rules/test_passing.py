"""What time does: a reminder, then overdue, then the question to a person. Silence alone climbs nothing."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from rules.clocks.reckoning import DueDate
from rules.dispute import commands
from rules.dispute.matter import Stage
from rules.dispute.passing import level_due, remind_at, whole_due
from rules.instants import at_time_of, first_instant_of
from rules.refusals import Reason
from tests.rules import county
from tests.rules.story import KEY, WORDS, DisputeStory, a_dispute, a_dispute_at, a_dispute_for_the_county

BOTH = frozenset({"zhang", "li"})
MORNING = time(8, 30)  # when the county's notice hours begin


def level(story: DisputeStory) -> DueDate:
    due = level_due(story.state)
    assert due
    return due


def whole(story: DisputeStory) -> DueDate:
    due = whole_due(story.state)
    assert due
    return due


def extend(days: int, agreed: frozenset[str] = BOTH) -> commands.ExtendPeriod:
    return commands.ExtendPeriod(id=KEY, by=county.SECRETARY, days=days, agreed_in_writing=agreed)


def test_the_lead_is_reminded_on_the_morning_before_the_last_days_end() -> None:
    story = a_dispute()  # five days from Monday 2 November: Saturday 7 November

    happened = story.wait_for_the_next_moment()

    assert [type(event).__name__ for event in happened] == ["StepReminded"]
    assert story.at == at_time_of(date(2026, 11, 6), MORNING)
    assert story.notices() == [("step-reminder", "village_party_secretary", county.VILLAGE)]


def test_then_the_step_is_overdue_and_its_supervisor_knows() -> None:
    story = a_dispute()
    story.wait_for_the_next_moment()

    happened = story.wait_for_the_next_moment()

    assert [type(event).__name__ for event in happened] == ["StepFellOverdue"]
    assert story.at == first_instant_of(date(2026, 11, 8))
    assert story.notices()[-1] == ("step-overdue", "political_legal_commissioner", county.TOWNSHIP)
    assert story.tasks()["look-into-overdue"] == ("political_legal_commissioner", county.TOWNSHIP)
    case = story.procedure.view(story.state).case
    assert (case.overdue, case.needs_attention, case.step) == (True, True, 1)


def test_then_the_whole_period_is_over_and_a_person_is_asked_to_extend_or_end() -> None:
    story = a_dispute()
    story.wait(days=6)

    happened = story.wait_for_the_next_moment()

    assert [type(event).__name__ for event in happened] == ["WholePeriodEnded"]
    assert story.at == first_instant_of(date(2026, 12, 3))
    assert story.tasks()["extend-or-end"] == ("village_party_secretary", county.VILLAGE)
    assert story.procedure.next_moment(story.state) is None
    assert story.state.stage is Stage.CONSENT


def test_silence_escalates_nothing_where_the_county_does_not_say_so() -> None:
    story = a_dispute()

    story.wait(days=400)

    assert story.state.step == 1
    assert not story.state.has_ended


def test_silence_climbs_where_the_county_says_so_by_name() -> None:
    story = a_dispute(edition=county.where_silence_climbs()).everyone_consents().schedule()

    story.wait(days=6)

    assert story.steps() == [(1, "village-scope", "raised"), (2, "silence", None)]
    assert story.state.scheduled is None
    assert (story.state.stage, story.state.is_overdue) == (Stage.CONSENT, False)
    assert story.notices()[-1][0] == "step-overdue"


def test_silence_climbs_from_an_awaited_direction_too() -> None:
    story = a_dispute_at(3, edition=county.where_silence_climbs()).hold()
    assert story.state.stage is Stage.DIRECTION

    story.wait(days=9)

    assert story.steps()[-1] == (4, "silence", None)


def test_silence_never_climbs_to_a_reserved_step_four_nor_above_it() -> None:
    reserved = a_dispute_at(3, edition=county.where_silence_climbs(county.STRICT))
    top = a_dispute_for_the_county(edition=county.where_silence_climbs())

    reserved.wait(days=9)
    top.wait(days=13)

    assert (reserved.state.step, reserved.state.is_overdue) == (3, True)
    assert (top.state.step, top.state.is_overdue) == (4, True)


def test_what_came_due_while_nobody_looked_happens_once_and_without_a_late_reminder() -> None:
    story = a_dispute()

    happened = story.wait(days=40)

    assert [type(event).__name__ for event in happened] == ["StepFellOverdue", "WholePeriodEnded"]
    assert story.wait(days=40) == ()


def test_time_does_nothing_a_moment_too_early() -> None:
    story = a_dispute()
    moment = story.procedure.next_moment(story.state)
    assert moment
    story.at = moment - timedelta(microseconds=1)

    assert story.wait() == ()


def test_a_step_too_short_for_a_reminder_falls_overdue_without_one() -> None:
    ladder = replace(county.TOLD.ladder, remind_before_days=5)
    story = a_dispute(edition=replace(county.TOLD, ladder=ladder))

    assert remind_at(story.state) is None
    happened = story.wait_for_the_next_moment()

    assert [type(event).__name__ for event in happened] == ["StepFellOverdue"]


def test_a_steps_days_do_not_roll_and_the_whole_period_does() -> None:
    story = a_dispute(at=county.MONDAY - timedelta(days=2))  # from Saturday 31 October

    assert level(story).on == date(2026, 11, 5)
    assert whole(story).on == date(2026, 11, 30)
    other = a_dispute(at=county.MONDAY + timedelta(days=3))  # from Thursday 5 November
    assert level(other).on == date(2026, 11, 10)
    assert (whole(other).counted_to, whole(other).on) == (
        date(2026, 12, 5),
        date(2026, 12, 7),
    )


@pytest.mark.parametrize("agreed", [frozenset(), frozenset({"zhang"}), frozenset({"zhang", "passer-by"})])
def test_it_is_extended_only_when_every_party_agrees_in_writing(agreed: frozenset[str]) -> None:
    assert a_dispute().refusal_of(extend(10, agreed)) is Reason.EXTENSION_NEEDS_EVERY_PARTY


@pytest.mark.parametrize("days", [0, -3])
def test_an_extension_has_days(days: int) -> None:
    assert a_dispute().refusal_of(extend(days)) is Reason.EXTENSION_WITHOUT_DAYS


def test_an_extension_counts_from_the_original_start_and_moves_both_clocks() -> None:
    story = a_dispute()
    story.wait(days=3)

    story.hear(extend(10))

    assert level(story).on == date(2026, 11, 17)
    assert whole(story).counted_to == date(2026, 12, 12)


def test_two_extensions_add_up() -> None:
    story = a_dispute()

    story.hear(extend(10))
    story.hear(extend(4))

    assert level(story).on == date(2026, 11, 21)


def test_an_extension_makes_an_overdue_step_timely_again_and_reminds_anew() -> None:
    story = a_dispute()
    story.wait(days=6)
    assert story.state.is_overdue

    story.hear(extend(10))

    case = story.procedure.view(story.state).case
    assert (case.overdue, case.needs_attention) == (False, False)
    assert case.next_moment == at_time_of(date(2026, 11, 16), MORNING)
    happened = story.wait_for_the_next_moment()
    assert [type(event).__name__ for event in happened] == ["StepReminded"]


def test_the_whole_period_once_over_can_be_extended_by_everybody() -> None:
    story = a_dispute()
    story.wait(days=40)

    story.hear(extend(30))

    assert "extend-or-end" not in story.tasks()
    assert not story.state.whole_is_over


def test_a_reminder_makes_no_clerks_form_stale_and_a_decision_does() -> None:
    story = a_dispute()
    seen = story.state.seq
    story.wait_for_the_next_moment()
    consent = {"by": county.SECRETARY, "expected_seq": seen}

    story.hear(commands.RecordConsent(id=KEY, party="zhang", **consent))  # type: ignore[arg-type]

    stale = commands.RecordConsent(id=KEY, party="li", **consent)  # type: ignore[arg-type]
    assert story.refusal_of(stale) is Reason.PAPERS_OUT_OF_DATE


def test_a_step_that_is_left_takes_its_lateness_with_it() -> None:
    story: DisputeStory = a_dispute()
    story.wait(days=6)

    story.hear(commands.RaiseEarly(id=KEY, by=county.SECRETARY, reason=WORDS))

    case = story.procedure.view(story.state).case
    assert (case.step, case.overdue) == (2, False)
    assert case.due_on == date(2026, 11, 13)


def test_time_does_nothing_to_a_closed_dispute() -> None:
    story = a_dispute().agree()

    assert story.wait(days=400) == ()
    assert story.procedure.next_moment(story.state) is None
