"""Looking after the files that were added to matters (看管文件库): what nothing refers to goes, what
waits for the scanner is scanned.

What goes: files that no row names, because something broke off before the row stood; files of matters whose
key was destroyed; infected ones. A file younger than a day stays: its row may be being written.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from files.keeping import Files
from files.sealing import FileKey, Tampered
from files.store import FilesAway, NotThere, forget_scratch
from records import added_papers
from records.added_papers import AddedPaper
from records.engine import RECORDS_AWAY
from records.keeper import Keeper
from rules.added_papers import Scan

log = structlog.get_logger()

EVERY = timedelta(minutes=10)
YOUNG = timedelta(days=1)
_AT_ONCE = 200


@dataclass(frozen=True)
class FileMinder:
    """Works for one store. ``now``: by the clock that the store's own files are dated by."""

    records: AsyncEngine
    keeper: Keeper
    files: Files
    now: Callable[[], datetime]

    async def carry(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.scan_what_waits()
                await self.sweep()
            except (FilesAway, *RECORDS_AWAY) as away:
                log.warning("files.not_minded", error=type(away).__name__)
            await asyncio.sleep(EVERY.total_seconds())

    async def sweep(self) -> int:
        """Delete what lies there for nothing; how many files."""
        before, gone = self.now() - YOUNG, 0
        batch: list[str] = []
        async for name in self.files.store.older_than(before):
            batch.append(name)
            if len(batch) == _AT_ONCE:
                gone += await self._delete(batch)
                batch = []
        gone += await self._delete(batch)
        gone += await asyncio.to_thread(forget_scratch, self.files.store.scratch, before)
        if gone:
            log.info("files.swept", count=gone)
        return gone

    async def _delete(self, names: list[str]) -> int:
        async with self.records.connect() as connection:
            used = await added_papers.in_use(connection, names)
        unused = [name for name in names if name not in used]
        for name in unused:
            await self.files.store.delete(name)
        return len(unused)

    async def scan_what_waits(self) -> None:
        """Have the scanner look at what came while it was away; as many as it answers for."""
        if not self.files.scanner.is_set_up:
            return
        for paper in await added_papers.waiting(self.records, _AT_ONCE):
            scan = await self._scanned(paper)
            if scan is Scan.WAITS and not await self.files.scanner.answers():
                return  # it is still away: the next time
            if scan not in (None, Scan.WAITS):  # a file at which it is puzzled holds up no other
                await added_papers.note_scan(self.records, paper.id, scan, self.now())

    async def _scanned(self, paper: AddedPaper) -> Scan | None:
        """None for what cannot be opened: it is given to nobody either."""
        async with self.records.connect() as connection:
            key = await added_papers.key_of(connection, self.keeper, paper)
        if not isinstance(key, str):
            return None
        try:
            whole = [piece async for piece in self.files.given(paper.digest, FileKey.read(key))]
        except (NotThere, Tampered) as error:
            log.error("file.unreadable", error=type(error).__name__)
            return None
        return await self.files.scanner.scan(whole)
