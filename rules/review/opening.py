"""How a review begins: somebody asked for it in time, and the organ above has received the request."""

from datetime import datetime

from rules.editions import Edition
from rules.participants import People
from rules.procedure import Sealed
from rules.review import events
from rules.review.matter import Instance


def open_review(
    *,
    id: str,
    number: str,
    edition: Edition,
    instance: Instance,
    petition: str,
    aftercare: str,
    before: str | None,
    of_unit: str,
    reviewer: str,
    petitioners: frozenset[str],
    people: People,
    asked_by: str,
    grounds: Sealed,
    received_at: datetime,
    hands: frozenset[str],
    village: str | None,
    township: str | None,
    at: datetime,
) -> events.ReviewOpened:
    """XFTL 35, 36 收到复查、复核请求: by the organ above the one whose opinion it is.

    ``hands`` is everybody who handled what is reviewed; of a re-review those of the review too."""
    return events.ReviewOpened(
        at=at,
        id=id,
        number=number,
        edition=edition.digest,
        instance=instance,
        petition=petition,
        aftercare=aftercare,
        before=before,
        of_unit=of_unit,
        reviewer=reviewer,
        petitioners=petitioners,
        people=people,
        asked_by=asked_by,
        grounds=grounds,
        received_at=received_at,
        hands=hands,
        village=village,
        township=township,
    )
