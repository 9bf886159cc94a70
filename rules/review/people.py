"""Who has no part in a review (回避), and what may happen in it at every stage."""

from rules import danger, particulars
from rules.procedure import Command, Event, Now, Officer
from rules.refusals import Reason
from rules.review import commands
from rules.review.ending import and_close
from rules.review.matter import Instance, Review

# What is no work on the review: whoever received the petition receives this too.
OPEN_TO_HANDS = (commands.RequestReReview, danger.AcknowledgeDanger, particulars.CorrectParticulars)


def bar(review: Review, command: type[Command], officer: Officer) -> Reason | None:
    """XFTL 28(3), 35, 36(3) 回避: whoever handled what is reviewed has no part in it; who worked on it does
    not sign it. Of a re-review nobody asks for another: the procedure has ended."""
    if officer.person in review.recused:
        return Reason.RECUSED
    if command is danger.AcknowledgeDanger and not review.unanswered_dangers:
        return Reason.NOT_AT_THIS_STAGE
    if command is commands.RequestReReview and review.instance is Instance.RE_REVIEW:
        return Reason.PROCEDURE_HAS_ENDED
    if officer.person in review.hands and command not in OPEN_TO_HANDS:
        return Reason.HANDLED_THE_ORIGINAL
    if command is commands.IssueReviewOpinion and officer.person in review.workers:
        return Reason.SIGNED_BY_THE_HANDLER
    return None


def danger_reported(review: Review, fact: danger.DangerReported, now: Now) -> tuple[Event, ...]:
    """RMTJ 25, XFTL 25 危险报告: noted at every stage, and told at once to who answers it."""
    if review.has_ended:
        return ()
    return (danger.DangerNoted(at=now.at, by=fact.by, words=fact.words),)


def acknowledge_danger(review: Review, command: danger.AcknowledgeDanger, now: Now) -> tuple[Event, ...]:
    """RMTJ 25, XFTL 25 接警: they have it."""
    return and_close(review, danger.DangerAcknowledged(at=now.at, by=command.by))


def correct_particulars(
    review: Review, command: particulars.CorrectParticulars, now: Now
) -> tuple[Event, ...]:
    """County policy 14 更正当事人信息: as long as somebody may still have to be reached."""
    return particulars.corrected(review.petitioners, command, now)
