"""Seeded walks of meetings: random people, facts and time, and every promise held at every step."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any, ClassVar

import pytest
from pydantic import TypeAdapter

from rules.instants import legal_day
from rules.journal import View
from rules.meeting import commands, events
from rules.meeting.convening import convene_by_rota
from rules.meeting.matter import Ending, Meeting, Outcome, Stage
from rules.meeting.procedure import MEETING
from rules.meeting.rota import Turn
from rules.procedure import Event, Now
from tests.rules import county
from tests.rules.meetings import CONVENERS, MeetingStory, meeting
from tests.rules.story import WORDS
from tests.rules.test_walks import some_day
from tests.rules.walking import OFFICERS, People
from tests.rules.walks import walk

SEEDS = range(200)
CARRIED: TypeAdapter[Meeting] = TypeAdapter(Meeting)
KINDS = [*sorted(CONVENERS), *["reception"] * 5, *["outreach"] * 3, *["joint"] * 3, *["hearing-panel"] * 4]


def a_random_meeting(dice: Random) -> MeetingStory:
    kind, at = dice.choice(KINDS), some_day(dice)
    by = CONVENERS[kind]
    if dice.random() < 0.2:
        day = legal_day(at) + timedelta(days=dice.randint(1, 10))
        turn = Turn("a-row", kind, by.role, by.unit, day, at + timedelta(days=10))
        first = convene_by_rota(
            id="meeting/sl/SL-2026-1/1", number="SL-2026-1", edition=county.TOLD, turn=turn, at=at
        )
    else:
        hours = timedelta(hours=dice.randint(0, 30))
        about = ("SL-2026-2",) if dice.random() < 0.7 else ()
        first = meeting(kind, at=at, scheduled_for=at + hours, about=about)
    return MeetingStory(MEETING, first, county.TOLD)


def item(people: Any, story: Any) -> dict[str, Any]:
    open_ = [each.number for each in story.state.items if not each.is_done]
    return {"item": people.dice.choice(open_) if open_ and people.mostly() else people.dice.randint(1, 9)}


def followed(people: Any, story: Any) -> dict[str, Any]:
    those = [each.number for each in story.state.items if each.is_followed]
    asked = [each.number for each in story.state.items if each.passing]
    return {"item": people.dice.choice(asked or those)} if those else item(people, story)


def assigned(people: Any, story: Any) -> dict[str, Any]:
    those = [each.number for each in story.state.items if each.awaits_report]
    return {"item": people.dice.choice(those)} if those else item(people, story)


def became(people: Any, story: Any) -> dict[str, Any]:
    """Mostly the matter that the item is about."""
    said = item(people, story)
    its = story.state.item(said["item"])
    about = its.matter if its and its.matter and people.mostly() else some_matter(people)
    return {**said, "matter": about}


def booked(people: Any, story: Any) -> dict[str, Any]:
    there = [each.booking for each in story.state.items if each.booking]
    is_one = there and people.mostly()
    return {"booking": people.dice.choice(there) if is_one else f"b-{people.dice.randint(1, 20)}"}


def some_matter(people: Any) -> str:
    return f"SL-2026-{people.dice.randint(2, 40)}"


def somebody(people: Any) -> dict[str, Any]:
    return dict(vars(people.dice.choice(OFFICERS)))


def soon(people: Any, story: Any) -> Any:
    return story.at + timedelta(hours=people.dice.randint(-3, 72))


# What is asked for more often than anything else, so that walks go far.
WEIGHTS: Mapping[type, float] = {
    commands.AddItem: 1.2,
    commands.DeclineItem: 3,
    commands.DecideItem: 3,
    commands.BookVisit: 1.5,
    commands.Invite: 0.5,
    commands.RecordConsentToRecording: 0.6,
    commands.MoveMeeting: 0.5,
    commands.BeginMeeting: 5,
    commands.FileBriefing: 3,
    commands.DrawHearingPanel: 12,
    commands.AttachPanelOpinion: 9,
    commands.CancelMeeting: 0.1,
    commands.CancelVisit: 3,
    commands.DecideDay: 6,
    commands.ReceiveVisitors: 9,
    commands.EndAsMatter: 7,
    commands.AssignTask: 4,
    commands.FinishSession: 12,
    commands.FileMinutes: 3,
    commands.ReportTask: 8,
    commands.AskToPassOn: 8,
    commands.AnswerPassingOn: 12,
    commands.EndFollowing: 2,
}
SAID: Mapping[type, Callable[[Any, Any], dict[str, Any]]] = {
    commands.AddItem: lambda p, _: {
        "topic": WORDS, "matter": some_matter(p) if p.dice.random() < 0.4 else None,
    },
    commands.DrawAgenda: lambda p, _: {"matters": tuple(sorted({some_matter(p) for _ in range(3)}))},
    commands.FileBriefing: lambda p, s: {**item(p, s), "briefing": WORDS},
    commands.Invite: lambda p, _: somebody(p),
    commands.RecordConsentToRecording: lambda p, _: {
        "person": somebody(p)["person"], "agrees": p.mostly(),
    },
    commands.DecideDay: lambda p, s: {
        "reason": WORDS, "scheduled_for": soon(p, s) if p.dice.random() < 0.5 else None,
    },
    commands.MoveMeeting: lambda p, s: {
        "scheduled_for": soon(p, s), "place_unit": "sl-t1", "reason": WORDS,
    },
    commands.CancelMeeting: lambda _, __: {"reason": WORDS},
    commands.BookVisit: lambda p, _: {
        "booking": f"b-{p.dice.randint(1, 20)}", "matter": some_matter(p) if p.mostly() else None,
    },
    commands.CancelVisit: booked,
    commands.BeginMeeting: lambda p, _: {"is_recorded": not p.mostly()},
    commands.ReceiveVisitors: lambda p, s: {
        **item(p, s), "persons": p.dice.randint(0, 9), "is_first": p.mostly(),
    },
    commands.EndAsMatter: became,
    commands.DecideItem: lambda p, s: {**item(p, s), "decision": WORDS},
    commands.AssignTask: lambda p, s: {
        **item(p, s),
        "role": p.dice.choice(("dept_head", "township_head", "grid_worker")),
        "unit": p.dice.choice(("sl-d1", "sl-t1")),
        "task": WORDS,
        "due_on": legal_day(s.at) + timedelta(days=p.dice.randint(0, 20)) if p.mostly() else None,
    },
    commands.DeclineItem: lambda p, s: {**item(p, s), "reason": WORDS},
    commands.AttachPanelOpinion: lambda p, s: {**item(p, s), "opinion": WORDS, "recommends": "supports"},
    commands.FileMinutes: lambda _, __: {"meeting_minutes": WORDS},
    commands.ReportTask: lambda p, s: {**assigned(p, s), "report": WORDS},
    commands.AskToPassOn: lambda p, s: {**followed(p, s), **somebody(p), "reason": WORDS},
    commands.AnswerPassingOn: lambda p, s: {**followed(p, s), "agrees": p.dice.random() < 0.6},
    commands.EndFollowing: lambda p, s: {
        **item(p, s), "report": WORDS, "open_cases": 0 if p.mostly() else 2,
    },
    commands.PanelInterestDeclared: lambda p, _: {"person": f"panel-{p.dice.randint(1, 9)}"},
}  # fmt: skip


class MeetingPeople(People):
    weights = WEIGHTS
    words_for = SAID


class MeetingWitness:
    """No item is left without an end, nobody is let go who answers for something, and figures are sums."""

    seen: ClassVar[Counter[str]] = Counter()

    def __init__(self, story: MeetingStory) -> None:
        self.story = story
        self.late: Counter[str] = Counter()

    def sees(self, before: Meeting, happened: tuple[Event, ...], view: View) -> None:
        state = self.story.state
        for event in happened:
            self.seen[type(event).__name__] += 1
            self._sees_one(before, event)
        assert CARRIED.validate_python(CARRIED.dump_python(state, mode="json")) == state
        [row] = view.meetings
        assert row.batches == sum(each.persons > 0 for each in state.items)
        assert row.person_times == sum(each.persons for each in state.items)
        assert row.booked <= row.capacity or not state.kind.is_public
        assert [line.item for line in view.agenda] == [each.number for each in state.items]
        matters = [each.matter for each in state.items if each.matter]
        assert len(matters) == len(set(matters))
        if state.stage in (Stage.CARRYING_OUT, Stage.CLOSED) and state.outcome is not Outcome.CANCELLED:
            assert all(each.ending for each in state.items)
        if state.kind.collects:
            assert {each.ending for each in state.items} <= {None, Ending.MATTER, Ending.NO}
        owed = {task.person for task in view.tasks if task.what == "follow-matter"}
        following = {each.follower.person for each in state.items if each.is_followed and each.follower}
        assert owed == (set() if state.has_ended else following)
        if state.is_recorded:
            assert {each.person for each in state.invited} <= state.agreed

    def _sees_one(self, before: Meeting, event: Event) -> None:
        match event:
            case events.MeetingDutyFellOverdue():
                self.late[event.clock] += 1
                assert Now(event.at).today > event.due_on
            case events.MeetingBegun():
                assert not before.awaits_day
                assert Now(event.at).today >= legal_day(before.scheduled_for)
                if before.kind.has_panel:
                    assert len(before.panel) == 5
                    assert not set(before.panel) & before.recused
            case events.FollowingPassedOn():
                its = before.item(event.item)
                assert its
                assert its.passing
                assert its.follower
                assert event.by
                concerned = {its.passing.asked_by, its.passing.to.person, its.follower.person}
                assert event.by.person not in concerned
            case events.MeetingEnded(outcome=Outcome.HELD):
                state = self.story.state
                assert state.is_carried_out
                assert state.has_minutes or not state.kind.needs_minutes


@cache
def walked(seed: int) -> Counter[str]:
    """How the meetings of one walk ended."""
    return walk(seed, a_random_meeting, MeetingWitness, lambda _, dice: a_random_meeting(dice), MeetingPeople)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_walk_keeps_every_promise(seed: int) -> None:
    walked(seed)


def test_the_walks_go_everywhere() -> None:
    """Every event but the first has come to pass, but for those of clocks that can stand still or be
    corrected: none of a meeting can. Both ends have been reached."""
    ended = sum(map(walked, SEEDS), Counter[str]())

    assert set(ended) == set(Outcome)
    assert set(MEETING.events) - set(MeetingWitness.seen) == {"MeetingConvened", *OF_OTHERS}


OF_OTHERS = ("ClocksSuspended", "ClocksResumed", "StartCorrected")
