"""What may be asked for, and what may be reported, while a question is being answered."""

from dataclasses import dataclass
from datetime import datetime

from rules.consultation.matter import Service
from rules.procedure import Command, Fact, Sealed


@dataclass(frozen=True, kw_only=True)
class AnswerOnTheSpot(Command):  # 当场答复
    answer: Sealed


@dataclass(frozen=True, kw_only=True)
class AnswerQuestion(Command):  # 答复
    answer: Sealed


@dataclass(frozen=True, kw_only=True)
class BookService(Command):  # 预约服务
    service: Service
    scheduled_for: datetime
    place_unit: str


@dataclass(frozen=True, kw_only=True)
class RebookService(Command):  # 改约
    scheduled_for: datetime
    place_unit: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class CancelBooking(Command):  # 取消预约
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordConsultationService(Command):  # 记录服务
    """One service that was given, booked or not; ``place_unit`` is the station it counts for."""

    service: Service
    place_unit: str
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class HandOverQuestion(Command):  # 转交
    unit: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class TurnIntoPetition(Command):  # 按本人意愿转为信访
    """``wished_by`` is whose question it is, ``wish`` what they said."""

    wished_by: str
    wish: Sealed


@dataclass(frozen=True, kw_only=True)
class TurnIntoDispute(Command):  # 按本人意愿申请调解
    wished_by: str
    wish: Sealed


@dataclass(frozen=True, kw_only=True)
class QuestionWithdrawn(Fact):  # 不再咨询
    """``person``: who said so, by reference; None where no name was given."""

    person: str | None = None
