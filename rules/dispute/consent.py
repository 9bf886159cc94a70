"""Consent (同意): of every party, for every stay at a step, recorded, and revocable at any time."""

from rules.dispute import commands, events
from rules.dispute.leaving import end
from rules.dispute.matter import Dispute, Outcome
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def record_consent(dispute: Dispute, command: commands.RecordConsent, now: Now) -> tuple[Event, ...]:
    """RMTJ 3, 23 同意: per party and step, a minor's with the guardian's; mediation begins with the last."""
    party = dispute.party(command.party)
    if party is None:
        raise Refused(Reason.UNKNOWN_PARTY)
    if party.ref in dispute.consented:
        raise Refused(Reason.CONSENT_ALREADY_GIVEN)
    if party.is_minor and not command.guardian_agrees:
        raise Refused(Reason.MINOR_WITHOUT_GUARDIAN, party.ref)
    return (
        events.ConsentGiven(at=now.at, by=command.by, step=dispute.step, party=party.ref, form=command.form),
    )


def consent_refused(dispute: Dispute, fact: commands.ConsentRefused, now: Now) -> tuple[Event, ...]:
    """RMTJ 17, 26 拒绝: a refusal ends mediation. It is no failed attempt and never climbs."""
    return _consent_ended(dispute, fact, now, "refused")


def consent_withdrawn(dispute: Dispute, fact: commands.ConsentWithdrawn, now: Now) -> tuple[Event, ...]:
    """RMTJ 23 要求终止调解: at any moment of the mediation, without giving reasons."""
    return _consent_ended(dispute, fact, now, "withdrawn")


def _consent_ended(
    dispute: Dispute, fact: commands.ConsentRefused | commands.ConsentWithdrawn, now: Now, how: str
) -> tuple[Event, ...]:
    if dispute.has_ended or dispute.party(fact.party) is None:
        return ()
    ended = events.ConsentEnded(at=now.at, by=fact.by, step=dispute.step, party=fact.party, how=how)
    return (ended, *end(dispute, Outcome.PARTY_REFUSED, now, fact.by, party=fact.party))
