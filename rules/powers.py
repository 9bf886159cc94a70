"""The list of powers and responsibilities (权责清单): which unit is competent for a kind of matter.

It stands beside the list of routes, which says by law which organs may receive a matter at all: of these it
names the one that receives it first. It never sends anything anywhere; a person does.
"""

from dataclasses import dataclass

from rules.editions import CompetentOrgan, Edition, Seat


@dataclass(frozen=True)
class Competent:  # 有权处理
    """Exactly one unit, by which organ of which list."""

    kind: str
    unit: str
    organ: str
    version: str


@dataclass(frozen=True)
class TieBreak:  # 受理争议
    """Nobody, or several: XFTL 24 says who settles it. ``among``: the units that may be meant."""

    kind: str
    among: tuple[str, ...]
    settled_by: Seat
    version: str


def resolve(edition: Edition, kind: str, township: str | None = None) -> Competent | TieBreak:
    """XFTL 24(1), county policy 43 权责清单: the unit that is competent for a kind of matter, where it has
    one and no more; else the common superior settles it. ``township``: where it is from."""
    powers = edition.directory.powers
    organ = powers.organ_of(kind)
    units = _units_of(edition, organ, township) if organ else ()
    if organ and len(units) == 1:
        return Competent(kind, units[0], organ, powers.version)
    return TieBreak(kind, units, edition.petitions.common_superior, powers.version)


def unit_of_organ(edition: Edition, organ: str, township: str | None = None) -> str | None:
    """The one unit that an organ is in this county; None where it has none, or several."""
    units = _units_of(edition, organ, township)
    return units[0] if len(units) == 1 else None


def _units_of(edition: Edition, organ: str, township: str | None) -> tuple[str, ...]:
    """XFTL 24(2): a unit whose functions another took over stands for that one."""
    listed = [each for each in edition.petitions.organs if each.code == organ]
    here = [each for each in listed if township in (None, each.unit)] if organ == "township" else listed
    named = [unit for code, unit in edition.directory.powers.units if code == organ]
    found = {_succeeded(each, edition) for each in here} or set(named)
    return tuple(sorted(found))


def _succeeded(organ: CompetentOrgan, edition: Edition) -> str:
    seen = [organ.unit]
    after = organ.successor
    while after is not None and after not in seen:
        seen.append(after)
        next_one = edition.petitions.organ(after)
        after = next_one.successor if next_one else None
    return seen[-1]
