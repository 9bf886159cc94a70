"""Counting: from the day a period began to the day it ends, and every step on the way (期限的计算).

One algorithm gives the date and its explanation, so that the two can never disagree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby

from rules.calendar import WorkingCalendar
from rules.clocks.rule import BY_THE_INSTANT, ClockRule, Ground, Unit
from rules.instants import ONE_DAY, at_time_of, first_instant_of, legal_day


@dataclass(frozen=True)
class Pause:  # 停止计算
    """A clock stood still from one instant to another: the first legal day is left out, the last is counted
    again. None as long as it goes on."""

    ground: Ground
    began_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Extended:  # 已延长
    """By how much, in which unit, approved by whom (a code) and when."""

    count: int
    unit: Unit
    approver: str
    approved_at: datetime


class StepCode(StrEnum):
    STARTED = "started"  # 开始之日, 不计入
    STARTED_AT = "started-at"  # 开始之时
    EXTENDED = "extended"  # 延长, 自原起算日起算
    COUNTED = "counted"  # 计算
    SKIPPED = "skipped"  # 非工作日, 不计入
    MAKE_UP_COUNTED = "make-up-counted"  # 调休上班日, 计入
    EXCLUDED = "excluded"  # 扣除
    MONTH_END = "month-end"  # 无对应日, 以月末为期满之日
    ROLLED = "rolled"  # 顺延
    STAYED = "stayed"  # 末日为调休上班日, 不顺延
    NOT_ROLLED = "not-rolled"  # 末日为休假日, 依该规则不顺延
    PROVISIONAL = "provisional"  # 年度安排未公布, 暂定
    ENDS = "ends"  # 届满


@dataclass(frozen=True)
class Step:
    """One step of the count. Which of the fields mean something, its code says; days are legal days."""

    code: StepCode
    first: date | None = None
    last: date | None = None
    count: int | None = None
    unit: Unit | None = None
    because: str | None = None  # a day off's reason, a ground, the event
    at: datetime | None = None


@dataclass(frozen=True)
class DueDate:  # 到期日
    """The last day of a period. ``counted_to`` is before rolling; ``at`` is set for an hour clock."""

    on: date
    counted_to: date
    provisional: bool  # it hangs on a year whose calendar nobody has published
    steps: tuple[Step, ...] = ()
    at: datetime | None = None

    @property
    def is_over_at(self) -> datetime:
        """The first instant (UTC) at which the period has ended: midnight after its last day (MFD 203(2))."""
        return self.at or first_instant_of(self.on + ONE_DAY)

    def window_closes_at(self, closing: time) -> datetime:
        """When a window with business hours closes on the last day (MFD 203(2)); online there is time until
        ``is_over_at``."""
        return min(self.is_over_at, at_time_of(self.on, closing))

    def has_passed(self, today: date) -> bool:
        """Whether the last day is over. A provisional date binds an agency, never a person."""
        return today > self.on


@dataclass(frozen=True)
class _Span:
    """Legal days left out, both included; ``last`` is None while it goes on."""

    first: date
    last: date | None
    ground: Ground


def reckon(
    rule: ClockRule,
    calendar: WorkingCalendar,
    started_at: datetime,
    event: str,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extended] = (),
) -> DueDate | None:
    """When a period ends, and how that came about.

    None while it stands still, and where the rule's source names no number. ``pauses`` are counted once
    where they overlap; extensions count from the original start.
    """
    if rule.count is None or rule.unit is None:
        return None
    if rule.unit in BY_THE_INSTANT:
        return _hours(rule.count, rule.unit, started_at, event, pauses, extensions)
    return _days(rule, calendar, legal_day(started_at), event, tuple(_spans(pauses)), extensions)


def as_set(on: date, start: date, event: str) -> DueDate:
    """A period whose last day was set by name: nothing is counted, nothing rolls."""
    return DueDate(
        on, on, False, (Step(StepCode.STARTED, first=start, because=event), Step(StepCode.ENDS, last=on))
    )


def _days(
    rule: ClockRule,
    calendar: WorkingCalendar,
    start: date,
    event: str,
    spans: tuple[_Span, ...],
    extensions: Sequence[Extended],
) -> DueDate | None:
    """MFD 201-203, MSS 85: the first day is not counted; a last day off rolls where the rule rolls."""
    assert rule.count is not None
    assert rule.unit
    longer = [Step(StepCode.EXTENDED, count=each.count, unit=each.unit) for each in extensions]
    steps = [Step(StepCode.STARTED, first=start, because=event), *longer]
    if rule.unit is Unit.WORKING_DAYS:
        counted_to, on_the_way = _working(calendar, start, rule.count, spans, extensions)
    else:
        counted_to, on_the_way = _running(rule.unit, rule.count, start, spans, extensions)
    if counted_to is None:
        return None
    on, rolled = _rolled(rule, calendar, counted_to)
    hangs_on = _years(start + ONE_DAY, on) if rule.unit is Unit.WORKING_DAYS else {counted_to.year, on.year}
    looks_at_calendar = rule.rolls or rule.unit is Unit.WORKING_DAYS
    unpublished = sorted(hangs_on - calendar.years) if looks_at_calendar else []
    steps += [*on_the_way, *rolled]
    steps += [Step(StepCode.PROVISIONAL, count=year) for year in unpublished]
    steps.append(Step(StepCode.ENDS, last=on))
    return DueDate(on, counted_to, bool(unpublished), tuple(steps))


def _running(
    unit: Unit, count: int, start: date, spans: tuple[_Span, ...], extensions: Sequence[Extended]
) -> tuple[date | None, list[Step]]:
    """Calendar days, months, years: the end by the calendar, pushed by the days left out before it."""
    months = sum(_in_months(each.unit, each.count) for each in extensions) + _in_months(unit, count)
    days = sum(each.count for each in extensions if each.unit is Unit.CALENDAR_DAYS)
    if unit is Unit.CALENDAR_DAYS:
        days += count
    corresponding = months_after(start, months)
    end = corresponding + timedelta(days=days)
    excluded = []
    for span in spans:
        first = max(span.first, start + ONE_DAY)
        if first > end:
            break
        if span.last is None:
            return None, []
        if left_out := (span.last - first).days + 1 if span.last >= first else 0:
            end += timedelta(days=left_out)
            excluded.append(
                Step(StepCode.EXCLUDED, first=first, last=span.last, count=left_out, because=span.ground)
            )
    counted = Step(StepCode.COUNTED, first=start + ONE_DAY, last=end, count=count, unit=unit)
    if months and corresponding.day != start.day:
        excluded.insert(0, Step(StepCode.MONTH_END, last=corresponding))
    return end, [*excluded, counted]


def _working(
    calendar: WorkingCalendar,
    start: date,
    count: int,
    spans: tuple[_Span, ...],
    extensions: Sequence[Extended],
) -> tuple[date | None, list[Step]]:
    """Working days: only working days are counted, make-up workdays among them."""
    day, left = start, count + sum(each.count for each in extensions)
    skipped: list[tuple[date, str]] = []
    left_out: list[tuple[date, _Span]] = []
    make_ups: list[date] = []
    while left:
        day += ONE_DAY
        if span := _left_out(day, spans):
            if span.last is None:
                return None, []
            left_out.append((day, span))
        elif why := calendar.why_off(day):
            skipped.append((day, why))
        else:
            left -= 1
            if day in calendar.make_up_workdays:
                make_ups.append(day)
    return day, [
        *_excluded(left_out),
        *_runs(StepCode.SKIPPED, skipped),
        *(Step(StepCode.MAKE_UP_COUNTED, first=each, last=each) for each in make_ups),
        Step(StepCode.COUNTED, first=start + ONE_DAY, last=day, count=count, unit=Unit.WORKING_DAYS),
    ]


def _rolled(rule: ClockRule, calendar: WorkingCalendar, counted_to: date) -> tuple[date, list[Step]]:
    """MFD 203(1), MSS 85(3) 顺延: to the first working day after; a make-up workday stays where it is."""
    why = calendar.why_off(counted_to)
    if why is None:
        stays = rule.rolls and counted_to in calendar.make_up_workdays
        return counted_to, [Step(StepCode.STAYED, first=counted_to, last=counted_to)] if stays else []
    if not rule.rolls:
        return counted_to, [Step(StepCode.NOT_ROLLED, first=counted_to, last=counted_to, because=why)]
    off: list[tuple[date, str]] = []
    day = counted_to
    while why := calendar.why_off(day):
        off.append((day, why))
        day += ONE_DAY
    return day, _runs(StepCode.ROLLED, off)


def _hours(
    count: int,
    unit: Unit,
    started_at: datetime,
    event: str,
    pauses: Sequence[Pause],
    extensions: Sequence[Extended],
) -> DueDate | None:
    """MFD 201(2): from the instant itself to so many hours, or minutes, later; they never roll."""
    whole = count + sum(each.count for each in extensions)
    end = started_at + timedelta(**{unit.value: whole})
    excluded, latest = [], started_at
    for pause in sorted(pauses, key=lambda each: each.began_at):
        began = max(pause.began_at, latest)
        if began >= end:
            break
        if pause.ended_at is None:
            return None
        if pause.ended_at > began:
            end += pause.ended_at - began
            latest = pause.ended_at
            seconds = round((pause.ended_at - began).total_seconds())
            excluded.append(Step(StepCode.EXCLUDED, count=seconds, because=pause.ground, at=began))
    longer = [Step(StepCode.EXTENDED, count=each.count, unit=each.unit) for each in extensions]
    steps = (
        Step(StepCode.STARTED_AT, at=started_at, because=event),
        *longer,
        *excluded,
        Step(StepCode.COUNTED, count=count, unit=unit, at=end),
        Step(StepCode.ENDS, at=end),
    )
    return DueDate(legal_day(end), legal_day(end), False, steps, end)


def months_after(day: date, months: int) -> date:
    """MFD 202 对应日: the same day so many months later; the last of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    next_month = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    same = date(year, month + 1, 1) + timedelta(days=day.day - 1)
    return min(same, next_month - ONE_DAY)


