"""What is written down of a past matter. The names are persisted: they are pinned by a house test."""

from dataclasses import dataclass
from datetime import datetime

from rules.past.matter import Kind, Outcome
from rules.procedure import Event, Sealed


@dataclass(frozen=True, kw_only=True)
class PastMatterRecorded(Event):  # 既往事项补录
    """``at`` is when we learnt of it; ``received_at`` and ``closed_at`` are when it happened, in UTC.
    ``reply`` is what was answered then, the handling opinion of a petition."""

    id: str
    number: str
    edition: str
    kind: Kind
    outcome: Outcome | None
    dispute_type: str | None
    village: str | None
    township: str | None
    step: int | None
    received_at: datetime
    closed_at: datetime
    reply: Sealed | None = None
