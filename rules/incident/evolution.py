"""An incident after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from typing import Any

from rules import notes, timekeeping
from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.incident import events
from rules.incident.matter import (
    ACKNOWLEDGED,
    TAKE_UP,
    TAKEN_UP,
    Commander,
    Incident,
    Order,
    Served,
    Stage,
    clock_of,
)
from rules.procedure import after, with_clock


def begin(event: events.IncidentDeclared | events.DangerReachedTheCentre, edition: Edition) -> Incident:
    plain: dict[str, Any] = {
        "id": event.id,
        "edition": edition,
        "seq": 1,
        "decided_seq": 1 if event.by else 0,
        "opened_at": event.at,
        "changed_at": event.at,
        "waiting_since": event.at,
        "number": event.number,
        "words": event.words,
        "village": event.village,
        "township": event.township,
    }
    if isinstance(event, events.IncidentDeclared):
        assert event.by
        has_it = Commander(event.by.role, event.by.unit, event.by.person)
        return Incident(
            **plain,
            stage=Stage.COMMANDED,
            commander=has_it,
            about=event.about,
            grade=event.grade,
            declared_by=event.by,
        )
    return Incident(
        **plain,
        stage=Stage.REPORTED,
        commander=Commander(edition.dispatcher.role, edition.county),
        origin=event.origin,
        origin_seq=event.origin_seq,
        police_since=event.police_since,
        clocks=(Clock(name=TAKE_UP, rule=TAKEN_UP, event="danger-at-the-centre", started_at=event.at),),
    )


def evolve(before: Incident, event: Any) -> Incident:
    incident = timekeeping.counted_again(after(before, event), event)
    match event:
        case (
            timekeeping.DueDatesRecomputed()
            | notes.NoteAdded()
            | events.SituationReported()
            | events.CommandDecisionRecorded()
        ):
            return incident  # what they say, the log knows
        case events.DangerTakenUp():
            taken = _commanded(_met(incident, TAKE_UP, event), event)
            return replace(taken, stage=Stage.COMMANDED, grade=event.grade, declared_by=event.by)
        case events.DangerLeftWaiting():
            return replace(_met(incident, TAKE_UP, event), is_left=True)
        case events.PoliceAcknowledged():
            return replace(incident, police_since=event.at)
        case events.FunctionAssigned():
            served = Served(event.function, event.role, event.unit)
            others = tuple(each for each in incident.functions if each != served)
            return replace(incident, functions=(*others, served))
        case events.Regraded():
            return replace(incident, grade=event.grade)
        case events.CommandOffered():
            return replace(incident, offered=(event.role, event.unit), waiting_since=event.at)
        case events.CommandDeclined():
            return replace(incident, offered=None)
        case events.CommandTakenOver():
            return _commanded(incident, event)
        case events.IncidentStoodDown():
            report = (event.role, event.unit)
            return replace(
                incident, stage=Stage.STOOD_DOWN, reporter=report, offered=None, waiting_since=event.at
            )
        case events.IncidentEnded():
            ended = timekeeping.closed(incident, event.at)
            return replace(ended, stage=Stage.CLOSED, outcome=event.outcome, closed_at=event.at)
        case _:
            return _ordered(incident, event)


def _commanded(incident: Incident, event: Any) -> Incident:
    """Whoever stands behind the event has the command, by name."""
    has_it = Commander(event.by.role, event.by.unit, event.by.person)
    return replace(incident, commander=has_it, offered=None, waiting_since=event.at)


def _ordered(incident: Incident, event: Any) -> Incident:
    match event:
        case events.OrderGiven():
            number = len(incident.orders) + 1
            order = Order(number=number, role=event.role, unit=event.unit, given_at=event.at)
            return _counted(replace(incident, orders=(*incident.orders, order)), order, event)
        case events.OrderAcknowledged():
            acknowledged = _met(incident, clock_of(incident.orders[event.order - 1]), event)
            return acknowledged.with_order(event.order, acknowledged_at=event.at)
        case events.OrderUnacknowledged():
            return _told(incident, event)
        case events.OrderReportedDone() | events.OrderWithdrawn():
            ended = _met(incident, clock_of(incident.orders[event.order - 1]), event)
            return ended.with_order(event.order, has_end=True)
        case _:
            raise TypeError(type(event).__name__)


def _told(incident: Incident, event: events.OrderUnacknowledged) -> Incident:
    order = incident.orders[event.order - 1]
    listed_at = event.at if event.is_listed else None
    told = incident.with_order(event.order, told=order.told + 1, listed_at=listed_at)
    return _met(told, clock_of(order), event) if event.is_listed else _counted(told, order, event)


def _counted(incident: Incident, order: Order, event: Any) -> Incident:
    clock = Clock(name=clock_of(order), rule=ACKNOWLEDGED, event="order-given", started_at=event.at)
    return with_clock(incident, clock)


def _met(incident: Incident, name: str, event: Any) -> Incident:
    clock = incident.clock(name)
    return with_clock(incident, replace(clock, met_at=event.at)) if clock.is_open else incident
