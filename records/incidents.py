"""Incidents and dispatch orders: which the dangers of a case have opened, and where somebody is silent."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases, outbox, procedures, tasks
from records.visible import Visible, visible_cases
from rules.calling import SILENT
from rules.danger import OPEN_INCIDENT


async def incidents_from(engine: AsyncEngine, cases: Sequence[str]) -> tuple[str, ...]:
    """The incidents that grew from these cases, in the order of their dangers."""
    grown = (
        select(procedures.c.id)
        .where(procedures.c.kind == "incident", procedures.c.anchored_on.in_(cases))
        .order_by(procedures.c.opened_at, procedures.c.id)
    )
    async with engine.connect() as connection:
        return tuple(await connection.scalars(grown))


async def is_one_on_its_way(engine: AsyncEngine, cases: Sequence[str]) -> bool:
    """Whether a danger of these cases has not reached the centre yet."""
    letters = select(1).where(
        outbox.c.procedure.in_(cases), outbox.c.kind == OPEN_INCIDENT, outbox.c.done_at.is_(None)
    )
    async with engine.connect() as connection:
        return bool(await connection.scalar(select(exists(letters))))


async def with_somebody_silent(engine: AsyncEngine, visible: Visible) -> tuple[str, ...]:
    """The visible dispatch orders and incidents in which a unit does not answer, although all above were
    told."""
    told = select(1).where(tasks.c.procedure == cases.c.procedure, tasks.c.what.in_(SILENT))
    listed = select(cases.c.procedure).where(exists(told), visible_cases(visible)).order_by(cases.c.procedure)
    async with engine.connect() as connection:
        return tuple(await connection.scalars(listed))
