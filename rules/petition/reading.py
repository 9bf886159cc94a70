"""What people read of a petition. Pure functions of the state."""

from collections.abc import Iterator
from datetime import date, datetime

from rules import timekeeping
from rules.editions import Seat
from rules.journal import CaseRow, Task, View
from rules.participants import rows_of
from rules.petition.matter import (
    ANSWER,
    HANDLE,
    INFORM,
    ROUTE,
    TIE_BREAK,
    Petition,
    Stage,
)
from rules.petition.passing import moments
from rules.procedure import About

WAITS_FOR = {
    Stage.ROUTING: "route-petition",  # 转送、交办或者告知去向
    Stage.PENDING: "accept-or-guide",  # 受理、提出异议或者告知去向
    Stage.COMPETENCE: "settle-competence",  # 确定受理机关
    Stage.HANDLING: "handle-petition",  # 办理
    Stage.SERVING: "serve-opinion",  # 送达处理意见书
    Stage.CLOSED: "nothing",
}

# By which clock each stage is measured, the nearer one first.
_MEASURED_BY = {
    Stage.ROUTING: (ROUTE,),
    Stage.PENDING: (INFORM,),
    Stage.COMPETENCE: (TIE_BREAK,),
    Stage.HANDLING: (ANSWER, HANDLE),
    Stage.SERVING: (HANDLE,),
    Stage.CLOSED: (),
}


def waits_for(petition: Petition) -> str:
    """The code of what the petition waits for, as worklists and the engine show it."""
    if petition.stage is Stage.ROUTING and petition.route is None:
        return "classify-petition"
    if petition.stage is Stage.PENDING and petition.open_refusal:
        return "answer-objection"
    return WAITS_FOR[petition.stage]


def about(petition: Petition) -> About:
    return About(place=petition.village or petition.township)


def view(petition: Petition) -> View:
    return View(
        case=_case(petition),
        tasks=() if petition.has_ended else tuple(_tasks(petition)),
        parties=rows_of(petition.people),
        clocks=timekeeping.rows(petition),
    )


def _case(petition: Petition) -> CaseRow:
    places = {petition.village, petition.township, petition.edition.county}
    places |= {petition.unit, petition.received_by}
    seat = owner(petition)
    return CaseRow(
        stage=petition.stage,
        step=None,
        owner_unit=petition.unit,
        owner_role=seat.role,
        handler=petition.handler,
        waits_for=waits_for(petition),
        next_moment=min(moments(petition), default=None),
        due_on=_due_on(petition),
        overdue=is_late(petition),
        needs_attention=needs_attention(petition),
        outcome=petition.outcome,
        places=tuple(sorted(place for place in places if place)),
        opened_at=petition.opened_at,
        changed_at=petition.changed_at,
        closed_at=petition.closed_at,
        light=_light(petition),
        calendar=petition.edition.calendar.series,
        calendar_number=petition.edition.calendar.number,
        amendments=petition.edition.amendments,
    )


def owner(petition: Petition) -> Seat:
    """The one seat that answers for it now."""
    return petition.handling_seat if petition.organ else petition.edition.petitions.department


def _due_on(petition: Petition) -> date | None:
    if petition.has_ended:
        return None
    open_clocks = {clock.name for clock in petition.clocks if clock.is_open}
    for name in _MEASURED_BY[petition.stage]:
        if name in open_clocks and (due := petition.due(name)):
            return due.on
    return None


def is_late(petition: Petition) -> bool:
    """Whether an agency is late with something that is still to be done."""
    late = {clock.name for clock in petition.clocks if clock.is_open} & petition.overdue
    return not petition.has_ended and (bool(late) or (petition.report_is_overdue and petition.owes_report))


def needs_attention(petition: Petition) -> bool:
    """Danger unanswered, something late, or urgent and not reported up."""
    is_silent = petition.is_urgent and not petition.is_reported_up and not petition.has_ended
    return bool(petition.unanswered_dangers) or is_late(petition) or is_silent


def _light(petition: Petition) -> str:
    if petition.has_ended:
        return "green"
    return "red" if is_late(petition) else "yellow" if petition.is_reminded else "green"


def _tasks(petition: Petition) -> Iterator[Task]:
    settings, since = petition.edition.petitions, petition.waiting_since
    yield _main_task(petition)
    if petition.is_contested:
        yield _task(petition, "look-at-class", settings.triage, petition.contested_since, None)
    if petition.is_urgent and not petition.is_reported_up:
        yield _task(petition, "report-up", settings.department, since, None)
    if petition.extension_asked:
        due = petition.due(HANDLE)
        yield _task(petition, "approve-extension", petition.head_seat, since, due.on if due else None)
    if petition.draft and petition.stage is Stage.HANDLING:
        yield _task(petition, "sign-opinion", petition.head_seat, since, _due_on(petition))
    if petition.owes_report:
        yield _task(petition, "report-back", petition.handling_seat, since, petition.report_by)
    if is_late(petition):
        yield _task(petition, "look-into-late-petition", petition.edition.supervisor, since, None)
    if petition.unanswered_dangers:
        yield _task(petition, "answer-danger", petition.alarm_seat, petition.danger_since, None)
    yield Task("follow-up", "first_receiver", petition.received_by, petition.first_receiver, since, None)


def _main_task(petition: Petition) -> Task:
    what, settings = waits_for(petition), petition.edition.petitions
    seats = {
        "classify-petition": settings.triage,
        "route-petition": settings.department,
        "answer-objection": settings.department,
        "settle-competence": settings.common_superior,
    }
    seat = seats.get(what, petition.handling_seat)
    return _task(petition, what, seat, petition.waiting_since, _due_on(petition), petition.handler)


def _task(
    petition: Petition,
    what: str,
    seat: Seat,
    since: datetime | None,
    due: date | None,
    person: str | None = None,
) -> Task:
    return Task(what, seat.role, petition.unit_of(seat), person, since or petition.changed_at, due)
