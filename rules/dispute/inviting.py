"""Who is invited to a mediation from outside (邀请参与): by consent of every party, and bound to secrecy.

Until all of them agree and the undertaking is on record, whoever is invited sees nothing; and nothing from
the moment at which one of them agrees no more.
"""

from dataclasses import replace

from rules.dispute import commands, events
from rules.dispute.matter import Dispute, Guest, InvitationEnd
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused

INVITED = "invited_participant"  # the role as which they take part


def invite_participant(dispute: Dispute, command: commands.InviteParticipant, now: Now) -> tuple[Event, ...]:
    """RMTJ 20, county policy 45 邀请参与: with the consent of every party, at this step; never somebody who
    is otherwise part of it.

    Raises INVITED_BEFORE, INVOLVED_OTHERWISE, UNKNOWN_PARTY, INVITATION_NEEDS_EVERYBODY with who is missing.
    """
    if dispute.guest(command.person):
        raise Refused(Reason.INVITED_BEFORE)
    parties = {party.ref for party in dispute.parties}
    guardians = {party.guardian for party in dispute.parties}
    if command.person in parties | guardians | dispute.hands | dispute.recused | {dispute.handler}:
        raise Refused(Reason.INVOLVED_OTHERWISE)
    if not command.agreed_by <= parties:
        raise Refused(Reason.UNKNOWN_PARTY)
    if missing := parties - command.agreed_by:
        raise Refused(Reason.INVITATION_NEEDS_EVERYBODY, *sorted(missing))
    return (
        events.ParticipantInvited(
            at=now.at,
            by=command.by,
            person=command.person,
            unit=command.unit,
            kind=command.kind,
            agreed_by=command.agreed_by,
        ),
    )


def record_undertaking(dispute: Dispute, command: commands.RecordUndertaking, now: Now) -> tuple[Event, ...]:
    """RMTJ 20, county policy 45 保密承诺: of whoever is invited, once; from then on they take part."""
    guest = _invited(dispute, command.person)
    if guest.undertaking:
        raise Refused(Reason.UNDERTAKING_RECORDED)
    return (
        events.UndertakingRecorded(
            at=now.at, by=command.by, person=command.person, undertaking=command.undertaking
        ),
    )


def withdraw_invitation(
    dispute: Dispute, command: commands.WithdrawInvitation, now: Now
) -> tuple[Event, ...]:
    """RMTJ 20, county policy 45 撤回邀请: by whoever mediates, with a reason; at once."""
    _invited(dispute, command.person)
    how = InvitationEnd.WITHDRAWN
    return (
        events.InvitationEnded(
            at=now.at, by=command.by, person=command.person, how=how, reason=command.reason
        ),
    )


def invitation_consent_withdrawn(
    dispute: Dispute, fact: commands.InvitationConsentWithdrawn, now: Now
) -> tuple[Event, ...]:
    """RMTJ 20, 23: a party agrees no more: at any time, at once, without a reason. The mediation goes on."""
    if dispute.party(fact.party) is None or dispute.guest(fact.person) is None:
        return ()
    how = InvitationEnd.CONSENT_WITHDRAWN
    return (events.InvitationEnded(at=now.at, by=fact.by, person=fact.person, how=how, party=fact.party),)


def _invited(dispute: Dispute, person: str) -> Guest:
    guest = dispute.guest(person)
    if guest is None:
        raise Refused(Reason.NOT_INVITED)
    return guest


def check_guests(dispute: Dispute, present: frozenset[str]) -> None:
    """RMTJ 20: at the table sits of those invited only whoever every party agreed to and who is bound to keep
    silence. Raises NOT_INVITED with who is neither."""
    admitted = (dispute.guest(person) for person in present)
    bound = {guest.person for guest in admitted if guest and guest.undertaking}
    if strangers := present - bound:
        raise Refused(Reason.NOT_INVITED, *sorted(strangers))


def with_guest(
    dispute: Dispute, event: events.ParticipantInvited | events.UndertakingRecorded | events.InvitationEnded
) -> Dispute:
    """The dispute after one of the events of this page."""
    if isinstance(event, events.ParticipantInvited):
        guest = Guest(event.person, event.unit, event.kind, len(dispute.stays))
        return replace(dispute, guests=(*dispute.guests, guest))
    changes = (
        {"undertaking": event.undertaking, "since": event.at}
        if isinstance(event, events.UndertakingRecorded)
        else {"ended": event.how}
    )
    invited = dispute.guest(event.person)
    guests = tuple(replace(each, **changes) if each is invited else each for each in dispute.guests)
    return replace(dispute, guests=guests)
