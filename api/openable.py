"""What somebody may begin about a matter that is there already (已有编号的事项可以登记什么)."""

from collections.abc import Callable, Collection, Mapping

from api import policy
from api.editions import in_force
from api.identity import Person
from api.sight import Sight
from rules.consultation.matter import answers_at
from rules.consultation.procedure import CONSULTATION
from rules.dispute.procedure import DISPUTE
from rules.editions import Edition
from rules.instants import legal_day
from rules.petition.procedure import PETITION
from rules.procedure import Officer

# As each of them is asked when it is registered (api/disputes.py, petitions.py, consultations.py).
_MAY: Mapping[str, Callable[[Edition, Officer], bool]] = {
    DISPUTE.name: lambda edition, seat: policy.may_put_on_the_ladder(seat, edition),
    PETITION.name: lambda _, seat: policy.may_take_in(seat),
    CONSULTATION.name: answers_at,
}


def openable(person: Person, sight: Sight, opened: Collection[str]) -> list[str]:
    """The kinds of procedure that one of their seats may begin about a matter whose file they read, of those
    that are not ``opened`` about it. Whether this very one is begun is decided when it is registered."""
    today = legal_day(person.at)
    ruled = [(in_force(policy.county_of(each.unit, sight.parents), today), each) for each in person.seats]
    return [
        kind
        for kind, may in _MAY.items()
        if kind not in opened and any(edition is not None and may(edition, seat) for edition, seat in ruled)
    ]
