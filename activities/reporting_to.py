"""What the activities of reporting are asked, and what they answer: plain values."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class NextAsked:
    """Which report of this county comes next, by what it has; of a kind it has none of, since ``begun``."""

    county: str
    begun: date
    today: date


@dataclass(frozen=True)
class ReportDue:
    """Of the legal days from ``since`` to ``until``, both counted; to be made at ``due_at`` (UTC)."""

    county: str
    kind: str
    since: date
    until: date
    due_at: datetime
