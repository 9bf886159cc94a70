"""Whether all that is kept agrees: chains and the checkpoints over them, the ledger, the read tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proof.checkpoints import EDITION, JOURNAL, Leaf, faults_of
from records import proved
from records.keeping import broken_registers
from records.kept import Kept, Told, batches, nobody
from records.rebuild import differing
from records.tables import ledger
from rules.journal import GENESIS, first_broken
from rules.procedure import Procedure
from rules.procedures import PROCEDURES


@dataclass(frozen=True)
class Finding:
    """Something does not agree. ``seq`` is the entry at which it shows, where it shows at one.

    ``procedure`` is that, or the name of a chain: access/…, document/…, edition/…, checkpoint/…, key/….
    ``what`` is chain-broken, head-differs, command-not-in-ledger, receipt-beyond-journal,
    read-tables-differ (then ``where`` names the tables), or recorded-early: what time brings was written down
    before it had come; differs-from-checkpoint, shorter-than-checkpoint, gone: a checkpoint says otherwise;
    not-signed, out-of-order, leaves-differ, not-introduced: of checkpoints and keys themselves;
    differs-from-anchor, anchored-and-gone; document-differs: it is not what its digest was made of.
    The register of a matter is told as ``keeping/{matter}``.
    """

    procedure: str
    what: str
    seq: int | None = None
    where: tuple[str, ...] = ()


async def verify(
    engine: AsyncEngine,
    procedure: str | None = None,
    procedures: Mapping[str, Procedure] = PROCEDURES,
    anchors: Path | None = None,
    told: Told = nobody,
) -> list[Finding]:
    """Everything that does not agree in one procedure, or in all that is kept. Changes nothing.

    ``anchors``: where checkpoints were written a second time; raises OSError if it cannot be read. ``told``:
    who is told after each batch of how many procedures were looked at, and of what was found so far.
    """
    looked_at = 0
    found: list[Finding] = []
    async for connection, batch in batches(engine, procedure):
        receipts = await _receipts(connection, [kept.id for kept in batch])
        leaves = await proved.leaves_over(
            connection, [name + kept.id for kept in batch for name in (JOURNAL, EDITION)]
        )
        for kept in batch:
            found.extend(findings_of_chain(kept))
            found.extend(findings_of_journal(kept, leaves))
            found.extend(_ledger(kept, receipts[kept.id]))
        for kept, _, differences in await differing(connection, batch, procedures):
            tables = tuple(sorted({difference.table for difference in differences}))
            found.append(Finding(kept.id, "read-tables-differ", None, tables))
        looked_at += len(batch)
        await told(looked_at, len(found))
    if procedure is None:
        faults = await proved.faults(engine, anchors)
        found.extend(Finding(fault.chain, fault.what, fault.seq) for fault in faults)
        broken = await broken_registers(engine)
        found += [Finding(f"keeping/{matter}", "chain-broken", seq) for matter, seq in broken.items()]
    return found


def findings_of_journal(kept: Kept, leaves: Mapping[str, Sequence[Leaf]]) -> Iterator[Finding]:
    """Where a journal, or the edition it runs under, is not what checkpoints say it was."""
    hashes = [line.hash for line in kept.lines]
    for fault in chain(
        faults_of(kept.id, hashes, leaves.get(JOURNAL + kept.id, ())),
        faults_of(EDITION + kept.id, [kept.edition], leaves.get(EDITION + kept.id, ())),
    ):
        yield Finding(fault.chain, fault.what, fault.seq)


def findings_of_chain(kept: Kept) -> Iterator[Finding]:
    """Where a journal does not hold together, or does not end as its procedure says."""
    hashes = [GENESIS, *(line.hash for line in kept.lines)]
    torn = (
        n
        for n, (before, line) in enumerate(zip(hashes, kept.lines, strict=False), 1)
        if line.previous != before
    )
    broken = first_broken(kept.id, [(line.entry, line.hash) for line in kept.lines])
    first = min(chain(torn, [broken] if broken else []), default=None)
    if first is not None:
        yield Finding(kept.id, "chain-broken", first)
    elif (kept.seq, kept.head) != (len(kept.lines), hashes[-1]):
        yield Finding(kept.id, "head-differs", min(kept.seq, len(kept.lines) + 1))


def _ledger(kept: Kept, receipts: dict[str, int]) -> Iterator[Finding]:
    for line in kept.lines:
        if line.command is not None and line.command not in receipts:
            yield Finding(kept.id, "command-not-in-ledger", line.entry.seq)
    for seq in receipts.values():
        if seq > len(kept.lines):
            yield Finding(kept.id, "receipt-beyond-journal", seq)


async def _receipts(connection: AsyncConnection, ids: list[str]) -> dict[str, dict[str, int]]:
    """The seq of each command's receipt, by procedure."""
    query = select(ledger.c.procedure, ledger.c.command, ledger.c.receipt).where(ledger.c.procedure.in_(ids))
    receipts: dict[str, dict[str, int]] = {each: {} for each in ids}
    for row in await connection.execute(query):
        receipts[row.procedure][row.command] = row.receipt["seq"]
    return receipts
