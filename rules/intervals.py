"""Intervals of legal days: from a first day up to, and without, a last."""

from datetime import date


class Interval:
    """Holds from ``valid_from`` up to, and without, ``valid_until``; without an end, for good.

    With both on the same day it holds on none: what was entered and taken back at once.
    """

    valid_from: date
    valid_until: date | None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)

    def overlaps(self, other: "Interval") -> bool:
        """Whether there is a day on which both hold."""
        first = max(self.valid_from, other.valid_from)
        return self.holds(first) and other.holds(first)

    def covers(self, other: "Interval") -> bool:
        """Whether it holds on every day on which the other does."""
        if other.valid_until is None:
            return self.valid_from <= other.valid_from and self.valid_until is None
        return self.valid_from <= other.valid_from and (
            self.valid_until is None or other.valid_until <= self.valid_until
        )
