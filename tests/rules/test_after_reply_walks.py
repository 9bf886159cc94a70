"""Seeded walks after a petition's reply and in its reviews: every promise held at every step."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

import counties
from rules import danger, particulars, staffing, timekeeping
from rules.clocks.rule import Ground as Still
from rules.clocks.service import Filing, ServiceMethod
from rules.editions import Organ
from rules.instants import first_instant_of, legal_day
from rules.journal import View
from rules.petition_aftercare import commands as aftercare
from rules.petition_aftercare import events as after_reply
from rules.petition_aftercare.codes import (
    Agrees,
    Contact,
    Duty,
    Ended,
    EvaluationStatus,
    Executed,
    Finding,
    Ground,
    InPlace,
    Measure,
    Referral,
    Resolved,
    Satisfaction,
    Target,
)
from rules.petition_aftercare.codes import Outcome as Result
from rules.procedure import Event, Officer, TimePassed
from rules.review import commands as review
from rules.review import events as reviewed
from rules.review.matter import Instance, Outcome, Stage
from rules.review.matter import Result as Decided
from tests.rules import county, promises
from tests.rules.after_reply import CITY, DEPARTMENT, PetitionAftercareStory, ReviewStory, answered, asked_for
from tests.rules.story import WORDS, Story
from tests.rules.walking import OF_THE_STAFF, WEIGHTS, People
from tests.rules.walks import act

SEEDS = range(60)
ACTS = 120
STILL_ASKED_AFTERWARDS = 3
PETITIONERS = frozenset({"li", "zhang"})
PLACES = (county.VILLAGE, county.TOWNSHIP, county.COUNTY, DEPARTMENT, CITY, "sl-d2", county.OTHER_TOWNSHIP)
OFFICERS = tuple(
    Officer(person.ref, person.role, person.unit)
    for person in counties.people("demo")
    if person.unit in PLACES
)
REVIEWS = ("review/sl/SL-2026-1/1", "re_review/sl/SL-2026-1/1")

WEIGHTS_HERE: Mapping[type, float] = {
    **WEIGHTS,
    aftercare.RequestReview: 1,
    aftercare.RecordEvaluation: 3,
    aftercare.TakeUpAgain: 0.3,
    aftercare.AssessClosing: 3,
    aftercare.ConfirmWithPerson: 8,
    aftercare.RecordRevisit: 3,
    aftercare.RecordExecution: 3,
    aftercare.RecordReviewCarriedOut: 3,
    aftercare.ReportAfterwards: 3,
    aftercare.CloseMatter: 8,
    aftercare.RecordAfterCare: 6,
    aftercare.RecordReExamination: 3,
    aftercare.HandleAnew: 1,
    danger.DangerReported: 0.3,
    danger.AcknowledgeDanger: 4,
    review.RecordFindings: 2,
    review.IssueReviewOpinion: 4,
    review.ServeReviewOpinion: 5,
    review.RequestReReview: 0.7,
    review.RequestWithdrawn: 0.6,
    review.InterestDeclared: 1,
    timekeeping.CorrectStart: 0.3,
    timekeeping.SuspendClocks: 1,
}


class Petitioners(People):
    """The same dice among the people of petitions."""

    def party(self, story: Story) -> str:
        return self.dice.choice(sorted(PETITIONERS)) if self.mostly() else "passer-by"

    def owner(self, story: Story) -> Officer:
        """Mostly somebody of the unit that owns the case acts."""
        unit = story.procedure.view(story.state).case.owner_unit
        of_the_unit = [officer for officer in OFFICERS if officer.unit == unit]
        return self.dice.choice(of_the_unit if self.dice.random() < 0.75 else OFFICERS)

    def asks(self, story: Story) -> Any:
        """As everybody's, by the officers of this page and the weights of this page."""
        rows = [kind for stage, kind in story.procedure.acts if stage is story.state.stage]
        kinds = rows if rows and self.mostly() else list(story.procedure.commands.values())
        (kind,) = self.dice.choices(kinds, [WEIGHTS_HERE.get(kind, 1) for kind in kinds])
        officer = self.dice.choice(OFFICERS)
        if kind in rows and self.mostly():
            by_whom, _ = story.procedure.acts[story.state.stage, kind]
            able = (self.owner(story), *self.dice.sample(OFFICERS, len(OFFICERS)))
            officer = next((each for each in able if by_whom(story.state, each)), officer)
        return kind(id="00000000-0000-4000-8000-000000000001", by=officer, **self._words_for(kind, story))

    def reports(self, story: Story) -> Any:
        messages = (each for each in story.procedure.messages.values() if each not in OF_THE_STAFF)
        kinds = [*story.procedure.reports.values(), *messages]
        (kind,) = self.dice.choices(kinds, [WEIGHTS_HERE.get(kind, 2) for kind in kinds])
        return kind(**self._words_for(kind, story))

    def _words_for(self, kind: type, story: Story) -> dict[str, Any]:
        if words := WORDS_HERE.get(kind):
            return words(self, story)
        return super()._words_for(kind, story)

    def one_of(self, kind: Any) -> Any:
        return self.dice.choice(tuple(kind))

    def maybe(self) -> Any:
        return WORDS if self.mostly() else None

    def filed(self, story: Story) -> dict[str, Any]:
        posted = legal_day(story.at) - timedelta(days=self.dice.randint(-3, 10))
        return {
            "petitioner": self.party(story),
            "filing": self.one_of(Filing),
            "grounds": WORDS,
            "postmarked_on": posted if self.mostly() else None,
        }

    def assessed(self) -> aftercare.Assessed:
        return aftercare.Assessed(how=self.one_of(InPlace), reason=self.maybe())

    def opinion(self) -> dict[str, Any]:
        parts = ("original", "petitioners_view", "findings", "basis", "orders")
        said: dict[str, Any] = {part: WORDS for part in parts if self.dice.random() < 0.97}
        said |= {"tells_the_way": self.mostly(), "has_seal": True, "is_published": not self.mostly()}
        return {**said, "result": self.one_of(Decided)}


