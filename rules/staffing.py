"""What happens in every procedure when seats fall empty and people are away or leave (在岗与交接).

A case is told who is not there; who may act meanwhile the directory says (`rules/seating.py`). Here it is
written down, a flag goes up for the supervisor, and a claim keeps no colleague out whose claimer is away.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rules.journal import Task, View
from rules.procedure import Event, Fact, Now, Proceeding, Step, after

FILL_A_SEAT = "fill-seat"  # 补足空缺岗位
HAND_OVER = "hand-over"  # 办理离任交接


@dataclass(frozen=True, kw_only=True)
class SeatsLookedAt(Fact):  # 在岗情况
    """Of what this case waits for on a day: the seats (role@unit) in which nobody is, and of those who answer
    for it by name who is on leave, and who has no seat any more."""

    empty: frozenset[str] = frozenset()
    on_leave: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class PersonLeft(Fact):  # 离任交接
    """Whatever ``person`` answered for by name, ``to`` takes over; nobody, and it is the seat's again. ``by``
    is who carries the handover out."""

    person: str
    to: str | None
    handover: str


@dataclass(frozen=True, kw_only=True)
class StaffingChanged(Event):  # 在岗情况变化
    empty: frozenset[str]
    on_leave: frozenset[str]
    gone: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class HandedToSuccessor(Event):  # 离任交接
    """``to``: as it came about; who has stepped aside here takes nothing over."""

    person: str
    to: str | None
    handover: str


# What every procedure is told, by the name under which it is told.
TOLD: Mapping[str, type[Fact]] = {"seats_looked_at": SeatsLookedAt, "person_left": PersonLeft}


def seats_looked_at(state: Proceeding, fact: SeatsLookedAt, now: Now) -> tuple[Event, ...]:
    """County policy 30 空岗: noted when it is another than was known; somebody there again, and it is
    over."""
    found = (fact.empty, fact.on_leave, fact.gone)
    if state.has_ended or found == (state.empty_seats, state.on_leave, state.gone):
        return ()
    return (StaffingChanged(at=now.at, empty=fact.empty, on_leave=fact.on_leave, gone=fact.gone),)


def person_left(state: Proceeding, fact: PersonLeft, now: Now) -> tuple[Event, ...]:
    """County policy 30 离任交接, XFTL 28(3) 回避: once, of whoever answers for it by name; never to
    somebody who has stepped aside."""
    if state.has_ended or fact.person not in state.answering:
        return ()
    to = None if fact.to in state.recused else fact.to
    return (HandedToSuccessor(at=now.at, by=fact.by, person=fact.person, to=to, handover=fact.handover),)


FACTS: Mapping[type[Fact], Step] = {SeatsLookedAt: seats_looked_at, PersonLeft: person_left}


def staffed(evolve: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The fold of a procedure with the events of this page in it."""

    def evolved(before: Any, event: Any) -> Any:
        match event:
            case StaffingChanged():
                return replace(
                    after(before, event),
                    empty_seats=event.empty,
                    on_leave=event.on_leave,
                    gone=event.gone,
                    staffed_at=event.at,
                )
            case HandedToSuccessor():
                state = after(before, event).handed_to(event.person, event.to)
                return replace(state, gone=state.gone - {event.person})
        return evolve(before, event)

    return evolved


def flagged(view: Callable[[Any], View]) -> Callable[[Any], View]:
    """What people read of a procedure, with the flag up while a seat is empty or somebody has left."""

    def seen(state: Proceeding) -> View:
        plain = view(state)
        flags = tuple(
            what for what, is_up in ((FILL_A_SEAT, state.empty_seats), (HAND_OVER, state.gone)) if is_up
        )
        if state.has_ended or not flags:
            return plain
        seat, since = state.edition.supervisor, state.staffed_at or state.changed_at
        tasks = (Task(what, seat.role, state.edition.county, None, since, None) for what in flags)
        return replace(plain, case=replace(plain.case, needs_attention=True), tasks=(*plain.tasks, *tasks))

    return seen


def is_away(state: Proceeding, person: str | None) -> bool:
    """County policy 30 请假: whether who claimed it is away, so that the claim keeps nobody out."""
    return person in state.on_leave or person in state.gone
