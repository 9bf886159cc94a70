"""The time after the reply, after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import danger, particulars, timekeeping
from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.petition_aftercare import events
from rules.petition_aftercare.codes import (
    RULES,
    WINDOWS,
    Duty,
    EvaluationStatus,
    Executed,
    Measure,
    Satisfaction,
    Stage,
    Target,
    Window,
)
from rules.petition_aftercare.matter import Evaluation, Open, Owed, PetitionAftercare
from rules.procedure import after, with_clock
from rules.tracking import the_petitioner

TO_BE_CARRIED_OUT = ("changed", "revoked")  # results of a review


def begin(event: events.PetitionAftercareOpened, edition: Edition) -> PetitionAftercare:
    since = max((w.since for w in event.windows if w.window is Window.ASK_FOR_REVIEW), default=event.at)
    counted = [duty for duty in event.duties if duty in RULES]
    owed = [Clock(name=d, rule=RULES[d], event="reply-received", started_at=since) for d in counted]
    evaluating = [opened for opened in event.windows if opened.window is Window.EVALUATE]
    return PetitionAftercare(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=0,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        petition=event.petition,
        closing_seq=event.closing_seq,
        petition_outcome=event.petition_outcome,
        result=event.result,
        unit=event.unit,
        organ=event.organ,
        village=event.village,
        township=event.township,
        petitioners=event.petitioners,
        people=event.people,
        hands=event.hands,
        received_by=event.received_by,
        first_receiver=event.first_receiver,
        clocks=(*owed, *map(_clock_of, event.windows)),
        report_by=event.report_by,
        owed=tuple(Owed(duty) for duty in event.duties),
        windows=event.windows,
        unconfirmed=event.petitioners if Duty.CONFIRM in event.duties else frozenset(),
        evaluations=tuple(Evaluation(each.petitioner, target) for each in evaluating for target in Target),
        unanswered_dangers=event.unanswered_dangers,
        danger_since=event.at if event.unanswered_dangers else None,
    )


def _clock_of(opened: Open) -> Clock:
    rule, began = WINDOWS[opened.window]
    return Clock(name=opened.clock, rule=rule, event=began, started_at=opened.since)


def evolve(before: PetitionAftercare, event: Any) -> PetitionAftercare:
    aftercare = timekeeping.counted_again(after(before, event), event)
    match event:
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            return _looked_at_again(aftercare, event.at)
        case events.ReviewAskedFor():
            awaited = frozenset({event.review})
            asked = replace(aftercare, asked_for_review=event.petitioner, reviews_awaited=awaited)
            return _shut(asked, [w for w in asked.windows if w.window is Window.ASK_FOR_REVIEW])
        case events.ClosingAssessed():
            return _done(_handled(aftercare, event), Duty.ASSESS_CLOSING)
        case events.ConfirmedWithPerson():
            left = aftercare.unconfirmed - {event.petitioner}
            aftercare = replace(_handled(aftercare, event), unconfirmed=left)
            return aftercare if left else _done(aftercare, Duty.CONFIRM)
        case events.Evaluated():
            return _evaluated(aftercare, event)
        case events.ReExamined():
            return _done(aftercare, Duty.RE_EXAMINE)
        case events.ExecutionRecorded():
            aftercare = replace(_handled(aftercare, event), executed=event.executed)
            return _if_fully(aftercare, event.executed, Duty.CHECK_EXECUTION)
        case events.ReviewCarriedOut():
            return _if_fully(_handled(aftercare, event), event.executed, Duty.CARRY_OUT_REVIEW)
        case events.ReportedBack():
            return _done(_handled(aftercare, event), Duty.REPORT_BACK)
        case events.AfterCareGiven():
            aftercare = replace(aftercare, looked_after=aftercare.looked_after | {event.measure})
            return _done(aftercare, Duty.LOOK_AFTER) if aftercare.looked_after >= set(Measure) else aftercare
        case events.Revisited():
            return _done(aftercare, Duty.REVISIT)
        case events.MatterAudited():
            return _done(replace(aftercare, substantively=event.substantively), Duty.CLOSE_MATTER)
        case events.ReviewResultNoted():
            return _reviewed(aftercare, event)
        case events.ReviewEndNoted():
            over = aftercare.reviews_over | {event.review}
            following = {event.followed_by} if event.followed_by else set()
            awaited = (aftercare.reviews_awaited | following) - over
            return replace(aftercare, reviews_over=over, reviews_awaited=awaited)
        case events.DutyFellOverdue():
            owed = tuple(replace(o, is_overdue=True) if o.duty is event.duty else o for o in aftercare.owed)
            return replace(aftercare, owed=owed)
        case events.WindowClosed():
            return _shut(_lapsed(aftercare, event.window), [event.window])
        case danger.DangerNoted():
            since = aftercare.danger_since or event.at
            dangers = aftercare.unanswered_dangers + 1
            return replace(aftercare, unanswered_dangers=dangers, danger_since=since)
        case danger.DangerAcknowledged():
            return replace(aftercare, unanswered_dangers=0, danger_since=None)
        case events.TakenUpAgain() | particulars.ParticularsCorrected():
            return aftercare  # what comes of it, its next entry says; what holds now, the records know
        case events.PetitionAftercareClosed():
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


def _handled(aftercare: PetitionAftercare, event: Any) -> PetitionAftercare:
    """Whoever prepares the closing does not audit it. Who says what they think of it, by code, prepares
    nothing."""
    if the_petitioner(aftercare, event.by):
        return aftercare
    return replace(aftercare, hands=aftercare.hands | {event.by.person})


def _evaluated(aftercare: PetitionAftercare, event: events.Evaluated) -> PetitionAftercare:
    given = Evaluation(event.petitioner, event.target, EvaluationStatus.EVALUATED, event.value, event.reason)
    aftercare = _with_evaluations(aftercare, given)
    mine = [each for each in aftercare.evaluations if each.petitioner == event.petitioner]
    if all(each.status is EvaluationStatus.EVALUATED for each in mine):
        opened = [
            w for w in aftercare.windows if (w.window, w.petitioner) == (Window.EVALUATE, event.petitioner)
        ]
        aftercare = _shut(aftercare, opened)
    if event.value is Satisfaction.DISSATISFIED:
        return _owing(aftercare, Duty.RE_EXAMINE, event.at)
    return aftercare


def _lapsed(aftercare: PetitionAftercare, window: Open) -> PetitionAftercare:
    """What was not evaluated in time counts as that, never as satisfied."""
    if window.window is not Window.EVALUATE:
        return aftercare
    late = [
        replace(each, status=EvaluationStatus.LAPSED)
        for each in aftercare.evaluations
        if each.petitioner == window.petitioner and each.status is EvaluationStatus.AWAITED
    ]
    return _with_evaluations(aftercare, *late)


def _with_evaluations(aftercare: PetitionAftercare, *changed: Evaluation) -> PetitionAftercare:
    new = {(each.petitioner, each.target): each for each in changed}
    kept = tuple(new.get((each.petitioner, each.target), each) for each in aftercare.evaluations)
    return replace(aftercare, evaluations=kept)


def _reviewed(aftercare: PetitionAftercare, event: events.ReviewResultNoted) -> PetitionAftercare:
    """XFTL 35, 36, 37(3): what a review orders is carried out; when the procedure has ended, the people are
    looked after."""
    results = (*aftercare.review_results, (event.review, event.result))
    had_ended = aftercare.procedure_has_ended
    aftercare = replace(aftercare, review_results=results)
    if event.result in TO_BE_CARRIED_OUT:
        aftercare = _owing(aftercare, Duty.CARRY_OUT_REVIEW, event.at)
    if aftercare.procedure_has_ended and not had_ended:
        aftercare = _owing(aftercare, Duty.LOOK_AFTER, event.at)
    return aftercare


def _owing(aftercare: PetitionAftercare, duty: Duty, at: datetime) -> PetitionAftercare:
    """County policy 20: something is to be done that no source gives a number. The audit waits for it, and is
    due anew where it was done already."""
    if not aftercare.owes(duty):
        aftercare = replace(aftercare, owed=(*aftercare.owed, Owed(duty)))
    if aftercare.owes(Duty.CLOSE_MATTER):
        return aftercare
    name = Duty.CLOSE_MATTER
    clock = Clock(name=name, rule=RULES[name], event="closing-put-off", started_at=at)
    aftercare = replace(aftercare, owed=(*aftercare.owed, Owed(name)), substantively=None)
    return with_clock(aftercare, clock)


def _if_fully(aftercare: PetitionAftercare, executed: Executed, duty: Duty) -> PetitionAftercare:
    return _done(aftercare, duty) if executed is Executed.FULLY else aftercare


def _done(aftercare: PetitionAftercare, duty: Duty) -> PetitionAftercare:
    owed = tuple(owed for owed in aftercare.owed if owed.duty is not duty)
    aftercare = replace(aftercare, owed=owed)
    return _met(aftercare, duty) if duty in RULES else aftercare


def _shut(aftercare: PetitionAftercare, windows: list[Open]) -> PetitionAftercare:
    left = tuple(opened for opened in aftercare.windows if opened not in windows)
    aftercare = replace(aftercare, windows=left)
    for opened in windows:
        aftercare = _met(aftercare, opened.clock)
    return aftercare


def _met(aftercare: PetitionAftercare, name: str) -> PetitionAftercare:
    return with_clock(aftercare, replace(aftercare.clock(name), met_at=aftercare.changed_at))


def _looked_at_again(aftercare: PetitionAftercare, at: datetime) -> PetitionAftercare:
    """A duty whose date lies ahead again is no longer overdue."""
    owed = tuple(
        replace(each, is_overdue=each.is_overdue and aftercare.has_fallen_overdue(each, at))
        for each in aftercare.owed
    )
    return replace(aftercare, owed=owed)
