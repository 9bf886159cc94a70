"""The engine's store is lost: every open case goes on from the journal, and nothing is done twice."""

import asyncio
from datetime import datetime
from uuid import uuid4

import pytest

from demo.stories import Story
from demo.telling import Telling, eventually, tell
from desk.seeding import seed
from local.system import System
from tests.acceptance.killing import disturbed_at
from tests.upgrades.losing import (
    LosingTown,
    Stores,
    asked_in,
    journal_but_for_the_moment,
    lose_engine,
    of_one_day,
    rebuild,
)

pytestmark = [pytest.mark.acceptance, pytest.mark.slow]

SETTLED_WITHIN = 900.0  # seconds
TRIAGE, CLERK = "p-sl-triage-officer", "p-sl-window-clerk"


async def all_letters_are_carried(stores: Stores) -> None:
    async def none() -> bool:
        return await stores.letters_waiting() == 0

    assert await eventually(none, SETTLED_WITHIN)


async def seeded(system: System, stores: Stores) -> None:
    """Cases and petitions at every stage, and an accusation in the store of its own."""
    await seed(system.database_url, system.api_url)
    async with LosingTown(system) as town:
        said = {"channel": "letter", "author": "赵实名", "said": "钱某某套取补助款，请查处。"}
        letter = await town.submit(CLERK, said, str(uuid4()))
        parts = {"is_real_name": True}
        became = await town.classify(letter, TRIAGE, "accusation", parts, str(uuid4()))
    assert became.accusation
    await all_letters_are_carried(stores)


async def test_every_case_at_rest_stands_as_before_and_nothing_of_it_goes_out_again(system: System) -> None:
    stores = Stores(system)
    await seeded(system, stores)
    before, effects = await stores.states(), await stores.effects()

    await asyncio.to_thread(lose_engine, system)
    rebuilt = await asyncio.to_thread(rebuild, system)
    await all_letters_are_carried(stores)

    assert rebuilt.code == 0, rebuilt
    assert {each["started"] for each in rebuilt.stores.values()} != {0}
    assert len(before) > 30
    assert {procedure.partition("/")[0] for procedure in before} >= {"dispute", "petition", "accusation"}
    assert await stores.states() == before
    assert await stores.effects() == effects


def chosen_steps(story: Story) -> list[int]:
    """One early and one late."""
    asked = asked_in(story)
    return [asked[len(asked) // 3], asked[len(asked) * 2 // 3]]


def telling(story: Story, town: LosingTown, start: datetime, tag: str) -> Telling:
    return Telling(story, town, start, tag=tag, patience=SETTLED_WITHIN)


async def test_every_story_ends_the_same_when_the_engine_is_lost_in_the_midst_of_it(system: System) -> None:
    """In each story twice: early and late. All of them have come to that step when it happens."""
    stores, told = Stores(system), of_one_day()
    chosen = [
        disturbed_at(story, at, ["the engine, store and all"]) for story in told for at in chosen_steps(story)
    ]
    async with LosingTown(system) as town:
        start = await town.now()
        undisturbed = {story.name: telling(story, town, start, "undisturbed") for story in told}
        await tell(undisturbed.values(), town, start)
        start = await town.now()
        lost = [telling(story, town, start, f"lost/{number}") for number, story in enumerate(chosen)]
        await tell(lost, town, start)
    await all_letters_are_carried(stores)

    assert [each.difference for each in undisturbed.values()] == [None] * len(told)
    assert [each.difference for each in lost] == [None] * len(chosen)
    for each in lost:
        as_ever = journal_but_for_the_moment(undisturbed[each.story.name])
        assert journal_but_for_the_moment(each) == as_ever, each.story.name
    assert town.rebuilt
    assert town.rebuilt.code == 0, town.rebuilt
    assert len(chosen) >= 30
