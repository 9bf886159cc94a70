"""What a tracking code opens, by the digests under which the two stores know it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from records.tables import matters, submissions


@dataclass(frozen=True)
class Tracked:
    """``number``: of the ordinary matter; None where it waits to be classified, or lies where nobody is told.
    ``factor``: the digest of what the person chose beside the code; ``is_sealed``: whose digest it is."""

    received_at: datetime
    number: str | None
    factor: str | None
    is_sealed: bool = False


async def tracked(ordinary: AsyncEngine, sealed: AsyncEngine, here: str, there: str) -> Tracked | None:
    """What the code opens that the ordinary store knows as ``here`` and the sealed one as ``there``; None for
    a code that nobody was given.

    Both stores are asked every time, so that nothing is answered sooner than anything else.
    """
    told = select(matters.c.received_at, matters.c.number, matters.c.factor).where(matters.c.tracking == here)
    waits = select(submissions.c.received_at, submissions.c.factor).where(submissions.c.tracking == here)
    lies = select(matters.c.received_at, matters.c.factor).where(matters.c.tracking == there)
    async with ordinary.connect() as at_hand, sealed.connect() as away:
        registered = (await at_hand.execute(told)).one_or_none()
        waiting = (await at_hand.execute(waits)).one_or_none()
        lying = (await away.execute(lies)).one_or_none()
    if registered:
        return Tracked(registered.received_at.astimezone(UTC), registered.number, registered.factor)
    if waiting:
        return Tracked(waiting.received_at.astimezone(UTC), None, waiting.factor)
    if lying:
        return Tracked(lying.received_at.astimezone(UTC), None, lying.factor, is_sealed=True)
    return None
