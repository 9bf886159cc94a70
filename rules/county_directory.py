"""What a county sets for its directory (名录、值班、窗口、权责清单): part of its edition, and county
policy."""

from dataclasses import dataclass
from datetime import date, time

from rules.registers import HalfDay, ReadyItem, ResourceKind


@dataclass(frozen=True)
class Half:  # 半天的办公时间
    """When a half-day's duty begins and ends, as times of day in Asia/Shanghai."""

    half: HalfDay
    begins: time
    ends: time


@dataclass(frozen=True)
class ResourceSeat:  # 村级调解席位
    """A place at a village's table, and the seat (role@organ) that takes it where the village has none."""

    kind: ResourceKind
    fallback: str


@dataclass(frozen=True)
class PowerList:  # 权责清单
    """One version of the list of powers and responsibilities: for each kind of matter the organ that is
    competent first, by its code. A kind that is not in ``organs`` has none, and is settled (XFTL 24)."""

    version: str
    in_force_from: date
    organs: tuple[tuple[str, str], ...]  # kind of matter -> code of the organ
    units: tuple[
        tuple[str, str], ...
    ]  # code of an organ -> its unit, where the county's departments have none

    def organ_of(self, kind: str) -> str | None:
        return dict(self.organs).get(kind)


@dataclass(frozen=True)
class CountyDirectory:  # 名录规定
    """``unattended_after``: minutes from the beginning of a half-day."""

    halves: tuple[Half, ...]
    unattended_after: int
    township_seats: tuple[str, ...]  # 1+3: role@organ
    township_extra: tuple[tuple[str, tuple[str, ...]], ...]  # X: kind of dispute -> codes of organs
    village_seats: tuple[ResourceSeat, ...]
    ready_at: tuple[tuple[ReadyItem, int], ...]  # how many there are to be
    powers: PowerList
