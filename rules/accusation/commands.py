"""What may be asked for about an accusation."""

from dataclasses import dataclass

from rules.procedure import Command, Sealed


@dataclass(frozen=True, kw_only=True)
class TransferToDiscipline(Command):  # 移送纪检监察机关
    """``organ`` is the unit whose discipline organ is competent, ``accused_units`` the units of whoever is
    accused."""

    organ: str
    accused_units: frozenset[str]
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class TellAcceptance(Command):  # 告知受理情况
    method: str
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordResult(Command):  # 记录处理结果
    result: Sealed


@dataclass(frozen=True, kw_only=True)
class TellResult(Command):  # 告知处理结果
    method: str
    proof: Sealed
