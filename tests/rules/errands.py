"""An errand as a test tells it: somebody of a village, an agent there, the township's head in charge."""

from datetime import date
from typing import Any

from rules.errand import commands
from rules.errand.matter import ERRAND_AGENT, Act, Errand, Verdict
from rules.errand.procedure import ERRAND
from rules.errand.registration import register_errand
from rules.participants import Participant, ParticipantRole
from rules.procedure import Officer
from rules.tracking import holder
from tests.rules import county
from tests.rules.story import KEY, WORDS, Story

AGENT = county.seated(ERRAND_AGENT, county.VILLAGE)
OTHER_AGENT = county.seated(ERRAND_AGENT, county.OTHER_VILLAGE)
HEAD = county.seated("township_head", county.TOWNSHIP)
OFFICE = county.seated("township_petition_office", county.TOWNSHIP)
BUREAU = county.seated("petition_bureau", county.COUNTY)
THE_PERSON = holder(county.COUNTY)
ZHANG = Participant(ref="zhang", role=ParticipantRole.PETITIONER)
UNTIL = date(2026, 11, 30)


class ErrandStory(Story):
    state: Errand

    def does(self, act: Act = Act.SUBMIT, by: Officer = AGENT) -> "ErrandStory":
        self.hear(step(act, by))
        return self

    def reports(self) -> "ErrandStory":
        self.hear(commands.ReportErrand(id=KEY, by=AGENT, words=WORDS))
        return self

    def is_not_satisfied(self, by: Officer = THE_PERSON) -> "ErrandStory":
        self.hear(said(Verdict.DISSATISFIED, by))
        return self

    def answered(self, *, goes_on: bool = False) -> "ErrandStory":
        self.hear(answer(goes_on=goes_on))
        return self

    def revoked(self, by: Officer = THE_PERSON) -> "ErrandStory":
        self.hear(commands.ErrandRevoked(id=KEY, by=by))
        return self

    def at_the_petition_office(self) -> "ErrandStory":
        return self.is_not_satisfied().answered().is_not_satisfied()


def errand(**said: Any) -> Any:
    whole = {
        "id": "errand/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "about": None,
        "channel": "window",
        "people": (ZHANG,),
        "authority": WORDS,
        "scope": frozenset({Act.SUBMIT, Act.ENQUIRE, Act.CALL_MEETING}),
        "until": UNTIL,
        "agent": AGENT,
        "leader": HEAD,
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "by": OFFICE,
        "at": county.MONDAY,
    }
    return register_errand(**{**whole, **said})


def an_errand(**said: Any) -> ErrandStory:
    return ErrandStory(ERRAND, errand(**said), said.get("edition", county.TOLD))


def step(act: Act = Act.SUBMIT, by: Officer = AGENT) -> commands.RecordStep:
    return commands.RecordStep(id=KEY, by=by, act=act, words=WORDS)


def meeting(by: Officer = AGENT) -> commands.CallMeeting:
    return commands.CallMeeting(id=KEY, by=by, words=WORDS)


def meeting_answer(by: Officer = OFFICE) -> commands.AnswerMeetingCall:
    return commands.AnswerMeetingCall(id=KEY, by=by, is_held=False, words=WORDS)


def said(value: Verdict, by: Officer = THE_PERSON) -> commands.RecordErrandSatisfaction:
    return commands.RecordErrandSatisfaction(id=KEY, by=by, value=value)


def answer(*, goes_on: bool = False, by: Officer = HEAD) -> commands.AnswerReExamination:
    return commands.AnswerReExamination(id=KEY, by=by, findings=WORDS, reasons=WORDS, goes_on=goes_on)


def last_answer(by: Officer = BUREAU) -> commands.AnswerLastExamination:
    return commands.AnswerLastExamination(id=KEY, by=by, words=WORDS)
