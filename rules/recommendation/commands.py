"""What may be asked for while a recommendation is drafted, issued and answered."""

from dataclasses import dataclass
from datetime import datetime

from rules.procedure import Command, Sealed
from rules.recommendation.matter import Adoption


@dataclass(frozen=True, kw_only=True)
class WriteRecommendation(Command):  # 拟写建议书
    """To ``to``, resting on the matters ``cases``."""

    to: str
    cases: frozenset[str]
    problem: Sealed
    evidence: Sealed
    analysis: Sealed
    proposal: Sealed


@dataclass(frozen=True, kw_only=True)
class WriteAccountability(Command):  # 拟写追究责任建议书
    """About the conduct of ``concerns``; read by fewer people than any other."""

    to: str
    concerns: str
    cases: frozenset[str]
    conduct_facts: Sealed
    conduct_evidence: Sealed
    conduct_consequence: Sealed
    conduct_proposal: Sealed


@dataclass(frozen=True, kw_only=True)
class SignRecommendation(Command):  # 签发建议书
    pass


@dataclass(frozen=True, kw_only=True)
class DropRecommendation(Command):  # 不予提出
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ConfirmReceipt(Command):  # 签收
    pass


@dataclass(frozen=True, kw_only=True)
class RecordReceipt(Command):  # 登记送达
    """It was handed over on paper; ``proof`` shows when."""

    received_at: datetime
    proof: Sealed


@dataclass(frozen=True, kw_only=True)
class GiveFeedback(Command):  # 书面反馈采纳情况
    adoption: Adoption
    reasons: Sealed


@dataclass(frozen=True, kw_only=True)
class GiveConductFeedback(Command):  # 书面反馈追责建议采纳情况
    adoption: Adoption
    conduct_reasons: Sealed