WORDS_HERE: Mapping[type, Callable[[Petitioners, Any], dict[str, Any]]] = {
    aftercare.RequestReview: lambda p, s: p.filed(s),
    aftercare.RecordEvaluation: lambda p, s: {
        "petitioner": p.party(s),
        "target": p.one_of(Target),
        "value": p.one_of(Satisfaction),
        "reason": p.maybe(),
    },
    aftercare.TakeUpAgain: lambda p, s: {
        name: said for name, said in p.filed(s).items() if name != "grounds"
    },
    aftercare.RecordExecution: lambda p, _s: {"executed": p.one_of(Executed), "proof": WORDS},
    aftercare.RecordReviewCarriedOut: lambda p, _s: {"executed": p.one_of(Executed), "proof": WORDS},
    aftercare.ReportAfterwards: lambda _p, _s: {"report": WORDS},
    aftercare.RecordAfterCare: lambda p, _s: {"measure": p.one_of(Measure), "notes": WORDS},
    aftercare.RecordRevisit: lambda _p, _s: {"notes": WORDS},
    aftercare.AssessClosing: lambda p, _s: {
        "resolved": p.assessed(),
        "explained": p.assessed(),
        "helped": p.assessed(),
        "referral": p.one_of(Referral),
    },
    aftercare.ConfirmWithPerson: lambda p, s: {
        "petitioner": p.party(s),
        "how": p.one_of(Contact),
        "agrees": p.one_of(Agrees),
        "notes": p.maybe(),
    },
    aftercare.RecordReExamination: lambda p, _s: {
        "finding": Finding.UPHELD if p.mostly() else Finding.HANDLE_ANEW,
        "notes": WORDS,
    },
    aftercare.CloseMatter: lambda p, _s: {"substantively": p.one_of(Resolved), "reason": WORDS},
    aftercare.HandleAnew: lambda p, _s: {"ground": p.one_of(Ground), "reason": WORDS},
    aftercare.ReviewAnswered: lambda p, _s: {"review": p.dice.choice(REVIEWS), "result": p.one_of(Decided)},
    aftercare.ReviewEnded: lambda p, _s: {
        "review": REVIEWS[0] if p.mostly() else REVIEWS[1],
        "result": p.one_of(Outcome),
        "followed_by": None if p.mostly() else REVIEWS[1],
    },
    review.RecordFindings: lambda _p, _s: {"findings": WORDS},
    review.DrawReviewPanel: lambda p, s: {
        "scheduled_for": s.at + timedelta(days=p.dice.randint(-1, 20)),
        "place_unit": county.COUNTY,
    },
    review.HoldReviewHearing: lambda p, _s: {
        "minutes": WORDS,
        "opinion": WORDS,
        "recommends": p.one_of(Decided),
    },
    review.IssueReviewOpinion: lambda p, _s: p.opinion(),
    review.ServeReviewOpinion: lambda p, s: {
        "petitioner": p.party(s),
        "method": p.one_of(ServiceMethod),
        "proven_at": s.at - timedelta(hours=p.dice.randint(-2, 30)),
        "proof": WORDS,
    },
    review.RequestReReview: lambda p, s: p.filed(s),
    review.RequestWithdrawn: lambda p, s: {"petitioner": p.party(s)},
    review.InterestDeclared: lambda p, _s: {
        "person": p.dice.choice((*county.TOLD.petitions.hearing_pool, OFFICERS[0].person)),
        "role": "review_handler",
        "unit": county.COUNTY,
    },
    danger.DangerReported: lambda _p, _s: {"words": WORDS},
    timekeeping.SuspendClocks: lambda p, _s: {
        "ground": Still.HEARING if p.mostly() else p.one_of(Still),
        "reason": WORDS,
    },
    particulars.CorrectParticulars: lambda p, s: {
        "party": p.party(s),
        "telephone": p.maybe(),
        "reason": WORDS,
    },
}


