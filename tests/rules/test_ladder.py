"""02-ladder 2.3-2.6: how a dispute climbs. The acceptance tests (a) to (h) first, each by its sentence."""

from datetime import timedelta

import pytest

from rules.dispute import commands
from rules.dispute.matter import Because, Flag, Outcome, SessionOutcome, Stage
from rules.instants import legal_day
from rules.procedure import Sealed
from rules.refusals import Reason
from tests.rules import county
from tests.rules.story import KEY, WORDS, a_dispute, a_dispute_at, a_dispute_for_the_county

CASE, INSTRUCTIONS = Sealed("court-case/7"), Sealed("instructions/1")


def test_a_failure_in_the_village_twice_brings_it_to_the_township_with_all_minutes() -> None:
    story = a_dispute().hold(minutes="minutes/1").hold(minutes="minutes/2")

    assert story.steps() == [
        (1, "village-scope", "failed"),
        (2, "failed-below", "failed"),
        (3, "failed-below", None),
    ]
    assert [s.minutes for s in story.procedure.view(story.state).sessions] == ["minutes/1", "minutes/2"]


def test_b_cross_township_at_intake_goes_to_the_county_at_once() -> None:
    story = a_dispute(other_townships=frozenset({county.OTHER_TOWNSHIP}))

    assert story.steps() == [(4, "cross-township", None)]
    assert story.state.owner_unit == county.COUNTY
    assert county.OTHER_TOWNSHIP in story.procedure.view(story.state).case.places


def test_c_flagged_major_at_step_two_goes_to_the_county_and_step_two_is_superseded() -> None:
    story = a_dispute_at(2)

    story.hear(commands.FlagMajor(id=KEY, by=county.CADRE, reason=WORDS))

    assert story.steps()[1:] == [(2, "failed-below", "superseded"), (4, "especially-major", None)]


def test_d_a_refusal_at_step_one_ends_with_guidance_and_never_reaches_step_two() -> None:
    story = a_dispute()

    story.hear(commands.ConsentRefused(by=county.SECRETARY, party="li"))

    assert story.state.outcome is Outcome.PARTY_REFUSED
    assert story.steps() == [(1, "village-scope", "closed")]
    assert len(story.guidance()) == 1


def test_e_two_attempts_at_step_one_never_count_as_two_village_mediations() -> None:
    story = a_dispute(edition=county.with_attempts(2))

    story.hold().hold()

    assert story.state.step == 2
    assert story.state.stays[0].attempts == 2
    story.hold()
    assert (story.state.step, story.state.stage) == (2, Stage.MEDIATION)
    story.hold()
    assert story.steps()[-1] == (3, "failed-below", None)


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_f_success_at_any_step_opens_thirty_days_for_confirmation_from_the_effective_day(step: int) -> None:
    story = a_dispute_for_the_county() if step == 4 else a_dispute_at(step)

    story.agree()

    (agreement,) = story.state.agreements
    assert agreement.effective_on == legal_day(story.at)
    assert story.confirm_by() == [legal_day(story.at) + timedelta(days=30)]
    assert story.state.outcome is Outcome.AGREEMENT


def test_g_the_end_of_the_ladder_delivers_guidance_to_every_party() -> None:
    story = a_dispute_for_the_county().hold()

    assert story.state.outcome is Outcome.NO_AGREEMENT
    (guidance,) = story.guidance()
    assert guidance.body["addressees"] == ["zhang", "li"]
    assert guidance.body["unit"] == county.COUNTY


def test_h_a_court_case_filed_during_step_two_stops_mediation_and_is_linked() -> None:
    story = a_dispute_at(2).everyone_consents().schedule()

    story.hear(commands.FiledInCourt(case=CASE))

    assert story.state.outcome is Outcome.FILED_IN_COURT
    assert story.state.court_case == CASE
    assert [s.state for s in story.state.sessions] == ["held", "cancelled"]


def test_a_type_outside_the_village_list_begins_where_the_edition_says() -> None:
    story = a_dispute(dispute_type="wages")

    assert story.steps() == [(3, "other-entry", None)]


