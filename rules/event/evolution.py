"""An event after what happened to it. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import danger, notes, particulars, timekeeping
from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.event import events
from rules.event.matter import ANALYSE, AUDIT, HANDLE, RESPOND, RULES, SIGN_IN, Delay, EventCase, Stage
from rules.procedure import after, with_clock


def begin(event: events.EventRegistered, edition: Edition) -> EventCase:
    case = EventCase(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=1,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        channel=event.channel,
        received_at=event.received_at,
        kind=event.kind,
        place=event.place,
        place_kind=event.place_kind,
        grid=event.grid,
        village=event.village,
        township=event.township,
        unit=event.assigned.asked.unit,
        first_receiver=event.first_receiver,
        people=event.people,
        assigned=event.assigned,
        handler=event.assigned.person,
        waiting_since=event.at,
    )
    begun = with_clock(case, _clock(SIGN_IN, "event-received", event.received_at))
    return with_clock(begun, _clock(HANDLE, "event-received", event.received_at))


def evolve(before: EventCase, event: Any) -> EventCase:
    case = timekeeping.counted_again(after(before, event), event)
    match event:
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            return replace(case, delays=tuple(each for each in case.delays if _is_late(case, each, event.at)))
        case notes.NoteAdded() | notes.MessageSent() | particulars.ParticularsCorrected():
            return case  # what they say, the records know
        case danger.DangerNoted():
            since, dangers = case.danger_since or event.at, case.unanswered_dangers + 1
            return replace(case, unanswered_dangers=dangers, danger_since=since)
        case danger.DangerAcknowledged():
            quiet = replace(case, unanswered_dangers=0, danger_since=None)
            return _closed(quiet, event.at) if quiet.is_settled else quiet
        case events.EventFellOverdue():
            due = case.due(event.clock)
            return replace(
                case, delays=(*case.delays, Delay(event.clock, due.is_over_at if due else event.at, 1))
            )
        case events.EventToldUp():
            told = [
                replace(each, told=event.told) if each.clock == event.clock else each for each in case.delays
            ]
            return replace(case, delays=tuple(told))
        case events.EventEnded():
            return _settled(case, event)
    return _worked_on(case, event)


def _worked_on(case: EventCase, event: Any) -> EventCase:
    """After a step of the four stages; a person stands behind each of them."""
    match event:
        case events.EventSignedFor():
            assert event.by
            signed = _over(case, SIGN_IN, event.at)
            signed = replace(signed, stage=Stage.HANDLING, handler=event.by.person, waiting_since=event.at)
            return with_clock(signed, _clock(RESPOND, "event-signed-for", event.at))
        case events.EventPassedOn():
            left = _over(_over(case, SIGN_IN, event.at), RESPOND, event.at)
            passed = replace(left, stage=Stage.SIGN_IN, unit=event.unit, handler=None, waiting_since=event.at)
            # Its time runs on, and is told anew: to those above whoever has it now.
            passed = replace(passed, has_responded=False, has_handled=False, delays=())
            return with_clock(
                passed, Clock(name=SIGN_IN, rule=RULES[SIGN_IN], event="event-passed-on", started_at=event.at)
            )
        case events.EventAnswered():
            return replace(_over(_in_hand(case, event), RESPOND, event.at), has_responded=True)
        case events.EventHandled():
            return replace(_in_hand(case, event), has_handled=True)
        case events.ClosingProposed():
            proposed = _over(_in_hand(case, event), HANDLE, event.at)
            proposed = replace(proposed, stage=Stage.AUDIT, result=event.result, waiting_since=event.at)
            return with_clock(proposed, _clock(AUDIT, "event-closing-proposed", event.at))
        case events.EventSentBack():
            back = replace(_over(case, AUDIT, event.at), stage=Stage.HANDLING, waiting_since=event.at)
            back = with_clock(back, replace(back.clock(HANDLE), met_at=None))
            return replace(back, result=None, has_handled=False)
        case events.ClosingApproved():
            approved = replace(_over(case, AUDIT, event.at), stage=Stage.ANALYSIS, waiting_since=event.at)
            return with_clock(approved, _clock(ANALYSE, "event-closing-approved", event.at))
        case events.EventAnalysed():
            return replace(case, place_kind=event.place_kind)  # its end comes with it
        case _:
            raise TypeError(type(event).__name__)


def _clock(name: str, began: str, at: datetime) -> Clock:
    return Clock(name=name, rule=RULES[name], event=began, started_at=at)


def _over(case: EventCase, name: str, at: datetime) -> EventCase:
    """What that clock measured is done; late or not, nobody is told of it any more."""
    met = [replace(each, met_at=at) if each.name == name and each.is_open else each for each in case.clocks]
    late = tuple(each for each in case.delays if each.clock != name)
    return replace(case, clocks=tuple(met), delays=late)


def _in_hand(case: EventCase, event: Any) -> EventCase:
    """Whoever does something about it has it, and audits it never."""
    return replace(case, handler=event.by.person, hands=case.hands | {event.by.person})


def _is_late(case: EventCase, late: Delay, at: datetime) -> bool:
    due = case.due(late.clock)
    return due is not None and at >= due.is_over_at


def _settled(case: EventCase, event: events.EventEnded) -> EventCase:
    """It is over; on record it stays open as long as the police have not answered a danger."""
    settled = timekeeping.closed(case, event.at)
    settled = replace(settled, stage=Stage.DANGER, outcome=event.outcome, delays=())
    return settled if settled.unanswered_dangers else _closed(settled, event.at)


def _closed(case: EventCase, at: datetime) -> EventCase:
    return replace(case, stage=Stage.CLOSED, closed_at=at)
