"""A handoff after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import timekeeping
from rules.clocks.clock import Clock, resumed
from rules.clocks.reckoning import Extended, Pause
from rules.clocks.rule import Ground
from rules.dockings.docking import Point
from rules.editions import Edition
from rules.handoff import events
from rules.handoff.matter import Consent, CoTask, Handoff, Outcome, Outgoing, SideName, Stage, What
from rules.notes import NoteAdded
from rules.procedure import Event, after, with_clock

# What our people say by these, where the other side has a system of its own, goes out to it.
_SAYS: dict[type[Event], tuple[SideName, What]] = {
    events.HandoffSent: (SideName.SENDER, What.SENT),
    events.HandoffSupplied: (SideName.SENDER, What.SUPPLIED),
    events.HandoffSignedFor: (SideName.RECEIVER, What.SIGNED_FOR),
    events.SupplementWanted: (SideName.RECEIVER, What.SUPPLEMENT_WANTED),
    events.HandoffAccepted: (SideName.RECEIVER, What.ACCEPTED),
    events.HandoffRefused: (SideName.RECEIVER, What.REFUSED),
    events.HandoffProgressed: (SideName.RECEIVER, What.PROGRESSED),
    events.HandoffReturned: (SideName.RECEIVER, What.RETURNED),
}
_ENDS = {
    Outcome.CONFIRMED: (SideName.SENDER, What.CONFIRMED),
    Outcome.RECALLED: (SideName.SENDER, What.RECALLED),
    Outcome.EXPIRED: (SideName.SENDER, What.RECALLED),
    Outcome.CONSENT_ENDED: (SideName.SENDER, What.CONSENT_ENDED),
}


def begin(event: events.HandoffOpened | events.HandoffArrived, edition: Edition) -> Handoff:
    """Drafted here; or sent by an agency's system, and so received."""
    if isinstance(event, events.HandoffArrived):
        return _arrived(event, edition)
    return Handoff(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=1,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        docking=event.docking,
        sender=event.sender,
        receiver=event.receiver,
        origin=event.origin,
        origin_seq=event.origin_seq,
        asked_by=event.by.person if event.by else None,
        people=event.people,
        summary=event.summary,
        traits=event.traits,
        consents={},
        papers=event.papers,
        counted_from=event.counted_from,
        mediators=event.mediators,
        waiting_since=event.at,
    )


def _arrived(event: events.HandoffArrived, edition: Edition) -> Handoff:
    handoff = Handoff(
        id=event.id,
        edition=edition,
        stage=Stage.RECEIVED,
        seq=1,
        decided_seq=0,  # no person here has
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        docking=event.docking,
        sender=event.sender,
        receiver=event.receiver,
        people=event.people,
        summary=event.summary,
        consents=dict(event.consents),
        papers=event.papers,
        sent_at=event.received_at,
        received_at=event.received_at,
        waiting_since=event.at,
    )
    return _passed(handoff, Point.RECEIPT, event.received_at)


def evolve(before: Handoff, event: Any) -> Handoff:
    handoff = timekeeping.counted_again(after(before, event), event)
    return _closed_when_told(_with_what_goes_out(_evolved(handoff, event), event), event.at)


