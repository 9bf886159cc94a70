"""A handoff (对接): one exchange of a matter between two sides, of whom exactly one holds it at any time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.clocks.reckoning import DueDate
from rules.dockings import DOCKINGS
from rules.dockings.docking import Body, Consents, Docking, Point, Trait
from rules.procedure import Officer, Proceeding, Sealed


class Stage(StrEnum):
    DRAFT = "draft"  # 起草
    SENT = "sent"  # 已发出
    RECEIVED = "received"  # 已收到
    SIGNED_FOR = "signed-for"  # 已签收
    SUPPLEMENT = "supplement"  # 待补充材料
    ACCEPTED = "accepted"  # 已接收办理
    RETURNED = "returned"  # 已退回结果
    ENDED = "ended"  # 已结束, 尚有消息未送达
    CLOSED = "closed"  # 已结束


class Outcome(StrEnum):
    """How a handoff ended; what its receiver made of the matter is ``Return.outcome``."""

    CONFIRMED = "confirmed"  # 结果已确认
    REFUSED = "refused"  # 被退回(不予接收)
    RECALLED = "recalled"  # 已撤回
    EXPIRED = "expired"  # 逾期无回应, 已终止
    CONSENT_ENDED = "consent-ended"  # 当事人不同意


class Holder(StrEnum):
    """Who has the matter in hand."""

    SENDER = "sender"  # 移送方
    RECEIVER = "receiver"  # 接收方


class SideName(StrEnum):
    SENDER = "sender"
    RECEIVER = "receiver"


class What(StrEnum):
    """What the two sides tell each other; the names stand on the wire."""

    SENT = "sent"
    RECALLED = "recalled"
    SUPPLIED = "supplied"
    CONFIRMED = "confirmed"
    CONSENT_ENDED = "consent-ended"
    RECEIVED = "received"
    SIGNED_FOR = "signed-for"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SUPPLEMENT_WANTED = "supplement-wanted"
    PROGRESSED = "progressed"
    RETURNED = "returned"


class RefusalReason(StrEnum):
    """Why a receiver does not take it. The sender decides where it goes next."""

    NOT_COMPETENT = "not-competent"  # 不属于职权范围
    NO_CONSENT = "no-consent"  # 当事人不同意
    NOT_SUITABLE = "not-suitable"  # 不适宜
    INCOMPLETE = "incomplete"  # 材料不全
    ALREADY_PENDING = "already-pending"  # 已在办理
    OTHER = "other"  # 其他


class Performed(StrEnum):
    FULLY = "fully"  # 已履行
    PARTLY = "partly"  # 部分履行
    NOT = "not"  # 未履行


class ConsentForm(StrEnum):
    """How a party agreed to be handed over."""

    WRITTEN = "written"  # 书面
    ORAL = "oral"  # 口头
    ONLINE = "online"  # 线上


class Completion(StrEnum):
    """When what was given to several units together is done."""

    ALL = "all"  # 全部完成
    ANY = "any"  # 任一完成
    LEAD = "lead"  # 由牵头单位决定


class Class(StrEnum):
    """The confidentiality of a document; it travels with it."""

    PUBLIC = "public"  # 公开
    INTERNAL = "internal"  # 内部
    CONFIDENTIAL = "confidential"  # 保密
    SECRET = "secret"  # noqa: S105 - 涉密: never handed over by this way


@dataclass(frozen=True, kw_only=True)
class Side:  # 一方
    """``agency``: the code under which its own system is reached over the network; None where its people act
    here. ``ref``: its own reference of the matter, once known."""

    body: Body
    unit: str
    role: str
    agency: str | None = None
    ref: str | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody whom it is about, by reference."""

    ref: str
    role: str  # applicant | respondent | third-party | agent
    is_minor: bool = False
    guardian: str | None = None
    theirs: str | None = None  # the reference of an agency that sent it


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document that lies with it: its kind, its class, and where its text lies sealed."""

    kind: str
    text: Sealed
    secrecy: Class = Class.INTERNAL


@dataclass(frozen=True, kw_only=True)
class Consent:
    form: ConsentForm
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Return:  # 退回的结果
    outcome: str
    papers: tuple[Paper, ...]
    performed: Performed | None = None
    undisputed: Sealed | None = None  # 无争议事实
    note: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class CoTask:  # 协办任务
    """What a unit does beside the lead, until when, and whether it has."""

    unit: str
    role: str
    what: Sealed
    until: datetime
    done_at: datetime | None = None
    is_overdue: bool = False


@dataclass(frozen=True)
class Outgoing:
    """What our side has said in the entry ``seq``, and the other side's system has not taken yet."""

    seq: int
    what: What
    is_dead: bool = False  # a person must look at it


