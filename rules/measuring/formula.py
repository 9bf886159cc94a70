"""What an indicator is (指标口径): which matters are counted, of which, and in which period each of them
falls.

A figure is two lists of procedures, never a number alone; or, of times that are measured, what each took.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from rules.instants import ONE_DAY, first_instant_of, legal_day
from rules.measuring.facts import Facts

F = TypeVar("F", bound=Facts)


class CountedBy(StrEnum):
    """时间口径: by which of its days a matter falls into a period."""

    DUE = "due"  # 到期日
    REGISTERED = "registered"  # 登记日
    ACCEPTED = "accepted"  # 受理日
    EFFECTIVE = "effective"  # 协议生效日
    DONE = "done"  # 办理日: the day on which what is measured was done
    CLOSED = "closed"  # 办结日
    SETTLED = "settled"  # 办结后一定天数届满之日


class Definition(StrEnum):
    """Where a definition comes from. No official national definition of these indicators was found: what is
    OBSERVED or NAMED is to be verified against one."""

    OBSERVED = "observed"  # 实践中使用的口径，国家统一口径待核实
    NAMED = "named"  # 只见到名称，口径为县级规定，国家统一口径待核实
    SEED = "seed"  # 地方公开数据所用口径
    POLICY = "policy"  # 县级规定


@dataclass(frozen=True)
class Counting:  # 统计设置
    """What the county sets: the channels that count as online, and after how many days a closing has held."""

    online: frozenset[str]
    held_after_days: int


@dataclass(frozen=True)
class Period:  # 统计期
    """Legal days, both counted; what was known before ``as_of`` (UTC), and nothing of what came later."""

    since: date
    until: date
    as_of: datetime

    def has(self, at: datetime | None) -> bool:
        """Whether an instant falls into it."""
        return at is not None and self.has_day(legal_day(at))

    def has_day(self, day: date | None) -> bool:
        return day is not None and self.since <= day <= self.until

    @property
    def ends_at(self) -> datetime:
        """The first instant after its last day, or as far as is known."""
        return min(first_instant_of(self.until + ONE_DAY), self.as_of)


@dataclass(frozen=True)
class Scope:  # 统计范围
    """What is None does not narrow it. ``unit`` is whose work it is."""

    unit: str | None = None
    kind: str | None = None
    channel: str | None = None

    def has(self, facts: Facts, unit: str) -> bool:
        return (
            self.unit in (None, unit)
            and self.kind in (None, facts.kind)
            and self.channel in (None, facts.channel)
        )


EVERYWHERE = Scope()


@dataclass(frozen=True)
class Counted:  # 计数结果
    """``took``: of each in the denominator, what it took, where a time is measured. A procedure stands in a
    list once for everything of it that counts."""

    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    took: tuple[int, ...] = ()

    @property
    def rate(self) -> float | None:
        """The share; None of nothing, and of what is no share."""
        if self.took or not self.denominator:
            return None
        return round(len(self.numerator) / len(self.denominator), 4)

    @property
    def mean(self) -> float | None:
        return round(sum(self.took) / len(self.took), 2) if self.took else None

    def least_of(self, share: float) -> int | None:
        """The smallest value that at least this share of them did not exceed (nearest rank)."""
        if not self.took:
            return None
        ordered = sorted(self.took)
        return ordered[max(0, -(-int(share * 100) * len(ordered) // 100) - 1)]


class World:  # 全部要素
    """Every row known at an instant, and how they lead from one to the next. A private service is in none."""

    def __init__(self, facts: Iterable[Facts], counting: Counting) -> None:
        self.counting = counting
        self.facts = tuple(sorted((each for each in facts if not each.is_private), key=lambda f: f.procedure))
        self._episodes = {(each.kind, each.matter, each.episode): each for each in self.facts}

    def of(self, kind: type[F]) -> Sequence[F]:
        return [each for each in self.facts if isinstance(each, kind)]

    def handled_anew(self, facts: Facts) -> Facts | None:
        """The next procedure of its kind about the matter, if there is one."""
        return self._episodes.get((facts.kind, facts.matter, facts.episode + 1))


@dataclass(frozen=True)
class Formula:  # 指标
    """``id`` and ``version`` name it for ever: another way of counting is another version. ``counts`` says of
    a world, a period and a scope which. ``is_secret``: it names no matters, and is told only of enough."""

    id: str
    version: int
    basis: CountedBy
    definition: Definition
    counts: Callable[[World, Period, Scope], Counted]
    measured_in: str | None = None
    is_secret: bool = False


def share(denominator: Iterable[F], numerator: Callable[[F], bool]) -> Counted:
    """Of these, whichever it holds of."""
    rows = list(denominator)
    counted = tuple(each.procedure for each in rows if numerator(each))
    return Counted(counted, tuple(each.procedure for each in rows))


def times(rows: Iterable[tuple[Facts, int]]) -> Counted:
    """What each of these took; each is its own numerator."""
    listed = list(rows)
    names = tuple(each.procedure for each, _ in listed)
    return Counted(names, names, tuple(taken for _, taken in listed))
