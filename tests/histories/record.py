"""Records the histories anew: every story is played on the engine, and each of its cases kept with its state.

`python -m tests.histories.record`: when a change of the workflows is meant to change what they do.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from google.protobuf.duration_pb2 import Duration
from google.protobuf.empty_pb2 import Empty
from temporalio.api.testservice.v1 import SleepRequest
from temporalio.client import Client

from demo.stories import stories
from demo.telling import Telling, tell
from local.ports import free_port
from local.testserver import TestServer
from tests.histories.engine import EngineRoom
from tests.histories.kept import CONVERTER, HERE, NAMESPACE, keep
from workflows.attributes import SEARCH_ATTRIBUTES


async def record(address: str) -> None:
    """Play all stories side by side, from the start that the room has."""
    client = await Client.connect(address, namespace=NAMESPACE, data_converter=CONVERTER)

    async def clock() -> datetime:
        return (await client.test_service.get_current_time(Empty())).time.ToDatetime(UTC)

    async def skip(time: timedelta) -> None:
        duration = Duration()
        duration.FromTimedelta(time)
        await client.test_service.unlock_time_skipping_with_sleep(SleepRequest(duration=duration))

    room = EngineRoom(client, clock, skip)
    start = await room.starts_on_a_monday()
    async with room.working():
        tellings = [Telling(story, room, start) for story in stories() if not story.same_as]
        await tell(tellings, room, start)
        for telling in tellings:
            if telling.difference:
                raise AssertionError(f"{telling.story.name}: {telling.difference}")
            await keep(
                telling.story.name, [await room.case(procedure) for procedure in telling.thread.procedures]
            )


def main() -> None:
    """Record all."""
    for old in HERE.glob("*.json.xz"):
        if not old.name.startswith("walk-"):  # walks are recorded by themselves
            old.unlink()
    with TemporaryDirectory() as home:
        port = free_port()
        with TestServer(port, NAMESPACE, Path(home) / "engine.log") as server:
            server.ensure_search_attributes(SEARCH_ATTRIBUTES)
            asyncio.run(record(server.address))


if __name__ == "__main__":
    main()
