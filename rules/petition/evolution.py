"""The petition after an event. Never refuses: what happened, happened."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import danger, handing, notes, participants, particulars, supplement, timekeeping
from rules.clocks.clock import Clock
from rules.clocks.ledger import Held
from rules.clocks.reckoning import Extended
from rules.clocks.rule import Unit
from rules.diversion.route import Purpose
from rules.editions import Edition
from rules.petition import events
from rules.petition.matter import (
    ANSWER,
    DECIDE,
    HANDLE,
    INFORM,
    MEDIATION_ASKED,
    OBJECT,
    PASS_ON,
    RECEIVED_BY_TRANSFER,
    RECEIVED_DIRECTLY,
    ROUTE,
    RULES,
    TIE_BREAK,
    ExtensionAsked,
    Hearing,
    Manner,
    Outcome,
    Petition,
    Refusal,
    RouteChosen,
    Stage,
)
from rules.petition.passing import remind_at
from rules.petition.routing import manner_of
from rules.procedure import after, with_clock
from rules.tracking import the_petitioner

# With these ends whatever still ran was not met: it has become nobody's duty.
_WITHOUT_AN_ANSWER = frozenset({Outcome.WITHDRAWN, Outcome.CONCLUDED_ELSEWHERE})


def begin(event: events.PetitionRegistered, edition: Edition) -> Petition:
    """The petition as it stands after its registration; its periods run from the receipt."""
    is_direct = event.unit != edition.county
    petition = Petition(
        id=event.id,
        edition=edition,
        stage=Stage.PENDING if is_direct else Stage.ROUTING,
        seq=1,
        decided_seq=1,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        channel=event.channel,
        received_at=event.received_at,
        received_by=event.received_by,
        first_receiver=event.first_receiver,
        people=event.people,
        people_count=event.people_count,
        is_anonymous=event.is_anonymous,
        hides_identity=event.hides_identity,
        village=event.village,
        township=event.township,
        unit=event.unit,
        held=(Held(event.unit, event.received_at),),
        waiting_since=event.at,
        anchored_on=event.anchored_on,
    )
    if is_direct:
        directly = "petition-received-directly"
        clocks = [_clock(INFORM, directly, event.received_at, RECEIVED_DIRECTLY)]
        clocks.append(_clock(DECIDE, directly, event.received_at))
    else:
        clocks = [_clock(name, "petition-received", event.received_at) for name in (ROUTE, PASS_ON)]
    return replace(petition, clocks=tuple(clocks))


def evolve(before: Petition, event: Any) -> Petition:
    """The petition after the event, and who has it then."""
    counted = supplement.with_supplement(timekeeping.counted_again(after(before, event), event), event)
    petition = _evolved(_with_hand(handing.with_handing(counted, event), event), event)
    if petition.held[-1].unit == petition.unit:
        return petition
    return replace(petition, held=(*petition.held, Held(petition.unit, event.at)))


def _evolved(petition: Petition, event: Any) -> Petition:
    match event:
        case handing.HandedOff() | handing.HandoffHeard():
            return petition
        case events.Classified():
            return _classified(petition, event)
        case events.ClassDisputed():
            return replace(petition, contested_since=petition.contested_since or event.at)
        case events.FirstVisitRecorded():
            return replace(petition, first_visit=True)
        case events.Transferred():
            return _transferred(petition, event)
        case events.FlaggedUrgent():
            return replace(petition, is_urgent=True)
        case events.ReportedUp():
            return replace(petition, is_reported_up=True)
        case events.TransferObjectedTo():
            refusal = Refusal(event.unit, event.at, event.reasons)
            return _met(replace(petition, refusals=(*petition.refusals, refusal)), OBJECT)
        case events.TakenBack():
            return _taken_back(petition, event)
        case events.ObjectionRejected():
            return replace(_answered(petition, agreed=False), may_object=False, waiting_since=event.at)
        case events.CompetenceDisputed():
            disputed = replace(petition, stage=Stage.COMPETENCE, waiting_since=event.at)
            return with_clock(disputed, _clock(TIE_BREAK, "competence-disputed", event.at))
        case events.JointMeetingCalled():
            return replace(petition, met_jointly=True)
        case events.CompetenceSettled():
            return _settled(petition, event)
        case events.SuccessorNamed():
            return replace(petition, unit=event.unit, handler=None)
        case events.TransferSettled():
            return _met(replace(petition, is_settled=True), OBJECT)
        case events.Accepted():
            return _accepted(petition, event)
        case events.HandlerAppointed():
            return replace(petition, handler=event.person)
        case events.SwitchedToOrdinary():
            return _cancelled(replace(petition, manner=Manner.ORDINARY), ANSWER)
        case events.FactsHeard():
            return replace(petition, facts_heard=True)
        case events.PanelDrawn():
            return replace(petition, hearing=Hearing(event.panel))
        case events.HearingHeld():
            assert petition.hearing
            held = replace(petition.hearing, held_at=event.at, panel_opinion=event.panel_opinion)
            return replace(petition, hearing=held)
        case events.MediationProposed():
            return replace(petition, mediation=MEDIATION_ASKED)
        case events.MediationReturned():
            back = petition.mediated_in | {event.dispute}
            return replace(petition, mediation=event.outcome, mediated_in=back)
        case events.ExtensionRequested():
            asked = ExtensionAsked(event.days, event.reason, event.by.person if event.by else "")
            return replace(petition, extension_asked=asked)
        case events.HandlingExtended():
            return _extended(petition, event)
        case events.ExtensionRefused():
            return replace(petition, extension_asked=None)
        case events.OpinionDrafted():
            return replace(petition, draft=event.draft)
        case events.OpinionSigned():
            signed = replace(
                petition,
                stage=Stage.SERVING,
                opinion=event.opinion,
                signed_at=event.at,
                unserved=petition.still_asking,
                extension_asked=None,
                waiting_since=event.at,
            )
            return _met(signed, ANSWER)
        case events.SuggestionAnswered():
            return replace(petition, adoption=event.adoption)
        case events.OpinionServed():
            served = (*petition.served, (event.petitioner, event.served_at))
            return replace(petition, unserved=petition.unserved - {event.petitioner}, served=served)
        case events.ReportedBack():
            return replace(petition, has_reported=True)
        case events.ActReferred():
            return replace(petition, referrals=petition.referrals + 1)
        case events.WithdrawalNoted():
            return replace(petition, withdrawn=petition.withdrawn | {event.petitioner})
        case events.HandlerRecused():
            return _recused(petition, event.person)
        case events.PeriodReminded():
            return replace(petition, is_reminded=True)
        case events.PeriodFellOverdue():
            late = replace(petition, overdue=petition.overdue | {event.clock})
            return replace(late, extension_asked=None) if event.clock == HANDLE else late
        case events.ReportFellOverdue():
            return replace(petition, report_is_overdue=True)
        case events.Concluded():
            return _concluded(petition, event)
        case danger.DangerNoted():
            since = petition.danger_since or event.at
            dangers = petition.unanswered_dangers + 1
            return replace(petition, unanswered_dangers=dangers, danger_since=since)
        case danger.DangerAcknowledged():
            return replace(petition, unanswered_dangers=0, danger_since=None)
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            return _looked_at_again(petition, event.at)
        case participants.AgencyEnded():
            return replace(petition, people=participants.without_agency(petition.people, event))
        case (
            supplement.SupplementAsked() | supplement.SupplementReceived() | supplement.SupplementTimePassed()
        ):
            return petition  # counted above
        case particulars.ParticularsCorrected() | notes.NoteAdded() | notes.MessageSent():
            return petition  # what holds now, the records know
        case _:
            raise TypeError(type(event).__name__)


# Who does any of this has handled the matter: neither audits nor reviews it later.
_HANDLING = (
    events.Accepted,
    events.FactsHeard,
    events.HearingHeld,
    events.ExtensionRequested,
    events.HandlingExtended,
    events.ExtensionRefused,
    events.OpinionDrafted,
    events.OpinionSigned,
    events.SuggestionAnswered,
    events.Concluded,
)


def _with_hand(petition: Petition, event: Any) -> Petition:
    if isinstance(event, _HANDLING) and event.by and not the_petitioner(petition, event.by):
        return replace(petition, hands=petition.hands | {event.by.person})
    return petition


def _classified(petition: Petition, event: events.Classified) -> Petition:
    """A corrected class counts the periods anew: those that no longer belong to it are cancelled, those that
    do run from the acceptance."""
    chosen = RouteChosen(
        list_version=event.list_version,
        route=event.route,
        purpose=Purpose(event.purpose),
        way=event.way,
        by=event.by.person if event.by else "",
        at=event.at,
    )
    petition = replace(petition, route=chosen, contested_since=None)
    if petition.stage is not Stage.HANDLING:
        return petition
    route = petition.edition.petitions.route(event.route)
    assert route
    manners = manner_of(route)
    if not manners:
        back = _cancelled(petition, HANDLE, ANSWER)
        back = replace(back, stage=Stage.PENDING, manner=None, draft=None, extension_asked=None)
        return _running_again(replace(back, waiting_since=event.at), INFORM)
    if petition.manner in manners:
        return petition
    if Manner.SUGGESTION in manners:
        studied = replace(petition, manner=Manner.SUGGESTION, draft=None, extension_asked=None)
        return _cancelled(studied, HANDLE, ANSWER)
    return _handled_since_accepted(replace(petition, manner=Manner.ORDINARY))


def _handled_since_accepted(petition: Petition) -> Petition:
    """The sixty days, once for a petition: from its first acceptance, with what they were extended by."""
    assert petition.accepted_at
    if any(clock.name == HANDLE for clock in petition.clocks):
        return _running_again(petition, HANDLE)
    return with_clock(petition, _clock(HANDLE, "petition-accepted", petition.accepted_at))


def _transferred(petition: Petition, event: events.Transferred) -> Petition:
    sent = _at_a_unit(petition, event.to_unit, event.at)
    sent = replace(sent, report_by=event.report_by, may_object=True, is_settled=False)
    return with_clock(sent, _clock(OBJECT, "transfer-received", event.at))


def _at_a_unit(petition: Petition, unit: str, at: datetime) -> Petition:
    """With an organ of the county, that has fifteen days from now to tell the petitioner."""
    sent = replace(
        _met(petition, ROUTE, PASS_ON),
        stage=Stage.PENDING,
        unit=unit,
        sender=petition.edition.county,
        handler=None,
        overdue=petition.overdue - {INFORM, OBJECT},
        waiting_since=at,
    )
    sent = with_clock(sent, _clock(INFORM, "transfer-received", at, RECEIVED_BY_TRANSFER))
    return with_clock(sent, _clock(DECIDE, "transfer-received", at))


def _taken_back(petition: Petition, event: events.TakenBack) -> Petition:
    """With the petition department again, whose fifteen days count from the receipt as they always did."""
    back = _cancelled(_answered(petition, agreed=True), INFORM, DECIDE)
    back = replace(
        back,
        stage=Stage.ROUTING,
        unit=petition.edition.county,
        sender=None,
        report_by=None,
        has_reported=False,
        report_is_overdue=False,
        waiting_since=event.at,
    )
    return _running_again(back, ROUTE)


def _settled(petition: Petition, event: events.CompetenceSettled) -> Petition:
    settled = _met(_answered(petition, agreed=event.unit != petition.unit), TIE_BREAK)
    if event.unit != petition.unit:
        settled = _at_a_unit(settled, event.unit, event.at)
    return replace(settled, stage=Stage.PENDING, may_object=False, is_settled=True, waiting_since=event.at)


def _answered(petition: Petition, *, agreed: bool) -> Petition:
    refusals = tuple(replace(r, agreed=agreed) if r.agreed is None else r for r in petition.refusals)
    return replace(petition, refusals=refusals)


def _accepted(petition: Petition, event: events.Accepted) -> Petition:
    accepted = replace(
        _met(petition, INFORM, OBJECT, DECIDE),
        stage=Stage.HANDLING,
        manner=event.manner,
        accepted_at=petition.accepted_at or event.at,
        is_settled=True,
        overdue=petition.overdue - {INFORM},
        waiting_since=event.at,
    )
    if event.manner is Manner.SIMPLIFIED:
        accepted = with_clock(accepted, _clock(ANSWER, "petition-accepted", event.at))
    return accepted if event.manner is Manner.SUGGESTION else _handled_since_accepted(accepted)


def _recused(petition: Petition, person: str) -> Petition:
    """What they drafted or asked for and nobody has decided on is not decided on any more."""
    handler = None if petition.handler == person else petition.handler
    without = replace(petition, recused=petition.recused | {person}, handler=handler)
    if petition.stage is not Stage.HANDLING:
        return without
    draft, asked = petition.draft, petition.extension_asked
    return replace(
        without,
        draft=None if draft and draft.by == person else draft,
        extension_asked=None if asked and asked.by == person else asked,
    )


def _extended(petition: Petition, event: events.HandlingExtended) -> Petition:
    clock = petition.clock(HANDLE)
    longer = Extended(event.days, Unit.CALENDAR_DAYS, "head-of-organ", event.at)
    extended = with_clock(petition, replace(clock, extensions=(*clock.extensions, longer)))
    return replace(extended, extension_asked=None, is_reminded=False)


def _concluded(petition: Petition, event: events.Concluded) -> Petition:
    if event.outcome in _WITHOUT_AN_ANSWER:
        petition = _cancelled(petition, *(clock.name for clock in petition.clocks))
    return replace(
        timekeeping.closed(petition, event.at),
        stage=Stage.CLOSED,
        outcome=event.outcome,
        ground=event.ground,
        closed_at=event.at,
        waiting_since=event.at,
    )


def _looked_at_again(petition: Petition, at: datetime) -> Petition:
    """A date that lies ahead again is no longer overdue; time will say so anew when it comes."""
    dues = {name: petition.due(name) for name in petition.overdue}
    remind = remind_at(replace(petition, is_reminded=False))
    return replace(
        petition,
        overdue=frozenset(name for name, due in dues.items() if due and at >= due.is_over_at),
        is_reminded=petition.is_reminded and remind is not None and at >= remind,
    )


def _clock(name: str, event: str, at: datetime, rule: str | None = None) -> Clock:
    return Clock(name=name, rule=rule or RULES[name], event=event, started_at=at)


def _met(petition: Petition, *names: str) -> Petition:
    return _each(petition, names, lambda clock: replace(clock, met_at=petition.changed_at))


def _cancelled(petition: Petition, *names: str) -> Petition:
    return _each(petition, names, lambda clock: replace(clock, cancelled_at=petition.changed_at))


def _each(petition: Petition, names: Iterable[str], change: Callable[[Clock], Clock]) -> Petition:
    clocks = tuple(
        change(clock) if clock.name in names and clock.is_open else clock for clock in petition.clocks
    )
    return replace(petition, clocks=clocks)


def _running_again(petition: Petition, name: str) -> Petition:
    """As though it had never been met: it counts from where it began. Without such a clock, none."""
    clocks = tuple(
        replace(clock, met_at=None, cancelled_at=None) if clock.name == name else clock
        for clock in petition.clocks
    )
    return replace(petition, clocks=clocks)
