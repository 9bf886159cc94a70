"""MFD 201-204, MSS 85: every step of a count, down to its fields, and when exactly a period is over."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from rules.calendar import DayOff, WorkingCalendar
from rules.clocks.reckoning import DueDate, Extended, Pause, Step, StepCode, months_after, reckon
from rules.clocks.rule import ClockRule, Ground, Unit
from tests.clocks.making import a_rule, in_utc

# A small world: May 2026, whose first five days are off, whose second Saturday is worked.
MAY = WorkingCalendar(
    series="may",
    years=frozenset({2026}),
    holidays=frozenset(date(2026, 5, day) for day in range(1, 6)),
    make_up_workdays=frozenset({date(2026, 5, 9)}),
)
APPROVED_AT = datetime(2026, 4, 29, tzinfo=UTC)


def day(number: int, month: int = 5) -> date:
    return date(2026, month, number)


def wall(number: int, hour: int = 12, minute: int = 0, month: int = 5) -> datetime:
    """An instant of 2026 by the clock on the wall in Beijing."""
    return in_utc(datetime(2026, month, number, hour, minute))  # noqa: DTZ001 a wall knows no zone


def longer(count: int, unit: Unit) -> Extended:
    return Extended(count, unit, "head-of-organ", APPROVED_AT)


def steps(
    rule: ClockRule, start: datetime, *pauses: Pause, extensions: tuple[Extended, ...] = ()
) -> list[Step]:
    due = reckon(rule, MAY, start, "petition-accepted", pauses, extensions)
    assert due
    return list(due.steps)


def test_calendar_days_are_counted_then_rolled_over_weekend_and_holiday() -> None:
    assert steps(a_rule(Unit.CALENDAR_DAYS, 3), wall(28, month=4)) == [
        Step(StepCode.STARTED, first=day(28, 4), because="petition-accepted"),
        Step(StepCode.COUNTED, first=day(29, 4), last=day(1), count=3, unit=Unit.CALENDAR_DAYS),
        Step(StepCode.ROLLED, first=day(1), last=day(5), count=5, because=DayOff.HOLIDAY),
        Step(StepCode.ENDS, last=day(6)),
    ]


def test_days_off_in_a_row_for_two_reasons_are_two_steps() -> None:
    holiday = WorkingCalendar("one", frozenset({2026}), frozenset({day(15), day(18)}))

    due = reckon(a_rule(Unit.CALENDAR_DAYS, 1), holiday, wall(14), "petition-accepted")

    assert due
    assert due.steps[2:] == (
        Step(StepCode.ROLLED, first=day(15), last=day(15), count=1, because=DayOff.HOLIDAY),
        Step(StepCode.ROLLED, first=day(16), last=day(17), count=2, because=DayOff.WEEKEND),
        Step(StepCode.ROLLED, first=day(18), last=day(18), count=1, because=DayOff.HOLIDAY),
        Step(StepCode.ENDS, last=day(19)),
    )


def test_working_days_say_what_was_skipped_and_what_was_made_up() -> None:
    assert steps(a_rule(Unit.WORKING_DAYS, 6), wall(30, month=4)) == [
        Step(StepCode.STARTED, first=day(30, 4), because="petition-accepted"),
        Step(StepCode.SKIPPED, first=day(1), last=day(5), count=5, because=DayOff.HOLIDAY),
        Step(StepCode.SKIPPED, first=day(10), last=day(10), count=1, because=DayOff.WEEKEND),
        Step(StepCode.MAKE_UP_COUNTED, first=day(9), last=day(9)),
        Step(StepCode.COUNTED, first=day(1), last=day(12), count=6, unit=Unit.WORKING_DAYS),
        Step(StepCode.ENDS, last=day(12)),
    ]


def test_working_days_left_out_are_one_step_for_each_pause_weekends_included() -> None:
    hearing = Pause(Ground.HEARING, wall(8), wall(11))
    appraisal = Pause(Ground.APPRAISAL, wall(11), wall(13))

    assert steps(a_rule(Unit.WORKING_DAYS, 2), wall(6), hearing, appraisal) == [
        Step(StepCode.STARTED, first=day(6), because="petition-accepted"),
        Step(StepCode.EXCLUDED, first=day(8), last=day(10), count=3, because=Ground.HEARING),
        Step(StepCode.EXCLUDED, first=day(11), last=day(12), count=2, because=Ground.APPRAISAL),
        Step(StepCode.COUNTED, first=day(7), last=day(13), count=2, unit=Unit.WORKING_DAYS),
        Step(StepCode.ENDS, last=day(13)),
    ]


def test_two_pauses_for_one_reason_with_counted_days_between_are_two_steps() -> None:
    first = Pause(Ground.HEARING, wall(12), wall(13))
    second = Pause(Ground.HEARING, wall(14), wall(15))

    assert steps(a_rule(Unit.WORKING_DAYS, 2), wall(11), first, second)[1:3] == [
        Step(StepCode.EXCLUDED, first=day(12), last=day(12), count=1, because=Ground.HEARING),
        Step(StepCode.EXCLUDED, first=day(14), last=day(14), count=1, because=Ground.HEARING),
    ]


def test_where_two_pauses_overlap_the_first_to_begin_has_the_day() -> None:
    appraisal = Pause(Ground.APPRAISAL, wall(13), wall(16))
    hearing = Pause(Ground.HEARING, wall(12), wall(14))

    assert steps(a_rule(Unit.CALENDAR_DAYS, 3), wall(11), appraisal, hearing)[1:3] == [
        Step(StepCode.EXCLUDED, first=day(12), last=day(13), count=2, because=Ground.HEARING),
        Step(StepCode.EXCLUDED, first=day(14), last=day(15), count=2, because=Ground.APPRAISAL),
    ]


def test_a_pause_over_the_start_leaves_out_the_days_after_it_only() -> None:
    over = Pause(Ground.SUPPLEMENT, wall(8), wall(14))

    assert steps(a_rule(Unit.CALENDAR_DAYS, 1), wall(11), over)[1] == Step(
        StepCode.EXCLUDED, first=day(12), last=day(13), count=2, because=Ground.SUPPLEMENT
    )


def test_a_month_without_the_corresponding_day_says_on_which_day_it_ends() -> None:
    told = steps(a_rule(Unit.MONTHS, 1), wall(31, month=3), extensions=(longer(1, Unit.CALENDAR_DAYS),))

    assert told[0] == Step(StepCode.STARTED, first=day(31, 3), because="petition-accepted")
    assert told[1] == Step(StepCode.EXTENDED, count=1, unit=Unit.CALENDAR_DAYS)
    assert Step(StepCode.MONTH_END, last=day(30, 4)) in told
    assert Step(StepCode.COUNTED, first=day(1, 4), last=day(1), count=1, unit=Unit.MONTHS) in told


def test_a_month_with_its_corresponding_day_says_nothing_of_its_end() -> None:
    assert [step.code for step in steps(a_rule(Unit.MONTHS, 1), wall(29, month=4))] == [
        StepCode.STARTED,
        StepCode.COUNTED,
        StepCode.ENDS,
    ]


@pytest.mark.parametrize(
    ("rolls", "start", "expected"),
    [
        pytest.param(True, 8, Step(StepCode.STAYED, first=day(9), last=day(9)), id="a make-up Saturday"),
        pytest.param(
            False,
            9,
            Step(StepCode.NOT_ROLLED, first=day(10), last=day(10), because=DayOff.WEEKEND),
            id="a rule that does not roll",
        ),
    ],
)
def test_a_last_day_that_stays_says_why(rolls: bool, start: int, expected: Step) -> None:
    told = steps(a_rule(Unit.CALENDAR_DAYS, 1, rolls=rolls), wall(start))

    assert told[2:] == [expected, Step(StepCode.ENDS, last=expected.last)]


def test_a_rule_that_does_not_roll_says_nothing_of_a_make_up_workday() -> None:
    told = steps(a_rule(Unit.CALENDAR_DAYS, 1, rolls=False), wall(8))

    assert [step.code for step in told] == [StepCode.STARTED, StepCode.COUNTED, StepCode.ENDS]


def test_every_unpublished_year_on_which_a_date_hangs_is_named() -> None:
    nothing = WorkingCalendar("nothing", frozenset())
    start = wall(31, month=12)

    working = reckon(a_rule(Unit.WORKING_DAYS, 261), nothing, start, "petition-accepted")
    rolled = reckon(a_rule(Unit.CALENDAR_DAYS, 366), nothing, start, "petition-accepted")

    assert working
    assert [step.count for step in working.steps if step.code is StepCode.PROVISIONAL] == [2027]
    assert rolled
    assert rolled.on == date(2028, 1, 3)
    assert [step.count for step in rolled.steps if step.code is StepCode.PROVISIONAL] == [2028]


def test_hours_say_from_when_to_when_and_how_many_seconds_are_left_out() -> None:
    obstacle = Pause(Ground.OBSTACLE, wall(2, 10), wall(2, 11, 30))
    inside = Pause(Ground.APPRAISAL, wall(2, 11), wall(2, 11, 15))
    after = Pause(Ground.HEARING, wall(2, 11), wall(2, 12))

    told = steps(
        a_rule(Unit.HOURS, 3), wall(2, 9), after, obstacle, inside, extensions=(longer(1, Unit.HOURS),)
    )

    assert told == [
        Step(StepCode.STARTED_AT, because="petition-accepted", at=wall(2, 9)),
        Step(StepCode.EXTENDED, count=1, unit=Unit.HOURS),
        Step(StepCode.EXCLUDED, count=5400, because=Ground.OBSTACLE, at=wall(2, 10)),
        Step(StepCode.EXCLUDED, count=1800, because=Ground.HEARING, at=wall(2, 11, 30)),
        Step(StepCode.COUNTED, count=3, unit=Unit.HOURS, at=wall(2, 15)),
        Step(StepCode.ENDS, at=wall(2, 15)),
    ]


@pytest.mark.parametrize("unit", [None, Unit.CALENDAR_DAYS])
def test_a_rule_whose_source_names_no_number_has_no_end(unit: Unit | None) -> None:
    assert reckon(a_rule(unit, None), MAY, wall(6), "petition-accepted") is None


def test_a_rule_whose_source_names_no_unit_has_no_end() -> None:
    assert reckon(a_rule(None, 3), MAY, wall(6), "petition-accepted") is None


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 10, date(2026, 11, 30)),
        (date(2026, 1, 31), 11, date(2026, 12, 31)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_end_on_the_corresponding_day_or_with_the_month(start: date, months: int, end: date) -> None:
    assert months_after(start, months) == end


def test_a_day_is_over_at_midnight_in_beijing() -> None:
    due = DueDate(on=day(6), counted_to=day(6), provisional=False)

    assert due.is_over_at == datetime(2026, 5, 6, 16, tzinfo=UTC)
    assert due.is_over_at - timedelta(seconds=1) == wall(6, 23, 59) + timedelta(seconds=59)


def test_an_hour_clock_is_over_at_its_instant() -> None:
    due = DueDate(on=day(6), counted_to=day(6), provisional=False, at=wall(6, 10))

    assert due.is_over_at == wall(6, 10)


def test_a_window_with_business_hours_closes_before_the_day_is_over() -> None:
    due = DueDate(on=day(6), counted_to=day(6), provisional=False)

    assert due.window_closes_at(time(17, 30)) == wall(6, 17, 30)


def test_a_window_that_closes_after_an_hour_clock_is_over_closes_with_it() -> None:
    due = DueDate(on=day(6), counted_to=day(6), provisional=False, at=wall(6, 10))

    assert due.window_closes_at(time(17, 30)) == wall(6, 10)
    assert due.window_closes_at(time(9)) == wall(6, 9)


def test_a_day_has_passed_on_the_day_after() -> None:
    due = DueDate(on=day(6), counted_to=day(5), provisional=False)

    assert [due.has_passed(day(number)) for number in (5, 6, 7)] == [False, False, True]


def test_what_a_count_is_made_of_are_values() -> None:
    hearing, month = Pause(Ground.HEARING, wall(12), wall(13)), longer(1, Unit.MONTHS)
    due = reckon(a_rule(Unit.MONTHS, 1), MAY, wall(6), "petition-accepted", [hearing], [month])

    assert due
    assert len({due, hearing, month, longer(1, Unit.MONTHS), *due.steps}) == 3 + len(due.steps)


def test_minutes_are_counted_from_the_instant_itself_and_never_roll() -> None:
    assert steps(a_rule(Unit.MINUTES, 30), wall(2, 23, 45)) == [
        Step(StepCode.STARTED_AT, because="petition-accepted", at=wall(2, 23, 45)),
        Step(StepCode.COUNTED, count=30, unit=Unit.MINUTES, at=wall(3, 0, 15)),
        Step(StepCode.ENDS, at=wall(3, 0, 15)),
    ]
