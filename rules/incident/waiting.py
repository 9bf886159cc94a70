"""What time brings to an incident: a danger nobody takes up, an order nobody acknowledges."""

from collections.abc import Iterator
from datetime import datetime

from rules.incident import events
from rules.incident.matter import TAKE_UP, Incident, Order, Stage, chain_of, clock_of
from rules.procedure import Event, Now, TimePassed


def time_passed(incident: Incident, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """County policy 44 逾时: it is told upwards; the order stands, and so does the danger."""
    return tuple(_brought(incident, now.at))


def moments(incident: Incident) -> tuple[datetime, ...]:
    """The instants (UTC) at which somebody is to be told that nobody answers."""
    names = [TAKE_UP] if incident.stage is Stage.REPORTED else []
    names += [clock_of(order) for order in incident.orders]
    return tuple(over for name in names if (over := _over_at(incident, name)))


def _brought(incident: Incident, at: datetime) -> Iterator[Event]:
    if incident.stage is Stage.REPORTED:
        left = _over_at(incident, TAKE_UP)
        if left and at >= left:
            yield events.DangerLeftWaiting(at=at)
    for order in incident.orders:
        over = _over_at(incident, clock_of(order))
        if over and at >= over:
            yield _unacknowledged(incident, order, at)


def _unacknowledged(incident: Incident, order: Order, at: datetime) -> Event:
    chain = chain_of(incident, order)
    role, unit = chain[order.told]
    is_last = order.told == len(chain) - 1
    return events.OrderUnacknowledged(at=at, order=order.number, role=role, unit=unit, is_listed=is_last)


def _over_at(incident: Incident, name: str) -> datetime | None:
    clock = incident.clock(name)
    due = incident.due(name) if clock.is_open else None
    return due.is_over_at if due else None
