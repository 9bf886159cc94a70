"""A petition (信访事项) on its way, and the words used to speak about it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from rules.channels import Channel
from rules.clocks.ledger import Held
from rules.diversion.route import Purpose
from rules.editions import CompetentOrgan, Organ, Seat
from rules.handing import Handing
from rules.participants import ParticipantRole, People, asking
from rules.procedure import Officer, Sealed
from rules.supplement import Supplemented

# Its clocks, by name, with the rule each runs by.
ROUTE = "route"  # 转送、交办
INFORM = "inform"  # 书面告知
OBJECT = "object"  # 异议
HANDLE = "handle"  # 办结
PASS_ON = "pass-on"  # 简易办理: 转送  # noqa: S105 - a name, not a secret
DECIDE = "decide"  # 简易办理: 决定是否受理
ANSWER = "answer"  # 简易办理: 答复
TIE_BREAK = "tie-break"  # 裁定受理机关
RULES = {
    ROUTE: "K-02",
    OBJECT: "K-05",
    HANDLE: "K-07",
    PASS_ON: "K-19",
    DECIDE: "K-20",
    ANSWER: "K-21",
    TIE_BREAK: "P-22",
}
MEDIATION_ASKED = "asked"
RECEIVED_DIRECTLY, RECEIVED_BY_TRANSFER = "K-03", "K-04"  # by which INFORM runs


class Stage(StrEnum):
    ROUTING = "routing"  # 待分流: with the petition department
    PENDING = "pending"  # 待受理: with an organ that has to take it, object, or say where to go
    COMPETENCE = "competence"  # 受理争议: who is competent is being settled
    HANDLING = "handling"  # 办理
    SERVING = "serving"  # 送达: the opinion is signed and on its way to the people
    CLOSED = "closed"  # 程序办结


class Outcome(StrEnum):
    """How the procedure of a petition ended. Whether the matter is resolved is another question."""

    ANSWERED = "answered"  # 已出具处理意见
    SUGGESTION_ANSWERED = "suggestion-answered"  # 建议已答复
    GUIDED = "guided"  # 导入法定途径
    NOT_ACCEPTED = "not-accepted"  # 不予受理
    WITHDRAWN = "withdrawn"  # 信访人撤回
    SETTLED = "settled"  # 调解、和解达成协议
    CONCLUDED_ELSEWHERE = "concluded-elsewhere"  # 另行处理


class Manner(StrEnum):
    """How it is handled."""

    ORDINARY = "ordinary"  # 普通程序
    SIMPLIFIED = "simplified"  # 简易办理
    SUGGESTION = "suggestion"  # 建议意见类: studied, answered; no number of days (XFTL 29)


class Opinion(StrEnum):
    """XFTL 32 处理意见."""

    SUPPORTED = "supported"  # 支持
    EXPLAINED = "explained"  # 解释说明
    NOT_SUPPORTED = "not-supported"  # 不予支持


class Adoption(StrEnum):
    """XFTL 29 建议的采纳."""

    ADOPTED = "adopted"  # 采纳
    PARTLY_ADOPTED = "partly-adopted"  # 部分采纳
    NOT_ADOPTED = "not-adopted"  # 未采纳


class NonAcceptance(StrEnum):
    """Why a petition is lawfully not taken, or not taken again. The list is closed: nothing about the person
    of the petitioner is a ground."""

    PENDING_ELSEWHERE = "N-1"  # 规定期限内已受理或者正在办理, 又向上级提出
    REVIEWED_TO_THE_END = "N-2"  # 复核后同一事实和理由
    LITIGATION = "N-3"  # 涉法涉诉
    STATUTORY_PROCEDURE = "N-5"  # 仲裁、复议、裁决等法定程序
    STATUTORY_DUTY = "N-6"  # 查处违法、履行保护职责
    NOT_COMPETENT = "N-7"  # 不属于本机关职权
    WRONG_PLACE = "N-8"  # 走访地点不对
    TIME_FOR_REVIEW_OVER = "N-9"  # 逾期未请求复查、复核
    NO_REQUEST = "N-10"  # 没有可以识别的诉求


# Which grounds point to another matter: that one is named, and a person has compared the two.
ABOUT_ANOTHER_MATTER = frozenset(
    {NonAcceptance.PENDING_ELSEWHERE, NonAcceptance.REVIEWED_TO_THE_END, NonAcceptance.TIME_FOR_REVIEW_OVER}
)


# Where somebody sat face to face with the person: the five one-time goals are due there.
FACE_TO_FACE = frozenset({Channel.VISIT, Channel.HOUSEHOLD_VISIT, Channel.LEADERS_RECEPTION})


class SettledBy(StrEnum):
    """How a dispute over competence was settled (XFTL 24)."""

    NEGOTIATED = "negotiated"  # 协商一致
    SUPERIOR = "superior"  # 共同的上一级机关决定
    JOINT_MEETING = "joint-meeting"  # 信访工作联席会议协调


@dataclass(frozen=True)
class RouteChosen:  # 分类结果
    """By which route of which list it goes, as a named person classified it."""

    list_version: str
    route: str
    purpose: Purpose
    way: str | None  # of XFTL 31; none but of an appeal
    by: str  # who classified, by reference
    at: datetime


@dataclass(frozen=True)
class Refusal:  # 退单
    """A unit said that the matter is not its own: one line of the bounce ledger."""

    unit: str
    at: datetime
    reason: Sealed
    agreed: bool | None = None  # whether the sender agreed; None while that is open


@dataclass(frozen=True)
class Hearing:  # 听证
    panel: tuple[str, ...]
    held_at: datetime | None = None
    panel_opinion: Sealed | None = None  # attached; it never overwrites the decision


@dataclass(frozen=True)
class ExtensionAsked:  # 延期申请
    days: int
    reason: Sealed
    by: str


@dataclass(frozen=True)
class Draft:  # 处理意见稿
    """The parts that XFTL 32 wants, each sealed; ``executes`` is the unit that carries it out."""

    opinion: Opinion
    request: Sealed
    facts_and_reasons: Sealed
    findings: Sealed
    legal_basis: Sealed
    executes: str | None
    tells_review: bool
    by: str


@dataclass(frozen=True, kw_only=True)
class Petition(Supplemented, Handing):
    stage: Stage
    number: str  # of the matter
    channel: Channel
    received_at: datetime
    received_by: str  # unit
    first_receiver: str  # 首访责任: a person by reference; no transfer removes it
    people: People
    people_count: int
    is_anonymous: bool
    hides_identity: bool
    village: str | None
    township: str | None
    unit: str  # 责任单位: exactly one, always
    held: tuple[Held, ...]
    route: RouteChosen | None = None
    contested_since: datetime | None = None  # somebody says that the class is wrong; a person looks
    first_visit: bool = False  # the five one-time goals are on record
    is_urgent: bool = False
    is_reported_up: bool = False
    sender: str | None = None  # who transferred it to the present unit
    report_by: date | None = None  # 交办: the day the assignment names
    has_reported: bool = False
    refusals: tuple[Refusal, ...] = ()
    may_object: bool = True  # not after the question of competence was settled
    met_jointly: bool = False  # the joint meeting has been called
    is_settled: bool = False  # 逾期未提异议: it is the unit's own
    manner: Manner | None = None
    accepted_at: datetime | None = None
    facts_heard: bool = False
    hearing: Hearing | None = None
    mediation: str | None = None  # asked, until it comes back with its outcome
    mediated_in: frozenset[str] = frozenset()  # disputes that have come back
    extension_asked: ExtensionAsked | None = None
    draft: Draft | None = None
    opinion: Opinion | None = None
    adoption: Adoption | None = None
    signed_at: datetime | None = None
    unserved: frozenset[str] = frozenset()
    served: tuple[tuple[str, datetime], ...] = ()
    withdrawn: frozenset[str] = frozenset()  # petitioners who took it back
    handler: str | None = None
    hands: frozenset[str] = frozenset()  # everybody who has handled it
    overdue: frozenset[str] = frozenset()  # names of clocks that have run out
    is_reminded: bool = False
    report_is_overdue: bool = False
    referrals: int = 0
    unanswered_dangers: int = 0
    danger_since: datetime | None = None
    outcome: Outcome | None = None
    ground: NonAcceptance | None = None
    closed_at: datetime | None = None
    waiting_since: datetime
    anchored_on: str | None = None

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def answering(self) -> frozenset[str]:
        return frozenset({self.first_receiver, *([self.handler] if self.handler else [])})

    def handed_to(self, person: str, to: str | None) -> Self:
        """首访责任: no transfer takes it away; a handover gives it to somebody, never to nobody."""
        first = to if to and self.first_receiver == person else self.first_receiver
        if self.handler != person:
            return replace(self, first_receiver=first)
        hands = self.hands | ({to} if to else set())
        return replace(self, first_receiver=first, handler=to, hands=hands)

    @property
    def petitioners(self) -> frozenset[str]:
        """Whoever asked, by reference. Nobody, where no name was given."""
        return asking(self.people)

    @property
    def still_asking(self) -> frozenset[str]:
        """Who is told and answered: whoever asked and has not taken it back."""
        return self.petitioners - self.withdrawn

    @property
    def counterparties(self) -> frozenset[str]:
        return frozenset(p.ref for p in self.people if p.role is ParticipantRole.COUNTERPARTY)

    @property
    def organ(self) -> CompetentOrgan | None:
        """The competent organ that has it; None while it is with the petition department."""
        return self.edition.petitions.organ(self.unit)

    @property
    def handling_seat(self) -> Seat:
        """The seat that works on it at the responsible unit."""
        return self._seat_of(self.edition.petitions.handlers, self.edition.petitions.department)

    @property
    def head_seat(self) -> Seat:
        """本机关负责人."""
        return self._seat_of(self.edition.petitions.heads, self.edition.petitions.auditor)

    def _seat_of(self, seats: tuple[Seat, ...], otherwise: Seat) -> Seat:
        organ = self.organ
        return next((seat for seat in seats if organ and seat.organ is organ.organ), otherwise)

    @property
    def is_contested(self) -> bool:
        return self.contested_since is not None

    @property
    def is_being_mediated(self) -> bool:
        return self.mediation == MEDIATION_ASKED

    @property
    def owes_report(self) -> bool:
        """Assigned, and not reported on. What is owed at the end, aftercare asks for."""
        return self.report_by is not None and not self.has_reported

    @property
    def alarm_seat(self) -> Seat:
        """Who is told of danger: the police of the place, or the dispatcher where no place is known."""
        return self.edition.police if self.township else self.edition.dispatcher

    @property
    def open_refusal(self) -> Refusal | None:
        """The objection on which the sender has not decided."""
        return next((refusal for refusal in self.refusals if refusal.agreed is None), None)

    def unit_of(self, seat: Seat) -> str:
        """Which unit a seat means: the responsible one where it works on the matter or heads who does, else
        the place's or the county's."""
        if seat in (self.handling_seat, self.head_seat):
            return self.unit
        places = {Organ.VILLAGE: self.village, Organ.TOWNSHIP: self.township}
        return places.get(seat.organ) or self.edition.county

    def sits(self, officer: Officer, seat: Seat) -> bool:
        return officer.role == seat.role and officer.unit == self.unit_of(seat)


def department(petition: Petition, officer: Officer) -> bool:
    """信访部门: transfers and assigns."""
    return petition.sits(officer, petition.edition.petitions.department)


def sorter(petition: Petition, officer: Officer) -> bool:
    """Whoever classifies: the triage officer and the petition department."""
    return department(petition, officer) or petition.sits(officer, petition.edition.petitions.triage)


def auditor(petition: Petition, officer: Officer) -> bool:
    return petition.sits(officer, petition.edition.petitions.auditor)


def common_superior(petition: Petition, officer: Officer) -> bool:
    return petition.sits(officer, petition.edition.petitions.common_superior)


def its_head(petition: Petition, officer: Officer) -> bool:
    """本机关负责人 of the responsible unit."""
    return petition.organ is not None and petition.sits(officer, petition.head_seat)


def its_handlers(petition: Petition, officer: Officer) -> bool:
    """承办人 of the responsible unit, and its head."""
    is_handler = petition.organ is not None and petition.sits(officer, petition.handling_seat)
    return is_handler or its_head(petition, officer)


def handlers_or_department(petition: Petition, officer: Officer) -> bool:
    return its_handlers(petition, officer) or department(petition, officer)


def receivers(petition: Petition, officer: Officer) -> bool:
    """Who received it, the petition department, and whoever classifies."""
    is_first = officer.person == petition.first_receiver
    is_intake = petition.sits(officer, petition.edition.intake)
    return is_first or is_intake or sorter(petition, officer) or its_handlers(petition, officer)


def reporters_up(petition: Petition, officer: Officer) -> bool:
    """XFTL 25: every organ that knows of it, here whoever has it and the petition department."""
    return sorter(petition, officer) or its_handlers(petition, officer)


def police(petition: Petition, officer: Officer) -> bool:
    return petition.sits(officer, petition.alarm_seat)
