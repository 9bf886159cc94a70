"""Upkeep (维护任务) as it is kept: started by a person, one at a time, with how far it has come.

Whoever runs it says every moment that it is still there. What has not been heard of for a minute has been
interrupted: the next one may begin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import procedures, upkeep

SILENT = timedelta(minutes=1)
NAMED_AT_MOST = 200  # findings; how many there are, is counted


class AnotherRuns(Exception):
    """There is one already; two at once would tell and remake the same things twice."""


@dataclass(frozen=True)
class Task:
    """``looked_at`` of ``total`` procedures. ``findings``: the first of what was ``found``, by ids and codes.
    Instants are in UTC."""

    id: UUID
    kind: str
    asked_by: str
    state: str
    started_at: datetime
    beat_at: datetime
    ended_at: datetime | None
    looked_at: int
    total: int
    found: int
    findings: tuple[dict[str, Any], ...]
    why: str | None


async def begin(engine: AsyncEngine, id: UUID, kind: str, asked_by: str) -> tuple[Task, bool]:
    """A task, and whether it is new: the same id twice is the same task. Raises AnotherRuns."""
    now = func.now()
    row = {
        "id": id,
        "kind": kind,
        "asked_by": asked_by,
        "state": "running",
        "started_at": now,
        "beat_at": now,
        "looked_at": 0,
        "found": 0,
        "findings": [],
        "total": select(func.count()).select_from(procedures).scalar_subquery(),
    }
    silent = update(upkeep).where(upkeep.c.state == "running", upkeep.c.beat_at < now - SILENT)
    async with engine.begin() as connection:
        await connection.execute(silent.values(state="interrupted", ended_at=now))
        known = (await connection.execute(select(upkeep).where(upkeep.c.id == id))).one_or_none()
        if known:
            return _task(known), False
        made = await connection.execute(upsert(upkeep).values(row).on_conflict_do_nothing().returning(upkeep))
        new = made.one_or_none()
    if new is None:
        raise AnotherRuns
    return _task(new), True


async def beat(engine: AsyncEngine, id: UUID, looked_at: int, found: int) -> bool:
    """It is still there, and so far; whether it may go on."""
    mine = update(upkeep).where(upkeep.c.id == id, upkeep.c.state == "running")
    async with engine.begin() as connection:
        went = await connection.execute(
            mine.values(beat_at=func.now(), looked_at=looked_at, found=found).returning(upkeep.c.id)
        )
        return went.one_or_none() is not None


async def end(
    engine: AsyncEngine, id: UUID, state: str, findings: Sequence[dict[str, Any]] = (), why: str | None = None
) -> None:
    """How it ended: ``done``, ``failed`` or ``interrupted``. What has ended stays as it ended."""
    values: dict[str, Any] = {"state": state, "ended_at": func.now(), "beat_at": func.now(), "why": why}
    if state == "done":
        values |= {
            "looked_at": upkeep.c.total,
            "found": len(findings),
            "findings": list(findings[:NAMED_AT_MOST]),
        }
    async with engine.begin() as connection:
        mine = update(upkeep).where(upkeep.c.id == id, upkeep.c.state == "running")
        await connection.execute(mine.values(values))


async def listed(engine: AsyncEngine, limit: int = 20) -> tuple[Task, ...]:
    """The last of them, the newest first."""
    query = select(upkeep).order_by(upkeep.c.started_at.desc()).limit(limit)
    async with engine.connect() as connection:
        return tuple(_task(row) for row in await connection.execute(query))


def _task(row: Any) -> Task:
    def utc(at: datetime | None) -> datetime | None:
        return at.astimezone(UTC) if at else None

    return Task(
        **{
            **row._mapping,  # noqa: SLF001 - the row as a mapping
            **{name: utc(row._mapping[name]) for name in ("started_at", "beat_at", "ended_at")},  # noqa: SLF001
            "findings": tuple(row.findings),
        }
    )
