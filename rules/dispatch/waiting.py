"""What time brings to a dispatch order: silence is told upwards, an absence and a missed task to the lead."""

from collections.abc import Iterator
from datetime import datetime

from rules.dispatch import events
from rules.dispatch.matter import Call, Dispatch, Standing, UnitTask, chain_of, clock_of
from rules.procedure import Event, Now, TimePassed


def time_passed(dispatch: Dispatch, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """County policy 44 逾时: nothing of it releases a unit, or ends anything."""
    return tuple(_brought(dispatch, now.at)) if not dispatch.has_ended else ()


def moments(dispatch: Dispatch) -> tuple[datetime, ...]:
    """The instants (UTC) at which somebody is to be told of something."""
    if dispatch.has_ended:
        return ()
    clocks = (over for call in dispatch.calls if (over := _over_at(dispatch, call)))
    arrivals = (dispatch.be_there_by for call in dispatch.calls if _is_on_the_way(call))
    tasks = (task.due_at for task in dispatch.unit_tasks if _is_open(task))
    return (*clocks, *arrivals, *tasks)


def _brought(dispatch: Dispatch, at: datetime) -> Iterator[Event]:
    for call in dispatch.calls:
        over = _over_at(dispatch, call)
        if over and at >= over:
            yield _silence(dispatch, call, at)
        if _is_on_the_way(call) and at >= dispatch.be_there_by:
            yield events.UnitNotThere(at=at, call=call.number)
    for task in dispatch.unit_tasks:
        if _is_open(task) and at >= task.due_at:
            yield events.UnitTaskMissed(at=at, task=task.number)


def _silence(dispatch: Dispatch, call: Call, at: datetime) -> Event:
    if call.standing is Standing.OBJECTED:
        return events.ObjectionLeftUndecided(at=at, call=call.number)
    chain = chain_of(dispatch, call)
    role, unit = chain[call.told]
    is_last = call.told == len(chain) - 1
    return events.UnitSilent(at=at, call=call.number, role=role, unit=unit, is_listed=is_last)


def _over_at(dispatch: Dispatch, call: Call) -> datetime | None:
    """When the clock of a call ends; None where it has ended, or there is nothing more to tell."""
    clock = dispatch.clock(clock_of(call))
    due = dispatch.due(clock.name) if clock.is_open else None
    return due.is_over_at if due else None


def _is_on_the_way(call: Call) -> bool:
    return not call.has_end and not call.is_not_there


def _is_open(task: UnitTask) -> bool:
    return not task.has_end and not task.is_missed
