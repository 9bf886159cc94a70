"""Hearing what is called out as soon as it stands: the live stream and the relay listen here."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from datetime import timedelta

import psycopg
from psycopg import sql
from sqlalchemy.ext.asyncio import AsyncEngine

from records.engine import CONNECTION

_PAUSE = 1.0  # seconds before a lost connection is made again


@asynccontextmanager
async def heard(engine: AsyncEngine, channel: str) -> AsyncIterator[AsyncIterator[str]]:
    """What is called out on a channel from the first wait on, for ever; a lost connection is made again.

    What was called out while nobody listened is missed: whoever must miss nothing looks for themselves too.
    """
    async with aclosing(_notes(engine, channel)) as notes:
        yield notes


@asynccontextmanager
async def woken(engine: AsyncEngine, channel: str) -> AsyncIterator[Callable[[timedelta], Awaitable[None]]]:
    """A wait that ends when something is called out on a channel, or after the time given."""
    bell = asyncio.Event()

    async def listen() -> None:
        async with heard(engine, channel) as notes:
            async for _ in notes:
                bell.set()

    async def wait(at_most: timedelta) -> None:
        try:
            await asyncio.wait_for(bell.wait(), at_most.total_seconds())
        except TimeoutError:
            return
        bell.clear()

    listener = asyncio.create_task(listen())
    try:
        yield wait
    finally:
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)


async def _notes(engine: AsyncEngine, channel: str) -> AsyncGenerator[str, None]:
    _, address = engine.dialect.create_connect_args(engine.url)
    listen = sql.SQL("LISTEN {}").format(sql.Identifier(channel))
    while True:
        try:
            # A connection of its own: a listener keeps it for ever, and the pool's are few.
            async with await psycopg.AsyncConnection.connect(
                **address, **CONNECTION, autocommit=True
            ) as connection:
                await connection.execute(listen)
                async for note in connection.notifies():
                    yield note.payload
        except psycopg.OperationalError:
            await asyncio.sleep(_PAUSE)
