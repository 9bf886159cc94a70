"""What people read of the time after the reply, and what must go out because of an event."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from rules import danger, timekeeping
from rules.editions import Seat
from rules.journal import CaseRow, EvaluationRow, Letter, Task, View
from rules.participants import rows_of
from rules.petition_aftercare import events
from rules.petition_aftercare.codes import Duty
from rules.petition_aftercare.looking_after import moments
from rules.petition_aftercare.matter import PetitionAftercare


def view(aftercare: PetitionAftercare) -> View:
    tasks = () if aftercare.has_ended else _tasks(aftercare)
    is_late = any(owed.is_overdue for owed in aftercare.owed)
    places = {aftercare.village, aftercare.township, aftercare.unit, aftercare.edition.county}
    return View(
        case=CaseRow(
            stage=aftercare.stage,
            step=None,
            owner_unit=aftercare.place_of(aftercare.carer) or aftercare.edition.county,
            owner_role=aftercare.carer.role,
            handler=None,
            waits_for=_waits_for(aftercare),
            next_moment=min(moments(aftercare), default=None),
            due_on=min((task.due_on for task in tasks if task.due_on), default=None),
            overdue=is_late,
            needs_attention=bool(aftercare.unanswered_dangers) or is_late,
            outcome=aftercare.outcome,
            places=tuple(sorted(place for place in places if place)),
            opened_at=aftercare.opened_at,
            changed_at=aftercare.changed_at,
            closed_at=aftercare.closed_at,
            light="red" if is_late else "green",
            calendar=aftercare.edition.calendar.series,
            calendar_number=aftercare.edition.calendar.number,
            amendments=aftercare.edition.amendments,
        ),
        tasks=tasks,
        parties=rows_of(aftercare.people),
        clocks=timekeeping.rows(aftercare),
        evaluations=tuple(
            EvaluationRow(each.petitioner, each.target, each.status, each.value)
            for each in aftercare.evaluations
        ),
    )


def _waits_for(aftercare: PetitionAftercare) -> str:
    """Never for what only some may know of: wherever that is owed, the audit is owed too."""
    if aftercare.has_ended:
        return "nothing"
    if known := [owed.duty for owed in aftercare.owed if owed.duty is not Duty.RE_EXAMINE]:
        return known[0]
    return "review-under-way" if aftercare.reviews_awaited else "windows"


def _tasks(aftercare: PetitionAftercare) -> tuple[Task, ...]:
    since = aftercare.opened_at
    tasks = [
        _task(aftercare, owed.duty, aftercare.seat_for(owed.duty), since, aftercare.due_on(owed.duty))
        for owed in aftercare.owed
    ]
    # 首访责任: whoever received it first follows it to its end; no transfer takes that away.
    first, unit = aftercare.first_receiver, aftercare.received_by
    tasks.append(Task("follow-up", "first_receiver", unit, first, since, None))
    if aftercare.danger_since:
        tasks.append(_task(aftercare, "answer-danger", aftercare.danger_seat, aftercare.danger_since, None))
    return tuple(tasks)


def _task(
    aftercare: PetitionAftercare,
    what: str,
    seat: Seat,
    since: datetime,
    due_on: date | None,
) -> Task:
    return Task(what, seat.role, _unit(aftercare, seat), None, since, due_on)


def _unit(aftercare: PetitionAftercare, seat: Seat) -> str:
    unit = aftercare.place_of(seat)
    assert unit  # only of the police is none known, and then they are not asked
    return unit


def follows(aftercare: PetitionAftercare, event: Any) -> tuple[Letter, ...]:
    seq = aftercare.seq
    match event:
        case events.DutyFellOverdue():
            body = _notice(aftercare, "reply-duty-overdue", aftercare.edition.supervisor)
            at = timekeeping.next_notice_at(aftercare.edition, event.at)
            told = {**body, "clock": event.duty, "due_on": str(event.due_on)}
            return (Letter(seq, "notice", 1, told, not_before=at),)
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            teller = aftercare.edition.petitions.department
            return timekeeping.moved_letters(aftercare, event, teller.role, _unit(aftercare, teller))
        case danger.DangerNoted():
            return (Letter(seq, "notice", 1, _notice(aftercare, "danger", aftercare.danger_seat)),)
        case events.ReviewAskedFor():
            body = {"aftercare": aftercare.id, "petitioner": event.petitioner, "grounds": event.grounds}
            return (Letter(seq, "open-review", 1, {**body, "reviewer": event.reviewer}),)
        case events.PetitionAftercareClosed():
            export = Letter(seq, "export-history", 1, {"procedure": aftercare.id})
            if event.ground is None:
                return (export,)
            assert event.by
            anew = {
                "petition": aftercare.petition,
                "anchored_on": f"{aftercare.petition}#{aftercare.closing_seq}",
                "ground": event.ground,
                "by": asdict(event.by),
            }
            return (Letter(seq, "reopen-petition", 1, anew), export)
        case _:
            return ()


def _notice(aftercare: PetitionAftercare, code: str, seat: Seat) -> dict[str, Any]:
    return {"code": code, "role": seat.role, "unit": _unit(aftercare, seat)}
