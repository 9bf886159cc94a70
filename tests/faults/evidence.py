"""What stands after an experiment, read behind everybody's back: the journal, the ledger, the read tables,
the engine, the files, the logs, the processes."""

import asyncio
import hashlib
import os
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError

from files.keeping import files_of
from records import connect, papers
from records.verify import Finding, verify
from rules.editions import Edition
from rules.journal import Entry
from tests.faults.operations import Book
from tests.faults.rig import Rig
from workflows import names
from workflows.converter import data_converter

_QUIET_WITHIN = 60.0  # seconds after which everything must have come to rest, on a quiet machine
_AT_ONCE = 8
_known: set[tuple[Path, Finding]] = set()


@dataclass(frozen=True)
class Kept:
    """One procedure of the experiment: its row, its read tables, its journal."""

    id: str
    seq: int
    ended_at: datetime | None
    stage: str | None  # of its line in the list of cases; none where it has no line
    next_moment: datetime | None
    tasks: int
    edition: Edition
    entries: tuple[Entry, ...]
    commands: tuple[str | None, ...]  # of each entry
    recorded: tuple[datetime, ...]


@dataclass(frozen=True)
class AtTheEngine:
    seq: int | None  # None where it did not answer
    runs: bool


@dataclass(frozen=True)
class Resources:
    """What a process holds."""

    files: int
    threads: int


@dataclass
class Evidence:
    """Everything the invariants look at."""

    book: Book
    kept: Mapping[str, Kept]
    registered: Mapping[str, str]  # command -> the procedure that it began
    ledger: Mapping[str, Any]
    findings: Sequence[Finding]
    engine: Mapping[str, AtTheEngine]
    letters_waiting: Sequence[str]
    undelivered: Sequence[str]  # differences between us and the agencies' systems
    papers: Mapping[str, str]  # command -> digest
    lying: Mapping[str, str]  # name in the store of files -> hash of what lies there
    logs: Mapping[str, str]
    places: Sequence[Path]  # where no personal content may lie
    before: Mapping[str, Resources] = field(default_factory=dict)
    after: Mapping[str, Resources] = field(default_factory=dict)
    connections: int = 0
    quiet_after: float | None = 0.0  # seconds; None if it never came to rest
    quiet_within: float = _QUIET_WITHIN  # longer where others keep the machine busy
    records_know_the_time: bool = True  # else what they noted of it proves nothing


@dataclass
class Before:
    """How things were when the experiment began."""

    resources: dict[str, Resources]
    log_sizes: dict[str, int]


def before(rig: Rig) -> Before:
    return Before(resources_of(rig), {path.name: path.stat().st_size for path in rig.logs.glob("*.log")})


def resources_of(rig: Rig) -> dict[str, Resources]:
    found = {}
    for name, pid in rig.pids.items():
        try:
            process = psutil.Process(pid)
            found[name] = Resources(process.num_fds(), process.num_threads())
        except psutil.NoSuchProcess:
            continue
    return found


async def engine_of(rig: Rig) -> Client:
    """A client that opens what is sealed at the engine."""
    keys = rig.settings.engine_keyring()
    return await Client.connect(
        rig.settings.temporal_address,
        namespace=rig.settings.temporal_namespace,
        data_converter=data_converter(keys, next(iter(keys))),
    )


async def gather(rig: Rig, book: Book, began: Before, also: Sequence[str] = ()) -> Evidence:
    """Wait until everything is at rest, or does not come to rest, and read it all: of the procedures in the
    book, and ``also`` of these."""
    started = time.monotonic()
    await asyncio.to_thread(rig.wait_ready, 180)
    records = connect(rig.settings.database_url)
    try:
        mine = sorted({each.procedure for each in book.operations if each.procedure} | {*also})
        engine = await engine_of(rig)
        quiet_after, waiting = None, ["never looked at"]
        at_the_engine = dict.fromkeys(mine, AtTheEngine(None, runs=False))
        within = _QUIET_WITHIN * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
        while time.monotonic() < started + within + 120:  # what comes late is found to be late
            waiting = await _waiting(records)
            seqs = await _seqs(records)
            behind = [each for each in mine if at_the_engine[each].seq != seqs.get(each)]
            at_the_engine |= await _at_the_engine(engine, behind)
            if not waiting and all(at_the_engine[each].seq == seqs.get(each) for each in mine):
                quiet_after = time.monotonic() - started
                break
            await asyncio.sleep(0.5)
        files = files_of(rig.settings)
        return Evidence(
            book=book,
            kept={each: await _kept(records, each) for each in mine if each in seqs},
            registered=await _registered(records),
            ledger=await _ledger(records),
            findings=_news(rig, await verify(records)),
            engine=at_the_engine,
            letters_waiting=waiting,
            undelivered=(),
            papers=await _papers(records),
            lying=await asyncio.to_thread(_lying, files.store.scratch.parent),
            logs=_logs(rig, began),
            places=(rig.logs, rig.settings.var / "temporal", rig.settings.var / "run"),
            before=began.resources,
            after=resources_of(rig),
            connections=await _connections(records),
            quiet_after=quiet_after,
            quiet_within=within,
        )
    finally:
        await records.dispose()


