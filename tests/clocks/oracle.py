"""A second opinion on periods (期间), deliberately naive: it walks day by day, and imports nothing of ours.

Written from the articles themselves:

* MFD 201(1), MSS 85(2): the day a period begins is not counted, the day after is its first.
* MFD 201(2): hours are counted from their instant.
* MFD 202: months and years end on the corresponding day; where there is none, on the last of the month.
* MFD 203(1), MSS 85(3): a last day that is a day off gives way to the first day after that is none;
  a make-up workday (调休上班日) is a workday in everything.
* MFD 204 and the rules themselves: an extension makes the period longer from its first day; a day on which
  it stands still is not counted, however many reasons there are for it.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
BEIJING_IS_AHEAD_BY = timedelta(hours=8)
HOUR = timedelta(hours=1)


class Calendar(NamedTuple):
    holidays: frozenset[date]
    make_ups: frozenset[date]
    published: frozenset[int]


class End(NamedTuple):
    counted_to: date
    due: date
    provisional: bool


Longer = Sequence[tuple[int, str]]  # how many, of what
Excluded = Sequence[tuple[date, date | None]]  # both days included; None: still going on
Stood = Sequence[tuple[datetime, datetime | None]]  # from, until; None: still going on


def end_of_days(
    unit: str, count: int, rolls: bool, start: date, longer: Longer, excluded: Excluded, calendar: Calendar
) -> End | None:
    """When a period of days, months or years that began on this day ends; None while it stands still."""
    to_count = (
        count + sum(number for number, _ in longer)
        if unit == "working-days"
        else (plain_end(unit, count, start, longer) - start).days
    )
    not_counted = {day for first, last in excluded if last for day in days_between(first, last)}
    stopped_from = min((first for first, last in excluded if last is None), default=date.max)
    day, walked = start, set()
    while to_count:
        day += DAY
        walked.add(day.year)
        if day >= stopped_from:
            return None
        if day not in not_counted and (unit != "working-days" or is_workday(day, calendar)):
            to_count -= 1
    due = day
    while rolls and not is_workday(due, calendar):
        due += DAY
    if unit != "working-days":
        walked = {day.year, due.year} if rolls else set()
    return End(day, due, any(year not in calendar.published for year in walked))


def days_between(first: date, last: date) -> list[date]:
    days = []
    while first <= last:
        days.append(first)
        first += DAY
    return days


def is_workday(day: date, calendar: Calendar) -> bool:
    if day in calendar.make_ups:
        return True
    return day not in calendar.holidays and day.isoweekday() not in {6, 7}


def plain_end(unit: str, count: int, start: date, longer: Longer) -> date:
    """Where a period would end if it never stood still: months and years first, then days one by one."""
    months, days = 0, 0
    for number, of in [(count, unit), *longer]:
        if of == "years":
            months += 12 * number
        elif of == "months":
            months += number
        else:
            days += number
    end = corresponding_day(start, months)
    for _ in range(days):
        end += DAY
    return end


def corresponding_day(day: date, months: int) -> date:
    """One month after the other, then back to a day that the last of them has."""
    year, month, number = day.year, day.month, day.day
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def end_of_hours(
    count: int, started: datetime, longer: Longer, stood: Stood, one: timedelta = HOUR
) -> datetime | None:
    """When so many hours, or of whatever ``one`` is, have run, not counting while it stood still; None while
    it stands still.

    From one instant at which anything changes to the next, it either runs or it does not.
    """
    left = one * (count + sum(number for number, _ in longer))
    now = started
    for change in sorted({at for pair in stood for at in pair if at is not None and at > started}):
        still = [until for since, until in stood if since <= now and (until is None or until > now)]
        if None in still:
            return None
        if not still:
            if change - now >= left:
                return now + left
            left -= change - now
        now = change
    return None if any(until is None for since, until in stood) else now + left


def day_in_beijing(instant: datetime) -> date:
    """The legal day of an instant that is given in UTC."""
    return (instant.replace(tzinfo=None) + BEIJING_IS_AHEAD_BY).date()
