"""The whole table, in the order of its ids (总表)."""

from collections.abc import Mapping

from rules.clocks.rule import ClockRule
from rules.clocks.table import agencies, arbitration, courts, mediation, petitions

_RULES = (*petitions.RULES, *mediation.RULES, *courts.RULES, *arbitration.RULES, *agencies.RULES)

TABLE: Mapping[str, ClockRule] = {rule.id: rule for rule in sorted(_RULES, key=lambda rule: rule.id)}


class UnknownClock(Exception):  # 没有这条期限规则
    """The table has no rule of this id."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id


def rule_of(id: str) -> ClockRule:
    """The rule of an id, for example ``K-05``. Raises UnknownClock."""
    if id not in TABLE:
        raise UnknownClock(id)
    return TABLE[id]
