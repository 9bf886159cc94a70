"""One at a time, and in a row without gaps: what several processes must not do at once."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from records.tables import number_series
from rules.instants import legal_day


async def one_at_a_time(connection: AsyncConnection, key: str) -> None:
    """Wait until no other transaction holds this key; hold it until this one ends."""
    await connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


async def many_at_a_time(connection: AsyncConnection, key: str) -> None:
    """Hold this key beside others who hold it so; whoever wants it alone waits until all have ended."""
    await connection.execute(select(func.pg_advisory_xact_lock_shared(func.hashtextextended(key, 0))))


async def next_number(connection: AsyncConnection, series: str, at: datetime) -> tuple[int, int]:
    """The legal year of an instant and the series' next number in it. Given back if the transaction fails."""
    year = legal_day(at).year
    first = insert(number_series).values(series=series, year=year, last=1)
    statement = first.on_conflict_do_update(
        index_elements=["series", "year"], set_={"last": number_series.c.last + 1}
    ).returning(number_series.c.last)
    return year, (await connection.execute(statement)).scalar_one()
