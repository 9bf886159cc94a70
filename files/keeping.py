"""Taking a file in and giving it out again: sealed from its first byte on, looked into, scanned, kept."""

import asyncio
import hashlib
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from files.apart import Apart
from files.objects import Bucket, is_of_objects
from files.scanning import Scanner
from files.sealing import FileKey, Sealing, opened
from files.store import Directory, NotThere, Store, scratch_file
from keys.suites import SUITES, Suite
from rules.added_papers import FileKind, Limits, Scan, Unacceptable, Unfit
from settings import Settings

_HERE = "files"


@dataclass(frozen=True)
class Received:
    """A file that is taken, sealed as it will lie: ``digest`` is its name in the store and its hash there,
    ``size`` its bytes in clear, ``came`` the hash of what came (hex)."""

    kind: FileKind
    size: int
    digest: str
    came: str
    key: FileKey
    scan: Scan
    path: Path


class Files:
    """The files of one store of matters."""

    def __init__(self, store: Store, scanner: Scanner, suite: Suite, apart: Apart | None = None) -> None:
        self.store, self.scanner = store, scanner
        self._suite, self._apart = suite, apart or Apart()

    @asynccontextmanager
    async def received(self, pieces: AsyncIterator[bytes], limits: Limits) -> AsyncIterator[Received]:
        """What comes, looked into and ready to be kept; gone afterwards if it was not. Of what it says
        nothing reaches the disk in clear. Raises Unacceptable."""
        passing = FileKey.fresh(self._suite)
        with scratch_file(self.store.scratch) as (file, _), scratch_file(self.store.scratch) as (ready, path):
            came, hashed = Sealing(file, passing), hashlib.sha256()
            async for piece in pieces:
                if came.size + len(piece) > limits.largest:
                    raise Unacceptable(Unfit.LARGE)
                came.write(piece)
                hashed.update(piece)
            came.close()
            if not came.size:
                raise Unacceptable(Unfit.EMPTY)
            kept = Sealing(ready, FileKey.fresh(self._suite))
            file.seek(0)
            kind, is_remade = await self._apart.look(opened(file, passing), limits, kept.write)
            file.seek(0)
            scan = await self.scanner.scan(opened(file, passing))
            if scan is Scan.INFECTED:
                raise Unacceptable(Unfit.INFECTED)
            if not is_remade:
                file.seek(0)
                for piece in opened(file, passing):
                    kept.write(piece)
            kept.close()
            ready.flush()
            yield Received(kind, kept.size, kept.digest, hashed.hexdigest(), kept.key, scan, path)

    async def keep(self, received: Received) -> None:
        """Have it in the store. Raises FilesAway."""
        await self.store.put(received.digest, received.path)

    async def laid(self, data: bytes, kind: FileKind, most: int) -> bytes | None:
        """A picture or PDF on pages of A4, read apart from all else; None where it cannot be."""
        return await self._apart.lay(data, kind, most)

    async def given(self, name: str, key: FileKey) -> AsyncIterator[bytes]:
        """What lies under a name, piece by piece. Raises FilesAway, NotThere and Tampered."""
        file: Any = await self.store.open(name)
        try:
            pieces = opened(file, key)
            while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
                yield piece
        finally:
            file.close()


async def carried_over(here: Files, there: Files, name: str) -> None:
    """Have a sealed file, as it lies here, lie there too. One that is lost here is lost there. Raises
    FilesAway."""
    try:
        file: Any = await here.store.open(name)
    except NotThere:
        return
    try:
        with scratch_file(there.store.scratch) as (copy, path):
            await asyncio.to_thread(shutil.copyfileobj, file, copy)
            copy.flush()
            await there.store.put(name, path)
    finally:
        file.close()


def files_of(settings: Settings) -> Files:
    """The files of an installation, or of its sealed store: apart from the others, under another prefix."""
    where = settings.files
    suite, scanner = SUITES[settings.suite], Scanner(settings.scanner)
    if not is_of_objects(where):
        root = Path(where) if where else settings.var / _HERE
        return Files(Directory(root / settings.store), scanner, suite)
    scratch = settings.var / _HERE / settings.store
    secret = settings.files_secret.get_secret_value()
    bucket = Bucket(
        f"{where.rstrip('/')}/{settings.store}",
        scratch,
        endpoint_url=settings.files_endpoint or None,
        region_name=settings.files_region or None,
        aws_access_key_id=settings.files_key_id or None,
        aws_secret_access_key=secret or None,
    )
    return Files(bucket, scanner, suite)
