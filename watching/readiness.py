"""Whether a process lives (存活), and whether it can work (就绪): what is missing has a name."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import StrEnum

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from records.engine import RECORDS_AWAY
from records.migrated import is_migrated

_WITHIN = 5.0  # seconds


class Missing(StrEnum):
    """What a process cannot work without."""

    RECORDS = "records"  # the database does not answer
    MIGRATIONS = "migrations"  # it does, and lacks tables this release needs
    ENGINE = "engine"  # Temporal does not answer
    DRAINING = "draining"  # we were told to stop: bring no new work
    STARTING = "starting"  # we have not begun yet


class Draining:
    """Whether this process is about to stop."""

    def __init__(self) -> None:
        self.has_begun = False

    def begin(self) -> None:
        """From now on nothing new should come here."""
        self.has_begun = True


DRAINING = Draining()


async def missing(
    records: AsyncEngine, engine_answers: Callable[[], Awaitable[bool]], draining: Draining = DRAINING
) -> list[Missing]:
    """What is missing now; nothing where it can work."""
    lacks, answers = await asyncio.gather(of_the_records(records), engine_answers())
    found = [] if lacks is None else [lacks]
    if not answers:
        found.append(Missing.ENGINE)
    if draining.has_begun:
        found.append(Missing.DRAINING)
    return found


async def of_the_records(records: AsyncEngine) -> Missing | None:
    """What the database lacks, itself or in it."""
    try:
        async with asyncio.timeout(_WITHIN), records.connect() as connection:
            return None if await is_migrated(connection) else Missing.MIGRATIONS
    except (*RECORDS_AWAY, TimeoutError):
        return Missing.RECORDS
    except SQLAlchemyError:  # there is no migration at all, or another house's
        return Missing.MIGRATIONS
