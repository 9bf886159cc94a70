"""The key that outlives every keeper's: by which a request, a tracking code, an address is recognised again.

What was digested with it cannot be digested anew, as nothing of it was kept. So it stays what it is, and only
what wraps it changes.
"""

import os

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine

from keys.ring import KEY_BYTES
from records.keeper import Keeper
from records.tables import ledger, standing_keys

DIGESTS = "digests"


async def standing_key(engine: AsyncEngine, keeper: Keeper, oldest: bytes) -> bytes:
    """The standing key of these records, made when it is first asked for.

    Records that were begun before there was one go on with ``oldest``, the first key their keeper ever had:
    the ledger's digests are made of it. Raises UnknownKey.
    """
    async with engine.begin() as connection:
        mine = select(standing_keys).where(standing_keys.c.name == DIGESTS)
        row = (await connection.execute(mine)).one_or_none()
        if row is None:
            has_begun = await connection.scalar(select(exists().select_from(ledger)))
            key = oldest if has_begun else os.urandom(KEY_BYTES)
            made = {"name": DIGESTS, "key_id": keeper.key_id, "wrapped": keeper.wrap(DIGESTS, key)}
            await connection.execute(upsert(standing_keys).values(made).on_conflict_do_nothing())
            row = (await connection.execute(mine)).one()
        return keeper.unwrap(DIGESTS, row.key_id, row.wrapped)
