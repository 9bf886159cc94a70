"""What is settled once for all that one page asks: who reads it, and what they see.

A page asks the API several times in this process (``pages/door.py``). Its questions are of one reader and one
instant, and come with a table of their own in the state of the request, which no network can bring. Whatever
changes something is settled anew.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from fastapi import Request

T = TypeVar("T")


async def settled(request: Request, what: tuple[Any, ...], asked: Callable[[], Awaitable[T]]) -> T:
    """What was settled for this page under that name, or is now. Alone, a question is always settled anew."""
    together: dict[Any, Any] | None = getattr(request.state, "together", None)
    if together is None or request.method != "GET":
        return await asked()
    if what not in together:
        together[what] = await asked()
    found: T = together[what]
    return found
