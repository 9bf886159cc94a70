"""Where the same comes again (类案、趋势): kinds of matter, places and agencies, and when that is a warning.

What is seen is a kind of matter at a place or with an agency. There is no person in it, and none can be asked
for: neither who brought it nor who handled it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from rules.instants import ONE_DAY
from rules.measuring.facts import Facts
from rules.measuring.formula import Period, World
from rules.measuring.others import BROUGHT


class Along(StrEnum):
    """By what matters are put together, beside their kind."""

    PLACE = "place"  # 地点
    AGENCY = "agency"  # 单位


class Because(StrEnum):
    """Why it is a warning."""

    NEW = "new"  # 此前没有, 本期集中出现
    GROWING = "growing"  # 比此前平均明显增加


@dataclass(frozen=True)
class Threshold:  # 预警标准
    """At least so many in a period, and at least ``percent`` of the mean of so many periods before."""

    at_least: int
    percent: int
    periods: int


@dataclass(frozen=True)
class Cluster:  # 类案
    """``subject`` is the route of a petition or the kind of a dispute; ``where`` a place or a unit.
    ``before`` counts the periods before this one, the nearest first."""

    along: Along
    subject: str
    where: str
    matters: tuple[str, ...]
    before: tuple[int, ...]


@dataclass(frozen=True)
class EarlyWarning:  # 预警
    """It explains itself: so many now, so many before, and what the county's threshold is."""

    cluster: Cluster
    because: Because
    threshold: Threshold


def clusters(world: World, period: Period, along: Along, periods: int) -> tuple[Cluster, ...]:
    """County policy 38 类案: what came in this time, and how much of the same in each of the periods of the
    same length before it; what is of no known kind or place is in none. The largest first."""
    length = period.until - period.since + ONE_DAY
    now: dict[tuple[str, str], list[str]] = {}
    before: dict[tuple[str, str], list[int]] = {}
    for each in _brought(world):
        key = (each.subject, each.place if along is Along.PLACE else each.unit)
        back = _periods_back(each, period, length)
        if key[0] is None or key[1] is None or not 0 <= back <= periods:
            continue
        counts = before.setdefault((key[0], key[1]), [0] * periods)
        if back:
            counts[back - 1] += 1
        else:
            now.setdefault((key[0], key[1]), []).append(each.procedure)
    found = [
        Cluster(along, subject, where, tuple(matters), tuple(before[subject, where]))
        for (subject, where), matters in now.items()
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.matters), each.subject, each.where)))


def warnings(found: Iterable[Cluster], threshold: Threshold) -> tuple[EarlyWarning, ...]:
    """County policy 38 预警: which of these there are so many of, and so many more of than before."""
    return tuple(_warned(found, threshold))


def _warned(found: Iterable[Cluster], threshold: Threshold) -> Iterator[EarlyWarning]:
    for each in found:
        now, earlier = len(each.matters), sum(each.before)
        if now < threshold.at_least:
            continue
        if not earlier:
            yield EarlyWarning(each, Because.NEW, threshold)
        elif now * len(each.before) * 100 >= earlier * threshold.percent:
            yield EarlyWarning(each, Because.GROWING, threshold)


def _brought(world: World) -> list[Facts]:
    return [each for each in world.facts if each.kind in BROUGHT and each.episode == 1]


def _periods_back(facts: Facts, period: Period, length: timedelta) -> int:
    """0 of this period, 1 of the one before; negative of what came later."""
    return -((facts.opened_on - period.since) // length)
