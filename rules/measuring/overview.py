"""How a county stands at an instant (一屏概览): its open matters by colour, and how far disputes climbed.

Lists of procedures, like every figure: whoever may see them can be shown which. Units stand in the order of
their ids and never of their counts.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rules.dispute.matter import Outcome
from rules.measuring.facts import DisputeFacts, Facts, HandoffFacts
from rules.measuring.formula import EVERYWHERE, Counted, Period, Scope, World
from rules.measuring.kinds import BROUGHT
from rules.measuring.others import to_answer

LIGHTS = ("green", "yellow", "red")
STEPS = (1, 2, 3, 4)
_AGREED = frozenset({Outcome.AGREEMENT, Outcome.PARTIAL_AGREEMENT})

Key = tuple[str, ...]


@dataclass(frozen=True)
class Coloured:  # 三色
    """The open matters of a unit, or of a kind and subject (``of``), by procedure. ``red``: something is
    overdue; ``yellow``: it was reminded of; all others are ``green``."""

    of: Key
    green: tuple[str, ...]
    yellow: tuple[str, ...]
    red: tuple[str, ...]


@dataclass(frozen=True)
class Rung:  # 阶梯
    """Of the disputes that were registered in a period: who ``came`` to this step of the ladder, and of these
    who was ``agreed`` there, ``ended`` there otherwise, is ``still`` there, and who went ``on`` upwards. The
    four are apart, and together they are all that came."""

    step: int
    came: tuple[str, ...]
    agreed: tuple[str, ...]
    ended: tuple[str, ...]
    still: tuple[str, ...]
    on: tuple[str, ...]


def by_unit(world: World, scope: Scope = EVERYWHERE) -> tuple[Coloured, ...]:
    """County policy 38 三色（按单位）: what is open, as far as is known, by the unit that has it."""
    return _coloured(world, scope, lambda each: (each.unit,))


def by_topic(world: World, scope: Scope = EVERYWHERE) -> tuple[Coloured, ...]:
    """County policy 38 三色（按类别）: the same by kind and subject; empty where none is said."""
    return _coloured(world, scope, lambda each: (each.kind, each.subject or ""))


def _coloured(world: World, scope: Scope, key: Callable[[Facts], Key]) -> tuple[Coloured, ...]:
    by: dict[Key, dict[str, list[str]]] = {}
    for each in world.facts:
        if each.kind in BROUGHT and each.closed_at is None and scope.has(each, each.unit):
            lists = by.setdefault(key(each), {light: [] for light in LIGHTS})
            lists[each.light].append(each.procedure)
    return tuple(
        Coloured(of, **{light: tuple(names) for light, names in lists.items()})
        for of, lists in sorted(by.items())
    )


def ladder(world: World, period: Period, scope: Scope = EVERYWHERE) -> tuple[Rung, ...]:
    """County policy 38 四步漏斗: of the disputes of a period, how far each climbed. One that came to
    a step twice is counted there once, by where it stands last."""
    rows = [
        each for each in world.of(DisputeFacts) if period.has(each.opened_at) and scope.has(each, each.unit)
    ]
    return tuple(_rung(rows, step) for step in STEPS)


def _rung(rows: Iterable[DisputeFacts], step: int) -> Rung:
    came = [each for each in rows if step in each.steps]
    there = [each for each in came if each.steps[-1] == step]

    return Rung(
        step=step,
        came=_names(came),
        agreed=_names(each for each in there if each.outcome in _AGREED),
        ended=_names(each for each in there if each.closed_at and each.outcome not in _AGREED),
        still=_names(each for each in there if each.closed_at is None and each.outcome not in _AGREED),
        on=_names(each for each in came if each.steps[-1] != step),
    )


def _names(rows: Iterable[Facts]) -> tuple[str, ...]:
    return tuple(each.procedure for each in rows)


@dataclass(frozen=True)
class PairTold:  # 单位之间的对接
    """Between a pair of units: what was ``sent`` in a period, what of it was ``answered``, what of it was
    answered ``late`` or is due and unanswered, and what came ``back`` untaken. ``hours``: until half of what
    was answered had been, in whole hours; None of nothing."""

    sender: str
    unit: str
    sent: tuple[str, ...]
    answered: tuple[str, ...]
    late: tuple[str, ...]
    back: tuple[str, ...]
    hours: int | None


_BACK = frozenset({"refused", "expired", "recalled", "consent-ended"})


def handed(world: World, period: Period, scope: Scope = EVERYWHERE) -> tuple[PairTold, ...]:
    """County policy 38 对接时效: between each pair of units, how long it took and what was late."""
    by: dict[Key, list[HandoffFacts]] = {}
    for each in world.of(HandoffFacts):
        is_ours = scope.unit in (None, each.sender, each.unit)
        if period.has(each.sent_at) and is_ours and Scope(kind=scope.kind).has(each, each.unit):
            by.setdefault((each.sender, each.unit), []).append(each)
    return tuple(_pair(sender, unit, rows, period) for (sender, unit), rows in sorted(by.items()))


def _pair(sender: str, unit: str, rows: Sequence[HandoffFacts], period: Period) -> PairTold:
    took = [
        int((each.answered_at - each.sent_at).total_seconds()) // 3600
        for each in rows
        if each.answered_at and each.sent_at
    ]
    due = {each.procedure: to_answer(each) for each in rows}
    return PairTold(
        sender=sender,
        unit=unit,
        sent=_names(rows),
        answered=_names(each for each in rows if each.answered_at),
        late=tuple(
            name for name, it in due.items() if it and not it.is_in_time and it.over_at < period.as_of
        ),
        back=_names(each for each in rows if each.outcome in _BACK),
        hours=Counted((), (), tuple(took)).least_of(0.5),
    )


Counts = Sequence[int]


def of_enough(rows: Sequence[Counts], too_few: int) -> list[list[int | None]]:
    """County policy 38 小数不公开: these counts for a wall that everybody passes. A count above nothing and
    below ``too_few`` is None; and where one alone would be None in a row or a column, the smallest of the
    others there as well, or whoever knows the sum could work it out."""
    told: list[list[int | None]] = [[None if 0 < n < too_few else n for n in row] for row in rows]
    width = len(rows[0]) if rows else 0
    lines = [[(y, x) for x in range(width)] for y in range(len(rows))]
    lines += [[(y, x) for y in range(len(rows))] for x in range(width)]
    is_settled = False
    while not is_settled:  # what is hidden in a row may stand alone in its column
        is_settled = sum(_hide_a_second(rows, told, line) for line in lines) == 0
    return told


def are_enough(part: int, whole: int, too_few: int) -> bool:
    """County policy 38 小数不公开: whether a part of a whole is told on a wall: neither of them, nor what is
    left of the whole, is above nothing and below ``too_few``."""
    return not any(0 < n < too_few for n in (part, whole, whole - part))


def _hide_a_second(
    rows: Sequence[Counts], told: list[list[int | None]], line: Sequence[tuple[int, int]]
) -> bool:
    """Whether one more had to be hidden."""
    others = [(rows[y][x], y, x) for y, x in line if told[y][x]]
    hidden = [rows[y][x] for y, x in line if told[y][x] is None]
    if not hidden or not others or (len(hidden) > 1 and sum(hidden) > len(hidden)):
        return False
    _, y, x = min(others)
    told[y][x] = None
    return True
