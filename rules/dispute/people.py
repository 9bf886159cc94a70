"""Who works on a dispute: claimed and released, recused, and never without an owner."""

from rules import danger, handing, particulars, staffing
from rules.dispute import commands, events
from rules.dispute.matter import Dispute, its_people
from rules.procedure import Command, Event, Now, Officer
from rules.refusals import Reason, Refused

# What somebody else of the unit may do although a colleague has claimed the case.
OPEN_TO_COLLEAGUES = (commands.Claim, commands.Release, danger.AcknowledgeDanger)


def bar(dispute: Dispute, command: type[Command], officer: Officer) -> Reason | None:
    """TYTJ 15 回避, county policy 3, 30: nobody with an interest acts; a claimed case is its claimer's, but
    while they are away."""
    if officer.person in dispute.recused:
        return Reason.RECUSED
    if command is danger.AcknowledgeDanger and not dispute.unanswered_dangers:
        return Reason.NOT_AT_THIS_STAGE
    claimed_by_another = dispute.handler not in (None, officer.person)
    claimed_by_another = claimed_by_another and not staffing.is_away(dispute, dispute.handler)
    if claimed_by_another and its_people(dispute, officer) and command not in OPEN_TO_COLLEAGUES:
        return Reason.CLAIMED_BY_ANOTHER
    return None


def hand_off(dispute: Dispute, command: handing.HandOff, now: Now) -> tuple[Event, ...]:
    """County policy 28 移送: by whoever has it in hand; the mediation waits where the matter itself goes."""
    return handing.hand_off(dispute, frozenset(party.ref for party in dispute.parties), command, now)


def claim(dispute: Dispute, command: commands.Claim, now: Now) -> tuple[Event, ...]:
    """County policy 3 认领: one person of the unit takes it in hand."""
    if dispute.handler is not None:
        raise Refused(Reason.ALREADY_CLAIMED)
    return (events.Claimed(at=now.at, by=command.by, person=command.by.person),)


def release(dispute: Dispute, command: commands.Release, now: Now) -> tuple[Event, ...]:
    """County policy 3 退出认领: by the one who claimed it, or by the supervisor of the step."""
    if dispute.handler is None:
        raise Refused(Reason.NOT_CLAIMED)
    is_supervisor = dispute.sits(command.by, dispute.level.supervisor)
    if command.by.person != dispute.handler and not is_supervisor:
        raise Refused(Reason.CLAIMED_BY_ANOTHER)
    return (events.Released(at=now.at, by=command.by, person=dispute.handler),)


def interest_declared(dispute: Dispute, fact: commands.InterestDeclared, now: Now) -> tuple[Event, ...]:
    """TYTJ 15, XFTL 28(3) 回避: whoever has an interest steps aside; the fallback takes the lead."""
    if dispute.has_ended or fact.person in dispute.recused:
        return ()
    recused = events.Recused(at=now.at, by=fact.by, person=fact.person)
    leads = any(
        fact.role == seat.role and fact.unit == dispute.unit_of(seat.organ) for seat in dispute.level.leads
    )
    if not leads or dispute.lead_is_unavailable:
        return (recused,)
    return (recused, events.LeadBecameUnavailable(at=now.at, by=fact.by, step=dispute.step))


def lead_seats_held(dispute: Dispute, fact: commands.LeadSeatsHeld, now: Now) -> tuple[Event, ...]:
    """County policy 3: a case never stands without an owner. Nobody in a lead's seat who may act, and the
    fallback owns it and a flag is raised; somebody again, and the lead owns it."""
    if dispute.has_ended or fact.step != dispute.step:
        return ()
    somebody = bool(fact.holders - dispute.recused)
    if somebody and dispute.lead_is_unavailable:
        return (events.LeadBecameAvailable(at=now.at, step=dispute.step),)
    if not somebody and not dispute.lead_is_unavailable:
        return (events.LeadBecameUnavailable(at=now.at, step=dispute.step),)
    return ()


def danger_reported(dispute: Dispute, fact: danger.DangerReported, now: Now) -> tuple[Event, ...]:
    """RMTJ 25 危险报告: noted at every stage; the police are told at once; the ladder goes on."""
    if dispute.has_ended:
        return ()
    return (danger.DangerNoted(at=now.at, by=fact.by, words=fact.words),)


def acknowledge_danger(dispute: Dispute, command: danger.AcknowledgeDanger, now: Now) -> tuple[Event, ...]:
    """RMTJ 25 接警: the police have it."""
    return (danger.DangerAcknowledged(at=now.at, by=command.by),)


def correct_particulars(
    dispute: Dispute, command: particulars.CorrectParticulars, now: Now
) -> tuple[Event, ...]:
    """County policy 14 更正当事人信息: the party stays the same; nothing else of the case changes."""
    return particulars.corrected([party.ref for party in dispute.parties], command, now)
