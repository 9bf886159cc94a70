"""Aftercare after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from typing import Any

from rules import danger
from rules.aftercare import events
from rules.aftercare.matter import Aftercare, Duty, Open, Owed, Stage, Window
from rules.clocks import Period, legal_day
from rules.editions import Edition
from rules.procedure import after


def _periods(edition: Edition) -> dict[str, Period]:
    return {
        Duty.SERVE_GUIDANCE: edition.service,
        Duty.ASK_WHETHER_FREE: edition.undo_withdrawal,
        Duty.CHECK_PERFORMANCE: edition.performance,
        Duty.REVISIT: edition.revisit,
        Window.CONFIRMATION: edition.confirmation,
        Window.UNDO_WITHDRAWAL: edition.undo_withdrawal,
    }


def begin(event: events.AftercareOpened, edition: Edition) -> Aftercare:
    day, periods = legal_day(event.at), _periods(edition)
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
        owed=tuple(Owed(duty, periods[duty].since(day)) for duty in event.duties),
        windows=tuple(Open(window, periods[window].since(day)) for window in event.windows),
        unanswered_dangers=event.unanswered_dangers,
        danger_since=event.at if event.unanswered_dangers else None,
        unserved=event.parties if Duty.SERVE_GUIDANCE in event.duties else frozenset(),
    )


def evolve(before: Aftercare, event: Any) -> Aftercare:
    aftercare = after(before, event)
    match event:
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
        case events.WindowClosed():
            windows = tuple(opened for opened in aftercare.windows if opened.window is not event.window)
            return replace(aftercare, windows=windows)
        case danger.DangerNoted():
            since = aftercare.danger_since or event.at
            dangers = aftercare.unanswered_dangers + 1
            return replace(aftercare, unanswered_dangers=dangers, danger_since=since)
        case danger.DangerAcknowledged():
            return replace(aftercare, unanswered_dangers=0, danger_since=None)
        case events.AftercareClosed():
            return replace(
                aftercare, stage=Stage.CLOSED, outcome=event.outcome, closed_at=event.at, owed=(), windows=()
            )
        case _:
            raise TypeError(type(event).__name__)


def _done(aftercare: Aftercare, duty: Duty) -> Aftercare:
    return replace(aftercare, owed=tuple(owed for owed in aftercare.owed if owed.duty is not duty))
