"""What has happened to an accusation. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.accusation.matter import Outcome
from rules.procedure import Event, Sealed


@dataclass(frozen=True, kw_only=True)
class AccusationReceived(Event):  # 收到检举控告
    """``at`` is when it was recognised as one; its time runs from ``received_at``, when it came."""

    id: str
    number: str
    edition: str
    received_at: datetime
    is_real_name: bool


@dataclass(frozen=True, kw_only=True)
class AccusationTransferred(Event):  # 移送纪检监察机关
    organ: str
    accused_units: frozenset[str]
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class AcceptanceTold(Event):  # 已告知受理情况
    method: str
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class ResultRecorded(Event):  # 已记录处理结果
    result: Sealed


@dataclass(frozen=True, kw_only=True)
class ResultTold(Event):  # 已告知处理结果
    method: str
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class AcceptanceFellOverdue(Event):  # 告知受理情况逾期
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ResultFellOverdue(Event):  # 告知处理结果逾期
    due_on: date


@dataclass(frozen=True, kw_only=True)
class AccusationClosed(Event):  # 检举控告办理结束
    outcome: Outcome
