"""What people read of an inspection, and what must go out because of an event."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from rules import timekeeping
from rules.inspection import events
from rules.inspection.matter import Finding, Inspection, Stage, head_of
from rules.instants import legal_day
from rules.journal import CaseRow, Letter, Task, View
from rules.procedure import Officer

LIST_FRAME = "list-frame"  # the letter that has the matters of the scope listed


def view(inspection: Inspection) -> View:
    edition = inspection.edition
    is_late = any(each.is_overdue for each in inspection.open_findings)
    tasks = () if inspection.has_ended else _tasks(inspection)
    return View(
        case=CaseRow(
            stage=inspection.stage,
            step=None,
            owner_unit=inspection.lead.unit,
            owner_role=inspection.lead.role,
            handler=None,
            waits_for=_waits_for(inspection),
            next_moment=min(moments(inspection), default=None),
            due_on=min((task.due_on for task in tasks if task.due_on), default=None),
            overdue=is_late,
            needs_attention=is_late,
            outcome=inspection.outcome,
            places=_places(inspection),
            opened_at=inspection.opened_at,
            changed_at=inspection.changed_at,
            closed_at=inspection.closed_at,
            light="red" if is_late else "green",
            calendar=edition.calendar.series,
            calendar_number=edition.calendar.number,
            amendments=edition.amendments,
        ),
        tasks=tasks,
        clocks=timekeeping.rows(inspection),
    )


def _places(inspection: Inspection) -> tuple[str, ...]:
    """Before the circular nobody of the inspected units knows; after it, all of whom something was found."""
    is_out = inspection.stage in (Stage.RECTIFYING, Stage.CLOSED)
    found = {each.unit for each in inspection.findings if is_out}
    return tuple(sorted({inspection.edition.county, *found}))


def _waits_for(inspection: Inspection) -> str:
    match inspection.stage:
        case Stage.TO_DRAW:
            return "draw-sample"
        case Stage.CHECKING:
            return "issue-circular" if not inspection.to_look_at else "look-at-sample"
        case Stage.RECTIFYING:
            return "rectify"
        case _:
            return "nothing"


def unseen(inspection: Inspection, officer: Officer) -> frozenset[str]:
    """What only the county reads: from which matters it was drawn, and in which nothing was found."""
    is_countys = officer.unit == inspection.edition.county
    return frozenset() if is_countys else frozenset({"SampleDrawn", "FoundInOrder"})


def moments(inspection: Inspection) -> tuple[datetime, ...]:
    """The instants (UTC) at which a rectification falls overdue."""
    if inspection.stage is not Stage.RECTIFYING:
        return ()
    dues = [inspection.rectification_due(each) for each in inspection.open_findings if not each.is_overdue]
    return tuple(due.is_over_at for due in dues if due)


def _tasks(inspection: Inspection) -> tuple[Task, ...]:
    lead, since = inspection.lead, inspection.waiting_since
    if inspection.stage is not Stage.RECTIFYING:
        return (Task(_waits_for(inspection), lead.role, lead.unit, None, since, None),)
    return tuple(_task_of(inspection, each) for each in inspection.open_findings)


def _task_of(inspection: Inspection, finding: Finding) -> Task:
    """What a finding waits for: to be put right and checked by the unit, or to be signed off."""
    due = inspection.rectification_due(finding)
    on, since, lead = due.on if due else None, inspection.waiting_since, inspection.lead
    if inspection.awaits_sign_off(finding):
        return Task("sign-off-rectification", lead.role, lead.unit, None, since, on)
    seat = head_of(inspection.edition, finding.unit)
    assert seat
    return Task("rectify", seat.role, finding.unit, None, since, on)


def follows(inspection: Inspection, event: Any) -> tuple[Letter, ...]:
    """What must go out because of ``event``, given the inspection after it. Carried by the relay."""
    seq = inspection.seq
    match event:
        case events.InspectionOpened():
            return (Letter(seq, LIST_FRAME, 1, {"inspection": inspection.id}),)
        case events.CircularIssued():
            return _circular(inspection, event)
        case events.RectificationSentBack():
            [finding] = [each for each in inspection.findings if each.number == event.finding]
            seat = head_of(inspection.edition, finding.unit)
            assert seat
            return (_notice(seq, "rectification-sent-back", seat.role, finding.unit, None),)
        case events.RectificationFellOverdue():
            letter = _told_upwards(inspection, event)
            return (replace(letter, not_before=timekeeping.next_notice_at(inspection.edition, event.at)),)
        case events.InspectionEnded():
            return (Letter(seq, "export-history", 1, {"procedure": inspection.id}),)
        case _:
            return ()


def _circular(inspection: Inspection, event: events.CircularIssued) -> tuple[Letter, ...]:
    """One document to all units of the scope: what was drawn and found, by number and code; the words lie
    sealed."""
    data = {
        "on": legal_day(event.at).isoformat(),
        "unit": inspection.lead.unit,
        "inspectors": sorted(inspection.inspectors),
        "since": inspection.since.isoformat(),
        "until": inspection.until.isoformat(),
        "drawn": len(inspection.drawn),
        "findings": [
            {"number": each.number, "unit": each.unit, "aspect": each.aspect, "basis": each.basis}
            for each in inspection.findings
        ],
        "due_on": str(_due_on(inspection) or ""),
        "words": event.words,
        **{f"unit-{each.number}": each.unit for each in inspection.findings},
    }
    heads = [(head_of(inspection.edition, unit), unit) for unit in sorted(inspection.units)]
    seats = [f"{head.role}@{unit}" for head, unit in heads if head]
    document = {"kind": "inspection-circular", "unit": inspection.lead.unit}
    return (Letter(inspection.seq, "document", 1, {**document, "addressees": seats, "data": data}),)


def _due_on(inspection: Inspection) -> date | None:
    dues = [inspection.rectification_due(each) for each in inspection.findings]
    return min((due.on for due in dues if due), default=None)


def _told_upwards(inspection: Inspection, event: events.RectificationFellOverdue) -> Letter:
    seat = inspection.edition.oversight.inspection.told
    county = inspection.edition.county
    return _notice(inspection.seq, "rectification-overdue", seat.role, county, event.due_on)


def _notice(seq: int, code: str, role: str, unit: str, due_on: date | None) -> Letter:
    return Letter(seq, "notice", 1, {"code": code, "role": role, "unit": unit, "due_on": str(due_on or "")})
