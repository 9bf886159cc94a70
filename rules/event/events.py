"""What has happened to an event. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.assigning import Assignment
from rules.event.matter import Cause, Outcome, Result
from rules.gazetteer import PlaceKind
from rules.participants import People
from rules.procedure import Event, Officer, Sealed


@dataclass(frozen=True, kw_only=True)
class EventRegistered(Event):  # 事件登记
    """``received_at`` is when it was reported, in UTC; ``assigned`` is to whom, why, and what decided."""

    id: str
    number: str
    edition: str
    channel: str
    received_at: datetime
    first_receiver: Officer
    kind: str
    place: str | None
    place_kind: PlaceKind | None
    grid: str | None
    village: str | None
    township: str | None
    people: People
    assigned: Assignment


@dataclass(frozen=True, kw_only=True)
class EventSignedFor(Event):  # 已签收
    pass


@dataclass(frozen=True, kw_only=True)
class EventPassedOn(Event):  # 已流转
    unit: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class EventAnswered(Event):  # 已响应
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class EventHandled(Event):  # 已记录处置
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class ClosingProposed(Event):  # 已申请办结
    result: Result
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class ClosingApproved(Event):  # 审核通过
    pass


@dataclass(frozen=True, kw_only=True)
class EventSentBack(Event):  # 退回重办
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class EventAnalysed(Event):  # 已分析
    cause: Cause
    place_kind: PlaceKind
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class EventFellOverdue(Event):  # 环节逾期
    clock: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class EventToldUp(Event):  # 逾期上报
    """The ``told``-th of those who are told has been."""

    clock: str
    told: int


@dataclass(frozen=True, kw_only=True)
class EventEnded(Event):  # 事件结束
    """``person`` and ``wish``: who wished it so, and what they said, where it became something else."""

    outcome: Outcome
    person: str | None = None
    wish: Sealed | None = None
