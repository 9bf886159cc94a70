"""What people read of a dispute, and what must go out because of an event. Pure functions of the state."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from rules import danger, handing, timekeeping
from rules.articles import Basis
from rules.clocks.reckoning import reckon
from rules.dispute import events
from rules.dispute.inviting import INVITED
from rules.dispute.matter import CONFIRMATION, Agreement, Dispute, Flag, Outcome, Session, Stage
from rules.dispute.passing import level_due, moments, whole_due
from rules.editions import Seat
from rules.instants import legal_day
from rules.journal import AgreementRow, CaseRow, Letter, PartyRow, SessionRow, Task, View
from rules.procedure import About, Event, kind_of

WAITS_FOR = {
    Stage.CONSENT: "record-consent",  # 征求各方意愿
    Stage.MEDIATION: "schedule-session",  # 安排调解
    Stage.DIRECTION: "choose-direction",  # 议定去向
    Stage.CLOSED: "nothing",  # 已结束
}

FILL_THE_SEAT = "fill-lead-seat"  # 补足牵头岗位

# An end with one of these leaves something open: the parties are shown the routes (RMTJ 26).
GUIDED = frozenset(Outcome) - {Outcome.AGREEMENT}


def waits_for(dispute: Dispute) -> str:
    """The code of what the case waits for, as worklists and the engine show it."""
    if dispute.stage is Stage.MEDIATION and dispute.scheduled:
        return "hold-session"
    return WAITS_FOR[dispute.stage]


def about(dispute: Dispute) -> About:
    return About(dispute.dispute_type, dispute.village)


_LIMITATION = "K-77"
_OF_ITS_OWN = 100  # beside the letters to handoffs that go out from here


def view(dispute: Dispute) -> View:
    return View(
        case=_case(dispute),
        tasks=() if dispute.has_ended else _tasks(dispute),
        parties=tuple(_party(dispute, party.ref) for party in dispute.parties),
        sessions=tuple(_session(dispute, session) for session in dispute.sessions),
        agreements=tuple(
            AgreementRow(
                number=a.number,
                step=a.step,
                form=a.form,
                extent="full" if a.is_full else "partial",
                mediation_body=a.body,
                confirmable=a.is_confirmable,
                confirm_by=_confirm_by(dispute, a),
                effective_on=a.effective_on,
                terms=a.terms,
            )
            for a in dispute.agreements
        ),
        clocks=timekeeping.rows(dispute),
    )


def _session(dispute: Dispute, session: Session) -> SessionRow:
    """Of one to come: whoever has claimed the case sits there."""
    people = (dispute.handler,) if session.state == "scheduled" and dispute.handler else ()
    return SessionRow(
        number=session.number,
        step=session.step,
        scheduled_for=session.scheduled_for,
        place_unit=session.place_unit,
        state=session.state,
        outcome=session.outcome,
        minutes=session.minutes,
        people=people,
        room=session.room,
    )


def _confirm_by(dispute: Dispute, agreement: Agreement) -> date | None:
    """MSS 205: the last day for the joint application."""
    due = dispute.due(f"{CONFIRMATION}-{agreement.number}") if agreement.is_confirmable else None
    return due.on if due else None


def _case(dispute: Dispute) -> CaseRow:
    places = {dispute.village, dispute.township, dispute.edition.county, *dispute.other_townships}
    return CaseRow(
        stage=dispute.stage,
        step=dispute.step,
        owner_unit=dispute.owner_unit,
        owner_role=dispute.lead.role,
        handler=dispute.handler,
        waits_for=waits_for(dispute),
        next_moment=min(moments(dispute), default=None),
        due_on=None if dispute.has_ended else _due_on(dispute),
        overdue=dispute.is_overdue and not dispute.has_ended,
        needs_attention=needs_attention(dispute),
        outcome=dispute.outcome,
        places=tuple(sorted(places)),
        opened_at=dispute.opened_at,
        changed_at=dispute.changed_at,
        closed_at=dispute.closed_at,
        light=light(dispute),
        calendar=dispute.edition.calendar.series,
        calendar_number=dispute.edition.calendar.number,
        amendments=dispute.edition.amendments,
    )


def _due_on(dispute: Dispute) -> date | None:
    due = level_due(dispute)
    return due.on if due else None


def light(dispute: Dispute) -> str:
    """Green; yellow once the step was reminded of; red when something is overdue. What has ended is green."""
    if dispute.has_ended:
        return "green"
    if dispute.is_overdue or dispute.whole_is_over:
        return "red"
    return "yellow" if dispute.is_reminded else "green"


def needs_attention(dispute: Dispute) -> bool:
    """Danger unanswered, a step overdue, the whole period over, or nobody in the lead's seat."""
    late = dispute.is_overdue or dispute.whole_is_over or dispute.lead_is_unavailable
    return bool(dispute.unanswered_dangers) or (late and not dispute.has_ended)


