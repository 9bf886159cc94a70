"""What people read of a recommendation, and what must go out because of an event."""

from dataclasses import asdict
from datetime import date
from typing import Any

from rules import timekeeping
from rules.articles import Basis
from rules.instants import legal_day
from rules.journal import CaseRow, Letter, Task, View
from rules.recommendation import events
from rules.recommendation.answering import moments
from rules.recommendation.matter import FEEDBACK, Kind, Recommendation, Stage

# What each of them rests on.
BASES = {
    Kind.IMPROVEMENT: Basis.IMPROVEMENT,
    Kind.POLICY: Basis.BETTER_POLICY,
    Kind.ACCOUNTABILITY: Basis.ACCOUNTABILITY,
}


def view(recommendation: Recommendation) -> View:
    edition = recommendation.edition
    return View(
        case=CaseRow(
            stage=recommendation.stage,
            step=None,
            owner_unit=edition.county,
            owner_role=edition.petitions.department.role,
            handler=None,
            waits_for=_waits_for(recommendation),
            next_moment=min(moments(recommendation), default=None),
            due_on=_due_on(recommendation),
            overdue=recommendation.is_overdue,
            needs_attention=recommendation.is_overdue,
            outcome=recommendation.outcome,
            places=_places(recommendation),
            opened_at=recommendation.opened_at,
            changed_at=recommendation.changed_at,
            closed_at=recommendation.closed_at,
            light="red" if recommendation.is_overdue else "green",
            calendar=edition.calendar.series,
            calendar_number=edition.calendar.number,
            amendments=edition.amendments,
        ),
        tasks=() if recommendation.has_ended else _tasks(recommendation),
        clocks=timekeeping.rows(recommendation),
    )


def _places(recommendation: Recommendation) -> tuple[str, ...]:
    """The county; and, once somebody has signed it, where it goes. Never whose conduct it is about."""
    county = recommendation.edition.county
    is_out = recommendation.stage in (Stage.ISSUED, Stage.RECEIVED) or recommendation.adoption
    return tuple(sorted({county, recommendation.to or county} if is_out else {county}))


def _waits_for(recommendation: Recommendation) -> str:
    match recommendation.stage:
        case Stage.CLOSED:
            return "nothing"
        case Stage.ISSUED:
            return "confirm-recommendation"
        case Stage.RECEIVED:
            return "answer-recommendation"
        case _:
            return "sign-recommendation" if recommendation.content else "write-recommendation"


def _due_on(recommendation: Recommendation) -> date | None:
    if recommendation.stage is not Stage.RECEIVED:
        return None
    due = recommendation.due(FEEDBACK)
    return due.on if due else None


def _tasks(recommendation: Recommendation) -> tuple[Task, ...]:
    what, edition = _waits_for(recommendation), recommendation.edition
    seats = {
        "write-recommendation": (edition.petitions.department.role, edition.county),
        "sign-recommendation": (recommendation.signer.role, edition.county),
    }
    role, unit = seats.get(what) or recommendation.addressee
    return (Task(what, role, unit, None, recommendation.waiting_since, _due_on(recommendation)),)


def follows(recommendation: Recommendation, event: Any) -> tuple[Letter, ...]:
    """What must go out because of ``event``, given the recommendation after it. Carried by the relay."""
    edition = recommendation.edition
    department = (edition.petitions.department.role, edition.county)
    match event:
        case events.RecommendationDrafted() if event.warning:
            return (_notice(recommendation, "cluster-found", *department),)
        case events.RecommendationIssued():
            notice = _notice(recommendation, "recommendation-issued", *recommendation.addressee)
            return (_paper(recommendation, event), notice)
        case events.FeedbackFellOverdue():
            late = _notice(recommendation, "feedback-overdue", *recommendation.addressee, event.due_on)
            body = {"code": "no-feedback", "role": department[0], "unit": department[1]}
            told = Letter(recommendation.seq, "notice", 2, {**body, "due_on": str(event.due_on)})
            return (late, told)
        case events.AdoptionToldInWriting():
            return (_notice(recommendation, "feedback-given", *department),)
        case events.RecommendationClosed():
            return (Letter(recommendation.seq, "export-history", 1, {"procedure": recommendation.id}),)
        case _:
            return ()


def _notice(
    recommendation: Recommendation, code: str, role: str, unit: str, due_on: date | None = None
) -> Letter:
    body = {"code": code, "role": role, "unit": unit, "due_on": str(due_on or "")}
    return Letter(recommendation.seq, "notice", 1, body)


def _paper(recommendation: Recommendation, event: events.RecommendationIssued) -> Letter:
    """The recommendation itself (D-14, D-15, D-16), as data: references, codes and counts."""
    content, edition = recommendation.content, recommendation.edition
    assert content  # nobody signs what is not written
    role, unit = recommendation.addressee
    data = {
        "on": legal_day(event.at).isoformat(),
        "unit": edition.county,
        "concerns": recommendation.concerns,
        "cases": sorted(recommendation.cases),
        "cluster": _told(recommendation),
        **asdict(content),
        "within_days": edition.rule("P-54").count,
        "bases": [BASES[recommendation.kind], Basis.ADOPTION_FEEDBACK, Basis.NEGLECT],
    }
    body = {"kind": recommendation.kind, "unit": edition.county, "addressees": [f"{role}@{unit}"]}
    return Letter(recommendation.seq, "document", 1, {**body, "data": data})


def _told(recommendation: Recommendation) -> dict[str, Any] | None:
    warning = recommendation.warning
    if warning is None:
        return None
    cluster = warning.cluster
    return {
        "kind": cluster.kind,
        "subject": cluster.subject,
        "place": cluster.where,
        "count": len(cluster.matters),
        "before": list(cluster.before),
        "since": str(cluster.since),
        "until": str(cluster.until),
    }
