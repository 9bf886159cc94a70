"""A dispute in mid-course comes over: clocks armed with what is left, and nothing late is told again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

import written
from rules.clocks.ledger import Used, used
from rules.clocks.reckoning import Pause
from rules.clocks.rule import Ground
from rules.dispute import commands
from rules.dispute.matter import LEVEL, WHOLE, Because, Course, Dispute, Flag, Party, PartyRole, Stage
from rules.dispute.passing import level_due, whole_due
from rules.dispute.procedure import DISPUTE
from rules.dispute.screen import Concern
from rules.procedure import TimePassed
from rules.refusals import Reason, Refused
from rules.timekeeping import CorrectStart, ResumeClocks
from tests.rules import county, promises
from tests.rules.cutover import bringing, brought_over, course, days_ago, long_course
from tests.rules.promises import DisputeWitness
from tests.rules.story import KEY, WORDS, DisputeStory, a_dispute
from tests.rules.walking import People
from tests.rules.walks import act

MEDIATION = {"stage": Stage.MEDIATION}
FLAGGED = frozenset({Flag.ESPECIALLY_MAJOR})
SEEDS = range(60)
ACTS = 60


def due_days(dispute: Dispute) -> tuple[date, date]:
    level, whole = level_due(dispute), whole_due(dispute)
    assert level
    assert whole
    return level.on, whole.on


def refusal(told: Course, **said: Any) -> tuple[Reason, tuple[str, ...]]:
    with pytest.raises(Refused) as refused:
        bringing(told, **said)
    return refused.value.reason, refused.value.details


def test_it_stands_where_it_stood_with_its_clocks_counting_from_their_own_starts() -> None:
    there = a_dispute(at=days_ago(4))

    here = brought_over(long_course(1, registered=4, since=4))

    assert due_days(here.state) == due_days(there.state)
    assert (here.state.step, here.state.stage, here.state.owner_unit) == (1, Stage.CONSENT, county.VILLAGE)
    assert here.steps() == [(1, Because.BROUGHT_OVER, None)]
    assert (here.state.opened_at, here.state.changed_at) == (days_ago(4), county.MONDAY)


def test_the_step_counts_from_when_it_was_entered_and_the_whole_from_the_registration() -> None:
    story = brought_over(long_course(3, registered=12, since=2))

    assert due_days(story.state) == (date(2026, 11, 8), date(2026, 11, 20))


def test_the_instants_of_then_and_the_instant_of_learning_are_both_on_record() -> None:
    entry = written.write(bringing(long_course(2, registered=9, since=3)), 1)

    assert entry.at == county.MONDAY
    assert entry.body["course"]["registered_at"] == "2026-10-24T01:00:00Z"
    assert entry.body["course"]["step_since"] == "2026-10-30T01:00:00Z"
    assert written.read(DISPUTE, entry) == bringing(long_course(2, registered=9, since=3))


def test_nothing_goes_out_for_the_past() -> None:
    story = brought_over(long_course(1, registered=40, since=40))

    story.hear(TimePassed())

    assert [letter.kind for letter in story.letters] == ["look-at-lead-seats"]
    assert story.kinds() == ["BroughtOver"]


def test_what_is_already_late_is_red_and_the_supervisor_has_it_without_being_told_again() -> None:
    story = brought_over(long_course(2, registered=9, since=9, **MEDIATION))

    case = story.procedure.view(story.state).case

    assert (case.light, case.overdue, case.needs_attention) == ("red", True, True)
    assert story.tasks()["look-into-overdue"] == ("political_legal_commissioner", county.TOWNSHIP)
    assert "extend-or-end" not in story.tasks()
    story.wait(days=15)
    assert story.kinds() == ["BroughtOver"]


def test_a_whole_period_that_is_over_stands_before_a_person_at_once() -> None:
    story = brought_over(long_course(2, registered=40, since=40))

    assert set(story.tasks()) == {"record-consent", "look-into-overdue", "extend-or-end"}
    assert story.procedure.next_moment(story.state) is None
    story.wait(days=30)
    assert story.notices() == []


def test_what_lies_ahead_comes_when_it_comes_and_once() -> None:
    story = brought_over(long_course(1, registered=4, since=4))

    story.wait(days=30)
    story.wait(days=30)

    assert story.kinds() == ["BroughtOver", "StepFellOverdue", "WholePeriodEnded"]


def test_a_reminder_whose_time_has_gone_by_is_yellow_and_is_not_sent() -> None:
    story = brought_over(long_course(1, registered=5, since=5))

    case = story.procedure.view(story.state).case

    assert (case.light, case.overdue) == ("yellow", False)
    story.wait_for_the_next_moment()
    assert story.kinds() == ["BroughtOver", "StepFellOverdue"]


def test_a_reminder_that_is_still_to_come_is_sent() -> None:
    story = brought_over(course())

    story.wait_for_the_next_moment()

    assert story.kinds() == ["BroughtOver", "StepReminded"]
    assert story.notices() == [("step-reminder", "village_party_secretary", county.VILLAGE)]


def test_an_overdue_step_does_not_climb_by_itself_where_silence_would() -> None:
    edition = county.where_silence_climbs()

    story = brought_over(long_course(1, registered=9, since=9), edition=edition)
    story.wait(days=1)

    assert story.state.step == 1
    assert "look-into-overdue" in story.tasks()


def test_everybody_has_agreed_where_it_stands_in_mediation_and_nobody_where_it_does_not() -> None:
    mediating = brought_over(course(**MEDIATION))
    asking = brought_over(course())

    assert mediating.state.consented == {"zhang", "li"}
    assert asking.state.consented == frozenset()
    mediating.schedule()
    asking.everyone_consents()
    assert asking.state.stage is Stage.MEDIATION


def test_from_then_on_it_climbs_like_any_other() -> None:
    story = brought_over(course(**MEDIATION))

    story.hold().hold().hold()

    assert (story.state.step, story.state.stage) == (3, Stage.DIRECTION)
    assert [stay[0] for stay in story.steps()] == [1, 2, 3]


def test_it_ends_with_an_agreement_like_any_other() -> None:
    story = brought_over(long_course(3, registered=12, since=2, **MEDIATION))

    story.agree()

    assert story.state.has_ended
    assert "open-aftercare" in [letter.kind for letter in story.letters]


def test_attempts_of_then_count_at_this_step() -> None:
    edition = county.with_attempts(2)

    story = brought_over(course(attempts=1, **MEDIATION), edition=edition).hold()

    assert story.steps()[0] == (1, Because.BROUGHT_OVER, "failed")
    assert story.state.step == 2


def test_a_direction_is_awaited_at_step_three_alone() -> None:
    told = long_course(3, registered=12, since=6, stage=Stage.DIRECTION, attempts=1)

    story = brought_over(told)
    story.hear(commands.RequestCountySupport(id=KEY, by=county.COMMISSIONER, reason=WORDS))

    assert (story.state.step, story.state.stage) == (4, Stage.CONSENT)
    assert refusal(replace(told, step=2)) == (Reason.STAGE_DOES_NOT_FIT, ("stage", "step"))
    assert refusal(told, flags=FLAGGED) == (Reason.STAGE_DOES_NOT_FIT, ("stage", "step"))
    assert refusal(told, edition=county.STRICT) == (Reason.STAGE_DOES_NOT_FIT, ("stage", "step"))


def test_an_agreed_extension_lengthens_both_clocks_from_their_starts() -> None:
    plain = brought_over(long_course(2, registered=9, since=6))
    longer = brought_over(long_course(2, registered=9, since=6, extended_days=10))

    assert plain.state.is_overdue
    assert not longer.state.is_overdue
    assert due_days(longer.state)[0] - due_days(plain.state)[0] == timedelta(days=10)
    assert longer.state.clock(WHOLE).extensions[0].count == 10


def test_a_clock_that_stands_still_goes_on_standing_still_until_somebody_lets_it_run() -> None:
    pause = Pause(Ground.APPRAISAL, days_ago(3))
    story = brought_over(long_course(1, registered=5, since=5, pauses=(pause,)))

    assert story.procedure.next_moment(story.state) is None
    assert story.procedure.view(story.state).case.light == "green"
    story.wait(days=60)
    story.hear(ResumeClocks(id=KEY, by=county.SECRETARY))
    assert level_due(story.state).on == date(2027, 1, 4)  # type: ignore[union-attr]
    story.wait(days=4)
    assert story.kinds() == ["BroughtOver", "ClocksResumed", "StepFellOverdue"]


def test_days_left_out_before_the_cut_over_are_left_out() -> None:
    plain = brought_over(long_course(1, registered=8, since=8))
    paused = brought_over(
        long_course(1, registered=8, since=8, pauses=(Pause(Ground.APPRAISAL, days_ago(7), days_ago(2)),))
    )

    moved = due_days(paused.state)[0] - due_days(plain.state)[0]

    assert moved == timedelta(days=5)
    assert (plain.state.is_overdue, paused.state.is_overdue) == (True, False)


def test_a_pause_that_came_when_the_step_was_over_stops_the_whole_period_alone() -> None:
    pause = Pause(Ground.APPRAISAL, days_ago(1))

    story = brought_over(long_course(1, registered=10, since=10, pauses=(pause,)))

    assert story.state.is_overdue
    assert level_due(story.state)
    assert whole_due(story.state) is None


def test_the_days_before_this_step_are_nobodys_of_ours() -> None:
    state = brought_over(long_course(3, registered=12, since=2)).state
    clock, edition = state.clock(WHOLE), state.edition

    shares = used(clock, edition.rule(clock.rule), edition.calendar, state.held, county.MONDAY)

    assert shares == (Used("older-system", 10), Used(county.TOWNSHIP, 2))


def test_a_start_that_was_brought_over_wrong_is_corrected_like_any_other() -> None:
    story = brought_over(long_course(1, registered=9, since=9))
    correct = CorrectStart(id=KEY, by=county.DISPATCHER, clock=LEVEL, started_at=days_ago(2), reason=WORDS)

    story.hear(correct)

    assert not story.state.is_overdue
    assert level_due(story.state).on == date(2026, 11, 5)  # type: ignore[union-attr]


def test_under_the_strict_reading_step_four_is_for_flagged_disputes() -> None:
    told = long_course(4, registered=20, since=3)

    assert refusal(told, edition=county.STRICT) == (Reason.STEP_FOUR_RESERVED, ())
    assert brought_over(told, edition=county.STRICT, flags=FLAGGED).state.step == 4
    assert brought_over(told).state.step == 4


def test_another_township_makes_it_cross_townships() -> None:
    story = brought_over(
        long_course(4, registered=3, since=3),
        other_townships=frozenset({county.TOWNSHIP, county.OTHER_TOWNSHIP}),
    )

    assert story.state.flags == {Flag.CROSS_TOWNSHIP}
    assert story.state.other_townships == {county.OTHER_TOWNSHIP}


def test_it_was_screened_elsewhere_and_what_is_found_here_still_shows_its_door() -> None:
    story = brought_over(course())

    assert story.state.findings == ()
    story.hear(commands.ConcernFound(concern=Concern.CRIME))
    assert story.state.outcome == "not-mediable"


REFUSED: list[tuple[str, Callable[[], tuple[Reason, tuple[str, ...]]], Reason, tuple[str, ...]]] = [
    (
        "it ended there",
        lambda: refusal(course(stage=Stage.CLOSED)),
        Reason.STAGE_DOES_NOT_FIT,
        ("stage",),
    ),
    (
        "mediation without everybody's consent",
        lambda: refusal(course(**MEDIATION), consented=False),
        Reason.STAGE_DOES_NOT_FIT,
        ("stage", "consented"),
    ),
    (
        "consent that is asked and given",
        lambda: refusal(course(), consented=True),
        Reason.STAGE_DOES_NOT_FIT,
        ("stage", "consented"),
    ),
    (
        "an attempt before anybody agreed",
        lambda: refusal(course(attempts=1)),
        Reason.STAGE_DOES_NOT_FIT,
        ("stage", "attempts"),
    ),
    (
        "attempts that are used up",
        lambda: refusal(course(attempts=1, **MEDIATION)),
        Reason.STAGE_DOES_NOT_FIT,
        ("stage", "attempts"),
    ),
    (
        "a direction before the attempts are used up",
        lambda: refusal(long_course(3, registered=9, since=1, stage=Stage.DIRECTION)),
        Reason.STAGE_DOES_NOT_FIT,
        ("stage", "attempts"),
    ),
    (
        "registered before it was received",
        lambda: refusal(course(received_at=days_ago(1), step_since=days_ago(0))),
        Reason.DATES_OUT_OF_ORDER,
        ("received_at", "registered_at"),
    ),
    (
        "at the step before it was registered",
        lambda: refusal(course(step_since=days_ago(3))),
        Reason.DATES_OUT_OF_ORDER,
        ("registered_at", "step_since"),
    ),
    (
        "at the step from tomorrow on",
        lambda: refusal(course(step_since=days_ago(-1))),
        Reason.NOT_YET_HAPPENED,
        ("step_since",),
    ),
    (
        "standing still since before it was registered",
        lambda: refusal(course(pauses=(Pause(Ground.APPRAISAL, days_ago(9)),))),
        Reason.DATES_OUT_OF_ORDER,
        ("registered_at", "suspended_since"),
    ),
    (
        "going on before it stood still",
        lambda: refusal(course(pauses=(Pause(Ground.APPRAISAL, days_ago(0), days_ago(1)),))),
        Reason.DATES_OUT_OF_ORDER,
        ("suspended_since", "suspended_until"),
    ),
    (
        "standing still for a reason that stops nothing",
        lambda: refusal(course(pauses=(Pause(Ground.HEARING, days_ago(1)),))),
        Reason.GROUND_NOT_NAMED,
        ("K-40",),
    ),
    (
        "an extension beyond the cap",
        lambda: refusal(course(extended_days=31)),
        Reason.EXTENSION_TOO_LONG,
        (),
    ),
    (
        "a type the county does not know",
        lambda: refusal(course(), dispute_type="weather"),
        Reason.UNKNOWN_DISPUTE_TYPE,
        (),
    ),
    (
        "only one side",
        lambda: refusal(course(), parties=(county.ZHANG,)),
        Reason.PARTIES_NOT_IDENTIFIED,
        (),
    ),
]


@pytest.mark.parametrize(
    ("asked", "reason", "details"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_cannot_have_been_is_refused_and_says_where(
    asked: Callable[[], tuple[Reason, tuple[str, ...]]], reason: Reason, details: tuple[str, ...]
) -> None:
    assert asked() == (reason, details)


def test_the_order_of_days_does_not_hang_on_an_hour_nobody_wrote_down() -> None:
    morning = datetime(2026, 10, 30, 2, 30, tzinfo=UTC)
    midnight = datetime(2026, 10, 29, 16, 0, tzinfo=UTC)  # of the same legal day

    event = bringing(course(received_at=morning, registered_at=midnight, step_since=midnight))

    assert event.course.registered_at == midnight


class Witness(DisputeWitness):
    """Sees a dispute from the middle of its way."""

    def __init__(self, story: DisputeStory) -> None:
        super().__init__(story)
        self.consents = set(story.state.consented)
        self.attempts = story.state.stay.attempts
        self.jumped = True  # nobody saw the steps below


def a_random_course(dice: Random, now: datetime) -> tuple[Course, frozenset[Flag]]:
    step = dice.randint(1, 4)
    stage = dice.choice((Stage.CONSENT, Stage.MEDIATION, *[Stage.DIRECTION] * (step == 3)))
    received, registered, since = sorted(days_ago(dice.uniform(0, 60), now) for _ in range(3))
    ended = dice.choice((None, days_ago(dice.uniform(0, 1) * (now - registered).days, now)))
    began = days_ago(dice.uniform(0, 1) * (now - registered).days, now)
    is_paused = dice.random() < 0.3 and (ended is None or began <= ended)
    told = Course(
        received_at=received,
        registered_at=registered,
        step=step,
        step_since=since,
        stage=stage,
        attempts=1 if stage is Stage.DIRECTION else 0,
        extended_days=dice.choice((0, 0, dice.randint(1, 30))),
        pauses=(Pause(Ground.APPRAISAL, began, ended),) if is_paused else (),
    )
    is_flagged = step == 4 and dice.random() < 0.5
    return told, FLAGGED if is_flagged else frozenset()


@pytest.mark.parametrize("seed", SEEDS)
def test_it_keeps_its_promises_whatever_people_do(seed: int) -> None:
    people = People(seed)
    dice, now = people.dice, county.MONDAY + timedelta(hours=seed * 37)
    told, flags = a_random_course(dice, now)
    child = Party("wang", PartyRole.THIRD, is_minor=True, guardian="wang-mother")
    story = brought_over(told, flags=flags, parties=(*county.TWO, child), at=now)
    witness = Witness(story)
    assert promises.let_time_pass(story, now) == []  # what was late is not told again

    for _ in range(ACTS):
        before, happened = story.state, act(story, people)
        if happened:
            witness.sees(before, happened, promises.keeps_the_promises_of_every_procedure(story))
        if story.state.has_ended:
            break
    promises.the_journal_tells_the_same(story)
