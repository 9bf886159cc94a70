"""Whose duty it is that an event says is late, and whether it is owed still: of what people bring, and what
follows from it. The duties of what the centre runs beside it stand in ``duties_at_the_centre``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.dockings import DOCKINGS
from rules.dockings.docking import Body, Point, Silence
from rules.editions import Seat
from rules.instants import legal_day
from rules.procedure import Late

REPORT = "report"  # 交办报告: of a petition; the day is the assignment's own
CO_TASK = "co-task"  # 协办任务: with the unit that has it, the name of the duty

# Whoever decides by law and in their own name is not pressed by a petition department; nor is anybody told
# of what is private. What their silence means stands in the docking (rules/dockings).
SUPERVISED = frozenset(
    {
        Body.MEDIATION,
        Body.PROFESSIONAL,
        Body.PETITION_OFFICE,
        Body.DEPARTMENT,
        Body.POLICE,
        Body.LEGAL_AID,
        Body.ASSISTANCE,
    }
)


@dataclass(frozen=True)
class Duty:
    """A duty as its procedure tells it: who has to do it, and until when it had to be done. ``clock`` is open
    as long as it is owed; None where no clock says that."""

    name: str
    due_on: date
    role: str
    unit: str
    clock: str | None = None
    rule: str | None = None  # by which it was counted, where its clock counts something else by now


def _step(dispute: Any, event: Any) -> Duty:
    return Duty("level", event.due_on, dispute.lead.role, dispute.owner_unit, "level")


def _whole(dispute: Any, event: Any) -> Duty:
    return Duty("whole", event.due_on, dispute.lead.role, dispute.owner_unit, "whole")


def _period(petition: Any, event: Any) -> Duty:
    """The petition department's own while it is to be routed, the common superior's while competence is in
    dispute, and else the responsible unit's."""
    work = petition.edition.petitions
    others: Mapping[str, Seat] = {"route": work.department, "tie-break": work.common_superior}
    seat = others.get(event.clock) or _owner(petition)
    return Duty(event.clock, event.due_on, seat.role, petition.unit_of(seat), event.clock)


def _assignment(petition: Any, event: Any) -> Duty:
    seat = _owner(petition)
    return Duty(REPORT, event.due_on, seat.role, petition.unit_of(seat))


def _owner(petition: Any) -> Seat:
    seat: Seat = petition.handling_seat if petition.organ else petition.edition.petitions.department
    return seat


def _aftercare(aftercare: Any, event: Any) -> Duty:
    seat = aftercare.seat_for(event.duty)
    return Duty(event.duty, event.due_on, seat.role, aftercare.unit_of(seat.organ), event.duty)


def _after_reply(aftercare: Any, event: Any) -> Duty:
    """A report to whoever assigned it runs no clock: its day is the assignment's."""
    seat = aftercare.seat_for(event.duty)
    has_a_clock = any(clock.name == event.duty for clock in aftercare.clocks)
    clock = event.duty if has_a_clock else None
    return Duty(event.duty, event.due_on, seat.role, aftercare.place_of(seat), clock)


def _review(review: Any, event: Any) -> Duty:
    return Duty("opinion", event.due_on, review.handler.role, review.reviewer, "opinion")


def _question(question: Any, event: Any) -> Duty:
    return Duty("answer", event.due_on, question.owner.role, question.unit, "answer")


def _silence(handoff: Any, event: Any) -> Duty | None:
    """Only where the docking says that silence reaches a supervisor: whoever has to speak is pressed."""
    terms = DOCKINGS[handoff.docking]
    [its] = [each for each in terms.clocks if each.name == event.clock]
    side = handoff.sender if its.ends is Point.CONFIRMATION else handoff.receiver
    is_pressed = event.follows == Silence.SUPERVISOR and side.body in SUPERVISED
    if terms.is_private or not is_pressed:
        return None
    return Duty(event.clock, event.due_on, side.role, side.unit, event.clock)


def _co_task(handoff: Any, event: Any) -> Duty:
    [task] = [each for each in handoff.co_tasks if each.unit == event.unit]
    return Duty(f"{CO_TASK}@{event.unit}", legal_day(task.until), task.role, task.unit)


FELL: Mapping[tuple[str, str], Callable[[Any, Any], Duty | None]] = {
    ("dispute", "StepFellOverdue"): _step,
    ("dispute", "WholePeriodEnded"): _whole,
    ("petition", "PeriodFellOverdue"): _period,
    ("petition", "ReportFellOverdue"): _assignment,
    ("aftercare", "DutyFellOverdue"): _aftercare,
    ("petition_aftercare", "DutyFellOverdue"): _after_reply,
    ("review", "ReviewFellOverdue"): _review,
    ("re_review", "ReviewFellOverdue"): _review,
    ("consultation", "QuestionFellOverdue"): _question,
    ("handoff", "HandoffSilent"): _silence,
    ("handoff", "CoTaskFellOverdue"): _co_task,
}


def _is_in_its_list(aftercare: Any, late: Late) -> bool:
    return any(owed.duty == late.duty for owed in aftercare.owed)


def _owes_the_report(petition: Any, late: Late) -> bool:
    return late.duty != REPORT or bool(petition.owes_report)


def _is_open_there(handoff: Any, late: Late) -> bool:
    tasks = {f"{CO_TASK}@{each.unit}": each for each in handoff.co_tasks}
    is_done = late.duty in tasks and tasks[late.duty].done_at is not None
    return not handoff.is_settled and not is_done


# What says that a duty is still owed, where no clock of its own alone does.
OWED: Mapping[str, Callable[[Any, Late], bool]] = {
    "petition": _owes_the_report,
    "aftercare": _is_in_its_list,
    "petition_aftercare": _is_in_its_list,
    "review": lambda review, _: bool(review.is_owed),
    "re_review": lambda review, _: bool(review.is_owed),
    "consultation": lambda question, _: not question.is_settled,
    "handoff": _is_open_there,
}
