"""What people read of a dispatch order, and what must go out because of an event."""

from collections.abc import Iterator
from typing import Any

from rules import timekeeping
from rules.calling import SILENT_UNIT, Post, told
from rules.dispatch import events
from rules.dispatch.matter import RELEASED, Call, Dispatch, Outcome, Ruling, Standing
from rules.dispatch.waiting import moments
from rules.instants import legal_day
from rules.journal import CaseRow, Letter, Task, View


def view(dispatch: Dispatch) -> View:
    edition = dispatch.edition
    is_late = not dispatch.has_ended and _is_late(dispatch)
    return View(
        case=CaseRow(
            stage=dispatch.stage,
            step=None,
            owner_unit=dispatch.convener.unit,
            owner_role=dispatch.convener.role,
            handler=None,
            waits_for=_waits_for(dispatch),
            next_moment=min(moments(dispatch), default=None),
            due_on=None if dispatch.has_ended else legal_day(dispatch.be_there_by),
            overdue=is_late,
            needs_attention=is_late,
            outcome=dispatch.outcome,
            places=_places(dispatch),
            opened_at=dispatch.opened_at,
            changed_at=dispatch.changed_at,
            closed_at=dispatch.closed_at,
            light="red" if is_late else "green",
            calendar=edition.calendar.series,
            calendar_number=edition.calendar.number,
            amendments=edition.amendments,
        ),
        tasks=() if dispatch.has_ended else tuple(_tasks(dispatch)),
        clocks=timekeeping.rows(dispatch),
    )


def _is_late(dispatch: Dispatch) -> bool:
    """Somebody does not answer and is listed, is not there in time, or has missed a task."""
    absent = any(call.is_not_there and not call.has_end for call in dispatch.calls)
    missed = any(task.is_missed and not task.has_end for task in dispatch.unit_tasks)
    return bool(dispatch.silent) or absent or missed


def _places(dispatch: Dispatch) -> tuple[str, ...]:
    """Where it is, who whistled, and whoever was called: none of them loses sight of it."""
    called = {call.unit for call in dispatch.calls}
    places = {dispatch.convener.unit, dispatch.village, dispatch.township, *called}
    return tuple(sorted(place for place in places if place))


def _waits_for(dispatch: Dispatch) -> str:
    if dispatch.has_ended:
        return "nothing"
    standing = {call.standing for call in dispatch.calls}
    if Standing.OBJECTED in standing:
        return "decide-call-objection"
    if Standing.AWAITED in standing:
        return "answer-whistle"
    if Standing.REPORTING in standing:
        return "arrive"
    return "close-dispatch" if dispatch.has_every_end else "finish-unit-task"


_OWED = {Standing.AWAITED: "answer-whistle", Standing.REPORTING: "arrive", Standing.ARRIVED: "stand-by"}


def _tasks(dispatch: Dispatch) -> Iterator[Task]:
    """What waits and for whom. Whoever is called keeps sight of the order until it ends."""
    convener = _convener(dispatch)
    what = "close-dispatch" if dispatch.has_every_end else "see-dispatch-through"
    yield _task(dispatch, what, convener, dispatch.opened_at)
    for call in dispatch.calls:
        yield from _tasks_of(dispatch, call, convener)
    if dispatch.silent:
        since = max(each.listed_at for each in dispatch.silent)
        yield _task(dispatch, SILENT_UNIT, _supervisor(dispatch), since)


def _tasks_of(dispatch: Dispatch, call: Call, convener: Post) -> Iterator[Task]:
    if call.standing is Standing.OBJECTED:
        yield _task(dispatch, "decide-call-objection", convener, call.since)
        yield _task(dispatch, "await-call-ruling", call.post, call.since)
        return
    if call.standing in RELEASED:
        return
    owed = dispatch.tasks_of(call)
    if call.standing is not Standing.ARRIVED or not owed:
        yield _task(dispatch, _OWED[call.standing], call.post, call.since)
    for task in owed:
        due_on = legal_day(task.due_at)
        yield Task("finish-unit-task", call.role, call.unit, None, task.since, due_on)
        if task.is_missed:
            role, unit = dispatch.lead_call.post
            yield Task("see-to-missed-task", role, unit, None, task.due_at, due_on)


def _task(dispatch: Dispatch, what: str, post: Post, since: Any) -> Task:
    role, unit = post
    return Task(what, role, unit, None, since, legal_day(dispatch.be_there_by))


def follows(dispatch: Dispatch, event: Any) -> tuple[Letter, ...]:
    """What must go out because of an event: at once, at any hour."""
    seq = dispatch.seq
    return tuple(
        told(seq, number, code, post) for number, (code, post) in enumerate(_told(dispatch, event), start=1)
    ) + _exported(dispatch, event)


_Told = Iterator[tuple[str, Post]]


def _told(dispatch: Dispatch, event: Any) -> _Told:
    match event:
        case events.UnitsWhistledFor():
            yield from (("whistled", call.post) for call in dispatch.calls)
        case events.UnitCalled():
            yield ("whistled", (event.role, event.unit))
        case events.UnitSilent():
            yield ("unit-silent-listed" if event.is_listed else "unit-silent", (event.role, event.unit))
        case events.CallObjectionDecided():
            code = "call-stands" if event.ruling is Ruling.OVERRULED else "call-lifted"
            yield (code, dispatch.call(event.call).post)
        case events.UnitStoodDown():
            yield ("call-lifted", dispatch.call(event.call).post)
        case events.DispatchEnded(outcome=Outcome.CALLED_OFF):
            yield from (("dispatch-called-off", post) for post in dispatch.posts)
        case _:
            yield from _told_at_the_place(dispatch, event)


def _told_at_the_place(dispatch: Dispatch, event: Any) -> _Told:
    convener, leads = _convener(dispatch), dispatch.lead_call.post
    match event:
        case events.UnitObjected():
            yield ("unit-objected", convener)
        case events.ObjectionLeftUndecided():
            yield ("objection-undecided", _supervisor(dispatch))
        case events.UnitNotThere():
            yield from (("unit-not-there", post) for post in _once(convener, leads))
        case events.UnitTaskSet():
            yield ("unit-task", dispatch.call(event.call).post)
        case events.UnitTaskMissed():
            whose = dispatch.call(dispatch.task(event.task).call).post
            yield from (("unit-task-missed", post) for post in _once(leads, convener, whose))


def _convener(dispatch: Dispatch) -> Post:
    return (dispatch.convener.role, dispatch.convener.unit)


def _supervisor(dispatch: Dispatch) -> Post:
    return (dispatch.edition.supervisor.role, dispatch.edition.county)


def _once(*posts: Post) -> tuple[Post, ...]:
    return tuple(dict.fromkeys(posts))


def _exported(dispatch: Dispatch, event: Any) -> tuple[Letter, ...]:
    if not isinstance(event, events.DispatchEnded):
        return ()
    return (Letter(dispatch.seq, "export-history", 1, {"procedure": dispatch.id}),)
