"""What is proved beside the journals: access log, documents, checkpoints, and where these are anchored."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import String, literal, select, union_all
from sqlalchemy import cast as as_sql
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proof.anchors import anchored
from proof.checkpoints import (
    ACCESS,
    DOCUMENT,
    EDITION,
    JOURNAL,
    Checkpoint,
    Fault,
    Leaf,
    faults_of,
    faults_of_checkpoint,
)
from proof.keys import known
from proof.looks import Look, first_broken
from records.access import look_of
from records.checkpoints import checkpoints_after, covering, keys_introduced, leaves_of
from records.tables import access_chains, access_log, checkpoint_leaves, documents, procedures
from rules.editions import digest_of
from rules.journal import GENESIS

_AT_ONCE = 100


async def faults(engine: AsyncEngine, anchors: Path | None = None) -> list[Fault]:
    """Everything that does not agree, at one moment. Raises OSError if the other place cannot be read."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ")
        return [
            *await _looks(connection),
            *await _documents(connection),
            *await _gone(connection),
            *await _checkpoints(connection, anchors),
        ]


def faults_of_looks(
    name: str, head: tuple[int, str], notes: Sequence[tuple[int, Look, str]], leaves: Sequence[Leaf]
) -> Iterator[Fault]:
    """What is wrong with a chain of the access log; ``head``: how it ends, as its own row says."""
    hashes = [stored for _, _, stored in notes]
    broken = first_broken(name, notes)
    if broken is not None:
        yield Fault(ACCESS + name, "chain-broken", broken)
    elif head != (len(notes), hashes[-1] if hashes else GENESIS):
        yield Fault(ACCESS + name, "head-differs", min(head[0], len(notes) + 1))
    yield from faults_of(ACCESS + name, hashes, leaves)


async def leaves_over(connection: AsyncConnection, names: Sequence[str]) -> dict[str, list[Leaf]]:
    """What checkpoints say of these chains."""
    found: dict[str, list[Leaf]] = {}
    for row in await covering(connection, names):
        found.setdefault(row.chain, []).append(Leaf(row.chain, row.seq, row.head))
    return found


async def _looks(connection: AsyncConnection) -> list[Fault]:
    """Every chain of the access log."""
    found: list[Fault] = []
    ends = select(access_chains.c.chain, access_chains.c.seq, access_chains.c.head)
    heads = {row.chain: (row.seq, row.head) for row in await connection.execute(ends)}
    mine = (
        select(access_log.c.chain).distinct().where(access_log.c.chain.not_in(select(access_chains.c.chain)))
    )
    names = sorted({*heads, *await connection.scalars(mine)})
    for some in (names[n : n + _AT_ONCE] for n in range(0, len(names), _AT_ONCE)):
        notes: dict[str, list[tuple[int, Look, str]]] = {name: [] for name in some}
        theirs = select(access_log).where(access_log.c.chain.in_(some)).order_by(access_log.c.seq)
        for row in await connection.execute(theirs):
            notes[row.chain].append((row.seq, look_of(row), row.hash))
        leaves = await leaves_over(connection, [ACCESS + name for name in some])
        for name in some:
            its = leaves.get(ACCESS + name, [])
            found.extend(faults_of_looks(name, heads.get(name, (0, GENESIS)), notes[name], its))
    return found


async def _documents(connection: AsyncConnection) -> list[Fault]:
    """Every document against its digest, and its digest against the checkpoint over it."""
    found: list[Fault] = []
    query = select(documents).order_by(documents.c.id).execution_options(yield_per=_AT_ONCE)
    async with connection.stream(query) as rows:
        async for some in rows.partitions():
            for row in some:
                whole = (row.kind, row.unit, row.year, row.number, row.version, row.addressees, row.data)
                if digest_of(list(whole)) != row.digest:
                    found.append(Fault(f"{DOCUMENT}{row.id}", "document-differs"))
    wrong = select(checkpoint_leaves.c.chain).join(
        documents, checkpoint_leaves.c.chain == literal(DOCUMENT) + as_sql(documents.c.id, String)
    )
    differing = await connection.scalars(wrong.where(checkpoint_leaves.c.head != documents.c.digest))
    return found + [Fault(name, "differs-from-checkpoint") for name in differing]


async def _gone(connection: AsyncConnection) -> list[Fault]:
    """Chains that checkpoints know and that are not there any more."""
    there = union_all(
        select((literal(JOURNAL) + procedures.c.id).label("chain")),
        select(literal(EDITION) + procedures.c.id),
        select(literal(ACCESS) + access_chains.c.chain),
        select(literal(DOCUMENT) + as_sql(documents.c.id, String)),
    ).subquery()
    gone = select(checkpoint_leaves.c.chain).except_(select(there.c.chain))
    return [Fault(name, "gone") for name in sorted(await connection.scalars(gone))]


async def _checkpoints(connection: AsyncConnection, anchors: Path | None) -> list[Fault]:
    """The keys, every checkpoint with its leaves, and what stands in the other place."""
    keys, strangers = known(await keys_introduced(connection))
    found = [Fault(f"key/{each}", "not-introduced") for each in strangers]
    elsewhere = {each.n: each for each, _ in anchored(anchors)} if anchors else {}
    before: Checkpoint | None = None
    while some := await checkpoints_after(connection, before.n if before else 0):
        for each in some:
            leaves = await leaves_of(connection, each.n)
            found.extend(faults_of_checkpoint(each, before, leaves, keys))
            if each.n in elsewhere and elsewhere.pop(each.n) != each:
                found.append(Fault(f"checkpoint/{each.n}", "differs-from-anchor"))
            before = each
    return found + [Fault(f"checkpoint/{n}", "anchored-and-gone") for n in sorted(elsewhere)]
