"""The outbox: what must go out because of an entry. Carried at least once; a letter's key makes that once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import journal, ledger, outbox

_AT_ONCE = 20
_LEASE = timedelta(seconds=20)  # what was being carried when its carrier was killed waits so long
_LONGEST_PAUSE = timedelta(hours=1)
_DOUBLINGS = 12  # 2^12 seconds is longer than the longest pause


@dataclass(frozen=True)
class Claimed:
    """A letter that one carrier holds until its lease is over. ``at`` is the instant of its entry, in UTC;
    ``attempts`` counts this one too."""

    id: int
    procedure: str
    seq: int
    kind: str
    number: int
    body: dict[str, Any]
    attempts: int
    at: datetime


async def claim(
    engine: AsyncEngine, limit: int = _AT_ONCE, lease: timedelta = _LEASE, *, at_any_hour: bool = False
) -> tuple[Claimed, ...]:
    """Take up to so many due letters, longest due first; nobody else gets them before the lease is over.

    ``at_any_hour`` takes letters too that should wait for the notice hours: where days are skipped, the
    database's clock says nothing about them.
    """
    is_time = or_(outbox.c.not_before.is_(None), outbox.c.not_before <= func.now(), literal(at_any_hour))
    waiting = (
        select(outbox.c.id)
        .where(outbox.c.done_at.is_(None), outbox.c.due_at <= func.now(), is_time)
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("waiting")
    )
    taken = (
        update(outbox)
        .where(outbox.c.id == waiting.c.id)
        .where(journal.c.procedure == outbox.c.procedure, journal.c.seq == outbox.c.seq)
        .values(due_at=func.now() + lease, attempts=outbox.c.attempts + 1)
        .returning(outbox, journal.c.at)
    )
    async with engine.begin() as connection:
        rows = sorted(await connection.execute(taken), key=lambda row: row.id)
    return tuple(map(_claimed, rows))


async def done(engine: AsyncEngine, letter: Claimed) -> None:
    """It has gone out."""
    async with engine.begin() as connection:
        mine = update(outbox).where(outbox.c.id == letter.id, outbox.c.done_at.is_(None))
        await connection.execute(mine.values(done_at=func.now(), last_error=None))


async def failed(engine: AsyncEngine, letter: Claimed, code: str) -> None:
    """It has not: try again after a pause that doubles up to an hour. ``code`` says why, without words."""
    pause = min(timedelta(seconds=2 ** min(letter.attempts, _DOUBLINGS)), _LONGEST_PAUSE)
    async with engine.begin() as connection:
        mine = update(outbox).where(outbox.c.id == letter.id, outbox.c.done_at.is_(None))
        await connection.execute(mine.values(due_at=func.now() + pause, last_error=code))


async def gone_out(
    engine: AsyncEngine, kinds: Collection[str], after: int = 0, limit: int = 1000
) -> tuple[Claimed, ...]:
    """Letters of these kinds that have been carried, in the order of their ids, from the one ``after`` on."""
    query = (
        select(outbox, journal.c.at)
        .where(journal.c.procedure == outbox.c.procedure, journal.c.seq == outbox.c.seq)
        .where(outbox.c.kind.in_(kinds), outbox.c.done_at.is_not(None), outbox.c.id > after)
        .order_by(outbox.c.id)
        .limit(limit)
    )
    async with engine.connect() as connection:
        return tuple(map(_claimed, await connection.execute(query)))


async def unanswered(engine: AsyncEngine, keys: Collection[str]) -> set[str]:
    """Those of these keys under which nothing stands in the ledger."""
    async with engine.connect() as connection:
        query = select(ledger.c.command).where(ledger.c.command.in_(keys))
        return set(keys) - set(await connection.scalars(query))


async def carry_again(engine: AsyncEngine, letters: Collection[Claimed]) -> None:
    """What has gone out goes out once more, now."""
    async with engine.begin() as connection:
        mine = update(outbox).where(outbox.c.id.in_([letter.id for letter in letters]))
        await connection.execute(mine.values(done_at=None, due_at=func.now(), attempts=0))


async def senders_of(engine: AsyncEngine, kind: str) -> list[str]:
    """The procedures of which a letter of this kind waits."""
    query = select(outbox.c.procedure).where(outbox.c.kind == kind, outbox.c.done_at.is_(None)).distinct()
    async with engine.connect() as connection:
        return sorted(await connection.scalars(query))


def _claimed(r: Row[Any]) -> Claimed:
    return Claimed(r.id, r.procedure, r.seq, r.kind, r.number, r.body, r.attempts, r.at.astimezone(UTC))
