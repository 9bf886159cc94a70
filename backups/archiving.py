"""Archiving the log (日志存档): what is written between two backups leaves this machine within a minute.

PostgreSQL's own receiver streams the log into a directory beside the data; from there each file goes sealed
to the place of the backups, the one that is still being written every few seconds. A heartbeat in the log
says up to which instant it is known there. Beside it new files are copied, and a whole backup is taken when
it is time.
"""

import asyncio
import os
import signal
import subprocess
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

import psycopg
import structlog

from backups.manifests import LogHead, instant
from backups.place import flush, log_name
from backups.retention import put_away
from backups.sealing import Compressed, seal
from backups.server import Source
from backups.taking import Taker, copy_new, stores_of
from backups.words import Failed
from proof.keys import Signer
from records.engine import RECORDS_AWAY

log = structlog.get_logger()

SLOT = "fengqiao_backup"
BEAT = 20.0  # seconds between heartbeats: with all that follows, what is archived is never a minute old
ARRIVES_WITHIN = 15.0  # seconds
_LOOK_EVERY = 0.1
_AGAIN = 5.0  # seconds after a failure
_PARTIAL = ".partial"


class Archiver:
    """Archives one server's log into the place of its backups, until asked to end."""

    def __init__(self, taker: Taker, beat: float = BEAT) -> None:
        self._taker, self._beat = taker, beat
        self._spool = taker.settings.var / "wal"
        self._signer = Signer(taker.settings.signing_seeds()[0])
        self._system = ""
        self._receiver: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()
        self._taking: threading.Thread | None = None
        self._is_new = False
        self.known_until: datetime | None = None

    def end(self) -> None:
        """At the next moment."""
        self._ending.set()

    def run(self) -> None:
        """Until asked to end. What goes wrong is told in the log, and tried again."""
        try:
            while not self._ending.is_set():
                began = time.monotonic()
                try:
                    self._receive()
                    self.archive_once()
                    asyncio.run(self._copy_files())
                    self._back_up_when_due()
                except (Failed, OSError, psycopg.Error, *RECORDS_AWAY) as error:
                    code = error.code if isinstance(error, Failed) else type(error).__name__
                    log.warning("archive.interrupted", code=code)
                    self._ending.wait(_AGAIN)
                else:
                    self._ending.wait(max(0.0, self._beat - (time.monotonic() - began)))
        finally:
            if self._taking is not None:
                self._taking.join()
            self._stop_receiving()

    def archive_once(self) -> datetime:
        """Have all that stood when this began in the archive; that instant. Raises Failed, psycopg.Error."""
        at = self._heard(*self._heartbeat())
        place = self._taker.place.wal(self._system)
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in sorted(self._spool.iterdir()):
            is_partial = path.name.endswith(_PARTIAL)
            if path.name.startswith("."):
                continue
            self._archive(path, place, at, is_whole=not is_partial)
            if not is_partial and not path.name.endswith(".history"):
                path.unlink()
        self.known_until = at
        return at

    def _archive(self, path: Path, place: Path, at: datetime, *, is_whole: bool) -> None:
        name = path.name.removesuffix(_PARTIAL)
        target = place / log_name(name, is_whole=is_whole)
        if is_whole and target.exists():
            return  # a history never changes
        with tempfile.TemporaryDirectory(dir=place, prefix=".") as scratch:
            sealed, whole = Path(scratch) / name, Path(scratch) / "whole"
            with path.open("rb") as file:
                part = seal(Compressed(file), sealed, self._taker.recipients)
            head = LogHead(
                name=name,
                system=self._system,
                until=instant(at),
                is_whole=is_whole,
                size=part.size,
                sha256=part.sha256,
                recipients=self._taker.recipients.names,
            ).signed(self._signer)
            with whole.open("wb") as out:
                out.write(head.written())
                out.write(sealed.read_bytes())
                out.flush()
                os.fsync(out.fileno())
            whole.rename(target)
            flush(place)
        if is_whole:
            (place / log_name(name, is_whole=False)).unlink(missing_ok=True)

    def _receive(self) -> None:
        """Have the receiver running."""
        if self._receiver is not None and self._receiver.poll() is None:
            return
        source = self._taker.source
        self._spool.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._system = _system_of(source)
        if not _has_slot(source):  # what was written before it is in no archive
            self._is_new = True
            source.run("pg_receivewal", "--create-slot", "--if-not-exists", "--slot", SLOT)
        options = (
            "-D",
            str(self._spool),
            "--slot",
            SLOT,
            "--synchronous",
            "--status-interval=1",
            "--no-loop",
        )
        self._receiver = subprocess.Popen(
            source.command("pg_receivewal", *options), env=source.environment(), stderr=subprocess.DEVNULL
        )

    def _stop_receiving(self) -> None:
        if self._receiver is not None:
            self._receiver.send_signal(signal.SIGINT)
            try:
                self._receiver.wait(ARRIVES_WITHIN)
            except subprocess.TimeoutExpired:
                self._receiver.kill()
                self._receiver.wait()

    def _heartbeat(self) -> tuple[datetime, str]:
        """An instant by the server's clock, and the place of the log behind which it is known to stand."""
        with self._taker.source.connect() as connection:
            row = connection.execute("SELECT clock_timestamp()").fetchone()
            connection.execute("SELECT pg_logical_emit_message(true, 'fengqiao', 'archived')")
            place = connection.execute("SELECT pg_current_wal_flush_lsn()::text").fetchone()
        assert row
        assert place
        return row[0], place[0]

    def _heard(self, at: datetime, place: str) -> datetime:
        """Once the receiver has it on its disk. Raises Failed."""
        limit = time.monotonic() + ARRIVES_WITHIN
        with self._taker.source.connect() as connection:
            query = "SELECT restart_lsn >= %s::pg_lsn FROM pg_replication_slots WHERE slot_name = %s"
            while True:
                row = connection.execute(query, [place, SLOT]).fetchone()
                if row is not None and row[0]:
                    return at.astimezone(UTC)
                code = self._receiver.poll() if self._receiver else None
                if code is not None or time.monotonic() > limit:
                    tail = "the log did not arrive"
                    raise Failed("program-failed", program="pg_receivewal", exit=code, tail=tail)
                time.sleep(_LOOK_EVERY)

    async def _copy_files(self) -> None:
        """What was added to matters since: it lay there before its row stood in the log."""
        for store, files in stores_of(self._taker.settings).items():
            names = [name async for name in files.older_than(datetime.now(UTC))]
            await copy_new(self._taker.place, store, files, names)

    def _back_up_when_due(self) -> None:
        """Beside the archive, which does not wait for it."""
        if self._taking is not None and self._taking.is_alive():
            return
        since = datetime.now(UTC) - timedelta(hours=self._taker.settings.backup_hours)
        taken = [each.at for each in self._taker.place.taken() if each.system == self._system]
        if self._is_new or max(taken, default=since) <= since:
            self._is_new = False
            self._taking = threading.Thread(target=self._take, name="taking")
            self._taking.start()

    def _take(self) -> None:
        settings = self._taker.settings
        try:
            self._taker.take()
            put_away(self._taker.place, datetime.now(UTC), settings.backup_days, settings.backup_at_least)
        except (Failed, OSError, psycopg.Error, *RECORDS_AWAY) as error:
            code = error.code if isinstance(error, Failed) else type(error).__name__
            log.error("backup.failed", code=code)


def _has_slot(source: Source) -> bool:
    with source.connect() as connection:
        query = "SELECT FROM pg_replication_slots WHERE slot_name = %s"
        return connection.execute(query, [SLOT]).fetchone() is not None


def _system_of(source: Source) -> str:
    with source.connect() as connection:
        row = connection.execute("SELECT (pg_control_system()).system_identifier::text").fetchone()
    assert row
    return str(row[0])


def until_asked_to_end(archiver: Archiver) -> None:
    """Archive until SIGTERM or SIGINT."""

    def end(_: int, __: FrameType | None) -> None:
        archiver.end()

    for asking in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asking, end)
    archiver.run()
