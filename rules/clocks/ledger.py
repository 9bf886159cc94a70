"""Which agency used up which days of a period (期限消耗台账)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rules.calendar import WorkingCalendar
from rules.clocks.clock import Clock
from rules.clocks.rule import BY_THE_INSTANT, ClockRule, Unit
from rules.instants import ONE_DAY, first_instant_of, legal_day


@dataclass(frozen=True)
class Held:  # 经办单位
    """A unit has had the matter since this instant (UTC), until the next one took it."""

    unit: str
    since: datetime


@dataclass(frozen=True)
class Used:
    """So many counted days of a period passed while this unit had the matter."""

    unit: str
    days: int


def used(
    clock: Clock, rule: ClockRule, calendar: WorkingCalendar, held: Sequence[Held], until: datetime
) -> tuple[Used, ...]:
    """Counted days (calendar or working days, as the rule counts) up to the day of ``until``, by unit.

    A day belongs to whoever had the matter when the day began, so the days of all units add up to the days
    that have passed. The units come in the order in which they first had it; hours and
    minutes are not shared out.
    """
    if rule.unit in BY_THE_INSTANT:
        return ()
    last = min(legal_day(until), legal_day(clock.met_at) if clock.met_at else legal_day(until))
    days: Counter[str] = Counter({each.unit: 0 for each in held})
    day = clock.started_on + ONE_DAY
    while day <= last:
        if not _is_left_out(clock, day) and not (rule.unit is Unit.WORKING_DAYS and calendar.is_day_off(day)):
            days[_holder(held, day)] += 1
        day += ONE_DAY
    return tuple(Used(unit, count) for unit, count in days.items())


def _holder(held: Sequence[Held], day: date) -> str:
    began = first_instant_of(day)
    return next((each.unit for each in reversed(held) if each.since <= began), held[0].unit)


def _is_left_out(clock: Clock, day: date) -> bool:
    return any(
        legal_day(pause.began_at) <= day and (pause.ended_at is None or day < legal_day(pause.ended_at))
        for pause in clock.pauses
    )
