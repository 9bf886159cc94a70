"""The whistle: who calls which units where, what for, and by when they are to be there."""

from datetime import datetime

from rules import calling
from rules.calling import Post
from rules.dispatch.events import UnitsWhistledFor
from rules.editions import Edition
from rules.procedure import Officer, Sealed
from rules.refusals import Reason, Refused


def why_not_whistle(edition: Edition, officer: Officer, township: str | None) -> Reason | None:
    """County policy 44 吹哨权限: the centre in the whole county, the commissioner in their township. Why
    somebody may not; None if they may."""
    return calling.why_not_here(edition, edition.command.convening, officer, township)


def whistle(
    *,
    id: str,
    number: str,
    edition: Edition,
    called: tuple[Post, ...],
    purpose: Sealed,
    place: Sealed,
    be_there_by: datetime,
    village: str | None,
    township: str | None,
    about: str | None,
    by: Officer,
    at: datetime,
) -> UnitsWhistledFor:
    """County policy 44 吹哨: every unit by the seat that answers for it, once; the first of them leads.

    Raises Refused NOT_YOURS_TO_DO, NOT_IN_YOUR_AREA, CANNOT_BE_CALLED, CALLED_ALREADY, TIME_IN_THE_PAST.
    """
    if why_not := why_not_whistle(edition, by, township):
        raise Refused(why_not)
    for place_in_line, (role, unit) in enumerate(called):
        calling.check_called(edition, role, unit, called[:place_in_line])
    if be_there_by <= at:
        raise Refused(Reason.TIME_IN_THE_PAST)
    return UnitsWhistledFor(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        purpose=purpose,
        place=place,
        be_there_by=be_there_by,
        called=called,
        village=village,
        township=township,
        about=about,
    )
