"""Reconciling (核对): after a restore journal, engine and files may be of different moments.

The journal is the record, and the engine follows it: each difference is listed and repaired, and no effect is
repeated, for what stands in the journal is never carried out again.
"""

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from backups.engine_histories import Step, Unreadable, forget, is_known, known, steps_after
from backups.place import Place
from files.keeping import files_of
from files.store import NotThere, Store, scratch_file
from proof.anchors import anchored
from records import added_papers, handover, papers, publications, restorations
from records.checkpoints import last_checkpoint
from records.intake import ACCUSATIONS, MATTERS, RECOMMENDATIONS
from records.restorations import Restoration
from records.tables import added_papers as paper_rows
from records.tables import number_series, procedures
from rules.instants import legal_day
from settings import Settings
from workflows import names, starting
from workflows.every import PROCEEDINGS, SEALED_PROCEEDINGS

_AT_ONCE = 16
_PAGE = 1000
_NUMBER = re.compile(r"[A-Z0-9]+-(?P<mark>[YJ]-)?(?P<year>\d{4})-(?P<n>\d{6,})")
_SERIES = {series.mark: series.name for series in (MATTERS, RECOMMENDATIONS, ACCUSATIONS)}


@dataclass(frozen=True)
class Difference:
    """Where two of the three are not of one moment, and what was done about it.

    ``what``: not-in-engine, engine-behind, engine-ahead, engine-stopped, engine-unreadable,
    ended-in-journal, not-in-journal, closed-in-engine, file-missing, anchor-ahead. ``lost``: entries that the
    engine was told stand and that the journal does not have any more; people are to be asked about them.
    """

    store: str
    about: str
    what: str
    journal: int | None = None
    engine: int | None = None
    lost: tuple[Step, ...] = ()
    repair: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing could be done about it."""
        return not self.repair


@dataclass
class Found:
    """All that was found in all stores. ``looked_at``: open proceedings."""

    looked_at: int = 0
    files: int = 0
    differences: list[Difference] = field(default_factory=list)
    is_open: bool = False

    @property
    def left(self) -> list[Difference]:
        return [each for each in self.differences if each.is_open]

    def written(self) -> str:
        """As a report is kept."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, default=datetime.isoformat) + "\n"


