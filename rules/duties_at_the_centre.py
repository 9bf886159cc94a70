"""Whose duty it is that an event says is late, and whether it is owed still: of what is run beside what
people bring. What is told when it is late and yet is no organ's duty is named in docs/decisions/0041.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from rules.clocks.clock import Clock
from rules.duties import Duty
from rules.heads import head_of
from rules.instants import legal_day
from rules.procedure import Late

# Duties of which a procedure has several are named with the number of each, as tasks are named with it.
WHISTLE, ARRIVAL, RULING, UNIT_TASK = "answer-whistle", "arrive", "decide-call-objection", "finish-unit-task"
DANGER, ORDER = "take-up-danger", "acknowledge-order"
MILESTONE, MEETING_TASK, RECTIFICATION = "settle-backlog", "perform-task", "rectify"
MINUTES, HANDLING = "minutes", "handle"


def _stage(event: Any, happened: Any) -> Duty:
    role, unit = event.owner
    return Duty(happened.clock, happened.due_on, role, unit, happened.clock)


def _settled(meeting: Any, happened: Any) -> Duty | None:
    """What was settled at it, and its minutes. A day to be decided about, and what a leader follows by name,
    are told and pressed with nobody."""
    name, _, number = happened.clock.partition("-")
    if name == "task":
        task = meeting.item(int(number)).task
        return Duty(f"{MEETING_TASK}@{number}", happened.due_on, task.role, task.unit, happened.clock)
    if name == MINUTES:
        return Duty(MINUTES, happened.due_on, meeting.owner.role, meeting.unit, MINUTES)
    return None


def _silence(dispatch: Any, happened: Any) -> Duty | None:
    """Once all above the unit were told, and it has not answered: it stands in the list (督办名单)."""
    call = dispatch.calls[happened.call - 1]
    if not happened.is_listed:
        return None
    due_on = _day(dispatch, "P-60", call.asked_at)
    return Duty(f"{WHISTLE}@{call.number}", due_on, call.role, call.unit, rule="P-60")


def _absence(dispatch: Any, happened: Any) -> Duty | None:
    """Of a unit that has said that it comes; a silent one is pressed for its silence, one that objects not
    before it is decided."""
    call = dispatch.calls[happened.call - 1]
    if not _is_expected(call):
        return None
    return Duty(f"{ARRIVAL}@{call.number}", legal_day(dispatch.be_there_by), call.role, call.unit)


def _is_expected(call: Any) -> bool:
    return bool(call.is_not_there) and call.standing == "reporting"


def _ruling(dispatch: Any, happened: Any) -> Duty:
    call, convener = dispatch.calls[happened.call - 1], dispatch.convener
    due_on = _day(dispatch, "P-61", call.since)
    return Duty(f"{RULING}@{call.number}", due_on, convener.role, convener.unit, rule="P-61")


def _unit_task(dispatch: Any, happened: Any) -> Duty:
    task = dispatch.unit_tasks[happened.task - 1]
    call = dispatch.calls[task.call - 1]
    return Duty(f"{UNIT_TASK}@{task.number}", legal_day(task.due_at), call.role, call.unit)


def _danger(incident: Any, happened: Any) -> Duty:
    """The centre's own, for the supervisor was told of it."""
    seat, edition = incident.commander, incident.edition
    return Duty(DANGER, _day(incident, "P-64", incident.opened_at), seat.role, edition.county, rule="P-64")


def _order(incident: Any, happened: Any) -> Duty | None:
    order = incident.orders[happened.order - 1]
    if not happened.is_listed:
        return None
    due_on = _day(incident, "P-63", order.given_at)
    return Duty(f"{ORDER}@{order.number}", due_on, order.role, order.unit, rule="P-63")


def _errand(errand: Any, happened: Any) -> Duty:
    """The leader in charge owes the first examination, the petition department the last, and its office the
    answer whether there is a meeting."""
    work, edition = errand.edition.petitions, errand.edition
    owing: Mapping[str, tuple[str, str]] = {
        "re-examination": (errand.leader.role, errand.leader.unit),
        "examination": (work.department.role, edition.county),
        "meeting": errand.meeting_seat,
    }
    role, unit = owing[happened.clock]
    return Duty(happened.clock, happened.due_on, role, unit, happened.clock)


def _rectification(inspection: Any, happened: Any) -> Duty | None:
    """Not while it waits for the inspectors; sent back after its day it is late at once."""
    [finding] = [each for each in inspection.findings if each.number == happened.finding]
    if not finding.is_overdue or inspection.awaits_sign_off(finding):
        return None
    due, (role, unit) = inspection.rectification_due(finding), head_of(inspection.edition, finding.unit)
    return Duty(f"{RECTIFICATION}@{finding.number}", due.on, role, unit, finding.clock)


