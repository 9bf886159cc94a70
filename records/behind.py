"""How far a matter is, without a word of it: for whoever sees an errand about it, and not the matter."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases
from rules.authority.relations import ACCUSATION


@dataclass(frozen=True)
class PublicStage:
    """One procedure about a matter: its kind, stage, unit and outcome, as whoever holds its code is told. All
    instants are in UTC."""

    kind: str
    stage: str
    owner_unit: str
    outcome: str | None
    opened_at: datetime
    closed_at: datetime | None


async def public_stages(engine: AsyncEngine, matter: str) -> list[PublicStage]:
    """The procedures about a matter, the first opened first; nothing of what is private, and no handoff."""
    told = (cases.c.kind, cases.c.stage, cases.c.owner_unit, cases.c.outcome, cases.c.opened_at)
    query = select(*told, cases.c.closed_at).where(
        cases.c.matter == matter, ~cases.c.is_private, cases.c.kind.not_in((ACCUSATION, "handoff"))
    )
    async with engine.connect() as connection:
        rows = await connection.execute(query.order_by(cases.c.opened_at, cases.c.procedure))
        return [PublicStage(*row) for row in rows]
