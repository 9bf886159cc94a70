"""What may be asked for while a dispatch order stands. A unit answers by the seat that acts for it."""

from dataclasses import dataclass
from datetime import datetime

from rules.dispatch.matter import Ruling
from rules.procedure import Command, Sealed


@dataclass(frozen=True, kw_only=True)
class ReportForDuty(Command):  # 报到
    pass


@dataclass(frozen=True, kw_only=True)
class ObjectToCall(Command):  # 提出异议
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class DecideCallObjection(Command):  # 裁决异议
    """``role`` and ``unit``: who is called instead, where the ruling is ``replaced``."""

    call: int
    ruling: Ruling
    reason: Sealed
    role: str | None = None
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class LogArrival(Command):  # 记录到场
    """``who`` came, and when; written by the unit itself, or by whoever is there and leads."""

    call: int
    arrived_at: datetime
    who: Sealed


@dataclass(frozen=True, kw_only=True)
class CallAnotherUnit(Command):  # 增派单位
    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class StandUnitDown(Command):  # 通知不需到场
    call: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class SetUnitTask(Command):  # 下达任务
    call: int
    words: Sealed
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class FinishUnitTask(Command):  # 报告任务结果
    task: int
    result: Sealed


@dataclass(frozen=True, kw_only=True)
class DropUnitTask(Command):  # 取消任务
    task: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordDispatchMinutes(Command):  # 记录会商纪要
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class CloseDispatch(Command):  # 办结调度
    result: Sealed


@dataclass(frozen=True, kw_only=True)
class CallOffDispatch(Command):  # 撤销调度
    reason: Sealed
