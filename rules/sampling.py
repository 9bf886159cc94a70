"""A sample that nobody chose (抽查): drawn from a list of matters, and drawn again by whoever doubts it.

The seed is what no one can pick: the procedure and the microsecond at which its opening was written down,
both in its first entry. The list (抽样框) is every matter of the scope by number, as of that instant; it
stands in the entry of the draw, with its digest.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from rules.editions import digest_of
from rules.hearing import in_order

_FIRST = 1  # the entry that opened the procedure


def seed_of(procedure: str, opened_at: datetime) -> str:
    """The seed of a procedure that was opened at this instant (aware)."""
    at = opened_at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(f"{procedure}@{at}".encode()).hexdigest()


def sampled(seed: str, frame: Iterable[str], size: int) -> tuple[str, ...]:
    """County policy 47 抽查: the first of the order of the seed, each matter once; all, where there are
    fewer."""
    return in_order(seed, _FIRST, set(frame))[:size]


def frame_digest(frame: Iterable[str]) -> str:
    """SHA-256 of the numbers in their order, each once."""
    return digest_of(sorted(set(frame)))
