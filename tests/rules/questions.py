"""A question as a test tells it: asked at the county's window on a Monday morning."""

from typing import Any

from rules.consultation import commands
from rules.consultation.matter import Consultation, Service
from rules.consultation.procedure import CONSULTATION
from rules.consultation.registration import register_question
from rules.participants import Participant, ParticipantRole, Power
from rules.procedure import Sealed
from tests.rules import county
from tests.rules.story import KEY, WORDS, Story

WINDOW = county.seated("legal_service_window", county.COUNTY)
LABOUR = county.seated("dept_handler", "sl-d1")
TOWNSHIP_OFFICE = county.seated("township_petition_office", county.TOWNSHIP)
ANSWER = Sealed("content/3")

ZHANG = Participant(ref="zhang", role=ParticipantRole.PETITIONER)
AUNT = Participant(
    ref="aunt",
    role=ParticipantRole.ERRAND_AGENT,
    acts_for="zhang",
    authority=WORDS,
    powers=frozenset({Power.SUBMIT, Power.RECEIVE}),
)


class QuestionStory(Story):
    state: Consultation

    def book(self, **said: Any) -> "QuestionStory":
        self.hear(booking(self, **said))
        return self


def question(**said: Any) -> Any:
    whole = {
        "id": "consultation/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "channel": "window",
        "received_at": county.MONDAY,
        "people": (ZHANG, AUNT),
        "services": frozenset(),
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "by": county.WINDOW_CLERK,
        "at": county.MONDAY,
    }
    return register_question(**{**whole, **said})


def a_question(**said: Any) -> QuestionStory:
    return QuestionStory(CONSULTATION, question(**said), said.get("edition", county.TOLD))


def an_anonymous_question() -> QuestionStory:
    return a_question(people=(), village=None, township=None)


def booking(story: Story, **said: Any) -> commands.BookService:
    whole = {
        "id": KEY,
        "by": WINDOW,
        "service": Service.LEGAL_ADVICE,
        "scheduled_for": story.at.replace(hour=story.at.hour + 2),
        "place_unit": county.VILLAGE,
    }
    return commands.BookService(**{**whole, **said})


def given(service: Service = Service.LEGAL_ADVICE, **said: Any) -> commands.RecordConsultationService:
    whole = {"id": KEY, "by": WINDOW, "service": service, "place_unit": county.VILLAGE, "words": WORDS}
    return commands.RecordConsultationService(**{**whole, **said})


def answer(**said: Any) -> commands.AnswerQuestion:
    return commands.AnswerQuestion(**{"id": KEY, "by": county.WINDOW_CLERK, "answer": ANSWER, **said})


def into_petition(**said: Any) -> commands.TurnIntoPetition:
    whole = {"id": KEY, "by": county.WINDOW_CLERK, "wished_by": "zhang", "wish": WORDS}
    return commands.TurnIntoPetition(**{**whole, **said})


def into_dispute(**said: Any) -> commands.TurnIntoDispute:
    whole = {"id": KEY, "by": county.WINDOW_CLERK, "wished_by": "zhang", "wish": WORDS}
    return commands.TurnIntoDispute(**{**whole, **said})


def handed_to(unit: str, **said: Any) -> commands.HandOverQuestion:
    return commands.HandOverQuestion(
        **{"id": KEY, "by": county.WINDOW_CLERK, "unit": unit, "reason": WORDS, **said}
    )
