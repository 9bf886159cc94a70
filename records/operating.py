"""How the records are doing (运行情况), for whoever keeps them running: numbers, ids and codes, and no word
of any case."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, case, func, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from records.deliveries import IS_DEAD
from records.tables import agency_inbox, cases, deliveries, journal, outbox, procedures

TRIED_OFTEN = 3  # a letter that failed so often is looked at by a person


@dataclass(frozen=True)
class DatabaseNow:
    """``size``: bytes. ``behind``: procedures whose read tables are not at the journal's last entry; both are
    written in one transaction, so there are none. ``last_entry_at`` by the database's clock."""

    version: str
    size: int
    connections: int
    procedures: int
    unfinished: int
    entries: int
    behind: int
    last_entry_at: datetime | None


@dataclass(frozen=True)
class LettersNow:
    """The outbox: what waits to be carried, since when the oldest of it is due, and what failed again and
    again."""

    waiting: int
    overdue_seconds: int
    failing: int


@dataclass(frozen=True)
class Failing:
    """A letter that was tried at least three times. ``error`` is a code."""

    procedure: str
    seq: int
    kind: str
    attempts: int
    error: str | None
    next_at: datetime


@dataclass(frozen=True)
class AdapterNow:
    """The wire to one agency's system. ``waiting``: sent and not taken yet; ``dead``: a person must look;
    ``strays``: came, and belong to nothing we know."""

    agency: str
    taken: int
    waiting: int
    dead: int
    strays: int
    last_tried_at: datetime | None
    last_taken_at: datetime | None
    last_answer: str | None


async def database_now(engine: AsyncEngine) -> DatabaseNow:
    """Read in one round."""
    behind = (
        select(func.count())
        .select_from(procedures.outerjoin(cases, cases.c.procedure == procedures.c.id))
        .where(cases.c.seq.is_distinct_from(procedures.c.seq))
    )
    one = select(
        func.current_setting("server_version").label("version"),
        func.pg_database_size(func.current_database()).label("size"),
        text("(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS connections"),
        select(func.count()).select_from(procedures).scalar_subquery().label("procedures"),
        select(func.count())
        .select_from(procedures)
        .where(procedures.c.ended_at.is_(None))
        .scalar_subquery()
        .label("unfinished"),
        select(func.coalesce(func.sum(procedures.c.seq), 0)).scalar_subquery().label("entries"),
        behind.scalar_subquery().label("behind"),
        select(func.max(journal.c.recorded_at)).scalar_subquery().label("last_entry_at"),
    )
    async with engine.connect() as connection:
        row = (await connection.execute(one)).one()
    return DatabaseNow(**{**row._mapping, "last_entry_at": _utc(row.last_entry_at)})  # noqa: SLF001


async def letters_now(engine: AsyncEngine) -> LettersNow:
    """What the relay has before it."""
    is_due = and_(
        outbox.c.due_at <= func.now(),
        func.coalesce(outbox.c.not_before, func.now()) <= func.now(),
    )
    oldest = func.min(case((is_due, outbox.c.due_at)))
    one = select(
        func.count(),
        func.coalesce(func.extract("epoch", func.now() - oldest), 0),
        func.count().filter(outbox.c.attempts >= TRIED_OFTEN),
    ).where(outbox.c.done_at.is_(None))
    async with engine.connect() as connection:
        waiting, seconds, failing = (await connection.execute(one)).one()
    return LettersNow(waiting, int(seconds), failing)


async def failing_letters(engine: AsyncEngine, limit: int = 100) -> tuple[Failing, ...]:
    """The letters that were tried often, the most often first."""
    query = (
        select(outbox)
        .where(outbox.c.done_at.is_(None), outbox.c.attempts >= TRIED_OFTEN)
        .order_by(outbox.c.attempts.desc(), outbox.c.id)
        .limit(limit)
    )
    async with engine.connect() as connection:
        return tuple(
            Failing(r.procedure, r.seq, r.kind, r.attempts, r.last_error, r.due_at.astimezone(UTC))
            for r in await connection.execute(query)
        )


async def adapters_now(engine: AsyncEngine) -> tuple[AdapterNow, ...]:
    """Every agency to which or from which anything went, by id."""
    is_taken = deliveries.c.taken_at.is_not(None)
    known = select(deliveries, IS_DEAD.label("is_dead")).subquery()
    last = (
        select(known.c.last_answer)
        .where(known.c.agency == deliveries.c.agency)
        .order_by(known.c.last_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    out = select(
        deliveries.c.agency,
        func.count().filter(is_taken).label("taken"),
        func.count().filter(~is_taken, ~IS_DEAD).label("waiting"),
        func.count().filter(IS_DEAD).label("dead"),
        func.max(deliveries.c.last_at).label("last_tried_at"),
        func.max(deliveries.c.taken_at).label("last_taken_at"),
        last.label("last_answer"),
    ).group_by(deliveries.c.agency)
    came = (
        select(agency_inbox.c.agency, func.count().filter(agency_inbox.c.state.in_(("parked", "stray"))))
        .group_by(agency_inbox.c.agency)
        .order_by(agency_inbox.c.agency)
    )
    async with engine.connect() as connection:
        sent: dict[str, Any] = {row.agency: row for row in await connection.execute(out)}
        strays: dict[str, int] = {row[0]: row[1] for row in await connection.execute(came)}
    return tuple(
        _adapter(agency, sent.get(agency), strays.get(agency, 0)) for agency in sorted({*sent, *strays})
    )


def _adapter(agency: str, row: Any, strays: int) -> AdapterNow:
    if row is None:
        return AdapterNow(agency, 0, 0, 0, strays, None, None, None)
    return AdapterNow(
        agency,
        row.taken,
        row.waiting,
        row.dead,
        strays,
        _utc(row.last_tried_at),
        _utc(row.last_taken_at),
        row.last_answer,
    )


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None
