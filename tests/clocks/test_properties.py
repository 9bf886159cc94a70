"""What holds of every period, whatever its rule, its calendar and its history."""

import os
import time as machine
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import permutations
from random import Random

import pytest

from rules.clocks.reckoning import DueDate
from rules.clocks.rule import BY_THE_INSTANT, Ground, Unit
from tests.clocks import oracle
from tests.clocks.combinations import Combination, combination, reckoned
from tests.clocks.making import in_utc, working_calendar

SEED = int(os.environ.get("FENGQIAO_SEED", "11"))
MANY = 3_000
DAY = timedelta(days=1)
CLOSED = time(17, 30)

Dates = tuple[date, date, bool, datetime | None]


def some(many: int = MANY, seed: int = SEED) -> Iterator[Combination]:
    return (combination(seed, number) for number in range(many))


def ending(many: int = MANY) -> Iterator[tuple[Combination, DueDate]]:
    return ((one, due) for one in some(many) if (due := reckoned(one)))


def without_pauses(many: int = MANY) -> Iterator[Combination]:
    return (replace(one, pauses=()) for one in some(many))


def dates(due: DueDate | None) -> Dates | None:
    return (due.counted_to, due.on, due.provisional, due.at) if due else None


def counted_between(one: Combination, first: date, last: date) -> int:
    """How many days from one to another, both included, such a period counts if it does not stand still."""
    days = oracle.days_between(first, last)
    if one.unit is Unit.WORKING_DAYS:
        days = [day for day in days if oracle.is_workday(day, one.calendar)]
    return len(days)


def pause(first: date, last: date) -> tuple[Ground, datetime, datetime]:
    """Both days left out."""
    return Ground.APPRAISAL, datetime.combine(first, CLOSED), datetime.combine(last + DAY, time(8, 30))


def test_a_pause_of_some_counted_days_moves_the_day_counted_to_by_as_many() -> None:
    moved = 0
    for one in without_pauses():
        before, rng = reckoned(one), Random(one.number)
        assert before
        if one.unit in BY_THE_INSTANT:
            continue
        first = one.start.date() + DAY * rng.randint(1, (before.counted_to - one.start.date()).days)
        last = min(before.counted_to, first + DAY * rng.randint(0, 20))

        after = reckoned(replace(one, pauses=(pause(first, last),)))

        assert after
        moved_by = counted_between(one, before.counted_to + DAY, after.counted_to)
        assert moved_by == counted_between(one, first, last), (one, first, last)
        moved += moved_by
    assert moved


def test_a_pause_of_some_seconds_moves_the_end_of_hours_by_as_many() -> None:
    for one in without_pauses():
        before = reckoned(one)
        if one.unit is Unit.HOURS:
            assert before
            assert before.at
            rng = Random(one.number)
            began = one.start + timedelta(seconds=rng.randrange(one.count * 3600))
            stood = timedelta(seconds=rng.randint(0, 300_000))

            after = reckoned(replace(one, pauses=((Ground.OBSTACLE, began, began + stood),)))

            assert after
            assert after.at == before.at + stood, one


def test_a_period_ends_after_it_began_and_on_no_earlier_day_than_it_is_counted_to() -> None:
    for one, due in ending():
        if due.at:
            assert due.at > in_utc(one.start), one
        else:
            assert one.start.date() < due.counted_to <= due.on, one
        assert due.is_over_at > in_utc(one.start), one


def test_a_period_that_rolls_ends_on_a_working_day_and_on_the_first_there_is() -> None:
    for one, due in ending():
        if one.rolls and not due.at:
            assert oracle.is_workday(due.on, one.calendar), one
            assert not any(
                oracle.is_workday(day, one.calendar)
                for day in oracle.days_between(due.counted_to, due.on - DAY)
            ), one


def test_more_holidays_never_make_a_date_earlier() -> None:
    later = 0
    for one, due in ending():
        rng = Random(one.number)
        more = {one.start.date() + DAY * rng.randint(-3, 150) for _ in range(rng.randint(1, 60))}
        calendar = one.calendar
        wider = calendar._replace(holidays=calendar.holidays | (more - calendar.make_ups))

        after = reckoned(one, under=wider)

        if after:  # else it now runs into a pause that goes on
            assert (after.counted_to, after.on) >= (due.counted_to, due.on), one
            assert after.on >= due.on, one
            later += after.on > due.on
    assert later > MANY / 20


