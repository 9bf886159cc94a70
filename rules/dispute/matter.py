"""A dispute (矛盾纠纷) on the ladder, and the words used to speak about it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from rules.clocks.ledger import Held
from rules.clocks.reckoning import Pause
from rules.dispute.screen import Finding
from rules.editions import Level, Organ, Seat
from rules.handing import Handing
from rules.procedure import Officer, Sealed
from rules.tracking import the_petitioner

LEVEL, WHOLE, CONFIRMATION = "level", "whole", "confirmation"  # its clocks: 本层级, 全程, 司法确认
MEDIATION_RULE, CONFIRMATION_RULE = "K-40", "K-44"


class Stage(StrEnum):
    CONSENT = "consent"  # 征求意愿: this step may begin only when every party agrees
    MEDIATION = "mediation"  # 调解
    DIRECTION = "direction"  # 议定去向: the attempts of step three are used up; a person decides
    CLOSED = "closed"  # 结束


class Outcome(StrEnum):
    """How the mediation of a dispute ended."""

    AGREEMENT = "agreement"  # 达成协议
    PARTIAL_AGREEMENT = "partial-agreement"  # 部分达成协议, 其余终止
    NO_AGREEMENT = "no-agreement"  # 调解不成
    PARTY_REFUSED = "party-refused"  # 当事人拒绝或者撤回同意
    WITHDRAWN = "withdrawn"  # 申请人撤回
    LEFT_FOR_ROUTE = "left-for-route"  # 转入法定途径
    FILED_IN_COURT = "filed-in-court"  # 法院或者仲裁机构已受理
    NOT_MEDIABLE = "not-mediable"  # 不属于调解范围
    CONCLUDED_ELSEWHERE = "concluded-elsewhere"  # 另行处理: merged into another matter, or led elsewhere


class SessionOutcome(StrEnum):  # 调解结果
    AGREEMENT_FULL = "agreement_full"
    AGREEMENT_PARTIAL = "agreement_partial"
    NO_AGREEMENT = "no_agreement"
    PARTY_REFUSED = "party_refused"
    PARTY_ABSENT = "party_absent"
    TERMINATED_OTHER = "terminated_other"


class Because(StrEnum):
    """Why a step of the ladder was entered."""

    VILLAGE_SCOPE = "village-scope"  # 属于村级先调范围
    OTHER_ENTRY = "other-entry"  # 其他纠纷的起始层级
    CROSS_TOWNSHIP = "cross-township"  # 跨乡镇
    ESPECIALLY_MAJOR = "especially-major"  # 特别重大
    FAILED_BELOW = "failed-below"  # 下级调解不成
    RAISED_EARLY = "raised-early"  # 提级
    COUNTY_SUPPORT = "county-support"  # 乡镇申请县级支持
    SENT_BACK = "sent-back"  # 县级发回
    SILENCE = "silence"  # 逾期自动提级(仅限县级明文规定)
    REOPENED = "reopened"  # 重新启动
    BROUGHT_OVER = "brought-over"  # 由原系统接续
    FROM_PETITION = "from-petition"  # 访调对接


class LevelEnd(StrEnum):
    """How a stay at a step ended."""

    FAILED = "failed"  # 调解不成
    SUPERSEDED = "superseded"  # 被取代: went straight to the county
    RAISED = "raised"  # 提级
    SENT_BACK = "sent-back"  # 发回
    CLOSED = "closed"  # the dispute ended here


class Flag(StrEnum):
    CROSS_TOWNSHIP = "cross-township"  # 跨乡镇
    ESPECIALLY_MAJOR = "especially-major"  # 特别重大


class PartyRole(StrEnum):
    APPLICANT = "applicant"  # 申请人
    RESPONDENT = "respondent"  # 被申请人
    THIRD = "third"  # 第三人


class GuestKind(StrEnum):
    """Whom the parties may let take part in a mediation (社会力量参与)."""

    PARTY_DELEGATE = "party-delegate"  # 党代表
    PEOPLES_DEPUTY = "peoples-deputy"  # 人大代表
    CPPCC_MEMBER = "cppcc-member"  # 政协委员
    LAWYER = "lawyer"  # 律师
    LEGAL_WORKER = "legal-worker"  # 基层法律服务工作者
    EXPERT = "expert"  # 行业贤达、专业人士
    RETIRED = "retired"  # 退休的干部、法官、检察官、警官、教师


class InvitationEnd(StrEnum):
    WITHDRAWN = "invitation-withdrawn"  # 主持人撤回
    CONSENT_WITHDRAWN = "invitation-consent-withdrawn"  # 一方不再同意


class Form(StrEnum):
    WRITTEN = "written"  # 书面
    ORAL = "oral"  # 口头


class Route(StrEnum):
    """Statutory routes a party can leave for, at every moment (RMTJ 3, 26)."""

    COURT = "court"  # 诉讼
    ARBITRATION = "arbitration"  # 仲裁
    ADMINISTRATIVE = "administrative"  # 行政途径
    POLICE = "police"  # 公安机关
    RECONSIDERATION = "administrative_reconsideration"  # 行政复议


@dataclass(frozen=True)
class Party:  # 当事人
    """A party by reference. Several people on one side act through ``representatives``."""

    ref: str
    role: PartyRole
    is_minor: bool = False
    guardian: str | None = None  # reference to the person who is the guardian
    village: str | None = None  # unit the party belongs to
    representatives: int = 0  # 代表人, 0 for a party who acts alone


@dataclass(frozen=True)
class Consent:  # 同意
    step: int
    party: str
    form: Form
    at: datetime
    stay: int  # number of the stay it was given for, from 1: a later stay at the same step asks afresh
    state: str = "given"  # given | refused | withdrawn


@dataclass(frozen=True)
class Stay:
    """A stay at one step of the ladder. Two sessions of one stay are never two steps."""

    step: int
    because: Because
    since: datetime
    ended: LevelEnd | None = None
    attempts: int = 0  # held sessions with an outcome


@dataclass(frozen=True)
class Session:  # 调解会
    """``held`` sessions with an outcome are attempts; a cancelled one is none."""

    number: int
    step: int
    scheduled_for: datetime
    place_unit: str
    state: str = "scheduled"  # scheduled | cancelled | held
    outcome: SessionOutcome | None = None
    minutes: Sealed | None = None
    room: str | None = None


@dataclass(frozen=True)
class Guest:  # 受邀人员
    """Somebody from outside, by reference, in a seat of ``unit``. ``stay``: of which stay, from 1: at another
    the parties are asked afresh. ``since``: when the undertaking was there; before that they see nothing."""

    person: str
    unit: str
    kind: GuestKind
    stay: int
    undertaking: Sealed | None = None
    since: datetime | None = None
    ended: InvitationEnd | None = None


@dataclass(frozen=True)
class Agreement:  # 调解协议
    """What was agreed. ``body`` is the mediation body whose seal it bears, whoever chaired."""

    number: int
    step: int
    form: Form
    is_full: bool
    body: str
    terms: Sealed
    effective_on: date
    is_confirmable: bool


@dataclass(frozen=True, kw_only=True)
class Course:  # 办理进度
    """How far a dispute had come in an older system. Instants are when it happened, in UTC.

    ``attempts`` were held at this step; ``extended_days`` were agreed in writing by every party.
    """

    received_at: datetime
    registered_at: datetime  # the whole period counts from here
    step: int
    step_since: datetime
    stage: Stage
    attempts: int = 0
    extended_days: int = 0
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dispute(Handing):
    stage: Stage
    number: str  # of the matter
    dispute_type: str
    village: str
    township: str
    parties: tuple[Party, ...]
    findings: tuple[Finding, ...] = ()
    flags: frozenset[Flag] = frozenset()
    other_townships: frozenset[str] = frozenset()
    step: int
    stays: tuple[Stay, ...]
    consents: tuple[Consent, ...] = ()
    sessions: tuple[Session, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    guests: tuple[Guest, ...] = ()
    is_reminded: bool = False
    is_overdue: bool = False
    whole_is_over: bool = False
    handler: str | None = None  # who claimed it, by reference
    hands: frozenset[str] = frozenset()  # everybody who has handled it
    lead_is_unavailable: bool = False
    held: tuple[Held, ...]  # which unit had it, since when, in order
    unanswered_dangers: int = 0
    danger_since: datetime | None = None  # the first of the unanswered
    instructions: Sealed | None = None
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    court_case: Sealed | None = None
    anchored_on: str | None = None  # the closing event of the episode before, "{procedure}#{seq}"
    waiting_since: datetime

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def answering(self) -> frozenset[str]:
        return frozenset({self.handler} if self.handler else ())

    def handed_to(self, person: str, to: str | None) -> Self:
        return replace(self, handler=to, hands=self.hands | ({to} if to else set()))

    @property
    def level(self) -> Level:
        return self.edition.ladder.level(self.step)

    @property
    def stay(self) -> Stay:
        return self.stays[-1]

    @property
    def consented(self) -> frozenset[str]:
        """The parties whose consent for the present stay stands."""
        last = {c.party: c.state for c in self.consents if c.stay == len(self.stays)}
        return frozenset(party for party, state in last.items() if state == "given")

    @property
    def invited(self) -> tuple[Guest, ...]:
        """Whose invitation stands: of this stay, while it is mediated; of nobody who has stepped aside."""
        if self.stage is not Stage.MEDIATION:
            return ()
        return tuple(
            guest
            for guest in self.guests
            if guest.stay == len(self.stays) and not guest.ended and guest.person not in self.recused
        )

    def guest(self, person: str) -> Guest | None:
        """The standing invitation of that person."""
        return next((guest for guest in self.invited if guest.person == person), None)

    @property
    def lead(self) -> Seat:
        """The seat that owns the case now: there always is exactly one."""
        return self.level.fallback if self.lead_is_unavailable else self.level.leads[0]

    @property
    def owner_unit(self) -> str:
        return self.unit_of(self.lead.organ)

    @property
    def scheduled(self) -> Session | None:
        return next((s for s in self.sessions if s.state == "scheduled"), None)

    def unit_of(self, organ: Organ) -> str:
        return {
            Organ.VILLAGE: self.village,
            Organ.TOWNSHIP: self.township,
            Organ.COUNTY: self.edition.county,
        }[organ]

    def party(self, ref: str) -> Party | None:
        return next((party for party in self.parties if party.ref == ref), None)

    def sits(self, officer: Officer, seat: Seat) -> bool:
        return officer.role == seat.role and officer.unit == self.unit_of(seat.organ)


def dispatcher(dispute: Dispute, officer: Officer) -> bool:
    return dispute.sits(officer, dispute.edition.dispatcher)


def its_lead(dispute: Dispute, officer: Officer) -> bool:
    """A lead of the present step; the fallback when no lead is available."""
    if dispute.lead_is_unavailable:
        return dispute.sits(officer, dispute.level.fallback)
    return any(dispute.sits(officer, seat) for seat in dispute.level.leads)


def its_people(dispute: Dispute, officer: Officer) -> bool:
    """The lead, and the clerks who do the paper work of this step."""
    clerks = any(dispute.sits(officer, seat) for seat in dispute.level.clerks)
    return clerks or its_lead(dispute, officer)


def its_people_or_the_applicant(dispute: Dispute, officer: Officer) -> bool:
    """Whoever does the paper work, or whoever holds the code of the matter, for themselves."""
    return its_people(dispute, officer) or the_petitioner(dispute, officer)


def its_people_or_dispatcher(dispute: Dispute, officer: Officer) -> bool:
    return its_people(dispute, officer) or dispute.sits(officer, dispute.edition.dispatcher)


def its_people_or_intake(dispute: Dispute, officer: Officer) -> bool:
    return its_people(dispute, officer) or dispute.sits(officer, dispute.edition.intake)


def county_lead(dispute: Dispute, officer: Officer) -> bool:
    """A lead of step four or the dispatcher of the county centre, of what has left the first step."""
    seats = (*dispute.edition.ladder.levels[-1].leads, dispute.edition.dispatcher)
    return dispute.step > 1 and any(dispute.sits(officer, seat) for seat in seats)


def claimer_or_supervisor(dispute: Dispute, officer: Officer) -> bool:
    return its_people(dispute, officer) or dispute.sits(officer, dispute.level.supervisor)


def police(dispute: Dispute, officer: Officer) -> bool:
    return dispute.sits(officer, dispute.edition.police)
