"""An accusation (检举控告): kept in the sealed store, led to the competent discipline organ."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.procedure import Officer, Proceeding, Sealed

ACCEPTANCE, RESULT = "tell-acceptance", "tell-result"  # its clocks: 告知受理, 告知结果
ACCEPTANCE_RULE, RESULT_RULE = "K-24", "K-24a"


class Stage(StrEnum):
    RECEIVED = "accusation-received"  # 已收件: a person decides which organ is competent
    TRANSFERRED = "transferred-to-discipline"  # 已移送
    RESULT = "result-recorded"  # 已有结果, 待告知
    CLOSED = "closed"  # 结束


class Outcome(StrEnum):
    TOLD = "result-told"  # 已告知结果
    RECORDED = "result-on-record"  # 匿名检举控告, 结果已记录


@dataclass(frozen=True, kw_only=True)
class Accusation(Proceeding):
    """``is_real_name``: whoever made it gave their name, and is told what becomes of it."""

    stage: Stage
    number: str
    is_real_name: bool
    accused_units: frozenset[str] = frozenset()
    organ: str | None = None  # the unit whose discipline organ has it
    result: Sealed | None = None
    acceptance_is_overdue: bool = False
    result_is_overdue: bool = False
    outcome: Outcome | None = None
    closed_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def is_acceptance_owed(self) -> bool:
        """Whether the person is still to be told that it was accepted."""
        return any(clock.name == ACCEPTANCE and clock.is_open for clock in self.clocks)


def discipline_clerk(accusation: Accusation, officer: Officer) -> bool:
    edition = accusation.edition
    return officer.role == edition.petitions.discipline.role and officer.unit == edition.county
