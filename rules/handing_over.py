"""How a procedure leads to a handoff, and a handoff to what its acceptance begins. As ``succession``: the
procedures do not know each other; this page knows them."""

from datetime import datetime

from rules.aftercare.matter import Aftercare
from rules.dispute.matter import Dispute, PartyRole
from rules.dockings.docking import Body
from rules.editions import Agency, Edition, Reach
from rules.handing import HandedOff
from rules.handoff.events import HandoffOpened
from rules.handoff.matter import Handoff, Person, Side, Stage, its_receivers
from rules.handoff.opening import open_handoff
from rules.participants import OWN_WORD, ParticipantRole
from rules.petition.handling import body_of
from rules.petition.matter import Petition
from rules.procedure import Officer
from rules.refusals import Reason, Refused

_APPLICANT, _RESPONDENT = "applicant", "respondent"


def side_of(agency: Agency) -> Side:
    """An agency as a side: over the network, or at its desk here."""
    code = agency.code if agency.reach is Reach.NETWORK else None
    return Side(body=Body(agency.body), unit=agency.unit, role=agency.role, agency=code)


def handoff_of(
    origin: Dispute | Aftercare | Petition,
    event: HandedOff,
    *,
    asked_in: int,
    id: str,
    number: str,
    edition: Edition,
    at: datetime,
) -> HandoffOpened:
    """The handoff that was asked for in entry ``asked_in``: drafted, between whoever asked and that
    agency."""
    agency = edition.agency(event.to)
    assert agency, event.to
    assert event.by
    return open_handoff(
        id=id,
        number=number,
        edition=edition,
        docking=event.docking,
        sender=Side(
            body=body_of(origin) if isinstance(origin, Petition) else Body.MEDIATION,
            unit=event.by.unit,
            role=event.by.role,
            ref=origin.id,
        ),
        receiver=side_of(agency),
        origin=origin.id,
        origin_seq=asked_in,
        people=tuple(person for person in _people(origin) if person.ref in event.people),
        summary=event.summary,
        traits=event.traits,
        counted_from=event.counted_from,
        mediators=origin.hands,
        by=event.by,
        at=at,
    )


def check_may_begin(handoff: Handoff, seat: Officer, opens: str) -> None:
    """County policy 28: what an accepted handoff begins, its receiver begins, once.

    Raises NOT_AT_THIS_STAGE, NOT_YOURS_TO_DO."""
    if handoff.stage is not Stage.ACCEPTED or handoff.grows_into or handoff.terms.opens != opens:
        raise Refused(Reason.NOT_AT_THIS_STAGE)
    if not its_receivers(handoff, seat):
        raise Refused(Reason.NOT_YOURS_TO_DO)


def _people(origin: Dispute | Aftercare | Petition) -> tuple[Person, ...]:
    if isinstance(origin, Petition):
        return tuple(
            Person(
                ref=each.ref,
                role=_APPLICANT if each.role in OWN_WORD else _RESPONDENT,
                is_minor=each.is_minor,
                guardian=each.guardian,
            )
            for each in origin.people
            if each.role in OWN_WORD or each.role is ParticipantRole.COUNTERPARTY
        )
    if isinstance(origin, Dispute):
        return tuple(
            Person(
                ref=party.ref,
                role=_APPLICANT if party.role is PartyRole.APPLICANT else _RESPONDENT,
                is_minor=party.is_minor,
                guardian=party.guardian,
            )
            for party in origin.parties
        )
    return tuple(
        Person(ref=ref, role=_APPLICANT if ref in origin.applicants else _RESPONDENT)
        for ref in sorted(origin.parties)
    )


def receiving_side(edition: Edition) -> Side:
    """Where what is pushed to the county arrives: at its one window (综治中心一窗受理)."""
    return Side(body=Body.MEDIATION, unit=edition.county, role=edition.intake.role)
