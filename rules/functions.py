"""What a unit does (职能标签), where it sits (合署办公), and whether it is ready (规范化建设)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rules.county_directory import CountyDirectory
from rules.registers import FunctionTag, Housed, Ready, ReadyItem, Register, RegisterLine, Tagged, of
from rules.seating import Place, upwards


def unit_for(
    tag: FunctionTag, at: str, lines: Iterable[RegisterLine], places: Mapping[str, Place], on: date
) -> str | None:
    """County policy 43 按职能分派: the unit with this function that is nearest: the unit itself, one below
    it, then one of the unit above. Of several equally near the first by reference; None where the county has
    none."""
    tagged = sorted(
        each.unit
        for each in of(lines, Register.FUNCTIONS, on)
        if isinstance(each.what, Tagged) and each.what.tag is tag and each.unit in places
    )
    for above in upwards(at, places):
        if above in tagged:
            return above
        if found := next((unit for unit in tagged if above in upwards(unit, places)), None):
            return found
    return None


def functions_of(unit: str, lines: Iterable[RegisterLine], on: date) -> tuple[FunctionTag, ...]:
    """What a unit does, in the order of the tags."""
    have = {
        each.what.tag
        for each in of(lines, Register.FUNCTIONS, on)
        if each.unit == unit and isinstance(each.what, Tagged)
    }
    return tuple(tag for tag in FunctionTag if tag in have)


def housed_with(unit: str, lines: Iterable[RegisterLine], on: date) -> tuple[str, ...]:
    """County policy 43 合署办公: the other units under the same roof: the host, and whoever sits there."""
    hosts = {
        each.unit: each.what.host
        for each in of(lines, Register.PREMISES, on)
        if isinstance(each.what, Housed)
    }
    host = hosts.get(unit, unit)
    there = {each for each, whose in hosts.items() if whose == host} | {host}
    return tuple(sorted(there - {unit})) if len(there) > 1 else ()


@dataclass(frozen=True)
class Counted:  # 四有中的一项
    """One item of the checklist: how many there are, and how many there are to be."""

    item: ReadyItem
    count: int
    needed: int

    @property
    def is_there(self) -> bool:
        return self.count >= self.needed


def readiness(
    unit: str, lines: Iterable[RegisterLine], seated: int, county: CountyDirectory, on: date
) -> tuple[Counted, ...]:
    """County policy 43 四有: signs, rooms, people, written rules, each counted. ``seated``: how many people
    sit at the unit on the day; they are counted from their seats, never entered."""
    counts = dict.fromkeys(ReadyItem, 0)
    for each in of(lines, Register.READINESS, on):
        if each.unit == unit and isinstance(each.what, Ready):
            counts[each.what.item] += each.what.count
    counts[ReadyItem.STAFF] = seated
    return tuple(Counted(item, counts[item], needed) for item, needed in county.ready_at)
