"""How an old matter comes into the campaign."""

from datetime import date, datetime, timedelta

from rules.backlog.events import BacklogRegistered
from rules.backlog.matter import Ground, sits
from rules.editions import Edition
from rules.instants import legal_day
from rules.procedure import Officer
from rules.refusals import Reason, Refused


def register_backlog(
    *,
    id: str,
    number: str,
    edition: Edition,
    ground: Ground,
    received_on: date,
    unit: str | None,
    by: Officer,
    at: datetime,
) -> BacklogRegistered:
    """County policy 47 积案登记: by the office that keeps the register; as long open only what is old.

    Raises NOT_YOURS_TO_DO, NOT_OLD_YET.
    """
    if not sits(edition, by, edition.oversight.backlog.office):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    old_from = received_on + timedelta(days=edition.oversight.backlog.old_after_days)
    if ground is Ground.LONG_OPEN and legal_day(at) < old_from:
        raise Refused(Reason.NOT_OLD_YET, str(old_from))
    return BacklogRegistered(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        ground=ground,
        received_on=received_on,
        unit=unit,
    )
