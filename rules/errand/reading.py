"""What people read of an errand, and what must go out because of an event."""

from datetime import date, datetime
from typing import Any

from rules import timekeeping
from rules.errand import events
from rules.errand.matter import (
    LAST_EXAMINATION,
    MEETING,
    RE_EXAMINATION,
    AuthorityEnd,
    Errand,
    Stage,
    Verdict,
)
from rules.instants import ONE_DAY, legal_day
from rules.journal import CaseRow, Letter, Task, View
from rules.participants import rows_of
from rules.procedure import Event, Officer

WAITS_FOR = {
    Stage.RUNNING: "run-errand",
    Stage.REPORTED: "evaluate-errand",
    Stage.RE_EXAMINED: "re-examine-errand",
    Stage.AT_PETITION_OFFICE: "examine-errand-last",
    Stage.CLOSED: "nothing",
}
_EXAMINED_BY = {Stage.RE_EXAMINED: RE_EXAMINATION, Stage.AT_PETITION_OFFICE: LAST_EXAMINATION}


def view(errand: Errand) -> View:
    role, unit, person = _owner(errand)
    edition, is_late = errand.edition, bool(errand.overdue)
    return View(
        case=CaseRow(
            stage=errand.stage,
            step=None,
            owner_unit=unit,
            owner_role=role,
            handler=person,
            waits_for=WAITS_FOR[errand.stage],
            next_moment=min(moments(errand), default=None),
            due_on=_due_on(errand),
            overdue=is_late,
            needs_attention=is_late,
            outcome=errand.outcome,
            places=_places(errand),
            opened_at=errand.opened_at,
            changed_at=errand.changed_at,
            closed_at=errand.closed_at,
            light="red" if is_late else "green",
            calendar=edition.calendar.series,
            calendar_number=edition.calendar.number,
            amendments=edition.amendments,
        ),
        tasks=() if errand.has_ended else _tasks(errand),
        parties=rows_of(errand.people),
        clocks=timekeeping.rows(errand),
    )


def _owner(errand: Errand) -> tuple[str, str, str]:
    """The leader in charge, by name, whoever acts meanwhile: so it is never in nobody's hands."""
    if errand.stage is Stage.AT_PETITION_OFFICE:
        seat = errand.edition.petitions.department
        return seat.role, errand.edition.county, errand.leader.person
    return errand.leader.role, errand.leader.unit, errand.leader.person


def _places(errand: Errand) -> tuple[str, ...]:
    places = {errand.village, errand.township, errand.received_by.unit, errand.edition.county}
    return tuple(sorted(place for place in places if place))


def _due_on(errand: Errand) -> date | None:
    """The last legal day of what is waited for now."""
    if errand.agent_may_act:
        return legal_day(errand.authority_over_at) - ONE_DAY
    name = errand.evaluation if errand.stage is Stage.REPORTED else _EXAMINED_BY.get(errand.stage)
    due = errand.due(name) if name else None
    return due.on if due else None


def moments(errand: Errand) -> tuple[datetime, ...]:
    """The instants (UTC) at which the authority ends, something owed falls overdue, or the person's time to
    evaluate is over."""
    if errand.has_ended:
        return ()
    found = [] if errand.authority_ended else [errand.authority_over_at]
    for name in (RE_EXAMINATION, LAST_EXAMINATION, MEETING):
        runs = any(clock.name == name and clock.is_open for clock in errand.clocks)
        due = errand.due(name) if runs and name not in errand.overdue else None
        found += [due.is_over_at] if due else []
    due = errand.due(errand.evaluation) if errand.stage is Stage.REPORTED else None
    found += [due.is_over_at] if due and not due.provisional else []
    return tuple(found)


