"""Aftercare after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import danger, particulars, timekeeping
from rules.aftercare import events
from rules.aftercare.matter import RULED_CONFIRMED, RULES, Aftercare, Duty, Open, Owed, Stage, Window
from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.handing import HandedOff, HandoffHeard, with_handing
from rules.procedure import after, with_clock

# What each window of the people begins with.
BEGINNING = {"confirmation": "agreement-effective", "undo-withdrawal": "mediation-ended"}


def begin(event: events.AftercareOpened, edition: Edition) -> Aftercare:
    owed = [Clock(name=d, rule=RULES[d], event="mediation-ended", started_at=event.at) for d in event.duties]
    windows = [
        Clock(name=each.clock, rule=RULES[each.window], event=BEGINNING[each.window], started_at=each.since)
        for each in event.windows
    ]
    return Aftercare(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=0,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        dispute=event.dispute,
        closing_seq=event.closing_seq,
        dispute_outcome=event.dispute_outcome,
        step=event.step,
        village=event.village,
        township=event.township,
        applicants=event.applicants,
        parties=event.parties,
        hands=event.hands,
        clocks=(*owed, *windows),
        owed=tuple(Owed(duty) for duty in event.duties),
        windows=event.windows,
        unanswered_dangers=event.unanswered_dangers,
        danger_since=event.at if event.unanswered_dangers else None,
        unserved=event.parties if Duty.SERVE_GUIDANCE in event.duties else frozenset(),
    )


def evolve(before: Aftercare, event: Any) -> Aftercare:
    aftercare = with_handing(timekeeping.counted_again(after(before, event), event), event)
    match event:
        case HandedOff() | HandoffHeard():
            return aftercare
        case (
            timekeeping.DueDatesRecomputed()
            | timekeeping.StartCorrected()
            | timekeeping.ClocksSuspended()
            | timekeeping.ClocksResumed()
        ):
            return _looked_at_again(aftercare, event.at)
        case events.GuidanceServed():
            unserved = aftercare.unserved - {event.party}
            aftercare = replace(aftercare, unserved=unserved)
            return aftercare if unserved else _done(aftercare, Duty.SERVE_GUIDANCE)
        case events.PerformanceRecorded():
            aftercare = replace(aftercare, performed=event.performed)
            return _done(aftercare, Duty.CHECK_PERFORMANCE) if event.performed == "fully" else aftercare
        case events.Revisited():
            return _done(aftercare, Duty.REVISIT)
        case events.WithdrawalExamined():
            return _done(aftercare, Duty.ASK_WHETHER_FREE)
        case events.DutyFellOverdue():
            owed = tuple(replace(o, is_overdue=True) if o.duty is event.duty else o for o in aftercare.owed)
            return replace(aftercare, owed=owed)
        case events.WindowReminded():
            reminded = replace(event.window, is_reminded=True)
            windows = tuple(reminded if each == event.window else each for each in aftercare.windows)
            return replace(aftercare, windows=windows)
        case events.ConfirmationRuled():
            return _ruled(aftercare, event)
        case events.WindowClosed():
            windows = tuple(opened for opened in aftercare.windows if opened != event.window)
            return _met(replace(aftercare, windows=windows), event.window.clock)
        case danger.DangerNoted():
            since = aftercare.danger_since or event.at
            dangers = aftercare.unanswered_dangers + 1
            return replace(aftercare, unanswered_dangers=dangers, danger_since=since)
        case danger.DangerAcknowledged():
            return replace(aftercare, unanswered_dangers=0, danger_since=None)
        case particulars.ParticularsCorrected():
            return aftercare  # what holds now, the records know
        case events.AftercareClosed():
            return replace(
                timekeeping.closed(aftercare, event.at),
                stage=Stage.CLOSED,
                outcome=event.outcome,
                closed_at=event.at,
                owed=(),
                windows=(),
            )
        case _:
            raise TypeError(type(event).__name__)


def _ruled(aftercare: Aftercare, event: events.ConfirmationRuled) -> Aftercare:
    """What could be confirmed has been ruled on; a party may object for a time to what confirms it."""
    ruled_on = [each for each in aftercare.windows if each.window is Window.CONFIRMATION]
    left = tuple(each for each in aftercare.windows if each not in ruled_on)
    for opened in ruled_on:
        aftercare = _met(aftercare, opened.clock)
    if event.outcome != RULED_CONFIRMED:
        return replace(aftercare, windows=left)
    objection, rule = Open(Window.OBJECTION, event.at), RULES[Window.OBJECTION]
    trigger = aftercare.edition.rule(rule).trigger
    clock = Clock(name=objection.clock, rule=rule, event=trigger, started_at=event.at)
    return with_clock(replace(aftercare, windows=(*left, objection), is_confirmed=True), clock)


def _done(aftercare: Aftercare, duty: Duty) -> Aftercare:
    owed = tuple(owed for owed in aftercare.owed if owed.duty is not duty)
    return _met(replace(aftercare, owed=owed), duty)


def _met(aftercare: Aftercare, name: str) -> Aftercare:
    return with_clock(aftercare, replace(aftercare.clock(name), met_at=aftercare.changed_at))


def _looked_at_again(aftercare: Aftercare, at: datetime) -> Aftercare:
    """A duty whose date lies ahead again is no longer overdue."""
    owed = tuple(
        replace(each, is_overdue=each.is_overdue and aftercare.has_fallen_overdue(each, at))
        for each in aftercare.owed
    )
    return replace(aftercare, owed=owed)
