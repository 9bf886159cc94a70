"""Asking a person for a supplement (补正): once, everything in one go, with a time of its own.

No other clock stops for it. Nothing is lost when its time has passed: what comes later is taken in as well.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from rules import timekeeping
from rules.clocks.clock import Clock
from rules.clocks.reckoning import DueDate
from rules.procedure import Command, Event, Now, Proceeding, Sealed, with_clock
from rules.refusals import Reason, Refused

CLOCK, RULE = "supplement", "P-16"


@dataclass(frozen=True, kw_only=True)
class AskSupplement(Command):  # 要求补正
    what: Sealed


@dataclass(frozen=True, kw_only=True)
class RecordSupplement(Command):  # 收到补正
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class SupplementAsked(Event):  # 已要求补正
    what: Sealed


@dataclass(frozen=True, kw_only=True)
class SupplementReceived(Event):  # 已收到补正
    words: Sealed


@dataclass(frozen=True, kw_only=True)
class SupplementTimePassed(Event):  # 补正期满
    last_day: date


@dataclass(frozen=True)
class Supplement:  # 补正
    """What was asked for; whether it has come, and whether its time has been seen to pass."""

    what: Sealed
    has_come: bool = False
    time_has_passed: bool = False


@dataclass(frozen=True, kw_only=True)
class Supplemented(Proceeding):
    """A procedure in which a supplement can be asked for. Its clock is called ``supplement``."""

    supplement: Supplement | None = None

    @property
    def awaits_supplement(self) -> bool:
        return self.supplement is not None and not self.supplement.has_come


S = TypeVar("S", bound=Supplemented)


def ask_supplement(state: Supplemented, command: AskSupplement, now: Now) -> tuple[Event, ...]:
    """County policy 16 补正: everything that is missing in one go; nobody is sent away for papers twice."""
    if state.supplement:
        raise Refused(Reason.SUPPLEMENT_ASKED_BEFORE)
    return (SupplementAsked(at=now.at, by=command.by, what=command.what),)


def record_supplement(state: Supplemented, command: RecordSupplement, now: Now) -> tuple[Event, ...]:
    """County policy 16 收到补正: never too late, and whoever has more to bring brings more."""
    if state.supplement is None:
        raise Refused(Reason.NO_SUPPLEMENT_ASKED)
    return (SupplementReceived(at=now.at, by=command.by, words=command.words),)


def supplement_time_passed(state: Supplemented, now: Now) -> tuple[Event, ...]:
    """County policy 16 补正期满: noted once, and nothing follows from it."""
    due = _ending(state)
    if due is None or now.at < due.is_over_at:
        return ()
    return (SupplementTimePassed(at=now.at, last_day=due.on),)


def supplement_moments(state: Supplemented) -> tuple[datetime, ...]:
    """The instant (UTC) at which the time for a supplement has passed, while that is to come."""
    due = _ending(state)
    return (due.is_over_at,) if due else ()


def with_supplement(state: S, event: Any) -> S:
    """The state after one of the events of this page; a date that moved ahead has not passed. Any other event
    changes nothing here. Comes after ``timekeeping.counted_again``."""
    match event:
        case SupplementAsked():
            clock = Clock(name=CLOCK, rule=RULE, event="supplement-asked", started_at=event.at)
            return with_clock(replace(state, supplement=Supplement(event.what)), clock)
        case SupplementReceived():
            assert state.supplement
            state = replace(state, supplement=replace(state.supplement, has_come=True))
            clock = state.clock(CLOCK)
            return with_clock(state, replace(clock, met_at=clock.met_at or event.at))
        case SupplementTimePassed():
            assert state.supplement
            return replace(state, supplement=replace(state.supplement, time_has_passed=True))
        case timekeeping.DueDatesRecomputed() | timekeeping.StartCorrected() if state.supplement:
            due = state.due(CLOCK)
            is_over = state.supplement.time_has_passed and due is not None and event.at >= due.is_over_at
            return replace(state, supplement=replace(state.supplement, time_has_passed=is_over))
    return state


def _ending(state: Supplemented) -> DueDate | None:
    """When the time for what is still awaited ends; None where that was seen, or would be a guess."""
    if state.supplement is None or not state.awaits_supplement or state.supplement.time_has_passed:
        return None
    due = state.due(CLOCK)
    return None if due is None or due.provisional else due
