"""The dispute after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from typing import Any

from rules import danger
from rules.articles import Basis
from rules.clocks import Clock, Period, legal_day
from rules.dispute import events
from rules.dispute.matter import Agreement, Consent, Dispute, Form, Session, Stage, Stay
from rules.editions import Edition
from rules.procedure import after


def begin(event: events.Registered, edition: Edition) -> Dispute:
    """The dispute as it stands after its registration."""
    return Dispute(
        id=event.id,
        edition=edition,
        stage=Stage.CONSENT,
        seq=1,
        decided_seq=1,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        dispute_type=event.dispute_type,
        village=event.village,
        township=event.township,
        parties=event.parties,
        findings=event.findings,
        flags=event.flags,
        other_townships=event.other_townships,
        step=event.step,
        stays=(Stay(event.step, event.because, event.at),),
        level_clock=_level_clock(edition, event.step, event),
        whole_clock=edition.whole.since(legal_day(event.at)),
        anchored_on=event.anchored_on,
        waiting_since=event.at,
    )


def evolve(before: Dispute, event: Any) -> Dispute:
    dispute = after(before, event)
    match event:
        case events.Claimed():
            return replace(dispute, handler=event.person, hands=dispute.hands | {event.person})
        case events.Released():
            return replace(dispute, handler=None)
        case events.ConsentGiven():
            return _consented(dispute, event)
        case events.ConsentEnded():
            form, number = _form_of(dispute, event.party), len(dispute.stays)
            consent = Consent(event.step, event.party, form, event.at, number, event.how)
            return replace(dispute, consents=(*dispute.consents, consent))
        case events.SessionScheduled():
            session = Session(event.number, dispute.step, event.scheduled_for, event.place_unit)
            return replace(dispute, sessions=(*dispute.sessions, session), waiting_since=event.at)
        case events.SessionPostponed():
            return _session(dispute, event.number, scheduled_for=event.scheduled_for)
        case events.SessionCancelled():
            return _session(replace(dispute, waiting_since=event.at), event.number, state="cancelled")
        case events.SessionHeld():
            held = {"state": "held", "outcome": event.outcome, "minutes": event.minutes}
            stay = replace(dispute.stay, attempts=dispute.stay.attempts + 1)
            dispute = replace(
                dispute,
                stays=(*dispute.stays[:-1], stay),
                hands=dispute.hands | event.mediators | ({event.by.person} if event.by else set()),
                waiting_since=event.at,
            )
            return _session(dispute, event.number, **held)
        case events.Agreed():
            return replace(dispute, agreements=(*dispute.agreements, _agreement(dispute, event)))
        case events.StayEnded():
            return replace(dispute, stays=(*dispute.stays[:-1], replace(dispute.stay, ended=event.how)))
        case events.LevelEntered():
            return _entered(dispute, event)
        case events.DirectionAwaited():
            return replace(dispute, stage=Stage.DIRECTION, waiting_since=event.at)
        case events.Flagged():
            others = {event.other_township} if event.other_township else set()
            return replace(
                dispute,
                flags=dispute.flags | {event.flag},
                other_townships=dispute.other_townships | others,
            )
        case events.PeriodExtended():
            return replace(
                dispute,
                level_clock=dispute.level_clock.extend(event.days),
                whole_clock=dispute.whole_clock.extend(event.days),
                is_reminded=False,
                is_overdue=False,
                whole_is_over=False,
            )
        case events.StepReminded():
            return replace(dispute, is_reminded=True)
        case events.StepFellOverdue():
            return replace(dispute, is_overdue=True)
        case events.WholePeriodEnded():
            return replace(dispute, whole_is_over=True)
        case danger.DangerNoted():
            since = dispute.danger_since or event.at
            return replace(dispute, unanswered_dangers=dispute.unanswered_dangers + 1, danger_since=since)
        case danger.DangerAcknowledged():
            return replace(dispute, unanswered_dangers=0, danger_since=None)
        case events.Recused():
            handler = None if dispute.handler == event.person else dispute.handler
            return replace(dispute, recused=dispute.recused | {event.person}, handler=handler)
        case events.LeadBecameUnavailable():
            return replace(dispute, lead_is_unavailable=True, handler=None)
        case events.LeadBecameAvailable():
            return replace(dispute, lead_is_unavailable=False, handler=None)
        case events.ConcernNoted():
            return replace(dispute, findings=(*dispute.findings, event.finding))
        case events.Ended():
            return replace(
                dispute,
                stage=Stage.CLOSED,
                outcome=event.outcome,
                closed_at=event.at,
                court_case=event.case,
                waiting_since=event.at,
            )
        case _:
            raise TypeError(type(event).__name__)


def _consented(dispute: Dispute, event: events.ConsentGiven) -> Dispute:
    consent = Consent(event.step, event.party, event.form, event.at, len(dispute.stays))
    dispute = replace(dispute, consents=(*dispute.consents, consent))
    everyone = frozenset(party.ref for party in dispute.parties)
    if dispute.consented >= everyone:
        return replace(dispute, stage=Stage.MEDIATION, waiting_since=event.at)
    return dispute


def _entered(dispute: Dispute, event: events.LevelEntered) -> Dispute:
    return replace(
        dispute,
        stage=Stage.CONSENT,
        step=event.step,
        stays=(*dispute.stays, Stay(event.step, event.because, event.at)),
        level_clock=_level_clock(dispute.edition, event.step, event),
        is_reminded=False,
        is_overdue=False,
        handler=None,
        lead_is_unavailable=False,
        instructions=event.reason if event.because == "sent-back" else None,
        waiting_since=event.at,
    )


def _level_clock(edition: Edition, step: int, event: Any) -> Clock:
    days = edition.ladder.level(step).days
    return Period(Basis.LEVEL_PERIOD, days, rolls=False).since(legal_day(event.at))


def _session(dispute: Dispute, number: int, **changes: Any) -> Dispute:
    sessions = tuple(replace(s, **changes) if s.number == number else s for s in dispute.sessions)
    return replace(dispute, sessions=sessions)


def _agreement(dispute: Dispute, event: events.Agreed) -> Agreement:
    return Agreement(
        number=event.number,
        step=dispute.step,
        form=event.form,
        is_full=event.is_full,
        body=event.body,
        terms=event.terms,
        effective_on=event.effective_on,
        is_confirmable=event.is_confirmable,
        confirm_by=event.confirm_by,
    )


def _form_of(dispute: Dispute, party: str) -> Form:
    given = [consent.form for consent in dispute.consents if consent.party == party]
    return given[-1] if given else Form.ORAL
