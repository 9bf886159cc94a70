"""Checkpoints as they are kept: which chains grew, signed at intervals and whenever a procedure closes.

A checkpoint only reads the chains: it holds up no decision. While none can be made, decisions go on, the log
and the API's health say so, and the next one covers everything since the last.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import DateTime, Row, Select, Text, func, insert, literal, null, select, union_all
from sqlalchemy import cast as as_sql
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proof.anchors import last_anchored, write_anchors
from proof.checkpoints import ACCESS, DOCUMENT, EDITION, JOURNAL, Checkpoint, Leaf, drawn
from proof.keys import Introduced, Signer, introduction
from records.once import one_at_a_time
from records.tables import (
    access_chains,
    checkpoint_leaves,
    checkpoints,
    documents,
    procedures,
    signing_keys,
)

log = structlog.get_logger()

EVERY = timedelta(seconds=2)  # looked whether one is due at least this often
AT_MOST = timedelta(minutes=10)  # what stands longer is covered
ENTRIES = 500  # so many are covered at once; never more than a thousand, at 250 entries a second
LATE = AT_MOST + timedelta(minutes=5)
_AFTER_A_FAILURE = timedelta(seconds=10)
_SLACK = timedelta(hours=1)  # a transaction that began before a checkpoint has long ended
_CARRIED_WITHIN = timedelta(days=30)  # so long after its entry a document is issued; older ones when begun
_AT_ONCE = 20_000  # chains under one checkpoint, at most: the next one follows at once
_A_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True)
class Growth:
    """What grew since the last checkpoint: how many entries, whether a procedure has closed, and when the
    chain that has stood longest moved."""

    leaves: tuple[Leaf, ...]
    entries: int
    has_closed: bool
    oldest: datetime | None


async def grown(connection: AsyncConnection, last: Checkpoint | None, *, whole: bool = False) -> Growth:
    """Every chain that is longer than the last checkpoint over it says, in the order of their names.

    One that is shorter is never covered anew: that would sign what somebody cut off.
    """
    since = None if last is None or whole else datetime.fromisoformat(last.at)
    ends = union_all(*_ends(since)).subquery()
    covered = (
        select(func.max(checkpoint_leaves.c.seq).label("seq"))
        .where(checkpoint_leaves.c.chain == ends.c.chain)
        .lateral()
    )
    before = func.coalesce(covered.c.seq, 0)
    query = select(ends, before.label("before")).join(covered, literal(value=True)).where(ends.c.seq > before)
    rows = (await connection.execute(query.limit(_AT_ONCE))).all()
    leaves = [Leaf(row.chain, row.seq, row.head) for row in rows]
    # A procedure runs under the edition it had when it was first covered.
    leaves += [Leaf(EDITION + row.id, 1, row.edition) for row in rows if row.edition and not row.before]
    return Growth(
        tuple(sorted(leaves, key=lambda each: each.chain)),
        sum(row.seq - row.before for row in rows),
        any(row.ended_at is not None for row in rows),
        min((row.moved_at for row in rows), default=None),
    )


def _ends(since: datetime | None) -> list[Select[Any]]:
    """How each chain ends that moved since an instant; None: each."""
    never, none = as_sql(null(), DateTime(timezone=True)), as_sql(null(), Text)
    journals = select(
        (literal(JOURNAL, Text) + procedures.c.id).label("chain"),
        procedures.c.seq,
        procedures.c.head,
        procedures.c.headed_at.label("moved_at"),
        procedures.c.ended_at,
        procedures.c.id,
        procedures.c.edition,
    )
    moved = access_chains.c.headed_at
    name = literal(ACCESS, Text) + access_chains.c.chain
    looks = select(name, access_chains.c.seq, access_chains.c.head, moved, never, none, none)
    name = literal(DOCUMENT, Text) + as_sql(documents.c.id, Text)
    papers = select(name, literal(1), documents.c.digest, documents.c.issued_at, never, none, none)
    if since is None:
        return [journals, looks, papers]
    return [
        journals.where(procedures.c.headed_at > since - _SLACK),
        looks.where(moved > since - _SLACK),
        papers.where(documents.c.issued_at > since - _CARRIED_WITHIN),
    ]


async def last_checkpoint(connection: AsyncConnection) -> Checkpoint | None:
    """The newest; None before the first."""
    query = select(checkpoints).order_by(checkpoints.c.n.desc()).limit(1)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else Checkpoint.read(dict(row))


async def checkpoints_after(connection: AsyncConnection, n: int = 0, limit: int = 1_000) -> list[Checkpoint]:
    """The checkpoints that follow the n-th, in order."""
    query = select(checkpoints).where(checkpoints.c.n > n).order_by(checkpoints.c.n).limit(limit)
    return [Checkpoint.read(dict(row)) for row in (await connection.execute(query)).mappings()]


async def checkpoints_numbered(connection: AsyncConnection, numbers: Sequence[int]) -> list[Checkpoint]:
    """These checkpoints, in order."""
    query = select(checkpoints).where(checkpoints.c.n.in_(numbers)).order_by(checkpoints.c.n)
    return [Checkpoint.read(dict(row)) for row in (await connection.execute(query)).mappings()]


async def leaves_of(connection: AsyncConnection, n: int) -> list[Leaf]:
    """The leaves of a checkpoint in their order."""
    query = select(checkpoint_leaves).where(checkpoint_leaves.c.n == n).order_by(checkpoint_leaves.c.place)
    return [Leaf(row.chain, row.seq, row.head) for row in await connection.execute(query)]


async def covering(
    connection: AsyncConnection, chains: Sequence[str]
) -> list[Row[tuple[int, int, str, int, str]]]:
    """Every leaf over these chains: n, place, chain, seq, head; the oldest first."""
    query = select(checkpoint_leaves).where(checkpoint_leaves.c.chain.in_(chains))
    rows = await connection.execute(query.order_by(checkpoint_leaves.c.n, checkpoint_leaves.c.place))
    return list(rows.all())


async def keys_introduced(connection: AsyncConnection) -> list[Introduced]:
    """The public keys in the order in which they were introduced."""
    query = select(*(signing_keys.c[name] for name in Introduced.__dataclass_fields__))
    return [Introduced(*row) for row in await connection.execute(query.order_by(signing_keys.c.place))]


async def is_late(connection: AsyncConnection) -> bool:
    """Whether something has stood for longer than it may without a checkpoint over it."""
    last, now = await last_checkpoint(connection), await connection.scalar(select(func.now()))
    assert now
    if last is not None and now - datetime.fromisoformat(last.at) <= LATE:
        return False
    oldest = (await grown(connection, last)).oldest
    return oldest is not None and now - oldest > _A_MOMENT


@dataclass
class Checkpointer:
    """Makes checkpoints of one store. ``signers``: the current key's holder, then those of older keys."""

    records: AsyncEngine
    signers: Sequence[Signer]
    anchors: Path | None = None
    _has_looked: bool = False  # at everything, once
    _anchored: int | None = None  # the last one that stands there; not looked up yet

    async def carry(self) -> None:
        """Until cancelled: a checkpoint whenever one is due. Several may do this at once."""
        while True:
            pause = EVERY
            try:
                await self.carry_once()
                await self.anchor()
            except Exception as error:  # noqa: BLE001 - whatever it is, decisions go on, and we try again
                log.error("checkpoint.failed", error=type(error).__name__)
                pause = _AFTER_A_FAILURE
            await asyncio.sleep(pause.total_seconds())

    async def carry_once(self, *, at_once: bool = False) -> Checkpoint | None:
        """The checkpoint that is due, or is wanted ``at_once``; None if nothing has grown or it can wait.

        Raises NotIntroduced.
        """
        async with self.records.begin() as connection:
            last = await last_checkpoint(connection)
            growth = await grown(connection, last, whole=not self._has_looked)
            has_looked = self._has_looked or len(growth.leaves) < _AT_ONCE
            if not growth.leaves or not (at_once or await _is_due(connection, last, growth)):
                self._has_looked = has_looked
                return None
            await one_at_a_time(connection, "checkpoint")
            if await last_checkpoint(connection) != last:
                return None  # another was quicker: the next look is over what it left
            now = await connection.scalar(select(func.clock_timestamp()))
            assert now
            signer = await self._introduced(connection, now.isoformat())
            made = drawn(last, now.isoformat(), growth.leaves, signer)
            await connection.execute(insert(checkpoints).values(asdict(made)))
            rows = [{"n": made.n, "place": place, **asdict(each)} for place, each in enumerate(growth.leaves)]
            await connection.execute(insert(checkpoint_leaves), rows)
        self._has_looked = has_looked
        return made

    async def anchor(self) -> None:
        """Write what is not there yet to the other place. Raises OSError."""
        if self.anchors is None:
            return
        if self._anchored is None:
            self._anchored = await asyncio.to_thread(last_anchored, self.anchors)
        async with self.records.connect() as connection:
            while some := await checkpoints_after(connection, self._anchored):
                keys = await keys_introduced(connection)
                await asyncio.to_thread(write_anchors, self.anchors, some, keys)
                self._anchored = some[-1].n

    async def _introduced(self, connection: AsyncConnection, since: str) -> Signer:
        """The current key's holder; a key that is new here is introduced by the one before it."""
        stand = await keys_introduced(connection)
        if (introduced := introduction(stand, self.signers, since)) is not None:
            await connection.execute(insert(signing_keys).values(**asdict(introduced), place=len(stand) + 1))
        return self.signers[0]


async def _is_due(connection: AsyncConnection, last: Checkpoint | None, growth: Growth) -> bool:
    if last is None or growth.has_closed or growth.entries >= ENTRIES:
        return True
    now = await connection.scalar(select(func.now()))
    assert now
    return bool(now - datetime.fromisoformat(last.at) >= AT_MOST - timedelta(minutes=1))
