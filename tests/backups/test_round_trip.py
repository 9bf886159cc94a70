"""What is backed up comes back: whole, or as it stood at a moment between two commands."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from backups.archiving import Archiver
from backups.words import Failed
from cli import app
from local.ports import free_port
from local.postgres import Postgres
from tests.backups.installation import Installation, in_engine, rows_of, write_to_engine


@contextmanager
def archiving(house: Installation, beat: float = 0.5) -> Iterator[Archiver]:
    archiver = Archiver(house.taker, beat)
    thread = threading.Thread(target=archiver.run)
    thread.start()
    try:
        yield archiver
    finally:
        archiver.end()
        thread.join()


def archived_until(archiver: Archiver, at: datetime, patience: float = 120) -> None:
    """Wait until the archive reaches a moment."""
    waiting = threading.Event()
    limit = datetime.now(UTC) + timedelta(seconds=patience)
    while archiver.known_until is None or archiver.known_until <= at:
        assert datetime.now(UTC) < limit, "the archive never reached that moment"
        waiting.wait(0.05)


def first_backup(house: Installation, patience: float = 300) -> None:
    """Wait until there is one."""
    waiting, limit = threading.Event(), datetime.now(UTC) + timedelta(seconds=patience)
    while not house.place.taken():
        assert datetime.now(UTC) < limit, "no backup was taken"
        waiting.wait(0.05)


def now(house: Installation) -> datetime:
    """By the clock of the database."""
    with psycopg.connect(house.settings.database_url) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    assert row
    at: datetime = row[0]
    return at


@contextmanager
def started(house: Installation, target: str) -> Iterator[str]:
    """The restored database, running: its URL."""
    var = house.home / target
    with Postgres(var / "postgres", var / "keys", free_port(), house.home / f"{target}.log") as server:
        yield server.url()


def test_all_comes_back_to_the_moment_between_two_commands_and_to_the_end(house: Installation) -> None:
    first = house.add_dispute()
    kept = asyncio.run(house.add_file(first, b"a paper that was there before the backup"))
    with archiving(house) as archiver:
        first_backup(house)  # the archiver takes it by itself
        house.add_dispute()
        later = asyncio.run(house.add_file(first, b"a paper that came after the backup"))
        write_to_engine(house.settings.var / "temporal" / "temporal.db", 2)
        before, between = house.rows(), now(house)
        house.add_dispute()
        after = house.rows()
        archived_until(archiver, now(house))
    assert before != after

    to_the_moment = house.restored("between", until=between)
    to_the_end = house.restored("end")

    with started(house, "between") as url:
        assert rows_of(url) == before
    with started(house, "end") as url:
        assert rows_of(url) == after
    assert (to_the_moment.files, to_the_moment.missing) == (2, ())
    for name in (kept, later):
        restored = house.home / "end" / "files" / "ordinary" / name[:2] / name
        assert restored.read_bytes() == house.place.file("ordinary", name).read_bytes()
    assert to_the_end.has_engine
    assert in_engine(house.home / "end" / "temporal" / "temporal.db") == [1]


def test_nothing_is_written_over_what_is_there(house: Installation) -> None:
    with pytest.raises(Failed) as refused:
        house.restored("var")

    assert refused.value.code == "target-not-empty"


def test_the_command_line_takes_lists_looks_at_and_restores(
    house: Installation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in house.settings.environment().items():
        monkeypatch.setenv(name, value)

    def run(*arguments: object, code: int = 0) -> str:
        done = CliRunner().invoke(app, [str(each) for each in arguments])
        assert done.exit_code == code, done.output
        return done.output

    taken = json.loads(run("backup", "--json"))
    [*_, listed] = json.loads(run("backup", "list", "--json"))
    assert (listed["id"], listed["finished"]) == (taken["id"], taken["finished"])
    assert taken["id"][:8] in run("backup", "list", "--from", house.place.root)
    assert json.loads(run("backup", "check", "--json")) == []
    recipient = run("backup", "identity", tmp_path / "identity").strip()
    run("backup", "identity", tmp_path / "identity", code=4)
    run("backup", "identity", tmp_path / "nowhere" / "identity", code=2)
    run("backup", "keys", tmp_path / "keys.age", "--for", recipient)
    run("backup", "keys", house.place.root / "keys.age", code=4)
    run("backup", "keys", tmp_path / "nowhere" / "keys.age", code=2)
    restoring = ("restore", "--to", house.home / "commanded", "--identity", house.identity)
    run(*restoring, "--from", tmp_path / "nothing", code=4)
    restored = json.loads(run(*restoring, "--without-engine", "--json").partition("{")[2].join(("{", "")))
    assert (restored["backup"], restored["has_engine"]) == (taken["id"], False)
    flip = house.place.sets / taken["id"] / "files.txt"
    flip.write_text("changed\n")
    assert "tampered" in run("backup", "check", code=1)
    monkeypatch.delenv("FENGQIAO_BACKUPS")
    run("backup", "list", code=3)
