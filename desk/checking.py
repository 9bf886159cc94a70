"""`verify` and `rebuild`, on the servers of the system that runs beside us.

With FENGQIAO_STORE=sealed they look at the store of accusations instead, for whoever may see what they find.
"""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncEngine

from desk.terminal import FOUND, Stopped
from desk.verifying import engine_against_journal
from desk.words import say
from engine import engine_of
from keys.opening import open_keys
from records import connect
from records.checkpoints import is_late
from records.lateness import recorded_early
from records.rebuild import Difference
from records.rebuild import rebuild as remake
from records.verify import Finding
from records.verify import verify as look_at_records
from rules.procedures import PROCEDURES as ORDINARY
from rules.procedures import SEALED_PROCEDURES
from settings import Settings, attached

PROCEDURES = {"ordinary": ORDINARY, "sealed": SEALED_PROCEDURES}


async def rebuild() -> Sequence[Difference]:
    """Remake the read tables; where they differed. Raises MissingSetting and KeysUnavailable."""
    settings = _store()
    records = connect(settings.database_url)
    try:
        return await remake(records, procedures=PROCEDURES[settings.store])
    finally:
        await records.dispose()


async def verify() -> Sequence[Finding]:
    """All that does not agree: chains, checkpoints, their other place, ledger, read tables, time, the engine.

    Raises MissingSetting, KeysUnavailable and Stopped.
    """
    settings = _store()
    records = connect(settings.database_url)
    engine = await engine_of(settings)
    try:
        return [
            *await _records(records, settings),
            *await recorded_early(records),
            *await engine_against_journal(records, engine),
        ]
    finally:
        await records.dispose()


async def _records(records: AsyncEngine, settings: Settings) -> Sequence[Finding]:
    """What stands, and whether anything has stood for too long without a checkpoint over it."""
    try:
        found = await look_at_records(
            records, procedures=PROCEDURES[settings.store], anchors=settings.anchors
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = type(error).__name__
        raise Stopped(say("anchors-unreadable", place=settings.anchors, why=why), FOUND) from None
    async with records.connect() as connection:
        late = [Finding("checkpoints", "late")] if await is_late(connection) else []
    return [*found, *late]


def _store() -> Settings:
    settings = open_keys(attached())
    return settings.sealed() if settings.store == "sealed" else settings
