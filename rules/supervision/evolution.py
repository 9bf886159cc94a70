"""A supervision after an event. Never refuses: what happened, happened."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from rules import timekeeping
from rules.clocks.clock import Clock
from rules.editions import Edition
from rules.procedure import after, with_clock
from rules.supervision import events
from rules.supervision.matter import ANSWER, DRAFT, REMIND, RULES, SIGN, Stage, Supervision


def begin(event: events.SupervisionOpened, edition: Edition) -> Supervision:
    supervision = Supervision(
        id=event.id,
        edition=edition,
        stage=Stage.WATCHED if event.duty else Stage.TO_SIGN,
        seq=1,
        decided_seq=1 if event.by else 0,
        opened_at=event.at,
        changed_at=event.at,
        number=event.number,
        ground=event.ground,
        duty=event.duty,
        role=event.role,
        unit=event.unit,
        facts=event.facts,
        demand=event.demand,
        opened_by=event.by.person if event.by else None,
        waiting_since=event.at,
    )
    return _running(supervision, REMIND if event.duty else SIGN, event.at)


def evolve(before: Supervision, event: Any) -> Supervision:
    supervision = timekeeping.counted_again(after(before, event), event)
    match event:
        case timekeeping.DueDatesRecomputed():
            return replace(supervision, is_overdue=supervision.is_overdue and _is_over(supervision, event.at))
        case events.WorkReminderIssued():
            return _at(supervision, Stage.REMINDED, DRAFT, event.at)
        case events.SupervisionLetterDrafted():
            drafted = replace(supervision, facts=event.facts, demand=event.demand)
            if supervision.stage is Stage.TO_SIGN:
                return drafted  # written anew: the time to sign runs on
            return _at(drafted, Stage.TO_SIGN, SIGN, event.at)
        case events.SupervisionLetterIssued():
            return _at(supervision, Stage.ISSUED, ANSWER, event.at)
        case events.RectificationAskedAgain():
            again = replace(supervision, asked_again=supervision.asked_again + 1, report=None)
            return _at(again, Stage.ISSUED, ANSWER, event.at)
        case events.RectificationReported():
            reported = replace(timekeeping.closed(supervision, event.at), report=event.report)
            return replace(reported, stage=Stage.ANSWERED, is_overdue=False, waiting_since=event.at)
        case events.SigningFellOverdue() | events.LetterAnswerFellOverdue():
            return replace(supervision, is_overdue=True)
        case events.DutyWasMet():
            return replace(supervision, is_met=True)
        case events.DateWasMoved():
            return replace(supervision, is_moved=True)
        case events.SupervisionSetAside() | events.RectificationAccepted():
            return supervision  # its end comes with it
        case events.SupervisionClosed():
            return replace(
                timekeeping.closed(supervision, event.at),
                stage=Stage.CLOSED,
                outcome=event.outcome,
                is_overdue=False,
                closed_at=event.at,
            )
        case _:
            raise TypeError(type(event).__name__)


def _at(supervision: Supervision, stage: Stage, clock: str, at: datetime) -> Supervision:
    """The next stage, with the time it has; whatever ran before is met."""
    met = timekeeping.closed(supervision, at)
    return _running(replace(met, stage=stage, is_overdue=False, waiting_since=at), clock, at)


def _running(supervision: Supervision, name: str, at: datetime) -> Supervision:
    rule = supervision.edition.rule(RULES[name])
    return with_clock(supervision, Clock(name=name, rule=rule.id, event=rule.trigger, started_at=at))


def _is_over(supervision: Supervision, at: datetime) -> bool:
    dues = [supervision.due(clock.name) for clock in supervision.clocks if clock.is_open]
    return any(due is not None and at >= due.is_over_at for due in dues)
