"""Worker and database killed (kill -9) at everything somebody asks in a supervision, in an errand and in what
else the centre does, over weeks of skipped time: every story ends as it does when nobody dies."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import select

from demo.playing import monday_in_june, settings_of_our_own
from demo.sameness import first_difference
from demo.stories import SCENARIOS, Story, read
from demo.telling import Telling, eventually, tell
from demo.town import Town
from desk.seeding import enter_people
from local.system import System
from records import connect
from records.tables import documents, outbox
from records.verify import verify

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.servers]

STORIES = (
    "late-and-supervised",
    "errand-dissatisfied-and-reopened",
    "errand-revoked",
    "recommendation-adopted",
    "inspection-and-rectification",
)
PARTS = ("worker-1", "postgres")


class OftenKillingTown(Town):
    """A town in which stories that want something killed at the same moment share that killing; those that
    want it later have another."""

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self.killings = 0
        self._killing: asyncio.Task[None] | None = None

    async def kill(self, parts: Sequence[str]) -> None:
        if self._killing is None or self._killing.done():
            self.killings += 1
            self._killing = asyncio.create_task(super().kill(parts))
        await self._killing


def killed_throughout(story: Story) -> Story:
    """The story, in which worker and database are killed while anything is asked of a case."""
    steps = [replace(step, kill=PARTS) if step.by and step.ask else step for step in story.steps]
    return replace(story, steps=tuple(steps))


@asynccontextmanager
async def a_system() -> AsyncIterator[System]:
    """Of its own, with skipped time; its people are entered."""
    with TemporaryDirectory() as directory:
        system = System(settings_of_our_own(Path(directory) / "var", "engine"))
        try:
            await asyncio.to_thread(system.__enter__)
            records = connect(system.database_url)
            await enter_people(records)
            await records.dispose()
            yield system
        finally:
            await asyncio.to_thread(system.stop)


async def told(stories: Sequence[Story], town: Town) -> list[Telling]:
    start = monday_in_june(await town.now())
    tellings = [Telling(story, town, start) for story in stories]
    await tell(tellings, town, start)
    return tellings


async def papers_of(system: System, tellings: Sequence[Telling]) -> list[list[str]]:
    """Of every telling, the kinds of what was issued to anybody; nothing that is to be carried is left, and
    every chain is whole."""
    records = connect(system.database_url)

    async def nothing_is_left() -> bool:
        waiting = select(outbox.c.id).where(outbox.c.done_at.is_(None)).limit(1)
        async with records.connect() as connection:
            return (await connection.execute(waiting)).first() is None

    try:
        assert await eventually(nothing_is_left)
        assert await verify(records) == []
        async with records.connect() as connection:
            rows = (await connection.execute(select(documents.c.procedure, documents.c.kind))).all()
    finally:
        await records.dispose()
    return [
        sorted(row.kind for row in rows if row.procedure in telling.thread.procedures) for telling in tellings
    ]


async def test_what_the_centre_does_goes_on_and_nothing_comes_twice() -> None:
    stories = [read(SCENARIOS / f"{name}.toml") for name in STORIES]
    async with a_system() as system, Town(system) as quiet:
        undisturbed = await told(stories, quiet)
        assert [telling.difference for telling in undisturbed] == [None] * len(stories)
        issued = await papers_of(system, undisturbed)

    async with a_system() as system, OftenKillingTown(system) as town:
        tellings = await told([killed_throughout(story) for story in stories], town)

        assert [telling.difference for telling in tellings] == [None] * len(stories)
        pairs = zip(tellings, undisturbed, strict=True)
        assert [first_difference(*pair) for pair in pairs] == [None] * len(stories)
        assert await papers_of(system, tellings) == issued
        assert town.killings >= max(sum(bool(step.kill) for step in each.story.steps) for each in tellings)
