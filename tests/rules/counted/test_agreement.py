"""Every indicator against a naive second count of the written journals: the same matters, one by one."""

import os
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from rules.calendar import WorkingCalendar
from rules.measuring.formula import EVERYWHERE, Counting, Period, World
from rules.measuring.whole import FORMULAS
from tests.clocks.oracle import Calendar
from tests.rules.counted import naive
from tests.rules.counted.worlds import EDITION, a_county, known

NUMBER = int(os.environ.get("FENGQIAO_COUNTED", "500"))
SEED = int(os.environ.get("FENGQIAO_SEED", "49"))
COUNTING = Counting(online=frozenset(naive.ONLINE), held_after_days=naive.HELD)

# A month as it ended, a year as it ended, the year as it is known long afterwards; and a month half-way.
PERIODS = (
    Period(date(2026, 6, 1), date(2026, 6, 30), datetime(2026, 6, 30, 16, tzinfo=UTC)),
    Period(date(2026, 1, 1), date(2026, 12, 31), datetime(2026, 12, 31, 16, tzinfo=UTC)),
    Period(date(2026, 1, 1), date(2027, 12, 31), datetime(2028, 6, 1, tzinfo=UTC)),
    Period(date(2026, 9, 1), date(2026, 9, 30), datetime(2026, 9, 14, 3, 20, tzinfo=UTC)),
)


@cache
def _world(as_of: datetime) -> World:
    return World(known(a_county(SEED, NUMBER), as_of), COUNTING)


@cache
def _files(as_of: datetime) -> tuple[naive.File, ...]:
    files = []
    for told in a_county(SEED, NUMBER):
        about = told.about
        lines = [(each.kind, each.at, each.body) for each in told.entries if each.at < as_of]
        repeated = about.repeated_at if about.repeated_at and about.repeated_at < as_of else None
        if lines:
            id = lines[0][2]["id"]
            files.append(naive.File(id, lines, about.channel, about.received_at, about.is_repeat, repeated))
    return tuple(sorted(files, key=lambda file: file.id))


def _asked(period: Period) -> naive.Asked:
    calendar: WorkingCalendar = EDITION.calendar
    plain = Calendar(calendar.holidays, calendar.make_up_workdays, calendar.years)
    return naive.Asked(list(_files(period.as_of)), period.since, period.until, period.as_of, plain)


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: f"{period.until}")
@pytest.mark.parametrize("id", sorted(naive.SHARES))
def test_a_share_is_of_the_same_matters_when_it_is_counted_naively(id: str, period: Period) -> None:
    counted = FORMULAS[id].counts(_world(period.as_of), period, EVERYWHERE)

    numerator, denominator = naive.SHARES[id](_asked(period))

    assert sorted(counted.denominator) == sorted(denominator)
    assert sorted(counted.numerator) == sorted(numerator)


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: f"{period.until}")
@pytest.mark.parametrize("id", sorted(naive.TIMES))
def test_a_time_is_of_the_same_matters_and_as_long(id: str, period: Period) -> None:
    counted = FORMULAS[id].counts(_world(period.as_of), period, EVERYWHERE)

    names, took = naive.TIMES[id](_asked(period))

    assert sorted(zip(counted.denominator, counted.took, strict=True)) == sorted(
        zip(names, took, strict=True)
    )


def test_every_indicator_is_counted_naively_too() -> None:
    assert naive.SHARES.keys() | naive.TIMES.keys() == FORMULAS.keys()


@pytest.mark.parametrize("id", sorted(FORMULAS))
def test_the_counties_that_are_made_up_have_something_of_everything(id: str) -> None:
    whole = PERIODS[2]
    counted = FORMULAS[id].counts(_world(whole.as_of), whole, EVERYWHERE)

    assert counted.numerator
    assert len(counted.numerator) < len(counted.denominator) or counted.took


def test_a_past_day_is_told_the_same_whatever_happened_since() -> None:
    period, told = PERIODS[0], a_county(SEED, NUMBER)
    cut = tuple(
        each.until(period.as_of + timedelta(days=40)) for each in told if each.events[0].at < period.as_of
    )

    then, now = World(known(cut, period.as_of), COUNTING), _world(period.as_of)

    for formula in FORMULAS.values():
        assert formula.counts(then, period, EVERYWHERE) == formula.counts(now, period, EVERYWHERE)
