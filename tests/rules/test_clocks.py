"""MFD 201, 203: how days are counted, on which day a period ends, and at which instant it is over."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from counties.calendars import china
from rules.articles import Basis, Mark
from rules.calendar import DayOff, WorkingCalendar
from rules.clocks.clock import Clock, State, extended, resumed, suspended
from rules.clocks.reckoning import DueDate, Extended
from rules.clocks.rule import ClockRule, Extension, Ground, Unit
from rules.instants import BEIJING, ONE_DAY, at_time_of, first_instant_of, legal_day
from rules.procedure import Now
from rules.refusals import Reason, Refused
from tests.rules.properties import FEW

CHINA = china()
DAYS = some.integers(0, 16 * 365).map(lambda days: date(2025, 12, 1) + timedelta(days=days))
START = datetime(2025, 12, 31, 15, 59, 59, tzinfo=UTC)  # a second before the year 2026 in Shanghai
SECONDS = some.integers(0, 15 * 365 * 86400)
INSTANTS = SECONDS.map(lambda seconds: START + timedelta(seconds=seconds))
LENGTHS = some.integers(0, 400)
CALENDARS = some.builds(
    WorkingCalendar,
    series=some.just("some"),
    years=some.frozensets(some.integers(2025, 2042)),
    holidays=some.frozensets(DAYS, max_size=40),
    make_up_workdays=some.frozensets(DAYS, max_size=10),
)


def rule(count: int, *, rolls: bool = True, unit: Unit = Unit.CALENDAR_DAYS, **more: object) -> ClockRule:
    return ClockRule(
        id="K-00",
        trigger="registered",
        count=count,
        unit=unit,
        rolls=rolls,
        responsible="parties",
        articles=(Basis.CONFIRMATION.article,),
        mark=Mark.CERTAIN,
        valid_from=date(2024, 1, 1),
        **more,  # type: ignore[arg-type]
    )


def clock(started_on: date, *extensions: int) -> Clock:
    longer = (
        Extended(days, Unit.CALENDAR_DAYS, "parties", first_instant_of(started_on)) for days in extensions
    )
    return Clock(
        name="whole",
        rule="K-00",
        event="registered",
        started_at=first_instant_of(started_on),
        extensions=tuple(longer),
    )


def due_of(
    start: date, days: int, calendar: WorkingCalendar, *extensions: int, rolls: bool = True
) -> DueDate:
    due = clock(start, *extensions).due(rule(days, rolls=rolls), calendar)
    assert due
    return due


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
    found = due_of(date(*start), days, CHINA)

    assert (found.counted_to, found.on) == (date(*counted_to), date(*due))


def test_a_date_in_an_unpublished_year_is_told_by_weekends_and_says_so() -> None:
    due = due_of(date(2026, 11, 21), 60, CHINA)  # F-24

    assert (due.on, due.provisional) == (date(2027, 1, 20), True)
    assert not due_of(date(2026, 11, 21), 10, CHINA).provisional


def test_a_rule_knows_its_article() -> None:
    assert [article.short for article in rule(30).articles] == ["MSS 205"]


@FEW
@given(DAYS, LENGTHS, CALENDARS, some.booleans())
def test_the_first_day_is_not_counted(start: date, days: int, calendar: WorkingCalendar, rolls: bool) -> None:
    due = due_of(start, days, calendar, rolls=rolls)

    assert (due.counted_to - start).days == days
    assert due.on >= due.counted_to


@FEW
@given(DAYS, LENGTHS, CALENDARS)
def test_a_period_that_rolls_ends_on_the_first_day_that_is_no_day_off(
    start: date, days: int, calendar: WorkingCalendar
) -> None:
    due = due_of(start, days, calendar)

    assert not calendar.is_day_off(due.on)
    skipped = [due.counted_to + timedelta(days=n) for n in range((due.on - due.counted_to).days)]
    assert all(calendar.is_day_off(day) for day in skipped)
    assert due.provisional is not ({due.counted_to.year, due.on.year} <= calendar.years)


@FEW
@given(DAYS, LENGTHS, CALENDARS)
def test_an_inner_target_neither_rolls_nor_guesses(start: date, days: int, calendar: WorkingCalendar) -> None:
    due = due_of(start, days, calendar, rolls=False)

    assert (due.on, due.provisional) == (due.counted_to, False)


@FEW
@given(DAYS, LENGTHS, LENGTHS, LENGTHS, CALENDARS)
def test_extensions_add_up_count_from_the_start_and_never_shorten(
    start: date, days: int, first: int, second: int, calendar: WorkingCalendar
) -> None:
    both = due_of(start, days, calendar, first, second)

    at_once, from_the_start = first + second, days + first + second
    for same in (due_of(start, days, calendar, at_once), due_of(start, from_the_start, calendar)):
        assert (same.counted_to, same.on, same.provisional) == (both.counted_to, both.on, both.provisional)
    assert both.on >= due_of(start, days, calendar, first).on >= due_of(start, days, calendar).on


@FEW
@given(DAYS, LENGTHS, CALENDARS, INSTANTS)
def test_the_last_day_is_over_at_midnight_in_shanghai_and_not_an_instant_earlier(
    start: date, days: int, calendar: WorkingCalendar, at: datetime
) -> None:
    due = due_of(start, days, calendar)

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
@given(INSTANTS)
def test_a_time_of_day_on_a_legal_day_is_that_time_in_shanghai(at: datetime) -> None:
    there = at.astimezone(BEIJING)

    found = at_time_of(there.date(), there.time())

    assert (found, found.tzinfo) == (at, UTC)


@FEW
@given(DAYS, CALENDARS)
def test_a_make_up_workday_is_no_day_off_and_a_holiday_is_one_on_any_weekday(
    day: date, calendar: WorkingCalendar
) -> None:
    expected = day not in calendar.make_up_workdays and (day.weekday() >= 5 or day in calendar.holidays)

    assert calendar.is_day_off(day) is expected
    assert (calendar.why_off(day) is DayOff.HOLIDAY) is (expected and day in calendar.holidays)


JUNE = date(2026, 6, 1)
APPRAISED = rule(10, excludes=(Ground.APPRAISAL,))
ONCE = rule(10, extension=Extension(at_most=5, unit=Unit.CALENDAR_DAYS, approver="organ-head"))


def on(day: int) -> datetime:
    """Noon in Shanghai of a day in June 2026."""
    return first_instant_of(date(2026, 6, day)) + timedelta(hours=12)


def test_a_clock_runs_is_suspended_runs_again_and_expires() -> None:
    begun = clock(JUNE)
    still = suspended(begun, APPRAISED, CHINA, Ground.APPRAISAL, on(3))
    again = resumed(still, on(8))

    assert still.due(APPRAISED, CHINA) is None
    assert (begun.due(APPRAISED, CHINA).on, again.due(APPRAISED, CHINA).on) == (  # type: ignore[union-attr]
        date(2026, 6, 11),
        date(2026, 6, 16),
    )
    assert [each.state(APPRAISED, CHINA, on(8)) for each in (begun, still, again)] == [
        State.RUNNING,
        State.SUSPENDED,
        State.RUNNING,
    ]
    assert again.state(APPRAISED, CHINA, on(16)) is State.RUNNING
    assert again.state(APPRAISED, CHINA, on(17)) is State.EXPIRED


@pytest.mark.parametrize(("field", "state"), [("met_at", State.MET), ("cancelled_at", State.CANCELLED)])
def test_what_is_met_or_cancelled_is_so_from_that_instant_on_and_does_not_expire(
    field: str, state: State
) -> None:
    ended = Clock(name="whole", rule="K-00", event="registered", started_at=on(1), **{field: on(5)})  # type: ignore[arg-type]

    assert not ended.is_open
    assert ended.state(APPRAISED, CHINA, on(4)) is State.RUNNING
    assert ended.state(APPRAISED, CHINA, on(30)) is state


def refused(reason: Reason) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=f"^{reason.code}$")


def test_a_clock_stands_still_only_on_a_ground_of_its_rule_once_at_a_time_and_while_it_runs() -> None:
    begun = clock(JUNE)
    still = suspended(begun, APPRAISED, CHINA, Ground.APPRAISAL, on(3))

    with refused(Reason.GROUND_NOT_NAMED):
        suspended(begun, APPRAISED, CHINA, Ground.HEARING, on(3))
    with refused(Reason.ALREADY_SUSPENDED):
        suspended(still, APPRAISED, CHINA, Ground.APPRAISAL, on(4))
    with refused(Reason.PERIOD_HAS_ENDED):
        suspended(begun, APPRAISED, CHINA, Ground.APPRAISAL, on(12))
    with refused(Reason.NOT_SUSPENDED):
        resumed(begun, on(3))


def test_an_extension_has_a_rule_days_a_cap_and_its_number_of_times_and_comes_before_the_end() -> None:
    begun = clock(JUNE)
    longer = extended(begun, ONCE, CHINA, 5, "organ-head", on(3))

    assert longer.due(ONCE, CHINA).on == date(2026, 6, 16)  # type: ignore[union-attr]
    with refused(Reason.NO_EXTENSION):
        extended(begun, APPRAISED, CHINA, 5, "organ-head", on(3))
    with refused(Reason.EXTENSION_WITHOUT_DAYS):
        extended(begun, ONCE, CHINA, 0, "organ-head", on(3))
    with refused(Reason.EXTENSION_TOO_LONG):
        extended(begun, ONCE, CHINA, 6, "organ-head", on(3))
    with refused(Reason.ALREADY_EXTENDED):
        extended(longer, ONCE, CHINA, 1, "organ-head", on(3))
    with refused(Reason.PERIOD_HAS_ENDED):
        extended(begun, ONCE, CHINA, 5, "organ-head", on(12))
