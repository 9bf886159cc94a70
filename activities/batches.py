"""What the activities of a publication are asked, and what they answer: plain values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """What a publication has done so far: cases told, dates moved, duties now overdue, notices due."""

    told: int = 0
    moved: int = 0
    overdue: int = 0
    notices: int = 0


@dataclass(frozen=True)
class Untold:
    """An open case that does not know yet. ``failed`` counts the asks whose ids are used up."""

    procedure: str
    calendar_number: int  # up to which it knows the notices of its calendar
    failed: int = 0


@dataclass(frozen=True)
class Search:
    """Look for cases that do not know, in the order of their ids, after one of them."""

    version: str
    after: str
    limit: int


@dataclass(frozen=True)
class Found:
    """``under_way``: how many publications are on their way now; they share the rate."""

    cases: tuple[Untold, ...]
    under_way: int


@dataclass(frozen=True)
class Batch:
    """Tell these, so many a second. ``before`` is what was done before them."""

    version: str
    cases: tuple[Untold, ...]
    per_second: float
    before: Tally


@dataclass(frozen=True)
class Told:
    """What was done by now, and whom to ask again: nobody knows yet whether they were told."""

    so_far: Tally
    left: tuple[Untold, ...]
