"""An inspection after an event. Never refuses: what happened, happened."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import checklist, notes, timekeeping
from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.inspection import events
from rules.inspection.matter import RULE, Finding, Inspection, Stage
from rules.procedure import Event, after


def begin(event: events.InspectionOpened, edition: Edition) -> Inspection:
    return Inspection(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=1,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        units=event.units,
        kinds=event.kinds,
        since=event.since,
        until=event.until,
        sample_size=event.sample_size,
        lead=event.lead,
        inspectors=event.inspectors,
        hands={},
        waiting_since=event.at,
    )


def evolve(before: Inspection, event: Any) -> Inspection:
    inspection = timekeeping.counted_again(after(before, event), event)
    match event:
        case timekeeping.DueDatesRecomputed():
            return replace(
                inspection,
                findings=tuple(_late_or_not(inspection, each, event.at) for each in inspection.findings),
            )
        case notes.NoteAdded():
            return inspection
        case events.SampleDrawn():
            return replace(
                inspection,
                stage=Stage.CHECKING,
                drawn=event.drawn,
                hands=event.hands,
                waiting_since=event.at,
            )
        case events.InspectorCalledIn():
            seat = f"{event.role}@{inspection.edition.county}"
            return replace(inspection, inspectors=inspection.inspectors | {seat})
        case events.FindingRecorded():
            finding = Finding(event.number, event.matter, event.aspect, event.unit, event.basis, event.words)
            looked_at = inspection.looked_at | {(event.matter, event.aspect)}
            return replace(inspection, findings=(*inspection.findings, finding), looked_at=looked_at)
        case events.FoundInOrder():
            return replace(inspection, looked_at=inspection.looked_at | {(event.matter, event.aspect)})
        case events.CircularIssued():
            return _with_clocks(inspection, event)
        case events.InspectionEnded():
            ended = replace(inspection, stage=Stage.CLOSED, outcome=event.outcome, closed_at=event.at)
            return timekeeping.closed(ended, event.at)
        case _:
            return _of_a_finding(inspection, event)


def _with_clocks(inspection: Inspection, event: events.CircularIssued) -> Inspection:
    """The time for putting right runs for every finding from the circular on."""
    clocks = tuple(
        Clock(name=each.clock, rule=RULE, event="circular-issued", started_at=event.at)
        for each in inspection.findings
    )
    return replace(inspection, stage=Stage.RECTIFYING, clocks=clocks, waiting_since=event.at)


def _late_or_not(inspection: Inspection, finding: Finding, at: datetime) -> Finding:
    """A date that moved may be one to come again: then it is told anew when it is over."""
    due = inspection.rectification_due(finding) if finding.is_overdue else None
    return replace(finding, is_overdue=due is not None and at >= due.is_over_at)


def _of_a_finding(inspection: Inspection, event: Any) -> Inspection:
    match event:
        case events.RectificationRecorded():
            return _with(inspection, event.finding, lambda f: replace(f, rectified_by=_who(event)))
        case events.RectificationChecked():
            return _with(
                inspection,
                event.finding,
                lambda f: replace(f, checklist=checklist.with_check(f.checklist, event.item, _who(event))),
            )
        case events.RectificationSignedOff():
            return _with(
                inspection,
                event.finding,
                lambda f: replace(f, checklist=checklist.with_sign_off(f.checklist, _who(event))),
            )
        case events.RectificationSentBack():
            return _with(
                inspection,
                event.finding,
                lambda f: replace(f, rectified_by=None, checklist=checklist.NOTHING_DONE),
            )
        case events.RectificationFellOverdue():
            return _with(inspection, event.finding, lambda f: replace(f, is_overdue=True))
        case events.FindingClosed():
            return _closed(inspection, event)
        case _:
            raise TypeError(type(event).__name__)


def _closed(inspection: Inspection, event: events.FindingClosed) -> Inspection:
    [finding] = [each for each in inspection.findings if each.number == event.finding]
    clocks = tuple(
        replace(each, met_at=event.at) if each.name == finding.clock else each for each in inspection.clocks
    )
    closed = _with(inspection, event.finding, lambda f: replace(f, closed_at=event.at, is_overdue=False))
    return replace(closed, clocks=clocks)


def _with(inspection: Inspection, number: int, change: Callable[[Finding], Finding]) -> Inspection:
    changed = tuple(change(each) if each.number == number else each for each in inspection.findings)
    return replace(inspection, findings=changed)


def _who(event: Event) -> str:
    """Who did it: a person stands behind each of these."""
    assert event.by
    return event.by.person