def _evolved(handoff: Handoff, event: Any) -> Handoff:
    at = event.at
    match event:
        case NoteAdded() | events.HandoffProgressed() | events.MessageNotTaken():
            return handoff
        case (
            timekeeping.DueDatesRecomputed()
            | timekeeping.StartCorrected()
            | timekeeping.ClocksSuspended()
            | timekeeping.ClocksResumed()
        ):
            return replace(handoff, silent=_still_silent(handoff, at))
        case events.HandoffConsented():
            given = Consent(form=event.form, at=event.given_at)
            return replace(handoff, consents={**handoff.consents, event.party: given})
        case events.HandoffPapersAdded():
            return replace(handoff, papers=(*handoff.papers, *event.papers))
        case events.HandoffDescribed():
            since = event.counted_from or handoff.counted_from  # known before, it need not be said again
            return replace(handoff, traits=event.traits, counted_from=since)
        case events.HandoffSent():
            return replace(handoff, stage=Stage.SENT, sent_at=at, waiting_since=at)
        case events.HandoffReceived():
            stage = Stage.RECEIVED if handoff.stage is Stage.SENT else handoff.stage
            received = replace(handoff, stage=stage, received_at=event.received_at, waiting_since=at)
            return _passed(received, Point.RECEIPT, event.received_at)
        case events.HandoffSignedFor():
            signed = replace(handoff, stage=Stage.SIGNED_FOR, signed_at=event.signed_at, waiting_since=at)
            return _passed(_with_ref(signed, event.ref), Point.SIGNATURE, event.signed_at)
        case events.SupplementWanted():
            wanted = replace(handoff, stage=Stage.SUPPLEMENT, wanted=event.what, waiting_since=at)
            return _standing_still(wanted, at)
        case events.HandoffSupplied():
            supplied = replace(handoff, stage=Stage.SIGNED_FOR, supplied=True, waiting_since=at)
            return _counting_on(replace(supplied, papers=(*handoff.papers, *event.papers)), at)
        case events.HandoffAccepted():
            accepted = replace(handoff, stage=Stage.ACCEPTED, accepted_at=at, waiting_since=at)
            return _passed(_with_ref(accepted, event.ref), Point.ACCEPTANCE, at)
        case events.HandoffExtended():
            return _extended(handoff, event)
        case events.ReceiverBegan():
            return replace(handoff, grows_into=event.procedure)
        case events.ReceiverFinished():
            return replace(handoff, grown_outcome=event.outcome, waiting_since=at)
        case events.HandoffReturned():
            returned = replace(handoff, stage=Stage.RETURNED, came_back=event.came_back, waiting_since=at)
            return _passed(returned, Point.RETURN, at)
        case events.HandoffRefused():
            return replace(handoff, refusal=event.reason)  # its end comes with it
        case events.CoTaskGiven():
            task = CoTask(unit=event.unit, role=event.role, what=event.what, until=event.until)
            return replace(handoff, completion=event.completion, co_tasks=(*handoff.co_tasks, task))
        case events.CoTaskFinished():
            return _with_task(handoff, event.unit, done_at=at)
        case events.CoTaskFellOverdue():
            return _with_task(handoff, event.unit, is_overdue=True)
        case events.HandoffSilent():
            return replace(handoff, silent=handoff.silent | {event.clock})
        case events.MessageTaken() | events.MessageLaidAside():
            left = tuple(each for each in handoff.outgoing if each.seq != event.seq)
            return replace(handoff, outgoing=left)
        case events.MessageNotDelivered():
            return _with_outgoing(handoff, event.seq, is_dead=True)
        case events.MessageSentAgain():
            return _with_outgoing(handoff, event.seq, is_dead=False)
        case events.HandoffEnded():
            return _settled(handoff, event)
        case _:
            raise TypeError(type(event).__name__)


def _passed(handoff: Handoff, point: Point, at: datetime) -> Handoff:
    """Clocks that end here are met; those that begin here begin, at the instant at which it really was.

    Whoever signs for what no receipt has come of has received it, whoever accepts has signed for it: what
    should have begun before begins now."""
    for reached in _UP_TO[point]:
        since = handoff.counted_from or at if reached is Point.START else at
        for ending in handoff.terms.clocks_ending(reached):
            handoff = _met(handoff, ending.name, at)
        for beginning in handoff.terms.clocks_beginning(reached):
            if not any(clock.name == beginning.name for clock in handoff.clocks):
                handoff = _begun(handoff, beginning.name, beginning.rule, since)
    return handoff


_ORDER = (Point.START, Point.RECEIPT, Point.SIGNATURE, Point.ACCEPTANCE, Point.RETURN, Point.CONFIRMATION)
_UP_TO = {point: _ORDER[: number + 1] for number, point in enumerate(_ORDER)}


def _begun(handoff: Handoff, name: str, rule: str, at: datetime) -> Handoff:
    clock = Clock(name=name, rule=rule, event=handoff.edition.rule(rule).trigger, started_at=at)
    return with_clock(handoff, clock)