class AftercareWitness:
    """Follows it by its events alone: what is owed goes away only when somebody has done it."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.hands = set(story.state.hands)
        self.ratings: dict[tuple[str, str], str] = {}
        self.first_receiver = story.state.first_receiver

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(before, event)
        state = self.story.state
        given = {(e.petitioner, e.target): e.value for e in state.evaluations if e.value}
        assert given == self.ratings
        assert {e.status for e in state.evaluations if e.value} <= {EvaluationStatus.EVALUATED}
        assert view.case.waits_for != "re-examine"
        if not state.has_ended:
            first = [task.person for task in view.tasks if task.what == "follow-up"]
            assert first == [self.first_receiver]
            assert not state.owes(Duty.RE_EXAMINE) or state.owes(Duty.CLOSE_MATTER)
            assert len(state.owed) == len({owed.duty for owed in state.owed})
        self._letters(happened)

    def _sees_one(self, before: Any, event: Event) -> None:
        match event:
            case staffing.HandedToSuccessor():  # no transfer takes it away; a handover gives it to somebody
                assert event.person == self.first_receiver
                self.first_receiver = event.to or self.first_receiver
            case after_reply.Evaluated():
                assert event.by
                assert event.by.person not in self.hands
                self.ratings[event.petitioner, event.target] = event.value
            case after_reply.MatterAudited():
                assert event.by
                assert event.by.person not in self.hands
                assert not before.owes(Duty.ASSESS_CLOSING)
                assert not before.owes(Duty.CONFIRM)
            case after_reply.ReviewAskedFor():
                assert before.asked_for_review is None
                assert before.petition_outcome is Ended.ANSWERED
            case after_reply.TakenUpAgain():
                assert before.petition_outcome is Ended.WITHDRAWN
                assert event.petitioner in PETITIONERS
            case after_reply.WindowClosed():
                assert event.at > first_instant_of(event.last_day) + timedelta(days=7)
            case after_reply.ClosingAssessed() | after_reply.ConfirmedWithPerson():
                assert event.by
                self.hands.add(event.by.person)
            case after_reply.ExecutionRecorded() | after_reply.ReviewCarriedOut():
                assert event.by
                self.hands.add(event.by.person)

    def _letters(self, happened: tuple[Event, ...]) -> None:
        last = happened[-1]
        if not isinstance(last, after_reply.PetitionAftercareClosed):
            return
        letters = [x.kind for x in self.story.letters_beside_supervision() if x.seq == self.story.state.seq]
        if last.outcome is Result.CLOSED:
            assert letters == ["export-history"]
            assert last.substantively is not None
            assert not self.story.state.reviews_awaited
        else:
            assert letters == ["reopen-petition", "export-history"]
            # what was withdrawn has no opinion that could be reviewed, whatever the random messages say
            may_go_on = (Ground.REVIEW_REVOKED, Ground.TAKEN_UP_AGAIN)
            assert not self.story.state.procedure_has_ended or last.ground in may_go_on
            was_withdrawn = self.story.state.petition_outcome == "withdrawn"
            assert last.ground is not Ground.TAKEN_UP_AGAIN or was_withdrawn


class ReviewWitness:
    """The same for a review: signed by somebody else than its handler, told to its aftercare once."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.workers: set[str] = set()

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(event)
        state = self.story.state
        is_withdrawn = state.outcome is Outcome.WITHDRAWN
        assert (state.opinion is None) is (state.stage is Stage.REVIEWING or is_withdrawn)
        if state.hearing and not state.hearing.was_held:
            assert not set(state.hearing.panel) & (state.hands | state.recused)
        told = [x.body["what"] for x in self.story.letters_of("tell-petition-aftercare")]
        answered = ["review_answered"] if state.opinion and not state.unserved else []
        assert told == [*answered, *(["review_ended"] if state.has_ended else [])]
        assert not (is_withdrawn and answered)

    def _sees_one(self, event: Event) -> None:
        state = self.story.state
        match event:
            case reviewed.FindingsRecorded() | reviewed.PanelDrawn() | reviewed.HearingHeld():
                assert event.by
                self.workers.add(event.by.person)
            case reviewed.ReviewOpinionIssued():
                assert event.by
                assert event.by.person not in self.workers | state.hands
            case reviewed.ReReviewAskedFor():
                assert state.instance is Instance.REVIEW
            case reviewed.ReviewClosed() if state.opinion:
                assert event.outcome == state.opinion.result
                assert event.at >= state.last_served_at


