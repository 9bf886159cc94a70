"""Assigning by rule (按规则派单): of those who hold a seat, exactly one; the same again from the same inputs.

Nothing is drawn here: the seed is handed in and written down with everything else that decided, so that a
day's assignments can be worked out once more (`fengqiao assignments rerun`). What counts of a person is who
sits there, who is on duty, and what they have in hand; nobody is scored.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Because(StrEnum):
    """Why it was this one (派单理由)."""

    ONLY_ONE = "only-one"  # 只有一人可派
    LEAST_IN_HAND = "least-in-hand"  # 在手事件最少
    DRAWN = "drawn"  # 在手一样多, 按种子确定
    NOBODY = "nobody"  # 岗位无人, 留给岗位


@dataclass(frozen=True)
class Candidate:  # 候选人
    """Somebody who holds the seat; ``load`` is how many events they have in hand."""

    person: str
    unit: str
    load: int


@dataclass(frozen=True)
class Question:  # 派单依据
    """All that decides: what it is about, the seat, the seed, who holds the seat, and who is on duty there;
    ``shifts`` are the references of the lines of the register that say so."""

    number: str
    place: str | None
    kind: str
    role: str
    unit: str
    seed: str
    candidates: tuple[Candidate, ...]
    on_duty: frozenset[str] = frozenset()
    shifts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Assignment:  # 派单
    """Who it went to, and why; with all that decided. ``person`` is None where nobody holds the seat.
    ``by_roster``: only those on duty were asked."""

    asked: Question
    person: str | None
    because: Because
    by_roster: bool


def assign(asked: Question) -> Assignment:
    """County policy 40 派单: of those on duty at the seat, or of all who hold it where none of them is on
    duty, the one with the fewest events in hand; of several, the seed and the number of the matter decide."""
    there = [each for each in asked.candidates if each.unit == asked.unit]
    rostered = [each for each in there if each.person in asked.on_duty]
    person, because = _one_of(rostered or there, asked)
    return Assignment(asked=asked, person=person, because=because, by_roster=bool(rostered))


def _one_of(eligible: Collection[Candidate], asked: Question) -> tuple[str | None, Because]:
    if not eligible:
        return None, Because.NOBODY
    fewest = min(each.load for each in eligible)
    least = sorted({each.person for each in eligible if each.load == fewest})
    if len(least) > 1:
        return min(least, key=lambda person: _lot(asked, person)), Because.DRAWN
    return least[0], Because.ONLY_ONE if len(eligible) == 1 else Because.LEAST_IN_HAND


def _lot(asked: Question, person: str) -> str:
    """What decides between equals: it hangs on the matter, so that no order of names is ever favoured."""
    return hashlib.sha256(f"{asked.seed}/{asked.number}/{person}".encode()).hexdigest()


def is_reproduced(recorded: Assignment) -> bool:
    """Whether the rule gives again what was written down."""
    return assign(recorded.asked) == recorded
