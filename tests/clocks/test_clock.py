"""The clock as a value: how it stands, how it is stopped, and by how much it may be made longer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rules.articles import Article, Mark, Source
from rules.calendar import WorkingCalendar
from rules.clocks.clock import Clock, State, extended, named, resumed, suspended
from rules.clocks.reckoning import Extended, Pause
from rules.clocks.rule import ClockRule, Extension, Ground, Unit
from rules.instants import ONE_DAY, first_instant_of
from rules.refusals import Reason, Refused

CALENDAR = WorkingCalendar(series="some", years=frozenset({2026}))
START = datetime(2026, 6, 1, 2, tzinfo=UTC)
RULE = ClockRule(
    id="X",
    trigger="accepted",
    count=30,
    unit=Unit.CALENDAR_DAYS,
    excludes=(Ground.HEARING, Ground.APPRAISAL),
    extension=Extension(at_most=10, unit=Unit.CALENDAR_DAYS, times=2, approver="head-of-organ"),
    responsible="handling-organ",
    articles=(Article(Source.PETITION_REGULATIONS, 34),),
    mark=Mark.CERTAIN,
    valid_from=date(2022, 5, 1),
)
CLOCK = Clock(name="handling", rule="X", event="accepted", started_at=START)
OVER = first_instant_of(date(2026, 7, 2))  # thirty days end with 1 July
JUST_BEFORE = OVER - timedelta(microseconds=1)


def refusal(act: object, *given: object) -> tuple[Reason, tuple[str, ...]]:
    with pytest.raises(Refused) as caught:
        act(*given)  # type: ignore[operator]
    return caught.value.reason, caught.value.details


def test_a_clock_runs_until_its_last_instant_and_has_expired_from_then_on() -> None:
    assert CLOCK.state(RULE, CALENDAR, START) is State.RUNNING
    assert CLOCK.state(RULE, CALENDAR, JUST_BEFORE) is State.RUNNING
    assert CLOCK.state(RULE, CALENDAR, OVER) is State.EXPIRED
    assert not CLOCK.has_passed(RULE, CALENDAR, JUST_BEFORE)
    assert CLOCK.has_passed(RULE, CALENDAR, OVER)


def test_a_clock_is_met_from_the_instant_it_was_met_however_late() -> None:
    met = replace(CLOCK, met_at=OVER + ONE_DAY)

    assert met.state(RULE, CALENDAR, OVER) is State.EXPIRED
    assert met.state(RULE, CALENDAR, OVER + ONE_DAY) is State.MET
    assert not met.is_open
    assert CLOCK.is_open


def test_a_cancelled_clock_is_cancelled_whatever_else_it_is() -> None:
    cancelled = replace(CLOCK, cancelled_at=START + ONE_DAY, met_at=START + ONE_DAY)

    assert cancelled.state(RULE, CALENDAR, START) is State.RUNNING
    assert cancelled.state(RULE, CALENDAR, START + ONE_DAY) is State.CANCELLED
    assert cancelled.state(RULE, CALENDAR, OVER) is State.CANCELLED
    assert not replace(CLOCK, cancelled_at=START).is_open


def test_a_clock_that_stands_still_never_passes() -> None:
    still = replace(CLOCK, pauses=(Pause(Ground.HEARING, START + ONE_DAY),))

    assert still.is_suspended
    assert still.due(RULE, CALENDAR) is None
    assert still.state(RULE, CALENDAR, OVER + 100 * ONE_DAY) is State.SUSPENDED
    assert not still.has_passed(RULE, CALENDAR, OVER + 100 * ONE_DAY)


def test_a_pause_after_the_end_of_the_period_stops_nothing() -> None:
    late = replace(CLOCK, pauses=(Pause(Ground.HEARING, OVER + 5 * ONE_DAY),))

    assert late.state(RULE, CALENDAR, OVER) is State.EXPIRED


def test_where_the_source_names_no_number_a_clock_runs_and_never_ends() -> None:
    promptly = replace(RULE, count=None, unit=None)

    assert CLOCK.due(promptly, CALENDAR) is None
    assert CLOCK.state(promptly, CALENDAR, OVER + 1000 * ONE_DAY) is State.RUNNING
    assert not CLOCK.has_passed(promptly, CALENDAR, OVER + 1000 * ONE_DAY)


def test_a_clock_stops_and_goes_on_and_the_date_moves_by_the_days_between() -> None:
    stopped = suspended(CLOCK, RULE, CALENDAR, Ground.HEARING, START + 3 * ONE_DAY)
    went_on = resumed(stopped, START + 8 * ONE_DAY)

    assert stopped.pauses == (Pause(Ground.HEARING, START + 3 * ONE_DAY),)
    assert went_on.pauses == (Pause(Ground.HEARING, START + 3 * ONE_DAY, START + 8 * ONE_DAY),)
    due = went_on.due(RULE, CALENDAR)
    assert due
    assert due.counted_to == date(2026, 7, 6)
    assert not went_on.is_suspended


def test_a_clock_can_stop_twice_one_after_the_other() -> None:
    once = resumed(suspended(CLOCK, RULE, CALENDAR, Ground.HEARING, START + ONE_DAY), START + 3 * ONE_DAY)
    twice = suspended(once, RULE, CALENDAR, Ground.APPRAISAL, START + 5 * ONE_DAY)

    went_on = resumed(twice, START + 6 * ONE_DAY)

    assert [(pause.ground, pause.ended_at) for pause in went_on.pauses] == [
        (Ground.HEARING, START + 3 * ONE_DAY),
        (Ground.APPRAISAL, START + 6 * ONE_DAY),
    ]


def test_only_a_ground_the_rule_names_stops_a_clock() -> None:
    assert refusal(suspended, CLOCK, RULE, CALENDAR, Ground.TESTING, START) == (
        Reason.GROUND_NOT_NAMED,
        ("X",),
    )


def test_a_clock_does_not_stop_twice_nor_after_its_end_nor_go_on_when_it_runs() -> None:
    stopped = suspended(CLOCK, RULE, CALENDAR, Ground.HEARING, JUST_BEFORE)

    assert (
        refusal(suspended, stopped, RULE, CALENDAR, Ground.APPRAISAL, JUST_BEFORE)[0]
        is Reason.ALREADY_SUSPENDED
    )
    assert refusal(suspended, CLOCK, RULE, CALENDAR, Ground.HEARING, OVER)[0] is Reason.PERIOD_HAS_ENDED
    assert refusal(resumed, CLOCK, START)[0] is Reason.NOT_SUSPENDED


def test_an_extension_is_noted_with_its_approver_and_counts_from_the_start() -> None:
    longer = extended(CLOCK, RULE, CALENDAR, 10, "head-of-organ", JUST_BEFORE)

    assert longer.extensions == (Extended(10, Unit.CALENDAR_DAYS, "head-of-organ", JUST_BEFORE),)
    due = longer.due(RULE, CALENDAR)
    assert due
    assert due.counted_to == START.date() + timedelta(days=40)


def test_an_extension_within_the_cap_can_be_given_as_often_as_the_rule_says() -> None:
    once = extended(CLOCK, RULE, CALENDAR, 1, "head-of-organ", START)
    twice = extended(once, RULE, CALENDAR, 10, "head-of-organ", START)

    assert [each.count for each in twice.extensions] == [1, 10]
    assert refusal(extended, twice, RULE, CALENDAR, 1, "head-of-organ", START) == (
        Reason.ALREADY_EXTENDED,
        ("X",),
    )


@pytest.mark.parametrize(
    ("allowed", "count", "at", "refused"),
    [
        pytest.param(None, 1, START, (Reason.NO_EXTENSION, ("X",)), id="a rule that knows none"),
        pytest.param(RULE.extension, 0, START, (Reason.EXTENSION_WITHOUT_DAYS, ()), id="no days"),
        pytest.param(RULE.extension, 11, START, (Reason.EXTENSION_TOO_LONG, ("X",)), id="beyond the cap"),
        pytest.param(RULE.extension, 1, OVER, (Reason.PERIOD_HAS_ENDED, ()), id="after the end"),
    ],
)
def test_an_extension_is_refused_with_its_reason(
    allowed: Extension | None, count: int, at: datetime, refused: tuple[Reason, tuple[str, ...]]
) -> None:
    rule = replace(RULE, extension=allowed)

    assert refusal(extended, CLOCK, rule, CALENDAR, count, "head-of-organ", at) == refused


def test_where_the_source_names_no_cap_and_no_number_of_times_there_is_none() -> None:
    rule = replace(
        RULE, extension=Extension(at_most=None, unit=Unit.CALENDAR_DAYS, times=None, approver="parties")
    )
    clock = CLOCK

    for _ in range(3):
        clock = extended(clock, rule, CALENDAR, 365, "parties", START)

    assert len(clock.extensions) == 3


def test_a_clock_is_found_by_its_name() -> None:
    other = replace(CLOCK, name="whole")

    assert named((other, CLOCK), "handling") is CLOCK
    with pytest.raises(StopIteration):
        named((other,), "handling")


def test_the_start_day_is_the_day_in_shanghai() -> None:
    before_midnight = replace(CLOCK, started_at=datetime(2026, 6, 1, 15, 59, 59, tzinfo=UTC))
    midnight = replace(CLOCK, started_at=datetime(2026, 6, 1, 16, tzinfo=UTC))

    assert before_midnight.started_on == date(2026, 6, 1)
    assert midnight.started_on == date(2026, 6, 2)


@pytest.mark.parametrize(
    "ended", [replace(CLOCK, met_at=START + ONE_DAY), replace(CLOCK, cancelled_at=START + ONE_DAY)]
)
def test_what_has_come_to_its_end_is_neither_stopped_nor_extended(ended: Clock) -> None:
    later = START + 2 * ONE_DAY

    assert refusal(suspended, ended, RULE, CALENDAR, Ground.HEARING, later)[0] is Reason.PERIOD_HAS_ENDED
    assert refusal(extended, ended, RULE, CALENDAR, 1, "head-of-organ", later)[0] is Reason.PERIOD_HAS_ENDED


def test_nothing_stands_still_while_only_the_roll_to_a_working_day_is_left() -> None:
    starting = replace(CLOCK, started_at=START + 3 * ONE_DAY)  # counted to Saturday, 4 July; due on Monday
    on_saturday, on_sunday = START + 33 * ONE_DAY, START + 34 * ONE_DAY

    assert suspended(starting, RULE, CALENDAR, Ground.HEARING, on_saturday).is_suspended
    refused = refusal(suspended, starting, RULE, CALENDAR, Ground.HEARING, on_sunday)[0]
    assert refused is Reason.PERIOD_HAS_ENDED


def test_a_rule_is_extended_only_by_what_can_be_counted_with_it() -> None:
    with pytest.raises(ValueError, match="calendar-days are not extended by working-days"):
        replace(RULE, extension=Extension(at_most=5, unit=Unit.WORKING_DAYS, approver="head-of-organ"))

    months = replace(RULE, count=1, unit=Unit.MONTHS)

    assert months.extension == RULE.extension
