"""Stock and flow (存量、增量、变量): what was open, what came, what went, what came back; the sum holds
exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rules.instants import first_instant_of, legal_day
from rules.measuring.facts import AfterReplyFacts, Facts, PetitionFacts
from rules.measuring.formula import EVERYWHERE, Period, Scope, World
from rules.measuring.kinds import BROUGHT, OWN
from rules.petition_aftercare.codes import Resolved


@dataclass(frozen=True)
class Stock:  # 存量
    """Procedures, by id. ``moved_in`` and ``moved_out`` are of one unit alone: over all units nothing
    moves."""

    before: tuple[str, ...]
    inflow: tuple[str, ...]
    reopened: tuple[str, ...]
    moved_in: tuple[str, ...]
    closed: tuple[str, ...]
    moved_out: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def adds_up(self) -> bool:
        """存量(t) = 存量(t-1) + 新增 + 重开 + 转入 - 办结 - 转出, to the unit."""
        came = len(self.inflow) + len(self.reopened) + len(self.moved_in)
        return len(self.after) == len(self.before) + came - len(self.closed) - len(self.moved_out)


def stock(world: World, period: Period, scope: Scope = EVERYWHERE) -> Stock:
    """County policy 38 存量 (DX-21): what people had brought and was open as the period began and as it
    ended, and everything that happened between. What is handled anew is reopened, and no inflow.

    ``before`` and ``after`` are each looked up by themselves: that it adds up is not made so.
    """
    start, end = first_instant_of(period.since), period.ends_at
    rows = [each for each in world.facts if each.kind in BROUGHT]
    rows = [each for each in rows if Scope(kind=scope.kind, channel=scope.channel).has(each, each.unit)]

    def there(each: Facts, at: datetime) -> bool:
        return each.is_open_at(at) and scope.unit in (None, each.unit_at(at))

    def is_ours(each: Facts, at: datetime) -> bool:
        return scope.unit in (None, each.unit_at(at))

    began = [each for each in rows if start <= each.opened_at < end]
    ended = [each for each in rows if each.closed_at and start <= each.closed_at < end]
    moves = [move for each in rows for move in _moves(each, start, end)] if scope.unit else []
    return Stock(
        before=_names(each for each in rows if there(each, start)),
        inflow=_names(each for each in began if each.episode == 1 and is_ours(each, each.opened_at)),
        reopened=_names(each for each in began if each.episode > 1 and is_ours(each, each.opened_at)),
        moved_in=tuple(name for name, _, to in moves if to == scope.unit),
        closed=_names(each for each in ended if each.closed_at and is_ours(each, each.closed_at)),
        moved_out=tuple(name for name, of, _ in moves if of == scope.unit),
        after=_names(each for each in rows if there(each, end)),
    )


def _moves(facts: Facts, start: datetime, end: datetime) -> Iterable[tuple[str, str, str]]:
    """(procedure, from, to) of every change of hands while it was open."""
    for (of, _), (to, at) in zip(facts.held, facts.held[1:], strict=False):
        is_open = facts.opened_at <= at and (facts.closed_at is None or at < facts.closed_at)
        if of != to and start <= at < end and is_open:
            yield facts.procedure, of, to


def ages(world: World, at: datetime, edges: Sequence[int], scope: Scope = EVERYWHERE) -> tuple[int, ...]:
    """County policy 38 存量账龄: how many open matters have been open for up to so many legal days, for each
    edge; the last count is of all that are older."""
    counts = [0] * (len(edges) + 1)
    for each in _open(world, at, scope):
        days = (legal_day(at) - each.opened_on).days
        counts[next((n for n, edge in enumerate(edges) if days <= edge), len(edges))] += 1
    return tuple(counts)


def without_owner(world: World) -> tuple[str, ...]:
    """County policy 38 件件有人管 (DX-23): every open procedure that nobody's seat answers for. There is
    none."""
    return _names(
        each for each in world.facts if each.closed_at is None and not all(each.owner.partition("@"))
    )


@dataclass(frozen=True)
class Substance:  # 程序办结与实质化解
    """Of the petitions whose procedure ended in a period: what became of the matter in substance."""

    procedurally_closed: tuple[str, ...]
    resolved: tuple[str, ...]
    partly: tuple[str, ...]
    unresolved: tuple[str, ...]
    not_said: tuple[str, ...]  # nobody has audited it yet


def substance(world: World, period: Period, scope: Scope = EVERYWHERE) -> Substance:
    """County policy 38 程序办结、事项化解 (NG-03): the two apart. A procedure that ended in time may be
    unresolved."""
    said = {each.petition: each.resolved for each in world.of(AfterReplyFacts)}
    ended = [
        each for each in world.of(PetitionFacts) if period.has(each.closed_at) and scope.has(each, each.unit)
    ]

    def those(value: str | None) -> tuple[str, ...]:
        return _names(each for each in ended if said.get(each.procedure) == value)

    return Substance(
        procedurally_closed=_names(ended),
        resolved=those(Resolved.RESOLVED),
        partly=those(Resolved.PARTLY),
        unresolved=those(Resolved.UNRESOLVED),
        not_said=those(None),
    )


def days_used(world: World, period: Period) -> dict[str, tuple[int, tuple[str, ...]]]:
    """County policy 38 期限消耗 (K-02, K-03, K-04, K-07): which unit has used up how many days of the periods
    of the petitions that were open in this time, and of which. The days of all units are the days that
    passed."""
    days: dict[str, int] = {}
    of: dict[str, list[str]] = {}
    start = first_instant_of(period.since)
    for each in world.of(PetitionFacts):
        if each.opened_at < period.ends_at and (each.closed_at is None or each.closed_at >= start):
            for used in each.used:
                days[used.unit] = days.get(used.unit, 0) + used.days
                of.setdefault(used.unit, []).append(each.procedure)
    return {unit: (days[unit], tuple(of[unit])) for unit in sorted(days)}


def _open(world: World, at: datetime, scope: Scope) -> list[Facts]:
    return [
        each
        for each in world.facts
        if each.kind in BROUGHT and each.is_open_at(at) and scope.has(each, each.unit_at(at))
    ]


def _names(rows: Iterable[Facts]) -> tuple[str, ...]:
    return tuple(each.procedure for each in rows)


def late_now(world: World, scope: Scope = EVERYWHERE) -> tuple[str, ...]:
    """What is overdue with its unit, as far as is known; not the house's own work about it as well."""
    late = (each for each in world.facts if each.is_late and each.kind not in OWN)
    return _names(each for each in late if scope.has(each, each.unit))
