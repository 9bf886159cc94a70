"""Who is proposed for the table (调解席位): a township's 1+3+X, a village's own with what stands in for it.

A proposal, from the county's tables: whoever leads the mediation decides, and who must be there the ladder
says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.editions import Edition, Organ
from rules.powers import unit_of_organ
from rules.registers import Register, RegisterLine, VillageResource, of


@dataclass(frozen=True)
class ProposedSeat:  # 拟请席位
    """A seat of a unit, or a resource of the village by its reference. ``stands_in_for``: what the village
    has not; ``is_fixed``: one of those that are always asked."""

    unit: str
    role: str | None = None
    resource: str | None = None
    organ: str | None = None
    stands_in_for: str | None = None
    is_fixed: bool = True


def township_panel(edition: Edition, township: str, dispute_type: str) -> tuple[ProposedSeat, ...]:
    """County policy 43 一加三加X: the leading seat and the three fixed ones of the township; X, the units
    that are responsible for this kind of dispute, as the county's table has them."""
    county = edition.directory
    fixed = [ProposedSeat(_unit(each, edition, township), role=_role(each)) for each in county.township_seats]
    extra = []
    for code in dict(county.township_extra).get(dispute_type, ()):
        unit = unit_of_organ(edition, code, township)
        if unit is not None:
            extra.append(ProposedSeat(unit, organ=code, is_fixed=False))
    return (*fixed, *extra)


def village_panel(
    edition: Edition, village: str, township: str, lines: Iterable[RegisterLine], on: date
) -> tuple[ProposedSeat, ...]:
    """County policy 43 村级席位: what the village has of each kind; for what it has not, the seat that the
    county lists in its place. Every kind has somebody."""
    known = [each for each in of(lines, Register.VILLAGE_RESOURCES, on) if each.unit == village]
    seats: list[ProposedSeat] = []
    for wanted in edition.directory.village_seats:
        own = [e for e in known if isinstance(e.what, VillageResource) and e.what.kind is wanted.kind]
        if own:
            seats += [ProposedSeat(village, resource=each.ref) for each in own]
        else:
            unit = _unit(wanted.fallback, edition, township, village)
            seats.append(ProposedSeat(unit, role=_role(wanted.fallback), stands_in_for=wanted.kind))
    return tuple(seats)


def _role(seat: str) -> str:
    return seat.partition("@")[0]


def _unit(seat: str, edition: Edition, township: str, village: str | None = None) -> str:
    """The unit of a seat: at the village, the township or the county."""
    organ = Organ(seat.partition("@")[2])
    at = {Organ.VILLAGE: village or township, Organ.TOWNSHIP: township}
    return at.get(organ, edition.county)
