"""F06 to F08, F12: no power. What was acknowledged is on the disk, and what is on the disk is enough."""

import asyncio
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import LiteralString
from uuid import uuid4

import psutil
import psycopg
import pytest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

import local.postgres
import local.temporal
from local.ports import free_port
from local.postgres import Postgres
from local.temporal import Temporal
from local.words import CannotStart
from tests.faults.catalogue import COMMIT, PRAGMAS, TORN
from tests.faults.experiment import CONTROLS, experiment, note_control
from tests.faults.figures import SEED, Figures, keep, size, spread
from tests.faults.forgetful import Disk
from tests.faults.rig import PARTS, Rig, running

CUTS = size(3, 40)
COMMITS = size(150, 600)  # between two cuts, of each writer
WRITERS = 6
# What was not confirmed before the cut may stand all the same.
_INSERT = "INSERT INTO confirmed VALUES (%s, %s) ON CONFLICT DO NOTHING"
_ROWS = 20_000
_FILL = "INSERT INTO rewritten SELECT n, 0, repeat('x', 400) FROM generate_series(1, %s) AS n"
_REWRITE: LiteralString = (
    "UPDATE rewritten SET n = n + 1 WHERE id IN (SELECT (random() * 20000)::int FROM generate_series(1, 200))"
)
STARTS = size(25, 60)  # of workflows between two cuts


def why_not() -> str:
    """Why power cannot be cut here; "" where it can."""
    if not Path("/dev/fuse").exists():
        return "no /dev/fuse: a file system of our own cannot be mounted"
    if shutil.which("fusermount3") is None:
        return "the package fuse3 is missing"
    return ""


pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())


@pytest.fixture(scope="module")
def cluster(alone: None) -> Iterator[Path]:
    """A cluster of PostgreSQL as it was made, and its keys: copied rather than made anew on each disk."""
    with TemporaryDirectory(prefix="fengqiao-cluster-") as home:
        place = Path(home)
        with Postgres(place / "postgres", place / "keys", free_port(), place / "postgres.log"):
            pass
        yield place


@pytest.fixture
def disk(cluster: Path) -> Iterator[Disk]:
    with TemporaryDirectory(prefix="fengqiao-disk-") as home, plugged_in(Path(home), cluster) as disk:
        yield disk


@contextmanager
def plugged_in(home: Path, cluster: Path) -> Iterator[Disk]:
    """A disk with a cluster on it, and the keys beside it."""
    home.chmod(0o755)
    disk = Disk(home / "disk")
    subprocess.run(
        ["cp", "-a", str(cluster / "postgres"), str(disk.directory / "durable" / "postgres")], check=True
    )
    shutil.copytree(cluster / "keys", home / "keys")
    disk.plug_in()
    try:
        yield disk
    finally:
        disk.cut()


# PostgreSQL alone: as many acknowledged commits as it can take.


class Writers:
    """Six connections, each of which writes down the next number and notes what was confirmed."""

    def __init__(self, url: str) -> None:
        self.confirmed = [0] * WRITERS
        self._url = url

    def write(self, each: int, ending: threading.Event) -> None:
        """Until each has so many more confirmed; then, without a breath, ``ending``."""
        until = [before + each for before in self.confirmed]
        threads = [threading.Thread(target=self._write, args=(n,)) for n in range(WRITERS)]
        for thread in threads:
            thread.start()
        while not all(done >= wanted for done, wanted in zip(self.confirmed, until, strict=True)):
            time.sleep(0.001)
        ending.set()
        self._threads = threads

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _write(self, writer: int) -> None:
        with suppress(psycopg.Error), psycopg.connect(self._url, autocommit=True) as connection:
            while True:  # until it is dark
                n = self.confirmed[writer] + 1
                connection.execute(_INSERT, [writer, n])
                self.confirmed[writer] = n

    def lost(self) -> int:
        """How many confirmed ones are not there."""
        with psycopg.connect(self._url) as connection:
            rows = connection.execute("SELECT writer, n FROM confirmed").fetchall()
        there = set(rows)
        return sum((w, n) not in there for w in range(WRITERS) for n in range(1, self.confirmed[w] + 1))


