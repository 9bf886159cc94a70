"""What every procedure does with its clocks (期限管理): publications, corrections, standing still.

A due date is derived. So a new calendar, a new rule or a corrected start moves it at once, and what was known
before stays in the journal. A date that is thereby already past is noted by the next look at the time, once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from rules.calendar import WorkingCalendar, YearNotice
from rules.clocks import clock as clocks
from rules.clocks.clock import Clock
from rules.clocks.reckoning import Pause
from rules.clocks.rule import Binds, ClockRule, Ground
from rules.editions import Edition
from rules.instants import ONE_DAY, at_time_of, legal_day
from rules.journal import ClockRow, Letter
from rules.procedure import Command, Event, Fact, Now, Proceeding, Recount, Sealed, Step, with_clock
from rules.refusals import Reason, Refused

S = TypeVar("S", bound=Proceeding)

_REMEMBERED = 4  # publications whose effect a case can still tell: two may reach it at once


@dataclass(frozen=True, kw_only=True)
class CalendarPublished(Fact):  # 年度放假安排已公布
    """Notices of the series the case's calendar belongs to; those it has already change nothing."""

    version: str
    series: str
    notices: tuple[YearNotice, ...]


@dataclass(frozen=True, kw_only=True)
class RulesPublished(Fact):  # 期间规则已修订
    """Rules of a new edition that reach open cases."""

    version: str
    clocks: tuple[ClockRule, ...]


# What every procedure can be told of, by the name of the update that tells it.
PUBLICATIONS: Mapping[str, type[Fact]] = {
    "calendar_published": CalendarPublished,
    "rules_published": RulesPublished,
}


@dataclass(frozen=True, kw_only=True)
class CorrectStart(Command):  # 更正起算时间
    """The clock ``clock`` began at another instant than was written down."""

    clock: str
    started_at: datetime
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class SuspendClocks(Command):  # 停止计算期限
    """Every clock whose rule names this ground stands still."""

    ground: Ground
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ResumeClocks(Command):  # 恢复计算期限
    pass


@dataclass(frozen=True)
class Moved:  # 到期日变动
    """A date that moved: as it was known, and as it is known now. None where the clock stands still."""

    clock: str
    was: date | None
    now: date | None
    is_past: bool = False
    is_told: bool = False  # a person had been told of it, and is told again


