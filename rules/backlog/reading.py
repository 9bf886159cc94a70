"""What people read of an old matter under a leader, and what must go out because of an event."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from rules import timekeeping
from rules.backlog import events
from rules.backlog.matter import Backlog, Stage
from rules.checklist import missing
from rules.journal import CaseRow, Letter, Task, View
from rules.procedure import Event

LOOK_AT_MATTER = "look-at-matter"  # the letter that has somebody see whether the matter has ended


def view(backlog: Backlog) -> View:
    edition = backlog.edition
    role, unit = backlog.seat or (edition.oversight.backlog.office.role, edition.county)
    tasks = () if backlog.has_ended else _tasks(backlog)
    return View(
        case=CaseRow(
            stage=backlog.stage,
            step=None,
            owner_unit=unit,
            owner_role=role,
            handler=backlog.leader.person if backlog.leader else None,
            waits_for=_waits_for(backlog),
            next_moment=min(moments(backlog), default=None),
            due_on=min((task.due_on for task in tasks if task.due_on), default=None),
            overdue=backlog.is_overdue,
            needs_attention=backlog.is_red,
            outcome=backlog.outcome,
            places=_places(backlog),
            opened_at=backlog.opened_at,
            changed_at=backlog.changed_at,
            closed_at=backlog.closed_at,
            light="red" if backlog.is_red else "green",
            calendar=edition.calendar.series,
            calendar_number=edition.calendar.number,
            amendments=edition.amendments,
        ),
        tasks=tasks,
        clocks=timekeeping.rows(backlog),
    )


def _places(backlog: Backlog) -> tuple[str, ...]:
    """Where it is from, who leads it, and who works on it."""
    seat = {backlog.seat[1]} if backlog.seat else set()
    places = {backlog.edition.county, backlog.unit, *seat, *backlog.team}
    return tuple(sorted(place for place in places if place))


def _waits_for(backlog: Backlog) -> str:
    match backlog.stage:
        case Stage.CLOSED:
            return "nothing"
        case Stage.ASSESSING:
            form = backlog.edition.oversight.checklist
            return "check-backlog" if missing(form, backlog.checklist) else "assess-backlog"
        case Stage.REGISTERED:
            return "assign-leader"
        case _:
            if backlog.leader is None:
                return "take-charge"
            return "arrange-backlog" if backlog.lacks else "settle-backlog"


def moments(backlog: Backlog) -> tuple[datetime, ...]:
    """The instants (UTC) at which it falls overdue, or a milestone is missed."""
    if backlog.has_ended:
        return ()
    due = backlog.current_due()
    late = (due.is_over_at,) if due and not backlog.is_overdue else ()
    return (*late, *(milestone.is_over_at for milestone in backlog.to_be_missed()))


def _tasks(backlog: Backlog) -> tuple[Task, ...]:
    edition, since = backlog.edition, backlog.waiting_since
    what, office = _waits_for(backlog), edition.oversight.backlog.office
    role, unit, person = office.role, edition.county, None
    if backlog.seat and what != "assess-backlog":
        role, unit = backlog.seat
        person = backlog.leader.person if backlog.leader else None
    tasks = [Task(what, role, unit, person, since, _due_on(backlog))]
    if backlog.proposed:
        approver = edition.oversight.backlog.approver
        tasks.append(Task("approve-leader", approver.role, edition.county, None, since, None))
    return tuple(tasks)


def _due_on(backlog: Backlog) -> date | None:
    """The nearest day: of its clock, or of the next milestone."""
    due = backlog.current_due()
    milestones = [m.due_on for m in backlog.milestones if m.is_open and backlog.stage is Stage.LED]
    return min([*([due.on] if due else []), *milestones], default=None)


def follows(backlog: Backlog, event: Any) -> tuple[Letter, ...]:
    """What must go out because of ``event``, given what it is after it. Carried by the relay."""
    edition, seq = backlog.edition, backlog.seq
    match event:
        case events.LeaderAssigned():
            letter = _notice(seq, "backlog-to-lead", event.role, event.unit, None)
            return (_in_notice_hours(backlog, event, letter),)
        case events.MilestoneMissed():
            assert backlog.seat
            letter = _notice(seq, "milestone-missed", *backlog.seat, event.due_on)
            return (_in_notice_hours(backlog, event, letter),)
        case events.ArrangementFellOverdue():
            late = _notice(seq, "backlog-not-arranged", edition.supervisor.role, edition.county, event.due_on)
            return (_in_notice_hours(backlog, event, late),)
        case events.AssessmentFellOverdue():
            late = _notice(seq, "backlog-not-assessed", edition.supervisor.role, edition.county, event.due_on)
            return (_in_notice_hours(backlog, event, late),)
        case events.SettlementReported():
            return (Letter(seq, LOOK_AT_MATTER, 1, {"backlog": backlog.id}),)
        case events.BacklogEnded():
            return (Letter(seq, "export-history", 1, {"procedure": backlog.id}),)
        case _:
            return ()


def _notice(seq: int, code: str, role: str, unit: str, due_on: date | None) -> Letter:
    return Letter(seq, "notice", 1, {"code": code, "role": role, "unit": unit, "due_on": str(due_on or "")})


def _in_notice_hours(backlog: Backlog, event: Event, letter: Letter) -> Letter:
    return replace(letter, not_before=timekeeping.next_notice_at(backlog.edition, event.at))
