"""A clock (期限): a period that has begun. Its due date is derived from it, never stored as the truth."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from rules.calendar import WorkingCalendar
from rules.clocks.reckoning import DueDate, Extended, Pause, as_set, reckon
from rules.clocks.rule import ClockRule, Ground
from rules.instants import legal_day
from rules.refusals import Reason, Refused


class State(StrEnum):
    RUNNING = "running"  # 计算中
    SUSPENDED = "suspended"  # 停止计算
    MET = "met"  # 已办结
    EXPIRED = "expired"  # 已届满
    CANCELLED = "cancelled"  # 已取消


@dataclass(frozen=True, kw_only=True)
class Clock:
    """``name`` is what the procedure calls it, ``rule`` its rule's id, ``event`` the code of what began it.

    All instants are in UTC; the legal day of ``started_at`` is the day that is not counted. ``set_for``: its
    last day, where its rule has no number and whoever is to set one has set a day (K-27).
    """

    name: str
    rule: str
    event: str
    started_at: datetime
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extended, ...] = ()
    met_at: datetime | None = None
    cancelled_at: datetime | None = None
    set_for: date | None = None

    @property
    def started_on(self) -> date:
        return legal_day(self.started_at)

    @property
    def is_suspended(self) -> bool:
        return any(pause.ended_at is None for pause in self.pauses)

    @property
    def is_open(self) -> bool:
        """Neither met nor cancelled: time may still do something to it."""
        return self.met_at is None and self.cancelled_at is None

    def due(self, rule: ClockRule, calendar: WorkingCalendar) -> DueDate | None:
        """When it ends as things stand; None while it stands still, or where the source names no number."""
        if self.set_for:
            return as_set(self.set_for, self.started_on, self.event)
        return reckon(rule, calendar, self.started_at, self.event, self.pauses, self.extensions)

    def state(self, rule: ClockRule, calendar: WorkingCalendar, at: datetime) -> State:
        """How it stood at an instant, by what is known now."""
        if self.cancelled_at and self.cancelled_at <= at:
            return State.CANCELLED
        if self.met_at and self.met_at <= at:
            return State.MET
        due = self.due(rule, calendar)
        if due is None:
            return State.SUSPENDED if self.is_suspended else State.RUNNING
        return State.EXPIRED if at >= due.is_over_at else State.RUNNING

    def has_passed(self, rule: ClockRule, calendar: WorkingCalendar, at: datetime) -> bool:
        """Whether its last instant is over. A clock that stands still does not pass."""
        due = self.due(rule, calendar)
        return due is not None and at >= due.is_over_at

    def has_days_left(self, rule: ClockRule, calendar: WorkingCalendar, at: datetime) -> bool:
        """Whether a day of it is still to be counted. While only the roll to a working day is left there is
        nothing more that could stand still."""
        due = self.due(rule, calendar)
        is_counted = due is None or (at < due.is_over_at and legal_day(at) <= due.counted_to)
        return self.is_open and is_counted


def suspended(
    clock: Clock, rule: ClockRule, calendar: WorkingCalendar, ground: Ground, at: datetime
) -> Clock:
    """The clock standing still from this instant on.

    Raises GROUND_NOT_NAMED, ALREADY_SUSPENDED, PERIOD_HAS_ENDED.
    """
    if ground not in rule.excludes:
        raise Refused(Reason.GROUND_NOT_NAMED, rule.id)
    if clock.is_suspended:
        raise Refused(Reason.ALREADY_SUSPENDED)
    if not clock.has_days_left(rule, calendar, at):
        raise Refused(Reason.PERIOD_HAS_ENDED)
    return replace(clock, pauses=(*clock.pauses, Pause(ground, at)))


def resumed(clock: Clock, at: datetime) -> Clock:
    """The clock counting again: the day of this instant is counted. Raises NOT_SUSPENDED."""
    if not clock.is_suspended:
        raise Refused(Reason.NOT_SUSPENDED)
    pauses = tuple(replace(pause, ended_at=at) if pause.ended_at is None else pause for pause in clock.pauses)
    return replace(clock, pauses=pauses)


def extended(
    clock: Clock, rule: ClockRule, calendar: WorkingCalendar, count: int, approver: str, at: datetime
) -> Clock:
    """MFD 204 延长: longer by so many of the rule's own units, counted from the original start.

    Raises NO_EXTENSION, EXTENSION_WITHOUT_DAYS, EXTENSION_TOO_LONG, ALREADY_EXTENDED, PERIOD_HAS_ENDED.
    """
    allowed = rule.extension
    if allowed is None:
        raise Refused(Reason.NO_EXTENSION, rule.id)
    if count < 1:
        raise Refused(Reason.EXTENSION_WITHOUT_DAYS)
    if allowed.at_most is not None and count > allowed.at_most:
        raise Refused(Reason.EXTENSION_TOO_LONG, rule.id)
    if allowed.times is not None and len(clock.extensions) >= allowed.times:
        raise Refused(Reason.ALREADY_EXTENDED, rule.id)
    if not clock.is_open or clock.has_passed(rule, calendar, at):
        raise Refused(Reason.PERIOD_HAS_ENDED)
    return replace(clock, extensions=(*clock.extensions, Extended(count, allowed.unit, approver, at)))


def named(clocks: Iterable[Clock], name: str) -> Clock:
    """The clock of that name. Raises StopIteration if the procedure has none."""
    return next(clock for clock in clocks if clock.name == name)
