"""One story told many times side by side, each telling disturbed at another step by the same killing."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from temporalio.client import Client

from demo.stories import Story
from demo.telling import Telling, eventually, tell
from demo.town import Town
from records import connect
from records.journal import read
from tests.acceptance.conftest import Running
from workflows import names

_TICK = timedelta(microseconds=1)
_REACHED_WITHIN = 20.0  # seconds
_CAUGHT_UP_WITHIN = 40.0  # the relay looks every quarter of a minute for what has fallen behind


class KillingTown(Town):
    """A town in which several cases that want something killed at the same moment share one killing."""

    def __init__(self, running: Running) -> None:
        super().__init__(running.system)
        self.killing: asyncio.Task[None] | None = None

    async def kill(self, parts: Sequence[str]) -> None:
        self.killing = self.killing or asyncio.create_task(super().kill(parts))
        await self.killing


class StoppingTown(KillingTown):
    """A town in which, when something is killed, the worker has stopped in every one of so many cases: what
    they decided is appended, and the engine has not heard of it."""

    def __init__(self, running: Running, cases: int) -> None:
        super().__init__(running)
        self.kill_after = 0
        self._stops = running.stops
        self._cases = cases

    async def kill(self, parts: Sequence[str]) -> None:
        armed = self._stops / "armed"
        armed.touch()
        try:
            assert await eventually(self._all_have_stopped, _REACHED_WITHIN)
        finally:
            armed.unlink(missing_ok=True)
        await super().kill(parts)

    async def _all_have_stopped(self) -> bool:
        notes = [note for note in self._stops.iterdir() if note.name != "armed"]
        return len(notes) >= self._cases


def disturbed_at(story: Story, index: int, parts: Sequence[str]) -> Story:
    """The story, in which these are killed while step ``index`` is asked. All before it is told first:
    several such stories, told together, are all at their disturbed step at one moment."""
    steps = [
        replace(step, offset=_TICK * (number > index) + _TICK * (number >= index))
        for number, step in enumerate(story.steps)
    ]
    steps[index] = replace(steps[index], kill=tuple(parts))
    return replace(story, steps=tuple(steps))


async def tell_disturbed(
    story: Story, town: Town, indices: Collection[int], parts: Sequence[str]
) -> list[Telling]:
    """The story told once for each index, disturbed there."""
    start = await town.now()
    tellings = [
        Telling(disturbed_at(story, index, parts), town, start, tag=f"{parts}/{index}") for index in indices
    ]
    await tell(tellings, town, start)
    return tellings


async def engine_catches_up(engine: Client, running: Running, tellings: Sequence[Telling]) -> bool:
    """Whether the engine comes to know, of every told case, all that its journal has."""
    records = connect(running.system.database_url)

    async def knows(procedure: str) -> Any:
        state = await engine.get_workflow_handle(procedure).query(names.CURRENT)
        return state["seq"] == len(await read(records, procedure))

    async def knows_all() -> bool:
        return all(await asyncio.gather(*(knows(telling.thread.procedures[0]) for telling in tellings)))

    try:
        return bool(await eventually(knows_all, _CAUGHT_UP_WITHIN))
    finally:
        await records.dispose()
