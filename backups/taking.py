"""Taking a backup: the engine's store first, then the databases, so that what is restored from it alone has
the journal ahead of the engine, never behind; then the files that are not there yet."""

import asyncio
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
from sqlalchemy.exc import SQLAlchemyError

from backups.manifests import Manifest, instant
from backups.place import BASE, ENGINE, FILES, Place, flush, write_durably
from backups.sealing import Compressed, Part, Recipients, digest_of, seal
from backups.server import Source, failed, source_of
from backups.words import Failed
from files.keeping import files_of
from files.store import NotThere, Store
from local.postgres import OWNER
from proof.keys import Introduced, Signer, introduce
from records import connect
from records.checkpoints import keys_introduced
from settings import MissingSetting, Settings

log = structlog.get_logger()

_LABEL = "fengqiao"
_SCRATCH = ".engine-"
_START = re.compile(rb"write-ahead log start point: ([0-9A-F]+)/([0-9A-F]+) on timeline (\d+)")
_PATIENCE = 24 * 60 * 60.0  # seconds; a large county over a slow line


@dataclass(frozen=True)
class Taker:
    """Takes backups of one installation into one place."""

    place: Place
    source: Source
    recipients: Recipients
    settings: Settings

    @classmethod
    def of(cls, settings: Settings) -> "Taker":
        """Raises MissingSetting and Failed."""
        if settings.backups is None:
            raise MissingSetting("FENGQIAO_BACKUPS")
        recipients = Recipients(settings.backup_recipients)
        return cls(Place(settings.backups), source_of(settings), recipients, settings)

    def take(self) -> Manifest:
        """One more backup. What was there stays as it is until this one is whole. Raises Failed, OSError."""
        with self.place.alone():
            for left in self.settings.var.glob(f"{_SCRATCH}*"):  # by one that was killed
                shutil.rmtree(left, ignore_errors=True)
            begun = instant()
            draft = self.place.draft()
            parts = [part for part in (self._engine(draft), *self._base(draft)) if part]
            manifest = self._manifest(draft, begun, parts)
            self.place.finish(draft, manifest)
            log.info("backup.taken", what=manifest.id)
            return manifest

    def _engine(self, draft: Path) -> Part | None:
        """The embedded engine's store as it is at one moment; it goes on working meanwhile."""
        database = engine_store(self.settings)
        if not database.exists():
            return None  # on PostgreSQL it is part of what follows, or of a backup of its own
        with tempfile.TemporaryDirectory(dir=self.settings.var, prefix=_SCRATCH) as scratch:
            copy = Path(scratch) / "copy.db"
            copy_while_in_use(database, copy)
            with copy.open("rb") as file:
                return seal(Compressed(file), draft / ENGINE, self.recipients)

    def _base(self, draft: Path) -> list[Part]:
        """The whole cluster, in one stream that is sealed on its way; with as much log as makes it whole."""
        arguments = (
            "-D",
            "-",
            "-Ft",
            "-X",
            "fetch",
            "-c",
            "fast",
            "-l",
            _LABEL,
            "-v",
            "--compress=client-gzip:1",
        )
        command = self.source.command("pg_basebackup", *arguments)
        with tempfile.TemporaryFile() as said:
            with subprocess.Popen(
                command, env=self.source.environment(), stdout=subprocess.PIPE, stderr=said
            ) as process:
                assert process.stdout
                part = seal(process.stdout, draft / BASE, self.recipients)
                code = process.wait(_PATIENCE)
            said.seek(0)
            told = said.read()
        found = _START.search(told)
        if code or found is None:
            raise failed("pg_basebackup", code, told)
        (draft / ".start").write_text(f"{int(found[3])} {found[1].decode()} {found[2].decode()}")
        return [part]

    def _manifest(self, draft: Path, begun: str, parts: list[Part]) -> Manifest:
        with self.source.connect() as connection:
            row = connection.execute(
                "SELECT (pg_control_system()).system_identifier::text, current_setting('server_version'),"
                " pg_size_bytes(current_setting('wal_segment_size')),"
                " (SELECT rolname FROM pg_roles WHERE oid = 10), clock_timestamp()"
            ).fetchone()
            assert row is not None
        system, version, segment, superuser, finished = row
        files = asyncio.run(self._files(draft))
        size, sha256 = digest_of(draft / FILES)
        start = segment_name(*(draft / ".start").read_text().split(), size=int(segment))
        (draft / ".start").unlink()
        signers = [Signer(seed) for seed in self.settings.signing_seeds()]
        return Manifest(
            id=draft.name.removeprefix(".draft-"),
            begun=begun,
            finished=instant(finished),
            system=system,
            version=version,
            start=start,
            superuser=superuser,
            databases=databases_of(self.settings),
            is_embedded=is_embedded(self.settings),
            has_engine=any(each.name == ENGINE for each in parts),
            files=files,
            parts=(*parts, Part(FILES, size, sha256)),
            recipients=self.recipients.names,
            keys=tuple(asyncio.run(self._introduced()) or [introduce(signers[0], instant())]),
        ).signed(signers[0])

    async def _introduced(self) -> list[Introduced]:
        """The signing keys as they stand in the records, by which a later one leads back to the first."""
        records = connect(self.settings.database_url, 1, is_patient=True)
        try:
            async with records.connect() as connection:
                return list(await keys_introduced(connection))
        except SQLAlchemyError:
            return []
        finally:
            await records.dispose()

    async def _files(self, draft: Path) -> dict[str, int]:
        """Copy what is new, and list what is there now."""
        counted: dict[str, int] = {}
        lines: list[str] = []
        for store, files in stores_of(self.settings).items():
            names = sorted([name async for name in files.older_than(datetime.now(UTC))])
            await copy_new(self.place, store, files, names)
            there = [name for name in names if self.place.file(store, name).exists()]
            lines += [f"{store}/{name}\n" for name in there]
            counted[store] = len(there)
        write_durably(draft / FILES, "".join(lines).encode())
        return counted


