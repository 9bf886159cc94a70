"""Stories of supervision and of recommendations: a petition falls late, somebody presses or proposes."""

from datetime import date
from typing import Any, Self

from rules.early_warning import Along, Because, Cluster, EarlyWarning, Threshold
from rules.editions import Edition
from rules.procedure import Event, Late, Officer, TimePassed
from rules.recommendation import commands as recommending
from rules.recommendation.drafting import draft_for_warning, draft_recommendation
from rules.recommendation.matter import Adoption, Content, Kind, Recommendation
from rules.recommendation.procedure import RECOMMENDATION
from rules.supervising import supervision_of
from rules.supervision import commands
from rules.supervision.matter import Ground, Supervision
from rules.supervision.opening import open_supervision
from rules.supervision.procedure import SUPERVISION
from tests.rules import county
from tests.rules.petition.story import BUREAU, BUREAU_HEAD, HOUSING, LEADER, PetitionStory, a_petition
from tests.rules.story import KEY, WORDS, Story

HANDLER = county.seated("dept_handler", HOUSING)
HEAD = county.seated("dept_head", HOUSING)


class SupervisionStory(Story):
    state: Supervision

    def asks(self, kind: type[Any], by: Officer, **said: Any) -> Self:
        self.hear(kind(id=KEY, by=by, **said))
        return self

    def reminded(self) -> Self:
        self.wait_for_the_next_moment()
        return self

    def drafted(self) -> Self:
        self.reminded().wait_for_the_next_moment()
        return self

    def issued(self) -> Self:
        return self.drafted().asks(commands.SignLetter, self.signer)

    def reported(self) -> Self:
        return self.issued().asks(commands.ReportRectification, HEAD, report=WORDS)

    @property
    def signer(self) -> Officer:
        return county.seated(self.state.signer.role, county.COUNTY)

    def papers(self) -> list[str]:
        return [letter.body["kind"] for letter in self.letters_of("document")]


def a_late_petition(edition: Edition = county.TOLD) -> PetitionStory:
    """A petition that a department has not answered in the fifteen days it had for that."""
    story = a_petition(edition=edition).classify().transfer()
    while not story.state.late:
        story.wait_for_the_next_moment()
    return story


def the_late(story: Story) -> Late:
    found: tuple[Late, ...] = story.state.late
    [late] = found
    return late


def supervised(origin: Story | None = None, number: str = "SL-2026-1") -> SupervisionStory:
    """The supervision of what is late in that story, as it begins; of the petition where none is given."""
    story = origin or a_late_petition()
    late = the_late(story)
    first = supervision_of(
        late,
        story.state,
        id=f"supervision/sl/{number}/1",
        number=number,
        edition=story.edition,
        at=story.events[late.fell_in - 1].at,
    )
    return SupervisionStory(SUPERVISION, first, story.edition)


def found(**said: Any) -> Any:
    """The first event of what a person found."""
    whole = {
        "id": "supervision/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "ground": Ground.SHIRKING,
        "unit": HOUSING,
        "facts": WORDS,
        "demand": WORDS,
        "by": BUREAU,
        "at": county.MONDAY,
    }
    return open_supervision(**{**whole, **said})


def a_finding(**said: Any) -> SupervisionStory:
    return SupervisionStory(SUPERVISION, found(**said), county.TOLD)


class RecommendationStory(Story):
    state: Recommendation

    def asks(self, kind: type[Any], by: Officer, **said: Any) -> Self:
        self.hear(kind(id=KEY, by=by, **said))
        return self

    def issued(self) -> Self:
        return self.asks(recommending.SignRecommendation, BUREAU_HEAD)

    def received(self) -> Self:
        role, unit = self.issued().state.addressee
        return self.asks(recommending.ConfirmReceipt, county.seated(role, unit))

    def answered(self, adoption: Adoption = Adoption.ADOPTED) -> Self:
        return self.received().asks(recommending.GiveFeedback, HEAD, adoption=adoption, reasons=WORDS)

    def papers(self) -> list[str]:
        return [letter.body["kind"] for letter in self.letters_of("document")]


CONTENT = Content(problem=WORDS, evidence=WORDS, analysis=WORDS, proposal=WORDS)
CLUSTER = Cluster(
    along=Along.PLACE,
    kind="dispute",
    subject="property-service",
    where=county.VILLAGE,
    since=date(2026, 8, 5),
    until=date(2026, 11, 2),
    matters=tuple(f"dispute/sl/SL-2026-{n}/1" for n in range(1, 7)),
    before=(2, 0, 1, 0),
)
WARNING = EarlyWarning(CLUSTER, Because.GROWING, Threshold(at_least=5, percent=200, periods=4))


def drafted(**said: Any) -> Any:
    whole = {
        "id": "recommendation/sl/SL-Y-2026-1/1",
        "number": "SL-Y-2026-1",
        "edition": county.TOLD,
        "kind": Kind.IMPROVEMENT,
        "to": HOUSING,
        "concerns": None,
        "cases": frozenset({"SL-2026-1", "SL-2026-2"}),
        "content": CONTENT,
        "by": BUREAU,
        "at": county.MONDAY,
    }
    return draft_recommendation(**{**whole, **said})


def a_recommendation(**said: Any) -> RecommendationStory:
    return RecommendationStory(RECOMMENDATION, drafted(**said), county.TOLD)


def about_conduct() -> RecommendationStory:
    return a_recommendation(kind=Kind.ACCOUNTABILITY, to=county.COUNTY, concerns=HOUSING)


def a_clusters_draft(warning: EarlyWarning = WARNING) -> RecommendationStory:
    first = draft_for_warning(
        id="recommendation/sl/SL-Y-2026-1/1",
        number="SL-Y-2026-1",
        edition=county.TOLD,
        warning=warning,
        at=county.MONDAY,
    )
    return RecommendationStory(RECOMMENDATION, first, county.TOLD)


def written(**said: Any) -> recommending.WriteRecommendation:
    words = dict.fromkeys(("problem", "evidence", "analysis", "proposal"), WORDS)
    whole = {"id": KEY, "by": BUREAU, "to": HOUSING, "cases": frozenset({"SL-2026-1"}), **words}
    return recommending.WriteRecommendation(**{**whole, **said})


def written_about_conduct(**said: Any) -> recommending.WriteAccountability:
    parts = ("conduct_facts", "conduct_evidence", "conduct_consequence", "conduct_proposal")
    whole = {"id": KEY, "by": BUREAU, "to": county.COUNTY, "concerns": HOUSING, "cases": frozenset[str]()}
    return recommending.WriteAccountability(**{**whole, **dict.fromkeys(parts, WORDS), **said})


def until(story: Story, at: Any) -> list[Event]:
    """It is then; the rules are told at every moment they asked for, as the engine does."""
    happened: list[Event] = []
    while (moment := story.procedure.next_moment(story.state)) and moment <= at:
        story.at = max(story.at, moment)
        happened += story.hear(TimePassed())
    story.at = at
    return happened


__all__ = ["BUREAU", "BUREAU_HEAD", "HANDLER", "HEAD", "HOUSING", "LEADER"]