def _news(rig: Rig, found: Sequence[Finding]) -> list[Finding]:
    """Of what does not agree, whatever earlier experiments with this system have not found already."""
    fresh = [each for each in found if (rig.settings.var, each) not in _known]
    _known.update((rig.settings.var, each) for each in fresh)
    return fresh


async def _rows(records: AsyncEngine, statement: str, **values: Any) -> list[Any]:
    async with records.connect() as connection:
        return list((await connection.execute(text(statement), values)).all())


async def _waiting(records: AsyncEngine) -> list[str]:
    rows = await _rows(
        records,
        "SELECT procedure, kind FROM outbox "
        "WHERE done_at IS NULL AND (not_before IS NULL OR not_before < now())",
    )
    return [f"{row.procedure} {row.kind}" for row in rows]


async def _seqs(records: AsyncEngine) -> dict[str, int]:
    return {row.id: row.seq for row in await _rows(records, "SELECT id, seq FROM procedures")}


async def _kept(records: AsyncEngine, procedure: str) -> Kept:
    loaded = await papers.load(records, procedure)
    [row] = await _rows(
        records, "SELECT seq, ended_at FROM procedures WHERE id = :procedure", procedure=procedure
    )
    lines = await _rows(
        records,
        "SELECT command, recorded_at FROM journal WHERE procedure = :procedure ORDER BY seq",
        procedure=procedure,
    )
    shown = await _rows(
        records, "SELECT stage, next_moment FROM cases WHERE procedure = :procedure", procedure=procedure
    )
    tasks = await _rows(
        records, "SELECT count(*) FROM tasks WHERE procedure = :procedure", procedure=procedure
    )
    return Kept(
        id=procedure,
        seq=row.seq,
        ended_at=row.ended_at,
        stage=shown[0].stage if shown else None,
        next_moment=shown[0].next_moment if shown else None,
        tasks=tasks[0][0],
        edition=loaded.edition,
        entries=loaded.entries,
        commands=tuple(line.command for line in lines),
        recorded=tuple(line.recorded_at.astimezone(UTC) for line in lines),
    )


async def _registered(records: AsyncEngine) -> dict[str, str]:
    rows = await _rows(
        records, "SELECT command, procedure FROM journal WHERE seq = 1 AND command IS NOT NULL"
    )
    return {row.command: row.procedure for row in rows}


async def _ledger(records: AsyncEngine) -> dict[str, Any]:
    return {row.command: row for row in await _rows(records, "SELECT * FROM ledger")}


async def _papers(records: AsyncEngine) -> dict[str, str]:
    rows = await _rows(records, "SELECT command, digest FROM added_papers")
    return {row.command: row.digest for row in rows}


async def _connections(records: AsyncEngine) -> int:
    [row] = await _rows(records, "SELECT count(*) FROM pg_stat_activity WHERE usename IS NOT NULL")
    return int(row[0])


async def _at_the_engine(engine: Client, procedures: Sequence[str]) -> dict[str, AtTheEngine]:
    places = asyncio.Semaphore(_AT_ONCE)

    async def one(procedure: str) -> AtTheEngine:
        async with places:
            handle = engine.get_workflow_handle(procedure)
            try:
                seq = await handle.query(names.SEQ, result_type=int)
                described = await handle.describe()
            except RPCError:
                return AtTheEngine(None, runs=False)
            return AtTheEngine(seq, described.status is WorkflowExecutionStatus.RUNNING)

    found = await asyncio.gather(*map(one, procedures))
    return dict(zip(procedures, found, strict=True))


def _lying(root: Path) -> dict[str, str]:
    found = {}
    for path in root.glob("[0-9a-f][0-9a-f]/*"):
        found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _logs(rig: Rig, began: Before) -> dict[str, str]:
    """What was written down since."""
    found = defaultdict(str)
    for path in rig.logs.glob("*.log"):
        with path.open("rb") as file:
            file.seek(began.log_sizes.get(path.name, 0))
            found[path.name] = file.read().decode(errors="replace")
    return found
