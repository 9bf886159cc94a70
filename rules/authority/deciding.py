"""The table applied: what the seats of one person together read of a case."""

from collections.abc import Collection, Mapping

from rules.authority.confidentiality import Confidentiality, Mask
from rules.authority.relations import ACCUSATION, NOBODY, Deputised, Parents, Standing, holds, is_in_the_know
from rules.authority.table import lines_of
from rules.procedure import Officer

Clearance = Mapping[Confidentiality, Mask]
NOTHING: Clearance = {}
NO_DEPUTIES: Deputised = {}


def clearance(
    seats: Collection[Officer], case: Standing, parents: Parents, deputised: Deputised = NO_DEPUTIES
) -> Clearance:
    """County policy 36, XFTL 30 权限: of each class the most that a line gives to one of the seats;
    nothing, where no line does. Of an accusation only the lines that say so."""
    if not is_in_the_know(seats, case):
        return NOTHING
    of_accusations = case.kind == ACCUSATION
    most: dict[Confidentiality, Mask] = {}
    for seat in seats:
        for row in lines_of(seat.role, of_accusations=of_accusations):
            if holds(row.relation, seat, case, parents, deputised.get(seat, NOBODY)):
                most = merged(most, row.masks)
    return most


def merged(one: Clearance, other: Clearance) -> dict[Confidentiality, Mask]:
    """Of each class the most that either gives."""
    both = {**one, **other}
    return {each: max(one.get(each, Mask.ABSENT), other.get(each, Mask.ABSENT)) for each in both}


def sees(found: Clearance) -> bool:
    """Whether a case is there at all for whoever has this clearance."""
    return found.get(Confidentiality.FILE, Mask.ABSENT) is Mask.CLEAR
