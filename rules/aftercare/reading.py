"""What people read of aftercare, and what must go out because of an event."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from rules import danger, handing, timekeeping
from rules.aftercare import events
from rules.aftercare.matter import Aftercare
from rules.instants import legal_day
from rules.journal import CaseRow, Letter, Task, View
from rules.procedure import Event


def view(aftercare: Aftercare) -> View:
    tasks = () if aftercare.has_ended else _tasks(aftercare)
    carer = aftercare.carer
    return View(
        case=CaseRow(
            stage=aftercare.stage,
            step=None,
            owner_unit=aftercare.unit_of(carer.organ),
            owner_role=carer.role,
            handler=None,
            waits_for=_waits_for(aftercare, tasks),
            next_moment=min(moments(aftercare), default=None),
            due_on=min((task.due_on for task in tasks if task.due_on), default=None),
            overdue=any(owed.is_overdue for owed in aftercare.owed),
            needs_attention=_needs_attention(aftercare),
            outcome=aftercare.outcome,
            places=tuple(sorted({aftercare.village, aftercare.township, aftercare.edition.county})),
            opened_at=aftercare.opened_at,
            changed_at=aftercare.changed_at,
            closed_at=aftercare.closed_at,
            light="red" if any(owed.is_overdue for owed in aftercare.owed) else "green",
            calendar=aftercare.edition.calendar.series,
            calendar_number=aftercare.edition.calendar.number,
            amendments=aftercare.edition.amendments,
        ),
        tasks=tasks,
        clocks=timekeeping.rows(aftercare),
    )


def _waits_for(aftercare: Aftercare, tasks: tuple[Task, ...]) -> str:
    if aftercare.has_ended:
        return "nothing"
    if tasks:
        return tasks[0].what
    return "windows" if aftercare.windows else "await-handoff"  # the people's own time, or somebody else


def _needs_attention(aftercare: Aftercare) -> bool:
    return bool(aftercare.unanswered_dangers) or any(owed.is_overdue for owed in aftercare.owed)


def moments(aftercare: Aftercare) -> tuple[datetime, ...]:
    """The instants (UTC) at which a duty falls overdue or a window closes."""
    if aftercare.has_ended:
        return ()
    duties = [aftercare.due(owed.duty) for owed in aftercare.owed if not owed.is_overdue]
    windows = [aftercare.closing(opened) for opened in aftercare.windows]
    reminders = [aftercare.remind_at(opened) for opened in aftercare.windows]
    ends = (due.is_over_at for due in (*duties, *windows) if due)
    return (*ends, *(moment for moment in reminders if moment))


def _tasks(aftercare: Aftercare) -> tuple[Task, ...]:
    tasks = [
        Task(
            what=owed.duty,
            role=aftercare.seat_for(owed.duty).role,
            unit=aftercare.unit_of(aftercare.seat_for(owed.duty).organ),
            person=None,
            since=aftercare.opened_at,
            due_on=due.on if (due := aftercare.due(owed.duty)) else None,
        )
        for owed in aftercare.owed
    ]
    if aftercare.danger_since:
        seat = aftercare.edition.police
        unit = aftercare.unit_of(seat.organ)
        tasks.append(Task("answer-danger", seat.role, unit, None, aftercare.danger_since, None))
    return tuple(tasks)


def follows(aftercare: Aftercare, event: Any) -> tuple[Letter, ...]:
    seq = aftercare.seq
    match event:
        case events.DutyFellOverdue():
            seat = aftercare.edition.supervisor
            body = {
                "code": "duty-overdue",
                "role": seat.role,
                "unit": aftercare.unit_of(seat.organ),
                "due_on": str(event.due_on),
            }
            at = timekeeping.next_notice_at(aftercare.edition, event.at)
            return (Letter(seq, "notice", 1, body, not_before=at),)
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            office = aftercare.edition.docking_office
            return timekeeping.moved_letters(aftercare, event, office.role, aftercare.unit_of(office.organ))
        case danger.DangerNoted():
            seat = aftercare.edition.police
            unit = aftercare.unit_of(seat.organ)
            return (Letter(seq, "notice", 1, {"code": "danger", "role": seat.role, "unit": unit}),)
        case events.GuidanceServed():
            assert event.by
            return_of_service = {
                "dispute": aftercare.dispute,
                "kind": "D-21",
                "party": event.party,
                "method": event.method,
                "proof": event.proof,
                "by": asdict(event.by),
            }
            return (Letter(seq, "service", 1, return_of_service),)
        case events.WindowReminded():
            return (_paper(aftercare, event, "confirmation-reminder", last_day=event.last_day),)
        case events.PerformanceRecorded() if aftercare.is_confirmed and event.performed != "fully":
            return (_paper(aftercare, event, "enforcement-guidance"),)
        case handing.HandedOff():
            return handing.handing_letters(aftercare)
        case events.AftercareClosed():
            told = handing.letters_at_the_end(aftercare, event.outcome)
            export = Letter(seq, "export-history", 1, {"procedure": aftercare.id})
            if event.reopen_at_step is None:
                return (*told, export)
            assert event.by
            new_episode = {
                "dispute": aftercare.dispute,
                "anchored_on": f"{aftercare.dispute}#{aftercare.closing_seq}",
                "step": event.reopen_at_step,
                "by": asdict(event.by),
            }
            return (Letter(seq, "reopen-dispute", 1, new_episode), *told, export)
        case _:
            return ()


def _paper(aftercare: Aftercare, event: Event, kind: str, **said: date) -> Letter:
    """A document to every party, as data: codes and dates."""
    unit = aftercare.unit_of(aftercare.carer.organ)
    data = {"on": legal_day(event.at).isoformat(), "unit": unit}
    data |= {name: day.isoformat() for name, day in said.items()}
    body = {"kind": kind, "unit": unit, "addressees": sorted(aftercare.parties), "data": data}
    return Letter(aftercare.seq, "document", 1, body)
