"""How every procedure is written: a table of what may be done, when, and by whom.

Four verbs carry it: ``decide``, ``evolve``, ``next_moment``, ``permitted``. Beside them stand two
pure readings of the state: ``view`` (what people see) and ``follows`` (what must go out).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from types import ModuleType
from typing import Any, NewType, Self, TypeVar

from rules.clocks.clock import Clock, named
from rules.clocks.reckoning import DueDate
from rules.editions import Edition
from rules.instants import legal_day
from rules.journal import Letter, View
from rules.refusals import Reason, Refused

# A reference to personal content (someone's words, minutes, proof). The text itself lies sealed
# in the records; commands and events carry only this.
Sealed = NewType("Sealed", str)
# What marks a field of a command that nobody who asks writes: the house looks it up and adds it.
BY_THE_HOUSE: Mapping[str, bool] = {"by_the_house": True}


@dataclass(frozen=True)
class Officer:  # 承办人
    """A person acting as a seat of a unit. ``person`` is a reference, never a name."""

    person: str
    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Command:
    """What an officer asks for. It can be refused.

    ``id`` is the caller's idempotency key (UUID). ``expected_seq``, when given, is the last
    decision the caller has seen. ``digest`` is the keyed digest of the request that carried it.
    """

    id: str
    by: Officer
    expected_seq: int | None = None
    digest: str | None = None


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What is so, whoever likes it: time has passed, a party has changed its mind. It is never
    refused; at most there is nothing to do. ``id`` is the reporter's key, where a person reports."""

    id: str | None = None
    by: Officer | None = None
    digest: str | None = None


@dataclass(frozen=True, kw_only=True)
class TimePassed(Fact):
    pass


@dataclass(frozen=True)
class Now:
    """All a rule may know of the world outside its own papers: an aware instant."""

    at: datetime

    @property
    def today(self) -> date:
        """The legal day, in Asia/Shanghai."""
        return legal_day(self.at)


@dataclass(frozen=True, kw_only=True)
class Event:
    """What has happened. Past tense, complete, never changed afterwards. ``at`` is in UTC.

    ``by`` is whoever decided or reported it; None when time or another procedure brought it.
    """

    at: datetime
    by: Officer | None = None


@dataclass(frozen=True)
class Recount:
    """What a publication did to a case: dates moved, duties now overdue, notices due."""

    version: str
    moved: int = 0
    overdue: int = 0
    notices: int = 0


@dataclass(frozen=True, kw_only=True)
class Late:  # 逾期事项
    """A duty that is late (``rules/late.py``): who has to do it, since which entry it is known to be late,
    and of which run of which clock; None where no clock counts it. ``rule`` is the clock's."""

    duty: str
    clock: str | None
    rule: str | None
    run: datetime | None
    due_on: date
    role: str
    unit: str
    fell_in: int


@dataclass(frozen=True)
class NoLonger:
    """In the entry ``seq`` what fell late in the entry ``fell_in`` ceased to be. ``how``: met | moved."""

    seq: int
    fell_in: int
    how: str


@dataclass(frozen=True, kw_only=True)
class Proceeding:
    """What disputes and aftercare (and every later procedure) have in common."""

    id: str  # {procedure}/{county}/{number}/{n}
    edition: Edition
    stage: StrEnum
    seq: int = 0  # entries it has seen
    decided_seq: int = 0  # the last entry that a person decided
    opened_at: datetime
    changed_at: datetime
    clocks: tuple[Clock, ...] = ()  # every clock that has begun and still means something
    recounts: tuple[Recount, ...] = ()  # of the last few publications that reached it
    recused: frozenset[str] = frozenset()  # who has stepped aside here, by reference
    empty_seats: frozenset[str] = frozenset()  # role@unit: what waits there, waits for nobody
    on_leave: frozenset[str] = frozenset()  # of those who answer for it by name
    gone: frozenset[str] = frozenset()  # likewise: they have no seat any more
    staffed_at: datetime | None = None  # when that was last seen to change
    late: tuple[Late, ...] = ()  # duties that are late, and supervised
    no_longer: tuple[NoLonger, ...] = ()  # what ceased to be, when that was last looked at

    def clock(self, name: str) -> Clock:
        """Its clock of that name. Raises StopIteration if there is none."""
        return named(self.clocks, name)

    def due(self, name: str) -> DueDate | None:
        """When that clock ends as things stand; None while it stands still."""
        clock = self.clock(name)
        return clock.due(self.edition.rule(clock.rule), self.edition.calendar)

    @property
    def has_ended(self) -> bool:
        raise NotImplementedError

    @property
    def answering(self) -> frozenset[str]:
        """Who answers for it by name, beside the seats it waits for."""
        return frozenset()

    def handed_to(self, person: str, to: str | None) -> Self:
        """The state once ``to`` answers for whatever ``person`` did; with nobody, its seat does. Where nobody
        answers by name, nobody is asked."""
        raise NotImplementedError


S = TypeVar("S", bound=Proceeding)


def after(state: S, event: Event) -> S:
    """The state with the event counted. ``decided_seq`` moves only when a person stands behind it,
    so that a reminder makes no clerk's form stale."""
    seq = state.seq + 1
    return replace(
        state,
        seq=seq,
        decided_seq=state.decided_seq if event.by is None else seq,
        changed_at=event.at,
    )


def with_clock(state: S, clock: Clock) -> S:
    """The state with this clock in the place of the one of its name, or beside the others."""
    others = tuple(each for each in state.clocks if each.name != clock.name)
    return replace(state, clocks=(*others, clock))


