"""`watch`: whether the system can work, and what of all that must always hold does not."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client
from temporalio.service import RPCError

from desk.terminal import AWAY, Stopped
from desk.words import say
from engine import engine_of
from keys.opening import open_keys
from records import connect
from records.engine import RECORDS_AWAY
from records.invariants import Violation, last_check, open_violations
from settings import Settings, attached
from watching.readiness import Missing, missing
from workflows import names

_WITHIN = timedelta(seconds=5)
_LOOK_EVERY = 0.5  # seconds
_LOOKED_WITHIN = 300.0  # seconds; a look at a large county takes some minutes


@dataclass(frozen=True)
class Watched:
    """``checked_at``: when it was last looked, an instant in writing; None where nobody ever did."""

    missing: tuple[Missing, ...]
    checked_at: str | None
    violations: tuple[Violation, ...]


async def watched(*, now: bool) -> Watched:
    """As it stands, or once it has been looked anew. Raises MissingSetting, KeysUnavailable and Stopped."""
    settings = open_keys(attached())
    return await seen(settings.sealed() if settings.store == "sealed" else settings, now=now)


async def seen(settings: Settings, *, now: bool) -> Watched:
    """The same, of these servers."""
    records = connect(settings.database_url)
    client = await engine_of(settings, lazy=True)

    async def answers() -> bool:
        try:
            return await client.service_client.check_health(timeout=_WITHIN)
        except (RPCError, RuntimeError):
            return False

    try:
        lacks = await missing(records, answers)
        if Missing.RECORDS in lacks or Missing.MIGRATIONS in lacks:
            return Watched(tuple(lacks), None, ())
        if now:
            await _looked_anew(records, client)
        last = await last_check(records)
        return Watched(tuple(lacks), last[0] if last else None, tuple(await open_violations(records)))
    finally:
        await records.dispose()


async def _looked_anew(records: AsyncEngine, client: Client) -> None:
    before = await last_check(records)
    try:
        await client.get_workflow_handle(names.WATCH).signal(names.NUDGE)
        async with asyncio.timeout(_LOOKED_WITHIN):
            while await last_check(records) == before:
                await asyncio.sleep(_LOOK_EVERY)
    except (RPCError, RuntimeError, TimeoutError, *RECORDS_AWAY):
        raise Stopped(say("nobody-looks"), AWAY) from None