def _tasks(dispute: Dispute) -> tuple[Task, ...]:
    level, whole = level_due(dispute), whole_due(dispute)
    due = level.on if level else None
    main = _task(dispute, waits_for(dispute), dispute.lead, dispute.waiting_since, due, dispute.handler)
    tasks = [main]
    if dispute.is_overdue and level:
        since = level.is_over_at
        tasks.append(_task(dispute, "look-into-overdue", dispute.level.supervisor, since, due))
    if dispute.whole_is_over and whole:
        since, lead = whole.is_over_at, dispute.lead
        tasks.append(_task(dispute, "extend-or-end", lead, since, whole.on, dispute.handler))
    if dispute.lead_is_unavailable:
        tasks.append(_task(dispute, FILL_THE_SEAT, dispute.level.supervisor, dispute.waiting_since, None))
    if dispute.unanswered_dangers:
        tasks.append(_task(dispute, "answer-danger", dispute.edition.police, dispute.danger_since, None))
    return (*tasks, *_of_the_invited(dispute))


def _of_the_invited(dispute: Dispute) -> tuple[Task, ...]:
    """One for each who takes part: it lets them see the case, and is there exactly as long as they may."""
    return tuple(
        Task("take-part", INVITED, guest.unit, guest.person, guest.since, None)
        for guest in dispute.invited
        if guest.since
    )


def _task(dispute: Dispute, what: str, seat: Seat, since: Any, due: Any, person: str | None = None) -> Task:
    return Task(what, seat.role, dispute.unit_of(seat.organ), person, since, due)


def _party(dispute: Dispute, ref: str) -> PartyRow:
    party = dispute.party(ref)
    assert party
    latest = {stay.step: number for number, stay in enumerate(dispute.stays, start=1)}
    mine = [c for c in dispute.consents if c.party == ref and c.stay == latest[c.step]]
    consents = {str(c.step): c.state for c in mine}
    return PartyRow(ref, party.role, party.is_minor, party.guardian, consents)


def follows(dispute: Dispute, event: Any) -> tuple[Letter, ...]:
    """What must go out because of ``event``, given the dispute after it. Carried by the relay."""
    seq, unit = dispute.seq, dispute.owner_unit
    match event:
        case events.Registered() | events.BroughtOver() | events.LevelEntered() | events.Recused():
            look = Letter(seq, "look-at-lead-seats", 1, {"dispute": dispute.id})
            began = _to_the_handoff(dispute, "receiver_started") if seq == 1 else ()
            return (look, *began)
        case handing.HandedOff():
            return handing.handing_letters(dispute)
        case events.StepReminded():
            return (_notice(seq, "step-reminder", dispute.lead.role, unit, event.due_on),)
        case events.StepFellOverdue():
            seat = dispute.level.supervisor
            overdue = _notice(seq, "step-overdue", seat.role, dispute.unit_of(seat.organ), event.due_on)
            return (_in_notice_hours(dispute, event, overdue),)
        case events.WholePeriodEnded():
            over = _notice(seq, "whole-period-ended", dispute.lead.role, unit, event.due_on)
            return (_in_notice_hours(dispute, event, over),)
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            office = dispute.edition.docking_office
            return timekeeping.moved_letters(dispute, event, office.role, dispute.unit_of(office.organ))
        case danger.DangerNoted():
            seat = dispute.edition.police
            return (_notice(seq, "danger", seat.role, dispute.unit_of(seat.organ), None),)
        case events.LeadBecameUnavailable():
            seat = dispute.level.supervisor
            return (_notice(seq, "lead-unavailable", seat.role, dispute.unit_of(seat.organ), None),)
        case events.Ended():
            return _after_the_end(dispute, event)
        case _:
            return ()


