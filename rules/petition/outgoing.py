"""What must go out because something happened to a petition (发件): papers, notices, what opens next."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from rules import danger, handing, notes, timekeeping
from rules.editions import Seat
from rules.instants import legal_day
from rules.journal import Letter
from rules.petition import events
from rules.petition.matter import HANDLE, Manner, Outcome, Petition
from rules.petition.reading import owner
from rules.procedure import Event

Letters = tuple[Letter, ...]

# What is looked after when the procedure has ended, and what is not: that went on elsewhere.
CARED_FOR = frozenset(Outcome) - {Outcome.CONCLUDED_ELSEWHERE}


def follows(petition: Petition, event: Any) -> Letters:
    """What must go out because of ``event``, given the petition after it. Carried by the relay."""
    carried = _FOLLOWS.get(type(event))
    return carried(petition, event) if carried else ()


def _transferred(petition: Petition, event: events.Transferred) -> Letters:
    code = "assigned" if event.report_by else "transferred"
    notice = _notice(petition, code, petition.handling_seat, 1, event.report_by)
    return (_letter_to_unit(petition, event), notice)


def _objected_to(petition: Petition, event: events.TransferObjectedTo) -> Letters:
    return (_notice(petition, "transfer-objected-to", petition.edition.petitions.department),)


def _competence_disputed(petition: Petition, event: events.CompetenceDisputed) -> Letters:
    superior = petition.edition.petitions.common_superior
    supervisor = _notice(petition, "competence-disputed", petition.edition.supervisor, 2)
    return (_notice(petition, "competence-disputed", superior), supervisor)


def _has_it_now(petition: Petition, event: Event) -> Letters:
    return (_notice(petition, "competence-settled", petition.handling_seat),)


def _urgent(petition: Petition, event: events.FlaggedUrgent) -> Letters:
    settings = petition.edition.petitions
    superior = _notice(petition, "urgent-petition", settings.common_superior, 2)
    return (_notice(petition, "urgent-petition", settings.department), superior)


def _accepted(petition: Petition, event: events.Accepted) -> Letters:
    due = petition.due(HANDLE) if event.manner is not Manner.SUGGESTION else None
    said = {"received_on": legal_day(petition.received_at), "manner": event.manner, **_route(petition)}
    return _paper(petition, "D-02", event, notice=event.notice, due_on=due.on if due else None, **said)


def _switched(petition: Petition, event: events.SwitchedToOrdinary) -> Letters:
    """The petitioner is told anew: by which procedure, and until when."""
    due = petition.due(HANDLE)
    assert due  # nothing lets this clock stand still
    said = {"received_on": legal_day(petition.received_at), "manner": petition.manner, **_route(petition)}
    return _paper(petition, "D-02", event, notice=event.reason, due_on=due.on, **said)


def _extended(petition: Petition, event: events.HandlingExtended) -> Letters:
    told = {"reason": event.reason, "notice": event.notice}
    return _paper(petition, "D-08", event, due_on=event.due_on, days=event.days, **told)


def _signed(petition: Petition, event: events.OpinionSigned) -> Letters:
    draft = petition.draft
    assert draft
    said = {
        "opinion": draft.opinion,
        "request": draft.request,
        "facts_and_reasons": draft.facts_and_reasons,
        "findings": draft.findings,
        "legal_basis": draft.legal_basis,
        "executes": draft.executes,
        "reviewer": petition.edition.next_higher(petition.unit),
    }
    return _paper(petition, "D-09", event, **said)


def _served(petition: Petition, event: events.OpinionServed) -> Letters:
    """The proof of service (送达回证) goes to the records, beside the opinion it proves."""
    assert event.by
    proof = {
        "procedure": petition.id,
        "kind": "D-09",
        "party": event.petitioner,
        "method": event.method,
        "proof": event.proof,
        "served_at": event.served_at.isoformat(),
        "by": asdict(event.by),
    }
    return (Letter(petition.seq, "service", 1, proof),)


def _suggestion_answered(petition: Petition, event: events.SuggestionAnswered) -> Letters:
    return _paper(petition, "suggestion-reply", event, adoption=event.adoption, reply=event.reply)


def _reminded(petition: Petition, event: events.PeriodReminded) -> Letters:
    notice = _notice(petition, "period-ending", owner(petition), 1, event.due_on)
    return (_in_hours(petition, event, notice),)


def _late(petition: Petition, event: events.PeriodFellOverdue | events.ReportFellOverdue) -> Letters:
    notice = _notice(petition, "petition-late", petition.edition.supervisor, 1, event.due_on)
    return (_in_hours(petition, event, notice),)


def _mediation_proposed(petition: Petition, event: events.MediationProposed) -> Letters:
    assert event.by
    asked = {"petition": petition.id, "dispute_type": event.dispute_type, "by": asdict(event.by)}
    return (Letter(petition.seq, "open-dispute", 1, asked),)


def _act_referred(petition: Petition, event: events.ActReferred) -> Letters:
    return (_notice(petition, "act-referred", petition.edition.police),)


def _danger(petition: Petition, event: danger.DangerNoted) -> Letters:
    return (_notice(petition, "danger", petition.alarm_seat),)


def _message(petition: Petition, event: notes.MessageSent) -> Letters:
    return (notes.message_letter(petition, event),)


def _moved(petition: Petition, event: timekeeping.DueDatesRecomputed | timekeeping.StartCorrected) -> Letters:
    role, unit = petition.edition.petitions.department.role, petition.edition.county
    return timekeeping.moved_letters(petition, event, role, unit)


def _concluded(petition: Petition, event: events.Concluded) -> Letters:
    told: Letters = ()
    if event.outcome is Outcome.GUIDED:
        told = _paper(petition, "D-04", event, **_route(petition), explanation=event.explanation)
    elif event.outcome is Outcome.NOT_ACCEPTED:
        why = {"ground": event.ground, "explanation": event.explanation}
        told = _paper(petition, "D-03", event, **why, **_route(petition))
    care = Letter(petition.seq, "open-petition-aftercare", 1, {"petition": petition.id})
    export = Letter(petition.seq, "export-history", 1, {"procedure": petition.id})
    taken_back = handing.letters_at_the_end(petition, event.outcome)
    return (*told, *taken_back, *([care] if event.outcome in CARED_FOR else []), export)


def _handed_off(petition: Petition, event: handing.HandedOff) -> Letters:
    return handing.handing_letters(petition)


def _route(petition: Petition) -> dict[str, Any]:
    if petition.route is None:
        return {"route": None, "list_version": petition.edition.petitions.list_version}
    return {"route": petition.route.route, "list_version": petition.route.list_version}


def _paper(petition: Petition, kind: str, event: Event, **said: Any) -> Letters:
    """A document to whoever still asks, as data: codes, dates and references. None where nobody can be
    told."""
    if not petition.still_asking:
        return ()
    data = {"on": legal_day(event.at).isoformat(), "unit": petition.unit}
    data |= {name: str(value) if isinstance(value, date) else value for name, value in said.items()}
    body = {"kind": kind, "unit": petition.unit, "addressees": sorted(petition.still_asking), "data": data}
    return (Letter(petition.seq, "document", 1, body),)


def _letter_to_unit(petition: Petition, event: events.Transferred) -> Letter:
    """The transfer or assignment itself (D-05 转送函, D-06 交办函)."""
    seat = petition.handling_seat
    data = {
        "on": legal_day(event.at).isoformat(),
        "unit": petition.edition.county,
        "to_unit": event.to_unit,
        "report_by": str(event.report_by or ""),
        **_route(petition),
    }
    body = {
        "kind": "D-06" if event.report_by else "D-05",
        "unit": petition.edition.county,
        "addressees": [f"{seat.role}@{event.to_unit}"],
        "data": data,
    }
    return Letter(petition.seq, "document", 1, body)


def _to_the_objector(petition: Petition, event: events.TakenBack | events.ObjectionRejected) -> Letters:
    code = "objection-agreed" if isinstance(event, events.TakenBack) else "objection-rejected"
    unit = petition.refusals[-1].unit
    organ = petition.edition.petitions.organ(unit)
    seats = petition.edition.petitions.handlers
    role = next(seat.role for seat in seats if organ and seat.organ is organ.organ)
    body = {"code": code, "role": role, "unit": unit, "due_on": ""}
    return (Letter(petition.seq, "notice", 1, body),)


def _notice(petition: Petition, code: str, seat: Seat, number: int = 1, due_on: date | None = None) -> Letter:
    unit = petition.unit_of(seat)
    body = {"code": code, "role": seat.role, "unit": unit, "due_on": str(due_on or "")}
    return Letter(petition.seq, "notice", number, body)


def _in_hours(petition: Petition, event: Event, letter: Letter) -> Letter:
    return replace(letter, not_before=timekeeping.next_notice_at(petition.edition, event.at))


_FOLLOWS: Mapping[type[Event], Callable[[Petition, Any], Letters]] = {
    events.Transferred: _transferred,
    events.TransferObjectedTo: _objected_to,
    events.TakenBack: _to_the_objector,
    events.ObjectionRejected: _to_the_objector,
    events.CompetenceDisputed: _competence_disputed,
    events.CompetenceSettled: _has_it_now,
    events.SuccessorNamed: _has_it_now,
    events.FlaggedUrgent: _urgent,
    events.Accepted: _accepted,
    events.SwitchedToOrdinary: _switched,
    events.HandlingExtended: _extended,
    events.OpinionSigned: _signed,
    events.OpinionServed: _served,
    events.SuggestionAnswered: _suggestion_answered,
    events.PeriodReminded: _reminded,
    events.PeriodFellOverdue: _late,
    events.ReportFellOverdue: _late,
    events.MediationProposed: _mediation_proposed,
    events.ActReferred: _act_referred,
    events.Concluded: _concluded,
    handing.HandedOff: _handed_off,
    danger.DangerNoted: _danger,
    notes.MessageSent: _message,
    timekeeping.DueDatesRecomputed: _moved,
    timekeeping.StartCorrected: _moved,
}