def _tasks(errand: Errand) -> tuple[Task, ...]:
    """What waits and for whom. The agent's is what lets them see the errand (受托), and it is there exactly
    as long as they may act; what the leader in charge follows is always there."""
    role, unit, _ = _owner(errand)
    since, due_on = errand.waiting_since, _due_on(errand)
    leader = errand.leader
    tasks = [Task("follow-errand", leader.role, leader.unit, leader.person, errand.opened_at, None)]
    if errand.agent_may_act:
        agent = errand.agent
        tasks.append(Task("run-errand", agent.role, agent.unit, agent.person, since, due_on))
    elif errand.stage is Stage.REPORTED:
        window = errand.received_by
        tasks.append(Task("evaluate-errand", window.role, window.unit, None, since, due_on))
    else:
        tasks.append(Task(WAITS_FOR[errand.stage], role, unit, None, since, due_on))
    if errand.awaits_meeting:
        role, unit = errand.meeting_seat
        clock, due = errand.clock(MEETING), errand.due(MEETING)
        tasks.append(Task("answer-meeting-call", role, unit, None, clock.started_at, due.on if due else None))
    if errand.overdue:
        seat = errand.edition.supervisor
        county = errand.edition.county
        tasks.append(Task("look-into-errand", seat.role, county, None, errand.changed_at, due_on))
    return tuple(tasks)


def unseen(errand: Errand, officer: Officer) -> frozenset[str]:
    """County policy 45: whoever ran the errand is not shown what the person said of it."""
    is_the_agent = officer.person == errand.agent.person
    return frozenset({events.ErrandSatisfaction.__name__} if is_the_agent else ())


def follows(errand: Errand, event: Any) -> tuple[Letter, ...]:
    """What must go out because of ``event``, given the errand after it. Carried by the relay."""
    leader, department = errand.leader, errand.edition.petitions.department
    county = errand.edition.county
    match event:
        case events.MeetingCalled():
            return (_notice(errand, event, "errand-meeting-called", *errand.meeting_seat),)
        case events.AuthorityEnded():
            code = "errand-revoked" if event.how is AuthorityEnd.REVOKED else "errand-over"
            agent, at_once = errand.agent, event.how is AuthorityEnd.REVOKED
            told = ((agent.role, agent.unit), (leader.role, leader.unit))
            return tuple(
                _notice(errand, event, code, role, unit, number, at_once=at_once)
                for number, (role, unit) in enumerate(told, start=1)
            )
        case events.ErrandReported():
            window = errand.received_by
            return (_notice(errand, event, "errand-to-be-evaluated", window.role, window.unit),)
        case events.ErrandSatisfaction() if event.value is Verdict.DISSATISFIED:
            if errand.stage is Stage.RE_EXAMINED:
                return (_notice(errand, event, "errand-dissatisfied", leader.role, leader.unit),)
            return (_notice(errand, event, "errand-dissatisfied-again", department.role, county),)
        case events.ErrandFellOverdue():
            seat = errand.edition.supervisor
            letter = _notice(errand, event, "errand-overdue", seat.role, county)
            return (Letter(letter.seq, "notice", 1, _with_day(letter, event), not_before=letter.not_before),)
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            window = errand.received_by
            return timekeeping.moved_letters(errand, event, window.role, window.unit)
        case events.ErrandClosed():
            return (Letter(errand.seq, "export-history", 1, {"procedure": errand.id}),)
        case _:
            return ()


def _notice(
    errand: Errand,
    event: Event,
    code: str,
    role: str,
    unit: str,
    number: int = 1,
    *,
    at_once: bool = False,
) -> Letter:
    """In the notice hours; what was revoked is told at once."""
    not_before = None if at_once else timekeeping.next_notice_at(errand.edition, event.at)
    body = {"code": code, "role": role, "unit": unit}
    return Letter(errand.seq, "notice", number, body, not_before=not_before)


def _with_day(letter: Letter, event: events.ErrandFellOverdue) -> dict[str, Any]:
    return {**letter.body, "clock": event.clock, "due_on": str(event.due_on)}
