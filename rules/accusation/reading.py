"""What the discipline clerk reads of an accusation, and what must go out because of an event."""

from datetime import datetime
from typing import Any

from rules import timekeeping
from rules.accusation import events
from rules.accusation.matter import ACCEPTANCE, RESULT, Accusation, Stage
from rules.journal import CaseRow, Letter, Task, View

WAITS_FOR = {
    Stage.RECEIVED: "transfer-to-discipline",  # 移送有权处理的纪检监察机关
    Stage.TRANSFERRED: "record-result",  # 等待处理结果
    Stage.RESULT: "tell-result",  # 告知处理结果
    Stage.CLOSED: "nothing",  # 已结束
}


def view(accusation: Accusation) -> View:
    is_overdue = accusation.acceptance_is_overdue or accusation.result_is_overdue
    is_late = is_overdue and not accusation.has_ended
    seat = accusation.edition.petitions.discipline
    return View(
        case=CaseRow(
            stage=accusation.stage,
            step=None,
            owner_unit=accusation.edition.county,
            owner_role=seat.role,
            handler=None,
            waits_for=WAITS_FOR[accusation.stage],
            next_moment=min(moments(accusation), default=None),
            due_on=min((task.due_on for task in _tasks(accusation) if task.due_on), default=None),
            overdue=is_late,
            needs_attention=is_late,
            outcome=accusation.outcome,
            places=(accusation.edition.county,),
            opened_at=accusation.opened_at,
            changed_at=accusation.changed_at,
            closed_at=accusation.closed_at,
            light="red" if is_late else "green",
            calendar=accusation.edition.calendar.series,
            calendar_number=accusation.edition.calendar.number,
            amendments=accusation.edition.amendments,
        ),
        tasks=_tasks(accusation),
        clocks=timekeeping.rows(accusation),
    )


def _tasks(accusation: Accusation) -> tuple[Task, ...]:
    """What waits for the clerk: the next step, and to tell whoever gave their name that it was accepted."""
    if accusation.has_ended:
        return ()
    main = [WAITS_FOR[accusation.stage]]
    return tuple(_task(accusation, what) for what in (*main, *_owed(accusation)))


def _owed(accusation: Accusation) -> tuple[str, ...]:
    return (ACCEPTANCE,) if accusation.is_acceptance_owed else ()


def _task(accusation: Accusation, what: str) -> Task:
    due = accusation.due(what) if what in (ACCEPTANCE, RESULT) else None
    seat, unit = accusation.edition.petitions.discipline, accusation.edition.county
    return Task(what, seat.role, unit, None, accusation.changed_at, due.on if due else None)


def moments(accusation: Accusation) -> tuple[datetime, ...]:
    """The instants (UTC) at which what must be told falls overdue, each until it has."""
    if accusation.has_ended:
        return ()
    is_late = {ACCEPTANCE: accusation.acceptance_is_overdue, RESULT: accusation.result_is_overdue}
    running = [clock.name for clock in accusation.clocks if clock.is_open and not is_late[clock.name]]
    return tuple(due.is_over_at for name in running if (due := accusation.due(name)))


def follows(accusation: Accusation, event: Any) -> tuple[Letter, ...]:
    seq = accusation.seq
    match event:
        case events.AcceptanceFellOverdue() | events.ResultFellOverdue():
            seat = accusation.edition.petitions.discipline
            body = {
                "code": "accusation-overdue",
                "role": seat.role,
                "unit": accusation.edition.county,
                "due_on": str(event.due_on),
            }
            at = timekeeping.next_notice_at(accusation.edition, event.at)
            return (Letter(seq, "notice", 1, body, not_before=at),)
        case events.AccusationClosed():
            return (Letter(seq, "export-history", 1, {"procedure": accusation.id}),)
        case _:
            return ()
