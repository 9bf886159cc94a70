"""A procedure's papers: all that is needed to begin it, or begin it again, in the engine."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from records import editions, journal
from records.journal import NoSuchProcedure
from records.tables import ledger, procedures
from rules.editions import Edition
from rules.journal import Entry, Receipt

_RECEIPTS = 300
_LATELY = timedelta(hours=1)


@dataclass(frozen=True)
class Papers:
    """The journal of a procedure, its edition, and the commands answered last, oldest first."""

    procedure: str
    kind: str
    entries: tuple[Entry, ...]
    edition: Edition
    receipts: dict[str, Receipt]


async def load(engine: AsyncEngine, procedure: str) -> Papers:
    """The papers as they stand now. Raises NoSuchProcedure, EditionChanged."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ")  # one moment for all papers
        row = select(procedures.c.kind, procedures.c.edition).where(procedures.c.id == procedure)
        found = (await connection.execute(row)).one_or_none()
        if found is None:
            raise NoSuchProcedure
        newest = (
            select(ledger.c.command, ledger.c.receipt)
            .where(ledger.c.procedure == procedure)
            .order_by(ledger.c.recorded_at.desc(), ledger.c.command)
            .limit(_RECEIPTS)
        )
        answered = (await connection.execute(newest)).all()
        return Papers(
            procedure,
            found.kind,
            tuple(entry for entry, _ in await journal.chain(connection, procedure)),
            await editions.load(connection, found.edition),
            {row.command: journal.receipt_from(row.receipt) for row in reversed(answered)},
        )


async def seq_of(engine: AsyncEngine, procedure: str) -> int:
    """The last entry of a procedure's journal; 0 where there is none."""
    async with engine.connect() as connection:
        query = select(procedures.c.seq).where(procedures.c.id == procedure)
        return await connection.scalar(query) or 0


async def grown_from(engine: AsyncEngine, procedure: str, seq: int) -> str | None:
    """The procedure that grew from this entry of another, if there is one yet."""
    grown = select(procedures.c.id).where(
        procedures.c.anchored_on == procedure, procedures.c.anchored_seq == seq
    )
    async with engine.connect() as connection:
        found: str | None = await connection.scalar(grown)
        return found


async def has_ended(engine: AsyncEngine, procedure: str) -> bool:
    """Whether the procedure's journal has come to its end."""
    mine = select(procedures.c.ended_at).where(procedures.c.id == procedure)
    async with engine.connect() as connection:
        return await connection.scalar(mine) is not None


async def changed_and_open(engine: AsyncEngine, within: timedelta = _LATELY) -> list[tuple[str, int]]:
    """The open procedures whose journal grew lately, by the database's clock, each with its last seq."""
    lately = procedures.c.headed_at > func.now() - within
    statement = select(procedures.c.id, procedures.c.seq).where(procedures.c.ended_at.is_(None), lately)
    async with engine.connect() as connection:
        return [(row.id, row.seq) for row in await connection.execute(statement.order_by(procedures.c.id))]


async def unfinished(engine: AsyncEngine, after: str = "", limit: int = 1000) -> list[tuple[str, int]]:
    """The procedures that have not ended, each with its last seq, in the order of their ids."""
    statement = (
        select(procedures.c.id, procedures.c.seq)
        .where(procedures.c.ended_at.is_(None), procedures.c.id > after)
        .order_by(procedures.c.id)
        .limit(limit)
    )
    async with engine.connect() as connection:
        return [(row.id, row.seq) for row in await connection.execute(statement)]
