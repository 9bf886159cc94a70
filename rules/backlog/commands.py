"""What may be asked for while an old matter is under a leader, and what it is told."""

from dataclasses import dataclass
from datetime import date

from rules.procedure import Command, Fact, Sealed


@dataclass(frozen=True, kw_only=True)
class AssignLeader(Command):  # 确定包案领导
    """The seat that is to lead: a role at a unit."""

    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class TakeCharge(Command):  # 领导接案
    pass


@dataclass(frozen=True, kw_only=True)
class ProposeLeader(Command):  # 拟变更包案领导
    role: str
    unit: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ApproveLeader(Command):  # 同意变更包案领导
    pass


@dataclass(frozen=True, kw_only=True)
class DeclineLeader(Command):  # 不同意变更包案领导
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class FormTeam(Command):  # 组建专班
    """``units``: who works on it; ``handler``: the one of them that carries it out."""

    units: frozenset[str]
    handler: str


@dataclass(frozen=True, kw_only=True)
class SetPlan(Command):  # 制定化解方案
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class AddMilestone(Command):  # 设定节点
    """``due_on``: the last legal day."""

    due_on: date
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class ReachMilestone(Command):  # 完成节点
    milestone: int
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class ReportSettled(Command):  # 报告已化解
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class CheckBacklog(Command):  # 核查化解
    """``item``: a check of the county's checklist, by its code."""

    item: str


@dataclass(frozen=True, kw_only=True)
class AssessBacklog(Command):  # 评估核签
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class TakeBackToWork(Command):  # 评估不通过
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class HandBack(Command):  # 退回包案
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class MatterLookedAt(Fact):  # 事项是否办结
    """The procedures about the matter that are open, beside this one; none, when it has ended."""

    still_open: tuple[str, ...] = ()
