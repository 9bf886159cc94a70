"""How a recommendation is received and answered; and what is told of whoever does not answer."""

from datetime import datetime

from rules.procedure import Command, Event, Now, Officer, Sealed, TimePassed
from rules.recommendation import commands, events
from rules.recommendation.matter import FEEDBACK, Adoption, Kind, Outcome, Recommendation, Stage
from rules.refusals import Reason, Refused
from rules.timekeeping import next_notice_at

_OUTCOMES = {
    Adoption.ADOPTED: Outcome.ADOPTED,
    Adoption.PARTLY_ADOPTED: Outcome.PARTLY_ADOPTED,
    Adoption.NOT_ADOPTED: Outcome.NOT_ADOPTED,
}


def confirm_receipt(
    recommendation: Recommendation, command: commands.ConfirmReceipt, now: Now
) -> tuple[Event, ...]:
    """XFTL 40(4), county policy 42 签收: the time for the feedback runs from here."""
    return (events.RecommendationReceived(at=now.at, by=command.by, received_at=now.at),)


def record_receipt(
    recommendation: Recommendation, command: commands.RecordReceipt, now: Now
) -> tuple[Event, ...]:
    """County policy 42 登记送达: nobody escapes an answer by not confirming; the proof is kept."""
    if command.received_at > now.at:
        raise Refused(Reason.DATE_IN_THE_FUTURE)
    return (
        events.RecommendationReceived(
            at=now.at, by=command.by, received_at=command.received_at, proof=command.proof
        ),
    )


def give_feedback(
    recommendation: Recommendation, command: commands.GiveFeedback, now: Now
) -> tuple[Event, ...]:
    """XFTL 40(4) 书面反馈采纳情况: adopted, in part or not, with the reasons; late or not."""
    return _answered(recommendation, command.by, command.adoption, command.reasons, now)


def give_conduct_feedback(
    recommendation: Recommendation, command: commands.GiveConductFeedback, now: Now
) -> tuple[Event, ...]:
    """XFTL 40(3), 40(4) 书面反馈: the same, of conduct; read by as few as the recommendation itself."""
    return _answered(recommendation, command.by, command.adoption, command.conduct_reasons, now)


def _answered(
    recommendation: Recommendation, by: Officer, adoption: Adoption, reasons: Sealed, now: Now
) -> tuple[Event, ...]:
    told = events.AdoptionToldInWriting(
        at=now.at,
        by=by,
        adoption=adoption,
        reasons=reasons,
        was_late=_is_over(recommendation, now.at),
    )
    return (told, events.RecommendationClosed(at=now.at, by=by, outcome=_OUTCOMES[adoption]))


def time_passed(recommendation: Recommendation, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """XFTL 40(4), 45, county policy 42 反馈逾期: told once, and named for what it may be. It ends
    nothing."""
    at = _moment(recommendation)
    if at is None or now.at < at:
        return ()
    due = recommendation.due(FEEDBACK)
    assert due
    return (events.FeedbackFellOverdue(at=now.at, due_on=due.on),)


def _moment(recommendation: Recommendation) -> datetime | None:
    """When the feedback is told to be late (UTC), in the notice hours of a working day."""
    if recommendation.stage is not Stage.RECEIVED or recommendation.is_overdue:
        return None
    due = recommendation.due(FEEDBACK)
    assert due  # nothing lets this clock stand still
    return next_notice_at(recommendation.edition, due.is_over_at)


def moments(recommendation: Recommendation) -> tuple[datetime, ...]:
    at = _moment(recommendation)
    return (at,) if at else ()


def _is_over(recommendation: Recommendation, at: datetime) -> bool:
    due = recommendation.due(FEEDBACK)
    return due is not None and at >= due.is_over_at


# What is about conduct is written and answered by commands of its own, whose words fewer people read.
_OF_CONDUCT = frozenset({commands.WriteAccountability, commands.GiveConductFeedback})
_OF_OTHERS = frozenset({commands.WriteRecommendation, commands.GiveFeedback})


def bar(recommendation: Recommendation, command: type[Command], officer: Officer) -> Reason | None:
    """XFTL 40(3) 追究责任的建议: not mixed with the others."""
    is_of_conduct = recommendation.kind is Kind.ACCOUNTABILITY
    return Reason.NOT_AT_THIS_STAGE if command in (_OF_OTHERS if is_of_conduct else _OF_CONDUCT) else None
