"""Which days are days off (法定休假日). Published year by year by the State Council.

A calendar grows by notices. Each notice of a series has a number; of two notices for one year the one
with the higher number holds, in whichever order they are learnt.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class DayOff(StrEnum):  # 休假日
    """Why a day is a day off."""

    WEEKEND = "weekend"  # 周末
    HOLIDAY = "holiday"  # 节假日


@dataclass(frozen=True)
class YearNotice:  # 年度放假安排
    """One year's arrangement. It may also name days of the December before."""

    number: int  # of the publication in its series, from 1; 0 for what an installation begins with
    year: int
    source: str  # who published it and when, in words
    holidays: frozenset[date]
    make_up_workdays: frozenset[date]  # 调休上班日


@dataclass(frozen=True)
class WorkingCalendar:
    """A calendar somebody published, by years. It is part of the edition a case runs under."""

    series: str
    years: frozenset[int]
    holidays: frozenset[date] = frozenset()
    make_up_workdays: frozenset[date] = frozenset()
    notices: tuple[YearNotice, ...] = ()  # learnt since, one for a year, by year
    # Holidays and make-up workdays as they were before the first of those notices.
    before: tuple[frozenset[date], frozenset[date]] | None = None

    @property
    def number(self) -> int:
        """The highest publication it holds."""
        return max((notice.number for notice in self.notices), default=0)

    @property
    def version(self) -> str:
        """What it is called in journals and on paper: ``china.2`` holds the second publication."""
        return f"{self.series}.{self.number}"

    def is_published_for(self, day: date) -> bool:
        return day.year in self.years

    def why_off(self, day: date) -> DayOff | None:
        """MFD 203(1) 法定休假日: why this day is one, None if it is not. A make-up Saturday is none;
        an unpublished year is told by weekdays only."""
        if day in self.make_up_workdays:
            return None
        if day in self.holidays:
            return DayOff.HOLIDAY
        return DayOff.WEEKEND if day.weekday() >= 5 else None

    def is_day_off(self, day: date) -> bool:
        return self.why_off(day) is not None

    def with_notice(self, notice: YearNotice) -> "WorkingCalendar":
        """The calendar once this notice is known: its year is as it says, and so are the days of the December
        before that it names. In whichever order notices are learnt, the outcome is the same."""
        of_that_year = [each.number for each in self.notices if each.year == notice.year]
        if of_that_year and of_that_year[0] >= notice.number:
            return self
        others = (each for each in self.notices if each.year != notice.year)
        notices = tuple(sorted((*others, notice), key=lambda each: each.year))
        off, on = before = self.before or (self.holidays, self.make_up_workdays)
        for each in notices:  # by year, so that a December is last told by the notice of the year after
            named = each.holidays | each.make_up_workdays
            off = _of_other_years(off, each.year) - named | each.holidays
            on = _of_other_years(on, each.year) - named | each.make_up_workdays
        return replace(
            self,
            years=self.years | {notice.year},
            holidays=off,
            make_up_workdays=on,
            notices=notices,
            before=before,
        )

    def from_year(self, year: int) -> "WorkingCalendar":
        """What it says of a year and those after it: all that a case of that year can need."""
        off, on = self.before or (frozenset(), frozenset())
        return replace(
            self,
            years=frozenset(each for each in self.years if each >= year),
            holidays=_since(year, self.holidays),
            make_up_workdays=_since(year, self.make_up_workdays),
            before=(_since(year, off), _since(year, on)) if self.before else None,
        )


def _since(year: int, days: frozenset[date]) -> frozenset[date]:
    return frozenset(day for day in days if day.year >= year)


def _of_other_years(days: frozenset[date], year: int) -> frozenset[date]:
    return frozenset(day for day in days if day.year != year)
