"""How one procedure about a matter leads to the next. They do not know each other; this page knows both."""

from datetime import datetime

from rules.aftercare.events import AftercareOpened
from rules.aftercare.procedure import open_aftercare
from rules.dispute.events import Registered
from rules.dispute.matter import CONFIRMATION, Dispute, PartyRole
from rules.dispute.registration import entry_step, reopen
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
