"""What time does to a handoff: silence is noted, with what follows by law. It ends and accepts nothing."""

from datetime import datetime

from rules.handoff import events
from rules.handoff.matter import CoTask, Handoff
from rules.procedure import Event, Now, TimePassed


def time_passed(handoff: Handoff, fact: TimePassed, now: Now) -> tuple[Event, ...]:
    """ZXTJ 12, county policy 28, 29 逾期: every clock that has passed, each once; it reaches a supervisor."""
    if handoff.is_settled:
        return ()
    silences = [
        events.HandoffSilent(at=now.at, clock=clock.name, due_on=due.on, follows=clock.silence)
        for clock in handoff.terms.clocks
        if clock.name in _listened_for(handoff)
        and (due := handoff.due(clock.name))
        and now.at >= due.is_over_at
    ]
    late = [
        events.CoTaskFellOverdue(at=now.at, unit=task.unit)
        for task in _open_tasks(handoff)
        if now.at >= task.until
    ]
    return (*silences, *late)


def moments(handoff: Handoff) -> tuple[datetime, ...]:
    """The instants (UTC) at which a clock, or the time of a co-task, passes without a word."""
    if handoff.is_settled:
        return ()
    dues = (handoff.due(name) for name in _listened_for(handoff))
    return (
        *(due.is_over_at for due in dues if due),
        *(task.until for task in _open_tasks(handoff)),
    )


def _listened_for(handoff: Handoff) -> frozenset[str]:
    running = {clock.name for clock in handoff.clocks if clock.is_open}
    return frozenset(running - handoff.silent)


def _open_tasks(handoff: Handoff) -> tuple[CoTask, ...]:
    return tuple(task for task in handoff.co_tasks if task.done_at is None and not task.is_overdue)
