"""What people read of a review, and what must go out because of an event."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from rules import danger, timekeeping
from rules.articles import Basis
from rules.editions import Seat
from rules.instants import legal_day
from rules.journal import CaseRow, Letter, SessionRow, Task, View
from rules.participants import rows_of
from rules.review import events
from rules.review.ending import moments
from rules.review.matter import DOCUMENTS, PERIOD, WINDOW_RULE, Instance, Review, Stage


def view(review: Review) -> View:
    is_late = review.is_overdue and review.is_owed
    places = {review.village, review.township, review.of_unit, review.reviewer, review.edition.county}
    due_on = _due_on(review)
    return View(
        case=CaseRow(
            stage=review.stage,
            step=None,
            owner_unit=review.reviewer,
            owner_role=review.handler.role,
            handler=None,
            waits_for=_waits_for(review),
            next_moment=min(moments(review), default=None),
            due_on=due_on if review.is_owed else None,
            overdue=is_late,
            needs_attention=bool(review.unanswered_dangers) or is_late,
            outcome=review.outcome,
            places=tuple(sorted(place for place in places if place)),
            opened_at=review.opened_at,
            changed_at=review.changed_at,
            closed_at=review.closed_at,
            light="red" if is_late else "green",
            calendar=review.edition.calendar.series,
            calendar_number=review.edition.calendar.number,
            amendments=review.edition.amendments,
        ),
        tasks=() if review.has_ended else _tasks(review),
        parties=rows_of(review.people),
        sessions=_sessions(review),
        clocks=timekeeping.rows(review),
    )


def _sessions(review: Review) -> tuple[SessionRow, ...]:
    """听证: on the calendar as soon as its panel was drawn, with those who sit on it."""
    hearing = review.hearing
    if hearing is None:
        return ()
    return (
        SessionRow(
            number=1,
            step=0,
            scheduled_for=hearing.scheduled_for,
            place_unit=hearing.place_unit,
            state="held" if hearing.was_held else "scheduled",
            outcome=None,
            minutes=hearing.minutes,
            people=hearing.panel,
            room=hearing.room,
        ),
    )


def _due_on(review: Review) -> date | None:
    due = review.due(PERIOD)
    return due.on if due else None


def _waits_for(review: Review) -> str:
    match review.stage:
        case Stage.CLOSED:
            return "nothing"
        case Stage.SERVED:
            return "windows"
        case Stage.SERVING:
            return "serve-review-opinion"
        case _:
            if review.hearing and not review.hearing.was_held:
                return "hold-review-hearing"
            return "sign-review-opinion" if review.findings else "look-into-opinion"


def _tasks(review: Review) -> tuple[Task, ...]:
    tasks, due_on = [], _due_on(review)
    if review.is_owed:
        waits_for = _waits_for(review)
        seat = review.head if waits_for == "sign-review-opinion" else review.handler
        tasks.append(_task(review, waits_for, seat, review.opened_at, due_on))
    if review.is_overdue and review.is_owed:
        supervisor = review.edition.supervisor
        tasks.append(_task(review, "look-into-late-review", supervisor, review.changed_at, due_on))
    if review.danger_since:
        tasks.append(_task(review, "answer-danger", review.danger_seat, review.danger_since, None))
    return tuple(tasks)


def _task(review: Review, what: str, seat: Seat, since: datetime, due_on: date | None) -> Task:
    return Task(what, seat.role, _unit(review, seat), None, since, due_on)


def _unit(review: Review, seat: Seat) -> str:
    unit = review.place_of(seat)
    assert unit  # only of the police is none known, and then they are not asked
    return unit


def follows(review: Review, event: Any) -> tuple[Letter, ...]:
    seq = review.seq
    match event:
        case events.ReviewFellOverdue():
            body = {**_notice(review, "review-overdue", review.edition.supervisor), "clock": PERIOD}
            at = timekeeping.next_notice_at(review.edition, event.at)
            return (Letter(seq, "notice", 1, {**body, "due_on": str(event.due_on)}, not_before=at),)
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            teller = review.edition.petitions.department
            return timekeeping.moved_letters(review, event, teller.role, _unit(review, teller))
        case danger.DangerNoted():
            return (Letter(seq, "notice", 1, _notice(review, "danger", review.danger_seat)),)
        case events.PanelDrawn():
            return (Letter(seq, "document", 1, _hearing_notice(review, event)),)
        case events.ReviewOpinionIssued():
            return (Letter(seq, "document", 1, _opinion(review, event)),)
        case events.ReviewOpinionServed():
            return _after_service(review, event)
        case events.ReReviewAskedFor():
            body = {"review": review.id, "petitioner": event.petitioner, "grounds": event.grounds}
            return (Letter(seq, "open-re-review", 1, {**body, "reviewer": event.reviewer}),)
        case events.ReviewClosed():
            told = {"what": "review_ended", "result": event.outcome, "followed_by": event.followed_by}
            return (_tell(review, **told), Letter(seq, "export-history", 1, {"procedure": review.id}))
        case _:
            return ()


def _after_service(review: Review, event: events.ReviewOpinionServed) -> tuple[Letter, ...]:
    """The proof goes to the records; once everybody has the opinion, what follows the petition is told."""
    assert event.by
    assert review.opinion
    service = {
        "procedure": review.id,
        "kind": DOCUMENTS[review.instance],
        "party": event.petitioner,
        "method": event.method,
        "proof": event.proof,
        "served_at": event.served_at.isoformat(),
        "by": asdict(event.by),
    }
    proof = Letter(review.seq, "service", 1, service)
    if review.unserved:
        return (proof,)
    return (proof, _tell(review, what="review_answered", result=review.opinion.result))


def _tell(review: Review, **told: Any) -> Letter:
    body = {"aftercare": review.aftercare, "review": review.id, **told}
    return Letter(review.seq, "tell-petition-aftercare", 1, body)


def _notice(review: Review, code: str, seat: Seat) -> dict[str, Any]:
    return {"code": code, "role": seat.role, "unit": _unit(review, seat)}


def _hearing_notice(review: Review, event: events.PanelDrawn) -> dict[str, Any]:
    """The notice of the hearing (D-17 听证通知书), as data: who sits on the panel, and what one may ask."""
    return {
        "kind": "D-17",
        "unit": review.reviewer,
        "addressees": sorted(review.remaining),
        "data": {
            "on": legal_day(event.at).isoformat(),
            "unit": review.reviewer,
            "instance": review.instance,
            "panel": list(event.panel),
            "scheduled_for": event.scheduled_for.isoformat(),
            "place_unit": event.place_unit,
            **({"room": event.room} if event.room else {}),
            "rights": ["recusal", "agent", "to-be-heard", "evidence"],
            "bases": [Basis.HEARING_PANEL, Basis.RECUSAL],
        },
    }


def _opinion(review: Review, event: events.ReviewOpinionIssued) -> dict[str, Any]:
    """The opinion (D-10 复查意见书, D-11 复核意见书), as data: codes, dates and references.

    It names the one way that is open, or that there is none (XFTL 36): no other remedy is promised, for the
    law gives none against it."""
    is_last = review.instance is Instance.RE_REVIEW
    way = {
        "next": "procedure-ended" if is_last else "re-review",
        "next_organ": None if is_last else review.edition.next_higher(review.reviewer),
        "within_days": None if is_last else review.edition.rule(WINDOW_RULE).count,
    }
    return {
        "kind": DOCUMENTS[review.instance],
        "unit": review.reviewer,
        "addressees": sorted(review.remaining),
        "data": {
            "on": legal_day(event.at).isoformat(),
            "unit": review.reviewer,
            "instance": review.instance,
            "of_unit": review.of_unit,
            "result": event.result,
            "original": event.original,
            "petitioners_view": event.petitioners_view,
            "findings": event.findings,
            "legal_basis": event.basis,
            "orders": event.orders,
            "was_heard": event.was_heard,
            "is_published": event.is_published,
            **way,
            "bases": [Basis.RE_REVIEW, Basis.PROCEDURE_ENDED] if is_last else [Basis.REVIEW],
        },
    }
