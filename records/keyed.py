"""Under which keys of a keeper the records lie, told without opening anything."""

from collections.abc import Mapping

from sqlalchemy import Column, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from keys.ring import UnknownKey
from records.keeper import Keeper
from records.tables import agency_inbox, drafts, kept_filters, matter_keys, standing_keys, submissions

# The tables with wrapped keys, each under the id that stands beside it.
KEYED: tuple[Table, ...] = (matter_keys, agency_inbox, submissions, drafts, kept_filters, standing_keys)


async def in_use(connection: AsyncConnection, table: Table) -> Mapping[str, int]:
    """How many rows of the table each key is needed for, by its id."""
    used = select(table.c.key_id, func.count()).where(table.c.wrapped.is_not(None)).group_by(table.c.key_id)
    return {row[0]: row[1] for row in await connection.execute(used)}


async def check_known(connection: AsyncConnection, keeper: Keeper) -> None:
    """Raises UnknownKey, with the first id of them, if any matter lies under a key the keeper does not have.

    Costs a look into the index for each key in use, not for each matter.
    """
    known = {each.key_id for each in keeper.holders}
    key_id: Column[str] = matter_keys.c.key_id
    smallest = select(func.min(key_id).label("id")).where(matter_keys.c.wrapped.is_not(None))
    ids = smallest.cte("ids", recursive=True)
    larger = smallest.where(key_id > ids.c.id).scalar_subquery()
    ids = ids.union_all(select(larger).where(ids.c.id.is_not(None)))
    for id_ in await connection.scalars(select(ids.c.id).where(ids.c.id.is_not(None))):
        if id_ not in known:
            raise UnknownKey(id_)
