"""The drill (恢复演练): a backup is taken, brought back to an empty place, and everything in it is looked at.

The place it comes back to speaks to nobody: no relay, no notice, no agency. What runs there answers.
"""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client
from temporalio.worker import Worker

from activities.journal import Journal
from backups.engine_histories import armed
from backups.reconciling import Found, Reconciler, finish
from backups.restoring import Wish, restore
from backups.taking import Taker
from engine import engine_of
from files.keeping import files_of
from files.store import NotThere
from local.ports import free_port
from local.system import Servers
from proof.keys import Signer
from records import added_papers, connect, papers
from records.tables import added_papers as paper_rows
from records.tables import contents, documents, journal, ledger, matters, outbox, procedures
from records.verify import verify
from rules.procedures import PROCEDURES, SEALED_PROCEDURES
from settings import Settings
from workflows import names
from workflows.every import PROCEEDINGS, SEALED_PROCEEDINGS
from workflows.sandbox import RUNNER

COUNTED: tuple[Table, ...] = (journal, procedures, ledger, outbox, matters, contents, documents, paper_rows)
_ASKED = 200  # open cases that are asked in the engine, at most
_ANSWER_WITHIN = 120.0  # seconds


@dataclass
class Drilled:
    """What a drill found, and how long its parts took, in seconds. ``faults`` is empty when all is well."""

    cases: int = 0
    open_cases: int = 0
    entries: int = 0
    files: int = 0
    bytes: int = 0
    asked: int = 0
    armed: int = 0
    differences: int = 0
    took: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def restored_within(self) -> float:
        """From the empty place until all open cases run again."""
        return round(sum(self.took[step] for step in ("restore", "start", "reconcile")), 1)


Told = Callable[[str], None]


def drill(settings: Settings, identity: Path, target: Path, told: Told = lambda _: None) -> Drilled:
    """Back up what runs, bring it back into a directory that is not there yet, and look at all of it.

    Raises Failed, CannotStart and what is raised while the servers are away.
    """
    return _Drill(settings, identity, target, told).whole()


