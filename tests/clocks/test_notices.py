"""A calendar grows by notices: what they say of a year, in whichever order they are learnt."""

from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from itertools import permutations
from random import Random

import pytest

from rules.calendar import WorkingCalendar, YearNotice
from tests.clocks import cases
from tests.clocks.combinations import combination, reckoned
from tests.clocks.making import working_calendar

MANY = 3_000
DAY = timedelta(days=1)


def random_notice(rng: Random, number: int, *, december: bool = False) -> YearNotice:
    year = rng.randint(2024, 2027)
    first = date(year, 1, 1)
    earliest = -31 if december else 0
    days = {first + DAY * rng.randint(earliest, 364) for _ in range(30)}
    make_ups = {day for day in days if day.weekday() > 4}
    return YearNotice(number, year, "notice", frozenset(days - make_ups), frozenset(make_ups))


def begun(rng: Random) -> WorkingCalendar:
    notice = random_notice(rng, 0)
    return WorkingCalendar("tested", frozenset({2023}), frozenset({date(2023, 10, 2)})).with_notice(notice)


def test_a_notice_learnt_twice_is_learnt_once() -> None:
    for seed in range(500):
        rng = Random(seed)
        once = begun(rng).with_notice(notice := random_notice(rng, 3, december=True))

        assert once.with_notice(notice) == once


def learnt_in_every_order(calendar: WorkingCalendar, notices: list[YearNotice]) -> set[WorkingCalendar]:
    return {reduce(WorkingCalendar.with_notice, order, calendar) for order in permutations(notices)}


def test_of_the_notices_for_a_year_the_highest_holds_in_whichever_order_they_are_learnt() -> None:
    for seed in range(300):
        rng = Random(seed)
        calendar = begun(rng)
        notices = [random_notice(rng, number) for number in range(1, 5)]

        (grown,) = learnt_in_every_order(calendar, notices)

        highest = {notice.year: notice for notice in notices}
        of_those_years = {day for day in grown.holidays | grown.make_up_workdays if day.year in highest}
        assert of_those_years == {
            day for notice in highest.values() for day in notice.holidays | notice.make_up_workdays
        }
        assert grown.years == calendar.years | highest.keys()
        assert not grown.holidays & grown.make_up_workdays
        assert date(2023, 10, 2) in grown.holidays


def test_notices_that_name_days_of_the_december_before_come_to_the_same_in_whichever_order() -> None:
    for seed in range(300):
        rng = Random(seed)
        calendar = begun(rng)
        notices = [random_notice(rng, number, december=True) for number in range(1, 5)]

        (grown,) = learnt_in_every_order(calendar, notices)

        latest = max(notices, key=lambda notice: (notice.year, notice.number))
        assert latest.holidays <= grown.holidays
        assert latest.make_up_workdays <= grown.make_up_workdays


def test_a_notice_moves_no_date_that_lies_before_the_december_before_its_year_or_begins_after_it() -> None:
    untouched = 0
    for number in range(MANY):
        one, rng = combination(11, number), Random(number)
        due = reckoned(one)
        notice = random_notice(rng, 1, december=True)
        begins, ends = date(notice.year - 1, 12, 1), date(notice.year, 12, 31)
        if due and (due.on < begins or one.start.date() >= ends):
            told = working_calendar(one.calendar).with_notice(notice)

            assert one.clock.due(one.rule, told) == due, one
            untouched += 1
    assert untouched > MANY / 2


NEW_YEARS_EVE = date(2026, 12, 31)
OF_2026 = YearNotice(1, 2026, "notice", frozenset({date(2026, 1, 1)}), frozenset())
OF_2027 = YearNotice(2, 2027, "notice", frozenset({NEW_YEARS_EVE, date(2027, 1, 1)}), frozenset())
OF_2027_CORRECTED = YearNotice(3, 2027, "notice", frozenset({date(2027, 1, 1)}), frozenset())


