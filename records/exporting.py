"""What an evidence bundle is made of: everything of some procedures of a matter as it stood at one moment."""

import gzip
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from proof.checkpoints import DOCUMENT, EDITION, JOURNAL, Checkpoint
from proof.keys import Introduced
from proof.trees import path
from records import editions
from records.checkpoints import checkpoints_numbered, covering, keys_introduced, leaves_of
from records.kept import Kept, kept_of
from records.tables import added_papers, documents, histories, services
from rules.editions import Edition, spelled

Line = dict[str, Any]


@dataclass(frozen=True)
class Evidence:
    """Of these procedures: journals, editions (by digest), documents and proofs of service, rows of the
    papers that were added, runs of the engine (by procedure and run), the checkpoints over them, and what
    leads from one to the other."""

    procedures: tuple[Kept, ...]
    editions: dict[str, Edition]
    documents: tuple[Line, ...]
    services: tuple[Line, ...]
    added: tuple[Line, ...]
    histories: dict[tuple[str, str], bytes]
    keys: tuple[Introduced, ...]
    checkpoints: tuple[Checkpoint, ...]
    proofs: tuple[Line, ...]


_ADDED = select(
    *(
        added_papers.c[name]
        for name in (
            "id",
            "procedure",
            "matter",
            "title",
            "kind",
            "size",
            "digest",
            "scan",
            "added_at",
            "seat",
        )
    )
).order_by(added_papers.c.added_at, added_papers.c.id)


async def gathered(engine: AsyncEngine, procedures: Sequence[str]) -> Evidence:
    """Everything there is of these procedures. Raises editions.EditionChanged."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ")  # one moment for all of it
        kept = await kept_of(connection, list(procedures))
        papers = await _rows(connection, select(documents).where(documents.c.procedure.in_(procedures)))
        ids = [paper["id"] for paper in papers]
        served = await _rows(connection, select(services).where(services.c.document.in_(ids)))
        chains = [name + each.id for each in kept for name in (JOURNAL, EDITION)]
        proofs = await _proofs(connection, [*chains, *(f"{DOCUMENT}{id}" for id in ids)])
        runs = await connection.execute(select(histories).where(histories.c.workflow_id.in_(procedures)))
        return Evidence(
            procedures=tuple(kept),
            editions={each.edition: await editions.load(connection, each.edition) for each in kept},
            documents=papers,
            services=served,
            added=await _rows(connection, _ADDED.where(added_papers.c.procedure.in_(procedures))),
            histories={(row.workflow_id, row.run_id): gzip.decompress(row.exported) for row in runs},
            keys=tuple(await keys_introduced(connection)),
            checkpoints=tuple(await checkpoints_numbered(connection, sorted({each["n"] for each in proofs}))),
            proofs=proofs,
        )


def as_digested(edition: Edition) -> bytes:
    """An edition, byte for byte as its digest was made of it."""
    return spelled(asdict(edition))


async def _proofs(connection: AsyncConnection, chains: Sequence[str]) -> tuple[Line, ...]:
    """Every leaf over these chains, with the path from it to the root of its checkpoint."""
    proofs: list[Line] = []
    hashes: dict[int, list[str]] = {}
    for row in await covering(connection, chains):
        if row.n not in hashes:
            hashes[row.n] = [each.hash for each in await leaves_of(connection, row.n)]
        way = path(hashes[row.n], row.place)
        proofs.append({**row._asdict(), "path": way})
    return tuple(proofs)


async def _rows(connection: AsyncConnection, query: Any) -> tuple[Line, ...]:
    return tuple(dict(row) for row in (await connection.execute(query)).mappings())