class _Drill:
    def __init__(self, settings: Settings, identity: Path, target: Path, told: Told) -> None:
        self.settings, self.identity, self.target, self.told = settings, identity, target, told
        self.found = Drilled()

    def whole(self) -> Drilled:
        taker = Taker.of(self.settings)
        before = asyncio.run(counted(self.settings))
        with self._timed("backup"):
            taken = taker.take()
        after = asyncio.run(counted(self.settings))
        self.found.bytes = sum(each.size for each in taken.parts)
        signers = [Signer(seed) for seed in self.settings.signing_seeds()]
        with self._timed("restore"):
            wish = Wish(taker.place, self.target, self.identity, backup=taken.id, until=None)
            back = restore(wish, signers)
        self.found.faults += [f"file-missing {name}" for name in back.missing]
        began = time.monotonic()
        with Servers(elsewhere(self.settings, self.target)) as servers:
            self.found.took["start"] = round(time.monotonic() - began, 1)
            asyncio.run(self._looked_at(servers.settings, before, after))
        return self.found

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        self.told(step)
        began = time.monotonic()
        yield
        self.found.took[step] = round(time.monotonic() - began, 1)

    async def _looked_at(self, there: Settings, before: dict[str, int], after: dict[str, int]) -> None:
        now = await counted(there)
        for name, count in now.items():
            if not before[name] <= count <= after[name]:
                self.found.faults.append(f"rows {name}: {count}, not {before[name]} to {after[name]}")
        self.found.entries = now["ordinary/journal"] + now["sealed/journal"]
        self.found.cases = now["ordinary/procedures"] + now["sealed/procedures"]
        stores = [there, there.sealed()]
        with self._timed("reconcile"):
            await self._reconcile(stores)
        with self._timed("verify"):
            for store in stores:
                await self._verified(store)
        with self._timed("ask"):
            for store in stores:
                await self._asked(store)

    async def _reconcile(self, stores: Sequence[Settings]) -> None:
        found, opened = Found(), []
        kept = self.target / "reconciled"
        for store in stores:
            records = connect(store.database_url, is_patient=True)
            opened.append(records)
            await Reconciler(records, await _engine(store), store, kept / store.store).reconcile(found)
        await finish(opened, found, kept, None)
        for records in opened:
            await records.dispose()
        self.found.open_cases, self.found.files = found.looked_at, found.files
        self.found.differences = len(found.differences)
        self.found.faults += [f"{each.what} {each.about}" for each in found.left]

    async def _verified(self, store: Settings) -> None:
        """Every chain, every checkpoint, every row of what people read, every file."""
        async with _records(store) as records:
            rules = PROCEDURES if store.store == "ordinary" else SEALED_PROCEDURES
            for each in await verify(records, procedures=rules):
                self.found.faults.append(f"{each.what} {each.procedure}")
            self.found.faults += await _rotten(records, store)

    async def _asked(self, store: Settings) -> None:
        """Some of the open cases, spread over all of them: each answers, knows what its journal says, and
        has its next moment armed."""
        kinds = PROCEEDINGS if store.store == "ordinary" else SEALED_PROCEEDINGS
        async with _records(store) as records:
            ids = [procedure async for procedure in _unfinished(records)]
            some = ids[:: max(1, len(ids) // _ASKED)][:_ASKED]
            engine = await _engine(store, may_be_starting=False)  # it has answered by now
            worker = Worker(
                engine,
                task_queue=store.task_queue,
                workflows=list(kinds.values()),
                activities=[Journal(records).append],
                workflow_runner=RUNNER,
            )
            async with worker:
                for procedure in some:
                    if fault := await _answers(records, engine, procedure):
                        self.found.faults.append(fault)
                    self.found.asked += 1
                    self.found.armed += await armed(engine, procedure)


def elsewhere(settings: Settings, var: Path) -> Settings:
    """The same installation on servers of its own, from another directory."""
    return settings.model_copy(
        update={
            "var": var,
            "database_url": "",
            "sealed_database_url": "",
            "temporal_address": "",
            "files": "",
            "anchors": None,
            "sealed_anchors": None,
            "backups": None,
            "postgres_port": free_port(),
            "temporal_port": free_port(),
            "temporal_ui_port": free_port(),
        }
    )


async def counted(settings: Settings) -> dict[str, int]:
    """How many rows stand in the tables that count, of both stores."""
    found: dict[str, int] = {}
    for store in (settings, settings.sealed()):
        async with _records(store) as records, records.connect() as connection:
            for table in COUNTED:
                count = await connection.scalar(select(func.count()).select_from(table))
                found[f"{store.store}/{table.name}"] = int(count or 0)
    return found


async def _rotten(records: AsyncEngine, settings: Settings) -> list[str]:
    """Files that are not there, or not what their name says."""
    store, found = files_of(settings).store, []
    async with records.connect() as connection:
        names_ = list(await connection.scalars(select(paper_rows.c.digest).distinct()))
        wanted = await added_papers.in_use(connection, names_)
    for name in sorted(wanted):
        try:
            file = await store.open(name)
        except NotThere:
            found.append(f"file-missing {name}")
            continue
        digest = hashlib.sha256()
        while piece := file.read(1 << 20):
            digest.update(piece)
        if digest.hexdigest() != name:
            found.append(f"file-differs {name}")
    return found


async def _answers(records: AsyncEngine, engine: Client, procedure: str) -> str | None:
    """What is wrong with what it answers; it may still be writing down what fell due meanwhile."""
    handle = engine.get_workflow_handle(procedure)
    try:
        async with asyncio.timeout(_ANSWER_WITHIN):
            while await handle.query(names.SEQ) != await papers.seq_of(records, procedure):
                await asyncio.sleep(0.2)
    except TimeoutError:
        return f"engine-differs {procedure}"
    return None


async def _unfinished(records: AsyncEngine) -> AsyncIterator[str]:
    after = ""
    while page := await papers.unfinished(records, after):
        for after, _ in page:
            yield after


@asynccontextmanager
async def _records(settings: Settings) -> AsyncIterator[AsyncEngine]:
    records = connect(settings.database_url, is_patient=True)
    try:
        yield records
    finally:
        await records.dispose()


async def _engine(settings: Settings, *, may_be_starting: bool = True) -> Client:
    return await engine_of(settings, lazy=may_be_starting)  # then it is connected to when it is first asked
