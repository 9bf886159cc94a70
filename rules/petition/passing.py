"""What time brings to a petition (期限): reminders, overdue duties, and the end of the time to object."""

from collections.abc import Iterator
from datetime import datetime

from rules import supplement
from rules.clocks.reckoning import DueDate
from rules.instants import ONE_DAY, first_instant_of
from rules.petition import events
from rules.petition.matter import DECIDE, HANDLE, OBJECT, PASS_ON, Petition
from rules.procedure import Event, Now, TimePassed
from rules.timekeeping import reminder_at

# Nobody is late when these end: what they would have allowed is no longer possible, and that is all.
QUIET = frozenset({PASS_ON, DECIDE, supplement.CLOCK})


def time_passed(petition: Petition, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """XFTL 22, 23, 34 期限届满: an agency that is late is late, and its supervisor is told. One silence alone
    has a consequence, as the article says: no objection in five working days, and it is the unit's own."""
    if petition.has_ended:
        return ()
    happened: list[Event] = []
    if (remind := remind_at(petition)) and now.at >= remind and not petition.is_reminded:
        due = petition.due(HANDLE)
        assert due
        happened.append(events.PeriodReminded(at=now.at, clock=HANDLE, due_on=due.on))
    for name, due in running(petition):
        if now.at >= due.is_over_at:
            happened.append(_over(name, due, now))
    report = report_over_at(petition)
    if report and now.at >= report:
        assert petition.report_by
        happened.append(events.ReportFellOverdue(at=now.at, due_on=petition.report_by))
    return (*happened, *supplement.supplement_time_passed(petition, now))


def _over(name: str, due: DueDate, now: Now) -> Event:
    if name == OBJECT:
        return events.TransferSettled(at=now.at, due_on=due.on)
    return events.PeriodFellOverdue(at=now.at, clock=name, due_on=due.on)


def running(petition: Petition) -> Iterator[tuple[str, DueDate]]:
    """The clocks that have an end ahead of them, or behind them unnoticed."""
    for clock in petition.clocks:
        due = petition.due(clock.name) if clock.is_open and clock.name not in petition.overdue else None
        if due and clock.name not in QUIET:
            yield clock.name, due


def is_over(petition: Petition, name: str, now: Now) -> bool:
    """Whether the time that this clock measures is over."""
    due = petition.due(name)
    return due is not None and now.at >= due.is_over_at


def was_met_late(petition: Petition, name: str) -> bool:
    """Whether what this clock measures was done, but too late."""
    met = [clock.met_at for clock in petition.clocks if clock.name == name and clock.met_at]
    return any(is_over(petition, name, Now(at)) for at in met)


def remind_at(petition: Petition) -> datetime | None:
    """When the handler is reminded that the sixty days are about to end (UTC)."""
    clock = next((clock for clock in petition.clocks if clock.name == HANDLE and clock.is_open), None)
    if clock is None or petition.is_reminded:
        return None
    return reminder_at(petition.edition, clock, petition.edition.petitions.remind_before_days)


def report_over_at(petition: Petition) -> datetime | None:
    """When the day of an assignment is over (UTC), while nothing was reported."""
    if petition.report_by is None or not petition.owes_report or petition.report_is_overdue:
        return None
    return first_instant_of(petition.report_by + ONE_DAY)


def moments(petition: Petition) -> tuple[datetime, ...]:
    """The instants (UTC) at which time will change something."""
    if petition.has_ended:
        return ()
    ends = [due.is_over_at for _, due in running(petition)]
    others = (remind_at(petition), report_over_at(petition))
    return tuple(at for at in (*ends, *others, *supplement.supplement_moments(petition)) if at)