def test_an_especially_major_dispute_begins_at_the_county() -> None:
    assert a_dispute_for_the_county().steps() == [(4, "especially-major", None)]


def test_a_dispute_that_is_both_is_recorded_as_cross_township() -> None:
    both = frozenset({Flag.ESPECIALLY_MAJOR, Flag.CROSS_TOWNSHIP})

    assert a_dispute(flags=both).steps() == [(4, "cross-township", None)]


def test_its_own_township_does_not_make_a_dispute_cross_township() -> None:
    story = a_dispute(other_townships=frozenset({county.TOWNSHIP}))

    assert story.state.step == 1
    assert story.state.flags == frozenset()
    own = commands.FlagCrossTownship(id=KEY, by=county.SECRETARY, other_township=county.TOWNSHIP)
    assert story.refusal_of(own) is Reason.NOT_ANOTHER_TOWNSHIP


def test_found_cross_township_in_mid_course_goes_to_the_county_with_the_other_place() -> None:
    story = a_dispute().everyone_consents().schedule()
    flag = commands.FlagCrossTownship(id=KEY, by=county.DISPATCHER, other_township=county.OTHER_TOWNSHIP)

    story.hear(flag)

    assert story.steps() == [(1, "village-scope", "superseded"), (4, "cross-township", None)]
    assert story.state.scheduled is None
    assert county.OTHER_TOWNSHIP in story.procedure.view(story.state).case.places
    assert story.refusal_of(flag) is Reason.ALREADY_FLAGGED


def test_a_flag_at_the_county_is_noted_and_moves_nothing() -> None:
    story = a_dispute(other_townships=frozenset({county.OTHER_TOWNSHIP}))

    happened = story.hear(commands.FlagMajor(id=KEY, by=county.CENTRE, reason=WORDS))

    assert [type(event).__name__ for event in happened] == ["Flagged"]
    assert story.state.flags == {Flag.CROSS_TOWNSHIP, Flag.ESPECIALLY_MAJOR}
    again = commands.FlagMajor(id=KEY, by=county.CENTRE, reason=WORDS)
    assert story.refusal_of(again) is Reason.ALREADY_FLAGGED


def test_under_the_strict_reading_a_plain_dispute_ends_after_step_three() -> None:
    story = a_dispute_at(3, edition=county.STRICT).hold()

    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.NO_AGREEMENT)
    assert len(story.guidance()) == 1


def test_under_the_reading_told_the_township_asks_for_the_county_and_all_consent_afresh() -> None:
    story = a_dispute_at(3).hold()
    assert story.state.stage is Stage.DIRECTION
    assert story.tasks() == {"choose-direction": ("political_legal_commissioner", county.TOWNSHIP)}

    story.hear(commands.RequestCountySupport(id=KEY, by=county.COMMISSIONER, reason=WORDS))

    assert story.steps()[2:] == [(3, "failed-below", "failed"), (4, "county-support", None)]
    assert (story.state.stage, story.state.consented) == (Stage.CONSENT, frozenset())


def test_under_the_reading_told_the_township_may_end_it_after_step_three() -> None:
    story = a_dispute_at(3).hold()

    story.hear(commands.EndWithoutAgreement(id=KEY, by=county.COMMISSIONER, reason=WORDS))

    assert story.state.outcome is Outcome.NO_AGREEMENT
    assert len(story.guidance()) == 1


@pytest.mark.parametrize(
    ("flags", "because"),
    [
        (frozenset({Flag.ESPECIALLY_MAJOR}), Because.ESPECIALLY_MAJOR),
        (frozenset({Flag.CROSS_TOWNSHIP}), Because.CROSS_TOWNSHIP),
    ],
)
def test_a_flagged_dispute_sent_down_and_failed_there_climbs_back_to_the_county(
    flags: frozenset[Flag], because: Because
) -> None:
    story = a_dispute(flags=flags, edition=county.STRICT)
    story.hear(commands.SendBack(id=KEY, by=county.CENTRE, to_step=3, instructions=WORDS))

    story.hold()

    assert story.steps()[-1] == (4, because, None)


