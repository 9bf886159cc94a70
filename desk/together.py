"""Doing the same with many things, so many of them at any moment."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


async def together(things: Iterable[T], do: Callable[[T], Awaitable[None]], at_once: int) -> None:
    """Do it with each, in their order, ``at_once`` under way. Raises what the first to fail raised; the
    others that are under way are cancelled."""
    waiting = iter(things)

    async def one_after_another() -> None:
        for thing in waiting:
            await do(thing)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(one_after_another())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