class Rewriters(Writers):
    """The same, while other rows are written over again and again, and their pages to the disk."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE rewritten (id int PRIMARY KEY, n int, said text)")
            connection.execute(_FILL, [_ROWS])

    def write(self, each: int, ending: threading.Event) -> None:
        others = [threading.Thread(target=self._again, args=(what,)) for what in (_REWRITE, "CHECKPOINT")]
        for thread in others:
            thread.start()
        super().write(each, ending)
        self._threads += others

    def _again(self, what: LiteralString) -> None:
        with suppress(psycopg.Error), psycopg.connect(self._url, autocommit=True) as connection:
            while True:  # until it is dark
                connection.execute(what)

    def lost(self) -> int:
        """Rows and pages: one that is torn is not read."""
        with psycopg.connect(self._url) as connection:
            found = connection.execute("SELECT count(said) FROM rewritten").fetchone()
        assert found
        return super().lost() + _ROWS - int(found[0])


def cut_under_postgres(disk: Disk, cuts: int, commits: int, *, torn: Random | None = None) -> Figures:
    """So many power cuts under writing connections, and what came of it. ``torn``: in the midst of writing
    its pages, of which the disk has then taken some halves."""
    began, figures, recoveries = time.monotonic(), Figures("F08" if torn else "F07", SEED), []
    port, keys = free_port(), disk.directory.parent / "keys"
    server = Postgres(disk.mount / "postgres", keys, port, disk.directory / "postgres.log")
    server.start()
    try:
        with psycopg.connect(server.url()) as connection:
            connection.execute("CREATE TABLE confirmed (writer int, n int, PRIMARY KEY (writer, n))")
        if torn:
            with server._superuser() as superuser:
                superuser.execute(f"GRANT pg_checkpoint TO {local.postgres.OWNER}")
        writers = Rewriters(server.url()) if torn else Writers(server.url())
        for _ in range(cuts):
            dark = threading.Event()
            writers.write(commits, dark)
            kill_with_children(server.child.pid)
            server.kill()
            disk.cut()
            writers.join()
            if torn:
                halves = disk.tear("postgres/base", torn)
                figures.others["halves"] = figures.others.get("halves", 0) + halves
            disk.plug_in()
            cut_at = time.monotonic()
            try:
                server.start()
                figures.lost += writers.lost()
            except (psycopg.Error, CannotStart):
                figures.others["unreadable"] = True
                figures.lost += sum(writers.confirmed)
                break
            recoveries.append(time.monotonic() - cut_at)
    finally:
        with suppress(psutil.NoSuchProcess):
            server.stop()
    figures.acknowledged = sum(writers.confirmed)
    figures.faults = {"power cut": cuts}
    figures.recovery_s = spread(recoveries)
    figures.duration_s = round(time.monotonic() - began, 1)
    return figures


def kill_with_children(pid: int) -> None:
    process = psutil.Process(pid)
    for each in [process, *process.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            each.kill()


@pytest.mark.parametrize("switched_off", ["synchronous_commit", "fsync"])
def test_a_database_that_confirms_too_early_would_be_found(
    switched_off: str, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = {**local.postgres._CONFIGURATION, switched_off: "off", "wal_writer_delay": "10s"}
    monkeypatch.setattr(local.postgres, "_CONFIGURATION", weak)

    control = cut_under_postgres(disk, 1, COMMITS)

    noted = CONTROLS.setdefault(COMMIT, {"name": COMMIT, "reported": 0, "of": {}})
    noted["reported"] += control.lost
    noted["of"][f"{switched_off}=off"] = control.lost
    assert control.lost


def test_no_power_cut_loses_what_the_database_confirmed(disk: Disk) -> None:
    figures = cut_under_postgres(disk, CUTS, COMMITS)

    note_control(figures)
    keep(figures)
    assert figures.lost == 0


def test_a_database_that_does_not_write_pages_whole_would_be_found(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = {**local.postgres._CONFIGURATION, "full_page_writes": "off"}
    monkeypatch.setattr(local.postgres, "_CONFIGURATION", weak)

    control = cut_under_postgres(disk, 20, COMMITS, torn=Random(f"{SEED}/{TORN}"))

    CONTROLS[TORN] = {"name": TORN, "reported": control.lost, "of": control.others}
    assert control.lost


def test_no_torn_page_loses_what_the_database_confirmed(disk: Disk) -> None:
    figures = cut_under_postgres(disk, CUTS, COMMITS, torn=Random(f"{SEED}/F08"))

    note_control(figures)
    keep(figures)
    assert figures.others["halves"]
    assert figures.lost == 0


# The engine alone, on the store that it brings along.


def cut_under_temporal(disk: Disk, cuts: int, starts: int, *, until_lost: bool = False) -> Figures:
    """So many power cuts right behind a workflow that the engine says has begun; or until one is lost."""
    began, figures, recoveries = time.monotonic(), Figures("F06", SEED), []
    ports = free_port(), free_port()
    server = Temporal(disk.mount / "temporal", *ports, "default", disk.directory / "temporal.log")
    begun: list[str] = []
    server.start()
    try:
        for _ in range(cuts):
            asyncio.run(start_workflows(server.address, begun, starts, server))
            disk.cut()
            disk.plug_in()
            cut_at = time.monotonic()
            try:
                server.start()
            except CannotStart:
                figures.others["unreadable"] = True
                figures.lost += len(begun)
                break
            recoveries.append(time.monotonic() - cut_at)
            figures.lost = asyncio.run(not_there(server.address, begun))
            if until_lost and figures.lost:
                break
    finally:
        server.stop()
    figures.acknowledged = len(begun)
    figures.faults = {"power cut": len(recoveries)}
    figures.recovery_s = spread(recoveries)
    figures.duration_s = round(time.monotonic() - began, 1)
    return figures


async def start_workflows(address: str, begun: list[str], starts: int, server: Temporal) -> None:
    client = await Client.connect(address)
    for _ in range(starts):
        id = f"never-carried-out-{uuid4()}"
        try:
            await client.start_workflow("Never", id=id, task_queue="nobody")
        except RPCError:
            continue  # it may stand; nobody was told so
        begun.append(id)
    server.kill()  # within the breath in which the last one was acknowledged


async def not_there(address: str, begun: list[str]) -> int:
    client, lost = await Client.connect(address), 0
    for id in begun:
        try:
            await client.get_workflow_handle(id).describe()
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            lost += 1
    return lost


def test_an_engine_with_the_settings_it_comes_with_would_be_found(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local.temporal, "_PRAGMAS", ())

    control = cut_under_temporal(disk, 40, 3, until_lost=True)

    CONTROLS[PRAGMAS] = {"name": PRAGMAS, "reported": control.lost, "of": {"lost": control.lost}}
    assert control.lost


def test_no_power_cut_loses_what_the_engine_confirmed(disk: Disk) -> None:
    figures = cut_under_temporal(disk, CUTS, STARTS)

    note_control(figures)
    keep(figures)
    assert figures.lost == 0


# All of it: both stores and the files on one disk.


@pytest.fixture(scope="module")
def on_a_disk(cluster: Path) -> Iterator[tuple[Rig, Disk]]:
    with TemporaryDirectory(prefix="fengqiao-disk-") as home, plugged_in(Path(home), cluster) as disk:

        def prepare(var: Path) -> None:
            shutil.copytree(Path(home) / "keys", var / "keys")
            for name in ("postgres", "temporal", "files"):
                (var / name).symlink_to(disk.mount / name)
            (disk.mount / "files").mkdir()

        with running(prepare) as rig:
            yield rig, disk


async def test_no_power_cut_loses_what_people_were_told(on_a_disk: tuple[Rig, Disk]) -> None:
    rig, disk = on_a_disk
    throw = Random(f"{SEED}/F07w")
    everything = [*PARTS, "sealed", "simulator"]

    async with experiment("F07w", rig) as run:
        await run.load.more(30)
        for _ in range(size(2, 25)):
            await asyncio.sleep(throw.uniform(0, 0.3))
            with rig.dark(*everything):
                run.book.did("power cut")
                await asyncio.to_thread(disk.cut)
                disk.plug_in()  # here: what a thread has begun ends with the thread
            await run.load.more(size(30, 60))

    assert run.result.violations == []


async def test_a_slow_disk_makes_everything_slow_and_nothing_wrong(on_a_disk: tuple[Rig, Disk]) -> None:
    rig, disk = on_a_disk

    async with experiment("F12", rig) as run:
        await run.load.more(10)
        with disk.saying("slow", "0.1"):
            run.book.did("a tenth of a second for each sync")
            await run.load.more(size(20, 300))
        await run.load.more(10)

    assert run.result.violations == []


async def test_a_sync_that_fails_is_never_taken_for_one_that_did_not(on_a_disk: tuple[Rig, Disk]) -> None:
    """PostgreSQL does not trust what it cannot sync: it stops, and recovers. Then the power goes, too."""
    rig, disk = on_a_disk

    async with experiment("F11", rig, expected="PANIC|could not fsync|fdatasync") as run:
        await run.load.more(15)
        for _ in range(size(1, 10)):
            with disk.saying("fsync-fails", "1"):
                run.book.did("a sync fails")
                await run.load.more(size(10, 40))
            with rig.dark(*PARTS, "sealed", "simulator"):
                run.book.did("power cut")
                await asyncio.to_thread(disk.cut)
                disk.plug_in()  # here: what a thread has begun ends with the thread
            await run.load.more(size(10, 40))

    assert run.result.violations == []