@cache
def the_first_of(outcome: Ended, unit: str, *, needs_execution: bool) -> Any:
    organ = next(each.organ for each in counties.units("demo") if each.id == unit)
    hands = frozenset({f"p-{unit}-dept-handler", "p-sl-petition-bureau"})
    return answered(
        outcome,
        unit=unit,
        organ=organ,
        petitioners=PETITIONERS,
        hands=hands,
        needs_execution=needs_execution,
        report_by=date(2026, 8, 31) if needs_execution else None,
        village=county.VILLAGE,
        township=county.TOWNSHIP if organ is not Organ.COUNTY else None,
    )


def an_aftercare(dice: Random) -> Story:
    outcome = dice.choice((*Ended, *[Ended.ANSWERED] * 6))
    unit = dice.choice((DEPARTMENT, DEPARTMENT, county.TOWNSHIP, county.COUNTY))
    first = the_first_of(outcome, unit, needs_execution=dice.random() < 0.3)
    return PetitionAftercareStory(first.procedure, first.events[0], first.edition)


def a_review(dice: Random) -> ReviewStory:
    instance = dice.choice(tuple(Instance))
    hands = frozenset({"p-sl-d1-dept-handler"})
    return asked_for(instance, petitioners=PETITIONERS, hands=hands)


def walk(seed: int, begin: Any, witness_of: Any) -> Counter[str]:
    people = Petitioners(seed)
    story = begin(people.dice)
    witness, ended = witness_of(story), Counter[str]()
    for _ in range(ACTS):
        before = story.state
        if happened := act(story, people):
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
            story = begin(people.dice)
            witness = witness_of(story)
    promises.the_journal_tells_the_same(story)
    return ended


@cache
def walk_of_aftercare(seed: int) -> Counter[str]:
    return walk(seed, an_aftercare, AftercareWitness)


@cache
def walk_of_reviews(seed: int) -> Counter[str]:
    return walk(seed, a_review, ReviewWitness)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_follows_a_reply_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_aftercare(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_review_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_reviews(seed)


def test_the_walks_reach_every_end() -> None:
    aftercares = sum(map(walk_of_aftercare, SEEDS), Counter())
    reviews = sum(map(walk_of_reviews, SEEDS), Counter())

    assert min(aftercares[outcome] for outcome in Result) >= 10, aftercares
    assert min(reviews[outcome] for outcome in Outcome) >= 10, reviews
