"""What the activities of a handover are asked, and what they answer: plain values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HeldSearch:
    """Look for cases for which whoever left still answers, in the order of their ids, after one of them."""

    handover: str
    after: str
    limit: int


@dataclass(frozen=True)
class Held:
    """A case, and the seat at which they answered for it."""

    procedure: str
    role: str
    unit: str


@dataclass(frozen=True)
class HeldFound:
    cases: tuple[Held, ...]


@dataclass(frozen=True)
class HandBatch:
    """Tell these, so many a second."""

    handover: str
    cases: tuple[Held, ...]
    per_second: float