def test_a_lead_raises_it_early_with_a_reason_one_step_up() -> None:
    story = a_dispute().everyone_consents().schedule()

    story.hear(commands.RaiseEarly(id=KEY, by=county.SECRETARY, reason=WORDS))

    assert story.steps() == [(1, "village-scope", "raised"), (2, "raised-early", None)]
    assert story.state.scheduled is None
    assert story.state.stage is Stage.CONSENT


def test_raising_early_keeps_step_four_reserved_under_the_strict_reading() -> None:
    raise_early = commands.RaiseEarly(id=KEY, by=county.COMMISSIONER, reason=WORDS)

    strict, told = a_dispute_at(3, edition=county.STRICT), a_dispute_at(3)

    assert strict.refusal_of(raise_early) is Reason.STEP_FOUR_RESERVED
    told.hear(raise_early)
    assert told.state.step == 4


def test_nothing_is_higher_than_the_county() -> None:
    story = a_dispute_for_the_county()

    raise_early = commands.RaiseEarly(id=KEY, by=county.CENTRE, reason=WORDS)

    assert story.refusal_of(raise_early) is Reason.NO_HIGHER_STEP


def test_the_county_sends_it_back_down_with_instructions_and_consent_is_asked_afresh() -> None:
    story = a_dispute_for_the_county().everyone_consents().schedule()

    story.hear(commands.SendBack(id=KEY, by=county.CENTRE, to_step=2, instructions=INSTRUCTIONS))

    assert story.steps() == [(4, "especially-major", "sent-back"), (2, "sent-back", None)]
    assert story.state.instructions == INSTRUCTIONS
    assert (story.state.stage, story.state.consented) == (Stage.CONSENT, frozenset())
    story.hold()
    assert story.state.instructions is None


@pytest.mark.parametrize("to_step", [0, 4, 5])
def test_it_is_sent_back_only_to_a_lower_step(to_step: int) -> None:
    story = a_dispute_for_the_county()

    back = commands.SendBack(id=KEY, by=county.DISPATCHER, to_step=to_step, instructions=WORDS)

    assert story.refusal_of(back) is Reason.NOT_A_LOWER_STEP


def test_each_step_has_a_clock_of_its_own_and_the_whole_runs_through() -> None:
    story = a_dispute()
    story.wait(days=3)
    story.hold()

    level, whole = story.state.clock("level"), story.state.clock("whole")
    days = {rule.id: rule.count for rule in story.state.edition.clocks}
    assert (level.started_at, level.rule, days[level.rule]) == (story.at, "P-05-2", 5)
    assert (whole.started_at, whole.rule, days[whole.rule]) == (county.MONDAY, "K-40", 30)


def test_entering_a_step_and_stepping_aside_ask_who_sits_in_the_leads_seats() -> None:
    story = a_dispute()
    story.hear(commands.InterestDeclared(person="p-x", role="posted_township_cadre", unit=county.VILLAGE))

    story.hold()

    assert len(story.letters_of("look-at-lead-seats")) == 3


def test_somebody_who_stepped_aside_does_not_fill_the_leads_seat() -> None:
    story = a_dispute_at(2)
    story.hear(commands.InterestDeclared(person="p-x", role="posted_township_cadre", unit=county.VILLAGE))

    assert story.hear(commands.LeadSeatsHeld(step=2, holders=frozenset({"p-x"}))) == ()
    assert story.state.lead_is_unavailable
    story.hear(commands.LeadSeatsHeld(step=2, holders=frozenset({"p-x", "p-y"})))
    assert not story.state.lead_is_unavailable


def test_the_whole_climb_ends_in_guidance_when_all_four_steps_fail() -> None:
    story = a_dispute_at(3).hold()
    story.hear(commands.RequestCountySupport(id=KEY, by=county.COMMISSIONER, reason=WORDS))

    story.hold()

    assert [step for step, _, _ in story.steps()] == [1, 2, 3, 4]
    assert [s.outcome for s in story.state.sessions] == [SessionOutcome.NO_AGREEMENT] * 4
    assert story.state.outcome is Outcome.NO_AGREEMENT
    assert len(story.guidance()) == 1
