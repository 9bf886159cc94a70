"""Publishing a year's calendar or an edition's rules, and watching how far it has got."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from counties.calendars import notice
from desk.caller import Caller

_LOOK_EVERY = 0.5  # seconds


async def publish(caller: Caller, person: str, text: str) -> dict[str, Any]:
    """Publish the year's notice of a file (TOML), or find it published already: what the API says of it.

    Raises counties.calendars.BadNotice, Refusal and Away.
    """
    series, said = notice(text)
    body = {
        "series": series,
        "year": said.year,
        "source": said.source,
        "holidays": [day.isoformat() for day in sorted(said.holidays)],
        "make_up_workdays": [day.isoformat() for day in sorted(said.make_up_workdays)],
    }
    return await _post(caller, person, "/publications/calendar", body)


async def apply(caller: Caller, person: str, edition: str) -> dict[str, Any]:
    """Publish those rules of an edition that reach open cases. Raises Refusal and Away."""
    return await _post(caller, person, "/publications/rules", {"edition": edition})


async def watch(
    caller: Caller, person: str, version: str, told: Callable[[dict[str, Any]], None]
) -> dict[str, Any]:
    """Wait until it has reached every open case: its report. ``told`` hears of every step on the way.

    Raises Refusal and Away.
    """
    seen: dict[str, Any] | None = None
    while True:
        now: dict[str, Any] = await caller.get(person, f"/publications/{version}")
        if now != seen:
            told(now)
        if now["finished_at"]:
            return now
        seen = now
        await asyncio.sleep(_LOOK_EVERY)


async def _post(caller: Caller, person: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = await caller.post(person, path, body, str(uuid4()))
    published: dict[str, Any] = answer.body
    return published
