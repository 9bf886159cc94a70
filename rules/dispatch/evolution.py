"""A dispatch order after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import notes, timekeeping
from rules.clocks.clock import Clock
from rules.dispatch import events
from rules.dispatch.matter import (
    ANSWER,
    OBJECTION,
    TOLD,
    Call,
    Dispatch,
    Ruling,
    Stage,
    Standing,
    UnitTask,
    clock_of,
)
from rules.editions import Edition
from rules.procedure import after, with_clock


def begin(event: events.UnitsWhistledFor, edition: Edition) -> Dispatch:
    assert event.by
    calls = tuple(
        Call(number=number, role=role, unit=unit, asked_at=event.at, since=event.at)
        for number, (role, unit) in enumerate(event.called, start=1)
    )
    return Dispatch(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=1,
        opened_at=event.at,
        changed_at=event.at,
        clocks=tuple(_asked(call, event.at) for call in calls),
        number=event.number,
        convener=event.by,
        purpose=event.purpose,
        place=event.place,
        village=event.village,
        township=event.township,
        about=event.about,
        be_there_by=event.be_there_by,
        calls=calls,
    )


def evolve(before: Dispatch, event: Any) -> Dispatch:
    dispatch = timekeeping.counted_again(after(before, event), event)
    match event:
        case timekeeping.DueDatesRecomputed() | notes.NoteAdded() | events.DispatchMinutesRecorded():
            return dispatch  # what they say, the records know
        case events.UnitCalled():
            return _called(dispatch, event)
        case events.UnitTaskSet():
            task = UnitTask(
                number=len(dispatch.unit_tasks) + 1, call=event.call, due_at=event.due_at, since=event.at
            )
            return replace(dispatch, unit_tasks=(*dispatch.unit_tasks, task))
        case events.UnitTaskMissed():
            return dispatch.with_task(event.task, is_missed=True)
        case events.UnitTaskFinished() | events.UnitTaskDropped():
            return dispatch.with_task(event.task, has_end=True)
        case events.DispatchEnded():
            ended = timekeeping.closed(dispatch, event.at)
            return replace(ended, stage=Stage.CLOSED, outcome=event.outcome, closed_at=event.at)
        case _:
            return _of_a_call(dispatch, event)


def _of_a_call(dispatch: Dispatch, event: Any) -> Dispatch:
    match event:
        case events.UnitReporting():
            return _stands(dispatch, event, Standing.REPORTING)
        case events.UnitObjected():
            objected = _stands(dispatch, event, Standing.OBJECTED)
            return _with(objected, event, OBJECTION, "unit-objected")
        case events.ObjectionLeftUndecided():
            return _met(dispatch, event)
        case events.CallObjectionDecided(ruling=Ruling.OVERRULED):
            again = _stands(dispatch, event, Standing.AWAITED).with_call(
                event.call, was_overruled=True, asked_at=event.at, told=0, listed_at=None
            )
            return _with(again, event, ANSWER, "unit-called")
        case events.CallObjectionDecided():
            return _stands(dispatch, event, Standing.EXCUSED)
        case events.UnitSilent():
            return _silent(dispatch, event)
        case events.ArrivalLogged():
            return _stands(dispatch, event, Standing.ARRIVED)
        case events.UnitNotThere():
            return dispatch.with_call(event.call, is_not_there=True)
        case events.UnitStoodDown():
            return _stands(dispatch, event, Standing.STOOD_DOWN)
        case _:
            raise TypeError(type(event).__name__)


def _stands(dispatch: Dispatch, event: Any, standing: Standing) -> Dispatch:
    """The call as it stands from now on; what was awaited of it is over."""
    return _met(dispatch, event).with_call(event.call, standing=standing, since=event.at)


def _met(dispatch: Dispatch, event: Any) -> Dispatch:
    clock = dispatch.clock(clock_of(dispatch.calls[event.call - 1]))
    return with_clock(dispatch, replace(clock, met_at=event.at)) if clock.is_open else dispatch


def _with(dispatch: Dispatch, event: Any, rule: str, began: str) -> Dispatch:
    name = clock_of(dispatch.calls[event.call - 1])
    return with_clock(dispatch, Clock(name=name, rule=rule, event=began, started_at=event.at))


def _silent(dispatch: Dispatch, event: events.UnitSilent) -> Dispatch:
    """It is told step by step; after the last step the unit is listed, and no more is counted."""
    call = dispatch.calls[event.call - 1]
    listed_at = event.at if event.is_listed else None
    told = dispatch.with_call(event.call, told=call.told + 1, listed_at=listed_at)
    return _met(told, event) if event.is_listed else _with(told, event, TOLD, "silence-told")


def _called(dispatch: Dispatch, event: events.UnitCalled) -> Dispatch:
    number = len(dispatch.calls) + 1
    call = Call(number=number, role=event.role, unit=event.unit, asked_at=event.at, since=event.at)
    leads = number if event.instead_of == dispatch.lead else dispatch.lead
    grown = replace(dispatch, calls=(*dispatch.calls, call), lead=leads)
    return with_clock(grown, _asked(call, event.at))


def _asked(call: Call, at: datetime) -> Clock:
    return Clock(name=clock_of(call), rule=ANSWER, event="unit-called", started_at=at)
