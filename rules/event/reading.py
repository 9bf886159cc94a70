"""What people read of an event, and what must go out because of something that happened to it."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from rules import danger, notes, timekeeping
from rules.clocks.reckoning import DueDate
from rules.event import events, time
from rules.event.matter import ANALYSE, AUDIT, HANDLE, RESPOND, SIGN_IN, STANDARDS, EventCase, Outcome, Stage
from rules.instants import legal_day
from rules.journal import CaseRow, Letter, Task, View
from rules.participants import rows_of
from rules.procedure import About

# Which clocks count while a stage lasts; the soonest of them is when it is due.
_COUNTING = {
    Stage.SIGN_IN: (SIGN_IN, HANDLE),
    Stage.HANDLING: (RESPOND, HANDLE),
    Stage.AUDIT: (AUDIT,),
    Stage.ANALYSIS: (ANALYSE,),
}


def about(registered: events.EventRegistered) -> About:
    return About(place=registered.village or registered.township)


def view(event: EventCase) -> View:
    edition, due = event.edition, due_next(event)
    role, unit = event.owner
    return View(
        case=CaseRow(
            stage=event.stage,
            step=None,
            owner_unit=unit,
            owner_role=role,
            handler=event.handler,  # who goes on seeing it to its end, and what came of it
            waits_for=_waits_for(event),
            next_moment=min(moments(event), default=None),
            due_on=due.on if due else None,
            overdue=bool(event.delays),
            needs_attention=bool(event.delays) or bool(event.unanswered_dangers),
            outcome=event.outcome if event.has_ended else None,
            places=_places(event),
            opened_at=event.opened_at,
            changed_at=event.changed_at,
            closed_at=event.closed_at,
            light="red" if event.delays else "green",
            calendar=edition.calendar.series,
            calendar_number=edition.calendar.number,
            amendments=edition.amendments,
        ),
        tasks=() if event.has_ended else tuple(_tasks(event)),
        parties=rows_of(event.people),
        clocks=timekeeping.rows(event),
    )


def due_next(event: EventCase) -> DueDate | None:
    """When the stage at which it stands is due: the soonest of what is counted there and is still open."""
    counting = _COUNTING.get(event.stage, ())
    dues = [event.due(clock.name) for clock in event.clocks if clock.is_open and clock.name in counting]
    return min((due for due in dues if due), key=lambda due: due.is_over_at, default=None)


def moments(event: EventCase) -> tuple[datetime, ...]:
    return tuple(time.moments(event))


def _handler(event: EventCase) -> str | None:
    """Whose it is by name, while it is in the hands of its handlers."""
    return event.handler if event.stage in (Stage.SIGN_IN, Stage.HANDLING) else None


def _places(event: EventCase) -> tuple[str, ...]:
    """Where it is, who has it, and where it was received."""
    where = {event.unit, event.owner[1], event.first_receiver.unit, event.village, event.township}
    return tuple(sorted({*(unit for unit in where if unit), event.edition.county}))


def _waits_for(event: EventCase) -> str:
    if event.has_ended:
        return "nothing"
    return STANDARDS.get(event.stage, "answer-danger")


def _tasks(event: EventCase) -> Iterator[Task]:
    """What waits and for whom; and for all who have been told that it is late, to look into it."""
    if event.stage in STANDARDS:
        role, unit = event.owner
        due = due_next(event)
        on = due.on if due else None
        yield Task(_waits_for(event), role, unit, _handler(event), event.waiting_since, on)
        for role, unit in event.told[: max((late.told for late in event.delays), default=0)]:
            since = min(late.since for late in event.delays)
            yield Task("look-into-event", role, unit, None, since, on)
    if event.danger_since:
        role, unit = event.danger_seat
        yield Task("answer-danger", role, unit, None, event.danger_since, None)


def follows(event: EventCase, happened: Any) -> tuple[Letter, ...]:
    """What must go out because of what happened, given the event after it. Carried by the relay."""
    seq = event.seq
    match happened:
        case events.EventFellOverdue():
            late = _notice(seq, "event-overdue", *event.told[0], happened.due_on)
            remind = replace(_notice(seq, "event-still-open", *event.owner, happened.due_on), number=2)
            return tuple(_of_lateness(event, happened, letter) for letter in (late, remind))
        case events.EventToldUp():
            due = event.due(happened.clock)
            on = due.on if due else None
            letter = _notice(seq, "event-overdue", *event.told[happened.told - 1], on)
            return (_of_lateness(event, happened, letter),)
        case notes.MessageSent():
            return (notes.message_letter(event, happened),)
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            return timekeeping.moved_letters(event, happened, *event.owner)
        case danger.DangerNoted():
            return (_notice(seq, "danger", *event.danger_seat, None),)
        case danger.DangerAcknowledged():
            return _exported(event)
        case events.EventEnded():
            return (*_ended(event, happened), *_exported(event))
        case _:
            return ()


def _notice(seq: int, code: str, role: str, unit: str, due_on: date | None) -> Letter:
    return Letter(seq, "notice", 1, {"code": code, "role": role, "unit": unit, "due_on": str(due_on or "")})


def _of_lateness(
    event: EventCase, happened: events.EventFellOverdue | events.EventToldUp, letter: Letter
) -> Letter:
    """Naming the clock, and in the notice hours: nobody is written to at night."""
    not_before = timekeeping.next_notice_at(event.edition, happened.at)
    return replace(letter, body={**letter.body, "clock": happened.clock}, not_before=not_before)


def _ended(event: EventCase, ended: events.EventEnded) -> tuple[Letter, ...]:
    """Whoever reported it is told, by name or by the code alone. A petition is opened as it stands; a dispute
    has to be screened first, by the intake."""
    told = _told(event, ended)
    if ended.outcome is Outcome.BECAME_PETITION:
        assert ended.by
        body = {"event": event.id, "by": asdict(ended.by)}
        return (told, Letter(event.seq, "open-petition", 1, body))
    if ended.outcome is Outcome.BECAME_DISPUTE:
        edition = event.edition
        return (told, _notice(event.seq, "dispute-wished", edition.intake.role, edition.county, None))
    return (told,)


def _told(event: EventCase, ended: events.EventEnded) -> Letter:
    """事件办理结果告知: what came of it, for whoever reported it."""
    body = {
        "kind": "event-result",
        "unit": event.unit,
        "addressees": sorted(event.reporter),
        "data": {
            "outcome": ended.outcome,
            "result": event.result,
            "event_kind": event.kind,
            "on": str(legal_day(ended.at)),
        },
    }
    return Letter(event.seq, "document", 1, body)


def _exported(event: EventCase) -> tuple[Letter, ...]:
    if not event.has_ended:
        return ()
    return (Letter(event.seq, "export-history", 1, {"procedure": event.id}),)
