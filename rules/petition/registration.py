"""How a petition is registered (登记), and whose it is from the first moment on."""

from datetime import datetime

from rules.channels import Channel
from rules.editions import Edition
from rules.participants import People, asking, check_participants
from rules.petition.events import PetitionRegistered
from rules.petition.matter import FACE_TO_FACE
from rules.procedure import Officer
from rules.refusals import Reason, Refused


def register_petition(
    *,
    id: str,
    number: str,
    edition: Edition,
    channel: Channel,
    received_at: datetime,
    received_by: str,
    people: People,
    people_count: int,
    is_anonymous: bool,
    hides_identity: bool,
    village: str | None,
    township: str | None,
    by: Officer,
    at: datetime,
    anchored_on: str | None = None,
) -> PetitionRegistered:
    """XFTL 22, 23 登记: whoever receives it registers it at once; periods run from the receipt.

    An organ that is competent for something keeps what came to it directly until it has taken it or said
    where to go; whatever reached anybody else goes to the petition department. Raises Refused with
    DATE_IN_THE_FUTURE, ANONYMOUS_WITH_A_NAME, PETITIONER_MISSING or one of the reasons about participants.
    """
    if received_at > at:
        raise Refused(Reason.DATE_IN_THE_FUTURE)
    is_named = bool(asking(people))
    if is_anonymous and is_named:
        raise Refused(Reason.ANONYMOUS_WITH_A_NAME)
    if not is_anonymous and not is_named:
        raise Refused(Reason.PETITIONER_MISSING)
    check_participants(people, edition, count=people_count if channel in FACE_TO_FACE else 1)
    return PetitionRegistered(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        channel=channel,
        received_at=received_at,
        received_by=received_by,
        first_receiver=by.person,
        people=people,
        people_count=people_count,
        is_anonymous=is_anonymous,
        hides_identity=hides_identity,
        village=village,
        township=township,
        unit=first_unit(received_by, edition),
        anchored_on=anchored_on,
    )


def first_unit(received_by: str, edition: Edition) -> str:
    """XFTL 22, 23: the competent organ that received it directly, or the county's petition department."""
    organ = edition.petitions.organ(received_by)
    return received_by if organ and organ.successor is None else edition.county