def test_a_later_start_never_ends_earlier() -> None:
    for one in without_pauses():
        later = replace(one, start=one.start + timedelta(seconds=Random(one.number).randint(0, 200_000)))

        before, after = reckoned(one), reckoned(later)

        assert before
        assert after
        assert after.is_over_at >= before.is_over_at, one


def test_reckoning_again_gives_the_same() -> None:
    for one in some():
        assert reckoned(one) == reckoned(replace(one)), one


def test_an_extension_counts_from_the_start_like_one_longer_rule() -> None:
    for one in some():
        more = Random(one.number).randint(1, 20)

        extended = reckoned(replace(one, extensions=((more, one.unit),)))
        in_two = reckoned(replace(one, extensions=((more, one.unit), (more, one.unit))))

        assert dates(extended) == dates(reckoned(longer(one, more))), one
        assert dates(in_two) == dates(reckoned(longer(one, 2 * more))), one


def longer(one: Combination, more: int) -> Combination:
    return replace(one, count=one.count + more, extensions=())


def test_the_order_in_which_pauses_and_extensions_are_named_does_not_matter() -> None:
    for one in some():
        expected = dates(reckoned(one))
        for pauses in permutations(one.pauses[:3]):
            named = replace(one, pauses=pauses + one.pauses[3:], extensions=one.extensions[::-1])
            assert dates(reckoned(named)) == expected, one


def test_a_pause_told_twice_or_in_two_pieces_is_one_pause() -> None:
    for one in some():
        twice = replace(one, pauses=one.pauses + one.pauses[:1])
        pieces = tuple(
            piece
            for ground, began, ended in one.pauses
            for piece in (
                ((ground, began, began + (ended - began) / 2), (ground, began + (ended - began) / 2, ended))
                if ended
                else ((ground, began, ended),)
            )
        )

        assert reckoned(twice) == reckoned(one), one
        assert dates(reckoned(replace(one, pauses=pieces))) == dates(reckoned(one)), one


def test_a_pause_that_ends_on_the_day_it_began_leaves_no_day_out() -> None:
    for one in some():
        if one.unit not in BY_THE_INSTANT:
            noon = datetime.combine(one.start.date() + DAY, time(12))
            short = (Ground.HEARING, noon - timedelta(hours=12), noon + timedelta(seconds=43_199))

            assert reckoned(replace(one, pauses=(*one.pauses, short))) == reckoned(one), one


def test_only_the_day_in_beijing_matters_not_the_hour() -> None:
    for one in some():
        if one.unit not in BY_THE_INSTANT:
            first = replace(one, start=datetime.combine(one.start.date(), time.min))
            last = replace(one, start=datetime.combine(one.start.date(), time(23, 59, 59, 999_999)))

            assert reckoned(first) == reckoned(last) == reckoned(one), one


@pytest.mark.parametrize("hours", [-11, -7, 0, 8, 14])
def test_an_instant_told_in_any_zone_is_the_same_instant(hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    for one in some(500):
        clock = one.clock
        told = replace(
            clock,
            started_at=clock.started_at.astimezone(zone),
            pauses=tuple(
                replace(
                    each,
                    began_at=each.began_at.astimezone(zone),
                    ended_at=each.ended_at and each.ended_at.astimezone(zone),
                )
                for each in clock.pauses
            ),
        )

        assert told.due(one.rule, working_calendar(one.calendar)) == reckoned(one), one


@pytest.mark.parametrize(
    ("zone", "seconds"),
    [
        pytest.param("UTC0", 0, id="Greenwich"),
        pytest.param("CST-8", -28_800, id="Beijing"),
        pytest.param("PST8PDT,M3.2.0,M11.1.0", 28_800, id="summer time"),
        pytest.param("<+14>-14", -50_400, id="the first to see the day"),
        pytest.param("<-11>11", 39_600, id="the last to see the day"),
    ],
)
def test_the_zone_of_the_machine_does_not_matter(
    zone: str, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [reckoned(one) for one in some(1_000)]

    monkeypatch.setenv("TZ", zone)
    machine.tzset()
    try:
        assert machine.timezone == seconds
        assert [reckoned(one) for one in some(1_000)] == expected
    finally:
        monkeypatch.undo()
        machine.tzset()
