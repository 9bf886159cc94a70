"""How a working calendar grows: year by year, by numbered notices, of which the newer holds."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from rules.calendar import DayOff, WorkingCalendar, YearNotice
from tests.rules.properties import FEW

NEW_YEARS_EVE = date(2026, 12, 31)
BASE = WorkingCalendar(
    series="china",
    years=frozenset({2025, 2026}),
    holidays=frozenset({date(2025, 5, 1), date(2026, 5, 1)}),
    make_up_workdays=frozenset({date(2026, 5, 9), date(2026, 12, 27)}),
)
FIRST = YearNotice(
    1,
    2027,
    "国办发明电〔2026〕1号",
    holidays=frozenset({NEW_YEARS_EVE, date(2027, 1, 1), date(2027, 5, 3)}),
    make_up_workdays=frozenset({date(2027, 5, 8)}),
)
CORRECTED = YearNotice(
    2,
    2027,
    "国办发明电〔2027〕3号",
    holidays=frozenset({date(2027, 1, 1), date(2027, 5, 4)}),
    make_up_workdays=frozenset({date(2027, 5, 9)}),
)

YEARS = some.integers(2025, 2029)


@some.composite
def notices(draw: some.DrawFn) -> YearNotice:
    year = draw(YEARS)
    days = some.integers(-31, 364).map(lambda day: date(year, 1, 1) + timedelta(days=day))
    off = draw(some.frozensets(days, max_size=8))
    on = draw(some.frozensets(days, max_size=4)) - off
    return YearNotice(draw(some.integers(1, 6)), year, "a notice", off, on)


def numbered(found: list[YearNotice]) -> list[YearNotice]:
    """Of a series no two publications bear one number."""
    return list({notice.number: notice for notice in found}.values())


def test_an_unpublished_year_is_told_by_weekdays_alone_until_its_notice_comes() -> None:
    monday, saturday = date(2027, 5, 3), date(2027, 5, 8)
    assert not BASE.is_published_for(monday)
    assert (BASE.why_off(monday), BASE.why_off(saturday)) == (None, DayOff.WEEKEND)

    known = BASE.with_notice(FIRST)

    assert known.is_published_for(monday)
    assert (known.why_off(monday), known.why_off(saturday)) == (DayOff.HOLIDAY, None)


def test_a_notice_changes_its_own_year_and_the_days_it_names_of_the_december_before() -> None:
    known = BASE.with_notice(FIRST)

    assert (BASE.is_day_off(NEW_YEARS_EVE), known.is_day_off(NEW_YEARS_EVE)) == (False, True)
    assert {day for day in known.holidays if day.year < 2027} == BASE.holidays | {NEW_YEARS_EVE}
    assert {day for day in known.make_up_workdays if day.year < 2027} == BASE.make_up_workdays


def test_a_day_that_a_notice_turns_from_a_make_up_workday_into_a_holiday_is_one_thing_only() -> None:
    turned = YearNotice(1, 2027, "a notice", frozenset({date(2026, 12, 27)}), frozenset())

    known = BASE.with_notice(turned)

    assert known.why_off(date(2026, 12, 27)) is DayOff.HOLIDAY
    assert date(2026, 12, 27) not in known.make_up_workdays


def test_a_newer_notice_of_a_year_takes_the_place_of_the_older_one() -> None:
    known = BASE.with_notice(FIRST).with_notice(CORRECTED)

    assert {day for day in known.holidays if day.year == 2027} == {date(2027, 1, 1), date(2027, 5, 4)}
    assert {day for day in known.make_up_workdays if day.year == 2027} == {date(2027, 5, 9)}


def test_an_older_notice_of_a_year_does_not_undo_a_newer_one() -> None:
    known = BASE.with_notice(CORRECTED)

    assert known.with_notice(FIRST) is known


def test_a_calendar_is_called_by_its_series_and_the_highest_publication_it_holds() -> None:
    other = YearNotice(3, 2028, "a notice", frozenset({date(2028, 1, 1)}), frozenset())

    assert (BASE.number, BASE.version) == (0, "china.0")
    known = BASE.with_notice(other).with_notice(FIRST)
    assert (known.number, known.version) == (3, "china.3")


def test_what_an_installation_begins_with_can_be_corrected_by_a_notice() -> None:
    corrected = YearNotice(1, 2026, "a notice", frozenset({date(2026, 5, 4)}), frozenset())

    known = BASE.with_notice(corrected)

    assert {day for day in known.holidays if day.year == 2026} == {date(2026, 5, 4)}
    assert date(2026, 5, 9) not in known.make_up_workdays
    assert date(2025, 5, 1) in known.holidays


@FEW
@given(some.lists(notices(), max_size=5).map(numbered))
def test_a_notice_learnt_twice_is_learnt_once(found: list[YearNotice]) -> None:
    known = BASE
    for notice in found:
        known = known.with_notice(notice)

    for notice in found:
        assert known.with_notice(notice) == known


@FEW
@given(some.lists(notices(), max_size=5).map(numbered), some.randoms(use_true_random=False))
def test_the_order_in_which_notices_are_learnt_does_not_matter(found: list[YearNotice], dice: object) -> None:
    known = other = BASE
    for notice in found:
        known = known.with_notice(notice)
    turned = list(found)
    dice.shuffle(turned)  # type: ignore[attr-defined]
    for notice in turned:
        other = other.with_notice(notice)

    assert other == known


def test_from_a_year_on_it_says_the_same_and_of_the_time_before_nothing() -> None:
    known = BASE.with_notice(FIRST)

    later = known.from_year(2026)

    assert later.years == {2026, 2027}
    assert date(2025, 5, 1) not in later.holidays
    assert all(
        later.why_off(day) == known.why_off(day)
        for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(2 * 365))
    )
    assert (later.series, later.number) == (known.series, known.number)
