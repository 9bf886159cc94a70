"""The editions that cases run under, kept as they were when the first case used them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from records.tables import editions
from rules.editions import Edition

_EDITION = TypeAdapter(Edition)
_READ: dict[str, Edition] = {}  # by digest: nothing else can ever stand under it
_READ_AT_MOST = 100


class EditionChanged(Exception):
    """What is kept under a digest is not what the digest was made of."""


@dataclass(frozen=True)
class EditionLine:
    digest: str
    id: str
    county: str
    in_force_from: date


async def keep(connection: AsyncConnection, edition: Edition) -> str:
    """Keep an edition, once; its digest."""
    digest = edition.digest
    row = {
        "digest": digest,
        "id": edition.id,
        "county": edition.county,
        "in_force_from": edition.in_force_from,
    }
    body = _EDITION.dump_python(edition, mode="json")
    await connection.execute(insert(editions).values(**row, body=body).on_conflict_do_nothing())
    return digest


def edition_from(body: dict[str, Any], digest: str) -> Edition:
    """An edition as it was kept. Raises EditionChanged."""
    edition = _EDITION.validate_python(body)
    if edition.digest != digest:
        raise EditionChanged(digest)
    return edition


async def load(connection: AsyncConnection, digest: str) -> Edition:
    """The edition of a digest. Raises EditionChanged; NoResultFound if none was kept."""
    if digest not in _READ:
        query = select(editions.c.body).where(editions.c.digest == digest)
        edition = edition_from((await connection.execute(query)).scalar_one(), digest)
        if len(_READ) >= _READ_AT_MOST:
            _READ.clear()
        _READ[digest] = edition
    return _READ[digest]


async def listed(engine: AsyncEngine) -> tuple[EditionLine, ...]:
    """All editions that cases have run under, by county, newest first."""
    statement = select(editions.c.digest, editions.c.id, editions.c.county, editions.c.in_force_from)
    async with engine.connect() as connection:
        rows = await connection.execute(
            statement.order_by(editions.c.county, editions.c.in_force_from.desc(), editions.c.id)
        )
        return tuple(EditionLine(*row) for row in rows)
