"""kill -9 of one process after the other, at every step of the ladder: the case ends the same."""

import pytest
from temporalio.client import Client

from demo.sameness import first_difference
from demo.stories import Story
from demo.telling import Telling
from tests.acceptance.conftest import Running
from tests.acceptance.killing import KillingTown, StoppingTown, engine_catches_up, tell_disturbed

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.servers]

# At each step of the ladder people agree (twice), set a session and record it: the first of these four asks.
FIRST_ASK_OF = {1: 1, 2: 5, 3: 9, 4: 14}
PARTS = ("worker-1", "api", "temporal", "postgres")


@pytest.mark.parametrize("part", PARTS)
async def test_a_case_survives_a_kill_at_every_step_of_the_ladder(
    part: str, story: Story, undisturbed: Telling, running: Running, engine: Client
) -> None:
    turn = PARTS.index(part)
    indices = [first + (step + turn) % 4 for step, first in FIRST_ASK_OF.items()]

    async with KillingTown(running) as town:
        tellings = await tell_disturbed(story, town, indices, [part])

    assert [telling.difference for telling in tellings] == [None] * len(indices)
    assert [first_difference(telling, undisturbed) for telling in tellings] == [None] * len(indices)
    assert await engine_catches_up(engine, running, tellings)


# Every ask of the story after its registration, in one of the two ways.
ODD, EVEN = slice(1, None, 2), slice(2, None, 2)


@pytest.mark.parametrize(
    ("parts", "asks"),
    [
        pytest.param(["worker-1"], ODD, id="and the update is delivered again"),
        pytest.param(["temporal", "worker-1"], EVEN, id="and the update is lost"),
    ],
)
async def test_what_was_appended_stands_once_when_the_engine_never_heard_of_it(
    parts: list[str], asks: slice, story: Story, undisturbed: Telling, running: Running, engine: Client
) -> None:
    indices = range(len(story.steps))[asks]
    for note in running.stops.iterdir():
        note.unlink()

    async with StoppingTown(running, len(indices)) as town:
        tellings = await tell_disturbed(story, town, indices, parts)

    assert [telling.difference for telling in tellings] == [None] * len(indices)
    assert [first_difference(telling, undisturbed) for telling in tellings] == [None] * len(indices)
    assert await engine_catches_up(engine, running, tellings)
