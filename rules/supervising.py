"""How a duty that fell late leads to its supervision, and what that is told. The procedures know nothing of
it."""

from datetime import datetime

from rules.editions import Edition
from rules.late import How
from rules.procedure import Fact, Late, Proceeding
from rules.supervision.commands import DutyMet, DutyMoved
from rules.supervision.events import SupervisionOpened
from rules.supervision.opening import supervise_late_duty


def supervision_of(
    late: Late, origin: Proceeding, *, id: str, number: str, edition: Edition, at: datetime
) -> SupervisionOpened:
    """The supervision of a duty that fell late in an entry of ``origin``; ``at`` is that entry's instant."""
    return supervise_late_duty(id=id, number=number, edition=edition, procedure=origin.id, late=late, at=at)


def told_of(how: str, id: str) -> Fact:
    """What a supervision is told once the duty is late no longer."""
    return DutyMet(id=id) if how == How.MET else DutyMoved(id=id)
