"""What has happened to a petition. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.channels import Channel
from rules.participants import People
from rules.petition.matter import (
    Adoption,
    Draft,
    Manner,
    NonAcceptance,
    Opinion,
    Outcome,
    SettledBy,
)
from rules.procedure import Event, Sealed


@dataclass(frozen=True, kw_only=True)
class PetitionRegistered(Event):  # 信访事项登记
    """``received_at`` is when it came in: periods run from there. ``unit`` has it from now on."""

    id: str
    number: str
    edition: str
    channel: Channel
    received_at: datetime
    received_by: str
    first_receiver: str
    people: People
    people_count: int
    is_anonymous: bool
    hides_identity: bool
    village: str | None
    township: str | None
    unit: str
    anchored_on: str | None = None


@dataclass(frozen=True, kw_only=True)
class Classified(Event):  # 分类
    list_version: str
    route: str
    purpose: str
    way: str | None
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class ClassDisputed(Event):  # 对分类的异议
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class FirstVisitRecorded(Event):  # 五个一次性
    request: Sealed
    crux: Sealed
    policy: Sealed
    plan: Sealed
    answer: Sealed


@dataclass(frozen=True, kw_only=True)
class Transferred(Event):  # 转送、交办
    """``report_by`` only of an assignment."""

    to_unit: str
    report_by: date | None = None
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class FlaggedUrgent(Event):  # 认定重大、紧急
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ReportedUp(Event):  # 已报告上级
    to: Sealed


@dataclass(frozen=True, kw_only=True)
class TransferObjectedTo(Event):  # 异议
    unit: str
    reasons: Sealed
    proposed_unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class TakenBack(Event):  # 同意异议, 收回
    from_unit: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ObjectionRejected(Event):  # 不同意异议
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class CompetenceDisputed(Event):  # 受理争议
    """The refusals of one matter reached the county's limit: two units say that it is not theirs."""

    refusals: int


@dataclass(frozen=True, kw_only=True)
class JointMeetingCalled(Event):  # 提请联席会议协调
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class CompetenceSettled(Event):  # 确定受理机关
    unit: str
    by_way_of: SettledBy
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class SuccessorNamed(Event):  # 由继续行使职权的机关办理
    unit: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class TransferSettled(Event):  # 逾期未提异议
    """Five working days passed without an objection: the matter is the unit's own."""

    due_on: date


@dataclass(frozen=True, kw_only=True)
class Accepted(Event):  # 受理
    manner: Manner
    notice: Sealed


@dataclass(frozen=True, kw_only=True)
class HandlerAppointed(Event):  # 指定承办人
    person: str


@dataclass(frozen=True, kw_only=True)
class SwitchedToOrdinary(Event):  # 转为普通程序
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class FactsHeard(Event):  # 听取事实和理由
    record: Sealed


@dataclass(frozen=True, kw_only=True)
class PanelDrawn(Event):  # 抽取听证评议团
    """Drawn from ``pool``: whoever draws again finds the same."""

    panel: tuple[str, ...]
    pool: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class HearingHeld(Event):  # 听证
    minutes: Sealed
    panel_opinion: Sealed


@dataclass(frozen=True, kw_only=True)
class MediationProposed(Event):  # 访调对接
    agreed: frozenset[str]
    dispute_type: str


@dataclass(frozen=True, kw_only=True)
class MediationReturned(Event):  # 调解结果回传
    dispute: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ExtensionRequested(Event):  # 申请延期
    days: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class HandlingExtended(Event):  # 延期
    """Calendar days, from the acceptance on; ``due_on`` as the petitioner was told."""

    days: int
    reason: Sealed
    notice: Sealed
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ExtensionRefused(Event):  # 不批准延期
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class OpinionDrafted(Event):  # 拟处理意见
    draft: Draft


@dataclass(frozen=True, kw_only=True)
class OpinionSigned(Event):  # 签发处理意见书
    opinion: Opinion


@dataclass(frozen=True, kw_only=True)
class SuggestionAnswered(Event):  # 答复建议
    adoption: Adoption
    reply: Sealed


@dataclass(frozen=True, kw_only=True)
class OpinionServed(Event):  # 送达处理意见书
    """``served_at`` is the instant of the proof; the legal day of service is counted from it."""

    petitioner: str
    method: str
    proof: Sealed
    served_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReportedBack(Event):  # 报告办理结果
    report: Sealed


@dataclass(frozen=True, kw_only=True)
class ActReferred(Event):  # 移送公安机关
    act: Sealed
    occurred_at: datetime
    place: Sealed
    evidence: Sealed
    appeal_told: Sealed


@dataclass(frozen=True, kw_only=True)
class WithdrawalNoted(Event):  # 信访人撤回
    petitioner: str


@dataclass(frozen=True, kw_only=True)
class HandlerRecused(Event):  # 回避
    person: str


@dataclass(frozen=True, kw_only=True)
class PeriodReminded(Event):  # 期限将届满
    clock: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class PeriodFellOverdue(Event):  # 期限逾期
    clock: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ReportFellOverdue(Event):  # 交办逾期未报
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Concluded(Event):  # 程序办结
    """The procedure ended. ``other`` is the matter a ground points to."""

    outcome: Outcome
    ground: NonAcceptance | None = None
    other: str | None = None
    explanation: Sealed | None = None
