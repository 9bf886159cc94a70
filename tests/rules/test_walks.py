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
from rules.consultation.matter import Outcome as End
from rules.consultation.matter import Service
from rules.consultation.procedure import CONSULTATION
from rules.dispute.matter import Flag, Outcome, Party, PartyRole
from rules.dispute.procedure import DISPUTE
from rules.dispute.registration import reopen
from tests.rules import county
from tests.rules.promises import AftercareWitness, DisputeWitness, QuestionWitness
from tests.rules.questions import AUNT, LABOUR, TOWNSHIP_OFFICE, WINDOW, ZHANG, QuestionStory, question
from tests.rules.story import AftercareStory, DisputeStory, aftercare_of, registration
from tests.rules.walks import walk

SEEDS = range(200)
QUESTIONS = range(80)  # a short procedure: its walks begin many of them
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


@cache
def first_of_a_question(edition: int, people: Any, services: Any, by: Any, *, has_place: bool) -> Any:
    place = {} if has_place else {"village": None, "township": None}
    return question(edition=EDITIONS[edition], people=people, services=services, by=by, **place)


def a_random_question(dice: Random) -> QuestionStory:
    edition = dice.randrange(len(EDITIONS))
    first = first_of_a_question(
        edition,
        dice.choice(((ZHANG, AUNT), (ZHANG,), ())),
        frozenset(dice.sample(tuple(Service), dice.randint(0, 2))),
        dice.choice((county.WINDOW_CLERK, WINDOW, TOWNSHIP_OFFICE, LABOUR)),
        has_place=dice.random() < 0.7,
    )
    at = some_day(dice)
    return QuestionStory(CONSULTATION, replace(first, at=at, received_at=at), EDITIONS[edition])


@cache
def walk_of_disputes(seed: int) -> Counter[str]:
    return walk(seed, a_random_dispute, DisputeWitness, the_next_episode)


@cache
def walk_of_aftercare(seed: int) -> Counter[str]:
    return walk(seed, a_random_aftercare, AftercareWitness, lambda _, dice: a_random_aftercare(dice))


@cache
def walk_of_questions(seed: int) -> Counter[str]:
    return walk(seed, a_random_question, QuestionWitness, lambda _, dice: a_random_question(dice))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dispute_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_disputes(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_aftercare_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_aftercare(seed)


@pytest.mark.parametrize("seed", QUESTIONS)
def test_a_question_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_questions(seed)


def test_the_walks_reach_every_end() -> None:
    disputes = sum(map(walk_of_disputes, SEEDS), Counter())
    aftercare = sum(map(walk_of_aftercare, SEEDS), Counter())
    questions = sum(map(walk_of_questions, QUESTIONS), Counter())

    assert min(disputes[outcome] for outcome in Outcome) >= 3, disputes
    assert min(aftercare[outcome] for outcome in Result) >= 20, aftercare
    assert min(questions[outcome] for outcome in End) >= 10, questions
