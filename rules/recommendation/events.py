"""What has happened to a recommendation. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.early_warning import EarlyWarning
from rules.procedure import Event, Sealed
from rules.recommendation.matter import Adoption, Kind, Outcome


@dataclass(frozen=True, kw_only=True)
class RecommendationDrafted(Event):  # 已拟建议
    """By counting it has a ``warning`` and no word; by a person the words, and whom it goes to."""

    id: str
    number: str
    edition: str
    kind: Kind
    to: str | None = None
    concerns: str | None = None
    warning: EarlyWarning | None = None
    cases: frozenset[str] = frozenset()
    problem: Sealed | None = None
    evidence: Sealed | None = None
    analysis: Sealed | None = None
    proposal: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class RecommendationWritten(Event):  # 已写建议书
    to: str
    concerns: str | None
    cases: frozenset[str]
    problem: Sealed
    evidence: Sealed
    analysis: Sealed
    proposal: Sealed


@dataclass(frozen=True, kw_only=True)
class RecommendationIssued(Event):  # 已签发建议书
    pass


@dataclass(frozen=True, kw_only=True)
class RecommendationDropped(Event):  # 不予提出
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class RecommendationReceived(Event):  # 建议书已收到
    """``proof``: what shows it, where the addressee did not confirm it."""

    received_at: datetime
    proof: Sealed | None = None


@dataclass(frozen=True, kw_only=True)
class FeedbackFellOverdue(Event):  # 反馈逾期
    due_on: date


@dataclass(frozen=True, kw_only=True)
class AdoptionToldInWriting(Event):  # 已书面反馈
    """``was_late``: after the time for it."""

    adoption: Adoption
    reasons: Sealed
    was_late: bool


@dataclass(frozen=True, kw_only=True)
class RecommendationClosed(Event):  # 建议结束
    outcome: Outcome
