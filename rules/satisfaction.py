"""What petitioners said of those who handled their matter (参评率、满意率), from their own evaluations.

Of agencies, each for itself, and never of a person. A matter counts in the period in which it closed: before
that nobody who is evaluated learns of it, not even as a change of a sum, and once it has closed nothing that
is still pending makes the figure look better than it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.petition_aftercare.codes import Satisfaction, Target

PARTICIPATION = "M-04"  # 参评率
SATISFACTION = "M-05"  # 满意率

# Of fewer nothing is told: whoever knows somebody among so few could guess who said what, and their rate
# measures nothing.
SMALLEST_CELL = 5


@dataclass(frozen=True)
class Given:  # 已作出的评价
    procedure: str
    petitioner: str
    target: str
    value: str


@dataclass(frozen=True)
class Lapsed:  # 评价期限届满
    """The time of a petitioner to evaluate was over."""

    procedure: str
    petitioner: str


@dataclass(frozen=True)
class Evaluations:  # 评价情况
    """Of one who is evaluated. Not evaluated in time is not satisfied, and not dissatisfied either."""

    satisfied: int
    basically_satisfied: int
    dissatisfied: int
    not_evaluated: int

    @property
    def evaluated(self) -> int:
        return self.satisfied + self.basically_satisfied + self.dissatisfied

    @property
    def asked(self) -> int:
        return self.evaluated + self.not_evaluated

    @property
    def is_told(self) -> bool:
        """Whether so many evaluated that it can be told."""
        return self.evaluated >= SMALLEST_CELL

    @property
    def participation(self) -> float:
        """The share of those asked who evaluated; only of what is told."""
        return round(self.evaluated / self.asked, 4)

    @property
    def satisfaction(self) -> float:
        """The share of those who evaluated that was satisfied, or basically; only of what is told."""
        return round((self.satisfied + self.basically_satisfied) / self.evaluated, 4)


def evaluations_of(target: Target, given: Iterable[Given], lapsed: Iterable[Lapsed]) -> Evaluations:
    """County policy 19 参评率、满意率: what was said of this one, and how many let their time pass. Who was
    not asked, or whose matter was taken up anew while there was time, counts in no direction."""
    of_it = [each for each in given if each.target == target]
    said = {(each.procedure, each.petitioner) for each in of_it}
    values = [each.value for each in of_it]
    return Evaluations(
        satisfied=values.count(Satisfaction.SATISFIED),
        basically_satisfied=values.count(Satisfaction.BASICALLY_SATISFIED),
        dissatisfied=values.count(Satisfaction.DISSATISFIED),
        not_evaluated=sum((each.procedure, each.petitioner) not in said for each in lapsed),
    )
