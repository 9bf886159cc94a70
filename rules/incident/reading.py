"""What people read of an incident, and what must go out because of an event."""

from collections.abc import Iterator
from typing import Any

from rules import timekeeping
from rules.calling import SILENT_ORDER, Post, told
from rules.incident import events
from rules.incident.matter import Incident, Stage
from rules.incident.waiting import moments
from rules.journal import CaseRow, Letter, Task, View
from rules.procedure import Proceeding


def view(incident: Incident) -> View:
    edition = incident.edition
    is_late = not incident.has_ended and (bool(incident.silent) or _is_left(incident))
    return View(
        case=CaseRow(
            stage=incident.stage,
            step=None,
            owner_unit=incident.commander.unit,
            owner_role=incident.commander.role,
            handler=incident.commander.person,
            waits_for=_waits_for(incident),
            next_moment=min(moments(incident), default=None),
            due_on=None,
            overdue=is_late,
            needs_attention=is_late or incident.stage is Stage.REPORTED,
            outcome=incident.outcome,
            places=_places(incident),
            opened_at=incident.opened_at,
            changed_at=incident.changed_at,
            closed_at=incident.closed_at,
            light="red" if is_late else "green",
            calendar=edition.calendar.series,
            calendar_number=edition.calendar.number,
            amendments=edition.amendments,
        ),
        tasks=() if incident.has_ended else tuple(_tasks(incident)),
        clocks=timekeeping.rows(incident),
    )


def _is_left(incident: Incident) -> bool:
    return incident.is_left and incident.stage is Stage.REPORTED


def _places(incident: Incident) -> tuple[str, ...]:
    """Where it is, the centre, and the unit that has the command; every unit that has a part in it, but where
    it stands in the matter of the case it came from: there they see what waits for them, and no more."""
    places = {incident.edition.county, incident.village, incident.township}
    if not incident.is_of_danger:
        posts = (incident.commander.post, *incident.under_orders, *_everybody(incident))
        places |= {unit for _, unit in posts}
    return tuple(sorted(place for place in places if place))


def _waits_for(incident: Incident) -> str:
    match incident.stage:
        case Stage.REPORTED:
            return "take-up-danger"
        case Stage.STOOD_DOWN:
            return "file-closing-report"
        case Stage.CLOSED:
            return "nothing"
        case _:
            is_awaited = any(order.is_awaited for order in incident.orders)
            return "acknowledge-order" if is_awaited else "command-incident"


def _tasks(incident: Incident) -> Iterator[Task]:
    """What waits and for whom. Whoever is in it keeps sight of it until it is stood down."""
    match incident.stage:
        case Stage.REPORTED:
            yield _task("take-up-danger", incident.commander.post, incident.opened_at)
            if _is_left(incident):
                yield _task("see-to-danger", _supervisor(incident), incident.changed_at)
        case Stage.STOOD_DOWN:
            assert incident.reporter
            yield _task("file-closing-report", incident.reporter, incident.waiting_since)
        case _:
            yield from _commanded(incident)


def _commanded(incident: Incident) -> Iterator[Task]:
    role, unit = incident.commander.post
    yield Task("command-incident", role, unit, incident.commander.person, incident.opened_at, None)
    if incident.offered:
        yield _task("take-over-command", incident.offered, incident.waiting_since)
    for each in incident.functions:
        yield _task("serve-in-incident", (each.role, each.unit), incident.opened_at)
    for order in incident.orders:
        if order.is_awaited:
            yield _task("acknowledge-order", order.post, order.given_at)
        elif not order.has_end:
            yield _task("carry-out-order", order.post, order.given_at)
        else:
            yield _task("stand-by", order.post, order.given_at)
    if incident.silent:
        since = max(each.listed_at for each in incident.silent)
        yield _task(SILENT_ORDER, _supervisor(incident), since)
        above = incident.edition.command.above
        assert above
        yield _task(SILENT_ORDER, (above.role, incident.edition.county), since)


def _task(what: str, post: Post, since: Any) -> Task:
    role, unit = post
    return Task(what, role, unit, None, since, None)


def _supervisor(incident: Proceeding) -> Post:
    return (incident.edition.supervisor.role, incident.edition.county)


def follows(incident: Incident, event: Any) -> tuple[Letter, ...]:
    """What must go out because of an event: at once, at any hour."""
    notices = tuple(
        told(incident.seq, number, code, post)
        for number, (code, post) in enumerate(_told(incident, event), start=1)
    )
    return (*notices, *_exported(incident, event))


_Told = Iterator[tuple[str, Post]]


def _told(incident: Incident, event: Any) -> _Told:
    dispatcher = (incident.edition.dispatcher.role, incident.edition.county)
    match event:
        case events.DangerReachedTheCentre():
            yield ("danger-at-centre", dispatcher)
        case events.DangerLeftWaiting():
            yield ("danger-left-waiting", _supervisor(incident))
        case events.IncidentDeclared() if incident.commander.post != dispatcher:
            yield ("incident-declared", dispatcher)
        case events.CommandOffered():
            yield ("command-offered", (event.role, event.unit))
        case events.CommandDeclined():
            yield ("command-declined", incident.commander.post)
        case events.IncidentStoodDown():
            yield from (("incident-stood-down", post) for post in _everybody(incident))
            yield ("closing-report-owed", (event.role, event.unit))
        case _:
            yield from _told_of_orders(incident, event)


def _told_of_orders(incident: Incident, event: Any) -> _Told:
    match event:
        case events.FunctionAssigned():
            yield ("incident-function", (event.role, event.unit))
        case events.OrderGiven():
            yield ("incident-order", (event.role, event.unit))
        case events.OrderUnacknowledged():
            yield ("order-unacknowledged", (event.role, event.unit))
            if event.is_listed:
                yield ("order-listed", _supervisor(incident))
        case events.OrderWithdrawn():
            yield ("order-withdrawn", incident.order(event.order).post)


def _everybody(incident: Incident) -> tuple[Post, ...]:
    served = {(each.role, each.unit) for each in incident.functions}
    return tuple(sorted(served | incident.under_orders))


def _exported(incident: Incident, event: Any) -> tuple[Letter, ...]:
    if not isinstance(event, events.IncidentEnded):
        return ()
    return (Letter(incident.seq, "export-history", 1, {"procedure": incident.id}),)
