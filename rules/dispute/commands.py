"""What may be asked for, and what may be reported, while a dispute is on the ladder.

Commands are the field's verbs in the imperative; facts are statements and are never refused.
"""

from dataclasses import dataclass, field
from datetime import datetime

from rules.dispute.matter import Form, GuestKind, Route, SessionOutcome
from rules.dispute.screen import Concern, Reply
from rules.procedure import BY_THE_HOUSE, Command, Fact, Sealed
from rules.registering import RegistersSay


@dataclass(frozen=True, kw_only=True)
class Claim(Command):  # 认领
    pass


@dataclass(frozen=True, kw_only=True)
class Release(Command):  # 退出认领
    pass


@dataclass(frozen=True, kw_only=True)
class RecordConsent(Command):  # 记录同意
    party: str
    form: Form = Form.WRITTEN
    guardian_agrees: bool = False


@dataclass(frozen=True, kw_only=True)
class ScheduleSession(Command):  # 安排调解
    """``room``: of the unit, by its reference in the register; None where it is in none of them."""

    scheduled_for: datetime
    place_unit: str
    room: str | None = None


@dataclass(frozen=True, kw_only=True)
class PostponeSession(Command):  # 改期
    scheduled_for: datetime
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class CancelSession(Command):  # 取消
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class AgreementTerms:  # 协议
    """An agreement as it stands on paper: the body that mediated, its mediator and its seal."""

    form: Form
    body: str | None
    has_seal: bool
    has_mediator_signature: bool
    terms: Sealed
    concerns_status_or_title: bool = False  # MSJS 355: then it cannot be confirmed


@dataclass(frozen=True, kw_only=True)
class RecordSession(Command):  # 记录调解结果
    """A held session with its outcome: one attempt. ``present`` are roles, ``parties`` references.

    ``invited``: who of those invited took part, by reference.
    ``registers`` is what the registers say on that day, which the house adds.
    """

    outcome: SessionOutcome
    present: frozenset[str]
    parties: frozenset[str]
    mediators: frozenset[str]
    rights_told: bool
    minutes: Sealed
    agreement: AgreementTerms | None = None
    rest_goes_on: bool = True  # with a partial agreement: whether the rest is mediated further
    invited: frozenset[str] = frozenset()
    registers: RegistersSay = field(default=RegistersSay(), metadata=BY_THE_HOUSE)


@dataclass(frozen=True, kw_only=True)
class ConcludeElsewhere(Command):  # 另行处理
    """It goes on in another matter, or elsewhere. No reason is given: one could tell of an accusation."""


@dataclass(frozen=True, kw_only=True)
class RaiseEarly(Command):  # 提级
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class FlagMajor(Command):  # 认定特别重大
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class FlagCrossTownship(Command):  # 认定跨乡镇
    other_township: str


@dataclass(frozen=True, kw_only=True)
class RequestCountySupport(Command):  # 申请县级支持
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class SendBack(Command):  # 发回
    to_step: int
    instructions: Sealed


@dataclass(frozen=True, kw_only=True)
class ExtendPeriod(Command):  # 延长调解期限
    """By calendar days, counted from the original start; every party agrees in writing."""

    days: int
    agreed_in_writing: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class EndWithoutAgreement(Command):  # 终止调解
    reason: Sealed


# Facts that people report. They are never refused.


@dataclass(frozen=True, kw_only=True)
class ConsentRefused(Fact):  # 当事人拒绝调解
    party: str


@dataclass(frozen=True, kw_only=True)
class InviteParticipant(Command):  # 邀请参与调解
    """``person`` from outside, in their seat at ``unit``; ``agreed_by``: the parties who said that they
    agree, each for themselves, a minor through the guardian."""

    person: str
    unit: str
    kind: GuestKind
    agreed_by: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class RecordUndertaking(Command):  # 登记保密承诺书
    """``undertaking``: the paper as it was signed."""

    person: str
    undertaking: Sealed


@dataclass(frozen=True, kw_only=True)
class WithdrawInvitation(Command):  # 撤回邀请
    person: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class InvitationConsentWithdrawn(Fact):  # 当事人不再同意受邀人员参与
    """``party`` does not want ``person`` there any more: at once, and without a reason."""

    party: str
    person: str


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Fact):  # 当事人撤回同意
    party: str


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Fact):  # 申请人撤回申请
    party: str


@dataclass(frozen=True, kw_only=True)
class LeftForRoute(Fact):  # 转入法定途径
    party: str
    route: Route


@dataclass(frozen=True, kw_only=True)
class FiledInCourt(Fact):  # 法院或者仲裁机构已受理
    case: Sealed


@dataclass(frozen=True, kw_only=True)
class InterestDeclared(Fact):  # 申明利害关系
    """Someone at this case's table has an interest in it: declared, or said so by a party."""

    person: str
    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class ConcernFound(Fact):  # 发现不宜调解情形
    concern: Concern
    reply: Reply = Reply.YES


# Messages of the house itself: told by signal.


@dataclass(frozen=True, kw_only=True)
class LeadSeatsHeld(Fact):  # 牵头岗位在岗情况
    """Who sits in the lead's seats of this step, by reference; nobody, if all of them are empty."""

    step: int
    holders: frozenset[str]
