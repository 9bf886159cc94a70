"""How something comes to be supervised: by a date that has passed, or by somebody who found a ground."""

from datetime import datetime

from rules.editions import Edition, Organ
from rules.heads import head_of, is_of_the_department, organ_of
from rules.procedure import Late, Officer, Sealed
from rules.refusals import Reason, Refused
from rules.supervision.events import SupervisionOpened
from rules.supervision.matter import Duty, Ground


def supervise_late_duty(
    *, id: str, number: str, edition: Edition, procedure: str, late: Late, at: datetime
) -> SupervisionOpened:
    """XFTL 40(1), county policy 42 逾期督办: by itself, once for each duty that fell late; ``at`` is the
    instant at which it did."""
    return SupervisionOpened(
        at=at,
        id=id,
        number=number,
        edition=edition.digest,
        ground=Ground.OVERDUE,
        duty=Duty(procedure, late.fell_in, late.duty, late.rule, late.due_on),
        role=late.role,
        unit=late.unit,
    )


def open_supervision(
    *,
    id: str,
    number: str,
    edition: Edition,
    ground: Ground,
    unit: str,
    facts: Sealed,
    demand: Sealed,
    by: Officer,
    at: datetime,
) -> SupervisionOpened:
    """XFTL 40(1) 督办: whoever of the petition department finds a ground says what they found, in words, and
    what is to be done; the letter waits for a signature.

    Raises Refused NOT_YOURS_TO_DO, CLOCKS_FIND_THAT, NOT_OURS_TO_SUPERVISE.
    """
    if not is_of_the_department(edition, by):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    if ground is Ground.OVERDUE:
        raise Refused(Reason.CLOCKS_FIND_THAT)
    if organ_of(edition, unit) is Organ.SUPERIOR:
        raise Refused(Reason.NOT_OURS_TO_SUPERVISE)
    return SupervisionOpened(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        ground=ground,
        duty=None,
        role=head_of(edition, unit)[0],
        unit=unit,
        facts=facts,
        demand=demand,
    )
