"""The API on a real database of its own, attacked: in this process, and behind the real server."""

import asyncio
import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import uvicorn

from api import serving
from local.postgres import Postgres
from tests.api.conftest import Desk, desk, room, settings_for
from tests.servers import with_tables

__all__ = ["desk", "room"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here) and isinstance(item, pytest.Function):
            if "room" in item.fixturenames:
                item.add_marker(pytest.mark.servers)
            if inspect.iscoroutinefunction(item.function):
                item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session")
def migrated(postgres: Postgres) -> str:
    url, _ = with_tables(postgres, "security"), with_tables(postgres, "security_sealed")
    return url


@dataclass(frozen=True)
class Served:
    """A server, and what it says to bytes."""

    port: int

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            yield reader, writer
        finally:
            writer.close()

    async def said_to(self, *pieces: bytes, within: float = 10) -> bytes:
        """Everything it answers until it hangs up; "" if it hangs up without a word."""
        async with asyncio.timeout(within), self.connection() as (reader, writer):
            try:
                for piece in pieces:
                    writer.write(piece)
                    await writer.drain()
                return await reader.read()
            except ConnectionError:
                return b""


@asynccontextmanager
async def served(app: Any, **others: Any) -> AsyncIterator[Served]:
    """The app behind the server that `python -m api` starts, on a port of its own."""
    quiet = {"factory": False, "port": 0, "lifespan": "off", "log_level": "critical"}
    server = uvicorn.Server(
        serving.config(settings_for("postgresql://nobody@nowhere/none"), app, **quiet, **others)
    )
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield Served(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        await running


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def server(room: Desk) -> AsyncIterator[Served]:
    """The app of the room behind the real server."""
    async with served(room.app) as running:
        yield running
