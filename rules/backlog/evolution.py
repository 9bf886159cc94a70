"""An old matter under a leader, after an event. Never refuses: what happened, happened."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import checklist, notes, timekeeping
from rules.backlog import events
from rules.backlog.matter import (
    ARRANGE,
    ARRANGE_RULE,
    ASSESS,
    ASSESS_RULE,
    Backlog,
    Milestone,
    Proposed,
    Stage,
)
from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.procedure import Event, after, with_clock


def begin(event: events.BacklogRegistered, edition: Edition) -> Backlog:
    arrange = Clock(name=ARRANGE, rule=ARRANGE_RULE, event="backlog-registered", started_at=event.at)
    return Backlog(
        id=event.id,
        edition=edition,
        seq=1,
        decided_seq=1,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        ground=event.ground,
        received_on=event.received_on,
        unit=event.unit,
        clocks=(arrange,),
        waiting_since=event.at,
    )


def evolve(before: Backlog, event: Any) -> Backlog:
    backlog = timekeeping.counted_again(after(before, event), event)
    match event:
        case timekeeping.DueDatesRecomputed():
            due = backlog.current_due()
            is_past = due is not None and event.at >= due.is_over_at
            return replace(backlog, is_overdue=backlog.is_overdue and is_past)
        case notes.NoteAdded():
            return backlog
        case events.LeaderAssigned():
            return replace(
                backlog,
                stage=Stage.LED,
                seat=(event.role, event.unit),
                leader=None,
                proposed=None,
                waiting_since=event.at,
            )
        case events.ChargeTaken():
            return _arranged(replace(backlog, leader=event.by), event.at)
        case events.LeaderProposed():
            return replace(backlog, proposed=Proposed(event.role, event.unit, _who(event)))
        case events.LeaderDeclined():
            return replace(backlog, proposed=None)
        case events.TeamFormed():
            return _arranged(replace(backlog, team=event.units, handler=event.handler), event.at)
        case events.PlanSet():
            return replace(backlog, plan=event.words)
        case events.ArrangementFellOverdue() | events.AssessmentFellOverdue():
            return replace(backlog, is_overdue=True)
        case _:
            return _of_a_milestone(backlog, event)


def _of_a_milestone(backlog: Backlog, event: Any) -> Backlog:
    match event:
        case events.MilestoneAdded():
            added = Milestone(event.number, event.due_on, event.words)
            return _arranged(replace(backlog, milestones=(*backlog.milestones, added)), event.at)
        case events.MilestoneReached():
            return _with(backlog, event.milestone, lambda m: replace(m, reached_at=event.at))
        case events.MilestoneMissed():
            return _with(backlog, event.milestone, lambda m: replace(m, missed_by=backlog.carrier))
        case _:
            return _of_the_end(backlog, event)


def _of_the_end(backlog: Backlog, event: Any) -> Backlog:
    match event:
        case events.SettlementReported():
            return replace(backlog, asked_at=event.at)
        case events.MatterFoundOpen():
            return replace(backlog, asked_at=None, open_elsewhere=event.still_open)
        case events.MatterFoundEnded():
            clock = Clock(name=ASSESS, rule=ASSESS_RULE, event="matter-found-ended", started_at=event.at)
            ended = replace(backlog, stage=Stage.ASSESSING, asked_at=None, open_elsewhere=())
            return replace(with_clock(ended, clock), waiting_since=event.at)
        case events.BacklogChecked():
            checked = checklist.with_check(backlog.checklist, event.item, _who(event))
            return replace(backlog, checklist=checked)
        case events.BacklogAssessed():
            return replace(backlog, checklist=checklist.with_sign_off(backlog.checklist, _who(event)))
        case events.BackToWork():
            # What was missed before is missed again, and told, unless it is reached at last.
            open_again = tuple(replace(m, missed_by=None) for m in backlog.milestones)
            again = replace(backlog, stage=Stage.LED, checklist=checklist.NOTHING_DONE, is_overdue=False)
            again = replace(again, milestones=open_again)
            return replace(timekeeping.closed(again, event.at), waiting_since=event.at)
        case events.BacklogEnded():
            ended = replace(backlog, stage=Stage.CLOSED, outcome=event.outcome, closed_at=event.at)
            return replace(timekeeping.closed(ended, event.at), is_overdue=False, proposed=None)
        case _:
            raise TypeError(type(event).__name__)


def _arranged(backlog: Backlog, at: datetime) -> Backlog:
    """Once it has a leader, a team and a plan, the time to arrange it is met."""
    if backlog.lacks or backlog.open_clock != ARRANGE:
        return backlog
    return replace(timekeeping.closed(backlog, at), is_overdue=False)


def _with(backlog: Backlog, number: int, change: Callable[[Milestone], Milestone]) -> Backlog:
    changed = tuple(change(each) if each.number == number else each for each in backlog.milestones)
    return replace(backlog, milestones=changed)


def _who(event: Event) -> str:
    """Who did it: a person stands behind each of these."""
    assert event.by
    return event.by.person
