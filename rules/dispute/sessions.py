"""Sessions (调解会). An attempt is a held session with an outcome record; a cancelled one is none."""

from dataclasses import replace

from rules.clocks.reckoning import reckon
from rules.dispute import commands, events
from rules.dispute.climbing import after_attempt
from rules.dispute.inviting import check_guests
from rules.dispute.leaving import end
from rules.dispute.matter import CONFIRMATION_RULE, Dispute, Outcome, SessionOutcome
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused
from rules.registering import check_table

WITH_AGREEMENT = (SessionOutcome.AGREEMENT_FULL, SessionOutcome.AGREEMENT_PARTIAL)


def schedule_session(dispute: Dispute, command: commands.ScheduleSession, now: Now) -> tuple[Event, ...]:
    """County policy 7 安排调解: one session at a time, in the future."""
    if dispute.scheduled:
        raise Refused(Reason.SESSION_ALREADY_SCHEDULED)
    if command.scheduled_for < now.at:
        raise Refused(Reason.SESSION_IN_THE_PAST)
    return (
        events.SessionScheduled(
            at=now.at,
            by=command.by,
            number=len(dispute.sessions) + 1,
            scheduled_for=command.scheduled_for,
            place_unit=command.place_unit,
            room=command.room,
        ),
    )


def postpone_session(dispute: Dispute, command: commands.PostponeSession, now: Now) -> tuple[Event, ...]:
    """County policy 7 改期: to another day in the future; no attempt is counted."""
    if dispute.scheduled is None:
        raise Refused(Reason.NO_SESSION_SCHEDULED)
    if command.scheduled_for < now.at:
        raise Refused(Reason.SESSION_IN_THE_PAST)
    return (
        events.SessionPostponed(
            at=now.at,
            by=command.by,
            number=dispute.scheduled.number,
            scheduled_for=command.scheduled_for,
            reason=command.reason,
        ),
    )


def cancel_session(dispute: Dispute, command: commands.CancelSession, now: Now) -> tuple[Event, ...]:
    """County policy 7 取消: no attempt is counted."""
    if dispute.scheduled is None:
        raise Refused(Reason.NO_SESSION_SCHEDULED)
    number = dispute.scheduled.number
    return (events.SessionCancelled(at=now.at, by=command.by, number=number, reason=command.reason),)


def record_session(dispute: Dispute, command: commands.RecordSession, now: Now) -> tuple[Event, ...]:
    """RMTJ 24, 28 调解结果: the rights were told, the required seats were there, the outcome is on record."""
    _check_the_table(dispute, command)
    assert dispute.scheduled
    held = events.SessionHeld(
        at=now.at,
        by=command.by,
        number=dispute.scheduled.number,
        outcome=command.outcome,
        present=command.present,
        parties=command.parties,
        mediators=command.mediators,
        invited=command.invited,
        minutes=command.minutes,
    )
    agreed = _agreed(dispute, command, now)
    # The session that was held is no longer the one that is planned.
    rest = _what_follows(_without_scheduled(dispute), command, now)
    return (held, *agreed, *rest)


def _check_the_table(dispute: Dispute, command: commands.RecordSession) -> None:
    if dispute.scheduled is None:
        raise Refused(Reason.NO_SESSION_SCHEDULED)
    if not command.rights_told:
        raise Refused(Reason.RIGHTS_NOT_TOLD)
    if absent := sorted(set(dispute.level.required) - command.present):
        raise Refused(Reason.REQUIRED_SEAT_ABSENT, *absent)
    if not command.mediators:
        raise Refused(Reason.MEDIATOR_NOT_NAMED)
    if command.mediators & dispute.recused:
        raise Refused(Reason.RECUSED, *sorted(command.mediators & dispute.recused))
    check_table(command.registers, command.mediators, command.invited)
    check_guests(dispute, command.invited)
    if unknown := sorted(command.parties - {party.ref for party in dispute.parties}):
        raise Refused(Reason.UNKNOWN_PARTY, *unknown)


def _agreed(dispute: Dispute, command: commands.RecordSession, now: Now) -> tuple[events.Agreed, ...]:
    """RMTJ 28, 29, MSS 205 协议: the lawfully established body, its mediator and its seal, whoever chaired.

    The thirty days for joint confirmation run from the day the agreement takes effect."""
    terms = command.agreement
    if (terms is None) != (command.outcome not in WITH_AGREEMENT):
        raise Refused(Reason.AGREEMENT_NOT_RECORDED if terms is None else Reason.AGREEMENT_WITHOUT_OUTCOME)
    if terms is None:
        return ()
    if {party.ref for party in dispute.parties} - command.parties:
        raise Refused(Reason.PARTY_ABSENT_WITH_AGREEMENT)
    body = dispute.edition.body(terms.body) if terms.body else None
    if body is None:
        raise Refused(Reason.MEDIATION_BODY_NOT_NAMED)
    if terms.form == "written" and not (terms.has_seal and terms.has_mediator_signature):
        raise Refused(Reason.SEAL_MISSING)
    # An oral agreement bears no seal: it is binding, and no court confirms it.
    is_confirmable = terms.has_seal and body.kind != "administrative" and not terms.concerns_status_or_title
    window = reckon(
        dispute.edition.rule(CONFIRMATION_RULE), dispute.edition.calendar, now.at, "agreement-effective"
    )
    return (
        events.Agreed(
            at=now.at,
            by=command.by,
            number=len(dispute.agreements) + 1,
            form=terms.form,
            is_full=command.outcome is SessionOutcome.AGREEMENT_FULL,
            body=body.code,
            terms=terms.terms,
            effective_on=now.today,
            is_confirmable=is_confirmable,
            confirm_by=window.on if is_confirmable and window else None,
        ),
    )


def _what_follows(dispute: Dispute, command: commands.RecordSession, now: Now) -> tuple[Event, ...]:
    match command.outcome:
        case SessionOutcome.AGREEMENT_FULL:
            return end(dispute, Outcome.AGREEMENT, now, command.by)
        case SessionOutcome.AGREEMENT_PARTIAL if not command.rest_goes_on:
            return end(dispute, Outcome.PARTIAL_AGREEMENT, now, command.by)
        case SessionOutcome.PARTY_REFUSED:
            return end(dispute, Outcome.PARTY_REFUSED, now, command.by)
        case _:
            has_part = bool(dispute.agreements) or command.agreement is not None
            return after_attempt(dispute, now, command.by, has_part=has_part)


def _without_scheduled(dispute: Dispute) -> Dispute:
    sessions = tuple(s for s in dispute.sessions if s.state != "scheduled")
    return replace(dispute, sessions=sessions)
