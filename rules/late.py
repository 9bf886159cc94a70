"""Which duties are supervised once they are late (逾期督办), of every procedure: one page, for all of them.

A duty is late from the entry of the procedure that says so until it is met, or until its date has moved. The
procedures do not know what follows from that; they are wrapped by this page (``noted``, ``told``), and what
supervises them hears of it by letter. Whatever is late once is told of once, whatever happens to it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from rules.dockings import DOCKINGS
from rules.dockings.docking import Body, Point, Silence
from rules.editions import Organ, Seat
from rules.heads import organ_of
from rules.instants import legal_day
from rules.journal import Letter
from rules.procedure import Late, NoLonger, kind_of
from rules.timekeeping import StartCorrected

Letters = tuple[Letter, ...]

REPORT = "report"  # 交办报告: of a petition; the day is the assignment's own
CO_TASK = "co-task"  # 协办任务: with the unit that has it, the name of the duty


class How(StrEnum):
    """Why a duty is late no longer."""

    MET = "met"  # 已履行, 或者不再需要履行
    MOVED = "moved"  # 到期日变动, 尚未逾期


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
class _Duty:
    """A duty as its procedure tells it: who has to do it, and until when it had to be done."""

    name: str
    due_on: date
    role: str
    unit: str
    clock: str | None = None


def fell_late(state: Any, event: Any) -> Late | None:
    """XFTL 40(1), county policy 42 督办事由: the duty that this event says is late, of whichever procedure;
    None where nothing is, or where it is not for the county's petition department to see to it."""
    told = _FELL.get((kind_of(state.id), type(event).__name__))
    duty = told(state, event) if told else None
    if duty is None or organ_of(state.edition, duty.unit) is Organ.SUPERIOR:
        return None
    clock = state.clock(duty.clock) if duty.clock else None
    return Late(
        duty=duty.name,
        clock=duty.clock,
        rule=clock.rule if clock else None,
        run=clock.started_at if clock else None,
        due_on=duty.due_on,
        role=duty.role,
        unit=duty.unit,
        fell_in=state.seq,
    )


def _step(dispute: Any, event: Any) -> _Duty:
    return _Duty("level", event.due_on, dispute.lead.role, dispute.owner_unit, "level")


def _whole(dispute: Any, event: Any) -> _Duty:
    return _Duty("whole", event.due_on, dispute.lead.role, dispute.owner_unit, "whole")


def _period(petition: Any, event: Any) -> _Duty:
    """The petition department's own while it is to be routed, the common superior's while competence is in
    dispute, and else the responsible unit's."""
    work = petition.edition.petitions
    others: Mapping[str, Seat] = {"route": work.department, "tie-break": work.common_superior}
    seat = others.get(event.clock) or _owner(petition)
    return _Duty(event.clock, event.due_on, seat.role, petition.unit_of(seat), event.clock)


def _assignment(petition: Any, event: Any) -> _Duty:
    seat = _owner(petition)
    return _Duty(REPORT, event.due_on, seat.role, petition.unit_of(seat))


def _owner(petition: Any) -> Seat:
    seat: Seat = petition.handling_seat if petition.organ else petition.edition.petitions.department
    return seat


def _aftercare(aftercare: Any, event: Any) -> _Duty:
    seat = aftercare.seat_for(event.duty)
    return _Duty(event.duty, event.due_on, seat.role, aftercare.unit_of(seat.organ), event.duty)


def _after_reply(aftercare: Any, event: Any) -> _Duty:
    """A report to whoever assigned it runs no clock: its day is the assignment's."""
    seat = aftercare.seat_for(event.duty)
    has_a_clock = any(clock.name == event.duty for clock in aftercare.clocks)
    clock = event.duty if has_a_clock else None
    return _Duty(event.duty, event.due_on, seat.role, aftercare.place_of(seat), clock)


def _review(review: Any, event: Any) -> _Duty:
    return _Duty("opinion", event.due_on, review.handler.role, review.reviewer, "opinion")


def _question(question: Any, event: Any) -> _Duty:
    return _Duty("answer", event.due_on, question.owner.role, question.unit, "answer")


