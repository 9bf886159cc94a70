"""The accusation after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import timekeeping
from rules.accusation import events
from rules.accusation.matter import (
    ACCEPTANCE,
    ACCEPTANCE_RULE,
    RESULT,
    RESULT_RULE,
    Accusation,
    Stage,
)
from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.procedure import after, with_clock


def begin(event: events.AccusationReceived, edition: Edition) -> Accusation:
    """Only whoever gave their name can be told: without one no clock runs."""
    accepted = Clock(
        name=ACCEPTANCE, rule=ACCEPTANCE_RULE, event="accusation-received", started_at=event.received_at
    )
    return Accusation(
        id=event.id,
        edition=edition,
        stage=Stage.RECEIVED,
        seq=1,
        decided_seq=1,
        opened_at=event.received_at,
        changed_at=event.at,
        number=event.number,
        is_real_name=event.is_real_name,
        clocks=(accepted,) if event.is_real_name else (),
    )


def evolve(before: Accusation, event: Any) -> Accusation:
    accusation = timekeeping.counted_again(after(before, event), event)
    match event:
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            return _looked_at_again(accusation, event.at)
        case events.AccusationTransferred():
            return replace(
                accusation, stage=Stage.TRANSFERRED, organ=event.organ, accused_units=event.accused_units
            )
        case events.AcceptanceTold():
            return replace(_met(accusation, ACCEPTANCE), acceptance_is_overdue=False)
        case events.ResultRecorded():
            return _with_result(accusation, event)
        case events.ResultTold():
            return replace(_met(accusation, RESULT), result_is_overdue=False)
        case events.AcceptanceFellOverdue():
            return replace(accusation, acceptance_is_overdue=True)
        case events.ResultFellOverdue():
            return replace(accusation, result_is_overdue=True)
        case events.AccusationClosed():
            return replace(
                timekeeping.closed(accusation, event.at),
                stage=Stage.CLOSED,
                outcome=event.outcome,
                closed_at=event.at,
            )
        case _:
            raise TypeError(type(event).__name__)


def _with_result(accusation: Accusation, event: events.ResultRecorded) -> Accusation:
    """Whoever gave their name is told of it: the time for that runs from here."""
    accusation = replace(accusation, stage=Stage.RESULT, result=event.result)
    if not accusation.is_real_name:
        return accusation
    clock = Clock(name=RESULT, rule=RESULT_RULE, event="accusation-completed", started_at=event.at)
    return with_clock(accusation, clock)


def _met(accusation: Accusation, name: str) -> Accusation:
    return with_clock(accusation, replace(accusation.clock(name), met_at=accusation.changed_at))


def _looked_at_again(accusation: Accusation, at: datetime) -> Accusation:
    """A date that lies ahead again is no longer overdue; time will say so anew when it comes."""

    def is_over(name: str) -> bool:
        due = accusation.due(name)
        return due is not None and at >= due.is_over_at

    return replace(
        accusation,
        acceptance_is_overdue=accusation.acceptance_is_overdue and is_over(ACCEPTANCE),
        result_is_overdue=accusation.result_is_overdue and is_over(RESULT),
    )
