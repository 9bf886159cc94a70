"""What has happened to a dispatch order. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import datetime

from rules.calling import Post
from rules.dispatch.matter import Outcome, Ruling
from rules.procedure import Event, Sealed


@dataclass(frozen=True, kw_only=True)
class UnitsWhistledFor(Event):  # 吹哨
    """``called`` are seats (role, unit); the first of them leads. ``about``: the matter for which it is, by
    number."""

    id: str
    number: str
    edition: str
    purpose: Sealed
    place: Sealed
    be_there_by: datetime
    called: tuple[Post, ...]
    village: str | None
    township: str | None
    about: str | None = None


@dataclass(frozen=True, kw_only=True)
class UnitReporting(Event):  # 已报到
    call: int


@dataclass(frozen=True, kw_only=True)
class UnitObjected(Event):  # 已提出异议
    call: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class CallObjectionDecided(Event):  # 异议已裁决
    call: int
    ruling: Ruling
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ObjectionLeftUndecided(Event):  # 异议逾时未裁决
    call: int


@dataclass(frozen=True, kw_only=True)
class UnitCalled(Event):  # 已增派单位
    """``instead_of``: the call it takes the place of, also as lead; None where it comes beside the others."""

    role: str
    unit: str
    instead_of: int | None = None


@dataclass(frozen=True, kw_only=True)
class UnitSilent(Event):  # 逾时未报到
    """``role`` and ``unit``: who is told of it now. ``is_listed``: nobody is left to be told, it stands in
    the supervision list."""

    call: int
    role: str
    unit: str
    is_listed: bool


@dataclass(frozen=True, kw_only=True)
class ArrivalLogged(Event):  # 已到场
    call: int
    arrived_at: datetime
    who: Sealed


@dataclass(frozen=True, kw_only=True)
class UnitNotThere(Event):  # 逾时未到场
    call: int


@dataclass(frozen=True, kw_only=True)
class UnitStoodDown(Event):  # 已通知不需到场
    call: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class UnitTaskSet(Event):  # 已下达任务
    call: int
    words: Sealed
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class UnitTaskMissed(Event):  # 任务逾时
    task: int


@dataclass(frozen=True, kw_only=True)
class UnitTaskFinished(Event):  # 任务已报告结果
    task: int
    result: Sealed


@dataclass(frozen=True, kw_only=True)
class UnitTaskDropped(Event):  # 任务已取消
    task: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class DispatchMinutesRecorded(Event):  # 已记录会商纪要
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class DispatchEnded(Event):  # 调度结束
    outcome: Outcome
    words: Sealed
