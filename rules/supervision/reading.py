"""What people read of a supervision, and what must go out because of an event."""

from datetime import date
from typing import Any

from rules import timekeeping
from rules.articles import Basis
from rules.duties import REPORT
from rules.instants import legal_day
from rules.journal import CaseRow, Letter, Task, View
from rules.procedure import Event, kind_of
from rules.supervision import events
from rules.supervision.ladder import moments
from rules.supervision.matter import ANSWER, LETTER, REMINDER, SIGN, Duty, Stage, Supervision

WAITS_FOR = {
    Stage.WATCHED: "do-late-duty",  # 办理逾期事项
    Stage.REMINDED: "do-late-duty",
    Stage.TO_SIGN: "sign-supervision-letter",  # 签发督办函
    Stage.ISSUED: "report-rectification",  # 反馈整改情况
    Stage.ANSWERED: "look-at-rectification",  # 审核整改情况
    Stage.CLOSED: "nothing",
}


def view(supervision: Supervision) -> View:
    edition = supervision.edition
    return View(
        case=CaseRow(
            stage=supervision.stage,
            step=None,
            owner_unit=edition.county,
            owner_role=edition.petitions.department.role,
            handler=None,
            waits_for=WAITS_FOR[supervision.stage],
            next_moment=min(moments(supervision), default=None),
            due_on=_due_on(supervision),
            overdue=supervision.is_overdue,
            needs_attention=supervision.is_overdue,
            outcome=supervision.outcome,
            places=tuple(sorted({supervision.unit, edition.county})),
            opened_at=supervision.opened_at,
            changed_at=supervision.changed_at,
            closed_at=supervision.closed_at,
            light="red" if supervision.is_overdue else "green" if supervision.has_ended else "yellow",
            calendar=edition.calendar.series,
            calendar_number=edition.calendar.number,
            amendments=edition.amendments,
        ),
        tasks=() if supervision.has_ended else _tasks(supervision),
        clocks=timekeeping.rows(supervision),
    )


def _due_on(supervision: Supervision) -> date | None:
    """Until when what it waits for is to be done; of what is late already that day has passed."""
    clock = {Stage.TO_SIGN: SIGN, Stage.ISSUED: ANSWER}.get(supervision.stage)
    due = supervision.due(clock) if clock else None
    return due.on if due else None


def _tasks(supervision: Supervision) -> tuple[Task, ...]:
    since, due_on, county = supervision.waiting_since, _due_on(supervision), supervision.edition.county
    role, unit = supervision.head
    department = supervision.edition.petitions.department.role
    match supervision.stage:
        case Stage.WATCHED:
            return (Task("do-late-duty", supervision.role, supervision.unit, None, since, due_on),)
        case Stage.REMINDED:
            owed = Task("do-late-duty", supervision.role, supervision.unit, None, since, due_on)
            return (Task("see-to-late-duty", role, unit, None, since, due_on), owed)
        case Stage.TO_SIGN:
            signer = supervision.signer.role
            return (Task("sign-supervision-letter", signer, county, None, since, due_on),)
        case Stage.ISSUED:
            return (Task("report-rectification", role, unit, None, since, due_on),)
        case _:
            return (Task("look-at-rectification", department, county, None, since, due_on),)


def follows(supervision: Supervision, event: Any) -> tuple[Letter, ...]:
    """What must go out because of ``event``, given the supervision after it. Carried by the relay."""
    edition, seq = supervision.edition, supervision.seq
    match event:
        case events.WorkReminderIssued():
            notice = _notice(supervision, "work-reminder", *supervision.head)
            return (_reminder(supervision, event), notice)
        case events.SupervisionLetterDrafted():
            return (_notice(supervision, "letter-to-sign", supervision.signer.role, edition.county),)
        case events.SigningFellOverdue():
            superior = edition.petitions.common_superior.role
            return (_notice(supervision, "signing-overdue", superior, edition.county, event.due_on),)
        case events.SupervisionLetterIssued():
            notice = _notice(supervision, "supervised", *supervision.head, _due_on(supervision))
            return (_letter(supervision, event), notice)
        case events.LetterAnswerFellOverdue():
            told = _notice(supervision, "letter-answer-overdue", *supervision.head, event.due_on)
            department = edition.petitions.department.role
            body = {**told.body, "code": "no-rectification-reported", "role": department}
            return (told, Letter(seq, "notice", 2, {**body, "unit": edition.county}))
        case events.RectificationReported():
            department = edition.petitions.department.role
            return (_notice(supervision, "rectification-reported", department, edition.county),)
        case events.RectificationAskedAgain():
            again = _notice(supervision, "rectification-again", *supervision.head, _due_on(supervision))
            return (again,)
        case events.SupervisionClosed():
            return (Letter(seq, "export-history", 1, {"procedure": supervision.id}),)
        case _:
            return ()


def _notice(supervision: Supervision, code: str, role: str, unit: str, due_on: date | None = None) -> Letter:
    body = {"code": code, "role": role, "unit": unit, "due_on": str(due_on or "")}
    return Letter(supervision.seq, "notice", 1, body)


def _reminder(supervision: Supervision, event: events.WorkReminderIssued) -> Letter:
    """The work reminder (D-22 工作提醒函), as data: codes and dates; nothing is said about anybody."""
    said = _about(supervision, event)
    return _document(supervision, REMINDER, {**said, "days_late": event.days_late})


def _letter(supervision: Supervision, event: events.SupervisionLetterIssued) -> Letter:
    """The letter of supervision (D-13 督办函), as data: the ground, what was found and what is to be done,
    until when it is answered and to whom, and what the law makes of silence."""
    said = _about(supervision, event)
    return _document(
        supervision,
        LETTER,
        {
            **said,
            "days_late": event.days_late,
            "facts": supervision.facts,
            "demand": supervision.demand,
            "answer_by": str(_due_on(supervision)),
            "contact": supervision.edition.petitions.department.role,
            "bases": [Basis.SUPERVISION, Basis.SHIRKING],
        },
    )


def _about(supervision: Supervision, event: Event) -> dict[str, Any]:
    duty = supervision.duty
    return {
        "on": legal_day(event.at).isoformat(),
        "unit": supervision.edition.county,
        "supervised": supervision.unit,
        "ground": supervision.ground,
        "late_procedure": kind_of(duty.procedure) if duty else None,
        "duty": _named(duty) if duty else None,
        "clock": duty.rule if duty else None,
        "was_due_on": str(duty.due_on) if duty else None,
    }


# What no clock counts has its words as a task has them.
_TASKS = {REPORT: "report-back"}


def _named(duty: Duty) -> str:
    plain = duty.name.partition("@")[0]
    return _TASKS.get(plain, plain)


def _document(supervision: Supervision, kind: str, data: dict[str, Any]) -> Letter:
    role, unit = supervision.head
    issuer = supervision.edition.county
    body = {"kind": kind, "unit": issuer, "addressees": [f"{role}@{unit}"], "data": data}
    return Letter(supervision.seq, "document", 1, body)
