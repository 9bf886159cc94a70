"""Which days are days off (法定休假日). Published year by year by the State Council."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class WorkingCalendar:
    """A calendar somebody published, by years. It is part of the edition a case is registered under."""

    version: str
    years: frozenset[int]
    holidays: frozenset[date] = frozenset()
    make_up_workdays: frozenset[date] = frozenset()  # 调休上班日

    def is_published_for(self, day: date) -> bool:
        return day.year in self.years

    def is_day_off(self, day: date) -> bool:
        """A make-up Saturday is not a day off. An unpublished year is told by weekdays only."""
        if day in self.make_up_workdays:
            return False
        return day.weekday() >= 5 or day in self.holidays
