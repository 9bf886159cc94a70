"""What has happened after the reply. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date

from rules.clocks.service import Filing
from rules.editions import Organ
from rules.participants import People
from rules.petition_aftercare.codes import (
    Agrees,
    Contact,
    Duty,
    Ended,
    Executed,
    Finding,
    Ground,
    InPlace,
    Measure,
    Outcome,
    Referral,
    Resolved,
    Satisfaction,
    Target,
)
from rules.petition_aftercare.matter import Open
from rules.procedure import Event, Sealed


@dataclass(frozen=True, kw_only=True)
class PetitionAftercareOpened(Event):  # 答复后事项开始
    id: str
    number: str
    edition: str
    petition: str
    closing_seq: int
    petition_outcome: Ended
    result: str | None
    unit: str
    organ: Organ
    village: str | None
    township: str | None
    petitioners: frozenset[str]
    hands: frozenset[str]
    received_by: str
    first_receiver: str
    duties: tuple[Duty, ...]
    windows: tuple[Open, ...]
    unanswered_dangers: int = 0  # carried over: nobody has answered yet
    people: People = ()  # of the petition
    report_by: date | None = None  # 交办, and not reported on yet


@dataclass(frozen=True, kw_only=True)
class ReviewAskedFor(Event):  # 已请求复查
    """``review`` is the procedure that begins; ``reviewer`` the organ above the responsible unit."""

    petitioner: str
    filing: Filing
    postmarked_on: date | None
    grounds: Sealed
    review: str
    reviewer: str


@dataclass(frozen=True, kw_only=True)
class TakenUpAgain(Event):  # 撤回后已恢复
    petitioner: str
    filing: Filing
    postmarked_on: date | None


@dataclass(frozen=True, kw_only=True)
class ClosingAssessed(Event):  # 三到位一处理已评估
    resolved: InPlace
    resolved_because: Sealed
    explained: InPlace
    explained_because: Sealed
    helped: InPlace
    helped_because: Sealed
    referral: Referral


@dataclass(frozen=True, kw_only=True)
class ConfirmedWithPerson(Event):  # 结案前已核实
    petitioner: str
    how: Contact
    agrees: Agrees
    notes: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class Evaluated(Event):  # 已评价
    petitioner: str
    target: Target
    value: Satisfaction
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class ReExamined(Event):  # 已重新审查
    finding: Finding
    notes: Sealed


@dataclass(frozen=True, kw_only=True)
class ExecutionRecorded(Event):  # 执行情况
    executed: Executed
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class ReviewCarriedOut(Event):  # 复查复核意见的执行情况
    executed: Executed
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class ReportedBack(Event):  # 报告办理结果
    report: Sealed


@dataclass(frozen=True, kw_only=True)
class AfterCareGiven(Event):  # 已疏导教育、提出调解或者帮助申请救助
    measure: Measure
    notes: Sealed


@dataclass(frozen=True, kw_only=True)
class Revisited(Event):  # 回访
    notes: Sealed


@dataclass(frozen=True, kw_only=True)
class MatterAudited(Event):  # 已审核
    substantively: Resolved
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ReviewResultNoted(Event):  # 已知悉复查复核结果
    review: str
    result: str


@dataclass(frozen=True, kw_only=True)
class ReviewEndNoted(Event):  # 已知悉复查复核程序结束
    review: str
    followed_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class DutyFellOverdue(Event):  # 答复后事项逾期
    duty: Duty
    due_on: date


@dataclass(frozen=True, kw_only=True)
class WindowClosed(Event):  # 期间届满
    window: Open
    last_day: date


@dataclass(frozen=True, kw_only=True)
class PetitionAftercareClosed(Event):  # 审结或者重新办理
    outcome: Outcome
    substantively: Resolved | None = None
    ground: Ground | None = None
    reason: Sealed | None = None
