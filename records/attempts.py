"""Failures to sign in (登录失败): counted here; all processes agree, and a restart forgives nothing."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from identity.lockout import Limit
from records.tables import sign_in_attempts

_FORGOTTEN_AFTER = timedelta(days=2)  # longer than any limit's window
_ROWS = sign_in_attempts.c


async def admitted(
    engine: AsyncEngine, account: tuple[str, Limit], others: Collection[str], at: datetime
) -> timedelta | None:
    """How long nobody may try for this account, or under one of the other keys; None: go on.

    Then the try is counted as a failure of the account until it is forgiven, so that many at once are not
    more than one after the other.
    """
    key, limit = account
    async with engine.begin() as connection:
        barring = select(_ROWS.barred_until).where(_ROWS.key.in_(others), _ROWS.barred_until > at)
        bars = [until - at for until in (await connection.scalars(barring)).all() if until]
        return max(bars, default=None) or await _count(connection, key, limit, at)


async def failed(connection: AsyncConnection, others: Mapping[str, Limit], at: datetime) -> None:
    """It was a failure under these keys too."""
    for key in sorted(others):  # always in the same order: two at once do not wait for each other
        await _count(connection, key, others[key], at)
    await connection.execute(delete(sign_in_attempts).where(_ROWS.since <= at - _FORGOTTEN_AFTER))


async def forgive(connection: AsyncConnection, account: str) -> None:
    """It was no failure, or somebody has let the person in again: what the account failed is forgotten."""
    await connection.execute(delete(sign_in_attempts).where(_ROWS.key == account))


async def _count(connection: AsyncConnection, key: str, limit: Limit, at: datetime) -> timedelta | None:
    """One failure more, and how long it bars others; or, while it is barred, how long still."""
    first = insert(sign_in_attempts).values(key=key, failures=0, since=at)
    await connection.execute(first.on_conflict_do_nothing())
    locked = select(sign_in_attempts).where(_ROWS.key == key).with_for_update()
    known = (await connection.execute(locked)).one()
    if known.barred_until and known.barred_until > at:
        still: timedelta = known.barred_until - at
        return still
    is_over = known.since <= at - limit.window
    failures = 1 if is_over else known.failures + 1
    barred_for = limit.bars_for(failures)
    changed = {
        "failures": failures,
        "since": at if is_over else known.since,
        "barred_until": at + barred_for if barred_for else None,
    }
    await connection.execute(update(sign_in_attempts).where(_ROWS.key == key).values(changed))
    return None
