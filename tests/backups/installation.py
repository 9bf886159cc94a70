"""An installation without programs: a PostgreSQL with both stores, an engine's store, files, keys."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from pydantic import SecretStr

import records
from backups.place import Place
from backups.restoring import Restored, Wish, restore
from backups.sealing import new_identity
from backups.taking import Taker
from counties.adding import limits
from files.keeping import files_of
from files.sealing import FileKey, Sealing
from files.store import scratch_file
from keys.suites import SUITES, SuiteName
from local.keys import with_keys
from local.ports import free_port
from local.postgres import OWNER, Postgres
from proof.keys import Signer
from records import added_papers
from records.added_papers import AddedPaper
from records.content import Content
from records.keeper import Keeper, keeper_from
from settings import Settings
from tests.records.house import House

COUNTED = (
    "journal",
    "procedures",
    "cases",
    "ledger",
    "outbox",
    "matters",
    "contents",
    "matter_keys",
    "checkpoints",
)
_LIMITS = limits()[0]


@dataclass
class Installation:
    """What runs, and whom its backups are sealed for."""

    home: Path
    server: Postgres
    settings: Settings
    identity: Path
    words: list[str] = field(default_factory=list)

    @property
    def place(self) -> Place:
        assert self.settings.backups
        return Place(self.settings.backups)

    @property
    def taker(self) -> Taker:
        return Taker.of(self.settings)

    @property
    def signers(self) -> list[Signer]:
        return [Signer(seed) for seed in self.settings.signing_seeds()]

    def wish(self, target: str, **said: Any) -> Wish:
        return Wish(**{"place": self.place, "target": self.home / target, "identity": self.identity, **said})

    def restored(self, target: str, **said: Any) -> Restored:
        return restore(self.wish(target, **said), self.signers)

    async def dispute(self, said: str = "") -> str:
        """One more dispute, with a name that is sealed: its procedure."""
        engine = records.connect(self.settings.database_url, is_patient=True)
        try:
            said = said or f"龘靐{uuid4().hex}"
            self.words.append(said)
            case = await House(engine, self.keeper).dispute(
                Content(uuid4(), "name", said, is_searchable=True)
            )
            return case.id
        finally:
            await engine.dispose()

    @property
    def keeper(self) -> Keeper:
        return keeper_from(self.settings.keeper(), self.settings.suite)

    async def add_file(self, procedure: str, said: bytes) -> str:
        """A paper that was added to a matter, as the API keeps it: its name in the store."""
        store, key = files_of(self.settings).store, FileKey.fresh(SUITES[SuiteName.INTL])
        with scratch_file(store.scratch) as (file, path):
            sealing = Sealing(file, key)
            sealing.write(said)
            sealing.close()
            file.flush()
            await store.put(sealing.digest, path)
        id_, title, at_key = added_papers.new_refs()
        paper = AddedPaper(
            id=id_,
            procedure=procedure,
            matter=procedure.split("/")[2],
            title=title,
            key=at_key,
            kind="text",
            size=len(said),
            digest=sealing.digest,
            scan="none",
            added_at=datetime.now(UTC),
            person="p",
            seat="clerk",
            command=str(uuid4()),
            request="request",
        )
        engine = records.connect(self.settings.database_url, is_patient=True)
        try:
            async with engine.begin() as connection:
                await added_papers.add(connection, self.keeper, paper, _LIMITS, "title", key.written)
        finally:
            await engine.dispose()
        return sealing.digest

    def add_dispute(self, said: str = "") -> str:
        return asyncio.run(self.dispute(said))

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        return rows_of(self.settings.database_url)


def rows_of(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that stands in the tables that count, whatever its order."""
    with psycopg.connect(url) as connection:
        return {
            table: sorted(connection.execute(f"SELECT {table}::text FROM {table}").fetchall())
            for table in COUNTED
        }


@contextmanager
def installed(home: Path) -> Iterator[Installation]:
    """A new one, with the engine's store of an embedded engine that says how often it was written to."""
    identity, recipient = new_identity()
    key = home / "identity"
    key.write_text(f"# made for a test\n{identity}\n")
    var = home / "var"
    with Postgres(var / "postgres", var / "keys", free_port(), home / "postgres.log") as server:
        settings = Settings(
            var=var,
            development=True,
            database_url=server.url(),
            sealed_database_url=server.create_database(f"{OWNER}_sealed"),
            temporal_address="127.0.0.1:1",
            backups=home / "backups",
            backup_recipients=recipient,
            backup_url=SecretStr(server.backup_url()),
        )
        settings = with_keys(settings, var / "keys")
        for store in (settings, settings.sealed()):
            records.migrate(store.database_url)
        (var / "temporal").mkdir()
        write_to_engine(var / "temporal" / "temporal.db", 1)
        yield Installation(home, server, settings, key)


def write_to_engine(database: Path, said: int) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("CREATE TABLE IF NOT EXISTS said (n INT)")
        connection.execute("INSERT INTO said VALUES (?)", [said])
    connection.close()


def in_engine(database: Path) -> list[int]:
    connection = sqlite3.connect(database)
    try:
        return [row[0] for row in connection.execute("SELECT n FROM said ORDER BY n")]
    finally:
        connection.close()
