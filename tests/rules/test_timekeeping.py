"""MFD 203, 204: calendars and rules change under open cases, starts are put right, clocks stand still."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rules import danger, succession, timekeeping
from rules.aftercare.commands import UndoWithdrawal
from rules.aftercare.matter import Duty, Window
from rules.calendar import YearNotice
from rules.clocks.rule import ClockRule, Ground
from rules.dispute import commands
from rules.dispute.matter import Form, Outcome, SessionOutcome
from rules.dispute.passing import level_due, remind_at, whole_due
from rules.instants import first_instant_of
from rules.procedure import Recount
from rules.refusals import Reason
from rules.timekeeping import Moved, next_notice_at
from tests.rules import county
from tests.rules.story import (
    KEY,
    WORDS,
    AftercareStory,
    DisputeStory,
    Story,
    a_dispute,
    aftercare_of,
    terms,
)

SERIES = county.TOLD.calendar.series
DECEMBER_2, DECEMBER_3 = date(2026, 12, 2), date(2026, 12, 3)
BOTH = frozenset({"zhang", "li"})


def beijing(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def a_notice(number: int, *holidays: date, year: int = 2026) -> YearNotice:
    return YearNotice(number, year, "a notice", frozenset(holidays), frozenset())


def published(*notices: YearNotice, series: str = SERIES) -> timekeeping.CalendarPublished:
    number = max(notice.number for notice in notices)
    return timekeeping.CalendarPublished(version=f"{series}.{number}", series=series, notices=notices)


def with_days(id: str, days: int) -> ClockRule:
    return replace(county.TOLD.rule(id), count=days)


def amended(*rules: ClockRule, version: str = "demo/2026.2") -> timekeeping.RulesPublished:
    return timekeeping.RulesPublished(version=version, clocks=rules)


def correct(clock: str, started_at: datetime, **said: Any) -> timekeeping.CorrectStart:
    whole = {"id": KEY, "by": county.DISPATCHER, "clock": clock, "started_at": started_at, "reason": WORDS}
    return timekeeping.CorrectStart(**{**whole, **said})


def suspend(story: DisputeStory, ground: Ground = Ground.APPRAISAL) -> timekeeping.SuspendClocks:
    return timekeeping.SuspendClocks(id=KEY, by=story.lead, ground=ground, reason=WORDS)


def resume(story: DisputeStory) -> timekeeping.ResumeClocks:
    return timekeeping.ResumeClocks(id=KEY, by=story.lead)


def raised(story: DisputeStory) -> DisputeStory:
    story.hear(commands.RaiseEarly(id=KEY, by=story.lead, reason=WORDS))
    return story


def ends(story: Story) -> dict[str, date | None]:
    """The last day of every clock, as people read it."""
    return {clock.name: clock.due_on for clock in story.procedure.view(story.state).clocks}


# Calendars


def test_a_publication_moves_open_dates_and_says_so() -> None:
    story = a_dispute()
    assert ends(story) == {"whole": DECEMBER_2, "level": date(2026, 11, 7)}

    (event,) = story.hear(published(a_notice(1, DECEMBER_2, DECEMBER_3)))

    assert event == timekeeping.DueDatesRecomputed(
        at=story.at,
        version=f"{SERIES}.1",
        notices=(a_notice(1, DECEMBER_2, DECEMBER_3),),
        moved=(Moved("whole", was=DECEMBER_2, now=date(2026, 12, 4)),),
    )
    assert ends(story) == {"whole": date(2026, 12, 4), "level": date(2026, 11, 7)}
    assert story.state.recounts[-1] == Recount(f"{SERIES}.1", moved=1, overdue=0, notices=0)
    case = story.procedure.view(story.state).case
    assert (case.calendar, case.calendar_number) == (SERIES, 1)


def test_a_publication_is_no_decision_and_makes_no_clerks_form_stale() -> None:
    story = a_dispute()

    story.hear(published(a_notice(1, DECEMBER_2)))

    assert (story.state.seq, story.state.decided_seq) == (2, 1)


def test_the_same_publication_twice_is_once() -> None:
    story = a_dispute()
    story.hear(published(a_notice(1, DECEMBER_2)))
    before = story.state

    again = story.hear(published(a_notice(1, DECEMBER_2)))

    assert again == ()
    assert story.state is before


def test_an_older_notice_of_a_year_does_not_undo_a_newer_one() -> None:
    story = a_dispute()
    story.hear(published(a_notice(2, DECEMBER_2)))

    assert story.hear(published(a_notice(1, DECEMBER_2, DECEMBER_3))) == ()
    assert ends(story)["whole"] == DECEMBER_3


def test_a_newer_notice_of_a_year_moves_a_date_back_again() -> None:
    story = a_dispute()
    story.hear(published(a_notice(1, DECEMBER_2)))

    (event,) = story.hear(published(a_notice(2, DECEMBER_3)))

    assert event.moved == (Moved("whole", was=DECEMBER_3, now=DECEMBER_2),)  # type: ignore[attr-defined]


def test_a_notice_that_comes_late_is_learnt_although_one_for_another_year_has_a_higher_number() -> None:
    story = a_dispute()
    of_2027 = a_notice(2, date(2027, 1, 1), year=2027)
    story.hear(published(of_2027))

    (event,) = story.hear(published(a_notice(1, DECEMBER_2), of_2027))

    assert event.notices == (a_notice(1, DECEMBER_2),)  # type: ignore[attr-defined]
    assert ends(story)["whole"] == DECEMBER_3


def test_a_publication_that_moves_nothing_is_learnt_and_reminds_nobody_twice() -> None:
    story = a_dispute()
    story.wait_for_the_next_moment()
    assert story.kinds()[-1] == "StepReminded"

    (event,) = story.hear(published(a_notice(1, date(2027, 1, 1), year=2027)))

    assert event.moved == ()  # type: ignore[attr-defined]
    assert story.state.edition.calendar.number == 1
    assert story.wait() == ()


def test_what_is_published_for_another_series_says_nothing_here() -> None:
    assert a_dispute().hear(published(a_notice(1, DECEMBER_2), series="another")) == ()


def test_a_date_moved_into_the_past_falls_overdue_at_once_and_once() -> None:
    story = a_dispute()
    story.hear(published(a_notice(1, DECEMBER_2, DECEMBER_3)))
    story.at = beijing(12, 3, 9)
    story.wait()
    assert not story.state.whole_is_over

    (event,) = story.hear(published(a_notice(2, date(2026, 5, 1))))

    assert event.moved == (  # type: ignore[attr-defined]
        Moved("whole", was=date(2026, 12, 4), now=DECEMBER_2, is_past=True),
    )
    assert story.state.recounts[-1] == Recount(f"{SERIES}.2", moved=1, overdue=1, notices=0)
    moment = story.procedure.next_moment(story.state)
    assert moment
    assert moment <= story.at
    assert [type(each).__name__ for each in story.wait()] == ["WholePeriodEnded"]
    assert story.wait() == ()
    assert story.wait(days=30) == ()


def test_a_date_moved_ahead_again_is_no_longer_overdue_and_falls_overdue_anew() -> None:
    story = a_dispute()
    story.at = beijing(12, 3)
    story.wait()
    assert "extend-or-end" in story.tasks()

    story.hear(published(a_notice(1, DECEMBER_2, DECEMBER_3)))

    assert not story.state.whole_is_over
    assert "extend-or-end" not in story.tasks()
    assert [type(each).__name__ for each in story.wait_for_the_next_moment()] == ["WholePeriodEnded"]
    assert story.at == beijing(12, 5)


def test_a_duty_of_aftercare_moved_ahead_again_is_no_longer_overdue() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)
    story.at = beijing(11, 10)
    story.wait()
    assert story.procedure.view(story.state).case.light == "red"

    story.hear(amended(with_days("P-12", 15)))

    case = story.procedure.view(story.state).case
    assert (case.overdue, case.light, case.needs_attention) == (False, "green", False)
    assert story.wait() == ()
    assert [type(each).__name__ for each in story.wait_for_the_next_moment()] == ["DutyFellOverdue"]
    assert story.at == beijing(11, 18)


def test_a_window_of_the_people_never_closes_on_a_provisional_date() -> None:
    story = aftercare_of(
        Outcome.AGREEMENT, edition=county.known_until(2026), at=county.MONDAY + timedelta(days=35)
    )
    assert ends(story)["confirmation-1"] == date(2027, 1, 6)
    story.wait(days=200)
    assert [owed.is_overdue for owed in story.state.owed] == [True, True]  # it binds an agency
    assert [opened.window for opened in story.state.windows] == [Window.CONFIRMATION]
    assert story.procedure.next_moment(story.state) is None

    story.hear(published(a_notice(1, date(2027, 1, 1), year=2027)))

    assert [type(each).__name__ for each in story.wait()] == ["WindowClosed"]
    assert story.state.windows == ()


def test_a_provisional_date_that_the_notice_confirms_has_not_moved_and_is_certain() -> None:
    story = a_dispute(edition=county.known_until(2026), at=county.MONDAY + timedelta(days=35))
    assert whole_due(story.state).provisional  # type: ignore[union-attr]

    (event,) = story.hear(published(a_notice(1, date(2027, 1, 1), year=2027)))

    assert event.moved == ()  # type: ignore[attr-defined]
    assert not whole_due(story.state).provisional  # type: ignore[union-attr]


def test_the_notice_for_a_moved_window_goes_to_the_docking_office_in_the_notice_hours() -> None:
    story = aftercare_of(Outcome.AGREEMENT)
    story.at = beijing(11, 6, 22)  # a Friday night

    story.hear(published(a_notice(1, DECEMBER_2)))

    (letter,) = story.letters_of("notice")  # what moved for agencies alone is told to nobody
    assert {move.clock for move in story.events[-1].moved} > {"confirmation-1"}  # type: ignore[attr-defined]
    assert letter.body == {
        "code": "date-moved",
        "role": "petition_mediation_docking_office",
        "unit": county.COUNTY,
        "clock": "confirmation-1",
        "was": "2026-12-02",
        "due_on": "2026-12-03",
    }
    assert letter.not_before == beijing(11, 9, 8, 30)
    assert story.state.recounts[-1] == Recount(f"{SERIES}.1", moved=3, overdue=0, notices=1)


def test_a_moved_window_of_an_agreement_in_part_is_told_while_the_dispute_goes_on() -> None:
    story = a_dispute().hold(SessionOutcome.AGREEMENT_PARTIAL, agreement=terms())

    story.hear(published(a_notice(1, DECEMBER_2)))

    assert [letter.body["clock"] for letter in story.letters_of("notice")] == ["confirmation-1"]
    assert story.confirm_by() == [DECEMBER_3]


# Rules


def test_rules_published_reach_running_clocks_from_their_original_start() -> None:
    story = a_dispute()
    story.wait(days=3)

    (event,) = story.hear(amended(with_days("P-05-1", 9), with_days("P-05-2", 2)))

    assert event == timekeeping.DueDatesRecomputed(
        at=story.at,
        version="demo/2026.2",
        clocks=(with_days("P-05-1", 9), with_days("P-05-2", 2)),
        moved=(Moved("level", was=date(2026, 11, 7), now=date(2026, 11, 11)),),
    )
    assert level_due(story.state).on == date(2026, 11, 11)  # type: ignore[union-attr]
    assert story.procedure.view(story.state).case.amendments == ("demo/2026.2",)
    raised(story)
    assert level_due(story.state).on == date(2026, 11, 7)  # type: ignore[union-attr]


def test_an_edition_is_published_to_a_case_once() -> None:
    story = a_dispute()
    story.hear(amended(with_days("P-05-1", 9)))

    assert story.hear(amended(with_days("P-05-1", 9))) == ()
    assert story.hear(amended(with_days("P-05-1", 8), version="demo/2026.3"))


def test_a_rule_made_shorter_makes_a_step_overdue_at_once_and_made_longer_timely_again() -> None:
    story = a_dispute()
    story.wait(days=4)

    story.hear(amended(with_days("P-05-1", 2)))

    assert story.state.recounts[-1] == Recount("demo/2026.2", moved=1, overdue=1, notices=0)
    assert [type(each).__name__ for each in story.wait()] == ["StepFellOverdue"]
    assert story.procedure.view(story.state).case.light == "red"
    story.hear(amended(with_days("P-05-1", 20), version="demo/2026.3"))
    case = story.procedure.view(story.state).case
    assert (case.overdue, case.light, case.due_on) == (False, "green", date(2026, 11, 22))
    assert case.next_moment == beijing(11, 20, 8, 30)  # the day before the end is a Saturday


def test_a_rule_that_no_clock_of_the_case_runs_by_moves_nothing() -> None:
    story = a_dispute()

    (event,) = story.hear(amended(replace(county.TOLD.rule("P-05-1"), id="K-99")))

    assert event.moved == ()  # type: ignore[attr-defined]
    assert story.state.edition.clocks == county.TOLD.clocks


def test_what_has_ended_takes_nothing_any_more() -> None:
    dispute, aftercare = a_dispute().agree(), aftercare_of(Outcome.WITHDRAWN)
    aftercare.hear(UndoWithdrawal(id=KEY, by=county.DOCKING_OFFICE, party="zhang"))

    for ended in (dispute, aftercare):
        assert ended.state.has_ended
        for fact in (published(a_notice(1, DECEMBER_2)), amended(with_days("P-09", 3))):
            assert ended.hear(fact) == ()


# Corrections


def test_correcting_a_start_keeps_the_old_value_in_the_journal_and_moves_the_date() -> None:
    story = a_dispute()
    story.wait(days=3)
    really = county.MONDAY - timedelta(days=1)

    (event,) = story.hear(correct("whole", really))

    assert event == timekeeping.StartCorrected(
        at=story.at,
        by=county.DISPATCHER,
        clock="whole",
        was=county.MONDAY,
        now=really,
        reason=WORDS,
        moved=Moved("whole", was=DECEMBER_2, now=date(2026, 12, 1)),
    )
    assert ends(story) == {"whole": date(2026, 12, 1), "level": date(2026, 11, 7)}
    as_known_then = story.procedure.fold(story.events[:-1], story.edition)
    assert as_known_then.due("whole").on == DECEMBER_2


def test_a_start_corrected_into_the_past_falls_overdue_at_once_and_once() -> None:
    story = a_dispute()
    story.wait(days=3)

    (event,) = story.hear(correct("level", county.MONDAY - timedelta(days=9)))

    assert event.moved.is_past  # type: ignore[attr-defined]
    assert [type(each).__name__ for each in story.wait()] == ["StepFellOverdue"]
    assert story.wait() == ()


def test_a_start_corrected_forward_makes_what_was_overdue_timely_again() -> None:
    story = a_dispute()
    story.wait(days=6)
    assert story.procedure.view(story.state).case.overdue

    story.hear(correct("level", county.MONDAY + timedelta(days=4)))

    assert not story.state.is_overdue
    assert remind_at(story.state) == beijing(11, 10, 8, 30)
    assert [type(each).__name__ for each in story.wait_for_the_next_moment()] == ["StepReminded"]


def test_a_window_whose_start_was_earlier_closes_at_once_and_the_office_is_told() -> None:
    story = aftercare_of(Outcome.WITHDRAWN)
    story.wait(days=2)

    story.hear(correct(Window.UNDO_WITHDRAWAL, county.MONDAY - timedelta(days=14)))

    (letter,) = story.letters_of("notice")
    assert (letter.body["code"], letter.body["clock"]) == ("date-moved", "undo-withdrawal")
    assert (letter.body["was"], letter.body["due_on"]) == ("2026-11-09", "2026-10-26")
    assert [type(each).__name__ for each in story.wait()] == ["WindowClosed"]
    assert story.wait() == ()


def test_a_start_is_never_corrected_to_the_future_nor_to_itself() -> None:
    story = a_dispute()

    for clock in ("whole", "level"):
        late = correct(clock, story.at + timedelta(microseconds=1))
        assert story.refusal_of(late) is Reason.DATE_IN_THE_FUTURE
        assert story.refusal_of(correct(clock, county.MONDAY)) is Reason.NOTHING_TO_CORRECT


def test_only_an_open_clock_is_corrected() -> None:
    story = aftercare_of(Outcome.WITHDRAWN)
    story.wait(days=8)  # the time to undo is over
    earlier = county.MONDAY - timedelta(days=1)

    assert story.refusal_of(correct(Window.UNDO_WITHDRAWAL, earlier)) is Reason.NO_SUCH_CLOCK
    assert story.refusal_of(correct("nothing", earlier)) is Reason.NO_SUCH_CLOCK
    assert story.hear(correct(Duty.REVISIT, earlier))


def test_only_the_dispatcher_corrects_a_start() -> None:
    for story in (a_dispute(), aftercare_of(Outcome.WITHDRAWN)):
        for officer in (county.SECRETARY, county.MEDIATOR, county.SUPERVISOR, county.DOCKING_OFFICE):
            asked = correct("revisit", county.MONDAY - timedelta(days=1), by=officer)
            assert story.refusal_of(asked) is Reason.NOT_YOURS_TO_DO


# Standing still


def test_a_clock_stands_still_only_on_a_ground_its_rule_names() -> None:
    story = a_dispute()

    for ground in set(Ground) - {Ground.APPRAISAL}:
        assert story.refusal_of(suspend(story, ground)) is Reason.GROUND_NOT_NAMED
    (event,) = story.hear(suspend(story))

    assert event == timekeeping.ClocksSuspended(
        at=story.at, by=story.lead, clocks=("whole", "level"), ground=Ground.APPRAISAL, reason=WORDS
    )


def test_level_and_whole_stand_still_together_and_no_timer_runs_meanwhile() -> None:
    story = a_dispute()

    story.hear(suspend(story))

    assert ends(story) == {"whole": None, "level": None}
    view = story.procedure.view(story.state)
    assert {clock.name: clock.state for clock in view.clocks} == {"whole": "suspended", "level": "suspended"}
    assert (view.case.due_on, view.case.next_moment) == (None, None)
    assert story.wait(days=400) == ()


def test_a_second_suspension_before_the_first_has_ended_is_refused() -> None:
    story = a_dispute()
    story.hear(suspend(story))
    story.wait(days=1)

    assert story.refusal_of(suspend(story)) is Reason.ALREADY_SUSPENDED


def test_going_on_moves_the_date_by_the_days_that_passed() -> None:
    story = a_dispute()
    story.wait(days=1)
    story.hear(suspend(story))  # on Tuesday 3 November
    story.wait(days=3)

    (event,) = story.hear(resume(story))  # the Friday is counted again

    assert event == timekeeping.ClocksResumed(at=story.at, by=story.lead, clocks=("whole", "level"))
    level, whole = level_due(story.state), whole_due(story.state)
    assert level
    assert whole
    assert level.on == date(2026, 11, 10)
    assert (whole.counted_to, whole.on) == (date(2026, 12, 5), date(2026, 12, 7))
    assert story.refusal_of(resume(story)) is Reason.NOT_SUSPENDED


def test_standing_still_for_part_of_a_day_moves_nothing() -> None:
    story = a_dispute()
    story.hear(suspend(story))
    story.wait(hours=5)

    story.hear(resume(story))

    assert ends(story) == {"whole": DECEMBER_2, "level": date(2026, 11, 7)}


def test_a_clock_may_stand_still_again_and_the_days_add_up() -> None:
    story = a_dispute()
    for _ in range(2):
        story.wait(days=1)
        story.hear(suspend(story))
        story.wait(days=2)
        story.hear(resume(story))

    assert level_due(story.state).on == date(2026, 11, 11)  # type: ignore[union-attr]


def test_a_step_entered_meanwhile_stands_still_too_until_both_go_on() -> None:
    story = a_dispute()
    story.hear(suspend(story))
    story.wait(days=2)

    raised(story)

    assert ends(story) == {"whole": None, "level": None}
    story.wait(days=2)
    story.hear(resume(story))
    assert ends(story) == {
        "level": date(2026, 11, 10),  # from 4 November, without the 5th
        "whole": date(2026, 12, 7),  # without 3 to 5 November, and rolled
    }


def test_a_step_that_is_over_does_not_stand_still_and_the_next_one_does() -> None:
    story = a_dispute()
    story.wait(days=6)
    assert story.state.is_overdue

    (event,) = story.hear(suspend(story))

    assert event.clocks == ("whole",)  # type: ignore[attr-defined]
    assert (story.state.is_overdue, ends(story)["level"]) == (True, date(2026, 11, 7))
    raised(story)
    assert ends(story) == {"whole": None, "level": None}


def test_a_step_entered_while_the_step_before_stood_still_alone_stands_still_too() -> None:
    story = a_dispute()
    story.hear(amended(with_days("P-05-1", 60), with_days("P-05-2", 60)))
    story.wait(days=31)
    assert story.state.whole_is_over
    story.hear(suspend(story))
    assert story.state.clock("level").is_suspended

    raised(story)

    assert ends(story) == {"whole": DECEMBER_2, "level": None}


def test_where_everything_is_over_nothing_stands_still() -> None:
    story = a_dispute()
    story.wait(days=40)

    assert story.refusal_of(suspend(story)) is Reason.PERIOD_HAS_ENDED


def test_the_end_of_a_dispute_ends_a_suspension_with_it() -> None:
    story = a_dispute()
    story.hear(suspend(story))

    story.hear(commands.ConsentRefused(by=county.MEDIATOR, party="zhang"))

    assert {clock.state for clock in story.procedure.view(story.state).clocks} == {"met"}


# Extensions, reminders, letters


def test_an_extension_counts_from_the_start_whether_before_or_after_standing_still() -> None:
    def extended(story: DisputeStory) -> None:
        story.hear(commands.ExtendPeriod(id=KEY, by=story.lead, days=10, agreed_in_writing=BOTH))

    first, last = a_dispute(), a_dispute()
    extended(first)
    for story in (first, last):
        story.wait(days=1)
        story.hear(suspend(story))
        story.wait(days=4)
        story.hear(resume(story))
    extended(last)

    assert ends(first) == ends(last) == {"level": date(2026, 11, 21), "whole": date(2026, 12, 16)}


@pytest.mark.parametrize(
    ("at", "told"),
    [
        pytest.param(beijing(11, 2, 8, 29), beijing(11, 2, 8, 30), id="in the morning"),
        pytest.param(beijing(11, 2, 8, 30), beijing(11, 2, 8, 30), id="at the hour"),
        pytest.param(beijing(11, 2, 17, 59), beijing(11, 2, 17, 59), id="in the notice hours, at once"),
        pytest.param(beijing(11, 2, 18), beijing(11, 3, 8, 30), id="in the evening"),
        pytest.param(beijing(11, 6, 18), beijing(11, 9, 8, 30), id="on a Friday evening"),
        pytest.param(beijing(11, 7, 10), beijing(11, 9, 8, 30), id="on a Saturday"),
        pytest.param(beijing(9, 30, 23), beijing(10, 5, 8, 30), id="before holidays and a weekend"),
    ],
)
def test_a_notice_waits_for_the_notice_hours_of_a_working_day(at: datetime, told: datetime) -> None:
    assert next_notice_at(county.TOLD, at) == told


def test_what_fell_overdue_at_midnight_is_told_in_the_notice_hours_and_danger_at_once() -> None:
    story = a_dispute()
    story.wait_for_the_next_moment()

    story.wait_for_the_next_moment()
    story.hear(danger.DangerReported(words=WORDS))

    assert story.at == beijing(11, 8)  # the midnight after a Saturday
    waits = {letter.body["code"]: letter.not_before for letter in story.letters_of("notice")}
    assert waits == {"step-reminder": None, "step-overdue": beijing(11, 9, 8, 30), "danger": None}


def test_the_end_of_the_whole_period_and_a_duty_overdue_are_told_in_the_notice_hours() -> None:
    story, after = a_dispute(), aftercare_of(Outcome.NO_AGREEMENT)
    story.wait(days=6)
    story.wait_for_the_next_moment()
    after.wait_for_the_next_moment()

    assert story.letters_of("notice")[-1].body["code"] == "whole-period-ended"
    assert story.letters_of("notice")[-1].not_before == beijing(12, 3, 8, 30)
    assert after.letters_of("notice")[-1].body["code"] == "duty-overdue"
    assert after.letters_of("notice")[-1].not_before == beijing(11, 10, 8, 30)


def test_a_reminder_that_would_fall_on_a_day_off_comes_on_the_working_day_before() -> None:
    story = a_dispute(at=county.MONDAY + timedelta(days=1))  # five days from Tuesday: Sunday 8 November

    assert level_due(story.state).on == date(2026, 11, 8)  # type: ignore[union-attr]
    assert remind_at(story.state) == beijing(11, 6, 8, 30)


def test_yellow_is_reminded_red_is_overdue_and_what_has_ended_is_green() -> None:
    story = a_dispute()
    lights = [story.procedure.view(story.state).case.light]
    for _ in range(2):
        story.wait_for_the_next_moment()
        lights.append(story.procedure.view(story.state).case.light)

    story.hear(commands.FiledInCourt(case=WORDS))

    assert [*lights, story.procedure.view(story.state).case.light] == ["green", "yellow", "red", "green"]


# Confirmation, and who used up which days


def test_each_agreement_has_a_time_for_confirmation_of_its_own_from_the_day_it_took_effect() -> None:
    story = a_dispute().hold(SessionOutcome.AGREEMENT_PARTIAL, agreement=terms())
    story.wait(days=3)
    story.hold(SessionOutcome.AGREEMENT_PARTIAL, agreement=terms(has_seal=False, form=Form.ORAL))
    story.wait(days=2)
    story.agree()
    assert story.confirm_by() == [DECEMBER_2, None, date(2026, 12, 7)]

    first = succession.aftercare_of(story.state, story.at)
    after = AftercareStory(aftercare_of(Outcome.AGREEMENT).procedure, first, story.edition)

    assert ends(after) == {
        "check-performance": date(2026, 12, 7),
        "revisit": date(2026, 12, 7),
        "confirmation-1": DECEMBER_2,
        "confirmation-3": date(2026, 12, 7),
    }
    after.at = first_instant_of(DECEMBER_3)
    happened = {type(each).__name__: each.window.number for each in after.wait()}  # type: ignore[attr-defined]
    assert happened == {"WindowReminded": 3, "WindowClosed": 1}
    assert [opened.number for opened in after.state.windows] == [3]


def test_a_case_remembers_what_the_last_few_publications_did_to_it() -> None:
    story = a_dispute()

    for days in range(6, 12):
        story.hear(amended(with_days("P-05-1", days), version=f"demo/{days}"))

    assert story.state.recounts == tuple(Recount(f"demo/{days}", moved=1) for days in range(8, 12))
