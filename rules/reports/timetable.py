"""When a county reports on what (报告时间表): the kinds of report, their periods, and when each is due.

A report is made when its period is over and the county's hour has come; what was missed while nobody was
there is made up for, period by period.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from rules.early_warning import Threshold
from rules.instants import ONE_DAY, at_time_of, first_instant_of
from rules.measuring.formula import Counting, Period


class Kind(StrEnum):
    DAILY = "daily"  # 日分析
    WEEKLY = "weekly"  # 周排名
    MONTHLY = "monthly"  # 月通报
    YEARLY = "yearly"  # 年度报告
    SPECIAL = "special"  # 专报


@dataclass(frozen=True)
class Slot:
    """``days`` after the last day of its period, at ``at`` in Asia/Shanghai."""

    kind: Kind
    days: int
    at: time


@dataclass(frozen=True)
class Timetable:  # 报告时间表
    """What the county sets. ``too_few``: of fewer matters a unit has no place in an order, and a count that
    is narrowed to a unit or a place is not told. ``ages``: the upper edges, in legal days."""

    version: str
    county: str
    in_force_from: date
    slots: tuple[Slot, ...]
    counting: Counting
    threshold: Threshold
    ages: tuple[int, ...]
    too_few: int


@dataclass(frozen=True)
class Due:  # 应编报告
    kind: Kind
    since: date
    until: date
    due_at: datetime

    @property
    def period(self) -> Period:
        """Its legal days, and what was known as they ended."""
        return Period(self.since, self.until, first_instant_of(self.until + ONE_DAY))


def period_with(kind: Kind, day: date) -> tuple[date, date]:
    """The first and the last day of the period of this kind that a legal day lies in: the day, the week from
    Monday on, the month, the year. Raises ValueError for a kind that has none."""
    if kind is Kind.DAILY:
        return day, day
    if kind is Kind.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if kind is Kind.MONTHLY:
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - ONE_DAY
    if kind is Kind.YEARLY:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    raise ValueError(kind)


def next_report(timetable: Timetable, begun: date, last: Mapping[Kind, date]) -> Due:
    """County policy 38 定期报告: which report is to be made next, of every kind the period after the ``last``
    that was made; of a kind that never was, the period in which reporting had ``begun``.

    None is left out, and none comes twice: whoever was away finds the oldest first.
    """
    candidates = [_after(slot, begun, last.get(slot.kind)) for slot in timetable.slots]
    order = list(Kind)
    return min(candidates, key=lambda due: (due.due_at, order.index(due.kind)))


def _after(slot: Slot, begun: date, last: date | None) -> Due:
    since, until = period_with(slot.kind, last + ONE_DAY if last else begun)
    return Due(slot.kind, since, until, at_time_of(until + slot.days * ONE_DAY, slot.at))