def _arrangement(backlog: Any, happened: Any) -> Duty:
    return _of_the_office(backlog, "arrange", happened.due_on)


def _assessment(backlog: Any, happened: Any) -> Duty:
    return _of_the_office(backlog, "assess", happened.due_on)


def _of_the_office(backlog: Any, name: str, due_on: date) -> Duty:
    """The county's office of the campaign, which both clocks bind."""
    edition = backlog.edition
    return Duty(name, due_on, edition.oversight.backlog.office.role, edition.county, name)


def _milestone(backlog: Any, happened: Any) -> Duty:
    role, unit = backlog.carrier
    return Duty(f"{MILESTONE}@{happened.milestone}", happened.due_on, role, unit)


def _feedback(recommendation: Any, happened: Any) -> Duty | None:
    """Of conduct whoever has authority over it decides, in their own name."""
    if recommendation.kind == "D-16":
        return None
    role, unit = recommendation.addressee
    return Duty("feedback", happened.due_on, role, unit, "feedback")


def _day(state: Any, rule: str, began: datetime) -> date:
    """The last day of a time that has been counted, whatever runs in its place now."""
    edition = state.edition
    clock = Clock(name=rule, rule=rule, event=edition.rule(rule).trigger, started_at=began)
    due = clock.due(edition.rule(rule), edition.calendar)
    assert due  # nothing lets these clocks stand still
    return due.on


FELL: Mapping[tuple[str, str], Callable[[Any, Any], Duty | None]] = {
    ("event", "EventFellOverdue"): _stage,
    ("meeting", "MeetingDutyFellOverdue"): _settled,
    ("dispatch", "UnitSilent"): _silence,
    ("dispatch", "UnitNotThere"): _absence,
    ("dispatch", "UnitReporting"): _absence,
    ("dispatch", "ObjectionLeftUndecided"): _ruling,
    ("dispatch", "UnitTaskMissed"): _unit_task,
    ("incident", "DangerLeftWaiting"): _danger,
    ("incident", "OrderUnacknowledged"): _order,
    ("errand", "ErrandFellOverdue"): _errand,
    ("inspection", "RectificationFellOverdue"): _rectification,
    ("inspection", "RectificationSentBack"): _rectification,
    ("backlog", "ArrangementFellOverdue"): _arrangement,
    ("backlog", "AssessmentFellOverdue"): _assessment,
    ("backlog", "MilestoneMissed"): _milestone,
    ("recommendation", "FeedbackFellOverdue"): _feedback,
}


def _numbered(late: Late) -> tuple[str, int]:
    """The name of a duty and its number, 0 where it has none."""
    name, _, number = late.duty.partition("@")
    return name, int(number or 0)


def _is_with_its_unit(event: Any, late: Late) -> bool:
    """Whoever has passed an event on does not handle it any more."""
    return late.duty != HANDLING or late.unit == event.post(event.level.handler)[1]


def _is_owed_in_a_dispatch(dispatch: Any, late: Late) -> bool:
    name, number = _numbered(late)
    if name == UNIT_TASK:
        return not dispatch.unit_tasks[number - 1].has_end
    call = dispatch.calls[number - 1]
    if name == WHISTLE:
        return call.standing == "awaited" and call.listed_at is not None
    return call.standing == "objected" if name == RULING else _is_expected(call)


def _is_owed_in_an_incident(incident: Any, late: Late) -> bool:
    name, number = _numbered(late)
    if name == DANGER:
        return bool(incident.stage == "danger-reported")
    return bool(incident.orders[number - 1].is_awaited)


def _is_the_units_to_rectify(inspection: Any, late: Late) -> bool:
    _, number = _numbered(late)
    [finding] = [each for each in inspection.findings if each.number == number]
    return not inspection.awaits_sign_off(finding)


def _is_its_carriers(backlog: Any, late: Late) -> bool:
    """A milestone of whoever carries it out now; once the matter has ended, nobody's until it goes on."""
    name, number = _numbered(late)
    if name != MILESTONE:
        return True
    is_open = backlog.milestones[number - 1].is_open and backlog.stage == "led"
    return bool(is_open and backlog.carrier == (late.role, late.unit))


OWED: Mapping[str, Callable[[Any, Late], bool]] = {
    "event": _is_with_its_unit,
    "dispatch": _is_owed_in_a_dispatch,
    "incident": _is_owed_in_an_incident,
    "inspection": _is_the_units_to_rectify,
    "backlog": _is_its_carriers,
}
