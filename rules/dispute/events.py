"""What has happened to a dispute. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.dispute.matter import (
    Because,
    Course,
    Flag,
    Form,
    GuestKind,
    InvitationEnd,
    LevelEnd,
    Outcome,
    Party,
    Route,
    SessionOutcome,
)
from rules.dispute.screen import Finding
from rules.procedure import Event, Sealed


@dataclass(frozen=True, kw_only=True)
class Registered(Event):  # 登记
    """The dispute is on the ladder, at ``step``. ``edition`` is the digest of what it runs under."""

    id: str
    number: str
    edition: str
    dispute_type: str
    village: str
    township: str
    parties: tuple[Party, ...]
    findings: tuple[Finding, ...]
    flags: frozenset[Flag]
    other_townships: frozenset[str]
    step: int
    because: Because
    anchored_on: str | None = None


@dataclass(frozen=True, kw_only=True)
class BroughtOver(Event):  # 接续登记
    """A dispute in mid-course in an older system goes on here. ``at`` is when we learnt of it; ``course``
    says when it happened. It was screened there: here it begins without findings."""

    id: str
    number: str
    edition: str
    dispute_type: str
    village: str
    township: str
    parties: tuple[Party, ...]
    flags: frozenset[Flag]
    other_townships: frozenset[str]
    course: Course


@dataclass(frozen=True, kw_only=True)
class Claimed(Event):  # 认领
    person: str


@dataclass(frozen=True, kw_only=True)
class Released(Event):  # 退出认领
    person: str


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Event):  # 同意调解
    step: int
    party: str
    form: Form


@dataclass(frozen=True, kw_only=True)
class ConsentEnded(Event):  # 拒绝调解、撤回同意
    step: int
    party: str
    how: str  # refused | withdrawn


@dataclass(frozen=True, kw_only=True)
class SessionScheduled(Event):  # 安排调解
    number: int
    scheduled_for: datetime
    place_unit: str
    room: str | None = None


@dataclass(frozen=True, kw_only=True)
class SessionPostponed(Event):  # 改期
    number: int
    scheduled_for: datetime
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(Event):  # 取消
    number: int
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class SessionHeld(Event):  # 调解结果
    number: int
    outcome: SessionOutcome
    present: frozenset[str]
    parties: frozenset[str]
    mediators: frozenset[str]
    minutes: Sealed
    invited: frozenset[str] = frozenset()  # by the register of the invited


@dataclass(frozen=True, kw_only=True)
class Agreed(Event):  # 达成协议
    number: int
    form: Form
    is_full: bool
    body: str
    terms: Sealed
    effective_on: date
    is_confirmable: bool
    confirm_by: date | None  # as the parties were told on that day


@dataclass(frozen=True, kw_only=True)
class StayEnded(Event):  # 本层级结束
    step: int
    how: LevelEnd


@dataclass(frozen=True, kw_only=True)
class LevelEntered(Event):  # 进入层级
    step: int
    because: Because
    reason: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class DirectionAwaited(Event):  # 待定去向
    step: int


@dataclass(frozen=True, kw_only=True)
class Flagged(Event):  # 认定特别重大、跨乡镇
    flag: Flag
    reason: Sealed | None = None
    other_township: str | None = None


@dataclass(frozen=True, kw_only=True)
class PeriodExtended(Event):  # 延长期限
    days: int
    agreed_in_writing: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class StepReminded(Event):  # 到期提醒
    step: int
    due_on: date


@dataclass(frozen=True, kw_only=True)
class StepFellOverdue(Event):  # 本层级逾期
    step: int
    due_on: date


@dataclass(frozen=True, kw_only=True)
class WholePeriodEnded(Event):  # 调解期限届满
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ConcernNoted(Event):  # 发现不宜调解情形, 民事部分继续调解
    finding: Finding


@dataclass(frozen=True, kw_only=True)
class Recused(Event):  # 回避
    person: str


@dataclass(frozen=True, kw_only=True)
class LeadBecameUnavailable(Event):  # 牵头岗位空缺或者回避
    step: int


@dataclass(frozen=True, kw_only=True)
class LeadBecameAvailable(Event):  # 牵头岗位到位
    step: int


@dataclass(frozen=True, kw_only=True)
class Ended(Event):  # 结束
    """The mediation ended. Every end but a full agreement delivers guidance on the routes open."""

    outcome: Outcome
    step: int
    route: Route | None = None
    party: str | None = None
    case: Sealed | None = None
    reason: Sealed | None = None
    finding: Finding | None = None
    doors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ParticipantInvited(Event):  # 已邀请参与调解
    person: str
    unit: str
    kind: GuestKind
    agreed_by: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class UndertakingRecorded(Event):  # 已登记保密承诺书
    person: str
    undertaking: Sealed


@dataclass(frozen=True, kw_only=True)
class InvitationEnded(Event):  # 邀请已结束
    """``party``: who agrees no more, where one of them does."""

    person: str
    how: InvitationEnd
    party: str | None = None
    reason: Sealed | None = None
