"""Who looked at what. Grows only."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from records.tables import access_log


async def note_access(
    connection: AsyncConnection,
    at: datetime,
    person: str,
    seat: str,
    matter: str | None,
    what: str,
    digest: str | None = None,
) -> None:
    """A person, in a seat, looked at something of a matter. ``what`` is a code, ``digest`` a keyed one of the
    words they looked for."""
    row = {"at": at, "person": person, "seat": seat, "matter": matter, "what": what, "digest": digest}
    await connection.execute(insert(access_log).values(row))
