"""A recommendation after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from typing import Any

from rules import timekeeping
from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.procedure import after, with_clock
from rules.recommendation import events
from rules.recommendation.matter import FEEDBACK, RULE, Content, Recommendation, Stage


def begin(event: events.RecommendationDrafted, edition: Edition) -> Recommendation:
    return Recommendation(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=1 if event.by else 0,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        kind=event.kind,
        to=event.to,
        concerns=event.concerns,
        warning=event.warning,
        cases=event.cases,
        content=_content(event),
        written_by=event.by.person if event.by else None,
        waiting_since=event.at,
    )


def evolve(before: Recommendation, event: Any) -> Recommendation:
    recommendation = timekeeping.counted_again(after(before, event), event)
    match event:
        case timekeeping.DueDatesRecomputed():
            return _looked_at_again(recommendation, event)
        case events.RecommendationWritten():
            return replace(
                recommendation,
                to=event.to,
                concerns=event.concerns,
                cases=event.cases,
                content=_content(event),
                written_by=event.by.person if event.by else None,
            )
        case events.RecommendationIssued():
            return replace(recommendation, stage=Stage.ISSUED, waiting_since=event.at)
        case events.RecommendationReceived():
            trigger = recommendation.edition.rule(RULE).trigger
            clock = Clock(name=FEEDBACK, rule=RULE, event=trigger, started_at=event.received_at)
            received = replace(recommendation, stage=Stage.RECEIVED, received_at=event.received_at)
            return with_clock(replace(received, waiting_since=event.at), clock)
        case events.FeedbackFellOverdue():
            return replace(recommendation, is_overdue=True)
        case events.AdoptionToldInWriting():
            return replace(recommendation, adoption=event.adoption)
        case events.RecommendationDropped():
            return recommendation  # its end comes with it
        case events.RecommendationClosed():
            return replace(
                timekeeping.closed(recommendation, event.at),
                stage=Stage.CLOSED,
                outcome=event.outcome,
                is_overdue=False,
                closed_at=event.at,
            )
        case _:
            raise TypeError(type(event).__name__)


def _content(event: events.RecommendationDrafted | events.RecommendationWritten) -> Content | None:
    """What it says; None of a draft that counting made."""
    if not (event.problem and event.evidence and event.analysis and event.proposal):
        return None
    return Content(
        problem=event.problem, evidence=event.evidence, analysis=event.analysis, proposal=event.proposal
    )


def _looked_at_again(recommendation: Recommendation, event: timekeeping.DueDatesRecomputed) -> Recommendation:
    """A date that lies ahead again is no longer overdue."""
    due = recommendation.due(FEEDBACK) if recommendation.clocks else None
    is_over = due is not None and event.at >= due.is_over_at
    return replace(recommendation, is_overdue=recommendation.is_overdue and is_over)
