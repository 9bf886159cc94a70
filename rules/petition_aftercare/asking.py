"""Asking for a review (请求复查), what that tells, and having go on what was withdrawn (撤回后恢复)."""

from rules.clocks.service import came_in_time
from rules.petition_aftercare import commands, events
from rules.petition_aftercare.closing import and_close, handled_anew
from rules.petition_aftercare.codes import Ended, Ground, Window
from rules.petition_aftercare.matter import PetitionAftercare
from rules.procedure import Event, Now, n_of, procedure_id
from rules.refusals import Reason, Refused

REVIEW = "review"  # the procedure that a request begins
TAKEN_BACK = "request-withdrawn"  # how one may end without a result


def request_review(
    aftercare: PetitionAftercare, command: commands.RequestReview, now: Now
) -> tuple[Event, ...]:
    """XFTL 35, MSS 85(4) 请求复查: within thirty days from the day the reply was received, to the organ
    above; a letter by its postmark. One review answers all who share the petition."""
    if aftercare.petition_outcome is not Ended.ANSWERED:
        raise Refused(Reason.NO_OPINION_TO_REVIEW)
    if command.petitioner not in aftercare.petitioners:
        raise Refused(Reason.UNKNOWN_PARTY)
    if aftercare.asked_for_review:
        raise Refused(Reason.REVIEW_ALREADY_ASKED)
    if not _in_time(aftercare, Window.ASK_FOR_REVIEW, command, now):
        raise Refused(Reason.REVIEW_TOO_LATE)
    reviewer = aftercare.edition.next_higher(aftercare.unit)
    if reviewer is None:
        raise Refused(Reason.NO_HIGHER_ORGAN)
    county, n = aftercare.edition.county, n_of(aftercare.id)
    return (
        events.ReviewAskedFor(
            at=now.at,
            by=command.by,
            petitioner=command.petitioner,
            filing=command.filing,
            postmarked_on=command.postmarked_on,
            grounds=command.grounds,
            review=procedure_id(REVIEW, county, aftercare.number, n),
            reviewer=reviewer,
        ),
    )


def take_up_again(aftercare: PetitionAftercare, command: commands.TakeUpAgain, now: Now) -> tuple[Event, ...]:
    """County policy 10, MSS 85(4) 撤回后恢复: within the set time, a letter by its postmark, at the word of
    any of those who withdrew. It needs no reason, and the petition is handled anew."""
    if aftercare.petition_outcome is not Ended.WITHDRAWN:
        raise Refused(Reason.NOT_WITHDRAWN)
    if command.petitioner not in aftercare.petitioners:
        raise Refused(Reason.UNKNOWN_PARTY)
    if not _in_time(aftercare, Window.TAKE_UP_AGAIN, command, now):
        raise Refused(Reason.TOO_LATE_TO_TAKE_UP_AGAIN)
    taken_up = events.TakenUpAgain(
        at=now.at,
        by=command.by,
        petitioner=command.petitioner,
        filing=command.filing,
        postmarked_on=command.postmarked_on,
    )
    return (taken_up, handled_anew(command, Ground.TAKEN_UP_AGAIN, None, now))


def _in_time(
    aftercare: PetitionAftercare,
    window: Window,
    command: commands.RequestReview | commands.TakeUpAgain,
    now: Now,
) -> bool:
    """Whoever the reply has not reached is not too late."""
    name = f"{window}-{command.petitioner}"
    due = aftercare.due(name) if any(clock.name == name for clock in aftercare.clocks) else None
    closing = aftercare.edition.hours.window_closes
    return came_in_time(due, command.filing, now.at, command.postmarked_on, closing)


def review_answered(
    aftercare: PetitionAftercare, fact: commands.ReviewAnswered, now: Now
) -> tuple[Event, ...]:
    """XFTL 35, 36 复查复核结果: what a review changes or revokes is the responsible unit's to carry out."""
    return () if aftercare.has_ended else _result(aftercare, fact.review, fact.result, now)


def review_ended(aftercare: PetitionAftercare, fact: commands.ReviewEnded, now: Now) -> tuple[Event, ...]:
    """XFTL 35, 36 复查复核程序结束: the matter no longer waits for it, but for the re-review that follows.

    What it tells twice, or out of order, is heard once."""
    if aftercare.has_ended or fact.review in aftercare.reviews_over:
        return ()
    ended = events.ReviewEndNoted(at=now.at, review=fact.review, followed_by=fact.followed_by)
    return and_close(aftercare, *_result(aftercare, fact.review, fact.result, now), ended)


def _result(aftercare: PetitionAftercare, review: str, result: str, now: Now) -> tuple[Event, ...]:
    if result == TAKEN_BACK or any(known == review for known, _ in aftercare.review_results):
        return ()
    return (events.ReviewResultNoted(at=now.at, review=review, result=result),)


def handle_anew(aftercare: PetitionAftercare, command: commands.HandleAnew, now: Now) -> tuple[Event, ...]:
    """XFTL 35, 36(3), 37(3) 重新办理: after a review revoked the opinion, a withdrawal that was not free, or
    on new facts. What has ended by a re-review is not taken up again here, whatever after-care finds."""
    fits = {
        Ground.REVIEW_REVOKED: aftercare.is_revoked,
        Ground.RE_EXAMINED: False,  # only the re-examination itself can say so
        Ground.NOT_FREE: aftercare.petition_outcome is Ended.WITHDRAWN,
        Ground.NEW_FACTS: True,
        Ground.TAKEN_UP_AGAIN: False,  # only whoever withdrew can say so
    }
    if not fits[command.ground]:
        raise Refused(Reason.GROUND_DOES_NOT_FIT, command.ground)
    if aftercare.procedure_has_ended and command.ground is not Ground.REVIEW_REVOKED:
        raise Refused(Reason.PROCEDURE_HAS_ENDED)
    return (handled_anew(command, command.ground, command.reason, now),)
