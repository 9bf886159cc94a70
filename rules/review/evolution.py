"""The review after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import danger, particulars, timekeeping
from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.procedure import after, with_clock
from rules.review import events
from rules.review.matter import (
    PERIOD,
    PERIODS,
    WINDOW_RULE,
    Hearing,
    Instance,
    Opinion,
    Review,
    Served,
    Stage,
)


def begin(event: events.ReviewOpened, edition: Edition) -> Review:
    rule, began = PERIODS[event.instance]
    return Review(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=0,
        opened_at=event.at,
        changed_at=event.at,
        instance=event.instance,
        number=event.number,
        petition=event.petition,
        aftercare=event.aftercare,
        before=event.before,
        of_unit=event.of_unit,
        reviewer=event.reviewer,
        petitioners=event.petitioners,
        people=event.people,
        asked_by=event.asked_by,
        grounds=event.grounds,
        hands=event.hands,
        village=event.village,
        township=event.township,
        clocks=(Clock(name=PERIOD, rule=rule, event=began, started_at=event.received_at),),
    )


def evolve(before: Review, event: Any) -> Review:
    review = timekeeping.counted_again(after(before, event), event)
    match event:
        case (
            timekeeping.DueDatesRecomputed()
            | timekeeping.StartCorrected()
            | timekeeping.ClocksSuspended()
            | timekeeping.ClocksResumed()
        ):
            return _looked_at_again(review, event.at)
        case events.FindingsRecorded():
            return replace(_worked(review, event), findings=event.findings)
        case events.PanelDrawn():
            hearing = Hearing(event.panel, event.scheduled_for, event.place_unit, room=event.room)
            return replace(_worked(review, event), hearing=hearing)
        case events.PanelChanged():
            assert review.hearing
            return replace(review, hearing=replace(review.hearing, panel=event.panel))
        case events.HearingHeld():
            assert review.hearing
            hearing = replace(review.hearing, recommends=event.recommends, minutes=event.minutes)
            return replace(_worked(review, event), hearing=hearing)
        case events.ReviewOpinionIssued():
            assert event.by
            opinion = Opinion(event.result, event.at, event.by.person)
            return replace(review, opinion=opinion, stage=Stage.SERVING)
        case events.ReviewOpinionServed():
            return _served(review, event)
        case events.ReReviewAskedFor():
            asked = replace(review, re_review=event.re_review, windows=())
            for window in review.windows:
                asked = _met(asked, window.clock)
            return asked
        case events.RequestTakenBack():
            return replace(review, withdrawn=review.withdrawn | {event.petitioner})
        case events.Recused():
            return replace(review, recused=review.recused | {event.person})
        case events.ReviewFellOverdue():
            return replace(review, is_overdue=True)
        case events.WindowClosed():
            left = tuple(window for window in review.windows if window != event.window)
            return _met(replace(review, windows=left), event.window.clock)
        case danger.DangerNoted():
            since = review.danger_since or event.at
            return replace(review, unanswered_dangers=review.unanswered_dangers + 1, danger_since=since)
        case danger.DangerAcknowledged():
            return replace(review, unanswered_dangers=0, danger_since=None)
        case particulars.ParticularsCorrected():
            return review  # what holds now, the records know
        case events.ReviewClosed():
            return replace(
                timekeeping.closed(review, event.at),
                stage=Stage.CLOSED,
                outcome=event.outcome,
                closed_at=event.at,
                windows=(),
            )
        case _:
            raise TypeError(type(event).__name__)


def _worked(review: Review, event: Any) -> Review:
    """Whoever works on it does not sign it."""
    return replace(review, workers=review.workers | {event.by.person})


def _served(review: Review, event: events.ReviewOpinionServed) -> Review:
    """XFTL 36: from the day a review opinion is received runs the time to ask for a re-review."""
    served = Served(event.petitioner, event.served_at)
    review = replace(review, served=(*review.served, served))
    if review.instance is Instance.REVIEW and review.re_review is None:
        clock = Clock(
            name=served.clock,
            rule=WINDOW_RULE,
            event="review-opinion-received",
            started_at=event.served_at,
        )
        review = with_clock(replace(review, windows=(*review.windows, served)), clock)
    if review.unserved:
        return review
    return _met(replace(review, stage=Stage.SERVED, is_overdue=False), PERIOD)


def _met(review: Review, name: str) -> Review:
    return with_clock(review, replace(review.clock(name), met_at=review.changed_at))


def _looked_at_again(review: Review, at: datetime) -> Review:
    """A date that lies ahead again is no longer overdue."""
    due = review.due(PERIOD)
    return replace(review, is_overdue=review.is_overdue and due is not None and at >= due.is_over_at)