def _in_notice_hours(dispute: Dispute, event: Event, letter: Letter) -> Letter:
    return replace(letter, not_before=timekeeping.next_notice_at(dispute.edition, event.at))


def _notice(seq: int, code: str, role: str, unit: str, due_on: Any) -> Letter:
    return Letter(seq, "notice", 1, {"code": code, "role": role, "unit": unit, "due_on": str(due_on or "")})


def _after_the_end(dispute: Dispute, event: events.Ended) -> tuple[Letter, ...]:
    seq = dispute.seq
    aftercare = Letter(seq, "open-aftercare", 1, {"dispute": dispute.id})
    export = Letter(seq, "export-history", 1, {"procedure": dispute.id})
    told = (*_to_the_petition(dispute, event), *_to_the_handoff(dispute, "receiver_ended", event.outcome))
    after = (*told, *handing.letters_at_the_end(dispute, event.outcome), aftercare, export)
    if event.outcome not in GUIDED:
        return after
    return (Letter(seq, "document", 1, guidance(dispute, event)), *after)


def _to_the_petition(dispute: Dispute, event: events.Ended) -> tuple[Letter, ...]:
    """XFTL 33: what came of it goes back, once, to the petition it came from; never to another procedure."""
    petition, _, _ = (dispute.anchored_on or "").partition("#")
    if not petition or kind_of(petition) != "petition":
        return ()
    body = {"petition": petition, "dispute": dispute.id, "outcome": event.outcome}
    return (Letter(dispute.seq, "tell-petition", 1, body),)


def _to_the_handoff(dispute: Dispute, what: str, outcome: str | None = None) -> tuple[Letter, ...]:
    """County policy 28: what came of it goes back, once, to the handoff whose acceptance began it."""
    handoff, _, _ = (dispute.anchored_on or "").partition("#")
    if not handoff or kind_of(handoff) != "handoff":
        return ()
    body = {"handoff": handoff, "what": what, "procedure": dispute.id, "outcome": outcome}
    return (Letter(dispute.seq, "tell-handoff", _OF_ITS_OWN, body),)


def guidance(dispute: Dispute, event: events.Ended) -> dict[str, Any]:
    """The content of the guidance notice (D-21 调解终止暨诉讼引导告知书), as data: codes, no words."""
    routes = ["court", "legal-aid", "administrative", "arbitration"]
    finding = event.finding
    return {
        "kind": "D-21",
        "unit": dispute.unit_of(dispute.edition.docking_office.organ),
        "addressees": [party.ref for party in dispute.parties],
        "data": {
            "outcome": event.outcome,
            "step": event.step,
            "ended_on": legal_day(event.at).isoformat(),
            "asked_on": legal_day(dispute.opened_at).isoformat(),
            **limitation(dispute, event.at),
            "routes": routes,
            "chosen_route": event.route,
            "doors": list(dict.fromkeys([*event.doors, *([finding.door] if finding else [])])),
            "bases": [Basis.FAILURE, Basis.NO_BAR_TO_COURT, *([finding.basis] if finding else [])],
            "has_agreement": bool(dispute.agreements),
            "is_major": Flag.ESPECIALLY_MAJOR in dispute.flags,
        },
    }


def limitation(dispute: Dispute, ended_at: datetime) -> dict[str, str]:
    """MFD 188, 195: the last day of the ordinary limitation (K-77), anew from the end of the mediation; no
    day where the county's edition has no such clock.

    Special periods, and whether it was interrupted at all, are for the court.
    """
    rule = next((rule for rule in dispute.edition.clocks if rule.id == _LIMITATION), None)
    due = reckon(rule, dispute.edition.calendar, ended_at, rule.trigger) if rule else None
    return {"limitation_until": due.on.isoformat()} if due else {}