async def copy_new(place: Place, store: str, files: Store, names: Iterable[str]) -> int:
    """Copy the sealed files that are not there yet, as they lie; how many."""
    copied = 0
    for name in names:
        path = place.file(store, name)
        if path.exists():
            continue
        with suppress(NotThere):  # erased since it was listed
            source: Any = await files.open(name)
            try:
                await asyncio.to_thread(_copy, source, path)
            finally:
                source.close()
            copied += 1
    return copied


def _copy(source: Any, path: Path) -> None:
    """To its name once it is whole, and is what its name says."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.new")
    with draft.open("wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)
        file.flush()
    if digest_of(draft)[1] != path.name:
        draft.unlink()
        log.error("backup.file_differs", what=path.name)  # it has rotted where it lies: no copy hides that
        return
    flush(draft)
    draft.rename(path)
    flush(path.parent)


def stores_of(settings: Settings) -> dict[str, Store]:
    """Where the files of each store lie."""
    return {"ordinary": files_of(settings).store, "sealed": files_of(settings.sealed()).store}


def databases_of(settings: Settings) -> dict[str, str]:
    """What the database of each store is called."""
    sealed = settings.sealed().database_url
    return {
        "ordinary": urlsplit(settings.database_url).path.strip("/"),
        "sealed": urlsplit(sealed).path.strip("/"),
    }


def engine_store(settings: Settings) -> Path:
    """Where the embedded engine keeps its store; nothing is there where it is another's."""
    return settings.var / "temporal" / "temporal.db"


def is_embedded(settings: Settings) -> bool:
    """Whether the database is the one of this very machine, whose passwords lie beside it."""
    return (settings.var / "postgres").exists() and urlsplit(settings.database_url).username == OWNER


def copy_while_in_use(database: Path, copy: Path) -> None:
    """SQLite's own online copy: one moment of the store, while others read and write. Raises Failed."""
    try:
        source = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=30)
        target = sqlite3.connect(copy)
        try:
            copy.chmod(0o600)
            source.backup(target)
        finally:
            target.close()
            source.close()
    except sqlite3.Error as error:
        raise Failed("program-failed", program="sqlite", exit=1, tail=str(error)) from error


def segment_name(timeline: str, high: str, low: str, *, size: int) -> str:
    """The file of the log in which a place lies."""
    each = 0x1_0000_0000 // size
    number = ((int(high, 16) << 32) + int(low, 16)) // size
    return f"{int(timeline):08X}{number // each:08X}{number % each:08X}"
