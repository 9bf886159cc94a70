"""What people read of a consultation, and what must go out because of an event."""

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from rules import danger, notes, timekeeping
from rules.consultation import events
from rules.consultation.matter import Consultation, Outcome, Stage
from rules.instants import legal_day
from rules.journal import CaseRow, Letter, Task, View
from rules.participants import rows_of
from rules.procedure import Event
from rules.supplement import supplement_moments


def view(question: Consultation) -> View:
    edition, due = question.edition, question.answer_due()
    return View(
        case=CaseRow(
            stage=question.stage,
            step=None,
            owner_unit=question.unit,
            owner_role=question.owner.role,
            handler=None,
            waits_for=_waits_for(question),
            next_moment=min(moments(question), default=None),
            due_on=due.on if due and not question.is_settled else None,
            overdue=question.is_overdue,
            needs_attention=question.is_overdue or bool(question.unanswered_dangers),
            outcome=question.outcome if question.has_ended else None,
            places=_places(question),
            opened_at=question.opened_at,
            changed_at=question.changed_at,
            closed_at=question.closed_at,
            light="red" if question.is_overdue else "green",
            calendar=edition.calendar.series,
            calendar_number=edition.calendar.number,
            amendments=edition.amendments,
        ),
        tasks=() if question.has_ended else _tasks(question),
        parties=rows_of(question.people),
        clocks=timekeeping.rows(question),
    )


def _places(question: Consultation) -> tuple[str, ...]:
    """Where it is, where it is about, and where it was first received: none of them loses sight of it."""
    edition = question.edition
    places = {
        question.unit,
        question.first_receiver.unit,
        question.village,
        question.township,
        edition.county,
    }
    return tuple(sorted(place for place in places if place))


def _waits_for(question: Consultation) -> str:
    match question.stage:
        case Stage.CLOSED:
            return "nothing"
        case Stage.SETTLED:
            return "answer-danger"
        case Stage.BOOKED:
            return "give-service"
        case _:
            asked = question.supplement
            is_awaited = question.awaits_supplement and asked and not asked.time_has_passed
            return "receive-supplement" if is_awaited else "answer-question"


def moments(question: Consultation) -> tuple[datetime, ...]:
    """The instants (UTC) at which the answer falls overdue, and the time for a supplement passes."""
    if question.is_settled:
        return ()
    due = question.answer_due()
    overdue = (due.is_over_at,) if due and not question.is_overdue else ()
    return (*overdue, *supplement_moments(question))


def _tasks(question: Consultation) -> tuple[Task, ...]:
    """What waits and for whom. Whoever received it first follows it to the end, whoever has it meanwhile."""
    tasks = [] if question.is_settled else _until_it_is_settled(question)
    if question.danger_since:
        role, unit = question.danger_seat
        tasks.append(Task("answer-danger", role, unit, None, question.danger_since, None))
    return tuple(tasks)


def _until_it_is_settled(question: Consultation) -> list[Task]:
    due, first = question.answer_due(), question.first_receiver
    on, since = due.on if due else None, question.waiting_since
    tasks = [
        _main_task(question, since, on),
        Task("follow-question", first.role, first.unit, first.person, question.opened_at, on),
    ]
    if question.is_overdue and due:
        seat, county = question.edition.supervisor, question.edition.county
        tasks.append(Task("look-into-question", seat.role, county, None, due.is_over_at, due.on))
    return tasks


def _main_task(question: Consultation, since: datetime, due: date | None) -> Task:
    if question.booking is None:
        return Task(_waits_for(question), question.owner.role, question.unit, None, since, due)
    window, on = question.edition.petitions.service_window, legal_day(question.booking.scheduled_for)
    return Task(_waits_for(question), window.role, question.edition.county, None, since, on)


def follows(question: Consultation, event: Any) -> tuple[Letter, ...]:
    """What must go out because of ``event``, given the consultation after it. Carried by the relay."""
    edition, seq = question.edition, question.seq
    match event:
        case events.QuestionFellOverdue():
            first = question.first_receiver
            late = _notice(seq, "question-overdue", edition.supervisor.role, edition.county, event.due_on)
            remind = _notice(seq, "question-still-open", first.role, first.unit, event.due_on)
            letters = (late, replace(remind, number=2))
            return tuple(_in_notice_hours(question, event, letter) for letter in letters)
        case notes.MessageSent():
            return (notes.message_letter(question, event),)
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            return timekeeping.moved_letters(question, event, question.owner.role, question.unit)
        case danger.DangerNoted():
            return (_notice(seq, "danger", *question.danger_seat, None),)
        case danger.DangerAcknowledged():
            return _exported(question)
        case events.QuestionEnded():
            return (*_turned(question, event), *_exported(question))
        case _:
            return ()


def _notice(seq: int, code: str, role: str, unit: str, due_on: date | None) -> Letter:
    return Letter(seq, "notice", 1, {"code": code, "role": role, "unit": unit, "due_on": str(due_on or "")})


def _in_notice_hours(question: Consultation, event: Event, letter: Letter) -> Letter:
    return replace(letter, not_before=timekeeping.next_notice_at(question.edition, event.at))


def _turned(question: Consultation, event: events.QuestionEnded) -> tuple[Letter, ...]:
    """A petition is opened as it stands; a dispute has to be screened first, by the intake."""
    if event.outcome is Outcome.BECAME_PETITION:
        assert event.by
        return (
            Letter(question.seq, "open-petition", 1, {"consultation": question.id, "by": asdict(event.by)}),
        )
    if event.outcome is Outcome.BECAME_DISPUTE:
        edition = question.edition
        return (_notice(question.seq, "dispute-wished", edition.intake.role, edition.county, None),)
    return ()


def _exported(question: Consultation) -> tuple[Letter, ...]:
    if not question.has_ended:
        return ()
    return (Letter(question.seq, "export-history", 1, {"procedure": question.id}),)
