"""Seeded walks through petitions, to mediations and back, and every promise held at every step."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

from rules.channels import Channel
from rules.dispute.commands import FiledInCourt
from rules.dispute.procedure import DISPUTE
from rules.participants import Participant, ParticipantRole, People, Power
from rules.petition.commands import MediationEnded
from rules.petition.matter import Outcome
from rules.petition.procedure import PETITION
from rules.procedure import Officer, TimePassed
from rules.succession import mediation_of
from tests.rules import county, promises
from tests.rules.petition.promises import PetitionWitness
from tests.rules.petition.story import CHINA, LI, WANG, ZHANG, PetitionStory, registration, representatives
from tests.rules.petition.walking import PeopleWhoAgree, Petitioners, PetitionersWhoMediate
from tests.rules.promises import DisputeWitness
from tests.rules.story import WORDS, DisputeStory
from tests.rules.walks import act, walk

SEEDS = range(200)
EDITIONS = (county.TOLD, county.TOLD, CHINA)
AUNT = Participant(
    ref="aunt",
    role=ParticipantRole.ERRAND_AGENT,
    acts_for="zhang",
    authority=WORDS,
    powers=frozenset({Power.WITHDRAW, Power.RECEIVE}),
)
PEOPLE: tuple[People, ...] = (
    (ZHANG, LI),
    (ZHANG, LI),
    (ZHANG, WANG, LI),
    (ZHANG, LI, AUNT),
    (ZHANG,),
    (*representatives(3), LI),
    (),
)
RECEIVED = (
    (county.COUNTY, county.WINDOW_CLERK),
    (county.VILLAGE, county.seated("grid_worker", county.VILLAGE)),
)
DIRECTLY = ("sl-d4", county.seated("dept_handler", "sl-d4"))
ENOUGH = 1_500


@cache
def first_of_a_petition(edition: int, people: int, channel: Channel, received: int) -> Any:
    unit, by = (*RECEIVED, DIRECTLY)[received]
    return registration(
        edition=EDITIONS[edition],
        people=PEOPLE[people],
        is_anonymous=not PEOPLE[people],
        people_count=max(1, len(PEOPLE[people]) - 1),
        channel=channel,
        received_by=unit,
        by=by,
    )


def a_random_petition(dice: Random) -> PetitionStory:
    edition, people = dice.randrange(len(EDITIONS)), dice.randrange(len(PEOPLE))
    return begun(dice, edition, people, dice.choice((0, 0, 0, 1, 2)))


def a_petition_with_two_sides(dice: Random) -> PetitionStory:
    return begun(dice, dice.randrange(len(EDITIONS)), dice.choice((0, 2, 3, 5)), 0)


def begun(dice: Random, edition: int, people: int, received: int) -> PetitionStory:
    channel = dice.choice((Channel.LETTER, Channel.PHONE, Channel.VISIT))
    first = first_of_a_petition(edition, people, channel, received)
    at = county.MONDAY + timedelta(hours=dice.randint(-24 * 300, 24 * 300))
    received_at = at - timedelta(hours=dice.choice((0, 0, 5, 60)))
    return PetitionStory(PETITION, replace(first, at=at, received_at=received_at), EDITIONS[edition])


@cache
def walk_of_petitions(seed: int) -> Counter[str]:
    return walk(
        seed, a_random_petition, PetitionWitness, lambda _, dice: a_random_petition(dice), Petitioners
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_petition_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_petitions(seed)


def test_the_walks_reach_every_end_of_a_petition() -> None:
    ends = sum(map(walk_of_petitions, SEEDS), Counter())

    assert min(ends[outcome] for outcome in Outcome) >= 3, ends


# From a petition to a mediation and back


def opened_by(petition: PetitionStory) -> DisputeStory:
    """The dispute about the same matter that the last proposal opens, as the relay does."""
    letter = petition.letters_of("open-dispute")[-1]
    n = 1 + len(petition.state.mediated_in)
    first = mediation_of(
        petition.state,
        id=f"dispute/sl/{petition.state.number}/{n}",
        number=petition.state.number,
        edition=petition.edition,
        dispute_type=letter.body["dispute_type"],
        seq=letter.seq,
        by=Officer(**letter.body["by"]),
        at=petition.at,
    )
    return DisputeStory(DISPUTE, first, petition.edition)


def walked_to_its_end(dispute: DisputeStory, seed: int) -> str:
    people, witness = PeopleWhoAgree(seed), DisputeWitness(dispute)
    for _ in range(ENOUGH):
        if dispute.state.has_ended:
            break
        before = dispute.state
        if happened := act(dispute, people):
            view = promises.keeps_the_promises_of_every_procedure(dispute)
            witness.sees(before, happened, view)
    if not dispute.state.has_ended:
        dispute.hear(FiledInCourt(case=WORDS))
    promises.the_journal_tells_the_same(dispute)
    return str(dispute.state.outcome)


def told_of(petition: PetitionStory, dispute: DisputeStory) -> None:
    """What came of it goes back in one letter; told again, nothing happens."""
    (letter,) = dispute.letters_of("tell-petition")
    assert letter.body["petition"] == petition.state.id
    promises.let_time_pass(petition, max(petition.at, dispute.at))
    told = MediationEnded(dispute=letter.body["dispute"], outcome=letter.body["outcome"])
    before = petition.state
    happened = petition.hear(told)
    assert [type(event).__name__ for event in happened] == ["MediationReturned"]
    assert petition.state.mediation == dispute.state.outcome
    assert (petition.state.stage, petition.state.clocks) == (before.stage, before.clocks)
    assert petition.hear(told) == ()


@cache
def walk_there_and_back(seed: int) -> Counter[str]:
    """One petition to its end, and every mediation it asks for on the way to its own."""
    people = PetitionersWhoMediate(seed)
    petition = a_petition_with_two_sides(people.dice)
    witness, seen = PetitionWitness(petition), Counter[str]()
    for _ in range(ENOUGH):
        before, length = petition.state, len(petition.events)
        act(petition, people)
        if petition.state.is_being_mediated and not petition.state.has_ended:
            dispute = opened_by(petition)
            seen["mediation", walked_to_its_end(dispute, seed)] += 1  # type: ignore[index]
            told_of(petition, dispute)
        if happened := tuple(petition.events[length:]):
            witness.sees(before, happened, promises.keeps_the_promises_of_every_procedure(petition))
        if petition.state.has_ended:
            break
    promises.the_journal_tells_the_same(petition)
    promises.nothing_moves_any_more(petition, TimePassed())
    seen[str(petition.state.outcome)] += 1
    return seen


@pytest.mark.parametrize("seed", SEEDS)
def test_a_petition_that_is_mediated_on_its_way_keeps_its_promises_and_ends(seed: int) -> None:
    walk_there_and_back(seed)


def test_the_walks_there_and_back_come_back_with_and_without_an_agreement() -> None:
    seen = sum(map(walk_there_and_back, SEEDS), Counter())

    assert seen["settled"] >= 3, seen
    assert seen["answered"] >= 3, seen
    assert seen["None"] == 0, seen
