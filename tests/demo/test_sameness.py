"""Two tellings of one story leave the same journal, whatever numbers and dates it bears; others do not."""

from dataclasses import replace
from datetime import timedelta

from demo.sameness import first_difference
from demo.stories import SCENARIOS, Story, read
from demo.telling import Telling, tell
from tests.demo.room import MONDAY, Room

WEEK = timedelta(days=7)


def story_of(name: str) -> Story:
    return read(SCENARIOS / f"{name}.toml")


async def told(story: Story, *before: Story, after: timedelta = timedelta(0)) -> Telling:
    """The story told in a room where others were told before, so long after its Monday."""
    room = Room()
    room.at += after
    tellings = [Telling(each, room, MONDAY + after, patience=0) for each in (*before, story)]
    await tell(tellings, room, MONDAY + after)
    assert tellings[-1].difference is None
    return tellings[-1]


async def test_another_number_another_week_and_other_references_are_no_difference() -> None:
    story = story_of("withdrawal-undone")

    assert (
        first_difference(
            await told(story), await told(story, story_of("recusal"), story_of("right-door"), after=WEEK)
        )
        is None
    )


async def test_another_day_of_one_entry_is_a_difference() -> None:
    story = story_of("cross-township")
    *steps, last = story.steps
    later = replace(story, steps=(*steps, replace(last, offset=last.offset + timedelta(days=1))))

    difference = first_difference(await told(later), await told(story))

    assert difference is not None
    assert difference.startswith("第 5 条流水")


async def test_an_entry_too_many_is_a_difference() -> None:
    story = story_of("sent-back")
    shorter = replace(story, steps=story.steps[:-1])

    assert first_difference(await told(story), await told(shorter)) == "流水 10 条，应为 6 条"


async def test_what_was_said_is_compared_too() -> None:
    story = story_of("cross-township")
    *steps, last = story.steps
    otherwise = replace(story, steps=(*steps, replace(last, body={**last.body, "minutes": "别的话"})))

    assert first_difference(await told(otherwise), await told(story)) is not None
