"""Periods nobody thought of, each made from a seed and its own number alone, so that it can be made again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from chinese_calendar import constants  # type: ignore[import-untyped]

from rules.clocks.clock import Clock
from rules.clocks.reckoning import DueDate, Extended, Pause
from rules.clocks.rule import ClockRule, Ground, Unit
from tests.clocks import oracle
from tests.clocks.making import a_rule, in_utc, working_calendar

DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date(2004, 1, 1), date(2030, 12, 31)  # on which they start
YEARS_OF_CALENDARS = range(2003, 2036)
SERVED_BY_ONE_CALENDAR = 500
THE_REAL_ONE_IN = 8

UNITS = (
    *(Unit.CALENDAR_DAYS, Unit.WORKING_DAYS) * 4,
    *(Unit.HOURS, Unit.MONTHS) * 2,
    *(Unit.YEARS, Unit.MINUTES),
)
MOST = {
    Unit.CALENDAR_DAYS: 90,
    Unit.WORKING_DAYS: 45,
    Unit.HOURS: 120,
    Unit.MINUTES: 3_000,
    Unit.MONTHS: 14,
    Unit.YEARS: 2,
}
LONGER_BY = {
    Unit.CALENDAR_DAYS: ((60, Unit.CALENDAR_DAYS), (60, Unit.CALENDAR_DAYS), (2, Unit.MONTHS)),
    Unit.WORKING_DAYS: ((20, Unit.WORKING_DAYS),),
    Unit.HOURS: ((72, Unit.HOURS),),
    Unit.MINUTES: ((600, Unit.MINUTES),),
    Unit.MONTHS: ((3, Unit.MONTHS), (3, Unit.MONTHS), (30, Unit.CALENDAR_DAYS), (1, Unit.YEARS)),
    Unit.YEARS: ((1, Unit.YEARS), (6, Unit.MONTHS), (30, Unit.CALENDAR_DAYS)),
}
SECONDS_OF_ONE = {
    Unit.CALENDAR_DAYS: 86_400,
    Unit.WORKING_DAYS: 125_000,
    Unit.HOURS: 3_600,
    Unit.MINUTES: 60,
    Unit.MONTHS: 2_630_000,
    Unit.YEARS: 31_557_000,
}
HARD_DAYS = ((1, 1), (1, 31), (2, 27), (2, 28), (3, 1), (3, 31), (8, 31), (9, 30), (12, 30), (12, 31))
LEAP_DAYS = tuple(date(year, 2, 29) for year in range(2004, 2029, 4))
HARD_TIMES = (time(0), time(0, 0, 1), time(7, 59, 59), time(8), time(15, 59, 59), time(16), time(23, 59, 59))


@dataclass(frozen=True)
class Combination:
    """All times are what a clock on a wall in Beijing shows."""

    seed: int
    number: int
    unit: Unit
    count: int
    rolls: bool
    start: datetime
    pauses: tuple[tuple[Ground, datetime, datetime | None], ...]
    extensions: tuple[tuple[int, Unit], ...]

    @property
    def calendar(self) -> oracle.Calendar:
        return calendar(self.seed, self.number // SERVED_BY_ONE_CALENDAR)

    @property
    def rule(self) -> ClockRule:
        return a_rule(self.unit, self.count, rolls=self.rolls)

    @property
    def clock(self) -> Clock:
        start = in_utc(self.start)
        return Clock(
            name="whole",
            rule="K-00",
            event="petition-accepted",
            started_at=start,
            pauses=tuple(
                Pause(ground, in_utc(began), ended and in_utc(ended)) for ground, began, ended in self.pauses
            ),
            extensions=tuple(Extended(count, unit, "head", start) for count, unit in self.extensions),
        )


def reckoned(one: Combination, under: oracle.Calendar | None = None) -> DueDate | None:
    """What the product makes of it; under another calendar than its own, if one is given."""
    return one.clock.due(one.rule, working_calendar(under or one.calendar))


def combination(seed: int, number: int) -> Combination:
    rng = Random(seed * 1_000_000_007 + number)
    unit = rng.choice(UNITS)
    count = rng.randint(1, MOST[unit])
    start = _start(rng)
    longer = [rng.choice(LONGER_BY[unit]) for _ in range(rng.choice((0, 0, 0, 1, 1, 2)))]
    extensions = tuple((rng.randint(1, most), by) for most, by in longer)
    pauses = tuple(_pauses(rng, start, SECONDS_OF_ONE[unit] * count))
    return Combination(seed, number, unit, count, rng.random() < 0.7, start, pauses, extensions)


@lru_cache(maxsize=8)
def calendar(seed: int, number: int) -> oracle.Calendar:
    """Each eighth is China's own; the others have holidays of any length, and years nobody has published."""
    if number % THE_REAL_ONE_IN == 0:
        return oracle.Calendar(
            frozenset(constants.holidays),
            frozenset(constants.workdays),
            frozenset(day.year for day in constants.holidays),
        )
    rng = Random(f"{seed}/{number}")
    unpublished_in = rng.choice((0, 0.1, 0.5))
    published = frozenset(year for year in YEARS_OF_CALENDARS if rng.random() >= unpublished_in)
    holidays: set[date] = set()
    make_ups: set[date] = set()
    for year in published:
        for _ in range(rng.randint(0, 9)):
            first = date(year, 1, 1) + timedelta(days=rng.randint(-3, 364))
            length = rng.choice((1, 1, 3, 3, 5, 8, 9, 40))
            holidays |= {first + timedelta(days=number) for number in range(length)}
        for _ in range(rng.randint(0, 12)):
            day = date(year, 1, 1) + timedelta(days=rng.randrange(363))
            make_ups.add(day + timedelta(days=rng.choice((5, 6)) - day.weekday()))
    return oracle.Calendar(frozenset(holidays - make_ups), frozenset(make_ups), published)


def _start(rng: Random) -> datetime:
    dice = rng.random()
    if dice < 0.05:
        day = rng.choice(LEAP_DAYS)
    elif dice < 0.3:
        day = date(rng.randint(FIRST_DAY.year, LAST_DAY.year), *rng.choice(HARD_DAYS))
    else:
        day = FIRST_DAY + timedelta(days=rng.randint(0, (LAST_DAY - FIRST_DAY).days))
    if rng.random() < 0.4:
        return datetime.combine(day, rng.choice(HARD_TIMES))
    return datetime.combine(day, time.min) + timedelta(seconds=rng.randrange(86_400))


def _pauses(rng: Random, start: datetime, reach: int) -> Iterator[tuple[Ground, datetime, datetime | None]]:
    """Before the start, on the way, over and next to one another, after the end; now and then for good."""
    longest = max(7200, min(reach, 25 * 86_400))
    began = ended = start
    for number in range(rng.choice((0, 0, 1, 1, 2, 2, 3, 4))):
        dice = rng.random()
        if number and dice < 0.25:
            began = ended
        elif number and dice < 0.5:
            began += timedelta(seconds=rng.randint(0, int((ended - began).total_seconds())))
        else:
            began = start + timedelta(seconds=rng.randint(-longest, reach + longest))
        ended = began + timedelta(seconds=rng.randint(0, longest))
        if dice > 0.9:
            ended = datetime.combine(ended.date(), time.min) + DAY
        yield rng.choice(tuple(Ground)), began, None if rng.random() < 0.04 else ended
