"""A line of a table, as the documents that are drawn from data have it."""

from collections.abc import Iterable


def line(cells: Iterable[str]) -> str:
    """A line with these cells."""
    return f"| {' | '.join(cells)} |"
