"""What may be asked for while an inspection runs, and what it is told."""

from dataclasses import dataclass, field

from rules.articles import Basis
from rules.inspection.matter import Aspect
from rules.procedure import Command, Fact, Sealed


@dataclass(frozen=True, kw_only=True)
class RecordFinding(Command):  # 记录问题
    """``matter``: a number of the sample; ``unit``: who must put it right; ``basis``: against what it is."""

    matter: str
    aspect: Aspect
    unit: str
    basis: Basis
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class FindInOrder(Command):  # 未发现问题
    matter: str
    aspect: Aspect


@dataclass(frozen=True, kw_only=True)
class CallInInspector(Command):  # 增加督查人员
    """``role``: of another seat of the county that inspects."""

    role: str


@dataclass(frozen=True, kw_only=True)
class IssueCircular(Command):  # 印发督查通报
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordRectification(Command):  # 记录整改
    finding: int
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class CheckRectification(Command):  # 核查整改
    """``item``: a check of the county's checklist, by its code."""

    finding: int
    item: str


@dataclass(frozen=True, kw_only=True)
class SignOffRectification(Command):  # 核签整改
    finding: int


@dataclass(frozen=True, kw_only=True)
class SendBackRectification(Command):  # 退回整改
    finding: int
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class FrameListed(Fact):  # 抽样框
    """Every matter of the scope as of the instant of the opening, by number; and of those that the seed draws
    who has had a hand in them, by reference."""

    frame: tuple[str, ...] = ()
    hands: dict[str, frozenset[str]] = field(default_factory=dict)
