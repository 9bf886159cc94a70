"""Indicators (指标): counted from the clocks in the journals, never from what somebody typed in.

They measure agencies, never people. A matter counts because of its own dates, in the month in which its
period ended, and a figure names the matters it was counted from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rules.calendar import WorkingCalendar
from rules.clocks.clock import State
from rules.clocks.reckoning import reckon
from rules.clocks.table.whole import rule_of
from rules.past import matter as past
from rules.petition import matter as petition


@dataclass(frozen=True)
class Indicator:  # 指标
    """``formula`` says which one and in which variant, so that a figure can be counted again. ``rules`` are
    the clocks it looks at; with ``by_service`` only an answer counts as done, on the day it was served."""

    formula: str
    rules: frozenset[str]
    by_service: bool = False


ON_TIME_COMPLETION = Indicator("M-03-B", frozenset({"K-07"}), by_service=True)  # 按期办结率，口径B
DEPARTMENT_ACCEPTANCE = Indicator("M-01", frozenset({"K-02"}))  # 信访部门及时受理率
UNIT_ACCEPTANCE = Indicator("M-02", frozenset({"K-03", "K-04"}))  # 责任单位及时受理率
INDICATORS = (ON_TIME_COMPLETION, DEPARTMENT_ACCEPTANCE, UNIT_ACCEPTANCE)


@dataclass(frozen=True)
class PetitionClock:  # 信访事项的一项期限
    """A clock of a petition as it stands, how the petition ended, and when its answer was served on the last
    of the people. ``state`` and the instants are those of its row (``rules.journal.ClockRow``)."""

    procedure: str
    due_on: date
    over_at: datetime
    state: str
    ended_at: datetime | None
    outcome: str | None
    served_at: datetime | None


@dataclass(frozen=True)
class Dated:  # 到期事项
    """What an agency had to do within a period: its last day, and the first instant (UTC) after it.

    ``done_at`` is when it was done; ``ended_at`` when it was no longer to be done, although it was not.
    """

    procedure: str
    due_on: date
    over_at: datetime
    done_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_in_time(self) -> bool:
        return self.done_at is not None and self.done_at < self.over_at

    @property
    def was_to_be_done(self) -> bool:
        """Whether it still was when the period was over. What ends it later takes it out of no month."""
        return self.ended_at is None or self.ended_at >= self.over_at


@dataclass(frozen=True)
class Timeliness:  # 按期情况
    """Of what fell due: which procedures were in time, which late, and which are not done yet."""

    on_time: tuple[str, ...]
    late: tuple[str, ...]
    not_done: tuple[str, ...]

    @property
    def due(self) -> int:
        return len(self.on_time) + len(self.late) + len(self.not_done)

    @property
    def rate(self) -> float | None:
        """The share that was in time; None of nothing."""
        return round(len(self.on_time) / self.due, 4) if self.due else None


def timeliness(matters: Iterable[Dated], since: date, until: date, now: datetime) -> Timeliness:
    """XFTL 22, 23, 34 按期: of what fell due on one of these legal days, both counted, what was done by then.
    A period that is not over yet, or of what was not to be done any more, counts in no direction."""
    due = [
        matter
        for matter in matters
        if since <= matter.due_on <= until and matter.over_at <= now and matter.was_to_be_done
    ]
    return Timeliness(
        on_time=tuple(matter.procedure for matter in due if matter.is_in_time),
        late=tuple(matter.procedure for matter in due if matter.done_at and not matter.is_in_time),
        not_done=tuple(matter.procedure for matter in due if not matter.done_at),
    )


def dated(clock: PetitionClock, indicator: Indicator) -> Dated:
    """XFTL 32, 34 送达: an opinion is given when it is served. Withdrawn, guided, settled, taken back or led
    elsewhere, nothing was done, and nothing is left to do."""
    is_answered = clock.outcome == petition.Outcome.ANSWERED
    if clock.state != State.MET or (indicator.by_service and not is_answered):
        return Dated(clock.procedure, clock.due_on, clock.over_at, ended_at=clock.ended_at)
    served_at = clock.served_at if indicator.by_service else None
    return Dated(clock.procedure, clock.due_on, clock.over_at, done_at=served_at or clock.ended_at)


def dated_past(
    procedure: str,
    outcome: str | None,
    received_at: datetime,
    closed_at: datetime,
    calendar: WorkingCalendar,
) -> Dated:
    """XFTL 34, county policy 15 既往信访事项: as if its sixty days had run from its receipt. An older system
    tells when it was answered, not when it was accepted."""
    rule = rule_of("K-07")
    due = reckon(rule, calendar, received_at, rule.trigger)
    assert due  # it names a number, and nothing stood still
    is_answered = outcome == past.Outcome.ANSWERED
    return Dated(
        procedure,
        due.on,
        due.is_over_at,
        done_at=closed_at if is_answered else None,
        ended_at=None if is_answered else closed_at,
    )
