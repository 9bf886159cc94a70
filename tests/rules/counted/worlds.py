"""A county's matters, made up: journals by the hundred, each told by the rules themselves. Seeded, so that a
county repeats."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import written
from rules.aftercare.events import ConfirmationRuled
from rules.aftercare.procedure import AFTERCARE
from rules.channels import Channel
from rules.clocks.service import Filing
from rules.consultation import commands as question
from rules.consultation.procedure import CONSULTATION
from rules.dispute import commands as dispute
from rules.dispute.matter import Outcome, Route
from rules.dispute.procedure import DISPUTE
from rules.editions import Organ
from rules.event.matter import Result as Put
from rules.event.matter import Stage as EventStage
from rules.event.procedure import EVENT
from rules.following import petition_after, petition_aftercare_of, review_of
from rules.gazetteer import located_by_unit
from rules.handoff.procedure import HANDOFF
from rules.journal import Entry
from rules.measuring.facts import AboutMatter, Facts
from rules.measuring.reading import facts_of
from rules.petition import commands as petition
from rules.petition.matter import Opinion
from rules.petition.procedure import PETITION
from rules.petition_aftercare import commands as afterwards
from rules.petition_aftercare.codes import Finding, Ground, Resolved, Satisfaction, Target
from rules.petition_aftercare.codes import Outcome as Closing
from rules.petition_aftercare.events import ReviewAskedFor
from rules.petition_aftercare.procedure import PETITION_AFTERCARE
from rules.procedure import Command, Event, Fact, Now, Officer, Procedure, TimePassed
from rules.recommendation import commands as recommending
from rules.recommendation.matter import Adoption
from rules.recommendation.procedure import RECOMMENDATION
from rules.refusals import Refused
from rules.review.matter import Result
from rules.review.procedure import REVIEW
from rules.succession import aftercare_of, episode_after
from rules.supervision import commands as pressing
from rules.supervision.procedure import SUPERVISION
from tests.rules import after_reply, county, event_stories, questions, supervising
from tests.rules.handoff import story as handing
from tests.rules.petition import story as petitions
from tests.rules.story import KEY, WORDS, DisputeStory, Story, registration

EDITION = county.TOLD
JANUARY = datetime(2026, 1, 5, 1, tzinfo=UTC)
UNITS = (petitions.HOUSING, petitions.CITY, petitions.WATER_BUREAU)
ROUTES = (*[petitions.RESIDUAL] * 6, petitions.SUGGESTION, petitions.WATER, petitions.COURT, petitions.COURT)
PLACES = ((county.VILLAGE, county.TOWNSHIP), (county.OTHER_VILLAGE, county.OTHER_TOWNSHIP))


@dataclass(frozen=True)
class Told:
    """The journal of a procedure, and what the records know of its matter."""

    procedure: Procedure
    events: tuple[Event, ...]
    about: AboutMatter

    @property
    def entries(self) -> list[Entry]:
        """As it is written down."""
        return [written.write(event, seq) for seq, event in enumerate(self.events, start=1)]

    def until(self, at: datetime) -> "Told":
        """The same journal while it was shorter."""
        return replace(self, events=tuple(event for event in self.events if event.at < at))


class _Quick(Story):
    """A story that keeps its events and nothing else; what the rules refuse has not happened."""

    def hear(self, asked: Command | Fact) -> tuple[Event, ...]:
        happened = self.procedure.decide(self.state, asked, Now(self.at))
        for event in happened:
            self.happen(event)
        return happened

    def happen(self, event: Event) -> None:
        self.state = self.procedure.evolve(self.state, event)
        self.events.append(event)

    def until_then(self, at: datetime) -> None:
        while (moment := self.procedure.next_moment(self.state)) and moment <= at:
            self.at = max(self.at, moment)
            if not self.hear(TimePassed()):
                break
        self.at = max(self.at, at)


class _Petition(_Quick, petitions.PetitionStory): ...


class _AfterReply(_Quick, after_reply.PetitionAftercareStory): ...


class _Review(_Quick, after_reply.ReviewStory): ...


class _Dispute(_Quick, DisputeStory): ...


class _Handoff(_Quick, handing.HandoffStory): ...


class _Question(_Quick, questions.QuestionStory): ...


class _Event(_Quick, event_stories.EventStory): ...


class _Recommendation(_Quick, supervising.RecommendationStory): ...


class _Letter(_Quick, supervising.SupervisionStory): ...


class County:
    """Throws dice for one matter after another."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self._numbers = 0

    def matters(self, number: int) -> Iterator[Told]:
        for _ in range(number):
            kinds = (self._petition, self._dispute, self._question, self._handoff)
            [tell] = self.dice.choices(kinds, (60, 25, 8, 7))
            yield from tell()
        for _ in range(number // 4):  # what the centre is told, and what it presses and proposes
            centre = (self._event, self._recommendation, self._letter)
            [tell] = self.dice.choices(centre, (50, 25, 25))
            yield from tell()

    def _about(self) -> AboutMatter:
        self._numbers += 1
        dice = self.dice
        at = JANUARY + timedelta(minutes=dice.randrange(365 * 24 * 60))
        repeated = at + timedelta(days=dice.randint(1, 200)) if dice.random() < 0.08 else None
        return AboutMatter(
            number=f"SL-2026-{self._numbers:06}",
            channel=dice.choice(tuple(Channel)).value,
            received_at=at - timedelta(seconds=dice.choice((0, 0, 7, 4000))),
            is_repeat=dice.random() < 0.12,
            repeated_at=repeated,
        )

    def _wait(self, story: Any, at_most: float) -> bool:
        """Some time passes; whether somebody does something afterwards."""
        share = self.dice.random() ** 2
        story.until_then(story.at + timedelta(days=share * at_most, minutes=self.dice.randint(1, 600)))
        return not story.state.has_ended and self.dice.random() > 0.03

    def _petition(self) -> Iterator[Told]:
        about = self._about()
        assert about.received_at
        village, township = self.dice.choice(PLACES)
        first = petitions.registration(
            id=f"petition/sl/{about.number}/1",
            number=about.number,
            channel=Channel(about.channel or "letter"),
            received_at=about.received_at,
            village=village,
            township=township,
            at=about.received_at + timedelta(minutes=self.dice.randint(0, 90)),
        )
        story = _Petition(PETITION, first, EDITION)
        for _ in range(3):
            with suppress(Refused):
                self._handle(story)
            yield Told(PETITION, tuple(story.events), about)
            if not story.state.has_ended:
                return
            after = _AfterReply(PETITION_AFTERCARE, petition_aftercare_of(story.state, story.at), EDITION)
            yield from self._follow(after, about)
            yield Told(PETITION_AFTERCARE, tuple(after.events), about)
            if after.state.outcome is not Closing.REOPENED:
                return
            story = _Petition(PETITION, petition_after(story.state, petitions.BUREAU, after.at), EDITION)

    def _handle(self, story: _Petition) -> None:
        """On its way, as far as it comes; where somebody is refused it stays."""
        dice, ways = self.dice, self._steps(story)
        for step, at_most in ways:
            if not self._wait(story, at_most):
                return
            if dice.random() < 0.02:
                story.hear(petition.PetitionWithdrawn(petitioner="zhang", in_writing=True))
                return
            step()

    def _steps(self, story: _Petition) -> list[tuple[Any, float]]:
        dice = self.dice
        route, unit = dice.choice(ROUTES), dice.choice(UNITS)
        if route == petitions.COURT:
            return [(lambda: story.classify(route), 10), (story.guide, 12)]
        steps: list[tuple[Any, float]] = [(lambda: story.classify(route), 12)]
        if dice.random() < 0.3:
            steps.append((story.first_visit, 2))
        steps.append((lambda: story.transfer(unit), 20))
        if dice.random() < 0.2:
            other = next(each for each in UNITS if each != unit)
            steps += [(story.object, 6), (story.take_back, 5), (lambda: story.transfer(other), 15)]
        steps.append((story.accept, 22))
        if dice.random() < 0.9:
            steps.append((story.hear_facts, 30))
        if dice.random() < 0.2:
            steps += [(lambda: story.ask_for_longer(dice.randint(1, 30)), 5), (story.let_it_be_longer, 5)]
        opinion = dice.choice((Opinion.EXPLAINED, Opinion.NOT_SUPPORTED))
        return [*steps, (lambda: story.draft(opinion=opinion), 30), (story.sign, 8), (story.serve, 14)]

    def _follow(self, story: _AfterReply, about: AboutMatter) -> Iterator[Told]:
        """What people say afterwards, and what the organs still do."""
        dice, state = self.dice, story.state
        handler = county.seated("dept_handler", state.unit)
        if state.organ is not Organ.DEPARTMENT:
            handler = county.seated("petition_bureau", county.COUNTY)
        asks: list[Any] = [
            after_reply.rate(dice.choice((*Satisfaction, Satisfaction.SATISFIED)), target=target)
            for target in Target
            if dice.random() < 0.6
        ]
        asks += [after_reply.assess(by=handler), after_reply.revisit(by=handler)]
        upheld = afterwards.RecordReExamination(
            id=KEY, by=petitions.BUREAU, finding=Finding.UPHELD, notes=WORDS
        )
        asks += [after_reply.confirm(by=handler), upheld]
        if dice.random() < 0.1:
            asks.append(after_reply.anew(Ground.NEW_FACTS))
        for ask in asks:
            self._wait(story, 4)
            with suppress(Refused):
                story.hear(ask)
        if dice.random() < 0.25:
            yield from self._review(story, about)
        resolved = dice.choice((Resolved.RESOLVED, *Resolved))
        for _ in range(8):
            if story.state.has_ended:
                return
            self._wait(story, 25)
            with suppress(Refused):
                story.hear(after_reply.audit(resolved))

    def _review(self, story: _AfterReply, about: AboutMatter) -> Iterator[Told]:
        with suppress(Refused):
            story.hear(after_reply.request("zhang", filing=Filing.ONLINE))
            [asked] = [each for each in story.events if isinstance(each, ReviewAskedFor)]
            opened = review_of(
                story.state, petitioner="zhang", grounds=WORDS, reviewer=asked.reviewer, at=story.at
            )
            review = _Review(REVIEW, opened, EDITION)
            result = self.dice.choice((Result.UPHELD, *Result))
            self._wait(review, 40)
            with suppress(Refused):
                after_reply.decided(review, result)
                self._wait(review, 6)
                for petitioner in sorted(review.state.unserved):
                    review.hear(after_reply.serve(review, petitioner))
            self._wait(review, 60)
            yield Told(REVIEW, tuple(review.events), about)
            story.until_then(review.at)
            story.hear(afterwards.ReviewAnswered(review=review.state.id, result=str(result)))
            story.hear(afterwards.ReviewEnded(review=review.state.id, result=str(result)))

    def _dispute(self) -> Iterator[Told]:
        about = self._about()
        assert about.received_at
        village, township = self.dice.choice(PLACES)
        first = registration(
            id=f"dispute/sl/{about.number}/1",
            number=about.number,
            village=village,
            township=township,
            dispute_type=self.dice.choice(("neighbour", "debt", "wages")),
            at=about.received_at + timedelta(minutes=self.dice.randint(0, 60)),
        )
        story = _Dispute(DISPUTE, first, EDITION)
        for _ in range(2):
            with suppress(Refused, KeyError):
                self._mediate(story)
            yield Told(DISPUTE, tuple(story.events), about)
            if not story.state.has_ended:
                return
            after = _Quick(AFTERCARE, aftercare_of(story.state, story.at), EDITION)
            if story.state.outcome is Outcome.AGREEMENT and self.dice.random() < 0.4:
                self._wait(after, 25)
                outcome = self.dice.choice(("confirmed", "confirmed", "rejected"))
                after.happen(ConfirmationRuled(at=after.at, outcome=outcome))
            self._wait(after, 120)
            yield Told(AFTERCARE, tuple(after.events), about)
            if self.dice.random() > 0.2:
                return
            again = episode_after(story.state, 1, county.DISPATCHER, after.at + timedelta(hours=1))
            story = _Dispute(DISPUTE, again, EDITION)

    def _mediate(self, story: _Dispute) -> None:
        dice = self.dice
        for _ in range(5):
            if not self._wait(story, 5):
                return
            throw = dice.random()
            if throw < 0.06:
                route = dice.choice((Route.COURT, Route.ARBITRATION))
                story.hear(dispute.LeftForRoute(party="zhang", route=route))
            elif throw < 0.1:
                story.hear(dispute.FiledInCourt(case=WORDS))
            elif throw < 0.14:
                story.hear(dispute.Withdrawn(party="zhang"))
            elif throw < 0.2:
                story.hear(dispute.ConsentRefused(party="li"))
            elif throw < 0.55:
                story.agree()
            else:
                story.hold()

    def _question(self) -> Iterator[Told]:
        about = self._about()
        assert about.received_at
        at = about.received_at
        asked = questions.question(
            id=f"consultation/sl/{about.number}/1", number=about.number, received_at=at, at=at
        )
        story = _Question(CONSULTATION, asked, EDITION)
        with suppress(Refused):
            if self.dice.random() < 0.3 and self._wait(story, 2):
                unit = county.seated("dept_handler", "sl-d1").unit
                story.hear(question.HandOverQuestion(id=KEY, by=questions.WINDOW, unit=unit, reason=WORDS))
            if self._wait(story, 12):
                by = questions.LABOUR if story.state.unit == "sl-d1" else questions.WINDOW
                story.hear(question.AnswerQuestion(id=KEY, by=by, answer=WORDS))
        yield Told(CONSULTATION, tuple(story.events), about)

    def _handoff(self) -> Iterator[Told]:
        about = self._about()
        assert about.received_at
        receiver = replace(handing.MEDIATION, unit=self.dice.choice((county.TOWNSHIP, county.OTHER_TOWNSHIP)))
        first = handing.opened(
            "among-us",
            id=f"handoff/sl/{about.number}/1",
            number=about.number,
            receiver=receiver,
            counted_from=about.received_at,
            at=about.received_at,
        )
        story = _Handoff(HANDOFF, first, EDITION)
        with suppress(Refused):
            if self._wait(story, 3):
                story.send()
            self._answer(story)
        yield Told(HANDOFF, tuple(story.events), about)

    def _answer(self, story: _Handoff) -> None:
        throw = self.dice.random()
        if not self._wait(story, 9):
            return
        if throw < 0.15:
            story.refuse()
        elif throw < 0.25:
            story.hear(handing.recall(by=story.sender))
        elif throw < 0.8:
            story.sign().accept()
            if self._wait(story, 30):
                story.give_back()
                self._wait(story, 6)
                story.confirm()

    def _event(self) -> Iterator[Told]:
        about, dice = self._about(), self.dice
        assert about.received_at
        village, township = dice.choice((*PLACES, (None, None)))
        where = located_by_unit(village, township, county.COUNTY)
        first = event_stories.registration(
            id=f"event/sl/{about.number}/1",
            number=about.number,
            kind=dice.choice(("tree", "noise", "pollution")),
            location=where,
            received_at=about.received_at,
            at=about.received_at + timedelta(seconds=dice.choice((0, 1, 40))),
        )
        story = _Event(EVENT, first, EDITION)
        with suppress(Refused):
            self._put_right(story)
        yield Told(EVENT, tuple(story.events), about)

    def _put_right(self, story: _Event) -> None:
        """As far as it comes; now and then it is passed on, sent back, or turns out to be something else."""
        dice = self.dice
        if dice.random() < 0.15 and self._wait(story, 1):
            story.hear(event_stories.pass_on("sl-d8", by=self._seat(story)))
        if dice.random() < 0.1 and self._wait(story, 1):
            story.hear(event_stories.into_dispute(by=self._seat(story)))
            return
        result = dice.choice((Put.PUT_RIGHT, *Put))
        for ask in (event_stories.sign_in, event_stories.respond):
            if self._wait(story, 2):
                story.hear(ask(by=self._seat(story)))
        self._audited(story, result)

    def _audited(self, story: _Event, result: Put) -> None:
        dice = self.dice
        for _ in range(dice.choice((1, 1, 1, 2))):
            if self._wait(story, 6):
                story.hear(event_stories.handling(by=self._seat(story)))
                story.hear(event_stories.closing(by=self._seat(story), result=result))
            if story.state.stage is not EventStage.AUDIT or not self._wait(story, 3):
                return
            if dice.random() < 0.2:
                story.hear(event_stories.sent_back(by=self._another(story)))
        if story.state.stage is EventStage.AUDIT:
            story.hear(event_stories.approval(by=self._another(story)))
        if self._wait(story, 5):
            story.hear(event_stories.analysis(by=self._another(story)))

    def _seat(self, story: _Event) -> Officer:
        return county.seated(*story.state.owner)

    def _another(self, story: _Event) -> Officer:
        """In the seat that audits it, and nobody who had a hand in it."""
        role, unit = story.state.owner
        return Officer("p-another", role, unit)

    def _recommendation(self) -> Iterator[Told]:
        """Written, signed, received and answered, late or not; or it stays where it is."""
        about, dice = self._about(), self.dice
        assert about.received_at
        first = supervising.drafted(
            id=f"recommendation/sl/{about.number}/1", number=about.number, at=about.received_at
        )
        story = _Recommendation(RECOMMENDATION, first, EDITION)
        if self._wait(story, 20):
            story.issued()
            if self._wait(story, 20):
                story.asks(recommending.ConfirmReceipt, supervising.HEAD)
                if self._wait(story, 50):
                    adoption = dice.choice(tuple(Adoption))
                    story.asks(recommending.GiveFeedback, supervising.HEAD, adoption=adoption, reasons=WORDS)
        yield Told(RECOMMENDATION, tuple(story.events), about)

    def _letter(self) -> Iterator[Told]:
        """What somebody found is pressed by a letter, reported on, and now and then asked again."""
        about, dice = self._about(), self.dice
        assert about.received_at
        first = supervising.found(
            id=f"supervision/sl/{about.number}/1", number=about.number, at=about.received_at
        )
        story = _Letter(SUPERVISION, first, EDITION)
        if self._wait(story, 6):
            story.asks(pressing.SignLetter, supervising.BUREAU_HEAD)
            for _ in range(2):
                if not self._wait(story, 30):
                    break
                story.asks(pressing.ReportRectification, supervising.HEAD, report=WORDS)
                self._wait(story, 5)
                if dice.random() < 0.7:
                    story.asks(pressing.AcceptRectification, supervising.BUREAU, findings=WORDS)
                    break
                story.asks(pressing.AskAgain, supervising.BUREAU, reason=WORDS)
        yield Told(SUPERVISION, tuple(story.events), about)


@cache
def a_county(seed: int, number: int) -> tuple[Told, ...]:
    """So many matters, with everything that followed from each."""
    return tuple(County(seed).matters(number))


def known(told: tuple[Told, ...], as_of: datetime) -> list[Facts]:
    """What the journals said before an instant; what was said of repeats by then."""
    rows = []
    for each in told:
        repeated = each.about.repeated_at
        about = each.about if repeated is None or repeated < as_of else replace(each.about, repeated_at=None)
        row = facts_of(each.procedure, each.events, EDITION, about, as_of)
        rows += [row] if row else []
    return rows