def _in_months(unit: Unit, count: int) -> int:
    return {Unit.MONTHS: count, Unit.YEARS: 12 * count}.get(unit, 0)


def _spans(pauses: Iterable[Pause]) -> Iterator[_Span]:
    """The legal days left out, in order and apart: where two overlap, the first to begin has the day."""
    latest: date | None = None
    for pause in sorted(pauses, key=lambda each: each.began_at):
        first = legal_day(pause.began_at)
        last = legal_day(pause.ended_at) - ONE_DAY if pause.ended_at else None
        if latest:
            first = max(first, latest + ONE_DAY)
        if last is None or last >= first:
            yield _Span(first, last, pause.ground)
        if last is None:
            return
        latest = max(latest, last) if latest else last


def _left_out(day: date, spans: tuple[_Span, ...]) -> _Span | None:
    return next((s for s in spans if s.first <= day and (s.last is None or day <= s.last)), None)


def _excluded(left_out: list[tuple[date, _Span]]) -> list[Step]:
    steps = []
    for span, days in groupby(left_out, key=lambda each: each[1]):
        these = [day for day, _ in days]
        steps.append(
            Step(StepCode.EXCLUDED, first=these[0], last=these[-1], count=len(these), because=span.ground)
        )
    return steps


def _runs(code: StepCode, off: list[tuple[date, str]]) -> list[Step]:
    """Days off in a row with one reason are one step."""
    steps: list[Step] = []
    for day, why in off:
        last = steps[-1] if steps else None
        if last and last.last == day - ONE_DAY and last.because == why:
            assert last.first
            steps[-1] = Step(code, first=last.first, last=day, count=(day - last.first).days + 1, because=why)
        else:
            steps.append(Step(code, first=day, last=day, count=1, because=why))
    return steps


def _years(first: date, last: date) -> set[int]:
    return set(range(first.year, last.year + 1))
