"""Where the same comes again (类案、趋势): kinds of matter, places and agencies, and when that is a warning.

What is seen is a kind of matter at a place or with an agency: nobody who brought it, and nobody who handled
it. Reports tell the warnings, and of those by place a draft recommendation is made.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from rules.early_warning import Along, Because, Cluster, EarlyWarning, Threshold
from rules.instants import ONE_DAY, first_instant_of
from rules.measuring.facts import Facts
from rules.measuring.formula import Period, World
from rules.measuring.kinds import BROUGHT
from rules.procedure import Now


def clusters(world: World, period: Period, along: Along, periods: int) -> tuple[Cluster, ...]:
    """County policy 38 类案: what came in this time, and how much of the same in each of the periods of the
    same length before it; what is of no known kind or place is in none. The largest first."""
    length = period.until - period.since + ONE_DAY
    now: dict[tuple[str, str, str], list[str]] = {}
    before: dict[tuple[str, str, str], list[int]] = {}
    for each in _brought(world):
        where = each.place if along is Along.PLACE else each.unit
        back = _periods_back(each, period, length)
        if each.subject is None or where is None or not 0 <= back <= periods:
            continue
        key = (each.kind, each.subject, where)
        counts = before.setdefault(key, [0] * periods)
        if back:
            counts[back - 1] += 1
        else:
            now.setdefault(key, []).append(each.procedure)
    found = [
        Cluster(along, *key, period.since, period.until, tuple(matters), tuple(before[key]))
        for key, matters in now.items()
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.matters), each.kind, each.subject, each.where)))


def warnings(found: Iterable[Cluster], threshold: Threshold) -> tuple[EarlyWarning, ...]:
    """County policy 38 预警: which of these there are so many of, and so many more of than before."""
    return tuple(_warned(found, threshold))


def worth_proposing(world: World, days: int, threshold: Threshold, now: Now) -> tuple[EarlyWarning, ...]:
    """County policy 42 多发事项: the warnings of so many legal days, today the last of them, by kind and
    place: of each of them a draft recommendation is laid before a person."""
    period = Period(now.today - (days - 1) * ONE_DAY, now.today, now.at)
    return warnings(clusters(world, period, Along.PLACE, threshold.periods), threshold)


def counted_from(days: int, threshold: Threshold, now: Now) -> datetime:
    """County policy 42 多发事项: the first instant (UTC) of all that is looked at for that."""
    return first_instant_of(now.today - (days * (threshold.periods + 1) - 1) * ONE_DAY)


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
