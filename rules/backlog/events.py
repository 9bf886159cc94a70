"""What has happened to an old matter under a leader. The names are persisted: pinned by a house test."""

from dataclasses import dataclass
from datetime import date

from rules.backlog.matter import Ground, Outcome
from rules.procedure import Event, Sealed


@dataclass(frozen=True, kw_only=True)
class BacklogRegistered(Event):  # 积案登记
    """``received_on``: when the matter was received; ``unit``: where it is from."""

    id: str
    number: str
    edition: str
    ground: Ground
    received_on: date
    unit: str | None


@dataclass(frozen=True, kw_only=True)
class LeaderAssigned(Event):  # 已确定包案领导
    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class ChargeTaken(Event):  # 领导已接案
    pass


@dataclass(frozen=True, kw_only=True)
class LeaderProposed(Event):  # 已提出变更包案领导
    role: str
    unit: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class LeaderDeclined(Event):  # 变更包案领导未同意
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class TeamFormed(Event):  # 已组建专班
    units: frozenset[str]
    handler: str


@dataclass(frozen=True, kw_only=True)
class PlanSet(Event):  # 已制定化解方案
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class MilestoneAdded(Event):  # 已设定节点
    number: int
    due_on: date
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class MilestoneReached(Event):  # 节点已完成
    milestone: int
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class MilestoneMissed(Event):  # 节点逾期
    milestone: int
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ArrangementFellOverdue(Event):  # 包案未按期落实
    lacks: tuple[str, ...]
    due_on: date


@dataclass(frozen=True, kw_only=True)
class SettlementReported(Event):  # 已报告化解
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class MatterFoundOpen(Event):  # 事项尚未办结
    still_open: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MatterFoundEnded(Event):  # 事项确已办结
    pass


@dataclass(frozen=True, kw_only=True)
class BacklogChecked(Event):  # 已核查一项
    item: str


@dataclass(frozen=True, kw_only=True)
class BacklogAssessed(Event):  # 已评估核签
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class AssessmentFellOverdue(Event):  # 评估逾期
    due_on: date


@dataclass(frozen=True, kw_only=True)
class BackToWork(Event):  # 评估未通过
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class BacklogEnded(Event):  # 包案结束
    outcome: Outcome
    reason: Sealed | None = None
