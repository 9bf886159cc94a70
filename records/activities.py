"""The log of what teams of volunteers did: written once, listed by unit."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from records.journal import AnotherBody
from records.tables import activities
from rules.authority.relations import seat_of
from rules.procedure import Officer
from rules.volunteers import Activity, ActivityKind

_SHOWN = ("team", "unit", "kind", "held_on", "volunteers", "hours")
_MOST = 200


async def log(
    engine: AsyncEngine, command: str, digest: str, activity: Activity, by: Officer, at: datetime
) -> Activity:
    """Write it down under the key of the request; what stands under it already is what was written first.
    Raises AnotherBody."""
    said = {"written_by": by.person, "written_as": seat_of(by), "written_at": at}
    row: Mapping[str, Any] = {"command": command, "digest": digest, **asdict(activity), **said}
    mine = select(activities).where(activities.c.command == command)
    async with engine.begin() as connection:
        await connection.execute(insert(activities).values(row).on_conflict_do_nothing())
        stands = (await connection.execute(mine)).one()
    if stands.digest != digest:
        raise AnotherBody
    return _activity(stands)


async def listed(engine: AsyncEngine) -> list[Activity]:
    """The newest, as far as whoever reads on this connection sees them: the wall says which."""
    newest = select(activities).order_by(activities.c.held_on.desc(), activities.c.command).limit(_MOST)
    async with engine.connect() as connection:
        return [_activity(row) for row in await connection.execute(newest)]


def _activity(row: Any) -> Activity:
    whole = {name: getattr(row, name) for name in _SHOWN}
    return Activity(**{**whole, "kind": ActivityKind(row.kind)})
