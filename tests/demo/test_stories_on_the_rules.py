"""Every story of the demo, told on the rules alone: what it expects is what the rules say."""

import pytest

from demo.stories import Story, stories
from demo.telling import Telling, tell
from tests.demo.room import MONDAY, Room


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
async def test_a_story_goes_as_it_says(story: Story) -> None:
    room = Room()
    telling = Telling(story, room, MONDAY, patience=0)

    await tell([telling], room, MONDAY)

    assert telling.difference is None


def test_what_may_become_of_a_petition_is_told() -> None:
    of_the_ladder = {story.name for story in stories() if story.steps[0].register == "dispute"}

    assert {story.name for story in stories()} - of_the_ladder == {
        "accusation-sealed",
        "closed-after-audit",
        "dissatisfied-and-handled-anew",
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
        "repeat-found",
        "review-too-late",
        "reviewed-to-the-end",
        "revoked-and-carried-out",
        "service-booked",
    }
    assert len(of_the_ladder) == 18
