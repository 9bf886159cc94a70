"""Calling units out (调度单位): who may call, who answers for a unit, who is told when it is silent.

What dispatch orders and incidents have in common; they do not know each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rules.editions import Edition, Organ, Seat
from rules.journal import Letter
from rules.procedure import Officer
from rules.refusals import Reason, Refused
from rules.seating import heads_of

Post = tuple[str, str]  # a role at a unit, whoever sits there

# What waits for the supervisor while a unit does not answer a whistle, or an order.
SILENT_UNIT, SILENT_ORDER = "see-to-silent-unit", "see-to-silent-order"
SILENT = (SILENT_UNIT, SILENT_ORDER)


@dataclass(frozen=True)
class Silent:  # 逾时未报到、未回执
    """A unit that has not answered although all above it were told: it stands in the supervision list.

    ``what`` is a code of silence, ``asked_at`` when it was asked, ``listed_at`` since when it stands there.
    """

    what: str
    role: str
    unit: str
    asked_at: datetime
    listed_at: datetime


def organ_of(edition: Edition, unit: str) -> Organ | None:
    """At which level a unit is, as far as the county's lists know it; None for a unit nobody can call out."""
    if unit == edition.county:
        return Organ.COUNTY
    if any(agency.unit == unit for agency in edition.agencies):
        return Organ.AGENCY
    organ = edition.petitions.organ(unit)
    return organ.organ if organ and not organ.successor else None


def may_be_called(edition: Edition, role: str, unit: str) -> bool:
    """County policy 44 报到岗位: whether this seat answers for this unit; for an agency, the seat of its
    desk."""
    organ = organ_of(edition, unit)
    if organ is Organ.AGENCY:
        return any(agency.unit == unit and agency.role == role for agency in edition.agencies)
    return organ is not None and Seat(role, organ) in edition.command.answering


def check_called(edition: Edition, role: str, unit: str, called: Iterable[Post] = ()) -> None:
    """Raises CANNOT_BE_CALLED, CALLED_ALREADY."""
    if not may_be_called(edition, role, unit):
        raise Refused(Reason.CANNOT_BE_CALLED)
    if (role, unit) in called:
        raise Refused(Reason.CALLED_ALREADY)


def acts_here(edition: Edition, seats: Iterable[Seat], officer: Officer, township: str | None) -> bool:
    """County policy 44 调度权限: a seat of the county everywhere in it, a seat of a township in its own."""
    units = {Organ.COUNTY: edition.county, Organ.TOWNSHIP: township}
    return any(officer.role == seat.role and officer.unit == units.get(seat.organ) for seat in seats)


def why_not_here(
    edition: Edition, seats: Iterable[Seat], officer: Officer, township: str | None
) -> Reason | None:
    """County policy 44 调度权限: why this officer may not, of these seats, act there; None if they may."""
    seats = tuple(seats)
    if acts_here(edition, seats, officer, township):
        return None
    is_one = any(officer.role == seat.role for seat in seats)
    return Reason.NOT_IN_YOUR_AREA if is_one else Reason.NOT_YOURS_TO_DO


def head_of(edition: Edition, role: str, unit: str) -> Post | None:
    """Who heads a unit. None where it is this very seat, and of an agency: who heads it, it knows itself."""
    organ = organ_of(edition, unit)
    head = heads_of(edition).get(organ) if organ else None
    return (head, unit) if head and head != role else None


def sits(officer: Officer, post: Post) -> bool:
    """Whether this officer sits there."""
    return (officer.role, officer.unit) == post


def told(seq: int, number: int, code: str, post: Post) -> Letter:
    """A notice to a seat, at any hour: what is urgent does not wait for the notice hours."""
    role, unit = post
    return Letter(seq, "notice", number, {"code": code, "role": role, "unit": unit, "due_on": ""})
