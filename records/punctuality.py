"""How late what time brings was written down lately (期限延迟), over the whole store and of nobody."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Float, cast, extract, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.lateness import BROUGHT_BY_TIME
from records.tables import journal

_LATELY = timedelta(days=1)


@dataclass(frozen=True)
class Punctuality:
    """Of the last day by the database's clock: how many moments came, seconds until ninety-nine in a hundred
    were written down and until the last was (None where none came), and how many were written too early."""

    moments: int
    p99: float | None
    longest: float | None
    early: int


async def punctuality(engine: AsyncEngine) -> Punctuality:
    """As it stands now."""
    late = cast(extract("epoch", journal.c.recorded_at - journal.c.at), Float)
    query = select(
        func.count(),
        func.percentile_cont(0.99).within_group(late),
        func.max(late),
        func.count().filter(late < 0),
    ).where(journal.c.kind.in_(BROUGHT_BY_TIME), journal.c.recorded_at > func.now() - _LATELY)
    async with engine.connect() as connection:
        return Punctuality(*(await connection.execute(query)).one())
