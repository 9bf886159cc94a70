"""How much of a period is left (剩余), in the unit in which it is counted: working days as working days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rules.calendar import WorkingCalendar
from rules.clocks.clock import Clock, State
from rules.clocks.rule import ClockRule, Unit
from rules.instants import ONE_DAY, legal_day

_LENGTHS = {Unit.HOURS: timedelta(hours=1), Unit.MINUTES: timedelta(minutes=1)}


@dataclass(frozen=True)
class Left:
    """``count`` whole ones of ``unit`` after today; 0 on the last day, below it since that is over. Months
    and years are told in calendar days: what is left of them is no whole month."""

    count: int
    unit: Unit


def left_of(clock: Clock, rule: ClockRule, calendar: WorkingCalendar, at: datetime) -> Left | None:
    """What was left of a clock at an instant; None of one that stands still, is met or cancelled, or has no
    date."""
    due = clock.due(rule, calendar)
    if due is None or clock.state(rule, calendar, at) not in (State.RUNNING, State.EXPIRED):
        return None
    if rule.unit in _LENGTHS and due.at is not None:
        return Left((due.at - at) // _LENGTHS[rule.unit], rule.unit)
    today = legal_day(at)
    if rule.unit is Unit.WORKING_DAYS:
        return Left(_working(calendar, today, due.on), rule.unit)
    return Left((due.on - today).days, Unit.CALENDAR_DAYS)


def _working(calendar: WorkingCalendar, today: date, last: date) -> int:
    """Working days from one to the other, the first not counted; below zero when it is over."""
    begins, ends = min(today, last), max(today, last)
    days = (begins + ONE_DAY * n for n in range(1, (ends - begins).days + 1))
    count = sum(not calendar.is_day_off(day) for day in days)
    return count if last >= today else -count
