"""Seeded walks through inspections and old matters: every promise held at every step."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

from rules import notes
from rules.articles import Basis
from rules.backlog import commands as leading
from rules.backlog import events as led
from rules.backlog.matter import Ground
from rules.backlog.matter import Outcome as Left
from rules.backlog.procedure import BACKLOG
from rules.checklist import NOTHING_DONE, Checklist, missing
from rules.inspection import commands
from rules.inspection import events as inspected
from rules.inspection.matter import Aspect, Outcome
from rules.inspection.procedure import INSPECTION
from rules.journal import View
from rules.procedure import Event
from tests.rules import county, promises
from tests.rules.overseen import (
    CHECKS,
    FRAME,
    BacklogStory,
    InspectionStory,
    an_inspection,
    opening,
    registering,
)
from tests.rules.story import WORDS, Story
from tests.rules.walking import WEIGHTS, WORDS_FOR, People
from tests.rules.walks import walk

SEEDS = range(60)
INSPECTORS = ("p-sl-supervisor", "p-sl-petition-bureau", "p-sl-petition-bureau-head")


class Overseers(People):
    """The same dice among those who inspect, lead and put right."""

    weights: Mapping[type, float] = {
        **WEIGHTS,
        commands.FrameListed: 6,
        commands.RecordFinding: 3,
        commands.FindInOrder: 8,
        commands.RecordRectification: 6,
        commands.CheckRectification: 14,
        commands.SignOffRectification: 14,
        commands.SendBackRectification: 0.2,
        notes.AddNote: 0.3,
        leading.HandBack: 0.05,
        leading.CheckBacklog: 8,
        leading.AssessBacklog: 6,
        leading.TakeBackToWork: 0.4,
        leading.ReportSettled: 4,
        leading.MatterLookedAt: 6,
    }

    def number(self, story: Story) -> int:
        """Of a finding that is open, or of none."""
        numbers = [each.number for each in story.state.open_findings]
        return self.dice.choice(numbers) if numbers and self.mostly() else 99

    def check(self, story: Story) -> dict[str, Any]:
        """Of an open finding mostly what nobody has checked, sometimes anything or nothing of the list."""
        number = self.number(story)
        lists = [each.checklist for each in story.state.open_findings if each.number == number]
        return {"finding": number, "item": self.item(*lists)}

    def item(self, done: Checklist = NOTHING_DONE) -> str:
        left = missing(county.TOLD.oversight.checklist, done)
        return self.dice.choice(left if left and self.mostly() else (*CHECKS, "weather"))

    def look(self, story: Story) -> tuple[str, Aspect]:
        """At what nobody has looked at, or at something else."""
        left: tuple[tuple[str, Aspect], ...] = story.state.to_look_at
        if left and self.mostly():
            return self.dice.choice(left)
        return self.dice.choice(FRAME), self.dice.choice(tuple(Aspect))

    def milestone(self, story: Story) -> int:
        numbers = [each.number for each in story.state.milestones if each.is_open]
        return self.dice.choice(numbers) if numbers and self.mostly() else 99

    def seat(self) -> dict[str, str]:
        role, unit = self.dice.choice(
            (
                ("county_leader", county.COUNTY),
                ("township_head", county.TOWNSHIP),
                ("dept_head", "sl-d1"),
                ("grid_worker", county.VILLAGE),
            )
        )
        return {"role": role, "unit": unit}

    def listed(self) -> dict[str, Any]:
        frame = tuple(self.dice.sample(FRAME, self.dice.choice((0, 1, 30, 30))))
        hands = {n: frozenset({self.dice.choice((*INSPECTORS, "p-other"))}) for n in frame}
        return {"frame": frame, "hands": hands if self.dice.random() < 0.3 else {}}


def _looked(people: Any, story: Any) -> dict[str, Any]:
    matter, aspect = people.look(story)
    return {"matter": matter, "aspect": aspect}


Overseers.words_for = {
    **WORDS_FOR,
    commands.FrameListed: lambda p, _s: p.listed(),
    commands.RecordFinding: lambda p, s: {
        **_looked(p, s),
        "unit": p.dice.choice((county.TOWNSHIP, county.TOWNSHIP, "sl-d1", "sl-d2")),
        "basis": p.dice.choice((Basis.INFORMED, Basis.DANGER)),
        "words": WORDS,
    },
    commands.FindInOrder: _looked,
    commands.CallInInspector: lambda p, _s: {
        "role": p.dice.choice(("petition_bureau_head", "centre_dispatcher", "window_clerk"))
    },
    commands.IssueCircular: lambda _p, _s: {"words": WORDS},
    commands.RecordRectification: lambda p, s: {"finding": p.number(s), "words": WORDS},
    commands.CheckRectification: lambda p, s: p.check(s),
    commands.SignOffRectification: lambda p, s: {"finding": p.number(s)},
    commands.SendBackRectification: lambda p, s: {"finding": p.number(s), "reason": WORDS},
    leading.AssignLeader: lambda p, _s: p.seat(),
    leading.ProposeLeader: lambda p, _s: {**p.seat(), "reason": WORDS},
    leading.DeclineLeader: lambda _p, _s: {"reason": WORDS},
    leading.FormTeam: lambda p, _s: {
        "units": frozenset({county.TOWNSHIP, "sl-d1" if p.mostly() else "nowhere"}),
        "handler": county.TOWNSHIP if p.mostly() else "sl-d2",
    },
    leading.SetPlan: lambda _p, _s: {"words": WORDS},
    leading.AddMilestone: lambda p, s: {
        "due_on": s.at.date() + timedelta(days=p.dice.randint(-1, 20)),
        "words": WORDS,
    },
    leading.ReachMilestone: lambda p, s: {"milestone": p.milestone(s), "words": WORDS},
    leading.ReportSettled: lambda _p, _s: {"words": WORDS},
    leading.CheckBacklog: lambda p, s: {"item": p.item(s.state.checklist)},
    leading.AssessBacklog: lambda _p, _s: {"words": WORDS},
    leading.TakeBackToWork: lambda _p, _s: {"reason": WORDS},
    leading.HandBack: lambda _p, _s: {"reason": WORDS},
    leading.MatterLookedAt: lambda p, _s: {"still_open": () if p.mostly() else ("dispute/sl/x/1",)},
}


def _who(event: Event) -> str:
    assert event.by
    return event.by.person


class InspectionWitness:
    """Follows an inspection by its events alone: what was recorded, checked and signed, and by whom."""

    def __init__(self, story: InspectionStory) -> None:
        self.story = story
        self.rectified: dict[int, str] = {}
        self.checked: dict[int, dict[str, str]] = {}
        self.signed: dict[int, list[str]] = {}
        self.told: Counter[int] = Counter()
        self.looks: set[tuple[str, Aspect]] = set(story.state.looked_at)

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(before, event)
        state = self.story.state
        assert set(state.drawn) <= set(FRAME)
        assert state.looked_at == self.looks
        if not state.has_ended:
            assert (view.case.light == "red") is any(each.is_overdue for each in state.open_findings)

    def _sees_one(self, before: Any, event: Any) -> None:
        match event:
            case inspected.FindingRecorded() | inspected.FoundInOrder():
                assert event.matter in before.drawn
                assert _who(event) not in before.hands[event.matter]
                assert (event.matter, event.aspect) not in self.looks
                self.looks.add((event.matter, event.aspect))
            case inspected.CircularIssued():
                assert self.looks == {(matter, aspect) for matter in before.drawn for aspect in Aspect}
            case inspected.RectificationRecorded():
                self.rectified[event.finding] = _who(event)
            case inspected.RectificationChecked():
                checks = self.checked.setdefault(event.finding, {})
                assert event.finding in self.rectified
                assert event.item not in checks
                checks[event.item] = _who(event)
            case inspected.RectificationSignedOff():
                self._signed(before, event)
            case inspected.RectificationSentBack():
                for each in (self.rectified, self.checked, self.signed):
                    each.pop(event.finding, None)
            case inspected.RectificationFellOverdue():
                self.told[event.finding] += 1
            case inspected.FindingClosed():
                assert event.finding in self.rectified
                assert len(set(self.signed[event.finding])) == 2

    def _signed(self, before: Any, event: Any) -> None:
        """The promise: never who put it right, checked it, had a hand in the matter, or signed before."""
        [finding] = [each for each in before.findings if each.number == event.finding]
        who, signed = _who(event), self.signed.setdefault(event.finding, [])
        assert set(self.checked[event.finding]) == set(CHECKS)
        assert who != self.rectified[event.finding]
        assert who not in self.checked[event.finding].values()
        assert who not in before.hands[finding.matter]
        assert who not in signed
        assert event.by.unit != finding.unit
        signed.append(who)


class BacklogWitness:
    """Follows an old matter by its events alone: who leads, what was missed, who checked and signed."""

    def __init__(self, story: BacklogStory) -> None:
        self.story = story
        self.proposed_by: str | None = None
        self.found_ended = False
        self.checked: dict[str, str] = {}
        self.signed: list[str] = []
        self.missed: Counter[int] = Counter()

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(before, event)
        state = self.story.state
        is_red = view.case.light == "red"
        if state.has_ended:
            assert not is_red
        elif state.lacks:
            assert is_red
        assert max(self.missed.values(), default=1) == 1
        notices = [each.body["code"] for each in self.story.letters_of("notice")]
        assert notices.count("milestone-missed") == sum(self.missed.values())

    def _sees_one(self, before: Any, event: Any) -> None:
        match event:
            case led.LeaderProposed():
                self.proposed_by = _who(event)
            case led.LeaderAssigned() if before.seat:
                assert self.proposed_by not in (None, _who(event))
                self.proposed_by = None
            case led.LeaderDeclined():
                assert self.proposed_by not in (None, _who(event))
                self.proposed_by = None
            case led.MilestoneMissed():
                self.missed[event.milestone] += 1
            case led.MatterFoundEnded():
                self.found_ended = True
            case led.BacklogChecked():
                assert event.item not in self.checked
                self.checked[event.item] = _who(event)
            case led.BacklogAssessed():
                assert set(self.checked) == set(CHECKS)
                assert _who(event) not in {*self.checked.values(), *self.signed, *before.answering}
                self.signed.append(_who(event))
            case led.BackToWork():
                self.found_ended, self.checked, self.signed = False, {}, []
            case led.BacklogEnded():
                assert event.outcome is Left.HANDED_BACK or (self.found_ended and len(self.signed) == 2)
                assert (event.reason is None) is (event.outcome is Left.SETTLED)


def _opened(dice: Random) -> InspectionStory:
    at = county.MONDAY + timedelta(hours=dice.randint(0, 24 * 300), microseconds=dice.randint(0, 999_999))
    edition = _narrow() if dice.random() < 0.1 else county.TOLD
    first = replace(_first(edition.digest), at=at, sample_size=dice.randint(1, 3))
    story = InspectionStory(INSPECTION, first, edition)
    if dice.random() < 0.5 and edition is county.TOLD:
        units = dice.choices((county.TOWNSHIP, "sl-d1"), k=dice.randint(1, 2))
        return story.with_findings(*units)
    return story


@cache
def _narrow() -> Any:
    work = county.TOLD.oversight
    inspection = replace(work.inspection, frame_at_most=29)
    return replace(county.TOLD, oversight=replace(work, inspection=inspection))


@cache
def _first(digest: str) -> Any:
    return replace(opening(), edition=digest)


def _registered(dice: Random) -> BacklogStory:
    at = county.MONDAY + timedelta(hours=dice.randint(0, 24 * 300))
    first = replace(registering(ground=dice.choice(tuple(Ground))), at=at)
    story = BacklogStory(BACKLOG, first, county.TOLD)
    return story.arranged(at.date() + timedelta(days=30)) if dice.random() < 0.5 else story


@cache
def walk_of_inspections(seed: int) -> Counter[str]:
    return walk(seed, _opened, InspectionWitness, lambda _, dice: _opened(dice), Overseers)


@cache
def walk_of_backlogs(seed: int) -> Counter[str]:
    return walk(seed, _registered, BacklogWitness, lambda _, dice: _registered(dice), Overseers)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_inspection_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_inspections(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_old_matter_keeps_its_promises_whatever_people_do(seed: int) -> None:
    walk_of_backlogs(seed)


def test_the_walks_reach_every_end() -> None:
    inspections = sum(map(walk_of_inspections, SEEDS), Counter())
    backlogs = sum(map(walk_of_backlogs, SEEDS), Counter())

    assert min(inspections[outcome] for outcome in Outcome) >= 3, inspections
    assert min(backlogs[outcome] for outcome in Left) >= 3, backlogs


def test_the_journal_of_a_whole_inspection_tells_the_same() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP).rectified()

    promises.the_journal_tells_the_same(story)
