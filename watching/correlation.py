"""The thread of one request (关联号): 32 digits that a browser may bring, that every log line about it bears,
and that go with it to the engine and to whatever is done there because of it."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from structlog.contextvars import bound_contextvars, get_contextvars

KEY = "correlation"  # in a log line
HEADER = "fengqiao-correlation"  # of a request, its answer and the engine's messages
_ID = re.compile(r"[0-9a-f]{32}")


def brought(said: str | None) -> str | None:
    """What a caller calls their request by, if it is 32 hexadecimal digits and no more."""
    return said if said and _ID.fullmatch(said) else None


def fresh() -> str:
    """One that nobody had before."""
    return secrets.token_hex(16)


def current() -> str | None:
    """The one under which we are acting."""
    found: str | None = get_contextvars().get(KEY)
    return found


@contextmanager
def under(correlation: str | None) -> Iterator[None]:
    """Act under this one, inside the block; under the one we have, where it is None."""
    if correlation is None:
        yield
        return
    with bound_contextvars(**{KEY: correlation}):
        yield
