"""How a petition leads to what follows it, to its review, to the re-review of that, and back to a petition.

As ``succession``: the procedures do not know each other; this page knows them.
"""

from dataclasses import replace
from datetime import datetime

from rules.dispute.matter import Dispute
from rules.editions import Organ
from rules.petition.events import PetitionRegistered
from rules.petition.matter import Opinion, Petition
from rules.petition.registration import register_petition
from rules.petition_aftercare.events import PetitionAftercareOpened
from rules.petition_aftercare.matter import PetitionAftercare
from rules.petition_aftercare.opening import open_petition_aftercare
from rules.procedure import Officer, Proceeding, Sealed, n_of, procedure_id
from rules.review.events import ReviewOpened
from rules.review.matter import Instance, Review
from rules.review.opening import open_review


def petition_aftercare_of(petition: Petition, at: datetime) -> PetitionAftercareOpened:
    """What follows a petition that has ended; ``at`` is the instant of its closing event."""
    return open_petition_aftercare(
        id=_beside("petition_aftercare", petition.edition.county, petition.number, petition.id),
        number=petition.number,
        edition=petition.edition,
        petition=petition.id,
        closing_seq=petition.seq,
        outcome=str(petition.outcome),
        result=petition.opinion,
        unit=petition.unit,
        organ=petition.organ.organ if petition.organ else Organ.COUNTY,
        village=petition.village,
        township=petition.township,
        served=dict(petition.served),
        petitioners=petition.petitioners,
        people=petition.people,
        hands=petition.hands,
        received_by=petition.received_by,
        first_receiver=petition.first_receiver,
        needs_execution=petition.opinion is Opinion.SUPPORTED,
        report_by=petition.report_by if petition.owes_report else None,
        unanswered_dangers=petition.unanswered_dangers,
        at=at,
    )


def petition_after(petition: Petition, by: Officer, at: datetime) -> PetitionRegistered:
    """The petition handled anew, with periods of its own: received now, by whoever decided so. Whoever
    received it first goes on following it."""
    again = register_petition(
        id=procedure_id("petition", petition.edition.county, petition.number, n_of(petition.id) + 1),
        number=petition.number,
        edition=petition.edition,
        channel=petition.channel,
        received_at=at,
        received_by=petition.received_by,
        people=petition.people,
        people_count=petition.people_count,
        is_anonymous=petition.is_anonymous,
        hides_identity=petition.hides_identity,
        village=petition.village,
        township=petition.township,
        by=by,
        at=at,
        anchored_on=f"{petition.id}#{petition.seq}",
    )
    return replace(again, first_receiver=petition.first_receiver)


def review_of(
    aftercare: PetitionAftercare, *, petitioner: str, grounds: Sealed, reviewer: str, at: datetime
) -> ReviewOpened:
    """The review that was asked for: by the organ above the responsible unit, of all who share the petition.

    ``at`` is the instant at which the request was received."""
    return open_review(
        id=_beside(Instance.REVIEW, aftercare.edition.county, aftercare.number, aftercare.id),
        number=aftercare.number,
        edition=aftercare.edition,
        instance=Instance.REVIEW,
        petition=aftercare.petition,
        aftercare=aftercare.id,
        before=None,
        of_unit=aftercare.unit,
        reviewer=reviewer,
        petitioners=aftercare.petitioners,
        people=aftercare.people,
        asked_by=petitioner,
        grounds=grounds,
        received_at=at,
        hands=aftercare.hands,
        village=aftercare.village,
        township=aftercare.township,
        at=at,
    )


def re_review_of(
    review: Review, *, petitioner: str, grounds: Sealed, reviewer: str, at: datetime
) -> ReviewOpened:
    """The re-review of a review: nobody takes part in it who took part in that, or signed its opinion."""
    signed = {review.opinion.signed_by} if review.opinion else set()
    return open_review(
        id=_beside(Instance.RE_REVIEW, review.edition.county, review.number, review.id),
        number=review.number,
        edition=review.edition,
        instance=Instance.RE_REVIEW,
        petition=review.petition,
        aftercare=review.aftercare,
        before=review.id,
        of_unit=review.reviewer,
        reviewer=reviewer,
        petitioners=review.remaining,
        people=review.people,
        asked_by=petitioner,
        grounds=grounds,
        received_at=at,
        hands=review.hands | review.workers | signed,
        village=review.village,
        township=review.township,
        at=at,
    )


def follows_in(state: Proceeding) -> str | None:
    """Where a matter goes on when this procedure has ended; None where it does not."""
    match state:
        case Dispute():
            return _beside("aftercare", state.edition.county, state.number, state.id)
        case Petition():
            return _beside("petition_aftercare", state.edition.county, state.number, state.id)
        case Review():
            return state.aftercare
        case _:
            return None


def _beside(kind: str, county: str, number: str, procedure: str) -> str:
    """The procedure of another kind that belongs to the same episode."""
    return procedure_id(kind, county, number, n_of(procedure))
