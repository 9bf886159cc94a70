"""From an explanation back to its date. It knows no rule and no calendar: all it has are the lines.

An explanation that does not come out where it says it does, or accounts for a day twice, contradicts itself.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

DAY = timedelta(days=1)
MONTHS_OF = {"months": 1, "years": 12}


class Contradiction(Exception):
    """The lines do not say one and the same thing."""


def evaluate(lines: Sequence[str]) -> date | datetime:
    """The last day, or of hours the instant, at which the lines come out. Raises Contradiction."""
    return _instant(lines) if lines[0].startswith("started at ") else _day(lines)


def _instant(lines: Sequence[str]) -> datetime:
    start, count, unit, to = (
        *_one("started at (.+)", lines),
        *_one("counted (.+) (hours|minutes) to (.+)", lines),
    )
    counted = int(count) + sum(int(more) for (more,) in _all(f"extended by (.+) {unit}", lines))
    seconds = sum(int(seconds) for (seconds,) in _all("excluded .+ for (.+) seconds", lines))
    end = datetime.fromisoformat(start) + timedelta(**{unit: counted}, seconds=seconds)
    _must(end == datetime.fromisoformat(to), lines)
    _must(end == datetime.fromisoformat(*_one("ends at (.+)", lines)), lines)
    return end


def _day(lines: Sequence[str]) -> date:
    start = date.fromisoformat(*_one("started (.+)", lines))
    count, unit, to = _one(r"counted (\d+) (\S+) to (.+)", lines)
    added = [(int(count), unit)]
    added += [(int(more), of) for more, of in _all(r"extended by (\d+) (\S+)", lines)]
    months = sum(number * MONTHS_OF.get(of, 0) for number, of in added)
    days = sum(number for number, of in added if of not in MONTHS_OF)
    not_counted = _days("excluded .+ (.+) for .+ days", lines) + _days("skipped .+ (.+)", lines)

    corresponding, is_month_end = _months_later(start, months)
    counted_to = corresponding + timedelta(days=days + len(not_counted))
    _must(counted_to == date.fromisoformat(to), lines)
    _must(_all("month ends (.+)", lines) == [(str(corresponding),)] * is_month_end, lines)

    _must(len(set(not_counted)) == len(not_counted), lines)
    _must(all(start < day <= counted_to for day in not_counted), lines)
    for excluded, told in _all("excluded .+ (.+) for (.+) days", lines):
        _must(len(_between(excluded)) == int(told), lines)
    for (make_up,) in _all("counted make-up workday (.+)", lines):
        _must(start < date.fromisoformat(make_up) <= counted_to, lines)
        _must(date.fromisoformat(make_up) not in not_counted, lines)

    rolled = _days("rolled over .+ (.+)", lines)
    _must(rolled == [counted_to + number * DAY for number in range(len(rolled))], lines)
    stays = _all("stayed on make-up workday (.+)", lines) + _all("not rolled from .+ (.+)", lines)
    _must(stays in ([], [(str(counted_to),)]) and not (stays and rolled), lines)
    end = counted_to + len(rolled) * DAY
    _must(end == date.fromisoformat(*_one("ends (.+)", lines)), lines)
    return end


def _months_later(start: date, months: int) -> tuple[date, bool]:
    """The corresponding day, and whether it had to be the last of its month instead."""
    first = start.replace(day=1)
    for _ in range(months):
        first = (first + 31 * DAY).replace(day=1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    return (last, True) if start.day > last.day else (first.replace(day=start.day), False)


def _days(pattern: str, lines: Sequence[str]) -> list[date]:
    return [day for (run,) in _all(pattern, lines) for day in _between(run)]


def _between(run: str) -> list[date]:
    first, last = (date.fromisoformat(end) for end in run.split(".."))
    return [first + number * DAY for number in range((last - first).days + 1)]


def _all(pattern: str, lines: Sequence[str]) -> list[tuple[str, ...]]:
    return [said.groups() for line in lines if (said := re.fullmatch(pattern, line))]


def _one(pattern: str, lines: Sequence[str]) -> tuple[str, ...]:
    said = _all(pattern, lines)
    _must(len(said) == 1, lines)
    return said[0]


def _must(holds: bool, lines: Sequence[str]) -> None:
    if not holds:
        raise Contradiction("\n".join(lines))
