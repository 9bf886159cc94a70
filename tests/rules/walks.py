"""A walk: one procedure after another, act by act, and every promise held at every step."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from rules.procedure import Event, TimePassed
from tests.rules import promises
from tests.rules.story import Story
from tests.rules.walking import People

ACTS = 60
STILL_ASKED_AFTERWARDS = 3


def act(story: Story, people: People) -> tuple[Event, ...]:
    """One thing: somebody asks, somebody reports, or time passes; now and then, before it, a seat falls
    empty or somebody leaves."""
    before = story.hear(people.of_the_staff(story)) if people.aside.random() < 0.05 else ()
    return (*before, *_act(story, people))


def _act(story: Story, people: People) -> tuple[Event, ...]:
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


def walk(
    seed: int, begin: Any, witness_of: Any, go_on: Any, people_of: Callable[[int], People] = People
) -> Counter[str]:
    people = people_of(seed)
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
