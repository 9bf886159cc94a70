"""A consultation (咨询): somebody asks a question. It is answered; it is no petition, and no dispute."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from rules.clocks.reckoning import DueDate
from rules.editions import Edition, Seat
from rules.participants import People, asking
from rules.procedure import Officer
from rules.supplement import Supplemented

CLOCK, RULE = "answer", "P-21"


class Stage(StrEnum):
    ASKED = "asked"  # 待答复
    BOOKED = "booked"  # 已预约
    SETTLED = "settled"  # 已答复, 危险报告待处置
    CLOSED = "closed"  # 已结束


class Outcome(StrEnum):
    ANSWERED = "answered"  # 已答复
    SERVICE_GIVEN = "service-given"  # 已提供服务
    WITHDRAWN = "withdrawn"  # 撤回
    BECAME_PETITION = "became-petition"  # 按本人意愿转为信访
    BECAME_DISPUTE = "became-dispute"  # 按本人意愿申请调解


class Service(StrEnum):
    """The eight services of a station of litigation-source governance (诉源治理工作站)."""

    LEGAL_ADVICE = "legal-advice"  # 法律咨询
    DISPUTE_DIVERSION = "dispute-diversion"  # 纠纷分流
    VILLAGE_CONTACT = "village-contact"  # 联系村社区
    MEDIATION_GUIDANCE = "mediation-guidance"  # 调解指导
    DIVERSE_RESOLUTION = "diverse-resolution"  # 多元解纷
    JUDICIAL_CONFIRMATION = "judicial-confirmation"  # 司法确认
    LITIGATION_MEDIATION_DOCKING = "litigation-mediation-docking"  # 诉调对接
    LITIGATION_SERVICE = "litigation-service"  # 诉讼服务


@dataclass(frozen=True)
class Booking:  # 预约
    service: Service
    scheduled_for: datetime
    place_unit: str  # a station, a window, a village


@dataclass(frozen=True, kw_only=True)
class Consultation(Supplemented):
    """``first_receiver`` answers for it to the end, whoever has it meanwhile (首问负责)."""

    stage: Stage = Stage.ASKED
    number: str
    channel: str
    received_at: datetime
    unit: str  # who has it
    first_receiver: Officer
    people: People
    services: frozenset[Service]  # asked for, and not given yet
    booking: Booking | None = None
    village: str | None = None
    township: str | None = None
    is_overdue: bool = False
    unanswered_dangers: int = 0
    danger_since: datetime | None = None  # the first of the unanswered
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    waiting_since: datetime

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def answering(self) -> frozenset[str]:
        return frozenset({self.first_receiver.person})

    def handed_to(self, person: str, to: str | None) -> Self:
        return replace(self, first_receiver=replace(self.first_receiver, person=to or person))

    @property
    def is_settled(self) -> bool:
        """Whether the question is over; a danger may still wait for the police."""
        return self.outcome is not None

    @property
    def asking(self) -> frozenset[str]:
        """Whose question it is; nobody, where no name was given."""
        return asking(self.people)

    @property
    def owner(self) -> Seat:
        """The seat that answers where it lies now."""
        return desk_of(self.edition, self.unit)[0]

    @property
    def danger_seat(self) -> tuple[str, str]:
        """Who is told of danger (role, unit): the police of the place, or the county's dispatcher where
        nobody has said a place."""
        police, dispatcher = self.edition.police, self.edition.dispatcher
        return (police.role, self.township) if self.township else (dispatcher.role, self.edition.county)

    def answer_due(self) -> DueDate | None:
        """When the answer is due."""
        return self.due(CLOCK)

    def has_fallen_overdue(self, at: datetime) -> bool:
        """Whether the answer is late; on a provisional date too, which binds an agency."""
        due = self.answer_due()
        return due is not None and at >= due.is_over_at


def desk_of(edition: Edition, unit: str) -> tuple[Seat, ...]:
    """The seats that answer questions at a unit, the first of them by name; none where nobody does.

    At the county the legal service window (法律服务窗口) and the intake; elsewhere whoever handles petitions.
    """
    work = edition.petitions
    if unit == edition.county:
        return (work.service_window, edition.intake)
    organ = work.organ(unit)
    return tuple(seat for seat in work.handlers if organ and seat.organ is organ.organ)


def answers_at(edition: Edition, officer: Officer) -> bool:
    """Whether this officer answers questions at their unit, and so may take one in."""
    return any(officer.role == seat.role for seat in desk_of(edition, officer.unit))


def its_desk(consultation: Consultation, officer: Officer) -> bool:
    return officer.unit == consultation.unit and answers_at(consultation.edition, officer)


def window(consultation: Consultation, officer: Officer) -> bool:
    seat = consultation.edition.petitions.service_window
    return officer.role == seat.role and officer.unit == consultation.edition.county


def its_desk_or_window(consultation: Consultation, officer: Officer) -> bool:
    return its_desk(consultation, officer) or window(consultation, officer)


def its_people(consultation: Consultation, officer: Officer) -> bool:
    """Where it lies, the legal service window, and whoever received it first."""
    is_first = officer == consultation.first_receiver
    return is_first or its_desk_or_window(consultation, officer)


def its_desk_or_intake(consultation: Consultation, officer: Officer) -> bool:
    intake = consultation.edition.intake
    is_intake = officer.role == intake.role and officer.unit == consultation.edition.county
    return is_intake or its_desk_or_window(consultation, officer)


def dispatcher(consultation: Consultation, officer: Officer) -> bool:
    seat = consultation.edition.dispatcher
    return officer.role == seat.role and officer.unit == consultation.edition.county


def whoever_is_told_of_danger(consultation: Consultation, officer: Officer) -> bool:
    return (officer.role, officer.unit) == consultation.danger_seat
