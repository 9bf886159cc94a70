"""Whose having a case open is told to others who have it open (在场)."""

from rules.authority.table import Permission, may
from rules.editions import Edition
from rules.procedure import Officer

_LOOKS_AFTER_OTHERS = (Permission.SUPERVISE, Permission.AUDIT)
_OVERSIGHT = frozenset({"supervision", "inspection"})  # procedures that are oversight themselves


def overseers(edition: Edition) -> frozenset[str]:
    """The roles that a county's edition has supervise or inspect, whatever else they do."""
    steps = (level.supervisor for level in edition.ladder.levels)
    seats = (edition.supervisor, *steps, *edition.oversight.inspection.inspectors)
    return frozenset(seat.role for seat in seats)


def is_told(seat: Officer, kind: str, holder: str, oversee: frozenset[str]) -> bool:
    """Decision 0051 督查不声张: whether others are told that this seat has a case of a kind open, which the
    unit ``holder`` holds. Of whoever supervises or audits nobody is; of a seat that supervises or inspects
    beside its own work (``oversee``: roles) only where its own unit holds the case."""
    if any(may(seat.role, power) for power in _LOOKS_AFTER_OTHERS):
        return False
    return seat.role not in oversee or (kind not in _OVERSIGHT and seat.unit == holder)
