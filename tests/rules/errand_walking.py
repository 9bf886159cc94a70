"""Random people around an errand, and whoever follows it by its events alone."""

from collections import Counter
from random import Random
from typing import Any

from rules import staffing
from rules.errand import commands, events
from rules.errand.matter import Act, Outcome, Stage, Verdict
from rules.journal import View
from rules.procedure import Event
from tests.rules import walking
from tests.rules.errands import AGENT, OTHER_AGENT, THE_PERSON, ErrandStory
from tests.rules.story import WORDS


def _reported(people: Any, _story: Any) -> dict[str, Any]:
    return {"by": people.dice.choice((THE_PERSON, THE_PERSON, AGENT))}


WEIGHTS = {
    **walking.WEIGHTS,
    commands.RecordStep: 6,
    commands.ReportErrand: 2,
    commands.RecordErrandSatisfaction: 1,
    commands.ErrandRevoked: 0.2,
}
WORDS_FOR = {
    **walking.WORDS_FOR,
    commands.RecordStep: lambda p, _s: {"act": p.dice.choice(tuple(Act)), "words": WORDS},
    commands.CallMeeting: lambda _p, _s: {"words": WORDS},
    commands.AnswerMeetingCall: lambda p, _s: {"is_held": p.mostly(), "words": WORDS},
    commands.ReportErrand: lambda _p, _s: {"words": WORDS},
    commands.RecordErrandSatisfaction: lambda p, _s: {
        "value": Verdict.DISSATISFIED if p.dice.random() < 0.7 else Verdict.SATISFIED,
        "words": p.dice.choice((WORDS, None)),
    },
    commands.AnswerReExamination: lambda p, _s: {
        "findings": WORDS,
        "reasons": WORDS,
        "goes_on": p.dice.random() < 0.5,
    },
    commands.AnswerLastExamination: lambda _p, _s: {"words": WORDS},
    commands.ErrandRevoked: _reported,
}


class AroundAnErrand(walking.People):
    """The county's officers, two agents, and the person with their code."""

    officers = (*walking.OFFICERS, AGENT, AGENT, OTHER_AGENT, THE_PERSON)
    weights, words_for = WEIGHTS, WORDS_FOR


class ErrandWitness:
    """Nothing is done outside the paper or after its end; who is not satisfied is answered, and never twice
    by the same; and what the agent sees is what they may do."""

    def __init__(self, story: ErrandStory) -> None:
        self.story = story
        self.is_over = False
        self.acts = Counter[str]()
        self.unanswered = 0
        self.dissatisfied = 0

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(before, event)
        state = self.story.state
        assert bool(state.authority_ended) is self.is_over
        assert state.dissatisfied == self.dissatisfied
        assert self.unanswered == (state.stage in (Stage.RE_EXAMINED, Stage.AT_PETITION_OFFICE))
        agents = [task for task in view.tasks if task.person == AGENT.person]
        assert len(agents) == state.agent_may_act
        assert all(task.what == "run-errand" for task in agents)
        if not state.has_ended:
            assert view.case.handler == state.leader.person
            flags = (staffing.FILL_A_SEAT, staffing.HAND_OVER)
            assert [task for task in view.tasks if task.what not in flags]

    def _sees_one(self, before: Any, event: Event) -> None:
        match event:
            case events.StepTaken():
                self._is_within(before, event, event.act)
            case events.MeetingCalled():
                self._is_within(before, event, Act.CALL_MEETING)
            case events.ErrandReported():
                assert not self.is_over
            case events.AuthorityEnded():
                assert not self.is_over  # it ends once
                self.is_over = True
            case events.ErrandSatisfaction() if event.value is Verdict.DISSATISFIED:
                self.dissatisfied += 1
                self.unanswered += 1
                assert self.dissatisfied <= 2
            case events.ReExaminationAnswered() | events.LastExaminationAnswered():
                self.unanswered -= 1
                assert not (
                    isinstance(event, events.ReExaminationAnswered) and event.goes_on and self.is_over
                )
            case events.ErrandClosed():
                self._closed_for_a_reason(event)

    def _is_within(self, before: Any, event: Event, act: Act) -> None:
        assert event.by == AGENT
        assert not self.is_over
        assert act in before.scope
        assert event.at < before.authority_over_at

    def _closed_for_a_reason(self, event: events.ErrandClosed) -> None:
        assert self.unanswered == 0
        assert (event.by is None) is (event.outcome is Outcome.NOT_EVALUATED)
        assert (event.outcome is Outcome.ANSWERED) is (self.dissatisfied == 2)


def scope_of(dice: Random) -> frozenset[Act]:
    return frozenset(dice.sample(tuple(Act), dice.randint(1, len(Act))))
