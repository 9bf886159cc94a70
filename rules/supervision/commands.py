"""What may be asked for while something is supervised, and what it is told of what it supervises."""

from dataclasses import dataclass

from rules.procedure import Command, Fact, Sealed


@dataclass(frozen=True, kw_only=True)
class DraftLetter(Command):  # 拟写督办函
    """``facts``: what was found; ``demand``: what is to be done. Both go to the unit."""

    facts: Sealed
    demand: Sealed


@dataclass(frozen=True, kw_only=True)
class SignLetter(Command):  # 签发督办函
    pass


@dataclass(frozen=True, kw_only=True)
class SetLetterAside(Command):  # 不予督办
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ReportRectification(Command):  # 反馈整改情况
    report: Sealed


@dataclass(frozen=True, kw_only=True)
class AcceptRectification(Command):  # 认可整改
    findings: Sealed


@dataclass(frozen=True, kw_only=True)
class AskAgain(Command):  # 再次要求整改
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class DutyMet(Fact):  # 逾期事项已办
    pass


@dataclass(frozen=True, kw_only=True)
class DutyMoved(Fact):  # 到期日变动, 不再逾期
    pass
