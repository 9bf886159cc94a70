"""Entering and ending in the registers (名册管理), and what the registers say of whoever is to take part."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from rules.directory import Asking, Change, Directory, Kind, check_end, check_interval, person_of, unit_of
from rules.refusals import Reason, Refused
from rules.registers import (
    Complaint,
    DutyShift,
    EngagedAs,
    Engagement,
    Lines,
    Mediator,
    Presence,
    Register,
    RegisterLine,
    ServiceWindow,
    of,
)

_NOBODY: frozenset[str] = frozenset()


def enter_line(there: Directory, asking: Asking, line: RegisterLine) -> tuple[Change, ...]:
    """County policy 43 登记名册: of a unit of one's own area, never about oneself, and of one reference no
    two lines on one day.

    Raises OUTSIDE_YOUR_AREA, NOT_TO_ONESELF, NO_SUCH_UNIT, NO_SUCH_PERSON, INTERVAL_IS_EMPTY,
    BEGINS_IN_THE_PAST, ENTERED_ALREADY, NOT_IN_THE_REGISTER, ON_DUTY_ELSEWHERE.
    """
    _check_area(there, asking, line.unit)
    if line.person == asking.by.person:
        raise Refused(Reason.NOT_TO_ONESELF)
    check_interval(asking, line)
    unit_of(there, line.unit, line)
    if line.person is not None and not person_of(there, line.person).covers(line):
        raise Refused(Reason.NO_SUCH_PERSON)
    if any(each.overlaps(line) for each in of(there.lines, line.register) if each.ref == line.ref):
        raise Refused(Reason.ENTERED_ALREADY)
    _check_what_it_names(there, line)
    return (Change(Kind.LINE_ENTERED, line),)


def end_line(
    there: Directory, asking: Asking, key: tuple[Register, str, date], on: date
) -> tuple[Change, ...]:
    """County policy 43 注销: today or later, of one's own area. Raises NOT_IN_THE_REGISTER,
    OUTSIDE_YOUR_AREA, NOT_TO_ONESELF, ENDS_IN_THE_PAST."""
    register, ref, since = key
    line = next((e for e in of(there.lines, register) if (e.ref, e.valid_from) == (ref, since)), None)
    if line is None:
        raise Refused(Reason.NOT_IN_THE_REGISTER)
    _check_area(there, asking, line.unit)
    if line.person == asking.by.person:
        raise Refused(Reason.NOT_TO_ONESELF)
    check_end(asking, line, on)
    ended = replace(line, valid_until=max(on, line.valid_from))
    return (Change(Kind.LINE_ENDED, ended, line),)


def _check_area(there: Directory, asking: Asking, unit: str) -> None:
    if asking.by.unit not in _upwards(there, unit):
        raise Refused(Reason.OUTSIDE_YOUR_AREA)


def _upwards(there: Directory, unit: str) -> Iterator[str]:
    at: str | None = unit
    while at is not None:
        yield at
        known = there.units.get(at)
        at = known.parent if known else None


def _check_what_it_names(there: Directory, line: RegisterLine) -> None:
    match line.what:
        case DutyShift():
            _check_shift(there, line, line.what)
        case Engagement(lawyer=lawyer):
            _check_known(there, Register.LAWYERS, lawyer)
        case Complaint(mediator=mediator):
            _check_known(there, Register.MEDIATORS, mediator)
        case _:
            return


def _check_known(there: Directory, register: Register, ref: str) -> None:
    """That somebody stands, or stood, in a register: a complaint may come when an appointment is over."""
    if not any(each.ref == ref for each in of(there.lines, register)):
        raise Refused(Reason.NOT_IN_THE_REGISTER, ref)


def _check_shift(there: Directory, line: RegisterLine, shift: DutyShift) -> None:
    """County policy 46 值班: at a window of the unit that is there all the time, by somebody, and nobody sits
    at two places in one half-day; who is on call may be called to several."""
    if line.person is None:
        raise Refused(Reason.NO_SUCH_PERSON)
    windows = [each for each in of(there.lines, Register.WINDOWS) if each.ref == shift.window]
    if shift.window and not any(w.unit == line.unit and w.covers(line) for w in windows):
        raise Refused(Reason.NO_SUCH_WINDOW)
    if shift.presence is Presence.ON_CALL:
        return
    for each in of(there.lines, Register.SHIFTS):
        if each.person == line.person and each.overlaps(line) and _meet(each.what, shift):
            raise Refused(Reason.ON_DUTY_ELSEWHERE, each.ref)


def _meet(other: object, shift: DutyShift) -> bool:
    if not isinstance(other, DutyShift) or other.presence is Presence.ON_CALL:
        return False
    some_day = not other.weekdays or not shift.weekdays or set(other.weekdays) & set(shift.weekdays)
    return bool(some_day and set(other.halves) & set(shift.halves))


@dataclass(frozen=True)
class RegistersSay:  # 名册核对
    """What the registers say on a day of those who are to sit at a table: handed in to the rules."""

    lapsed: frozenset[str] = _NOBODY  # mediators of the register whose appointment does not hold
    acted_for_a_party: frozenset[str] = _NOBODY  # lawyers, in this matter
    on: date | None = field(default=None)


def registers_say(
    lines: Iterable[RegisterLine],
    on: date,
    matters: Collection[str],
    mediators: Collection[str],
    invited: Collection[str],
) -> RegistersSay:
    """County policy 43 名册核对: of these mediators and invited people, who may not sit at this matter's
    table. ``matters``: the matter, and those that are the same. Whoever is in no register of mediators sits
    by their seat, and is not looked up."""
    known = tuple(lines)
    of_mediators = _by_ref(of(known, Register.MEDIATORS), mediators)
    lawyers = {
        each.what.lawyer
        for each in of(known, Register.ENGAGEMENTS)
        if isinstance(each.what, Engagement)
        and each.what.engaged_as is EngagedAs.FOR_A_PARTY
        and each.what.matter in matters
    }
    return RegistersSay(
        lapsed=frozenset(ref for ref, rows in of_mediators.items() if not any(e.holds(on) for e in rows)),
        acted_for_a_party=frozenset(lawyers & {*mediators, *invited}),
        on=on,
    )


def _by_ref(lines: Lines, refs: Collection[str]) -> Mapping[str, list[RegisterLine]]:
    """A mediator or guest by the reference of their line, or by that of the directory."""
    found: dict[str, list[RegisterLine]] = {}
    for each in lines:
        for ref in {each.ref, each.person} & set(refs):
            assert ref
            found.setdefault(ref, []).append(each)
    return found


def check_table(say: RegistersSay, mediators: frozenset[str], invited: frozenset[str]) -> None:
    """County policy 43 名册核对: no mediator whose appointment is over, no lawyer of a party as a neutral.

    Raises APPOINTMENT_IS_OVER, ACTED_FOR_A_PARTY, each with whom it is about.
    """
    for who, reason in (
        (mediators & say.lapsed, Reason.APPOINTMENT_IS_OVER),
        ((mediators | invited) & say.acted_for_a_party, Reason.ACTED_FOR_A_PARTY),
    ):
        if who:
            raise Refused(reason, *sorted(who))


def complaints_of(lines: Iterable[RegisterLine], mediator: str) -> int:
    """County policy 43 投诉: the number of matters with a complaint about a mediator, whatever their end."""
    return len(
        {
            each.what.matter
            for each in of(lines, Register.COMPLAINTS)
            if isinstance(each.what, Complaint) and each.what.mediator == mediator
        }
    )


@dataclass(frozen=True)
class FullTime:  # 专职调解员
    """How many full-time mediators each unit has on a day, and the townships that have none."""

    by_unit: Mapping[str, int]
    lacking: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.by_unit.values())


def full_time(lines: Iterable[RegisterLine], on: date, townships: Iterable[str]) -> FullTime:
    """County policy 43 专职人民调解员: counted by unit; every township is to have one."""
    counted: dict[str, int] = {}
    for each in of(lines, Register.MEDIATORS, on):
        if isinstance(each.what, Mediator) and each.what.is_full_time:
            counted[each.unit] = counted.get(each.unit, 0) + 1
    return FullTime(counted, tuple(sorted(each for each in townships if not counted.get(each))))


def window_of(lines: Iterable[RegisterLine], ref: str, on: date) -> tuple[RegisterLine, ServiceWindow]:
    """A window that is there on a day. Raises NO_SUCH_WINDOW."""
    for each in of(lines, Register.WINDOWS, on):
        if each.ref == ref and isinstance(each.what, ServiceWindow):
            return each, each.what
    raise Refused(Reason.NO_SUCH_WINDOW)
