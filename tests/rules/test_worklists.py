"""Which days are meant, and what a kept filter may say."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.instants import ONE_DAY, first_instant_of
from rules.journal import ClockRow
from rules.words import KINDS
from rules.worklists import FOLLOWED, NAMES, DueWithin, LinePeriod, ListKind, days_of, period_of, unknown_in

days = st.dates(date(2000, 1, 1), date(2199, 12, 1))


@given(days)
def test_today_is_one_day(today: date) -> None:
    assert days_of(DueWithin.TODAY, today) == (today, today)


@given(days)
def test_a_week_is_the_calendar_week_of_the_day_from_monday_to_sunday(today: date) -> None:
    first, last = days_of(DueWithin.WEEK, today)

    assert (first.isoweekday(), last.isoweekday()) == (1, 7)
    assert first <= today <= last
    assert last - first == timedelta(days=6)


@given(days)
def test_overdue_or_this_week_looks_at_the_days_of_the_week(today: date) -> None:
    assert days_of(DueWithin.LATE_OR_WEEK, today) == days_of(DueWithin.WEEK, today)


@pytest.mark.parametrize("kind", ListKind)
def test_a_filter_says_only_what_its_list_knows(kind: ListKind) -> None:
    assert unknown_in(kind, NAMES[kind]) == frozenset()
    assert unknown_in(kind, frozenset({"kind", "colour"})) == {"colour"}


def test_whatever_is_only_followed_is_a_task_that_has_words() -> None:
    assert KINDS["task"].keys() >= FOLLOWED


TODAY = date(2026, 11, 4)
NOW = first_instant_of(TODAY) + timedelta(hours=10)


def running(name: str, day: int, **changes: Any) -> ClockRow:
    """A clock of days whose last day is this day of November."""
    due_on = date(2026, 11, day)
    over_at = first_instant_of(due_on + ONE_DAY)
    clock = ClockRow(name, "P-05-1", "running", date(2026, 11, 1), due_on, over_at, provisional=False)
    return replace(clock, **changes)


def met(name: str, day: int, at: datetime) -> ClockRow:
    return running(name, day, state="met", ended_at=at)


def named(found: LinePeriod | None) -> tuple[str, bool, bool] | None:
    return (found.clock.name, found.is_own, found.is_missed) if found else None


def test_a_date_is_of_the_running_period_that_ends_that_day_not_of_one_that_ends_sooner() -> None:
    clocks = [running("sooner", 5), running("handle", 20), met("done", 20, NOW)]

    found = period_of(date(2026, 11, 20), clocks, NOW, overdue=False)

    assert named(found) == ("handle", True, False)


def test_a_date_that_is_no_periods_is_given_to_none() -> None:
    assert period_of(date(2026, 11, 7), [running("handle", 20)], NOW, overdue=False) is None


def test_what_has_no_time_of_its_own_shows_the_running_period_that_ends_first() -> None:
    still = running("still", 5, state="suspended", due_on=None, over_at=None)
    clocks = [running("handle", 20), running("sooner", 8), running("gone", 5, state="cancelled"), still]

    assert named(period_of(None, clocks, NOW, overdue=False)) == ("sooner", False, False)
    assert period_of(None, [still], NOW, overdue=False) is None


def test_where_a_case_is_overdue_the_first_period_that_was_missed_and_still_runs_is_shown() -> None:
    clocks = [running("next", 8), running("late", 3), running("later", 2), met("before", 1, NOW)]

    assert named(period_of(None, clocks, NOW, overdue=True)) == ("later", False, True)


def test_one_that_was_closed_unkept_is_shown_where_none_that_was_missed_still_runs() -> None:
    clocks = [running("next", 8), met("first", 1, NOW), met("last", 2, NOW), met("in-time", 8, NOW)]

    assert named(period_of(None, clocks, NOW, overdue=True)) == ("last", False, True)
    assert named(period_of(None, [running("next", 8)], NOW, overdue=True)) == ("next", False, False)


def test_a_period_in_hours_tells_the_instant_at_which_it_ends_and_one_in_days_the_day() -> None:
    ends = NOW - timedelta(minutes=30)
    hours = running("take-up", 4, over_at=ends)

    of_hours = period_of(None, [hours], NOW, overdue=True)
    of_days = period_of(None, [running("late", 3)], NOW, overdue=True)

    assert of_hours
    assert (of_hours.due_at, of_hours.is_missed) == (ends, True)
    assert of_days
    assert of_days.due_at is None
