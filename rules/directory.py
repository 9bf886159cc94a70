"""The directory (单位、人员、岗位) and what can be changed in it (人员岗位变更).

A change is decided over the directory as it stands (`granting.py`, `deputising.py`), and is noted for ever
beside the row it makes. Nothing is deleted: a seat ends, and what was wrong is corrected by a change that
says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.intervals import Interval
from rules.procedure import Officer
from rules.refusals import Reason, Refused
from rules.registers import RegisterLine
from rules.seating import Delegation, Sitting


class Because(StrEnum):
    """Why the directory is changed. A code, so that the list of changes holds nobody's story."""

    INSTALLATION = "installation"  # 初始录入
    APPOINTMENT = "appointment"  # 任命、录用
    TRANSFER = "transfer"  # 调动
    RETIREMENT = "retirement"  # 退休
    RESIGNATION = "resignation"  # 辞职
    DISMISSAL = "dismissal"  # 免职
    REORGANISATION = "reorganisation"  # 机构调整
    LEAVE = "leave"  # 休假
    ILLNESS = "illness"  # 病假
    TRAINING = "training"  # 学习培训
    SECONDMENT = "secondment"  # 借调、挂职
    BACK_EARLY = "back-early"  # 提前返岗
    CORRECTION = "correction"  # 更正


# For these somebody is away, and comes back.
AWAY = frozenset({Because.LEAVE, Because.ILLNESS, Because.TRAINING, Because.SECONDMENT})


class Kind(StrEnum):
    """What was changed; the names lie in the list of changes for ever."""

    UNIT_ENTERED = "unit-entered"
    PERSON_ENTERED = "person-entered"
    PERSON_ENDED = "person-ended"
    SEAT_PROPOSED = "seat-proposed"
    SEAT_GRANTED = "seat-granted"
    SEAT_ENDED = "seat-ended"
    SEAT_CORRECTED = "seat-corrected"
    DELEGATION_PROPOSED = "delegation-proposed"
    DELEGATION_GRANTED = "delegation-granted"
    DELEGATION_ENDED = "delegation-ended"
    PROPOSAL_DECLINED = "proposal-declined"
    HANDOVER_BEGUN = "handover-begun"
    LINE_ENTERED = "line-entered"
    LINE_ENDED = "line-ended"


@dataclass(frozen=True)
class Unit(Interval):
    """A unit (单位). Holds from ``valid_from`` up to, and without, ``valid_until``."""

    unit: str
    parent: str | None
    organ: str
    name: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True)
class Person(Interval):
    """An officer by reference and name; a party is never kept here."""

    person: str
    name: str
    valid_from: date
    valid_until: date | None = None


Row = Unit | Person | Sitting | Delegation | RegisterLine


@dataclass(frozen=True)
class Proposal:
    """A grant that waits for a second person, by the number of the change that proposed it."""

    number: int
    row: Sitting | Delegation
    proposed_by: str


@dataclass(frozen=True)
class Directory:
    """As much of the directory as a change is decided over."""

    units: Mapping[str, Unit]
    people: Mapping[str, Person]
    sittings: tuple[Sitting, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    proposals: Mapping[int, Proposal] | None = None
    lines: tuple[RegisterLine, ...] = ()  # of the registers


@dataclass(frozen=True)
class Asking:
    """Who asks for a change, when (legal day), why, and by which document of appointment (文号), if any."""

    by: Officer
    today: date
    because: Because
    basis: str | None = None


@dataclass(frozen=True)
class Change:
    """One line of the list of changes, with the row as it was and as it is. ``answers``: a proposal."""

    kind: Kind
    after: Row
    before: Row | None = None
    answers: int | None = None


def check_interval(asking: Asking, new: Interval) -> None:
    """Raises INTERVAL_IS_EMPTY, BEGINS_IN_THE_PAST."""
    if new.valid_until is not None and new.valid_until <= new.valid_from:
        raise Refused(Reason.INTERVAL_IS_EMPTY)
    if new.valid_from < asking.today and asking.because is not Because.CORRECTION:
        raise Refused(Reason.BEGINS_IN_THE_PAST)


def check_end(asking: Asking, row: Interval, on: date) -> None:
    """Raises ENDS_IN_THE_PAST."""
    if on < asking.today or (row.valid_until is not None and row.valid_until <= asking.today):
        raise Refused(Reason.ENDS_IN_THE_PAST)


def goes_on(row: Interval, on: date) -> bool:
    """Whether a row would still hold on some day from this one on."""
    return row.valid_until is None or row.valid_until > max(on, row.valid_from)


def unit_of(there: Directory, unit: str, during: Interval) -> Unit:
    """The unit, if it is there all the time. Raises NO_SUCH_UNIT."""
    known = there.units.get(unit)
    if known is None or not known.covers(during):
        raise Refused(Reason.NO_SUCH_UNIT)
    return known


def person_of(there: Directory, person: str) -> Person:
    """Raises NO_SUCH_PERSON."""
    known = there.people.get(person)
    if known is None:
        raise Refused(Reason.NO_SUCH_PERSON)
    return known
