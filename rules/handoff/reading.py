"""What people read of a handoff."""

from datetime import date, datetime

from rules import timekeeping
from rules.dockings.docking import Point
from rules.handoff.matter import Handoff, Person, Side, Stage
from rules.handoff.silence import moments
from rules.instants import legal_day
from rules.journal import CaseRow, PartyRow, Task, View

# What is waited for at each stage.
WAITS_FOR = {
    Stage.DRAFT: "send-handoff",
    Stage.SENT: "receive-handoff",
    Stage.RECEIVED: "sign-for-handoff",
    Stage.SIGNED_FOR: "answer-handoff",
    Stage.SUPPLEMENT: "supply-handoff",
    Stage.ACCEPTED: "return-handoff",
    Stage.RETURNED: "confirm-return",
    Stage.ENDED: "deliver-message",
    Stage.CLOSED: "nothing",
}
# At which point that ends; of what is not here no clock runs.
_UNTIL = {
    Stage.SENT: Point.RECEIPT,
    Stage.RECEIVED: Point.ACCEPTANCE,
    Stage.SIGNED_FOR: Point.ACCEPTANCE,
    Stage.SUPPLEMENT: Point.ACCEPTANCE,
    Stage.ACCEPTED: Point.RETURN,
    Stage.RETURNED: Point.CONFIRMATION,
}
_OF_THE_SENDER = frozenset({Stage.DRAFT, Stage.SUPPLEMENT, Stage.RETURNED})
_OF_THE_RECEIVER = frozenset({Stage.RECEIVED, Stage.SIGNED_FOR, Stage.ACCEPTED})


def view(handoff: Handoff) -> View:
    edition = handoff.edition
    is_stuck = any(each.is_dead for each in handoff.outgoing)
    return View(
        case=CaseRow(
            stage=handoff.stage,
            step=None,
            owner_unit=handoff.holding.unit,
            owner_role=handoff.holding.role,
            handler=handoff.asked_by if handoff.terms.is_private else None,
            waits_for=WAITS_FOR[handoff.stage],
            next_moment=min(moments(handoff), default=None),
            due_on=due_now(handoff),
            overdue=handoff.is_late,
            needs_attention=handoff.is_late or is_stuck,
            outcome=handoff.outcome if handoff.has_ended else None,
            places=_places(handoff),
            opened_at=handoff.opened_at,
            changed_at=handoff.changed_at,
            closed_at=handoff.closed_at,
            light="red" if handoff.is_late else "green",
            calendar=edition.calendar.series,
            calendar_number=edition.calendar.number,
            amendments=edition.amendments,
            is_private=handoff.terms.is_private,
        ),
        tasks=_tasks(handoff),
        parties=tuple(_party(handoff, person) for person in handoff.people),
        clocks=timekeeping.rows(handoff),
    )


def due_now(handoff: Handoff) -> date | None:
    """By when what is waited for now is due; None where no clock runs."""
    point = _UNTIL.get(handoff.stage)
    due = handoff.due_of(point) if point else None
    return due.on if due else None


def ours(handoff: Handoff) -> Side:
    """The side whose people act here; the sender, where both do."""
    return handoff.sender if handoff.sender.agency is None else handoff.receiver


def _places(handoff: Handoff) -> tuple[str, ...]:
    if handoff.terms.is_private:
        return (handoff.receiver.unit,)
    helping = {task.unit for task in handoff.co_tasks}
    return tuple(sorted({handoff.sender.unit, handoff.receiver.unit, handoff.edition.county, *helping}))


def _party(handoff: Handoff, person: Person) -> PartyRow:
    given = {"0": "given"} if person.ref in handoff.consents else {}
    return PartyRow(person.ref, person.role, person.is_minor, person.guardian, given)


def _tasks(handoff: Handoff) -> tuple[Task, ...]:
    """What waits, and for whom. What an agency's own people do is no task here; its silence is."""
    since = handoff.waiting_since
    tasks = list(_turn(handoff, since))
    if handoff.is_late or handoff.is_undeliverable:
        seat = handoff.edition.supervisor
        tasks.append(
            Task("look-into-silence", seat.role, handoff.edition.county, None, since, due_now(handoff))
        )
    if any(each.is_dead for each in handoff.outgoing):
        seat_here = ours(handoff)
        tasks.append(Task("undelivered-message", seat_here.role, seat_here.unit, None, since, None))
    return (*tasks, *_helping(handoff))


def _turn(handoff: Handoff, since: datetime) -> tuple[Task, ...]:
    """What the side does whose turn it is, if its people act here."""
    if handoff.stage in _OF_THE_SENDER:
        side = handoff.sender
    elif handoff.stage in _OF_THE_RECEIVER:
        side = handoff.receiver
    else:
        return ()
    if side.agency is not None:
        return ()
    return (Task(WAITS_FOR[handoff.stage], side.role, side.unit, None, since, due_now(handoff)),)


def _helping(handoff: Handoff) -> tuple[Task, ...]:
    """What other units do beside the receiver, until it has given the matter back."""
    if handoff.stage is not Stage.ACCEPTED:
        return ()
    return tuple(
        Task("co-task", task.role, task.unit, None, handoff.waiting_since, legal_day(task.until))
        for task in handoff.co_tasks
        if task.done_at is None
    )
