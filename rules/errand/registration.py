"""How an errand begins: with a paper that says who may do what for whom, and until when."""

from datetime import date, datetime

from rules.editions import Edition
from rules.errand.events import ErrandRegistered
from rules.errand.matter import ERRAND_AGENT, Act, leads, takes_in
from rules.instants import legal_day
from rules.participants import People, asking, check_participants
from rules.procedure import Officer, Sealed
from rules.refusals import Reason, Refused


def register_errand(
    *,
    id: str,
    number: str,
    edition: Edition,
    about: str | None,
    channel: str,
    people: People,
    authority: Sealed | None,
    scope: frozenset[Act],
    until: date | None,
    agent: Officer,
    leader: Officer,
    village: str | None,
    township: str | None,
    by: Officer,
    at: datetime,
) -> ErrandRegistered:
    """County policy 45 代办登记: with the paper and every act it names, for one person or more who ask the
    same, by an agent in their seat, under a leader who is somebody else.

    Raises Refused: NOT_YOURS_TO_DO, PETITIONER_MISSING, AUTHORITY_MISSING, AUTHORITY_OVER, NOT_AN_AGENT,
    NOT_A_LEADER, and what ``check_participants`` raises.
    """
    if not takes_in(edition, by):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    check_participants(people, edition, count=1)
    if not asking(people):
        raise Refused(Reason.PETITIONER_MISSING)
    if authority is None or not scope:
        raise Refused(Reason.AUTHORITY_MISSING)
    if until and until < legal_day(at):
        raise Refused(Reason.AUTHORITY_OVER)
    if agent.role != ERRAND_AGENT:
        raise Refused(Reason.NOT_AN_AGENT)
    if not leads(edition, leader) or leader.person == agent.person:
        raise Refused(Reason.NOT_A_LEADER)
    return ErrandRegistered(
        at=at,
        by=by,
        id=id,
        number=number,
        edition=edition.digest,
        about=about,
        channel=channel,
        people=people,
        authority=authority,
        scope=scope,
        until=until,
        agent=agent,
        leader=leader,
        village=village,
        township=township,
    )
