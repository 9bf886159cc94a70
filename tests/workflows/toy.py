"""A small procedure to try the shell on: a ladder is lent and taken back, or falls overdue."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

import counties
from rules import staffing, timekeeping
from rules.articles import Basis, Mark
from rules.calendar import WorkingCalendar
from rules.clocks.clock import Clock
from rules.clocks.rule import ClockRule, Unit
from rules.editions import Edition, Ladder, MeetingWork, OfficeHours, Organ, Seat, StepFour
from rules.journal import CaseRow, Letter, View
from rules.procedure import Command, Event, Fact, Now, Officer, Procedure, Proceeding, TimePassed, after
from rules.refusals import Reason, Refused

KEEPER = Officer("p-keeper", "keeper", "u-shed")
NEIGHBOUR = Officer("p-neighbour", "neighbour", "u-next-door")
BREAKS_THE_RULES = 13


class Stage(StrEnum):
    SHELVED = "shelved"
    LENT = "lent"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Loan(Proceeding):
    stage: Stage
    due_at: datetime | None = None
    is_reminded: bool = False
    is_overdue: bool = False
    damages: tuple[str, ...] = ()
    sightings: int = 0

    @property
    def has_ended(self) -> bool:
        return self.stage is Stage.CLOSED


@dataclass(frozen=True, kw_only=True)
class Lend(Command):
    days: float


@dataclass(frozen=True, kw_only=True)
class Extend(Command):
    days: float


@dataclass(frozen=True, kw_only=True)
class TakeBack(Command):
    pass


@dataclass(frozen=True, kw_only=True)
class Damaged(Fact):
    what: str


@dataclass(frozen=True, kw_only=True)
class Sighted(Fact):
    where: str


@dataclass(frozen=True, kw_only=True)
class Shelved(Event):
    id: str


@dataclass(frozen=True, kw_only=True)
class Lent(Event):
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class Extended(Event):
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class Reminded(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class FellOverdue(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class DamageNoted(Event):
    what: str


@dataclass(frozen=True, kw_only=True)
class SightingNoted(Event):
    where: str


@dataclass(frozen=True, kw_only=True)
class TakenBack(Event):
    pass


def keeper(_: Loan, officer: Officer) -> bool:
    return officer.role == KEEPER.role


def lend(_: Loan, command: Lend, now: Now) -> tuple[Event, ...]:
    return (Lent(at=now.at, by=command.by, due_at=now.at + timedelta(days=command.days)),)


def extend(loan: Loan, command: Extend, now: Now) -> tuple[Event, ...]:
    if command.days <= 0:
        raise Refused(Reason.EXTENSION_WITHOUT_DAYS, f"days:{command.days:g}")
    if command.days == BREAKS_THE_RULES:
        raise ValueError("a bug in the rules")
    assert loan.due_at
    return (Extended(at=now.at, by=command.by, due_at=loan.due_at + timedelta(days=command.days)),)


def take_back(_: Loan, command: TakeBack, now: Now) -> tuple[Event, ...]:
    return (TakenBack(at=now.at, by=command.by),)


def damaged(loan: Loan, fact: Damaged, now: Now) -> tuple[Event, ...]:
    if fact.what == "rules":
        raise ValueError("a bug in the rules")
    known = fact.what in loan.damages
    return () if known else (DamageNoted(at=now.at, by=fact.by, what=fact.what),)


def sighted(_: Loan, fact: Sighted, now: Now) -> tuple[Event, ...]:
    return (SightingNoted(at=now.at, where=fact.where),)


def time_passed(loan: Loan, _: TimePassed, now: Now) -> tuple[Event, ...]:
    if loan.stage is not Stage.LENT or loan.due_at is None:
        return ()
    if not loan.is_overdue and now.at >= loan.due_at:
        return (FellOverdue(at=now.at),)
    if not loan.is_reminded and not loan.is_overdue and now.at >= loan.due_at - timedelta(days=1):
        return (Reminded(at=now.at),)
    return ()


def moments(loan: Loan) -> tuple[datetime, ...]:
    """The last of them changes nothing, as can happen: a moment somebody forgot to take away."""
    if loan.stage is not Stage.LENT or loan.due_at is None:
        return ()
    due = loan.due_at
    reminder = () if loan.is_reminded or loan.is_overdue else (due - timedelta(days=1),)
    return (*reminder, *(() if loan.is_overdue else (due,)), due + timedelta(days=1))


def begin(event: Shelved, edition: Edition) -> Loan:
    return Loan(
        id=event.id, edition=edition, stage=Stage.SHELVED, seq=1, opened_at=event.at, changed_at=event.at
    )


def evolve(loan: Loan, event: Event) -> Loan:
    loan = timekeeping.counted_again(after(loan, event), event)
    match event:
        case timekeeping.DueDatesRecomputed():
            return loan
        case Lent():
            look = Clock(name="look-after-it", rule=LOOK.id, event="lent", started_at=event.at)
            loan = replace(loan, stage=Stage.LENT, due_at=event.due_at, clocks=(look,))
            return replace(loan, is_reminded=False, is_overdue=False)
        case Extended():
            return replace(loan, due_at=event.due_at, is_reminded=False, is_overdue=False)
        case Reminded():
            return replace(loan, is_reminded=True)
        case FellOverdue():
            return replace(loan, is_overdue=True)
        case DamageNoted():
            return replace(loan, damages=(*loan.damages, event.what))
        case SightingNoted():
            return replace(loan, sightings=loan.sightings + 1)
        case TakenBack():
            return replace(loan, stage=Stage.CLOSED)
    raise AssertionError(event)


def view(loan: Loan) -> View:
    case = CaseRow(
        stage=loan.stage.value,
        step=2 if loan.stage is Stage.LENT else None,
        owner_unit=KEEPER.unit,
        owner_role=KEEPER.role,
        handler=None,
        waits_for="return" if loan.stage is Stage.LENT else "borrower",
        next_moment=min(moments(loan), default=None),
        due_on=loan.due_at.date() if loan.due_at else None,
        overdue=loan.is_overdue,
        needs_attention=loan.is_overdue,
        outcome="taken-back" if loan.has_ended else None,
        places=(),
        opened_at=loan.opened_at,
        changed_at=loan.changed_at,
        closed_at=loan.changed_at if loan.has_ended else None,
        light="red" if loan.is_overdue else "yellow" if loan.is_reminded else "green",
        calendar=loan.edition.calendar.series,
        calendar_number=loan.edition.calendar.number,
        amendments=loan.edition.amendments,
    )
    return View(case, ())


def follows(loan: Loan, event: Event) -> tuple[Letter, ...]:
    return (Letter(loan.seq, "note-of-loan", 1, {}),) if isinstance(event, Lent) else ()


EVENTS = (
    Shelved,
    Lent,
    Extended,
    Reminded,
    FellOverdue,
    DamageNoted,
    SightingNoted,
    TakenBack,
    timekeeping.DueDatesRecomputed,
    staffing.StaffingChanged,
    staffing.HandedToSuccessor,
)

LOAN = Procedure(
    name="loan",
    acts={
        (Stage.SHELVED, Lend): (keeper, lend),
        (Stage.LENT, Extend): (keeper, extend),
        (Stage.LENT, TakeBack): (keeper, take_back),
    },
    facts={
        Damaged: damaged,
        Sighted: sighted,
        timekeeping.CalendarPublished: timekeeping.calendar_published,
        timekeeping.RulesPublished: timekeeping.rules_published,
        TimePassed: time_passed,
        **staffing.FACTS,
    },
    begin=begin,
    evolve=staffing.staffed(evolve),
    events={event.__name__: event for event in EVENTS},
    view=view,
    follows=follows,
    moments=moments,
    commands={"lend": Lend, "extend": Extend, "take_back": TakeBack},
    reports={"report_damage": Damaged},
    messages={**staffing.TOLD, "sighted": Sighted},
    publications=timekeeping.PUBLICATIONS,
)

# How soon the keeper looks after what was lent: a date beside the loan's own, and no moment of it.
LOOK = ClockRule(
    id="T-01",
    trigger="lent",
    count=3,
    unit=Unit.CALENDAR_DAYS,
    rolls=False,
    responsible="keeper",
    articles=(Basis.WHOLE_PERIOD.article,),
    mark=Mark.POLICY,
    valid_from=date(2026, 1, 1),
)

_SEAT = Seat("keeper", Organ.COUNTY)
EDITION = Edition(
    id="c-1-2026-1",
    county="c-1",
    in_force_from=date(2026, 1, 1),
    calendar=WorkingCalendar("2026-1", frozenset({2026}), frozenset({date(2026, 10, 1)})),
    ladder=Ladder((), StepFour.TOLD, frozenset({"ladder"}), 1, 1),
    intake=_SEAT,
    docking_office=_SEAT,
    dispatcher=_SEAT,
    supervisor=_SEAT,
    police=_SEAT,
    clocks=(LOOK,),
    hours=OfficeHours(time(17, 30), time(8, 30), time(18)),
    representatives_at_most=5,
    bodies=(),
    dispute_types=("ladder",),
    petitions=replace(counties.edition("demo", "2026.1").petitions, routes=()),  # a ladder takes none
    events=counties.edition("demo", "2026.1").events,
    directory=counties.edition("demo", "2026.1").directory,
    oversight=counties.edition("demo", "2026.1").oversight,
    supervision=counties.edition("demo", "2026.1").supervision,
    meetings=MeetingWork((), (), 0, (), _SEAT),
)


def shelved(id_: str, at: datetime | None = None) -> Shelved:
    return Shelved(at=at or datetime.now(UTC), id=id_)
