"""What must go out because something happened to a handoff (发件): a paper, notices, what begins next."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rules import timekeeping
from rules.clocks.reckoning import reckon
from rules.dockings.docking import Point, Silence
from rules.handoff import events
from rules.handoff.matter import Handoff, Side
from rules.handoff.reading import due_now, ours
from rules.instants import legal_day
from rules.journal import Letter
from rules.procedure import Event

Letters = tuple[Letter, ...]


def follows(handoff: Handoff, event: Any) -> Letters:
    """What must go out because of ``event``, given the handoff after it. Carried by the relay."""
    carried = _FOLLOWS.get(type(event))
    return carried(handoff, event) if carried else ()


def _sent(handoff: Handoff, event: events.HandoffSent) -> Letters:
    return (*_told_in_writing(handoff, event), *_tell_origin(handoff, "sent"))


def _received(handoff: Handoff, event: events.HandoffReceived | events.HandoffArrived) -> Letters:
    return _notify(handoff, handoff.receiver, "handoff-arrived")


def _supplement_wanted(handoff: Handoff, event: events.SupplementWanted) -> Letters:
    return _notify(handoff, handoff.sender, "handoff-supplement-wanted")


def _supplied(handoff: Handoff, event: events.HandoffSupplied) -> Letters:
    return _notify(handoff, handoff.receiver, "handoff-supplied")


def _accepted(handoff: Handoff, event: events.HandoffAccepted) -> Letters:
    notice = _notify(handoff, handoff.sender, "handoff-accepted")
    return (*notice, *_tell_origin(handoff, "accepted"))


def _receiver_finished(handoff: Handoff, event: events.ReceiverFinished) -> Letters:
    return _notify(handoff, handoff.receiver, "handoff-to-be-returned")


def _returned(handoff: Handoff, event: events.HandoffReturned) -> Letters:
    notice = _notify(handoff, handoff.sender, "handoff-returned")
    return (*notice, *_tell_origin(handoff, "returned", event.came_back.outcome))


def _silent(handoff: Handoff, event: events.HandoffSilent) -> Letters:
    """It reaches a supervisor, and whoever may now do something about it."""
    edition, sender = handoff.edition, handoff.sender
    told = [_notice(handoff, "handoff-silent", edition.supervisor.role, edition.county, 1, event.due_on)]
    if sender.agency is None:
        code = f"silence-{Silence(event.follows)}"
        told.append(_notice(handoff, code, sender.role, sender.unit, 2, event.due_on))
    return _in_hours(handoff, event, *told)


def _co_task_given(handoff: Handoff, event: events.CoTaskGiven) -> Letters:
    until = legal_day(event.until)
    return (_notice(handoff, "co-task-given", event.role, event.unit, 1, until),)


def _co_task_overdue(handoff: Handoff, event: events.CoTaskFellOverdue) -> Letters:
    return _in_hours(handoff, event, *_notify(handoff, handoff.receiver, "co-task-overdue"))


def _not_delivered(handoff: Handoff, event: events.MessageNotDelivered) -> Letters:
    return _notify(handoff, ours(handoff), "message-undelivered")


def _ended(handoff: Handoff, event: events.HandoffEnded) -> Letters:
    """Told to our people on either side, if it has reached them, but for those who ended it themselves."""
    sides = (handoff.sender, handoff.receiver) if handoff.sent_at else (handoff.sender,)
    told = [
        side for side in sides if not event.by or (event.by.role, event.by.unit) != (side.role, side.unit)
    ]
    notices = [
        letter
        for number, side in enumerate(told, start=1)
        for letter in _notify(handoff, side, f"handoff-{event.outcome}", number)
    ]
    came_back = handoff.came_back.outcome if handoff.came_back else None  # the news of it may come later
    return (*notices, *_tell_origin(handoff, event.outcome, came_back), *_exported(handoff))


def _told_by_other_means(handoff: Handoff, event: events.MessageTaken | events.MessageLaidAside) -> Letters:
    return _exported(handoff)


def _moved(handoff: Handoff, event: timekeeping.DueDatesRecomputed | timekeeping.StartCorrected) -> Letters:
    seat = ours(handoff)
    return timekeeping.moved_letters(handoff, event, seat.role, seat.unit)


def _told_in_writing(handoff: Handoff, event: events.HandoffSent) -> Letters:
    """XFTL 23(1) 告知去向: everybody whom it is about is told in writing where the matter went."""
    data = {
        "on": str(legal_day(event.at)),
        "unit": handoff.sender.unit,
        "docking": handoff.docking,
        "to": handoff.receiver.unit,
        "body": handoff.receiver.body,
        "answer_by": str(_to_be_answered_by(handoff, event) or ""),
    }
    addressees = sorted(person.ref for person in handoff.people)
    body = {"kind": "handed-over", "unit": handoff.sender.unit, "addressees": addressees, "data": data}
    return (Letter(handoff.seq, "document", 1, body),)


def _to_be_answered_by(handoff: Handoff, event: events.HandoffSent) -> date | None:
    """The nearest day by which the receiver answers what reaches it on the day on which it was sent."""
    begun = handoff.terms.clocks_beginning(Point.RECEIPT)
    rules = [handoff.edition.rule(each.rule) for each in begun if each.ends is Point.ACCEPTANCE]
    dates = [reckon(rule, handoff.edition.calendar, event.at, rule.trigger) for rule in rules]
    return min((due.on for due in dates if due), default=None)


def _tell_origin(handoff: Handoff, news: str, outcome: str | None = None) -> Letters:
    if handoff.origin is None:
        return ()
    body = {
        "origin": handoff.origin,
        "asked_in": handoff.origin_seq,
        "handoff": handoff.id,
        "news": news,
        "outcome": outcome,
    }
    return (Letter(handoff.seq, "tell-origin", 1, body),)


def _exported(handoff: Handoff) -> Letters:
    if not handoff.has_ended:
        return ()
    return (Letter(handoff.seq, "export-history", 1, {"procedure": handoff.id}),)


def _notify(handoff: Handoff, side: Side, code: str, number: int = 1) -> Letters:
    """A notice to a side whose people act here; the other side's system is told by message."""
    return (_notice(handoff, code, side.role, side.unit, number),) if side.agency is None else ()


