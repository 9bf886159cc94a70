"""How one procedure about a matter leads to the next. They do not know each other; this page knows both."""

from datetime import datetime

from rules.aftercare.events import AftercareOpened
from rules.aftercare.procedure import open_aftercare
from rules.channels import Channel
from rules.consultation.matter import Consultation
from rules.dispute.events import Registered
from rules.dispute.matter import CONFIRMATION, Dispute, Party, PartyRole
from rules.dispute.registration import entry_step, from_petition, reopen
from rules.editions import Edition
from rules.event.matter import EventCase
from rules.participants import OWN_WORD, ParticipantRole, asking
from rules.petition.events import PetitionRegistered
from rules.petition.matter import Petition
from rules.petition.registration import register_petition
from rules.procedure import Officer, n_of, procedure_id


def aftercare_of(dispute: Dispute, at: datetime) -> AftercareOpened:
    """The aftercare of a dispute that has ended; ``at`` is the instant of its closing event."""
    return open_aftercare(
        id=procedure_id("aftercare", dispute.edition.county, dispute.number, n_of(dispute.id)),
        number=dispute.number,
        edition=dispute.edition,
        dispute=dispute.id,
        closing_seq=dispute.seq,
        dispute_outcome=str(dispute.outcome),
        has_agreement=bool(dispute.agreements),
        confirmable={
            agreement.number: dispute.clock(f"{CONFIRMATION}-{agreement.number}").started_at
            for agreement in dispute.agreements
            if agreement.is_confirmable
        },
        step=dispute.step,
        village=dispute.village,
        township=dispute.township,
        applicants=frozenset(p.ref for p in dispute.parties if p.role is PartyRole.APPLICANT),
        parties=frozenset(party.ref for party in dispute.parties),
        hands=dispute.hands,
        unanswered_dangers=dispute.unanswered_dangers,
        at=at,
    )


def episode_after(dispute: Dispute, step: int, by: Officer, at: datetime) -> Registered:
    """The next episode of a dispute, at ``step``, or where such disputes begin when that is 0."""
    entered = step or entry_step(dispute.dispute_type, dispute.flags, dispute.edition)[0]
    id = procedure_id("dispute", dispute.edition.county, dispute.number, n_of(dispute.id) + 1)
    return reopen(dispute, id=id, step=entered, anchored_on=f"{dispute.id}#{dispute.seq}", by=by, at=at)


# Who takes part in a mediation that grew from a petition: those who asked, and those across the table.
_AT_THE_TABLE = {
    **dict.fromkeys(OWN_WORD, PartyRole.APPLICANT),
    ParticipantRole.COUNTERPARTY: PartyRole.RESPONDENT,
}


def mediation_of(
    petition: Petition,
    *,
    id: str,
    number: str,
    edition: Edition,
    dispute_type: str,
    seq: int,
    by: Officer,
    at: datetime,
) -> Registered:
    """The mediation that both sides of a petition agreed to in its entry ``seq``, about the same matter."""
    assert petition.village
    assert petition.township
    return from_petition(
        id=id,
        number=number,
        edition=edition,
        dispute_type=dispute_type,
        village=petition.village,
        township=petition.township,
        parties=tuple(
            Party(each.ref, _AT_THE_TABLE[each.role], each.is_minor, each.guardian)
            for each in petition.people
            if each.role in _AT_THE_TABLE and each.ref not in petition.withdrawn
        ),
        anchored_on=f"{petition.id}#{seq}",
        by=by,
        at=at,
    )


def petition_of(
    origin: Consultation | EventCase,
    *,
    id: str,
    number: str,
    edition: Edition,
    seq: int,
    by: Officer,
    at: datetime,
) -> PetitionRegistered:
    """The petition that whoever asked a question wished for in its entry ``seq``, or that an event turned out
    to be: received at that moment, by whoever wrote it down, of the same people; about the same matter, and
    so in the words in which it was brought. Of an event nobody put their name to, nobody is named."""
    has_its_channel = origin.channel in set(Channel)
    people = asking(origin.people)
    return register_petition(
        id=id,
        number=number,
        edition=edition,
        channel=Channel(origin.channel) if has_its_channel else Channel.VISIT,  # said at the window
        received_at=at,
        received_by=by.unit,
        people=origin.people,
        people_count=max(len(people), 1),
        is_anonymous=not people,
        hides_identity=False,
        village=origin.village,
        township=origin.township,
        by=by,
        at=at,
        anchored_on=f"{origin.id}#{seq}",
    )
