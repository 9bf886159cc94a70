"""What of a report is told to everybody in the house (报告的公开范围): counts, and no small ones of a narrow
place.

Whose matters they are, only somebody sees who sees those matters; the lists stand apart.
"""

from typing import Any

from rules.reports.composing import Line, Report
from rules.satisfaction import SMALLEST_CELL

# What a line is narrowed to without coming nearer to anybody: what everything is of.
_WIDE = frozenset({"kind", "figure"})


def told(report: Report, too_few: int) -> list[dict[str, Any]]:
    """County policy 38 小数不公开: the parts and lines with their counts. A count that is narrowed to a unit,
    a place or a kind of matter, and is small, is null; evaluations are told of as in county policy 19."""
    return [
        {"code": part.code, "lines": [_told(line, too_few) for line in part.lines]} for part in report.parts
    ]


def _told(line: Line, too_few: int) -> dict[str, Any]:
    is_told = is_enough(line, too_few)
    return {
        "code": line.code,
        "of": dict(line.of),
        "version": line.version,
        "is_list": line.matters is not None,
        "count": _length(line.matters) if is_told else None,
        "among": _length(line.among) if is_told else None,
        "is_told": is_told,
        "numbers": {name: number if is_told else None for name, number in line.numbers},
    }


def is_enough(line: Line, too_few: int) -> bool:
    """Whether a line can be told of: it is of the whole county, or of enough, or of none at all."""
    whole = (line.matters if line.among is None else line.among) or ()
    if line.is_secret:
        return len(whole) >= SMALLEST_CELL
    is_narrow = any(name not in _WIDE for name, _ in line.of)
    return not is_narrow or not whole or len(whole) >= too_few


def _length(matters: tuple[str, ...] | None) -> int | None:
    return None if matters is None else len(matters)
