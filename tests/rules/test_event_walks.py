"""Seeded walks through events: random people, facts and time, and every promise held at every step."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

from rules.event import commands
from rules.event import events as happened_events
from rules.event.matter import Cause, EventCase, Outcome, Result, Stage
from rules.event.procedure import EVENT
from rules.gazetteer import PlaceKind
from rules.journal import View
from rules.procedure import Event
from tests.rules import county
from tests.rules.event_stories import (
    AT_THE_LANE,
    COLLEAGUE,
    IN_THE_TOWNSHIP,
    NOWHERE,
    REPORTER,
    EventStory,
    registration,
)
from tests.rules.story import WORDS
from tests.rules.walking import OFFICERS, People
from tests.rules.walks import walk

SEEDS = range(80)
EDITIONS = (county.TOLD, county.STRICT)
UNITS = (county.VILLAGE, county.OTHER_VILLAGE, county.TOWNSHIP, county.COUNTY, "sl-d1", "sl-d11", "sl-a1")


class Neighbours(People):
    """Everybody around one event."""

    officers = (*OFFICERS, COLLEAGUE)
    weights: Mapping[type, float] = {
        **People.weights,
        commands.SignIn: 4,
        commands.Respond: 4,
        commands.RecordHandling: 4,
        commands.ProposeClosing: 3,
        commands.ApproveClosing: 4,
        commands.RecordAnalysis: 4,
        commands.PassOn: 0.5,
        commands.TurnEventIntoPetition: 0.2,
        commands.TurnEventIntoDispute: 0.2,
    }
    words_for: Mapping[type, Callable[[Any, Any], dict[str, Any]]] = {
        **People.words_for,
        commands.PassOn: lambda p, _s: {"unit": p.dice.choice(UNITS), "reason": WORDS},
        commands.Respond: lambda _p, _s: {"words": WORDS},
        commands.RecordHandling: lambda _p, _s: {"words": WORDS},
        commands.ProposeClosing: lambda p, _s: {"result": p.dice.choice(tuple(Result)), "words": WORDS},
        commands.SendEventBack: lambda _p, _s: {"reason": WORDS},
        commands.RecordAnalysis: lambda p, _s: {
            "cause": p.dice.choice(tuple(Cause)),
            "place_kind": p.dice.choice(tuple(PlaceKind)),
            "words": WORDS,
        },
        commands.TurnEventIntoPetition: lambda p, s: {"wished_by": _whoever(p, s), "wish": WORDS},
        commands.TurnEventIntoDispute: lambda p, s: {"wished_by": _whoever(p, s), "wish": WORDS},
    }


def _whoever(people: People, story: Any) -> str | None:
    return people.party(story) if story.state.people or not people.mostly() else None


class EventWitness:
    """Follows an event by what happened alone, and holds the state against what it saw."""

    def __init__(self, story: EventStory) -> None:
        self.story = story
        self.hands: set[str] = set()
        self.told: Counter[str] = Counter()

    def sees(self, before: EventCase, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(before, event)
        state = self.story.state
        assert state.hands == self.hands
        assert view.case.owner_unit in view.case.places
        assert {late.clock: late.told for late in state.delays} == {
            clock: told for clock, told in self.told.items() if told
        }
        assert all(not late.clock or self._is_open(late.clock) for late in state.delays)
        named = {task.person for task in view.tasks if task.person}
        assert named <= {state.handler}

    def _is_open(self, clock: str) -> bool:
        return self.story.state.clock(clock).is_open

    def _sees_one(self, before: EventCase, event: Event) -> None:
        match event:
            case (
                happened_events.EventAnswered()
                | happened_events.EventHandled()
                | happened_events.ClosingProposed()
            ):
                assert event.by
                self.hands.add(event.by.person)
            case happened_events.ClosingApproved() | happened_events.EventSentBack():
                assert event.by
                assert event.by.person not in self.hands
                assert event.by.person != before.handler
            case happened_events.EventFellOverdue():
                assert self.told[event.clock] == 0
                self.told[event.clock] = 1
            case happened_events.EventToldUp():
                assert event.told == self.told[event.clock] + 1
                self.told[event.clock] = event.told
            case happened_events.EventEnded():
                self._ended(before, event)
        kept = {late.clock for late in self.story.state.delays}
        self.told = Counter({clock: told for clock, told in self.told.items() if clock in kept})

    def _ended(self, before: EventCase, ended: happened_events.EventEnded) -> None:
        assert ended.by  # time ends nothing
        petitions = [x for x in self.story.letters if x.kind == "open-petition"]
        assert len(petitions) == (ended.outcome is Outcome.BECAME_PETITION)
        if ended.outcome is not Outcome.HANDLED:
            assert ended.person in before.reporter or not before.reporter
            assert ended.wish
        else:
            assert before.stage is Stage.ANALYSIS
        assert len(self.story.letters_of("document")) == 1


@cache
def first(edition: int, location: Any, kind: str, people: Any, holders: Any) -> Any:
    more = {"holders": holders} if holders is not None else {}
    return registration(edition=EDITIONS[edition], location=location, kind=kind, people=people, **more)


def a_random_event(dice: Random) -> EventStory:
    edition = dice.randrange(len(EDITIONS))
    begun = first(
        edition,
        dice.choice((AT_THE_LANE, AT_THE_LANE, IN_THE_TOWNSHIP, NOWHERE)),
        dice.choice(("tree", "illegal-parking")),
        dice.choice(((REPORTER,), ())),
        dice.choice((None, ())),
    )
    at = county.MONDAY + timedelta(hours=dice.randint(0, 24 * 400))
    return EventStory(EVENT, replace(begun, at=at, received_at=at), EDITIONS[edition])


@cache
def walk_of_events(seed: int) -> Counter[str]:
    return walk(seed, a_random_event, EventWitness, lambda _, dice: a_random_event(dice), Neighbours)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_event_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_events(seed)


def test_the_walks_reach_every_end_of_an_event() -> None:
    ended = sum(map(walk_of_events, SEEDS), Counter[str]())

    assert min(ended[outcome] for outcome in Outcome) >= 10, ended
