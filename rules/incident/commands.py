"""What may be asked for in an incident, and what it is told."""

from dataclasses import dataclass

from rules.incident.matter import Function
from rules.procedure import Command, Fact, Sealed


@dataclass(frozen=True, kw_only=True)
class TakeUpDanger(Command):  # 宣布为突发事件并接指挥
    """The danger is an incident of this grade, and whoever says so has the command."""

    grade: str


@dataclass(frozen=True, kw_only=True)
class PutDangerAside(Command):  # 危险已处置, 不构成突发事件
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class ServeAs(Command):  # 岗位分工
    function: Function
    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class GiveOrder(Command):  # 下达指令
    role: str
    unit: str
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class AcknowledgeOrder(Command):  # 指令回执
    order: int


@dataclass(frozen=True, kw_only=True)
class ReportOrderDone(Command):  # 报告指令执行结果
    order: int
    result: Sealed


@dataclass(frozen=True, kw_only=True)
class WithdrawOrder(Command):  # 撤回指令
    order: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class FileSituationReport(Command):  # 现场情况报告
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordCommandDecision(Command):  # 记录指挥决定
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class Regrade(Command):  # 调整等级
    grade: str
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class OfferCommand(Command):  # 移交指挥
    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class TakeOverCommand(Command):  # 接指挥
    pass


@dataclass(frozen=True, kw_only=True)
class DeclineCommand(Command):  # 不接指挥
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class StandDown(Command):  # 结束处置
    """``role`` and ``unit``: who writes the closing report."""

    role: str
    unit: str
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class FileClosingReport(Command):  # 结案报告
    report: Sealed


@dataclass(frozen=True, kw_only=True)
class PoliceHeard(Fact):  # 公安机关已接警
    """The police have acknowledged, in the case it came from, what was reported there."""

    procedure: str
    seq: int
