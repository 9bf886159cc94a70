"""Publishing a year's calendar or an edition's rules, and watching how far it has got."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from counties.calendars import notice
from desk.caller import Caller

_LOOK_EVERY = 0.5  # seconds


async def propose_calendar(caller: Caller, person: str, text: str, reason: str = "") -> dict[str, Any]:
    """Propose the year's notice of a file (TOML): what the API says of the proposal. Its reason is whoever
    published it, where none is given.

    Raises counties.calendars.BadNotice, Refusal and Away.
    """
    series, said = notice(text)
    body = {
        "series": series,
        "year": said.year,
        "source": said.source,
        "holidays": [day.isoformat() for day in sorted(said.holidays)],
        "make_up_workdays": [day.isoformat() for day in sorted(said.make_up_workdays)],
        "public_reason": reason or said.source,
    }
    return await _post(caller, person, "/publications/calendar", body)


async def propose_rules(caller: Caller, person: str, edition: str, reason: str) -> dict[str, Any]:
    """Propose that those rules of an edition be published that reach open cases. Raises Refusal and Away."""
    body = {"edition": edition, "public_reason": reason}
    return await _post(caller, person, "/publications/rules", body)


async def approve(caller: Caller, person: str, seen: dict[str, Any]) -> dict[str, Any]:
    """Approve a proposal, as another person than made it, on the preview that was ``seen``: the proposal with
    its answer. Raises Refusal and Away."""
    path = f"/publication-proposals/{seen['number']}/approve"
    return await _post(caller, person, path, {"digest": seen["digest"]})


async def publish(caller: Caller, proposer: str, approver: str, text: str) -> dict[str, Any]:
    """Propose a year's notice as one person and approve it as another: the publication as it begins.

    Raises counties.calendars.BadNotice, Refusal and Away.
    """
    proposed = await propose_calendar(caller, proposer, text)
    seen = await caller.get(approver, f"/publication-proposals/{proposed['number']}")
    approved = await approve(caller, approver, seen)
    published: dict[str, Any] = await caller.get(approver, f"/publications/{approved['answer']['version']}")
    return published


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
