"""How much was brought and how much ended, by kind and month (公开统计): numbers alone, and of nobody's unit.

A procedure that has begun or ended is never begun or ended again under its id: a month that is over keeps its
numbers, whenever they are asked for.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases
from rules.instants import ONE_DAY, first_instant_of


class Counted(StrEnum):
    RECEIVED = "received"  # 收到
    ENDED = "ended"  # 办结


_AT: dict[Counted, Column[Any]] = {
    Counted.RECEIVED: cases.c.opened_at,
    Counted.ENDED: cases.c.closed_at,
}


async def counted_by_month(
    engine: AsyncEngine, what: Counted, county: str, kinds: Collection[str], since: date, until: date
) -> dict[tuple[str, str], int]:
    """(kind, ``2026-11``) -> how many on these legal days, both included; of private services none. What is
    handled anew was brought once."""
    at = _AT[what]
    month = func.to_char(func.timezone("Asia/Shanghai", at), "YYYY-MM")
    query = (
        select(cases.c.kind, month, func.count())
        .where(
            cases.c.kind.in_(sorted(kinds)),
            ~cases.c.is_private,
            func.split_part(cases.c.procedure, "/", 2) == county,
            at >= first_instant_of(since),
            at < first_instant_of(until + ONE_DAY),
        )
        .group_by(cases.c.kind, month)
    )
    if what is Counted.RECEIVED:
        query = query.where(func.split_part(cases.c.procedure, "/", 4) == "1")
    async with engine.connect() as connection:
        return {(kind, name): count for kind, name, count in await connection.execute(query)}
