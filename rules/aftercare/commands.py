"""What may be asked for after a mediation has ended."""

from dataclasses import dataclass
from datetime import date

from rules.aftercare.matter import Ground, Performed
from rules.procedure import Command, Sealed


@dataclass(frozen=True, kw_only=True)
class RecordService(Command):  # 记录送达
    """``method``: in-person | left-in-place | electronic | mail | public-notice."""

    party: str
    method: str
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordPerformance(Command):  # 记录履行情况
    performed: Performed
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordRevisit(Command):  # 记录回访
    notes: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordWhetherFree(Command):  # 核实撤回是否自愿
    was_free: bool
    notes: Sealed


@dataclass(frozen=True, kw_only=True)
class UndoWithdrawal(Command):  # 恢复调解
    """``postmarked_on`` is the postmark of a letter that asked for it: that day counts, not its arrival."""

    party: str
    postmarked_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Reopen(Command):  # 重新启动
    ground: Ground
    reason: Sealed
