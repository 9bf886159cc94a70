"""Every story of the demo, told on the rules alone: what it expects is what the rules say."""

import pytest

from demo.playing import play
from demo.stories import Story, stories
from demo.telling import Telling, tell
from rules.dockings import DOCKINGS
from rules.dockings.docking import Line
from tests.demo.room import MONDAY, Room

# The stories in which something is handed from one body to another.
DOCKED = {
    "administrative-review",
    "arbitration-unwilling",
    "assistance",
    "confirmation-on-the-spot",
    "court-assigned",
    "court-recalls",
    "court-refused",
    "court-unwilling",
    "dead-letter",
    "full-chain",
    "joint-handling",
    "legal-aid",
    "medical-mediation",
    "notary",
    "petition-to-committee",
    "police-family-violence",
    "police-mediation",
    "police-referral",
    "procuratorate-mediation",
    "professional-silent",
    "psychological-service",
    "traffic-mediation",
}

# The stories in which somebody looks at what others have handled.
OVERSEEN = {"backlog-case-with-a-leader", "inspection-and-rectification"}


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
async def test_a_story_goes_as_it_says(story: Story) -> None:
    room = Room()
    telling = Telling(story, room, MONDAY, patience=0)

    await tell([telling], room, MONDAY)

    assert telling.difference is None


def test_what_may_become_of_a_petition_is_told() -> None:
    of_the_ladder = {
        story.name
        for story in stories()
        if story.steps[0].register == "dispute" and story.name not in OVERSEEN
    }

    assert {story.name for story in stories()} - of_the_ladder - DOCKED - OVERSEEN == {
        "accusation-sealed",
        "closed-after-audit",
        "dissatisfied-and-handled-anew",
        "event-becomes-dispute",
        "event-killed-in-mid-course",
        "event-reported-and-audited",
        "incident-commanded",
        "errand-dissatisfied-and-reopened",
        "errand-killed-on-the-way",
        "errand-revoked",
        "late-and-supervised",
        "labour-window",
        "incident-killed-in-mid-order",
        "petition-extended",
        "petition-guided",
        "petition-objection-agreed",
        "petition-objection-rejected",
        "petition-objection-too-late",
        "petition-simplified",
        "petition-suggestion",
        "petition-tie-break",
        "petition-to-mediation",
        "question-becomes-petition",
        "question-on-the-spot",
        "recommendation-adopted",
        "reception-on-the-fifteenth",
        "repeat-found",
        "report-reproduced",
        "review-too-late",
        "reviewed-to-the-end",
        "revoked-and-carried-out",
        "service-booked",
        "supervision-killed-in-mid-letter",
        "whistle-and-report",
        "talk-on-the-fours",
    }
    assert len(of_the_ladder - DOCKED) == 19


def test_every_procedure_of_the_centre_has_a_story() -> None:
    told = {
        name for story in stories() for step in story.steps for name in (step.register, step.follow) if name
    }

    assert {
        "backlog",
        "dispatch",
        "errand",
        "event",
        "incident",
        "inspection",
        "meeting",
        "recommendation",
        "supervision",
    } <= told
    assert any(step.hall for story in stories() for step in story.steps)
    assert any(step.report for story in stories() for step in story.steps)


def test_a_story_that_is_not_there_is_not_told_as_expected(capsys: pytest.CaptureFixture[str]) -> None:
    assert play(only=["no-such-story"]) == 1

    assert "no-such-story：没有这个场景" in capsys.readouterr().out


def test_every_line_of_the_dockings_is_told() -> None:
    told = {
        DOCKINGS[step.push or step.body["docking"]].line
        for story in stories()
        if story.name in DOCKED
        for step in story.steps
        if step.push or (step.ask == "hand_off" and not step.refused)
    }

    assert told == set(Line)


def test_whatever_is_told_of_a_docking_is_told_on_the_day_that_it_is_or_at_a_desk() -> None:
    heard = {story.name for story in stories() if story.is_heard}

    assert heard < DOCKED
    assert {story.servers for story in stories() if story.name in heard} == {("persistent",)}
