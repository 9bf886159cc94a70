"""How a danger that was reported in a case becomes an incident at the county's centre.

As ``following``: the procedures do not know each other; this page knows them.
"""

from collections.abc import Sequence
from datetime import datetime

from rules.aftercare.matter import Aftercare
from rules.consultation.matter import Consultation
from rules.danger import DangerAcknowledged, DangerNoted
from rules.dispute.matter import Dispute
from rules.editions import Edition
from rules.event.matter import EventCase
from rules.incident.declaring import danger_reaches_the_centre
from rules.incident.events import DangerReachedTheCentre
from rules.petition.matter import Petition
from rules.petition_aftercare.matter import PetitionAftercare
from rules.procedure import Event
from rules.review.matter import Review

# Every procedure in which danger is reported, by what its state is.
Endangered = Dispute | Aftercare | Petition | PetitionAftercare | Review | Consultation | EventCase

# What follows a case takes over the dangers that nobody has acknowledged, under the same number.
_TAKES_OVER_FROM = {"aftercare": "dispute", "petition_aftercare": "petition"}


def incident_of(
    origin: Endangered,
    story: Sequence[Event],
    *,
    seq: int,
    id: str,
    number: str,
    edition: Edition,
) -> DangerReachedTheCentre:
    """RMTJ 25, county policy 44 危险报告到中心: the incident that the danger noted in entry ``seq`` opens.

    ``story`` is the journal of the case by now: what the police have acknowledged since, the incident knows
    from the start. One report, one incident; the case it came from stays named in it.
    """
    noted = story[seq - 1]
    assert isinstance(noted, DangerNoted)
    return danger_reaches_the_centre(
        id=id,
        number=number,
        edition=edition,
        words=noted.words,
        village=origin.village,
        township=origin.township,
        origin=origin.id,
        origin_seq=seq,
        police_since=_acknowledged(story[seq:]),
        at=noted.at,
    )


def answered_in(procedure: str) -> tuple[str, ...]:
    """Of which cases the dangers are acknowledged where the police acknowledge one in this: its own, and
    those that what follows a case has taken over from it."""
    kind, _, rest = procedure.partition("/")
    before = _TAKES_OVER_FROM.get(kind)
    return (procedure, f"{before}/{rest}") if before else (procedure,)


def _acknowledged(later: Sequence[Event]) -> datetime | None:
    return next((event.at for event in later if isinstance(event, DangerAcknowledged)), None)
