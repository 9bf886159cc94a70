"""How late what time itself brings is written down (期限触发延迟). It must never be early."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Float, cast, extract, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import cases, journal
from records.verify import Finding
from records.visible import Visible, visible_cases

# The events that nobody decides: the moment itself brings them.
BROUGHT_BY_TIME = ("StepReminded", "StepFellOverdue", "WholePeriodEnded", "DutyFellOverdue", "WindowClosed")


@dataclass(frozen=True)
class Lateness:
    """Seconds between the instant of an event and its being recorded. ``early`` counts those that were
    recorded before their instant; None where there are no such events."""

    kind: str
    n: int
    p50: float | None
    p99: float | None
    max: float | None
    early: int


async def lateness(engine: AsyncEngine, visible: Visible) -> tuple[Lateness, ...]:
    """Of every kind that time brings, in the cases that are visible."""
    late = cast(extract("epoch", journal.c.recorded_at - journal.c.at), Float)

    def percentile(share: float) -> ColumnElement[Any]:
        return func.percentile_cont(share).within_group(late)

    figures = (
        select(
            journal.c.kind,
            func.count(),
            percentile(0.5),
            percentile(0.99),
            func.max(late),
            func.count().filter(late < 0),
        )
        .join(cases, cases.c.procedure == journal.c.procedure)
        .where(journal.c.kind.in_(BROUGHT_BY_TIME), visible_cases(visible))
        .group_by(journal.c.kind)
    )
    async with engine.connect() as connection:
        found = {row[0]: Lateness(*row) for row in await connection.execute(figures)}
    return tuple(found.get(kind, Lateness(kind, 0, None, None, None, 0)) for kind in BROUGHT_BY_TIME)


async def recorded_early(engine: AsyncEngine) -> list[Finding]:
    """Every entry that time brought and that was written down before its instant, by the database's clock."""
    early = select(journal.c.procedure, journal.c.seq).where(
        journal.c.kind.in_(BROUGHT_BY_TIME), journal.c.recorded_at < journal.c.at
    )
    async with engine.connect() as connection:
        rows = await connection.execute(early.order_by(journal.c.procedure, journal.c.seq))
        return [Finding(row.procedure, "recorded-early", row.seq) for row in rows]