def _standing_still(handoff: Handoff, at: datetime) -> Handoff:
    """FLYZ 43 补充材料的时间: it is left out of the clocks whose own rule says so."""
    for clock in handoff.clocks:
        rule = handoff.edition.rule(clock.rule)
        is_left_out = clock.is_open and Ground.SUPPLEMENT in rule.excludes
        if is_left_out and clock.has_days_left(rule, handoff.edition.calendar, at):
            pauses = (*clock.pauses, Pause(Ground.SUPPLEMENT, at))
            handoff = with_clock(handoff, replace(clock, pauses=pauses))
    return handoff


def _counting_on(handoff: Handoff, at: datetime) -> Handoff:
    """MSJS 126 补正后: what stood still goes on, and what counts anew counts from that day."""
    for clock in handoff.clocks:
        if clock.is_open and clock.is_suspended:
            handoff = with_clock(handoff, resumed(clock, at))
    for each in handoff.terms.clocks:
        if each.again and any(clock.name == each.name and clock.is_open for clock in handoff.clocks):
            handoff = _begun(handoff, each.name, each.again, at)
    return replace(handoff, silent=_still_silent(handoff, at))


def _met(handoff: Handoff, name: str, at: datetime) -> Handoff:
    running = [clock for clock in handoff.clocks if clock.name == name and clock.is_open]
    return with_clock(handoff, replace(running[0], met_at=at)) if running else handoff


def _extended(handoff: Handoff, event: events.HandoffExtended) -> Handoff:
    for each in handoff.terms.clocks_ending(Point.RETURN):
        clock = handoff.clock(each.name)
        allowed = handoff.edition.rule(clock.rule).extension
        if clock.is_open and allowed:
            extended = Extended(event.days, allowed.unit, allowed.approver, event.at)
            handoff = with_clock(handoff, replace(clock, extensions=(*clock.extensions, extended)))
    return replace(handoff, silent=_still_silent(handoff, event.at))


def _still_silent(handoff: Handoff, at: datetime) -> frozenset[str]:
    """What was noted as silence and, by the date as it stands now, has not passed, is no silence."""
    dues = {name: handoff.due(name) for name in handoff.silent}
    return frozenset(name for name, due in dues.items() if due is not None and at >= due.is_over_at)


def _with_ref(handoff: Handoff, ref: str | None) -> Handoff:
    return replace(handoff, receiver=replace(handoff.receiver, ref=ref)) if ref else handoff


def _with_task(handoff: Handoff, unit: str, **changes: Any) -> Handoff:
    tasks = (replace(task, **changes) if task.unit == unit else task for task in handoff.co_tasks)
    return replace(handoff, co_tasks=tuple(tasks))


def _with_outgoing(handoff: Handoff, seq: int, **changes: Any) -> Handoff:
    messages = (replace(each, **changes) if each.seq == seq else each for each in handoff.outgoing)
    return replace(handoff, outgoing=tuple(messages))


def _with_what_goes_out(handoff: Handoff, event: Any) -> Handoff:
    """What was said on our side is told to the other side's system, if it has one."""
    if getattr(event, "message", None) is not None:
        return handoff
    said = _SAYS.get(type(event))
    if isinstance(event, events.HandoffEnded) and handoff.sent_at is not None:
        said = _ENDS.get(event.outcome)
    if said is None:
        return handoff
    speaker, what = said
    other = handoff.receiver if speaker is SideName.SENDER else handoff.sender
    if other.agency is None:
        return handoff
    return replace(handoff, outgoing=(*handoff.outgoing, Outgoing(handoff.seq, what)))


def _settled(handoff: Handoff, event: events.HandoffEnded) -> Handoff:
    if event.outcome is Outcome.CONFIRMED:
        handoff = _passed(handoff, Point.CONFIRMATION, event.at)
    settled = timekeeping.closed(handoff, event.at)
    return replace(settled, stage=Stage.ENDED, outcome=event.outcome, settled_at=event.at)


def _closed_when_told(handoff: Handoff, at: datetime) -> Handoff:
    """It is over when the other side knows."""
    if handoff.stage is not Stage.ENDED or handoff.outgoing:
        return handoff
    return replace(handoff, stage=Stage.CLOSED, closed_at=at)