@dataclass(frozen=True, kw_only=True)
class DueDatesRecomputed(Event):  # 到期日重新计算
    """``version`` is the publication. ``notices`` and ``clocks`` are what it changes."""

    version: str
    notices: tuple[YearNotice, ...] = ()
    clocks: tuple[ClockRule, ...] = ()
    moved: tuple[Moved, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StartCorrected(Event):  # 起算时间已更正
    clock: str
    was: datetime
    now: datetime
    reason: Sealed
    moved: Moved


@dataclass(frozen=True, kw_only=True)
class ClocksSuspended(Event):  # 期限停止计算
    clocks: tuple[str, ...]
    ground: Ground
    reason: Sealed


@dataclass(frozen=True, kw_only=True)
class ClocksResumed(Event):  # 期限恢复计算
    clocks: tuple[str, ...]


def calendar_published(state: Proceeding, fact: CalendarPublished, now: Now) -> tuple[Event, ...]:
    """MFD 203 年度放假安排公布: every date of the case is counted again on the calendar as now known."""
    if state.has_ended or fact.series != state.edition.calendar.series:
        return ()
    news = _news(state.edition.calendar, fact.notices)
    if not news:
        return ()
    moved = _moved(state, replace(state, edition=state.edition.with_notices(news)), now)
    return (DueDatesRecomputed(at=now.at, version=fact.version, notices=news, moved=moved),)


def rules_published(state: Proceeding, fact: RulesPublished, now: Now) -> tuple[Event, ...]:
    """MFD 204 期间规则修订: an open case goes on under the new numbers, counted from its original starts."""
    edition = state.edition.amended(fact.version, fact.clocks)
    if state.has_ended or edition == state.edition:
        return ()
    moved = _moved(state, replace(state, edition=edition), now)
    return (DueDatesRecomputed(at=now.at, version=fact.version, clocks=fact.clocks, moved=moved),)


# What is published is taken by every procedure in the same way.
FACTS: Mapping[type[Fact], Step] = {CalendarPublished: calendar_published, RulesPublished: rules_published}


def correct_start(state: Proceeding, command: CorrectStart, now: Now) -> tuple[Event, ...]:
    """County policy 14 更正: what was typed wrong is put right; the old value stays on record."""
    clock = _open_clock(state, command.clock)
    if command.started_at > now.at:
        raise Refused(Reason.DATE_IN_THE_FUTURE)
    if command.started_at == clock.started_at:
        raise Refused(Reason.NOTHING_TO_CORRECT)
    corrected = with_clock(state, replace(clock, started_at=command.started_at))
    return (
        StartCorrected(
            at=now.at,
            by=command.by,
            clock=clock.name,
            was=clock.started_at,
            now=command.started_at,
            reason=command.reason,
            moved=_move(state, corrected, clock.name, now),
        ),
    )


def suspend_clocks(state: Proceeding, command: SuspendClocks, now: Now) -> tuple[Event, ...]:
    """MFD 204 停止计算: only the clocks whose own rule names the ground, and only while they run."""
    named = [
        clock
        for clock in state.clocks
        if clock.is_open and command.ground in state.edition.rule(clock.rule).excludes
    ]
    if not named:
        raise Refused(Reason.GROUND_NOT_NAMED)
    if any(clock.is_suspended for clock in named):
        raise Refused(Reason.ALREADY_SUSPENDED)
    running = [clock for clock in named if _has_days_left(state, clock, now.at)]
    if not running:
        raise Refused(Reason.PERIOD_HAS_ENDED)
    return (
        ClocksSuspended(
            at=now.at,
            by=command.by,
            clocks=tuple(clock.name for clock in running),
            ground=command.ground,
            reason=command.reason,
        ),
    )


def resume_clocks(state: Proceeding, command: ResumeClocks, now: Now) -> tuple[Event, ...]:
    """MFD 204 恢复计算: from this day on the days count again."""
    still = tuple(clock.name for clock in state.clocks if clock.is_open and clock.is_suspended)
    if not still:
        raise Refused(Reason.NOT_SUSPENDED)
    return (ClocksResumed(at=now.at, by=command.by, clocks=still),)


def counted_again(state: S, event: Any) -> S:
    """The state after one of the events of this page. Any other event changes nothing here."""
    match event:
        case DueDatesRecomputed():
            edition = state.edition.with_notices(event.notices)
            edition = edition.amended(event.version, event.clocks) if event.clocks else edition
            recounts = (*state.recounts, recount_of(event))[-_REMEMBERED:]
            return replace(state, edition=edition, recounts=recounts)
        case StartCorrected():
            return with_clock(state, replace(state.clock(event.clock), started_at=event.now))
        case ClocksSuspended():
            return _each(state, event.clocks, lambda clock: _paused(clock, event))
        case ClocksResumed():
            return _each(state, event.clocks, lambda clock: clocks.resumed(clock, event.at))
    return state


def recount_of(event: DueDatesRecomputed) -> Recount:
    """What the publication did to this case, in numbers."""
    return Recount(
        event.version,
        moved=len(event.moved),
        overdue=sum(moved.is_past for moved in event.moved),
        notices=sum(moved.is_told for moved in event.moved),
    )


def closed(state: S, at: datetime) -> S:
    """All clocks met: what they measured has come to its end."""
    met = tuple(replace(clock, met_at=at) if clock.is_open else clock for clock in state.clocks)
    return replace(state, clocks=met)


def rows(state: Proceeding) -> tuple[ClockRow, ...]:
    """Its clocks as the read tables show them."""
    return tuple(_row(state, clock) for clock in state.clocks)


def moved_letters(
    state: Proceeding, event: DueDatesRecomputed | StartCorrected, role: str, unit: str
) -> tuple[Letter, ...]:
    """A notice for every moved date that a person had been told of, through the seat that tells people."""
    told = [each for each in _moves_of(event) if each.is_told]
    return tuple(
        Letter(
            state.seq,
            "notice",
            number,
            {
                "code": "date-moved",
                "role": role,
                "unit": unit,
                "clock": each.clock,
                "was": str(each.was or ""),
                "due_on": str(each.now or ""),
            },
            not_before=next_notice_at(state.edition, event.at),
        )
        for number, each in enumerate(told, start=1)
    )


def _moves_of(event: DueDatesRecomputed | StartCorrected) -> tuple[Moved, ...]:
    return event.moved if isinstance(event, DueDatesRecomputed) else (event.moved,)


def next_notice_at(edition: Edition, at: datetime) -> datetime:
    """County policy 14: the first instant from ``at`` on within the notice hours of a working day."""
    hours, day = edition.hours, legal_day(at)
    if at >= at_time_of(day, hours.notices_until):
        day += ONE_DAY
    while edition.calendar.is_day_off(day):
        day += ONE_DAY
    return max(at, at_time_of(day, hours.notices_from))


def reminder_at(edition: Edition, clock: Clock, days_before: int) -> datetime | None:
    """County policy 14 提醒: when notices may be sent on the last working day so many days before the clock
    ends; None when it stands still or is too short for a reminder."""
    due = clock.due(edition.rule(clock.rule), edition.calendar)
    if due is None:
        return None
    day = due.on - timedelta(days=days_before)
    while edition.calendar.is_day_off(day) and day > clock.started_on:
        day -= ONE_DAY
    return at_time_of(day, edition.hours.notices_from) if day > clock.started_on else None


def _news(calendar: WorkingCalendar, notices: tuple[YearNotice, ...]) -> tuple[YearNotice, ...]:
    """Those of the notices that say something the calendar does not, in the order they are told."""
    news: list[YearNotice] = []
    for notice in notices:
        grown = calendar.with_notice(notice)
        if grown != calendar:
            news.append(notice)
        calendar = grown
    return tuple(news)


def _moved(before: Proceeding, after: Proceeding, now: Now) -> tuple[Moved, ...]:
    open_clocks = [clock.name for clock in before.clocks if clock.is_open]
    moves = (_move(before, after, name, now) for name in open_clocks)
    return tuple(move for move in moves if move.was != move.now)


def _move(before: Proceeding, after: Proceeding, name: str, now: Now) -> Moved:
    was, due = before.due(name), after.due(name)
    rule = after.edition.rule(after.clock(name).rule)
    return Moved(
        clock=name,
        was=was.on if was else None,
        now=due.on if due else None,
        is_past=due is not None and now.at >= due.is_over_at,
        is_told=rule.binds is Binds.PERSON and was is not None and due is not None and was.on != due.on,
    )


def _open_clock(state: Proceeding, name: str) -> Clock:
    found = [clock for clock in state.clocks if clock.name == name and clock.is_open]
    if not found:
        raise Refused(Reason.NO_SUCH_CLOCK)
    return found[0]


def _has_days_left(state: Proceeding, clock: Clock, at: datetime) -> bool:
    return clock.has_days_left(state.edition.rule(clock.rule), state.edition.calendar, at)


def _paused(clock: Clock, event: ClocksSuspended) -> Clock:
    return replace(clock, pauses=(*clock.pauses, Pause(event.ground, event.at)))


def _each(state: S, names: Iterable[str], change: Any) -> S:
    for name in names:
        state = with_clock(state, change(state.clock(name)))
    return state


def _row(state: Proceeding, clock: Clock) -> ClockRow:
    due = state.due(clock.name)
    standing = "suspended" if clock.is_suspended else "running"
    return ClockRow(
        name=clock.name,
        rule=clock.rule,
        state="cancelled" if clock.cancelled_at else "met" if clock.met_at else standing,
        started_on=clock.started_on,
        due_on=due.on if due else None,
        over_at=due.is_over_at if due else None,
        provisional=bool(due and due.provisional),
        ended_at=clock.cancelled_at or clock.met_at,
    )
