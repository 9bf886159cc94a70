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
