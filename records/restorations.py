"""Records that came back from a backup: marked, and open again once they are reconciled."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import restorations


@dataclass(frozen=True)
class Restoration:
    """That the records came back from ``backup`` as they stood at ``until``; None where nobody said when."""

    n: int
    backup: str
    until: datetime | None
    restored_at: datetime


async def mark(records: AsyncEngine, backup: str, until: datetime | None) -> None:
    """From now on nothing is decided on these records, until they are reconciled."""
    async with records.begin() as connection:
        await connection.execute(insert(restorations).values(backup=backup, until=until))


async def unreconciled(records: AsyncEngine) -> list[Restoration]:
    """Those that have not been reconciled, the first one first."""
    columns = (restorations.c[name] for name in Restoration.__dataclass_fields__)
    query = select(*columns).where(restorations.c.reconciled_at.is_(None)).order_by(restorations.c.n)
    async with records.connect() as connection:
        return [Restoration(*row) for row in await connection.execute(query)]


async def reconciled(records: AsyncEngine, differences: int, report: str, accepted: str | None) -> None:
    """All of them are, with so many differences that a report of this digest lists. ``accepted``: why what
    could not be brought back is borne, where there was any."""
    said = {"differences": differences, "report": report, "accepted": accepted}
    statement = update(restorations).where(restorations.c.reconciled_at.is_(None))
    async with records.begin() as connection:
        await connection.execute(statement.values(**said, reconciled_at=func.now()))