@dataclass(frozen=True)
class Reconciler:
    """Compares one store of matters, and repairs when told to. ``kept``: where what the engine knew and the
    journal does not is written down before it is forgotten."""

    records: AsyncEngine
    engine: Client
    settings: Settings
    kept: Path
    repairs: bool = True

    @property
    def _store(self) -> str:
        return self.settings.store

    async def reconcile(self, found: Found) -> None:
        """Everything of this store. Raises what is raised while one of the servers is away."""
        await is_known(self.engine)
        marked = await restorations.unreconciled(self.records)
        async for some in _batches(self._unfinished()):
            found.looked_at += len(some)
            looked = await asyncio.gather(*(self._look(procedure, seq) for procedure, seq in some))
            found.differences += [each for each in looked if each]
        found.differences += [each async for each in self._beyond_the_journal(marked)]
        found.differences += [each async for each in self._rounds()]
        async for name, difference in self._files():
            found.files += bool(name)
            found.differences += [difference] if difference else []
        if marked:
            found.differences += await self._anchors()

    # What the journal has open.

    async def _unfinished(self) -> AsyncIterator[tuple[str, int]]:
        after = ""
        while page := await papers.unfinished(self.records, after, _PAGE):
            for each in page:
                yield each
            after = page[-1][0]

    async def _look(self, procedure: str, seq: int) -> Difference | None:
        """Twice where it differs: what is decided while we look is no difference."""
        difference = await self._compared(procedure, seq)
        if difference is not None:
            seq = await papers.seq_of(self.records, procedure)
            difference = await self._compared(procedure, seq)
        if difference is None or not self.repairs:
            return difference
        return await self._repaired(difference)

    async def _compared(self, procedure: str, seq: int) -> Difference | None:
        said = Difference(self._store, procedure, "", journal=seq)
        try:
            status = (await self.engine.get_workflow_handle(procedure).describe()).status
            if status is not WorkflowExecutionStatus.RUNNING:
                return replace(said, what="engine-stopped")
            there = await known(self.engine, procedure)
        except Unreadable:
            return replace(said, what="engine-unreadable")
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            return replace(said, what="not-in-engine")
        if there.seq > seq:
            lost = tuple(await steps_after(self.engine, procedure, seq))
            return replace(said, what="engine-ahead", engine=there.seq, lost=lost)
        return replace(said, what="engine-behind", engine=there.seq) if there.seq < seq else None

    async def _repaired(self, difference: Difference) -> Difference:
        procedure = difference.about
        if difference.what == "engine-behind":
            await self.engine.get_workflow_handle(procedure).signal(names.NUDGE)
            return replace(difference, repair="told-to-catch-up")
        if difference.what == "engine-unreadable":
            return difference
        loaded = await papers.load(self.records, procedure)
        proceedings = {**PROCEEDINGS, **SEALED_PROCEEDINGS}
        proceeding = proceedings[loaded.kind]
        file = starting.file_of(proceeding.procedure, loaded.entries, loaded.edition, loaded.receipts)
        await starting.start_anew(self.engine, proceeding, file, self.settings.task_queue)
        return replace(difference, repair="begun-from-the-journal")

    # What only the engine has.

    async def _beyond_the_journal(self, marked: list[Restoration]) -> AsyncIterator[Difference]:
        """Proceedings that run in the engine and have ended in the journal, or are not in it at all; and,
        after a restore, those that have ended in the engine since and the journal does not know."""
        async for some in _batches(self._in_the_engine(marked), 500):
            query = select(procedures.c.id, procedures.c.seq, procedures.c.ended_at)
            async with self.records.connect() as connection:
                rows = await connection.execute(query.where(procedures.c.id.in_([id for id, _ in some])))
                there = {row.id: row for row in rows}
            for procedure, runs in some:
                row = there.get(procedure)
                if row is None:
                    yield await self._unknown(procedure)
                elif row.ended_at is not None and runs:
                    yield await self._ended(procedure, row.seq)

    async def _in_the_engine(self, marked: list[Restoration]) -> AsyncIterator[tuple[str, bool]]:
        kinds = PROCEEDINGS if self._store == "ordinary" else SEALED_PROCEEDINGS
        types = " OR ".join(f"WorkflowType = '{each.__name__}'" for each in kinds.values())
        async for each in self.engine.list_workflows(f"ExecutionStatus = 'Running' AND ({types})"):
            yield each.id, True
        if marked:
            since = min(each.until or each.restored_at for each in marked).isoformat()
            closed = f"ExecutionStatus != 'Running' AND CloseTime >= '{since}' AND ({types})"
            async for each in self.engine.list_workflows(closed):
                yield each.id, False

    async def _ended(self, procedure: str, seq: int) -> Difference:
        difference = Difference(self._store, procedure, "ended-in-journal", journal=seq)
        if not self.repairs:
            return difference
        await self.engine.get_workflow_handle(procedure).signal(names.NUDGE)
        return replace(difference, repair="told-to-catch-up")

    async def _unknown(self, procedure: str) -> Difference:
        """Its history is kept beside the report, and its number is never given to anybody else."""
        try:
            lost = tuple(await steps_after(self.engine, procedure, 0))
        except Unreadable:
            lost = ()
        difference = Difference(self._store, procedure, "not-in-journal", journal=0, lost=lost)
        if not self.repairs:
            return difference
        history = await self.engine.get_workflow_handle(procedure).fetch_history()
        path = self.kept / f"{procedure.replace('/', '_')}.json"
        await asyncio.to_thread(_write, path, history.to_json())
        await self._never_again(procedure)
        await forget(self.engine, procedure)
        return replace(difference, repair="kept-apart")

    async def _never_again(self, procedure: str) -> None:
        _, county, number, _ = procedure.split("/")
        found = _NUMBER.fullmatch(number)
        if found is None:
            return
        series = f"{_SERIES[found['mark'] or '']}/{county}"
        given = insert(number_series).values(series=series, year=int(found["year"]), last=int(found["n"]))
        higher = given.on_conflict_do_update(
            index_elements=["series", "year"],
            set_={"last": func.greatest(number_series.c.last, given.excluded.last)},
        )
        async with self.records.begin() as connection:
            await connection.execute(higher)

    async def _rounds(self) -> AsyncIterator[Difference]:
        """What is carried to every case, and has arrived in the engine alone: it is carried once more, and
        whoever knows already is told nothing."""
        async with self.records.connect() as connection:
            today = legal_day((await connection.execute(select(func.now()))).scalar_one())
        open_rounds = [f"publication/{each}" for each in await publications.under_way(self.records)]
        open_rounds += [f"handover/{each}" for each in await handover.under_way(self.records, today)]
        for id_ in open_rounds:
            try:
                status = (await self.engine.get_workflow_handle(id_).describe()).status
            except RPCError as error:
                if error.status is not RPCStatusCode.NOT_FOUND:
                    raise
                continue  # the relay begins it
            if status is WorkflowExecutionStatus.COMPLETED:
                difference = Difference(self._store, id_, "closed-in-engine")
                if self.repairs:
                    await forget(self.engine, id_)
                    difference = replace(difference, repair="carried-once-more")
                yield difference

    # What lies outside.

    async def _files(self) -> AsyncIterator[tuple[str, Difference | None]]:
        """Every file that a row names, and whether it lies there; from a backup, where one has it."""
        store = files_of(self.settings).store
        after = ""
        while True:
            query = select(paper_rows.c.digest).distinct().where(paper_rows.c.digest > after)
            async with self.records.connect() as connection:
                page = list(await connection.scalars(query.order_by(paper_rows.c.digest).limit(_PAGE)))
                wanted = await added_papers.in_use(connection, page) if page else frozenset()
            if not page:
                return
            for name in sorted(wanted):
                yield name, await self._file(store, name)
            after = page[-1]

    async def _file(self, store: Store, name: str) -> Difference | None:
        if await _lies_there(store, name):
            return None
        difference = Difference(self._store, name, "file-missing")
        copy = self.settings.backups and Place(self.settings.backups).file(self._store, name)
        if not (self.repairs and copy and copy.exists()):
            return difference
        data = copy.read_bytes()
        if hashlib.sha256(data).hexdigest() != name:
            return difference
        with scratch_file(store.scratch) as (file, path):
            file.write(data)
            file.flush()
            await store.put(name, path)
        return replace(difference, repair="brought-from-a-backup")

    async def _anchors(self) -> list[Difference]:
        """Checkpoints that were written elsewhere after the moment that came back. They are set aside, not
        deleted: what they covered was acknowledged."""
        where = self.settings.anchors
        if where is None or not where.exists():
            return []
        async with self.records.connect() as connection:
            last = await last_checkpoint(connection)
        beyond = [each.n for each, _ in anchored(where) if each.n > (last.n if last else 0)]
        found = []
        for n in beyond:
            difference = Difference(
                self._store, f"checkpoint/{n}", "anchor-ahead", journal=last.n if last else 0
            )
            if self.repairs:
                aside = where / "set-aside"
                aside.mkdir(exist_ok=True, mode=0o700)
                name = f"checkpoint-{n:08}.json"
                (where / name).rename(_free(aside / name))
                difference = replace(difference, repair="set-aside")
            found.append(difference)
        return found


async def finish(stores: Iterable[AsyncEngine], found: Found, kept: Path, accepted: str | None) -> bool:
    """Write the report, and open the stores again if nothing is left, or what is left is borne for a reason.
    Whether they are open."""
    found.is_open = not found.left or bool(accepted)
    report = found.written()
    await asyncio.to_thread(_write, kept / "report.json", report)
    digest = hashlib.sha256(report.encode()).hexdigest()
    if found.is_open:
        why = accepted if found.left else None
        for records in stores:
            await restorations.reconciled(records, len(found.differences), digest, why)
    return found.is_open


async def _batches(source: AsyncIterator[Any], size: int = _AT_ONCE) -> AsyncIterator[list[Any]]:
    batch: list[Any] = []
    async for each in source:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


async def _lies_there(store: Store, name: str) -> bool:
    try:
        file: Any = await store.open(name)
    except NotThere:
        return False
    file.close()
    return True


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(text)


def _free(path: Path) -> Path:
    """This name, or the first one beside it that nobody has."""
    tries = (path, *(path.with_suffix(f".{n}.json") for n in range(1, 10_000)))
    return next(each for each in tries if not each.exists())
