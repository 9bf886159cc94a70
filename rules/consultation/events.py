"""What has happened to a question. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.consultation.matter import Outcome, Service
from rules.participants import People
from rules.procedure import Event, Officer, Sealed


@dataclass(frozen=True, kw_only=True)
class QuestionRegistered(Event):  # 咨询登记
    """``received_at`` is when it was asked, in UTC; ``at`` is when we wrote it down."""

    id: str
    number: str
    edition: str
    channel: str
    received_at: datetime
    first_receiver: Officer
    people: People
    services: frozenset[Service]
    village: str | None
    township: str | None


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(Event):  # 已答复
    answer: Sealed
    on_the_spot: bool


@dataclass(frozen=True, kw_only=True)
class ServiceBooked(Event):  # 已预约
    service: Service
    scheduled_for: datetime
    place_unit: str


@dataclass(frozen=True, kw_only=True)
class ServiceRebooked(Event):  # 已改约
    scheduled_for: datetime
    place_unit: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class BookingCancelled(Event):  # 预约已取消
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ServiceGiven(Event):  # 已提供服务
    service: Service
    place_unit: str
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class QuestionHandedOver(Event):  # 已转交
    unit: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class QuestionFellOverdue(Event):  # 答复逾期
    due_on: date


@dataclass(frozen=True, kw_only=True)
class QuestionEnded(Event):  # 咨询结束
    """``person`` and ``wish``: who wished it so, and what they said, where the end was theirs to choose."""

    outcome: Outcome
    person: str | None = None
    wish: Sealed | None = None
