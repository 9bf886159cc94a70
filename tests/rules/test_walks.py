"""Seeded walks: random people, facts and time, and every promise held at every step."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

from rules.aftercare.matter import Outcome as Result
from rules.aftercare.procedure import AFTERCARE
from rules.dispute.matter import Flag, Outcome, Party, PartyRole
from rules.dispute.procedure import DISPUTE
from rules.dispute.registration import reopen
from rules.procedure import Event, TimePassed
from tests.rules import county, promises
from tests.rules.promises import AftercareWitness, DisputeWitness
from tests.rules.story import AftercareStory, DisputeStory, Story, aftercare_of, registration
from tests.rules.walking import People

SEEDS = range(200)
ACTS = 60
STILL_ASKED_AFTERWARDS = 3
EDITIONS = (
    *[county.TOLD] * 3,
    *[county.STRICT] * 2,
    county.with_attempts(2),
    county.where_silence_climbs(),
    county.where_silence_climbs(county.with_attempts(2, county.STRICT)),
)
CHILD = Party("wang", PartyRole.THIRD, is_minor=True, guardian="wang-mother")


@cache
def first_of_a_dispute(edition: int, dispute_type: str, *, is_major: bool, with_a_child: bool) -> Any:
    return registration(
        edition=EDITIONS[edition],
        dispute_type=dispute_type,
        flags=frozenset({Flag.ESPECIALLY_MAJOR}) if is_major else frozenset(),
        parties=(*county.TWO, CHILD) if with_a_child else county.TWO,
    )


@cache
def first_of_aftercare(edition: int, outcome: Outcome, step: int, *, is_confirmable: bool) -> Any:
    hands = frozenset({county.MEDIATOR.person})
    story = aftercare_of(
        outcome, edition=EDITIONS[edition], step=step, is_confirmable=is_confirmable, hands=hands
    )
    return story.events[0]


def some_day(dice: Random) -> datetime:
    return county.MONDAY + timedelta(hours=dice.randint(0, 24 * 400))


def a_random_dispute(dice: Random) -> DisputeStory:
    edition = dice.randrange(len(EDITIONS))
    first = first_of_a_dispute(
        edition,
        dice.choice(("neighbour", "neighbour", "wages")),
        is_major=dice.random() < 0.1,
        with_a_child=dice.random() < 0.3,
    )
    return DisputeStory(DISPUTE, replace(first, at=some_day(dice)), EDITIONS[edition])


def the_next_episode(before: DisputeStory, dice: Random) -> DisputeStory:
    if before.state.outcome in (Outcome.NOT_MEDIABLE, Outcome.FILED_IN_COURT) or dice.random() < 0.5:
        return a_random_dispute(dice)
    anchor = f"{before.state.id}#{before.state.seq}"
    step = dice.randint(1, before.state.step)
    first = reopen(
        before.state,
        id="dispute/sl/SL-2026-1/2",
        step=step,
        anchored_on=anchor,
        by=county.DISPATCHER,
        at=before.at,
    )
    return DisputeStory(DISPUTE, first, before.state.edition)


def a_random_aftercare(dice: Random) -> AftercareStory:
    edition, outcome = dice.randrange(len(EDITIONS)), dice.choice((*Outcome, Outcome.WITHDRAWN))
    has_agreement = outcome in (Outcome.AGREEMENT, Outcome.PARTIAL_AGREEMENT)
    first = first_of_aftercare(
        edition, outcome, dice.randint(1, 4), is_confirmable=has_agreement and dice.random() < 0.7
    )
    at = some_day(dice)
    windows = tuple(replace(opened, since=at) for opened in first.windows)
    return AftercareStory(AFTERCARE, replace(first, at=at, windows=windows), EDITIONS[edition])


def act(story: Story, people: People) -> tuple[Event, ...]:
    """One thing: somebody asks, somebody reports, or time passes."""
    throw = people.dice.random()
    if throw < 0.04:
        return story.hear(people.publishes(story))
    if throw < 0.65:
        return promises.try_(story, people.asks(story))
    if throw < 0.77:
        return story.hear(people.reports(story))
    until = story.at + people.waits()
    if throw < 0.97:
        return tuple(promises.let_time_pass(story, until))
    story.at = until  # nobody looked for a while: everything that came due comes at once
    return story.wait()


def walk(seed: int, begin: Any, witness_of: Any, go_on: Any) -> Counter[str]:
    people = People(seed)
    story = begin(people.dice)
    witness, ended = witness_of(story), Counter[str]()
    for _ in range(ACTS):
        before = story.state
        happened = act(story, people)
        if happened:
            view = promises.keeps_the_promises_of_every_procedure(story)
            promises.dates_move_as_the_journal_says(before, happened, story.state)
            witness.sees(before, happened, view)
        else:
            assert story.state is before
        if story.state.has_ended:
            ended[story.state.outcome] += 1
            promises.the_journal_tells_the_same(story)
            promises.nothing_moves_any_more(story, TimePassed())
            for _ in range(STILL_ASKED_AFTERWARDS):
                promises.nothing_moves_any_more(story, people.asks(story))
                promises.nothing_moves_any_more(story, people.reports(story))
                promises.nothing_moves_any_more(story, people.publishes(story))
            story = go_on(story, people.dice)
            witness = witness_of(story)
    promises.the_journal_tells_the_same(story)
    return ended


@cache
def walk_of_disputes(seed: int) -> Counter[str]:
    return walk(seed, a_random_dispute, DisputeWitness, the_next_episode)


@cache
def walk_of_aftercare(seed: int) -> Counter[str]:
    return walk(seed, a_random_aftercare, AftercareWitness, lambda _, dice: a_random_aftercare(dice))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dispute_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_disputes(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_aftercare_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_aftercare(seed)


def test_the_walks_reach_every_end() -> None:
    disputes = sum(map(walk_of_disputes, SEEDS), Counter())
    aftercare = sum(map(walk_of_aftercare, SEEDS), Counter())

    assert min(disputes[outcome] for outcome in Outcome) >= 3, disputes
    assert min(aftercare[outcome] for outcome in Result) >= 20, aftercare
