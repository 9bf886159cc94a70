"""The opinion (复查意见, 复核意见): what is found, signed by the head, and brought to every petitioner."""

from datetime import timedelta

from rules.clocks.service import served_on
from rules.instants import legal_day
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused
from rules.review import commands, events
from rules.review.ending import and_close
from rules.review.matter import Instance, Result, Review


def record_findings(review: Review, command: commands.RecordFindings, now: Now) -> tuple[Event, ...]:
    """XFTL 35, 36 审查: what the reviewing organ finds out for itself."""
    return (events.FindingsRecorded(at=now.at, by=command.by, findings=command.findings),)


def issue_review_opinion(review: Review, command: commands.IssueReviewOpinion, now: Now) -> tuple[Event, ...]:
    """XFTL 35, 36 出具复查、复核意见: with every part that the paper needs, under the head's signature.

    What the panel of a hearing thinks binds nobody; after a hearing a re-review opinion may be published."""
    findings = command.findings or review.findings
    parts = {
        "original": command.original,
        "petitioners_view": command.petitioners_view,
        "findings": findings,
        "basis": command.basis,
        "orders": command.orders or command.result is Result.UPHELD,
        "tells_the_way": command.tells_the_way,
        "has_seal": command.has_seal,
    }
    if missing := [part for part, is_there in parts.items() if not is_there]:
        raise Refused(Reason.REVIEW_OPINION_INCOMPLETE, *missing)
    assert command.original
    assert command.petitioners_view
    assert findings
    assert command.basis
    was_heard = bool(review.hearing and review.hearing.was_held)
    may_be_published = was_heard and review.instance is Instance.RE_REVIEW
    if command.is_published and not may_be_published:
        raise Refused(Reason.NOT_FOR_PUBLICATION)
    return (
        events.ReviewOpinionIssued(
            at=now.at,
            by=command.by,
            result=command.result,
            original=command.original,
            petitioners_view=command.petitioners_view,
            findings=findings,
            basis=command.basis,
            orders=command.orders,
            was_heard=was_heard,
            is_published=command.is_published,
        ),
    )


def serve_review_opinion(review: Review, command: commands.ServeReviewOpinion, now: Now) -> tuple[Event, ...]:
    """XFTL 35, 36, MSS 87, 95 书面答复、送达: on every petitioner, on the day that the proof names.

    When the last has a re-review opinion, the petition procedure has ended."""
    assert review.opinion
    if command.petitioner not in review.remaining:
        raise Refused(Reason.UNKNOWN_PARTY)
    if command.petitioner not in review.unserved:
        raise Refused(Reason.ALREADY_SERVED)
    if command.proven_at > now.at:
        raise Refused(Reason.DATE_IN_THE_FUTURE)
    if legal_day(command.proven_at) < legal_day(review.opinion.issued_at):
        raise Refused(Reason.SERVED_BEFORE_ISSUE)
    days = served_on(command.method, command.proven_at) - legal_day(command.proven_at)
    served = events.ReviewOpinionServed(
        at=now.at,
        by=command.by,
        petitioner=command.petitioner,
        method=command.method,
        served_at=command.proven_at + timedelta(days=days.days),
        proof=command.proof,
    )
    return and_close(review, served)
