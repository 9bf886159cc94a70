"""How a period is shown (期限): a line of the table, a date with its steps, a clock of a case."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field, SerializerFunctionWrapHandler, model_serializer

import written
from api.saying import Words, both
from rules.clocks.clock import Clock, State
from rules.clocks.describing import LANGUAGES
from rules.clocks.history import Shift, shifts
from rules.clocks.ledger import Held, used
from rules.clocks.left import left_of
from rules.clocks.rule import Binds
from rules.clocks.telling import clock_explained, clock_told, ended_late, goes_on, light
from rules.editions import Edition
from rules.instants import legal_day
from rules.journal import ClockRow, Entry
from rules.procedure import Procedure


class Coded(Words):
    """A code beside its words."""

    code: str


class ExtensionShown(BaseModel):
    """By how much it may be made longer: at most, how often, by whom; null where the source does not say."""

    at_most: int | None
    unit: str
    length: Words | None
    times: int | None
    approver: Coded
    is_told: bool


class RuleShown(BaseModel):
    """A line of the table. ``count`` is null where the source names no number; ``live`` is false for what is
    still to be verified."""

    id: str
    field: str
    name: Words
    trigger: Coded
    count: int | None
    unit: str | None
    length: Words | None
    rolls: bool
    responsible: Coded
    binds: str
    extension: ExtensionShown | None
    excludes: list[Coded]
    consequence: Coded | None
    article: str
    article_en: str
    mark: str
    mark_words: Words
    live: bool
    valid_from: date
    valid_to: date | None
    transition: str


class StepShown(BaseModel):
    """One step of a count, in words. Which of the others are there, its code says."""

    code: str
    zh: str
    en: str
    first: date | None = None
    last: date | None = None
    count: int | None = None
    unit: str | None = None
    because: str | None = None
    at: datetime | None = None

    @model_serializer(mode="wrap")
    def _what_is_there(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in whole(self).items() if value is not None}


class DateTold(BaseModel):
    """When a period ends and how that comes about. ``start`` and ``due`` are dates; of hours, instants."""

    clock: str
    name: Words
    unit: str | None
    count: int | None
    article: str
    article_en: str
    mark: str
    live: bool
    in_force: bool
    start: str
    due: str | None = Field(description="null while it stands still, or where no number is named")
    counted_to: date | None
    over_at: datetime | None
    window_closes_at: datetime | None
    provisional: bool
    steps: list[StepShown]


class Deadline(DateTold):
    """``calendar`` is the version of the calendar it was counted on."""

    calendar: str


class ClockShown(BaseModel):
    """A clock as a list shows it. ``key`` is what the procedure calls it, ``rule`` the id of its rule.

    ``light``: red once it has expired, yellow on its last day and the day before, else green.
    """

    key: str
    rule: str
    name: Words
    state: State
    state_words: Words
    started_on: date
    due_on: date | None
    provisional: bool
    light: str


class Used(BaseModel):
    """So many counted days passed while this unit had the case."""

    unit: str
    days: int


class Moved(BaseModel):
    """The date moved with this entry of the journal. Null where the clock stood or stands still."""

    seq: int
    at: datetime
    kind: str
    words: Words
    was: date | None
    now: date | None


class LeftShown(BaseModel):
    """So many whole ones of a unit are left after today: 0 on the last day, below it since that is over.
    Working days are never told as plain days; months and years are told in days."""

    count: int
    unit: str


class CaseClock(ClockShown, DateTold):
    """A clock of a case, whole: how its date came about, who used up which days, how the date has moved.
    ``left``: null of one that does not run or has no date."""

    left: LeftShown | None
    explanation: dict[str, list[str]]
    used: list[Used]
    moved: list[Moved]


def clock_line(row: ClockRow, at: datetime) -> ClockShown:
    """A clock of the read tables, as it stands at an instant."""
    is_over = row.state == State.RUNNING and row.over_at is not None and row.over_at <= at
    state = State.EXPIRED if is_over else State(row.state)
    return ClockShown(
        key=row.name,
        rule=row.rule,
        name=both("clock", row.rule),
        state=state,
        state_words=both("clock-state", state),
        started_on=row.started_on,
        due_on=row.due_on,
        provisional=row.provisional,
        light=light(state, row.due_on, legal_day(at)),
    )


def clocks_of(
    procedure: Procedure, entries: Sequence[Entry], edition: Edition, at: datetime
) -> list[CaseClock]:
    """Every clock these entries have set going, as it stands at an instant. Of a period of the people that
    goes on in what follows, and of an agency's that ended late, the words say so."""
    events = [written.read(procedure, entry) for entry in entries]
    state = procedure.fold(events, edition)
    moves = shifts(procedure, events, edition)
    held = getattr(state, "held", ())
    shown = [case_clock(state.edition, clock, at, held, moves[clock.name]) for clock in state.clocks]
    for clock, each in zip(state.clocks, shown, strict=True):
        if goes_on(procedure.name, each.rule, each.state):
            each.state_words = both("clock-goes-on", "in-aftercare")
        elif late := ended_late(procedure.name, state.edition.rule(clock.rule), clock, each.over_at):
            each.state_words = both("clock-late", late)
    return shown


def case_clock(
    edition: Edition, clock: Clock, at: datetime, held: Sequence[Held] = (), moves: Sequence[Shift] = ()
) -> CaseClock:
    """One clock of a case, as it stands at an instant. ``held``: which unit had the case since when."""
    rule, calendar, closing = edition.rule(clock.rule), edition.calendar, edition.hours.window_closes
    standing, due = clock.state(rule, calendar, at), clock.due(rule, calendar)
    shared = used(clock, rule, calendar, held, at) if held and rule.binds is Binds.AGENCY else ()
    left = left_of(clock, rule, calendar, at)
    texts = {each: clock_explained(clock, rule, calendar, each, closing) for each in LANGUAGES}
    return CaseClock(
        **clock_told(clock, rule, calendar, closing),
        key=clock.name,
        rule=rule.id,
        state=standing,
        state_words=both("clock-state", standing),
        started_on=clock.started_on,
        due_on=due.on if due else None,
        light=light(standing, due.on if due else None, legal_day(at)),
        left=LeftShown(count=left.count, unit=left.unit) if left else None,
        explanation={language: list(sentences) for language, sentences in texts.items()},
        used=[Used(unit=each.unit, days=each.days) for each in shared],
        moved=[_moved(each) for each in moves],
    )


def _moved(shift: Shift) -> Moved:
    return Moved(
        seq=shift.seq,
        at=shift.at,
        kind=shift.kind,
        words=both("event", shift.kind),
        was=shift.was,
        now=shift.now,
    )
