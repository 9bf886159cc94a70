"""Looking back (回看): past matters of a file, measured by one clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from desk.sheets import BadRow, CannotRead, Row
from desk.submissions import columns_of, instant
from rules.calendar import WorkingCalendar
from rules.clocks.describing import LANGUAGES
from rules.clocks.reckoning import DueDate, reckon
from rules.clocks.rule import ClockRule
from rules.clocks.telling import explained
from rules.instants import ONE_DAY, first_instant_of, legal_day

# What a column may be, and the headings by which it is recognised.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "编号", "留言编号", "信访编号", "事项编号", "number"),
    "registered": (
        "registered",
        "registered_at",
        "received_at",
        "posted_at",
        "登记时间",
        "留言时间",
        "来信时间",
    ),
    "answered": ("answered", "answered_at", "replied_at", "答复时间", "回复时间", "办结时间"),
}
_LATEST = 20
_PERCENTILES = (50, 75, 90, 95, 99)
_BUCKETS = (0, 8, 16, 31, 61, 91, 181)  # days from which each begins; the last has no end


@dataclass(frozen=True)
class Past:
    """A matter as a row tells it; ``answered_at`` is None while it is open."""

    line: int
    id: str | None
    registered_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True)
class Measured:
    """A matter and the due date its clock gives it."""

    past: Past
    due: DueDate

    @property
    def is_on_time(self) -> bool:
        """Answered on its last day or before."""
        return self.past.answered_at is not None and self.past.answered_at < self.due.is_over_at

    @property
    def days(self) -> int | None:
        """From the legal day it was registered to the one it was answered; None while it is open."""
        if self.past.answered_at is None:
            return None
        return (legal_day(self.past.answered_at) - legal_day(self.past.registered_at)).days

    def late_by(self, end: datetime) -> timedelta:
        """How long after its end it was answered, or stood open at an instant; negative if it was in time."""
        return (self.past.answered_at or end) - self.due.is_over_at


def mapping_of(headings: Sequence[str], told: Sequence[str]) -> dict[str, str]:
    """Which column holds which field. Raises CannotRead, also where no column says when it was registered."""
    mapping = columns_of(headings, told, FIELDS)
    if "registered" not in mapping:
        raise CannotRead("nothing-to-look-back-on")
    return mapping


def looked_back(
    rows: Iterable[Row | BadRow],
    mapping: Mapping[str, str],
    rule: ClockRule,
    calendar: WorkingCalendar,
    as_of: date,
) -> dict[str, Any]:
    """How the matters of a file fared under a rule, as known at the end of a legal day, as plain JSON.

    ``n`` is ``on_time`` + ``late`` + ``open``; of the open ones some are not due yet and some overdue.
    ``on_time_rate`` is M-03 按期办结率 in its variant B: those on time among those due by then;
    ``on_time_rate_a`` is variant A: those on time among all.
    """
    pasts = [_past(row, mapping) for row in rows]
    bad = [past for past in pasts if isinstance(past, BadRow)]
    end = first_instant_of(as_of + ONE_DAY)
    known = [_as_known(past, end) for past in pasts if isinstance(past, Past)]
    measured = [_measured(past, rule, calendar) for past in known if past]
    return {
        "clock": rule.id,
        "live": rule.is_live,
        "in_force_from": rule.valid_from.isoformat(),
        "before_in_force": sum(not rule.holds_on(legal_day(m.past.registered_at)) for m in measured),
        "as_of": as_of.isoformat(),
        "rows": len(pasts),
        "registered_later": known.count(None),
        **_counted(measured, end),
        "days": _distribution(sorted(m.days for m in measured if m.days is not None)),
        "latest": [_told(m, rule, as_of) for m in _the_latest(measured, end)],
        "bad": [asdict(row) for row in bad],
    }


def _past(row: Row | BadRow, mapping: Mapping[str, str]) -> Past | BadRow:
    if isinstance(row, BadRow):
        return row
    id = str(row.cells[mapping["id"]]).strip() or None if "id" in mapping else None
    at: dict[str, datetime | None] = {}
    for name in ("registered", "answered"):
        cell = row.cells[mapping[name]] if name in mapping else ""
        at[name] = instant(cell) if str(cell).strip() else None
        if at[name] is None and str(cell).strip():
            return BadRow.because(row.line, "unreadable-date", id=id, value=str(cell)[:40])
    registered, answered = at["registered"], at["answered"]
    if registered is None:
        return BadRow.because(row.line, "date-missing", id=id)
    if answered is not None and answered < registered:
        return BadRow.because(row.line, "answered-before-registered", id=id)
    return Past(row.line, id, registered, answered)


def _as_known(past: Past, end: datetime) -> Past | None:
    """The matter as it stood at an instant; None if it was not there yet."""
    if past.registered_at >= end:
        return None
    is_answered = past.answered_at is not None and past.answered_at < end
    return past if is_answered else Past(past.line, past.id, past.registered_at, None)


def _measured(past: Past, rule: ClockRule, calendar: WorkingCalendar) -> Measured:
    due = reckon(rule, calendar, past.registered_at, rule.trigger)
    assert due
    return Measured(past, due)


def _counted(measured: Sequence[Measured], end: datetime) -> dict[str, Any]:
    on_time = [m for m in measured if m.is_on_time]
    still_open = [m for m in measured if m.past.answered_at is None]
    overdue = sum(m.due.is_over_at <= end for m in still_open)
    late = len(measured) - len(on_time) - len(still_open)
    on_time_and_due = sum(m.due.is_over_at <= end for m in on_time)
    due = on_time_and_due + late + overdue
    return {
        "n": len(measured),
        "on_time": len(on_time),
        "late": late,
        "open": len(still_open),
        "open_not_due": len(still_open) - overdue,
        "open_overdue": overdue,
        "due": due,
        "on_time_among_due": on_time_and_due,
        "on_time_rate": _rate(on_time_and_due, due),
        "on_time_rate_a": _rate(len(on_time), len(measured)),
    }


def _rate(some: int, of: int) -> float | None:
    return round(some / of, 4) if of else None


def _distribution(days: Sequence[int]) -> dict[str, Any]:
    """Days from registration to answer: percentiles by nearest rank, and how many in each bucket."""
    edges = [*_BUCKETS, None]
    return {
        "n": len(days),
        "mean": round(sum(days) / len(days), 1) if days else None,
        **{f"p{each}": days[-(-each * len(days) // 100) - 1] if days else None for each in _PERCENTILES},
        "max": days[-1] if days else None,
        "buckets": [
            {
                "from": first,
                "to": after - 1 if after else None,
                "n": sum(first <= each and (after is None or each < after) for each in days),
            }
            for first, after in pairwise(edges)
            if first is not None
        ],
    }


def _the_latest(measured: Iterable[Measured], end: datetime) -> list[Measured]:
    late = [m for m in measured if m.late_by(end) >= timedelta()]
    return sorted(late, key=lambda m: (-m.late_by(end), m.past.line))[:_LATEST]


def _told(measured: Measured, rule: ClockRule, as_of: date) -> dict[str, Any]:
    past, due = measured.past, measured.due
    ended_on = legal_day(past.answered_at) if past.answered_at else as_of
    return {
        "line": past.line,
        "id": past.id,
        "registered": past.registered_at.isoformat(),
        "answered": past.answered_at.isoformat() if past.answered_at else None,
        "days": measured.days,
        "due": due.at.isoformat() if due.at else due.on.isoformat(),
        "days_late": (ended_on - due.on).days,
        "explanation": {language: list(explained(due, rule, language)) for language in LANGUAGES},
    }
