"""How the mediation of a dispute ends without one more step. Every road out stays open, always."""

from typing import Any

from rules.dispute import commands, events
from rules.dispute.matter import Dispute, LevelEnd, Outcome, PartyRole
from rules.dispute.screen import Concern, Reply, blocking, finding_of
from rules.handing import check_nothing_is_out
from rules.procedure import Event, Now, Officer


def end(
    dispute: Dispute, outcome: Outcome, now: Now, by: Officer | None, **details: Any
) -> tuple[Event, ...]:
    """RMTJ 26 终止: the session that was planned is called off, the stay ends, the dispute ends."""
    called_off = dispute.scheduled
    off = (events.SessionCancelled(at=now.at, by=by, number=called_off.number),) if called_off else ()
    doors = tuple(dict.fromkeys(finding.door for finding in dispute.findings))
    return (
        *off,
        events.StayEnded(at=now.at, by=by, step=dispute.step, how=LevelEnd.CLOSED),
        events.Ended(at=now.at, by=by, outcome=outcome, step=dispute.step, doors=doors, **details),
    )


def without_agreement(dispute: Dispute) -> Outcome:
    """What was agreed in part stands, also when the rest is not agreed."""
    return Outcome.PARTIAL_AGREEMENT if dispute.agreements else Outcome.NO_AGREEMENT


def end_without_agreement(
    dispute: Dispute, command: commands.EndWithoutAgreement, now: Now
) -> tuple[Event, ...]:
    """RMTJ 26 调解不成: the lead ends it, with a reason, and the parties are shown the other routes. Not
    while the matter itself is with somebody else."""
    check_nothing_is_out(dispute)
    return end(dispute, without_agreement(dispute), now, command.by, reason=command.reason)


def conclude_elsewhere(dispute: Dispute, command: commands.ConcludeElsewhere, now: Now) -> tuple[Event, ...]:
    """County policy 26 另行处理: a duplicate that goes on in another matter, or what is dealt with elsewhere.
    One neutral end for all of them, so that it tells nothing."""
    return end(dispute, Outcome.CONCLUDED_ELSEWHERE, now, command.by)


def withdrawn(dispute: Dispute, fact: commands.Withdrawn, now: Now) -> tuple[Event, ...]:
    """RMTJ 23 撤回: an applicant withdraws; from a respondent it is the end of consent.

    Whether it was free is asked afterwards, by somebody else than the handler (aftercare)."""
    party = dispute.party(fact.party)
    if dispute.has_ended or party is None:
        return ()
    is_applicant = party.role is PartyRole.APPLICANT
    outcome = Outcome.WITHDRAWN if is_applicant else Outcome.PARTY_REFUSED
    ended = end(dispute, outcome, now, fact.by, party=party.ref)
    if is_applicant:
        return ended
    return (
        events.ConsentEnded(at=now.at, by=fact.by, step=dispute.step, party=party.ref, how="withdrawn"),
        *ended,
    )


def left_for_route(dispute: Dispute, fact: commands.LeftForRoute, now: Now) -> tuple[Event, ...]:
    """RMTJ 3 不得因调解阻止当事人: a party leaves for a statutory route, at every stage."""
    if dispute.has_ended or dispute.party(fact.party) is None:
        return ()
    return end(dispute, Outcome.LEFT_FOR_ROUTE, now, fact.by, party=fact.party, route=fact.route)


def filed_in_court(dispute: Dispute, fact: commands.FiledInCourt, now: Now) -> tuple[Event, ...]:
    """RMTJ 3 已受理: a court or arbitration body has accepted the same dispute; mediation stops here
    and the case is linked."""
    if dispute.has_ended:
        return ()
    return end(dispute, Outcome.FILED_IN_COURT, now, fact.by, case=fact.case)


def concern_found(dispute: Dispute, fact: commands.ConcernFound, now: Now) -> tuple[Event, ...]:
    """County policy 8 发现不宜调解情形: what may not be mediated ends here, with its door; a civil part
    goes on. What accuses somebody of a breach of discipline is named nowhere (XFTL 30): it ends neutrally."""
    finding = finding_of(fact.concern, fact.reply)
    if dispute.has_ended or fact.reply is Reply.NO or finding in dispute.findings:
        return ()
    if fact.concern is Concern.DISCIPLINE:
        return end(dispute, Outcome.CONCLUDED_ELSEWHERE, now, fact.by)
    noted = events.ConcernNoted(at=now.at, by=fact.by, finding=finding)
    if not blocking((finding,)):
        return (noted,)
    return (noted, *end(dispute, Outcome.NOT_MEDIABLE, now, fact.by, finding=finding))
