"""The dispute after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import danger, particulars, timekeeping
from rules.clocks.clock import Clock
from rules.clocks.ledger import Held
from rules.clocks.reckoning import Extended, Pause
from rules.clocks.rule import Unit
from rules.dispute import events
from rules.dispute.inviting import with_guest
from rules.dispute.matter import (
    CONFIRMATION,
    CONFIRMATION_RULE,
    LEVEL,
    MEDIATION_RULE,
    WHOLE,
    Agreement,
    Consent,
    Dispute,
    Form,
    Session,
    Stage,
    Stay,
)
from rules.dispute.passing import remind_at
from rules.editions import Edition
from rules.handing import HandedOff, HandoffHeard, with_handing
from rules.notes import NoteAdded
from rules.procedure import after, with_clock


def begin(event: events.Registered, edition: Edition) -> Dispute:
    """The dispute as it stands after its registration."""
    dispute = Dispute(
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
        clocks=(
            Clock(name=WHOLE, rule=MEDIATION_RULE, event="registered", started_at=event.at),
            _level_clock(edition, event.step, event.at),
        ),
        held=(),
        anchored_on=event.anchored_on,
        waiting_since=event.at,
    )
    return _held(dispute, event.at)


def evolve(before: Dispute, event: Any) -> Dispute:
    """The dispute after the event, and who holds it then."""
    counted = with_handing(timekeeping.counted_again(after(before, event), event), event)
    return _held(_evolved(counted, event), event.at)


def _evolved(dispute: Dispute, event: Any) -> Dispute:
    match event:
        case HandedOff() | HandoffHeard():
            return dispute
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
            session = Session(
                event.number, dispute.step, event.scheduled_for, event.place_unit, room=event.room
            )
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
        case events.ParticipantInvited() | events.UndertakingRecorded() | events.InvitationEnded():
            return with_guest(dispute, event)
        case events.Agreed():
            return _agreed(dispute, event)
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
            return _extended(dispute, event)
        case (
            timekeeping.DueDatesRecomputed()
            | timekeeping.StartCorrected()
            | timekeeping.ClocksSuspended()
            | timekeeping.ClocksResumed()
        ):
            return _looked_at_again(dispute, event.at)
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
        case particulars.ParticularsCorrected() | NoteAdded():
            return dispute  # what holds now, the records know
        case events.Ended():
            return replace(
                timekeeping.closed(dispute, event.at),
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
    clock = _level_clock(dispute.edition, event.step, event.at)
    paused = (*dispute.clock(WHOLE).pauses, *dispute.clock(LEVEL).pauses)
    if still := [pause for pause in paused if pause.ended_at is None]:
        clock = replace(clock, pauses=(Pause(still[0].ground, event.at),))
    return replace(
        with_clock(dispute, clock),
        stage=Stage.CONSENT,
        step=event.step,
        stays=(*dispute.stays, Stay(event.step, event.because, event.at)),
        is_reminded=False,
        is_overdue=False,
        handler=None,
        lead_is_unavailable=False,
        instructions=event.reason if event.because == "sent-back" else None,
        waiting_since=event.at,
    )


def _level_clock(edition: Edition, step: int, at: datetime) -> Clock:
    rule = edition.ladder.level(step).clock
    return Clock(name=LEVEL, rule=rule, event="level-entered", started_at=at)


def _extended(dispute: Dispute, event: events.PeriodExtended) -> Dispute:
    """County policy 6: both clocks are longer, from their original starts; nothing is overdue any more."""
    longer = Extended(event.days, Unit.CALENDAR_DAYS, "parties", event.at)
    for name in (LEVEL, WHOLE):
        clock = dispute.clock(name)
        dispute = with_clock(dispute, replace(clock, extensions=(*clock.extensions, longer)))
    return replace(dispute, is_reminded=False, is_overdue=False, whole_is_over=False)


def _looked_at_again(dispute: Dispute, at: datetime) -> Dispute:
    """A date that lies ahead again is no longer overdue; time will say so anew when it comes."""
    level, whole = dispute.due(LEVEL), dispute.due(WHOLE)
    remind = remind_at(dispute)
    return replace(
        dispute,
        is_reminded=dispute.is_reminded and remind is not None and at >= remind,
        is_overdue=dispute.is_overdue and level is not None and at >= level.is_over_at,
        whole_is_over=dispute.whole_is_over and whole is not None and at >= whole.is_over_at,
    )


def _held(dispute: Dispute, at: datetime) -> Dispute:
    """County policy 3: whoever has it now is noted when that changes."""
    if dispute.held and dispute.held[-1].unit == dispute.owner_unit:
        return dispute
    return replace(dispute, held=(*dispute.held, Held(dispute.owner_unit, at)))


def _session(dispute: Dispute, number: int, **changes: Any) -> Dispute:
    sessions = tuple(replace(s, **changes) if s.number == number else s for s in dispute.sessions)
    return replace(dispute, sessions=sessions)


def _agreed(dispute: Dispute, event: events.Agreed) -> Dispute:
    agreement = Agreement(
        number=event.number,
        step=dispute.step,
        form=event.form,
        is_full=event.is_full,
        body=event.body,
        terms=event.terms,
        effective_on=event.effective_on,
        is_confirmable=event.is_confirmable,
    )
    if event.is_confirmable:
        name = f"{CONFIRMATION}-{event.number}"
        clock = Clock(name=name, rule=CONFIRMATION_RULE, event="agreement-effective", started_at=event.at)
        dispute = with_clock(dispute, clock)
    return replace(dispute, agreements=(*dispute.agreements, agreement))


def _form_of(dispute: Dispute, party: str) -> Form:
    given = [consent.form for consent in dispute.consents if consent.party == party]
    return given[-1] if given else Form.ORAL
