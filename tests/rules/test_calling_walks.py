"""Seeded walks of dispatch orders and incidents: random seats, time, silence; every promise at every step."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

from rules.calling import may_be_called
from rules.dispatch import commands as dispatch
from rules.dispatch import events as dispatched
from rules.dispatch.matter import Outcome as Over
from rules.dispatch.matter import Ruling, Standing
from rules.dispatch.procedure import DISPATCH
from rules.incident import commands as incident
from rules.incident import events as commanded
from rules.incident.matter import Function
from rules.incident.matter import Outcome as End
from rules.incident.procedure import INCIDENT
from rules.journal import View
from rules.procedure import Event, Fact, Officer, TimePassed
from tests.rules import county
from tests.rules.calling_out import (
    COURT,
    LABOUR,
    LAND,
    TOWNSHIP_HEAD,
    DispatchStory,
    IncidentStory,
    danger,
    declared,
    order,
    posts,
)
from tests.rules.promises import CARRIED
from tests.rules.story import WORDS
from tests.rules.walking import People
from tests.rules.walks import walk

SEEDS = range(60)
CALLED = (LABOUR, LAND, county.POLICE, county.JUSTICE_OFFICE, TOWNSHIP_HEAD, county.CENTRE, COURT)
CONVENERS = (county.DISPATCHER, county.CENTRE, county.COMMISSIONER)
DECLARERS = (county.DISPATCHER, county.POLICE, county.COMMISSIONER)


class Callers(People):
    """As everybody, with the desk of a court among them, in minutes rather than days."""

    officers = (*CALLED, county.DISPATCHER, county.COMMISSIONER, county.SUPERVISOR, county.MEDIATOR)
    weights: Mapping[type, float] = {
        dispatch.CallOffDispatch: 0.15,
        dispatch.CloseDispatch: 2,
        dispatch.ReportForDuty: 4,
        dispatch.LogArrival: 5,
        dispatch.FinishUnitTask: 4,
        dispatch.DecideCallObjection: 3,
        incident.PutDangerAside: 0.5,
        incident.StandDown: 2,
        incident.ReportOrderDone: 4,
        incident.FileClosingReport: 4,
    }

    def waits(self) -> timedelta:
        return timedelta(minutes=self.dice.randint(0, 90))

    def reports(self, story: Any) -> Fact:
        """Nobody reports anything to a dispatch order; an incident is told of the police."""
        return super().reports(story) if "police_heard" in story.procedure.messages else TimePassed()

    def owner(self, story: Any) -> Officer:
        case = story.procedure.view(story.state).case
        if story.state.answering and self.dice.random() < 0.75:
            return Officer(min(story.state.answering), case.owner_role, case.owner_unit)
        return county.seated(case.owner_role, case.owner_unit)

    def call(self, story: Any) -> int:
        return self.dice.randint(0 if self.dice.random() < 0.05 else 1, len(story.state.calls))

    def number(self, among: Any) -> int:
        return self.dice.randint(1, max(len(among), 1))

    def post(self) -> dict[str, Any]:
        officer = self.dice.choice(self.officers)
        return {"role": officer.role, "unit": officer.unit}


WORDS_FOR: Mapping[type, Callable[[Any, Any], dict[str, Any]]] = {
    dispatch.ObjectToCall: lambda _p, _s: {"reason": WORDS},
    dispatch.DecideCallObjection: lambda p, s: {
        "call": p.call(s),
        "ruling": p.dice.choice(tuple(Ruling)),
        "reason": WORDS,
        **p.post(),
    },
    dispatch.LogArrival: lambda p, s: {
        "call": p.call(s),
        "arrived_at": s.at - timedelta(minutes=p.dice.randint(-1, 5)),
        "who": WORDS,
    },
    dispatch.CallAnotherUnit: lambda p, _s: p.post(),
    dispatch.StandUnitDown: lambda p, s: {"call": p.call(s), "reason": WORDS},
    dispatch.SetUnitTask: lambda p, s: {
        "call": p.call(s),
        "words": WORDS,
        "due_at": s.at + timedelta(minutes=p.dice.randint(-5, 60)),
    },
    dispatch.FinishUnitTask: lambda p, s: {"task": p.number(s.state.unit_tasks), "result": WORDS},
    dispatch.DropUnitTask: lambda p, s: {"task": p.number(s.state.unit_tasks), "reason": WORDS},
    dispatch.RecordDispatchMinutes: lambda _p, _s: {"words": WORDS},
    dispatch.CloseDispatch: lambda _p, _s: {"result": WORDS},
    dispatch.CallOffDispatch: lambda _p, _s: {"reason": WORDS},
    incident.TakeUpDanger: lambda p, _s: {"grade": p.dice.choice(("general", "major", "huge"))},
    incident.PutDangerAside: lambda _p, _s: {"words": WORDS},
    incident.ServeAs: lambda p, _s: {"function": p.dice.choice(tuple(Function)), **p.post()},
    incident.GiveOrder: lambda p, _s: {"words": WORDS, **p.post()},
    incident.AcknowledgeOrder: lambda p, s: {"order": p.number(s.state.orders)},
    incident.ReportOrderDone: lambda p, s: {"order": p.number(s.state.orders), "result": WORDS},
    incident.WithdrawOrder: lambda p, s: {"order": p.number(s.state.orders), "reason": WORDS},
    incident.FileSituationReport: lambda _p, _s: {"words": WORDS},
    incident.RecordCommandDecision: lambda _p, _s: {"words": WORDS},
    incident.Regrade: lambda p, _s: {"grade": p.dice.choice(("general", "major", "huge")), "reason": WORDS},
    incident.OfferCommand: lambda p, _s: p.post(),
    incident.DeclineCommand: lambda _p, _s: {"reason": WORDS},
    incident.StandDown: lambda p, _s: {"words": WORDS, **p.post()},
    incident.FileClosingReport: lambda _p, _s: {"report": WORDS},
    incident.PoliceHeard: lambda p, _s: {"procedure": "dispute/sl/SL-2026-1/1", "seq": p.dice.randint(2, 9)},
}
Callers.words_for = {**People.words_for, **WORDS_FOR}


class DispatchWitness:
    """Follows an order by its events alone: who has answered, who was told of silence, and in which order."""

    def __init__(self, story: DispatchStory) -> None:
        self.story = story
        self.told: Counter[int] = Counter()
        self.listed: set[int] = set()

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(event)
        state = self.story.state
        silent = {
            call.number
            for call in state.calls
            if call.number in self.listed and call.standing is Standing.AWAITED
        }
        assert {(s.role, s.unit) for s in state.silent} == {state.calls[n - 1].post for n in silent}
        assert all(may_be_called(state.edition, call.role, call.unit) for call in state.calls)
        assert state.lead_call.standing not in (Standing.EXCUSED, Standing.STOOD_DOWN)
        assert len(set(state.posts)) == len(state.posts)
        if not state.has_ended:
            waiting = {(task.role, task.unit) for task in view.tasks}
            assert set(state.posts) <= waiting  # nobody who is called loses sight of it
            assert (state.convener.role, state.convener.unit) in waiting

    def _sees_one(self, event: Event) -> None:
        match event:
            case dispatched.UnitSilent():
                self.told[event.call] += 1
                assert event.call not in self.listed, "told again after it was listed"
                assert self.told[event.call] <= 2
                assert event.is_listed is (event.role == "supervisor")
                self.listed |= {event.call} if event.is_listed else set()
            case dispatched.CallObjectionDecided(ruling=Ruling.OVERRULED):
                self.told[event.call] = 0
                self.listed -= {event.call}
            case dispatched.DispatchEnded(outcome=Over.DONE):
                assert self.story.state.has_every_end


class IncidentWitness:
    """Follows the command and the orders of an incident by its events alone."""

    def __init__(self, story: IncidentStory) -> None:
        self.story = story
        self.commander = story.state.commander.person
        self.unanswered: dict[int, int] = {}
        self.orders = 0

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(event)
        state = self.story.state
        if not any(type(event).__name__ == "HandedToSuccessor" for event in happened):
            assert state.commander.person == self.commander  # it passes by being taken, and not otherwise
        self.commander = state.commander.person
        assert {order.number for order in state.orders if order.is_awaited} == set(self.unanswered)
        assert all(order.told == self.unanswered[order.number] for order in state.orders if order.is_awaited)
        assert len(state.orders) == self.orders

    def _sees_one(self, event: Event) -> None:
        match event:
            case commanded.DangerTakenUp() | commanded.CommandTakenOver():
                assert event.by
                self.commander = event.by.person
            case commanded.OrderGiven():
                self.orders += 1
                self.unanswered[self.orders] = 0
            case commanded.OrderAcknowledged():
                del self.unanswered[event.order]
            case commanded.OrderReportedDone() | commanded.OrderWithdrawn():
                self.unanswered.pop(event.order, None)
            case commanded.OrderUnacknowledged():
                self.unanswered[event.order] += 1
                assert self.unanswered[event.order] <= 2


def a_random_dispatch(dice: Random) -> DispatchStory:
    called = posts(*dice.sample(CALLED, dice.randint(1, 4)))
    by_when = county.MONDAY + timedelta(minutes=dice.randint(20, 200))
    first = order(called=called, by=dice.choice(CONVENERS), be_there_by=by_when)
    return DispatchStory(DISPATCH, first, county.TOLD)


def a_random_incident(dice: Random) -> IncidentStory:
    first = declared(by=dice.choice(DECLARERS)) if dice.random() < 0.5 else danger()
    return IncidentStory(INCIDENT, first, county.TOLD)


@cache
def walk_of_dispatches(seed: int) -> Counter[str]:
    begin = a_random_dispatch
    return walk(seed, begin, DispatchWitness, lambda _, dice: begin(dice), Callers)


@cache
def walk_of_incidents(seed: int) -> Counter[str]:
    begin = a_random_incident
    return walk(seed, begin, IncidentWitness, lambda _, dice: begin(dice), Callers)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_order_keeps_its_promises_whatever_units_do(seed: int) -> None:
    walk_of_dispatches(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_incident_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_incidents(seed)


def test_the_walks_reach_every_end() -> None:
    orders = sum(map(walk_of_dispatches, SEEDS), Counter())
    incidents = sum(map(walk_of_incidents, SEEDS), Counter())

    assert min(orders[outcome] for outcome in Over) >= 5, orders
    assert min(incidents[outcome] for outcome in End) >= 5, incidents


def test_the_engine_carries_both() -> None:
    assert {DispatchStory.__annotations__["state"], IncidentStory.__annotations__["state"]} <= set(CARRIED)