@dataclass(frozen=True, kw_only=True)
class Handoff(Proceeding):
    """``origin`` is the procedure it was handed over from, in this house; None where an agency sends."""

    stage: Stage = Stage.DRAFT
    number: str
    docking: str
    sender: Side
    receiver: Side
    origin: str | None = None
    origin_seq: int | None = None  # the entry there that asked for it
    asked_by: str | None = None  # who, by reference
    people: tuple[Person, ...] = ()
    summary: Sealed
    traits: frozenset[Trait] = frozenset()
    consents: Mapping[str, Consent]
    papers: tuple[Paper, ...] = ()
    counted_from: datetime | None = None  # what the period to send it in runs from
    mediators: frozenset[str] = frozenset()  # who mediated it before
    sent_at: datetime | None = None
    received_at: datetime | None = None
    signed_at: datetime | None = None
    accepted_at: datetime | None = None
    wanted: Sealed | None = None  # the supplement, asked for once
    supplied: bool = False
    grows_into: str | None = None  # the procedure its acceptance began here
    grown_outcome: str | None = None  # and how that ended
    came_back: Return | None = None
    completion: Completion = Completion.LEAD
    co_tasks: tuple[CoTask, ...] = ()
    silent: frozenset[str] = frozenset()  # clocks that passed without a word
    outgoing: tuple[Outgoing, ...] = ()
    outcome: Outcome | None = None
    refusal: RefusalReason | None = None
    settled_at: datetime | None = None
    closed_at: datetime | None = None
    waiting_since: datetime

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def is_settled(self) -> bool:
        """Whether nothing more can come of it; a message may still be on its way."""
        return self.outcome is not None

    @property
    def terms(self) -> Docking:
        return DOCKINGS[self.docking]

    @property
    def holder(self) -> Holder:
        """Exactly one, from the handoff's own entries alone: the receiver from acceptance until return.

        Where a party agrees no more, until the receiver's system has been told to stop."""
        is_with_receiver = self.stage is Stage.ACCEPTED or self._is_still_worked_on
        return Holder.RECEIVER if is_with_receiver else Holder.SENDER

    @property
    def _is_still_worked_on(self) -> bool:
        has_accepted = self.accepted_at is not None and self.came_back is None
        return has_accepted and any(each.what is What.CONSENT_ENDED for each in self.outgoing)

    @property
    def holding(self) -> Side:
        return self.receiver if self.holder is Holder.RECEIVER else self.sender

    @property
    def may_be_recalled(self) -> bool:
        return self.stage in UNANSWERED

    @property
    def is_late(self) -> bool:
        """Whether a clock has passed without a word, and there has still been none."""
        return any(clock.is_open and clock.name in self.silent for clock in self.clocks)

    @property
    def is_undeliverable(self) -> bool:
        """Whether the other side's system never took it: silence too, though no clock runs yet."""
        return any(each.is_dead and each.what is What.SENT for each in self.outgoing) and not self.is_settled

    @property
    def needs_consent_of(self) -> frozenset[str]:
        """Whoever must still agree before it may be sent."""
        return who_must_agree(self.terms, self.people) - self.consents.keys()

    def due_of(self, point: Point) -> DueDate | None:
        """The nearest date by which something is due whose clock is met at ``point``; None if none runs."""
        running = {clock.name for clock in self.clocks if clock.is_open}
        dates = [self.due(each.name) for each in self.terms.clocks_ending(point) if each.name in running]
        return min((due for due in dates if due), key=lambda due: due.is_over_at, default=None)


# Sent, and neither accepted nor ended: the sender may still take it back.
UNANSWERED = frozenset({Stage.SENT, Stage.RECEIVED, Stage.SIGNED_FOR, Stage.SUPPLEMENT})

APPLICANT, AGENT = "applicant", "agent"


def who_must_agree(docking: Docking, people: tuple[Person, ...]) -> frozenset[str]:
    """RMTJ 3, 17 自愿: whose consent a docking needs before it is sent."""
    match docking.consents:
        case Consents.EVERYBODY | Consents.JOINTLY:
            return frozenset(person.ref for person in people if person.role != AGENT)
        case Consents.CONCERNED | Consents.ONE_SIDE:
            return frozenset(person.ref for person in people if person.role == APPLICANT)
        case _:
            return frozenset()


def may_refuse(docking: Docking, people: tuple[Person, ...]) -> frozenset[str]:
    """RMTJ 3, 17 自愿: whose refusal ends it, then or later. Where nobody is asked, nobody's does."""
    match docking.consents:
        case Consents.ONE_SIDE:
            return frozenset(person.ref for person in people if person.role != AGENT)
        case _:
            return who_must_agree(docking, people)


def its_senders(handoff: Handoff, officer: Officer) -> bool:
    """The seat that hands it over, where its people act here."""
    side = handoff.sender
    return side.agency is None and (officer.role, officer.unit) == (side.role, side.unit)


def its_receivers(handoff: Handoff, officer: Officer) -> bool:
    """The seat that takes it on, where its people act here."""
    side = handoff.receiver
    return side.agency is None and (officer.role, officer.unit) == (side.role, side.unit)


def either_side(handoff: Handoff, officer: Officer) -> bool:
    return its_senders(handoff, officer) or its_receivers(handoff, officer)


def supervisor(handoff: Handoff, officer: Officer) -> bool:
    seat = handoff.edition.supervisor
    return officer.role == seat.role and officer.unit == handoff.edition.county


def senders_or_supervisor(handoff: Handoff, officer: Officer) -> bool:
    """What an agency has sent, it alone takes back."""
    is_ours = handoff.sender.agency is None
    return its_senders(handoff, officer) or (is_ours and supervisor(handoff, officer))


def either_side_or_supervisor(handoff: Handoff, officer: Officer) -> bool:
    return either_side(handoff, officer) or supervisor(handoff, officer)


def co_units(handoff: Handoff, officer: Officer) -> bool:
    """A unit that was given a task beside the lead."""
    return any(task.unit == officer.unit for task in handoff.co_tasks)