@pytest.mark.parametrize("order", [(OF_2027, OF_2026), (OF_2026, OF_2027, OF_2026)])
def test_a_day_of_december_that_the_next_notice_names_stays_named(order: tuple[YearNotice, ...]) -> None:
    calendar = WorkingCalendar("tested", frozenset({2025}))

    for notice in order:
        calendar = calendar.with_notice(notice)

    assert NEW_YEARS_EVE in calendar.holidays


def test_a_day_of_december_that_a_corrected_notice_no_longer_names_is_free() -> None:
    calendar = WorkingCalendar("tested", frozenset({2025}))

    for notice in (OF_2026, OF_2027, OF_2027_CORRECTED):
        calendar = calendar.with_notice(notice)

    assert NEW_YEARS_EVE not in calendar.holidays


def test_a_calendar_is_called_by_the_highest_publication_it_holds() -> None:
    begun_with = WorkingCalendar("tested", frozenset({2025}))

    assert begun_with.version == "tested.0"
    assert begun_with.with_notice(OF_2027).with_notice(OF_2026).version == "tested.2"


def test_a_calendar_knows_the_years_that_are_published() -> None:
    calendar = WorkingCalendar("tested", frozenset({2025})).with_notice(OF_2027)

    assert [calendar.is_published_for(date(year, 1, 1)) for year in (2025, 2026, 2027)] == [True, False, True]


def test_a_calendar_from_a_year_on_keeps_that_year_and_what_is_learnt_of_it_later() -> None:
    of_2025 = frozenset({date(2025, 12, 31)})
    calendar = WorkingCalendar("tested", frozenset({2025}), of_2025, of_2025).with_notice(OF_2026)

    later = calendar.from_year(2026)

    assert later.years == {2026}
    assert later.holidays == OF_2026.holidays
    assert not later.make_up_workdays
    assert later.with_notice(OF_2027).holidays == OF_2026.holidays | OF_2027.holidays
    assert WorkingCalendar("tested", frozenset({2025})).from_year(2025).holidays == frozenset()


@pytest.mark.parametrize(
    ("day", "is_day_off"),
    [
        pytest.param(date(2026, 10, 7), True, id="a holiday"),
        pytest.param(date(2026, 10, 8), False, id="a Thursday"),
        pytest.param(date(2026, 10, 10), False, id="a make-up Saturday"),
        pytest.param(date(2026, 10, 11), True, id="a Sunday"),
        pytest.param(date(2026, 10, 17), True, id="a Saturday"),
        pytest.param(date(2027, 10, 1), False, id="a Friday of an unpublished year"),
        pytest.param(date(2027, 10, 2), True, id="a Saturday of an unpublished year"),
    ],
)
def test_a_day_off_is_one_the_notice_names_or_a_weekend_it_does_not_take_back(
    day: date, is_day_off: bool
) -> None:
    assert working_calendar(cases.calendar("china")).is_day_off(day) is is_day_off


def test_a_make_up_workday_of_december_that_the_next_notice_makes_a_holiday_is_a_day_off() -> None:
    saturday = date(2026, 12, 26)
    of_2026 = replace(OF_2026, make_up_workdays=frozenset({saturday}))
    of_2027 = replace(OF_2027, holidays=frozenset({saturday}))
    calendar = WorkingCalendar("tested", frozenset()).with_notice(of_2026)

    assert not calendar.is_day_off(saturday)
    assert calendar.with_notice(of_2027).is_day_off(saturday)


def test_another_text_under_a_number_that_is_known_changes_nothing() -> None:
    calendar = WorkingCalendar("tested", frozenset()).with_notice(OF_2027)

    assert calendar.with_notice(replace(OF_2027, holidays=frozenset())) == calendar


def test_a_calendar_from_a_year_on_still_learns_as_the_whole_one_does() -> None:
    begun_with = WorkingCalendar("tested", frozenset({2025, 2026}), frozenset({date(2026, 5, 1)}))

    first = begun_with.from_year(2026).with_notice(OF_2027)
    second = begun_with.with_notice(OF_2027).from_year(2026).with_notice(OF_2027_CORRECTED)

    assert first.holidays == {date(2026, 5, 1), *OF_2027.holidays}
    assert second.holidays == {date(2026, 5, 1), *OF_2027_CORRECTED.holidays}
