"""What may be asked for, and what may be reported, while a petition is on its way.

Commands are the verbs of the Regulations in the imperative; facts are statements and are never refused.
"""

from dataclasses import dataclass
from datetime import date, datetime

from rules.petition.matter import Adoption, Manner, NonAcceptance, Opinion, SettledBy
from rules.procedure import Command, Fact, Sealed

# 分流 at the petition department, and at the organ that received it


@dataclass(frozen=True, kw_only=True)
class Classify(Command):  # 分类
    """By a route of the list in force. A second time it is a correction, and says why."""

    route: str
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class RecordFirstVisit(Command):  # 五个一次性
    """Understood, the crux found, the policy applied, the plan set, the person answered: each in words."""

    request: Sealed  # 一次性听清诉求
    crux: Sealed  # 一次性找准症结
    policy: Sealed  # 一次性讲明政策
    plan: Sealed  # 一次性定好方案
    answer: Sealed  # 一次性答复群众


@dataclass(frozen=True, kw_only=True)
class Transfer(Command):  # 转送
    """``reason`` is needed where the list does not name this unit as competent."""

    to_unit: str
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class Assign(Command):  # 交办
    """A transfer that wants a report back by a day that it names."""

    to_unit: str
    report_by: date
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class Guide(Command):  # 导入法定途径
    """The person is told which statutory route the request goes, and how."""

    explanation: Sealed


@dataclass(frozen=True, kw_only=True)
class NotAccept(Command):  # 不予受理、不再受理
    """``other`` is the matter (number) that a ground points to."""

    ground: NonAcceptance
    explanation: Sealed
    other: str | None = None


@dataclass(frozen=True, kw_only=True)
class FlagUrgent(Command):  # 认定重大、紧急
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ReportUp(Command):  # 及时报告
    to: Sealed


@dataclass(frozen=True, kw_only=True)
class ConcludeElsewhere(Command):  # 另行处理
    """It goes on in another matter, or elsewhere. No reason is given: one could tell of an accusation."""


# 异议、受理争议


@dataclass(frozen=True, kw_only=True)
class ObjectToTransfer(Command):  # 提出异议
    reasons: Sealed
    proposed_unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class TakeBack(Command):  # 同意异议, 收回
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class RejectObjection(Command):  # 不同意异议
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class CallJointMeeting(Command):  # 提请信访工作联席会议协调
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class SettleCompetence(Command):  # 确定受理机关
    unit: str
    by_way_of: SettledBy
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class NameSuccessor(Command):  # 由继续行使职权的机关办理
    """The responsible unit was merged, divided or abolished."""

    unit: str
    reason: Sealed


# 受理、办理


@dataclass(frozen=True, kw_only=True)
class Accept(Command):  # 受理
    """And the petitioner is told in writing: received, by whom, by which route and procedure."""

    manner: Manner
    notice: Sealed


@dataclass(frozen=True, kw_only=True)
class AppointHandler(Command):  # 指定承办人
    person: str


@dataclass(frozen=True, kw_only=True)
class SwitchToOrdinary(Command):  # 转为普通程序
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class HearFacts(Command):  # 听取事实和理由, 调查核实
    record: Sealed


@dataclass(frozen=True, kw_only=True)
class DrawPanel(Command):  # 抽取听证评议团
    pass


@dataclass(frozen=True, kw_only=True)
class HoldHearing(Command):  # 举行听证
    minutes: Sealed
    panel_opinion: Sealed


@dataclass(frozen=True, kw_only=True)
class ProposeMediation(Command):  # 访调对接
    """Both sides agree to try; the petition's own periods go on."""

    agreed: frozenset[str]
    dispute_type: str


@dataclass(frozen=True, kw_only=True)
class RequestExtension(Command):  # 申请延期
    days: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ApproveExtension(Command):  # 批准延期
    """And the petitioner is told the reason."""

    notice: Sealed


@dataclass(frozen=True, kw_only=True)
class RefuseExtension(Command):  # 不批准延期
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class DraftOpinion(Command):  # 拟处理意见
    opinion: Opinion
    request: Sealed
    facts_and_reasons: Sealed
    findings: Sealed
    legal_basis: Sealed | None = None
    executes: str | None = None
    tells_review: bool


@dataclass(frozen=True, kw_only=True)
class SignOpinion(Command):  # 签发处理意见书
    has_seal: bool


@dataclass(frozen=True, kw_only=True)
class AnswerSuggestion(Command):  # 答复建议
    adoption: Adoption
    reply: Sealed


@dataclass(frozen=True, kw_only=True)
class CloseSettled(Command):  # 调解、和解达成协议, 结束办理
    agreement: Sealed


@dataclass(frozen=True, kw_only=True)
class ServeOpinion(Command):  # 送达处理意见书
    """On one petitioner; ``served_at`` is what the proof says, now if it is left out."""

    petitioner: str
    method: str  # in-person | left-in-place | electronic | mail | public-notice
    proof: Sealed
    served_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ReportBack(Command):  # 报告办理结果
    report: Sealed


@dataclass(frozen=True, kw_only=True)
class ReferAct(Command):  # 移送公安机关
    """One concrete act. Of the person nothing else is written down."""

    act: Sealed
    occurred_at: datetime
    place: Sealed
    evidence: Sealed
    appeal_told: Sealed


# Facts that people report. They are never refused.


@dataclass(frozen=True, kw_only=True)
class ClassContested(Fact):  # 对分类有异议
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class PetitionWithdrawn(Fact):  # 信访人撤回信访事项
    """``agent``: who says so for the petitioner, if it is not the petitioner."""

    petitioner: str
    in_writing: bool = True
    agent: str | None = None


@dataclass(frozen=True, kw_only=True)
class ConflictDeclared(Fact):  # 申明利害关系
    """Somebody who handles it has an interest in it: declared, or said so by a petitioner."""

    person: str


# Messages of the house itself: told by signal.


@dataclass(frozen=True, kw_only=True)
class MediationEnded(Fact):  # 调解结果回传
    dispute: str
    outcome: str
