"""Filters that somebody keeps for themselves: at most so many, each under a name that lies sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.journal import AnotherBody
from records.keeper import Keeper
from records.once import one_at_a_time
from records.tables import kept_filters

KIND = "filter-label"


class TooMany(Exception):
    """Whoever keeps this one has as many as there may be."""


@dataclass(frozen=True)
class Kept:
    """A filter of somebody's. ``query``: name -> value, of the names its list knows; ``kept_at`` in UTC."""

    id: UUID
    list: str
    label: str
    query: Mapping[str, str]
    kept_at: datetime


async def keep(engine: AsyncEngine, keeper: Keeper, person: str, kept: Kept, digest: str, most: int) -> Kept:
    """Keep it under the key of the request, which is its id; what stands under it already is what was kept
    first. ``digest`` is the request's. Raises AnotherBody, TooMany."""
    async with engine.begin() as connection:
        await one_at_a_time(connection, f"filters/{person}")
        stands = await _standing(connection, kept.id)
        if stands is not None:
            if stands.digest != digest:
                raise AnotherBody
            return _opened(keeper, stands)
        mine = select(func.count()).where(kept_filters.c.person == person)
        if int((await connection.execute(mine)).scalar_one()) >= most:
            raise TooMany
        await connection.execute(insert(kept_filters).values(_row(keeper, person, kept, digest)))
    return kept


async def of_person(engine: AsyncEngine, keeper: Keeper, person: str) -> tuple[Kept, ...]:
    """All of somebody's, in the order in which they were kept."""
    mine = select(kept_filters).where(kept_filters.c.person == person)
    async with engine.connect() as connection:
        rows = await connection.execute(mine.order_by(kept_filters.c.kept_at, kept_filters.c.id))
        return tuple(_opened(keeper, row) for row in rows)


async def forget(engine: AsyncEngine, person: str, id: UUID) -> bool:
    """One of theirs is kept no more; False where they have none of this id."""
    mine = delete(kept_filters).where(kept_filters.c.id == id, kept_filters.c.person == person)
    async with engine.begin() as connection:
        return (await connection.execute(mine.returning(kept_filters.c.id))).one_or_none() is not None


async def _standing(connection: AsyncConnection, id: UUID) -> Any:
    return (await connection.execute(select(kept_filters).where(kept_filters.c.id == id))).one_or_none()


def _row(keeper: Keeper, person: str, kept: Kept, digest: str) -> dict[str, Any]:
    wrapped = keeper.new_key(place_of(kept.id))
    key = keeper.key_of(place_of(kept.id), keeper.key_id, wrapped)
    nonce, ciphertext = key.seal(kept.id, KIND, kept.label)
    return {
        "id": kept.id,
        "digest": digest,
        "person": person,
        "list": kept.list,
        "query": dict(kept.query),
        "kept_at": kept.kept_at,
        "key_id": keeper.key_id,
        "wrapped": wrapped,
        "nonce": nonce,
        "ciphertext": ciphertext,
    }


def _opened(keeper: Keeper, row: Any) -> Kept:
    key = keeper.key_of(place_of(row.id), row.key_id, row.wrapped)
    label = key.open(row.id, KIND, row.nonce, row.ciphertext)
    return Kept(row.id, row.list, label, row.query, row.kept_at.astimezone(UTC))


def place_of(id: UUID) -> str:
    """For which a filter's key is wrapped."""
    return f"filter/{id}"