def _notice(
    handoff: Handoff, code: str, role: str, unit: str, number: int = 1, due_on: date | None = None
) -> Letter:
    due = due_on or due_now(handoff)
    body = {"code": code, "role": role, "unit": unit, "due_on": str(due or "")}
    return Letter(handoff.seq, "notice", number, body)


def _in_hours(handoff: Handoff, event: Event, *letters: Letter) -> Letters:
    """What time itself brought is told in the notice hours: nobody is written to at midnight."""
    at = timekeeping.next_notice_at(handoff.edition, event.at)
    return tuple(replace(letter, not_before=at) for letter in letters)


_FOLLOWS: Mapping[type[Event], Callable[[Handoff, Any], Letters]] = {
    events.HandoffSent: _sent,
    events.HandoffReceived: _received,
    events.HandoffArrived: _received,
    events.SupplementWanted: _supplement_wanted,
    events.HandoffSupplied: _supplied,
    events.HandoffAccepted: _accepted,
    events.ReceiverFinished: _receiver_finished,
    events.HandoffReturned: _returned,
    events.HandoffSilent: _silent,
    events.CoTaskGiven: _co_task_given,
    events.CoTaskFellOverdue: _co_task_overdue,
    events.MessageNotDelivered: _not_delivered,
    events.HandoffEnded: _ended,
    events.MessageTaken: _told_by_other_means,
    events.MessageLaidAside: _told_by_other_means,
    timekeeping.DueDatesRecomputed: _moved,
    timekeeping.StartCorrected: _moved,
}
