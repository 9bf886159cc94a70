"""Periods (期间): how days are counted, and when a period ends.

The first day is not counted (MFD 201), and a period that rolls and whose last day is a day
off ends on the next working day (MFD 203). A level's days are an inner target of the
agencies (county policy): they do not roll.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from rules.articles import Basis
from rules.calendar import WorkingCalendar

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
ONE_DAY = timedelta(days=1)


def legal_day(at: datetime) -> date:
    """The day an instant (aware) falls on in Asia/Shanghai: the only day the law knows."""
    return at.astimezone(BEIJING).date()


def first_instant_of(day: date) -> datetime:
    """00:00 in Asia/Shanghai of a legal day, as an instant in UTC."""
    return datetime.combine(day, time.min, BEIJING).astimezone(UTC)


@dataclass(frozen=True)
class Period:
    """So many calendar days, because an article or the county's policy says so."""

    basis: Basis
    days: int
    rolls: bool = True

    def since(self, day: date) -> "Clock":
        return Clock(self.basis, day, self.days, self.rolls)


@dataclass(frozen=True)
class DueDate:
    on: date
    counted_to: date  # before rolling forward
    provisional: bool  # it lies in a year whose calendar nobody has published

    def has_passed(self, today: date) -> bool:
        """Whether the last day is over. A provisional date binds an agency, never a person."""
        return today > self.on

    @property
    def is_over_at(self) -> datetime:
        """The first instant (UTC) at which the period has ended: midnight after its last day."""
        return first_instant_of(self.on + ONE_DAY)


@dataclass(frozen=True)
class Clock:
    """A period that has begun. Dates are legal days in Asia/Shanghai."""

    basis: Basis
    started_on: date
    days: int
    rolls: bool = True
    extended_by: int = 0  # 延期, in calendar days, counted from the original start

    def extend(self, days: int) -> "Clock":
        return replace(self, extended_by=self.extended_by + days)

    def due(self, calendar: WorkingCalendar) -> DueDate:
        counted_to = self.started_on + timedelta(days=self.days + self.extended_by)
        day = counted_to
        while self.rolls and calendar.is_day_off(day):
            day += ONE_DAY
        return DueDate(day, counted_to, provisional=self.rolls and not calendar.is_published_for(day))
