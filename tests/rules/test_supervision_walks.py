"""Seeded walks through supervision and recommendations: every promise held at every step."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

import counties
from rules.journal import View
from rules.procedure import Event, Officer
from rules.recommendation import commands as recommending
from rules.recommendation import events as recommended
from rules.recommendation.matter import Adoption, Kind
from rules.recommendation.matter import Outcome as End
from rules.recommendation.procedure import RECOMMENDATION
from rules.supervision import commands, events
from rules.supervision.matter import LETTER, REMINDER, Ground, Outcome, Stage
from rules.supervision.procedure import SUPERVISION
from tests.rules import county
from tests.rules.story import WORDS, Story
from tests.rules.supervising import (
    BUREAU,
    BUREAU_HEAD,
    HOUSING,
    RecommendationStory,
    SupervisionStory,
    a_clusters_draft,
    drafted,
    found,
    supervised,
)
from tests.rules.walking import OF_THE_STAFF, People
from tests.rules.walks import walk

SEEDS = range(60)
OFFICERS = tuple(
    Officer(person.ref, person.role, person.unit)
    for person in counties.people("demo")
    if person.unit in (county.COUNTY, county.TOWNSHIP, county.VILLAGE, HOUSING, "sl-d1")
)

WORDS_FOR: Mapping[type, Callable[[People, Any], dict[str, Any]]] = {
    commands.DraftLetter: lambda _p, _s: {"facts": WORDS, "demand": WORDS},
    commands.SetLetterAside: lambda _p, _s: {"reason": WORDS},
    commands.ReportRectification: lambda _p, _s: {"report": WORDS},
    commands.AcceptRectification: lambda _p, _s: {"findings": WORDS},
    commands.AskAgain: lambda _p, _s: {"reason": WORDS},
    recommending.WriteRecommendation: lambda p, _s: {
        "to": p.dice.choice((HOUSING, "sl-t1", "sl", county.VILLAGE)),
        "cases": frozenset({"SL-2026-1"}),
        **dict.fromkeys(("problem", "evidence", "analysis", "proposal"), WORDS),
    },
    recommending.WriteAccountability: lambda p, _s: {
        "to": p.dice.choice(("sl", "sl", HOUSING)),
        "concerns": HOUSING,
        "cases": frozenset(),
        **dict.fromkeys(
            ("conduct_facts", "conduct_evidence", "conduct_consequence", "conduct_proposal"), WORDS
        ),
    },
    recommending.DropRecommendation: lambda _p, _s: {"reason": WORDS},
    recommending.RecordReceipt: lambda p, s: {
        "received_at": s.at - timedelta(hours=p.dice.randint(-5, 100)),
        "proof": WORDS,
    },
    recommending.GiveFeedback: lambda p, _s: {
        "adoption": p.dice.choice(tuple(Adoption)),
        "reasons": WORDS,
    },
    recommending.GiveConductFeedback: lambda p, _s: {
        "adoption": p.dice.choice(tuple(Adoption)),
        "conduct_reasons": WORDS,
    },
}


class Pressing(People):
    officers = OFFICERS
    words_for = WORDS_FOR
    weights: Mapping[type, float] = {
        commands.SetLetterAside: 0.3,
        commands.DutyMet: 0.5,
        commands.DutyMoved: 0.2,
        commands.DraftLetter: 0.4,
        recommending.DropRecommendation: 0.1,
    }

    def owner(self, story: Story) -> Officer:
        return self.dice.choice(self.officers)

    def reports(self, story: Story) -> Any:
        """Nobody reports anything to a recommendation; then somebody asks twice."""
        messages = [kind for kind in story.procedure.messages.values() if kind not in OF_THE_STAFF]
        return super().reports(story) if messages else self.of_the_staff(story)


class SupervisionWitness:
    """Follows a supervision by its events alone: which papers may be out, and that nobody signs their own."""

    def __init__(self, story: SupervisionStory) -> None:
        self.story = story
        self.signed = self.reminded = 0

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(before, event)
        state = self.story.state
        papers = Counter(self.story.papers())
        assert papers == Counter({REMINDER: self.reminded, LETTER: self.signed}) + Counter()
        assert self.reminded <= 1
        assert self.signed <= 1
        assert view.case.places == tuple(sorted({state.unit, county.COUNTY}))
        assert view.parties == ()
        if state.stage in (Stage.ISSUED, Stage.ANSWERED):
            assert self.signed

    def _sees_one(self, before: Any, event: Event) -> None:
        match event:
            case events.WorkReminderIssued():
                assert before.is_owed
                self.reminded += 1
            case events.SupervisionLetterIssued():
                assert event.by
                assert event.by.role == before.signer.role
                assert event.by.person != before.opened_by
                self.signed += 1
            case events.SupervisionClosed(outcome=Outcome.RECTIFIED):
                assert self.signed
                assert not self.story.state.is_owed
            case events.SupervisionClosed(outcome=Outcome.SET_ASIDE):
                assert event.by


class RecommendationWitness:
    def __init__(self, story: RecommendationStory) -> None:
        self.story = story
        self.written_by = story.state.written_by
        self.issued = 0

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        state = self.story.state
        for event in happened:
            match event:
                case recommended.RecommendationWritten(by=by):
                    assert by
                    self.written_by = by.person
                case recommended.RecommendationIssued(by=by):
                    assert by
                    assert by.person != self.written_by
                    assert before.content
                    self.issued += 1
                case recommended.AdoptionToldInWriting(by=by):
                    assert by
                    assert (by.role, by.unit) == before.addressee
        assert self.story.papers() == [state.kind] * self.issued
        assert self.issued <= 1
        if not self.issued:
            assert view.case.places == (county.COUNTY,)
        if state.kind is Kind.ACCOUNTABILITY:
            assert HOUSING not in view.case.places


@cache
def _late(_: int) -> Any:
    return supervised().events[0]


def a_random_supervision(dice: Random) -> SupervisionStory:
    at = county.MONDAY + timedelta(hours=dice.randint(0, 24 * 300))
    if dice.random() < 0.7:
        return SupervisionStory(SUPERVISION, replace(_late(0), at=at), county.TOLD)
    ground = dice.choice([each for each in Ground if each is not Ground.OVERDUE])
    by = dice.choice((BUREAU, BUREAU_HEAD))
    first = found(ground=ground, unit=dice.choice((HOUSING, "sl-t1", county.VILLAGE, "sl")), by=by, at=at)
    return SupervisionStory(SUPERVISION, first, county.TOLD)


def a_random_recommendation(dice: Random) -> RecommendationStory:
    at = county.MONDAY + timedelta(hours=dice.randint(0, 24 * 300))
    throw = dice.random()
    if throw < 0.3:
        first = replace(a_clusters_draft().events[0], at=at)
    elif throw < 0.6:
        first = drafted(kind=Kind.ACCOUNTABILITY, to="sl", concerns=HOUSING, at=at)
    else:
        first = drafted(kind=dice.choice((Kind.IMPROVEMENT, Kind.POLICY)), at=at)
    return RecommendationStory(RECOMMENDATION, first, county.TOLD)


@cache
def walk_of_supervision(seed: int) -> Counter[str]:
    return walk(
        seed, a_random_supervision, SupervisionWitness, lambda _, dice: a_random_supervision(dice), Pressing
    )


@cache
def walk_of_recommendations(seed: int) -> Counter[str]:
    return walk(
        seed,
        a_random_recommendation,
        RecommendationWitness,
        lambda _, dice: a_random_recommendation(dice),
        Pressing,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_supervision_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_supervision(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_recommendation_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_recommendations(seed)


def test_the_walks_reach_every_end() -> None:
    assert set(sum(map(walk_of_supervision, SEEDS), Counter())) == set(Outcome)
    assert set(sum(map(walk_of_recommendations, SEEDS), Counter())) == set(End)
