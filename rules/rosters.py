"""Who is on duty (值班): at a window or a unit, in a half-day; and the windows that nobody has come to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rules.calendar import WorkingCalendar
from rules.county_directory import CountyDirectory, Half
from rules.instants import ONE_DAY, at_time_of, first_instant_of, legal_day
from rules.refusals import Reason, Refused
from rules.registers import DutyShift, HalfDay, Presence, Register, RegisterLine, of

# Somebody who sits there; who is on call comes when called, and no window stands open by it.
OPENS_A_WINDOW = frozenset({Presence.RESIDENT, Presence.ROTATING})
LOOKED_BACK = 1  # days before today whose half-days are looked at: a night without a worker misses nothing


@dataclass(frozen=True)
class OnDuty:  # 在班
    person: str
    presence: Presence


@dataclass(frozen=True)
class Rostered:  # 值班依据
    """Who is on duty at a unit, and the shifts of the register that say so, by their references."""

    persons: frozenset[str]
    shifts: frozenset[str]


@dataclass(frozen=True)
class HalfOf:  # 某日的半天
    """A half-day of a legal day, from ``begins`` up to, and without, ``ends``."""

    day: date
    half: HalfDay
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Roster:  # 值班表
    """The shifts of a county's windows and units, with its half-days and its calendar."""

    lines: tuple[RegisterLine, ...]
    county: CountyDirectory
    calendar: WorkingCalendar

    def on_duty(self, unit: str, window: str | None, instant: datetime) -> tuple[OnDuty, ...]:
        """County policy 46 值班: who is on duty at a window of a unit (with None: at the unit itself) at an
        instant: those who sit there first, then those on call; nobody on a day off or outside the hours."""
        half = self.half_at(instant)
        return self.rostered(unit, window, half) if half else ()

    def duty(self, unit: str, instant: datetime) -> Rostered:
        """County policy 46 值班: whom what happens now is given to first, at the unit itself; who sits at one
        of its windows stays there."""
        half = self.half_at(instant)
        down = self._down(unit, None, half) if half else []
        persons = frozenset(line.person for line, _ in down if line.person)
        return Rostered(persons, frozenset(line.ref for line, _ in down))

    def half_at(self, instant: datetime) -> HalfOf | None:
        """The half-day of work an instant falls in, if it is one."""
        halves = self.halves_today(instant)
        return next((each for each in halves if each.begins <= instant < each.ends), None)

    def halves_today(self, instant: datetime) -> tuple[HalfOf, ...]:
        """The half-days of the legal day of an instant."""
        return self.halves_of(legal_day(instant))

    def halves_of(self, day: date) -> tuple[HalfOf, ...]:
        """The half-days of a day; none of a day off."""
        if self.calendar.is_day_off(day):
            return ()
        return tuple(_half_of(day, each) for each in self.county.halves)

    def rostered(self, unit: str, window: str | None, half: HalfOf) -> tuple[OnDuty, ...]:
        """Who is down for a half-day."""
        found = {
            OnDuty(line.person, shift.presence)
            for line, shift in self._down(unit, window, half)
            if line.person
        }
        order = list(Presence)
        return tuple(sorted(found, key=lambda each: (order.index(each.presence), each.person)))

    def _down(self, unit: str, window: str | None, half: HalfOf) -> list[tuple[RegisterLine, DutyShift]]:
        return [
            (line, shift)
            for line, shift in self._shifts(half)
            if line.person and line.unit == unit and shift.window == window
        ]

    def _shifts(self, half: HalfOf) -> Iterator[tuple[RegisterLine, DutyShift]]:
        for line in of(self.lines, Register.SHIFTS, half.day):
            if isinstance(line.what, DutyShift) and _falls_on(line.what, half):
                yield line, line.what


def _falls_on(shift: DutyShift, half: HalfOf) -> bool:
    is_its_day = not shift.weekdays or half.day.isoweekday() in shift.weekdays
    return is_its_day and half.half in shift.halves


def _half_of(day: date, half: Half) -> HalfOf:
    return HalfOf(day, half.half, at_time_of(day, half.begins), at_time_of(day, half.ends))


@dataclass(frozen=True)
class Attendance:  # 签到
    """Somebody was signed on at a window, from ``since`` up to ``until``, or is."""

    window: str
    person: str
    since: datetime
    until: datetime | None = None

    @property
    def ends(self) -> datetime:
        """When it ends: what nobody ended ends with its legal day."""
        return self.until or first_instant_of(legal_day(self.since) + ONE_DAY)


def forgotten(still: Attendance | None, at: datetime) -> Attendance | None:
    """County policy 46 签到: whoever signs on at a window does not sit there yet; an attendance of an earlier
    day, which they forgot to end, ended with its day, and is handed back. Raises SIGNED_ON_ALREADY."""
    if still is None:
        return None
    if still.ends > at:
        raise Refused(Reason.SIGNED_ON_ALREADY)
    return replace(still, until=still.ends)


@dataclass(frozen=True, order=True)
class Unattended:  # 无人值守
    """A window that was to be open in a half-day, and to which nobody had come by ``by``."""

    window: str
    day: date
    half: HalfDay
    unit: str
    by: datetime


def unattended(roster: Roster, attendances: Iterable[Attendance], now: datetime) -> tuple[Unattended, ...]:
    """County policy 46 无人值守: every window with somebody down for a half-day, to which nobody had signed
    on in so many minutes from its beginning. The same whenever it is looked at after that."""
    came = tuple(attendances)
    after = timedelta(minutes=roster.county.unattended_after)
    days = [legal_day(now) - n * ONE_DAY for n in range(LOOKED_BACK, -1, -1)]
    found: list[Unattended] = []
    for half in (half for day in days for half in roster.halves_of(day)):
        by = half.begins + after
        if by > now:
            continue
        for window in of(roster.lines, Register.WINDOWS, half.day):
            is_open = any(
                each.presence in OPENS_A_WINDOW for each in roster.rostered(window.unit, window.ref, half)
            )
            if is_open and not any(_was_there(each, window.ref, half, by) for each in came):
                found.append(Unattended(window.ref, half.day, half.half, window.unit, by))
    return tuple(found)


def _was_there(each: Attendance, window: str, half: HalfOf, by: datetime) -> bool:
    """Signed on that day before the time was over, and not off again before the half-day began: what somebody
    forgot to end yesterday is no attendance today."""
    is_today = legal_day(each.since) == half.day
    still = each.until is None or each.until > half.begins
    return each.window == window and is_today and each.since <= by and still