def _silence(handoff: Any, event: Any) -> _Duty | None:
    """Only where the docking says that silence reaches a supervisor: whoever has to speak is pressed."""
    terms = DOCKINGS[handoff.docking]
    [its] = [each for each in terms.clocks if each.name == event.clock]
    side = handoff.sender if its.ends is Point.CONFIRMATION else handoff.receiver
    is_pressed = event.follows == Silence.SUPERVISOR and side.body in SUPERVISED
    if terms.is_private or not is_pressed:
        return None
    return _Duty(event.clock, event.due_on, side.role, side.unit, event.clock)


def _co_task(handoff: Any, event: Any) -> _Duty:
    [task] = [each for each in handoff.co_tasks if each.unit == event.unit]
    return _Duty(f"{CO_TASK}@{event.unit}", legal_day(task.until), task.role, task.unit)


_FELL: Mapping[tuple[str, str], Callable[[Any, Any], _Duty | None]] = {
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


def noted(evolve: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The fold of a procedure, in which what is late is known until it is late no longer."""

    def evolved(before: Any, event: Any) -> Any:
        after = evolve(before, event)
        still, over = list[Late](), list[NoLonger]()
        for known in after.late:
            late = _of_its_corrected_run(known, event)
            how = _no_longer(after, late, event.at)
            still += [late] if how is None else []
            over += [NoLonger(after.seq, late.fell_in, how)] if how else []
        fell = fell_late(after, event)
        if fell and all((fell.duty, fell.run) != (late.duty, late.run) for late in still):
            still.append(fell)
        return replace(after, late=tuple(still), no_longer=tuple(over))

    return evolved


def told(follows: Callable[[Any, Any], Letters]) -> Callable[[Any, Any], Letters]:
    """What must go out of a procedure, and beside it: that a duty fell late, or is late no longer."""

    def followed(state: Any, event: Any) -> Letters:
        begun = tuple(
            Letter(state.seq, "open-supervision", 1, {"procedure": state.id, "duty": late.duty})
            for late in state.late
            if late.fell_in == state.seq
        )
        over = tuple(
            Letter(state.seq, "tell-supervision", number, {"fell_in": each.fell_in, "how": each.how})
            for number, each in enumerate(state.no_longer, start=1)
            if each.seq == state.seq
        )
        return (*follows(state, event), *begun, *over)

    return followed


def _of_its_corrected_run(late: Late, event: Any) -> Late:
    """A corrected start makes no other duty of it; another run of the same clock does."""
    is_its_own = isinstance(event, StartCorrected) and event.clock == late.clock
    return replace(late, run=event.now) if is_its_own else late


def _no_longer(state: Any, late: Late, at: datetime) -> How | None:
    """None while it is late; else why it is not."""
    owed = _OWED.get(kind_of(state.id))
    if state.has_ended or (owed and not owed(state, late)):
        return How.MET
    if late.clock is None:
        return None
    clock = state.clock(late.clock)
    if not clock.is_open or clock.started_at != late.run:
        return How.MET
    due = state.due(late.clock)
    return None if due is not None and at >= due.is_over_at else How.MOVED


def _is_in_its_list(aftercare: Any, late: Late) -> bool:
    return any(owed.duty == late.duty for owed in aftercare.owed)


def _owes_the_report(petition: Any, late: Late) -> bool:
    return late.duty != REPORT or bool(petition.owes_report)


def _is_open_there(handoff: Any, late: Late) -> bool:
    tasks = {f"{CO_TASK}@{each.unit}": each for each in handoff.co_tasks}
    is_done = late.duty in tasks and tasks[late.duty].done_at is not None
    return not handoff.is_settled and not is_done


# What says that a duty is still owed, where no clock of its own alone does.
_OWED: Mapping[str, Callable[[Any, Late], bool]] = {
    "petition": _owes_the_report,
    "aftercare": _is_in_its_list,
    "petition_aftercare": _is_in_its_list,
    "review": lambda review, _: bool(review.is_owed),
    "re_review": lambda review, _: bool(review.is_owed),
    "consultation": lambda question, _: not question.is_settled,
    "handoff": _is_open_there,
}
