"""What time brings to an event: a stage that is late is told upwards, seat by seat. It ends nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from rules.clocks.clock import Clock
from rules.event import events
from rules.event.matter import Delay, EventCase
from rules.procedure import Event, Now, TimePassed


def time_passed(event: EventCase, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """County policy 40 逾期上报: each stage that is late is told to the seat above, then to the next; nothing
    is closed by silence."""
    if event.is_settled:
        return ()
    fallen = tuple(
        events.EventFellOverdue(at=now.at, clock=clock.name, due_on=due.on)
        for clock in _running(event)
        if (due := event.due(clock.name)) and now.at >= due.is_over_at
    )
    told = tuple(
        events.EventToldUp(at=now.at, clock=late.clock, told=late.told + 1)
        for late in event.delays
        if (at := told_next_at(event, late)) and now.at >= at
    )
    return (*fallen, *told)


def moments(event: EventCase) -> Iterator[datetime]:
    """The instants (UTC) at which a stage falls overdue, and at which the next one is told of it."""
    if event.is_settled:
        return
    dues = (event.due(clock.name) for clock in _running(event))
    yield from (due.is_over_at for due in dues if due)
    told = (told_next_at(event, late) for late in event.delays)
    yield from (at for at in told if at)


def told_next_at(event: EventCase, late: Delay) -> datetime | None:
    """When the next one is told that this stage is late; None when all have been."""
    if late.told >= len(event.told):
        return None
    return late.since + timedelta(hours=event.edition.events.told_up_after * late.told)


def _running(event: EventCase) -> tuple[Clock, ...]:
    """Its open clocks that are not known to be late."""
    return tuple(clock for clock in event.clocks if clock.is_open and not event.is_late_by(clock.name))
