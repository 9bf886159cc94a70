"""What somebody has to do with a case (与案件的关系): the one question behind every line of the table."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.procedure import Officer

# In these seats people are waited for in person, which gives them the sight of that seat and of no other.
ENTRUSTED_ROLES = ("errand_agent", "invited_participant")
HANDOFF, ACCUSATION = "handoff", "accusation"
REVIEWS = ("review", "re_review")
# With what people come to a window, whoever has the matter: a question, an evaluation, a request for review;
# and what agencies bring to the county's window.
AT_A_WINDOW = ("consultation", "petition_aftercare", "review", HANDOFF)
Parents = Mapping[str, str | None]  # unit -> the unit above it
Deputised = Mapping[Officer, frozenset[str]]  # a seat of somebody -> whose deputy they are in it
NOBODY: frozenset[str] = frozenset()


class Relation(StrEnum):
    """How a seat has to do with a case."""

    REPORTED = "reported"  # 本人报告: took it in themselves
    INTAKE = "intake"  # 本窗口收件: it was taken in at this seat
    OWN = "own"  # 本人承办: in their hands, or in nobody's at their unit; a handoff of their unit
    AREA = "area"  # 本辖区: it concerns their unit or one below it
    ASSIGNED = "assigned"  # 交办: it stands in their seat's name, or waits for it
    DOCKED = "docked"  # 对接: a handoff to or from their unit
    SERVED = "served"  # 窗口服务: what people of their area come to a window with
    REVIEWED = "reviewed"  # 复查复核: their unit reviews what was decided in the matter
    ENTRUSTED = "entrusted"  # 受托、受邀: it waits for this very person in this very seat, and for no deputy


@dataclass(frozen=True)
class Standing:
    """What of a case says who has to do with it, and of the matter it is about.

    ``waiting`` are the seats (role, unit) for which something waits in it, ``named`` the people (person,
    unit), ``by_name`` those who are entrusted or invited (person, role, unit); ``reviewers`` the units that
    review what was decided in the matter; ``is_private`` a service (心理服务) of which only those know who
    give it, and whoever asked.
    """

    kind: str
    places: frozenset[str]
    owner: tuple[str, str]  # role, unit
    handler: str | None = None
    waiting: frozenset[tuple[str, str]] = frozenset()
    named: frozenset[tuple[str, str]] = frozenset()
    by_name: frozenset[tuple[str, str, str]] = frozenset()
    registered_by: str = ""
    registered_as: str | None = None
    reviewers: frozenset[str] = frozenset()
    is_private: bool = False


def seat_of(officer: Officer) -> str:
    """A seat as it is written down: ``role@unit``."""
    return f"{officer.role}@{officer.unit}"


def upwards(unit: str, parents: Parents) -> tuple[str, ...]:
    """A unit and all units above it, the nearest first."""
    above: list[str] = []
    at: str | None = unit
    while at is not None and at not in above:
        above.append(at)
        at = parents.get(at)
    return tuple(above)


def area_of(unit: str, parents: Parents) -> frozenset[str]:
    """A unit and all units below it."""
    return frozenset(each for each in parents if unit in upwards(each, parents))


def is_in_the_know(seats: Collection[Officer], case: Standing) -> bool:
    """County policy 36 心理服务: whether these seats of one person may know of a case at all; of a private
    one, only those that sit where it is, and whoever asked for it."""
    return not case.is_private or any(
        seat.unit in case.places or seat.person == case.handler for seat in seats
    )


def holds(
    relation: Relation,
    seat: Officer,
    case: Standing,
    parents: Parents,
    instead_of: frozenset[str] = NOBODY,
) -> bool:
    """County policy 36 与案件的关系: whether this seat has so to do with a case. ``instead_of``: for whom it
    is deputised; what is in their hands at its unit is in the deputy's."""
    concerned = case.places | {case.owner[1]}
    theirs = {(case.handler, case.owner[1]), *case.named}
    is_theirs = any(
        person == seat.person or (person in instead_of and unit == seat.unit) for person, unit in theirs
    )
    match relation:
        case Relation.REPORTED:
            return case.registered_by == seat.person
        case Relation.INTAKE:
            return case.registered_by == seat.person or case.registered_as == seat_of(seat)
        case Relation.OWN:
            is_nobodys = case.handler is None and case.owner[1] == seat.unit
            return is_theirs or is_nobodys or (case.kind == HANDOFF and seat.unit in concerned)
        case Relation.AREA:
            return any(seat.unit in upwards(unit, parents) for unit in concerned if unit in parents)
        case Relation.SERVED:
            return case.kind in AT_A_WINDOW and holds(Relation.AREA, seat, case, parents)
        case Relation.ASSIGNED:
            at_the_seat = (seat.role, seat.unit)
            return is_theirs or at_the_seat == case.owner or at_the_seat in case.waiting
        case Relation.DOCKED:
            return case.kind == HANDOFF and seat.unit in concerned
        case Relation.ENTRUSTED:
            return (seat.person, seat.role, seat.unit) in case.by_name
    return seat.unit in case.reviewers  # Relation.REVIEWED
