"""MFD 201, 203: how days are counted, on which day a period ends, and at which instant it is over."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

import counties
from rules.articles import Basis
from rules.calendar import WorkingCalendar
from rules.clocks import ONE_DAY, Clock, Period, first_instant_of, legal_day
from rules.procedure import Now
from tests.rules.properties import FEW

CHINA = counties._calendar("china-2026")
DAYS = some.integers(0, 16 * 365).map(lambda days: date(2025, 12, 1) + timedelta(days=days))
START = datetime(2025, 12, 31, 15, 59, 59, tzinfo=UTC)  # a second before the year 2026 in Shanghai
SECONDS = some.integers(0, 15 * 365 * 86400)
INSTANTS = SECONDS.map(lambda seconds: START + timedelta(seconds=seconds))
LENGTHS = some.integers(0, 400)
CALENDARS = some.builds(
    WorkingCalendar,
    version=some.just("some"),
    years=some.frozensets(some.integers(2025, 2042)),
    holidays=some.frozensets(DAYS, max_size=40),
    make_up_workdays=some.frozensets(DAYS, max_size=10),
)


def clock(started_on: date, days: int, *, rolls: bool = True) -> Clock:
    return Period(Basis.CONFIRMATION, days, rolls).since(started_on)


@pytest.mark.parametrize(
    ("start", "days", "counted_to", "due"),
    [
        pytest.param((2026, 2, 3), 15, (2026, 2, 18), (2026, 2, 24), id="F-01 over the Spring Festival"),
        pytest.param((2025, 12, 19), 60, (2026, 2, 17), (2026, 2, 24), id="F-05 into the festival"),
        pytest.param((2026, 7, 6), 60, (2026, 9, 4), (2026, 9, 4), id="F-06 sixty days, no roll"),
        pytest.param((2026, 7, 6), 90, (2026, 10, 4), (2026, 10, 8), id="F-06 with thirty more"),
        pytest.param((2026, 8, 31), 40, (2026, 10, 10), (2026, 10, 10), id="F-09 a make-up Saturday"),
        pytest.param((2026, 9, 5), 15, (2026, 9, 20), (2026, 9, 20), id="F-18 a make-up Sunday"),
        pytest.param((2026, 10, 1), 1, (2026, 10, 2), (2026, 10, 8), id="starts on a holiday"),
        pytest.param((2027, 2, 27), 2, (2027, 3, 1), (2027, 3, 1), id="no leap day"),
        pytest.param((2028, 2, 28), 1, (2028, 2, 29), (2028, 2, 29), id="a leap day"),
    ],
)
def test_worked_examples(
    start: tuple[int, int, int], days: int, counted_to: tuple[int, int, int], due: tuple[int, int, int]
) -> None:
    found = clock(date(*start), days).due(CHINA)

    assert (found.counted_to, found.on) == (date(*counted_to), date(*due))


def test_a_date_in_an_unpublished_year_is_told_by_weekends_and_says_so() -> None:
    due = clock(date(2026, 11, 21), 60).due(CHINA)  # F-24

    assert (due.on, due.provisional) == (date(2027, 1, 20), True)
    assert not clock(date(2026, 11, 21), 10).due(CHINA).provisional


def test_a_period_knows_its_article() -> None:
    assert clock(date(2026, 1, 1), 30).basis.article.short == "MSS 205"


@FEW
@given(DAYS, LENGTHS, CALENDARS, some.booleans())
def test_the_first_day_is_not_counted(start: date, days: int, calendar: WorkingCalendar, rolls: bool) -> None:
    due = clock(start, days, rolls=rolls).due(calendar)

    assert (due.counted_to - start).days == days
    assert due.on >= due.counted_to


@FEW
@given(DAYS, LENGTHS, CALENDARS)
def test_a_period_that_rolls_ends_on_the_first_day_that_is_no_day_off(
    start: date, days: int, calendar: WorkingCalendar
) -> None:
    due = clock(start, days).due(calendar)

    assert not calendar.is_day_off(due.on)
    skipped = [due.counted_to + timedelta(days=n) for n in range((due.on - due.counted_to).days)]
    assert all(calendar.is_day_off(day) for day in skipped)
    assert due.provisional is (due.on.year not in calendar.years)


@FEW
@given(DAYS, LENGTHS, CALENDARS)
def test_an_inner_target_neither_rolls_nor_guesses(start: date, days: int, calendar: WorkingCalendar) -> None:
    due = clock(start, days, rolls=False).due(calendar)

    assert (due.on, due.provisional) == (due.counted_to, False)


@FEW
@given(DAYS, LENGTHS, LENGTHS, LENGTHS, CALENDARS)
def test_extensions_add_up_count_from_the_start_and_never_shorten(
    start: date, days: int, first: int, second: int, calendar: WorkingCalendar
) -> None:
    plain = clock(start, days)
    extended = plain.extend(first).extend(second)

    assert extended.due(calendar) == plain.extend(first + second).due(calendar)
    assert extended.due(calendar) == clock(start, days + first + second).due(calendar)
    assert extended.due(calendar).on >= plain.extend(first).due(calendar).on >= plain.due(calendar).on


@FEW
@given(DAYS, LENGTHS, CALENDARS, INSTANTS)
def test_the_last_day_is_over_at_midnight_in_shanghai_and_not_an_instant_earlier(
    start: date, days: int, calendar: WorkingCalendar, at: datetime
) -> None:
    due = clock(start, days).due(calendar)

    assert legal_day(due.is_over_at) == due.on + ONE_DAY
    assert legal_day(due.is_over_at - timedelta(microseconds=1)) == due.on
    assert due.has_passed(legal_day(at)) is (at >= due.is_over_at)


@FEW
@given(INSTANTS)
def test_the_legal_day_is_eight_hours_ahead_of_utc(at: datetime) -> None:
    day = legal_day(at)

    assert day == (at + timedelta(hours=8)).date()
    assert first_instant_of(day) <= at < first_instant_of(day + ONE_DAY)
    assert first_instant_of(day).tzinfo is UTC
    assert Now(at).today == day


@FEW
@given(DAYS, CALENDARS)
def test_a_make_up_workday_is_no_day_off_and_a_holiday_is_one_on_any_weekday(
    day: date, calendar: WorkingCalendar
) -> None:
    expected = day not in calendar.make_up_workdays and (day.weekday() >= 5 or day in calendar.holidays)

    assert calendar.is_day_off(day) is expected
