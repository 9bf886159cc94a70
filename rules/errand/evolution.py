"""An errand after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import particulars, timekeeping
from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.errand import events
from rules.errand.matter import (
    AUTHORITY,
    AUTHORITY_RULE,
    EVALUATION_RULE,
    LAST_EXAMINATION,
    LAST_RULE,
    MEETING,
    MEETING_RULE,
    RE_EXAMINATION,
    RE_EXAMINATION_RULE,
    Errand,
    Stage,
    Verdict,
)
from rules.procedure import after, with_clock


def begin(event: events.ErrandRegistered, edition: Edition) -> Errand:
    assert event.by
    return Errand(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=1,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        about=event.about,
        channel=event.channel,
        received_by=event.by,
        people=event.people,
        authority=event.authority,
        scope=event.scope,
        until=event.until,
        agent=event.agent,
        leader=event.leader,
        recused=frozenset({event.agent.person}),  # nobody follows, or examines, their own errand
        village=event.village,
        township=event.township,
        clocks=(Clock(name=AUTHORITY, rule=AUTHORITY_RULE, event="authority-given", started_at=event.at),),
        waiting_since=event.at,
    )


def evolve(before: Errand, event: Any) -> Errand:
    errand = timekeeping.counted_again(after(before, event), event)
    match event:
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected():
            return replace(errand, overdue=_still_overdue(errand, event.at))
        case particulars.ParticularsCorrected():
            return errand  # what they say, the records know
        case events.StepTaken():
            return replace(errand, steps=errand.steps + 1)
        case events.MeetingCalled():
            clock = Clock(name=MEETING, rule=MEETING_RULE, event="meeting-called", started_at=event.at)
            return with_clock(errand, clock)
        case events.MeetingCallAnswered():
            return _met(errand, MEETING, event.at)
        case events.ErrandReported():
            return _to_be_evaluated(errand, event.at)
        case events.AuthorityEnded():
            ended = replace(_met(errand, AUTHORITY, event.at), authority_ended=event.how)
            return _to_be_evaluated(ended, event.at) if ended.stage is Stage.RUNNING else ended
        case events.ErrandSatisfaction():
            return _dissatisfied(errand, event.at) if event.value is Verdict.DISSATISFIED else errand
        case events.ReExaminationAnswered():
            answered = _met(errand, RE_EXAMINATION, event.at)
            if event.goes_on:
                return replace(answered, stage=Stage.RUNNING, waiting_since=event.at)
            return _to_be_evaluated(answered, event.at)
        case events.LastExaminationAnswered():
            return _met(errand, LAST_EXAMINATION, event.at)
        case events.ErrandFellOverdue():
            return replace(errand, overdue=errand.overdue | {event.clock})
        case events.ErrandClosed():
            closed = timekeeping.closed(errand, event.at)
            return replace(
                closed,
                stage=Stage.CLOSED,
                outcome=event.outcome,
                overdue=frozenset(),
                closed_at=event.at,
            )
        case _:
            raise TypeError(type(event).__name__)


def _to_be_evaluated(errand: Errand, at: datetime) -> Errand:
    """Nothing is done any more; the person has their time to say how it was."""
    clock = Clock(name=errand.evaluation, rule=EVALUATION_RULE, event="errand-reported", started_at=at)
    return replace(with_clock(errand, clock), stage=Stage.REPORTED, waiting_since=at)


def _dissatisfied(errand: Errand, at: datetime) -> Errand:
    """The first time it goes to the leader in charge, from then on to the petition department."""
    is_first = errand.dissatisfied == 0
    name, rule, stage = (
        (RE_EXAMINATION, RE_EXAMINATION_RULE, Stage.RE_EXAMINED)
        if is_first
        else (LAST_EXAMINATION, LAST_RULE, Stage.AT_PETITION_OFFICE)
    )
    clock = Clock(name=name, rule=rule, event="errand-dissatisfied", started_at=at)
    said = with_clock(_met(errand, errand.evaluation, at), clock)
    return replace(said, stage=stage, dissatisfied=errand.dissatisfied + 1, waiting_since=at)


def _met(errand: Errand, name: str, at: datetime) -> Errand:
    """With that clock met, if it runs: what it measured has come."""
    clocks = tuple(
        replace(clock, met_at=at) if clock.name == name and clock.is_open else clock
        for clock in errand.clocks
    )
    return replace(errand, clocks=clocks, overdue=errand.overdue - {name})


def _still_overdue(errand: Errand, at: datetime) -> frozenset[str]:
    """Of what was late, what is late by the dates as they are known now."""
    dues = {name: errand.due(name) for name in errand.overdue}
    return frozenset(name for name, due in dues.items() if due and at >= due.is_over_at)
