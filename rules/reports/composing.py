"""What a report says (报告内容): composed from the facts of an instant, and from nothing else.

The same facts make the same report, byte for byte, so a report of a past day can be made again and compared.
Units are put in an order by how timely and how good their work is: never by how much there is of it, and
nobody in them is named.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rules.clusters import clusters, warnings
from rules.early_warning import Along, EarlyWarning
from rules.instants import first_instant_of
from rules.journal import canonical
from rules.measuring.facts import HandoffFacts
from rules.measuring.formula import EVERYWHERE, Counted, Period, Scope, World
from rules.measuring.kinds import BROUGHT
from rules.measuring.others import to_answer
from rules.measuring.stock import ages, days_used, late_now, stock, substance, without_owner
from rules.measuring.whole import FIVE_RATES, FORMULAS, WAITING
from rules.reports.timetable import Kind, Timetable

# By what the work of a unit is timely, and by what it is good; of the last two, less is better.
TIMELINESS = ("M-02", "M-03-B", "M-22")
QUALITY = ("M-13", "M-20-resolved")
QUALITY_LOST = ("M-20-reopened", "M-21")


@dataclass(frozen=True)
class Line:  # 报告的一行
    """``of``: what it is narrowed to (unit, place, subject, sender), by code. ``matters``: what it counts;
    ``among``: of which, where it is a share. ``numbers``: what is no list. ``is_secret``: it names no
    matters."""

    code: str
    of: tuple[tuple[str, str], ...] = ()
    matters: tuple[str, ...] | None = None
    among: tuple[str, ...] | None = None
    numbers: tuple[tuple[str, int | float | None], ...] = ()
    version: int | None = None
    is_secret: bool = False


@dataclass(frozen=True)
class Part:  # 报告的一部分
    code: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Report:  # 报告
    kind: Kind
    county: str
    period: Period
    timetable: str
    parts: tuple[Part, ...]
    scope: Scope = EVERYWHERE

    @property
    def formulas(self) -> dict[str, int]:
        """Which version of each indicator it was counted by."""
        return {
            line.code: line.version for part in self.parts for line in part.lines if line.version is not None
        }

    @property
    def plain(self) -> dict[str, Any]:
        """The whole of it as plain JSON: what its digest is of."""
        return {
            "kind": self.kind.value,
            "county": self.county,
            "since": self.period.since.isoformat(),
            "until": self.period.until.isoformat(),
            "as_of": self.period.as_of.isoformat(),
            "timetable": self.timetable,
            "scope": vars(self.scope),
            "parts": [
                {"code": part.code, "lines": [_plain(line) for line in part.lines]} for part in self.parts
            ],
        }

    @property
    def digest(self) -> str:
        """SHA-256 of it, as it is spelled in a journal."""
        return hashlib.sha256(canonical(self.plain)).hexdigest()


def _plain(line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "of": dict(line.of),
        "matters": None if line.matters is None else list(line.matters),
        "among": None if line.among is None else list(line.among),
        "numbers": dict(line.numbers),
        "version": line.version,
    }


def compose(
    kind: Kind,
    world: World,
    period: Period,
    timetable: Timetable,
    scope: Scope = EVERYWHERE,
) -> Report:
    """County policy 38 编制报告: the report of this kind about a period, as the county's timetable sets
    it."""
    parts = tuple(
        Part(code, tuple(write(world, period, timetable, scope))) for code, write in CONTENTS[kind].items()
    )
    return Report(kind, timetable.county, period, timetable.version, parts, scope)


def _stock(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    counted = stock(world, period, scope)
    for code in ("before", "inflow", "reopened", "moved_in", "closed", "moved_out", "after"):
        yield Line(f"stock-{code}".replace("_", "-"), matters=getattr(counted, code))
    edges = [str(edge) for edge in timetable.ages] + ["older"]
    of_each = ages(world, period.ends_at, timetable.ages, scope)
    yield Line("ages", numbers=tuple(zip(edges, of_each, strict=True)))
    yield Line("without-owner", matters=without_owner(world))
    yield Line("late", matters=late_now(world, scope))


def _registered(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    """By kind and channel: for context, never for an order."""
    by: dict[tuple[str, str], list[str]] = {}
    for each in world.facts:
        is_new = each.kind in BROUGHT and each.episode == 1 and period.has(each.opened_at)
        if is_new and scope.has(each, each.unit):
            by.setdefault((each.kind, each.channel or ""), []).append(each.procedure)
    for (kind, channel), matters in sorted(by.items()):
        yield Line("registered", (("kind", kind), ("channel", channel)), tuple(matters))


def _warned(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    threshold = timetable.threshold
    for along in Along:
        found = clusters(world, period, along, threshold.periods)
        for each in warnings(found, threshold):
            yield _warning(each)


def _warning(warning: EarlyWarning) -> Line:
    cluster, threshold = warning.cluster, warning.threshold
    numbers: list[tuple[str, int | float | None]] = [
        (f"before-{n}", count) for n, count in enumerate(cluster.before, start=1)
    ]
    numbers += [("at-least", threshold.at_least), ("percent", threshold.percent)]
    kind = cluster.kind
    of = ((cluster.along.value, cluster.where), ("kind", kind), ("subject", cluster.subject))
    return Line(f"warning-{warning.because}", of, cluster.matters, numbers=tuple(numbers))


def _five_rates(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    return (_figure(id, world, period, scope) for id in FIVE_RATES)


def _all_figures(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    yield from (_figure(id, world, period, scope) for id in FORMULAS if id not in FIVE_RATES)
    yield from (Line(f"waiting-{what}", (("figure", id),)) for id, what in WAITING.items())


def _figure(id: str, world: World, period: Period, scope: Scope) -> Line:
    formula = FORMULAS[id]
    counted = formula.counts(world, period, scope)
    of = (("unit", scope.unit),) if scope.unit else ()
    took: tuple[tuple[str, int | float | None], ...] = ()
    if formula.measured_in:
        took = (("mean", counted.mean), ("p50", counted.least_of(0.5)), ("p95", counted.least_of(0.95)))
    return Line(id, of, counted.numerator, counted.denominator, took, formula.version, formula.is_secret)


def _timeliness(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    """County policy 38 周排名（及时）: units by the share of what they had to do that they did in time."""
    return _in_order("timeliness", _pooled(world, period, TIMELINESS, ()), timetable.too_few)


def _quality(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    """County policy 38 周排名（质量）: units by what was contacted, resolved, upheld and did not come back.
    It is never added to how timely they are: a unit is not one number."""
    return _in_order("quality", _pooled(world, period, QUALITY, QUALITY_LOST), timetable.too_few)


def _pooled(world: World, period: Period, better: Sequence[str], worse: Sequence[str]) -> dict[str, Counted]:
    """For every unit with something to count: these shares together, those the other way about."""
    pooled: dict[str, Counted] = {}
    for unit in sorted({each.unit for each in world.facts}):
        of = Scope(unit=unit)
        good: list[str] = []
        every: list[str] = []
        for id in (*better, *worse):
            counted = FORMULAS[id].counts(world, period, of)
            kept = counted.numerator if id in better else _without(counted.denominator, counted.numerator)
            good += [f"{id}:{each}" for each in kept]
            every += [f"{id}:{each}" for each in counted.denominator]
        if every:
            pooled[unit] = Counted(tuple(good), tuple(every))
    return pooled


def _without(every: Iterable[str], those: Iterable[str]) -> list[str]:
    left = set(those)
    return [each for each in every if each not in left]


def _in_order(code: str, by_unit: Mapping[str, Counted], too_few: int) -> Iterable[Line]:
    """The best first; whoever is as good as another shares its place, and of too few none has one. How many
    matters a unit has moves it nowhere."""
    shares = {
        unit: Fraction(len(counted.numerator), len(counted.denominator))
        for unit, counted in by_unit.items()
        if len(counted.denominator) >= too_few
    }
    for unit in sorted(shares, key=lambda unit: (-shares[unit], unit)):
        place = 1 + sum(share > shares[unit] for share in shares.values())
        yield _of_a_unit(code, unit, by_unit[unit], place)
    for unit in sorted(by_unit.keys() - shares.keys()):
        yield _of_a_unit(code, unit, by_unit[unit], None)


def _of_a_unit(code: str, unit: str, counted: Counted, place: int | None) -> Line:
    return Line(code, (("unit", unit),), counted.numerator, counted.denominator, numbers=(("place", place),))


def _pairs(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    """County policy 38 对接时效: between each pair of units, what was answered in time of what was to be."""
    by: dict[tuple[str, str], list[HandoffFacts]] = {}
    for each in world.of(HandoffFacts):
        if period.has(each.sent_at) and scope.unit in (None, each.sender, each.unit):
            by.setdefault((each.sender, each.unit), []).append(each)
    for (sender, unit), rows in sorted(by.items()):
        hours = sorted(
            int((each.answered_at - each.sent_at).total_seconds()) // 3600
            for each in rows
            if each.answered_at and each.sent_at
        )
        late = [
            due for due in map(to_answer, rows) if due and not due.is_in_time and due.over_at < period.as_of
        ]
        numbers: tuple[tuple[str, int | float | None], ...] = (
            ("answered", len(hours)),
            ("late", len(late)),
            ("hours-p50", Counted((), (), tuple(hours)).least_of(0.5)),
            ("bounced", sum(each.outcome in BOUNCED for each in rows)),
        )
        of = (("sender", sender), ("unit", unit))
        yield Line("handed", of, tuple(each.procedure for each in rows), numbers=numbers)


BOUNCED = frozenset({"refused", "expired", "recalled", "consent-ended"})


def _days(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    for unit, (days, matters) in days_used(world, period).items():
        if scope.unit in (None, unit):
            yield Line("days-used", (("unit", unit),), matters, numbers=(("days", days),))


def _substance(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    counted = substance(world, period, scope)
    for code in ("procedurally_closed", "resolved", "partly", "unresolved", "not_said"):
        yield Line(f"substance-{code}".replace("_", "-"), matters=getattr(counted, code))


def _fields(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    """County policy 38 年度报告（领域）: what petitions were about, by the route they belong to."""
    by: dict[str, list[str]] = {}
    for each in world.facts:
        is_new = each.kind in BROUGHT and each.episode == 1 and period.has(each.opened_at)
        if is_new and each.subject and scope.has(each, each.unit):
            by.setdefault(each.subject, []).append(each.procedure)
    for subject, matters in sorted(by.items(), key=lambda row: (-len(row[1]), row[0])):
        yield Line("field", (("subject", subject),), tuple(matters))


def _sent(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    """County policy 38 年度报告（转送、交办）: what the petition department sent on, and in time."""
    return (_figure(id, world, period, scope) for id in ("M-01", "M-15-sent", "M-19-assigned"))


def _of_last_years(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    """What was open as the period began, by how long it had been."""
    edges = [str(edge) for edge in timetable.ages] + ["older"]
    of_each = ages(world, first_instant_of(period.since), timetable.ages, scope)
    yield Line("ages-before", numbers=tuple(zip(edges, of_each, strict=True)))


def _recommended(world: World, period: Period, timetable: Timetable, scope: Scope) -> Iterable[Line]:
    """County policy 38 年度报告（建议、督办）: what was answered in writing, and adopted."""
    return (_figure(id, world, period, scope) for id in ("M-18-answered", "M-18-adopted", "M-18-letters"))


Writer = Callable[[World, Period, Timetable, Scope], Iterable[Line]]
# What each report consists of, in this order.
CONTENTS: Mapping[Kind, Mapping[str, Writer]] = {
    Kind.DAILY: {
        "registered": _registered,
        "stock": _stock,
        "warnings": _warned,
        "handoffs": _pairs,
    },
    Kind.WEEKLY: {
        "timeliness": _timeliness,
        "quality": _quality,
        "warnings": _warned,
    },
    Kind.MONTHLY: {
        "five-rates": _five_rates,
        "figures": _all_figures,
        "stock": _stock,
        "substance": _substance,
        "handoffs": _pairs,
        "days-used": _days,
    },
    Kind.YEARLY: {
        "statistics": _registered,
        "fields": _fields,
        "sent-on": _sent,
        "recommendations": _recommended,
        "five-rates": _five_rates,
        "stock": _stock,
        "stock-before": _of_last_years,
        "substance": _substance,
    },
    Kind.SPECIAL: {
        "registered": _registered,
        "five-rates": _five_rates,
        "figures": _all_figures,
        "stock": _stock,
        "substance": _substance,
        "warnings": _warned,
        "handoffs": _pairs,
        "days-used": _days,
    },
}
