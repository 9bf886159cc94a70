"""Stories of the time after a petition's reply: its aftercare, the review of it, the re-review of that."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rules.clocks.service import Filing, ServiceMethod
from rules.editions import Edition, Organ
from rules.participants import Participant, ParticipantRole, People
from rules.petition_aftercare import commands
from rules.petition_aftercare.codes import (
    Agrees,
    Contact,
    Executed,
    Ground,
    InPlace,
    Resolved,
    Satisfaction,
    Target,
)
from rules.petition_aftercare.matter import PetitionAftercare
from rules.petition_aftercare.opening import open_petition_aftercare
from rules.petition_aftercare.procedure import PETITION_AFTERCARE
from rules.procedure import Event, Officer
from rules.review import commands as reviewing
from rules.review.matter import Instance, Result, Review
from rules.review.opening import open_review
from rules.review.procedure import RE_REVIEW, REVIEW
from tests.rules import county
from tests.rules.story import KEY, WORDS, Story

DEPARTMENT, CITY, PROVINCE = "sl-d1", "sl-city", "sl-province"

HANDLER = county.seated("dept_handler", DEPARTMENT)
UNIT_HEAD = county.seated("dept_head", DEPARTMENT)
BUREAU = county.seated("petition_bureau", county.COUNTY)
BUREAU_HEAD = county.seated("petition_bureau_head", county.COUNTY)
SERVICE_WINDOW = county.seated("legal_service_window", county.COUNTY)
REVIEWER = county.seated("review_handler", county.COUNTY)
REVIEW_HEAD = county.seated("county_leader", county.COUNTY)
CITY_REVIEWER = county.seated("review_handler", CITY)
CITY_HEAD = county.seated("review_head", CITY)

SERVED_AT = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)  # Monday, 10:00 in Asia/Shanghai
ASKED_AT = datetime(2026, 8, 31, 2, 0, tzinfo=UTC)  # Monday


def on(month: int, day: int, hour: int = 10) -> datetime:
    """That hour in Asia/Shanghai of a day of 2026."""
    return datetime(2026, month, day, hour, tzinfo=UTC) - timedelta(hours=8)


class PetitionAftercareStory(Story):
    state: PetitionAftercare

    def due(self, clock: str) -> date | None:
        due = self.state.due(clock)
        return due.on if due else None


class ReviewStory(Story):
    state: Review

    def due(self, clock: str) -> date | None:
        due = self.state.due(clock)
        return due.on if due else None


def people_of(petitioners: frozenset[str]) -> People:
    return tuple(Participant(ref=ref, role=ParticipantRole.PETITIONER) for ref in sorted(petitioners))


def opened(outcome: str = "answered", **said: Any) -> Any:
    """What begins the aftercare of a petition that a department answered on 6 July 2026."""
    petitioners = said.get("petitioners", frozenset({"zhang"}))
    whole = {
        "id": "petition_aftercare/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "petition": "petition/sl/SL-2026-1/1",
        "closing_seq": 9,
        "outcome": outcome,
        "result": "explained",
        "unit": DEPARTMENT,
        "organ": Organ.DEPARTMENT,
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "served": dict.fromkeys(petitioners, SERVED_AT),
        "petitioners": petitioners,
        "people": people_of(petitioners),
        "hands": frozenset({HANDLER.person}),
        "received_by": county.COUNTY,
        "first_receiver": "p-first",
        "needs_execution": False,
        "at": SERVED_AT,
    }
    return open_petition_aftercare(**{**whole, **said})


def answered(outcome: str = "answered", **said: Any) -> PetitionAftercareStory:
    edition: Edition = said.get("edition", county.TOLD)
    return PetitionAftercareStory(PETITION_AFTERCARE, opened(outcome, **said), edition)


def request(petitioner: str = "zhang", **said: Any) -> commands.RequestReview:
    whole: Mapping[str, Any] = {"by": county.WINDOW_CLERK, "filing": Filing.ONLINE, "grounds": WORDS}
    return commands.RequestReview(id=KEY, petitioner=petitioner, **{**whole, **said})


def take_up(petitioner: str = "zhang", **said: Any) -> commands.TakeUpAgain:
    whole: Mapping[str, Any] = {"by": county.WINDOW_CLERK, "filing": Filing.ONLINE}
    return commands.TakeUpAgain(id=KEY, petitioner=petitioner, **{**whole, **said})


def assess(**said: Any) -> commands.AssessClosing:
    done = commands.Assessed(how=InPlace.DONE, reason=WORDS)
    whole = {"by": HANDLER, "resolved": done, "explained": done, "helped": done}
    return commands.AssessClosing(id=KEY, **{**whole, **said})


def confirm(petitioner: str = "zhang", **said: Any) -> commands.ConfirmWithPerson:
    whole: Mapping[str, Any] = {"by": HANDLER, "how": Contact.TELEPHONE, "agrees": Agrees.YES}
    return commands.ConfirmWithPerson(id=KEY, petitioner=petitioner, **{**whole, **said})


def rate(value: Satisfaction, **said: Any) -> commands.RecordEvaluation:
    whole: Mapping[str, Any] = {"by": county.WINDOW_CLERK, "petitioner": "zhang", "target": Target.UNIT}
    return commands.RecordEvaluation(id=KEY, value=value, **{**whole, **said})


def audit(substantively: Resolved = Resolved.RESOLVED, by: Officer = BUREAU_HEAD) -> commands.CloseMatter:
    return commands.CloseMatter(id=KEY, by=by, substantively=substantively, reason=WORDS)


def revisit(by: Officer = HANDLER) -> commands.RecordRevisit:
    return commands.RecordRevisit(id=KEY, by=by, notes=WORDS)


def execution(executed: Executed) -> commands.RecordExecution:
    return commands.RecordExecution(id=KEY, by=HANDLER, executed=executed, proof=WORDS)


def report(by: Officer = HANDLER) -> commands.ReportAfterwards:
    return commands.ReportAfterwards(id=KEY, by=by, report=WORDS)


def anew(ground: Ground, by: Officer = BUREAU) -> commands.HandleAnew:
    return commands.HandleAnew(id=KEY, by=by, ground=ground, reason=WORDS)


def request_of(instance: Instance, **said: Any) -> Event:
    """What begins a review that was asked for on 31 August 2026, or the re-review of one."""
    is_first, petitioners = instance is Instance.REVIEW, said.get("petitioners", frozenset({"zhang"}))
    whole = {
        "id": f"{instance}/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "instance": instance,
        "petition": "petition/sl/SL-2026-1/1",
        "aftercare": "petition_aftercare/sl/SL-2026-1/1",
        "before": None if is_first else "review/sl/SL-2026-1/1",
        "of_unit": DEPARTMENT if is_first else county.COUNTY,
        "reviewer": county.COUNTY if is_first else CITY,
        "petitioners": petitioners,
        "people": people_of(petitioners),
        "asked_by": "zhang",
        "grounds": WORDS,
        "received_at": ASKED_AT,
        "hands": frozenset({HANDLER.person, UNIT_HEAD.person}),
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "at": ASKED_AT,
    }
    return open_review(**{**whole, **said})


def asked_for(instance: Instance = Instance.REVIEW, **said: Any) -> ReviewStory:
    procedure = REVIEW if instance is Instance.REVIEW else RE_REVIEW
    return ReviewStory(procedure, request_of(instance, **said), said.get("edition", county.TOLD))


def handler_of(story: ReviewStory) -> Officer:
    return county.seated(story.state.handler.role, story.state.reviewer)


def head_of(story: ReviewStory) -> Officer:
    return county.seated(story.state.head.role, story.state.reviewer)


def findings(story: ReviewStory) -> reviewing.RecordFindings:
    return reviewing.RecordFindings(id=KEY, by=handler_of(story), findings=WORDS)


def panel(story: ReviewStory, in_days: int = 3, *, room: str | None = None) -> reviewing.DrawReviewPanel:
    day = story.at + timedelta(days=in_days)
    return reviewing.DrawReviewPanel(
        id=KEY, by=handler_of(story), scheduled_for=day, place_unit=county.COUNTY, room=room
    )


def hearing(story: ReviewStory, recommends: Result = Result.UPHELD) -> reviewing.HoldReviewHearing:
    return reviewing.HoldReviewHearing(
        id=KEY, by=handler_of(story), minutes=WORDS, opinion=WORDS, recommends=recommends
    )


def opinion(story: ReviewStory, result: Result = Result.UPHELD, **said: Any) -> Any:
    """With every part that the paper needs, but for what the test says otherwise."""
    whole = {
        "by": head_of(story),
        "original": WORDS,
        "petitioners_view": WORDS,
        "findings": WORDS,
        "basis": WORDS,
        "orders": WORDS,
        "tells_the_way": True,
        "has_seal": True,
    }
    return reviewing.IssueReviewOpinion(id=KEY, result=result, **{**whole, **said})


def serve(story: ReviewStory, petitioner: str = "zhang", **said: Any) -> Any:
    whole = {
        "by": handler_of(story),
        "method": ServiceMethod.IN_PERSON,
        "proven_at": story.at,
        "proof": WORDS,
    }
    return reviewing.ServeReviewOpinion(id=KEY, petitioner=petitioner, **{**whole, **said})


def request_again(petitioner: str = "zhang", **said: Any) -> reviewing.RequestReReview:
    whole: Mapping[str, Any] = {"by": county.WINDOW_CLERK, "filing": Filing.ONLINE, "grounds": WORDS}
    return reviewing.RequestReReview(id=KEY, petitioner=petitioner, **{**whole, **said})


def decided(story: ReviewStory, result: Result = Result.UPHELD) -> ReviewStory:
    """Found out, and signed by the head."""
    story.hear(findings(story))
    story.hear(opinion(story, result))
    return story


def served(story: ReviewStory, result: Result = Result.UPHELD) -> ReviewStory:
    """And brought to everybody at once."""
    decided(story, result)
    for petitioner in sorted(story.state.unserved):
        story.hear(serve(story, petitioner))
    return story


def _issued() -> dict[str, Any]:
    """The data of one paper of each kind that a review issues, as the rules make them."""
    first, again = asked_for(), asked_for(Instance.RE_REVIEW)
    again.hear(panel(again))
    decided(first, Result.CHANGED)
    decided(again)
    letters = [*first.letters_of("document"), *again.letters_of("document")]
    return {letter.body["kind"]: letter.body["data"] for letter in letters}


REVIEW_PAPERS_ISSUED = _issued()