# Steps take (state, asked, now) and return the events this makes happen, in order.
Step = Callable[[Any, Any, Now], tuple[Event, ...]]
ByWhom = Callable[[Any, Officer], bool]
# A bar keeps one person from one command although the seat would allow it; None if nothing does.
Bar = Callable[[Any, type[Command], Officer], Reason | None]

# What an officer is not shown of a procedure as it stands: names of events, codes of tasks.
Unseen = Callable[[Any, Officer], frozenset[str]]
# Of an entry, by its body: the numbers of other matters that its words are about.
Others = Callable[[Any, Mapping[str, Any]], frozenset[str]]
# Whether an officer's duty by a procedure tells them which other matters it is about.
Told = Callable[[Any, Officer], bool]


@dataclass(frozen=True)
class About:
    """What the list of matters shows of a matter, as the first entry of one of its procedures says it."""

    dispute_type: str | None = None
    place: str | None = None


def says_nothing(state: Any) -> About:
    return About()


def no_bar(state: Any, command: type[Command], officer: Officer) -> None:
    return None


def nothing_unseen(state: Any, officer: Officer) -> frozenset[str]:
    return frozenset()


def no_others(state: Any, body: Mapping[str, Any]) -> frozenset[str]:
    return frozenset()


def told_to_all(state: Any, officer: Officer) -> bool:
    return True


@dataclass(frozen=True)
class Procedure:
    """A procedure is two tables and a fold.

    ``acts``: (stage, command) -> (by whom, step). A missing row is a refusal.
    ``facts``: fact -> step; there is no stage at which a fact could be refused.
    ``begin``: the state after the first event, given the edition it runs under.
    ``events``: persisted name -> class, pinned by a house test.
    ``about``: what the matter is about, as its registration here says it.
    ``others``, ``told``: which other matters an entry is about, and whose duty it is to know of them; anybody
    else is shown no number that they do not see.
    """

    name: str
    acts: Mapping[tuple[StrEnum, type[Command]], tuple[ByWhom, Step]]
    facts: Mapping[type[Fact], Step]
    begin: Callable[[Any, Edition], Any]
    evolve: Callable[[Any, Any], Any]
    events: Mapping[str, type[Event]]
    view: Callable[[Any], View]
    follows: Callable[[Any, Any], tuple[Letter, ...]]
    moments: Callable[[Any], tuple[datetime, ...]]
    commands: Mapping[str, type[Command]] = field(default_factory=dict)
    reports: Mapping[str, type[Fact]] = field(default_factory=dict)
    messages: Mapping[str, type[Fact]] = field(default_factory=dict)
    publications: Mapping[str, type[Fact]] = field(default_factory=dict)
    bar: Bar = no_bar
    about: Callable[[Any], About] = says_nothing
    unseen: Unseen = nothing_unseen
    others: Others = no_others
    told: Told = told_to_all

    def decide(self, state: Any, asked: Command | Fact, now: Now) -> tuple[Event, ...]:
        """The events this makes happen, none if there is nothing to do. Raises Refused; changes nothing."""
        if isinstance(asked, Fact):
            return self.facts[type(asked)](state, asked, now)
        if asked.expected_seq is not None and asked.expected_seq < state.decided_seq:
            raise Refused(Reason.PAPERS_OUT_OF_DATE)
        if reason := self._kept_from(state, type(asked), asked.by):
            raise Refused(reason)
        _, step = self.acts[state.stage, type(asked)]
        return step(state, asked, now)

    def permitted(self, state: Any, officer: Officer) -> frozenset[type[Command]]:
        """What this officer may ask for at this stage. Pages draw their buttons from here."""
        return frozenset(c for c in self.commands.values() if not self._kept_from(state, c, officer))

    def why_not(self, state: Any, officer: Officer) -> dict[type[Command], Reason]:
        """For each command this officer may not ask for now: why."""
        kept = {command: self._kept_from(state, command, officer) for command in self.commands.values()}
        return {command: reason for command, reason in kept.items() if reason}

    def _kept_from(self, state: Any, command: type[Command], officer: Officer) -> Reason | None:
        row = self.acts.get((state.stage, command))
        if row is None:
            return Reason.NOT_AT_THIS_STAGE
        by_whom, _ = row
        if not by_whom(state, officer):
            return Reason.NOT_YOURS_TO_DO
        return self.bar(state, command, officer)

    def next_moment(self, state: Any) -> datetime | None:
        """When time itself will next change something, in UTC; None if never."""
        return min(self.moments(state), default=None)

    def fold(self, events: list[Event], edition: Edition) -> Any:
        """The state after a whole story, from its first event."""
        state = self.begin(events[0], edition)
        for event in events[1:]:
            state = self.evolve(state, event)
        return state


def names_of(*modules: ModuleType) -> dict[str, type[Event]]:
    """The events defined in these modules by their persisted names."""
    return {
        name: kind
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event
    }


def procedure_id(kind: str, county: str, number: str, n: int) -> str:
    """The id of a procedure, which is also its workflow's: no unit and no person in it."""
    return f"{kind}/{county}/{number}/{n}"


def kind_of(procedure: str) -> str:
    """Which kind of procedure an id belongs to, for example ``dispute``."""
    return procedure.split("/", 1)[0]


def number_of(procedure: str) -> str:
    """The number of the matter that a procedure is about."""
    return procedure.split("/")[2]


def n_of(procedure: str) -> int:
    """Which procedure of its kind about the matter this is: 1 for the first."""
    return int(procedure.rsplit("/", 1)[1])
