"""How a recommendation is drafted, by hand or by counting; and how it is written, signed, or not made."""

from datetime import datetime

from rules.early_warning import EarlyWarning
from rules.editions import Edition
from rules.heads import is_of_the_department
from rules.procedure import Event, Now, Officer, number_of
from rules.recommendation import commands, events
from rules.recommendation.matter import (
    Content,
    Kind,
    Outcome,
    Recommendation,
    addressee_of,
)
from rules.refusals import Reason, Refused

NAMED_AT_MOST = 50  # matters that a draft names; what it counts, it counts whole


def draft_recommendation(
    *,
    id: str,
    number: str,
    edition: Edition,
    kind: Kind,
    to: str,
    concerns: str | None,
    cases: frozenset[str],
    content: Content,
    by: Officer,
    at: datetime,
) -> events.RecommendationDrafted:
    """XFTL 40(1), 40(2), 40(3) 提出建议: by the petition department, to whoever can do something about it; of
    conduct only to whoever has authority over it, and it says whose.

    Raises Refused NOT_YOURS_TO_DO, NOT_ADDRESSED_THERE, NOT_WRITTEN.
    """
    if not is_of_the_department(edition, by):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    _check(edition, kind, to, concerns)
    return events.RecommendationDrafted(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        kind=kind,
        to=to,
        concerns=concerns,
        cases=cases,
        **vars(content),
    )


def draft_for_warning(
    *, id: str, number: str, edition: Edition, warning: EarlyWarning, at: datetime
) -> events.RecommendationDrafted:
    """XFTL 40(1), county policy 42 多发事项: a draft to improve work is laid before a person, who writes it
    and has it signed, or drops it. Counting alone says nothing to anybody."""
    numbers = sorted({number_of(each) for each in warning.cluster.matters})
    return events.RecommendationDrafted(
        at=at,
        id=id,
        number=number,
        edition=edition.digest,
        kind=Kind.IMPROVEMENT,
        warning=warning,
        cases=frozenset(numbers[-NAMED_AT_MOST:]),
    )


def write_recommendation(
    recommendation: Recommendation, command: commands.WriteRecommendation, now: Now
) -> tuple[Event, ...]:
    """XFTL 40(1), 40(2) 拟写建议书: problem, what shows it, why, and what is proposed."""
    _check(recommendation.edition, recommendation.kind, command.to, None)
    content = Content(
        problem=command.problem,
        evidence=command.evidence,
        analysis=command.analysis,
        proposal=command.proposal,
    )
    return (_written(command.by, command.to, None, command.cases, content, now),)


def write_accountability(
    recommendation: Recommendation, command: commands.WriteAccountability, now: Now
) -> tuple[Event, ...]:
    """XFTL 40(3) 拟写追究责任建议书: whose conduct, what happened, what shows it, what came of it, what is
    proposed."""
    _check(recommendation.edition, recommendation.kind, command.to, command.concerns)
    content = Content(
        problem=command.conduct_facts,
        evidence=command.conduct_evidence,
        analysis=command.conduct_consequence,
        proposal=command.conduct_proposal,
    )
    return (_written(command.by, command.to, command.concerns, command.cases, content, now),)


def sign_recommendation(
    recommendation: Recommendation, command: commands.SignRecommendation, now: Now
) -> tuple[Event, ...]:
    """XFTL 40 签发建议书: by a person, and never by whoever wrote it."""
    if recommendation.content is None:
        raise Refused(Reason.NOT_WRITTEN)
    if command.by.person == recommendation.written_by:
        raise Refused(Reason.SIGNED_BY_ANOTHER)
    return (events.RecommendationIssued(at=now.at, by=command.by),)


def drop_recommendation(
    recommendation: Recommendation, command: commands.DropRecommendation, now: Now
) -> tuple[Event, ...]:
    """County policy 42 不予提出: by whoever would have signed it, with the reason on record."""
    dropped = events.RecommendationDropped(at=now.at, by=command.by, reason=command.reason)
    closed = events.RecommendationClosed(at=now.at, by=command.by, outcome=Outcome.DROPPED)
    return (dropped, closed)


def _written(
    by: Officer, to: str, concerns: str | None, cases: frozenset[str], content: Content, now: Now
) -> Event:
    return events.RecommendationWritten(
        at=now.at, by=by, to=to, concerns=concerns, cases=cases, **vars(content)
    )


def _check(edition: Edition, kind: Kind, to: str, concerns: str | None) -> None:
    """Raises NOT_ADDRESSED_THERE; NOT_WRITTEN where it is not said, or said of what it is not about."""
    addressee_of(edition, kind, to)
    if (kind is Kind.ACCOUNTABILITY) is not bool(concerns):
        raise Refused(Reason.NOT_WRITTEN)
