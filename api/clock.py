"""The one clock of an installation: this machine's, or the engine's where time is skipped."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from google.protobuf.empty_pb2 import Empty
from temporalio.client import Client

from settings import Settings

Clock = Callable[[], Awaitable[datetime]]


def clock_of(settings: Settings, client: Client) -> Clock:
    """The clock that the settings name. Its instants are aware, in UTC."""

    async def system() -> datetime:
        return datetime.now(UTC)

    async def engine() -> datetime:
        answer = await client.test_service.get_current_time(Empty())
        return answer.time.ToDatetime(UTC)

    return engine if settings.clock == "engine" else system
