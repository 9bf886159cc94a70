"""F09, F10: a disk without room, without room for one more file, and one that can only be read."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.experiment import experiment
from tests.faults.figures import size
from tests.faults.rig import Rig, running

ROOMS = {"postgres": 700, "temporal": 200, "files": 50, "log": 100}  # MB
_PIECE = 1 << 20
_MANY = 1_000_000  # files

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="a small disk is a tmpfs, mounted as root")


@dataclass(frozen=True)
class InRooms:
    """A system each of whose stores lies on a disk of its own, that can be filled: a room under ``home``."""

    rig: Rig
    home: Path

    def room(self, name: str) -> Path:
        return self.home / name


@pytest.fixture(scope="module")
def in_rooms(alone: None) -> Iterator[InRooms]:
    with TemporaryDirectory(prefix="fengqiao-rooms-") as above, ExitStack() as mounted:
        home = Path(above)
        home.chmod(0o755)
        for name, megabytes in ROOMS.items():
            (home / name).mkdir()
            mounted.enter_context(
                mount(home / name, "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "none")
            )

        def prepare(var: Path) -> None:
            for name in ROOMS:
                (var / name).symlink_to(home / name / name)
                if name in {"files", "log"}:
                    (home / name / name).mkdir()

        with running(prepare) as rig:
            yield InRooms(rig, home)


@contextmanager
def mount(there: Path, *how: str) -> Iterator[None]:
    """Something is mounted there as long as the block lasts. Raises CalledProcessError."""
    subprocess.run(["mount", *how, str(there)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(there)], check=True)


@contextmanager
def full(room: Path) -> Iterator[None]:
    """No byte is free where a store lies."""
    ballast = room / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * _PIECE)
    with ballast.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0")
    try:
        yield
    finally:
        ballast.unlink()


@pytest.mark.parametrize("name", [*ROOMS])
async def test_where_there_is_no_room_nothing_is_acknowledged_that_does_not_stand(
    name: str, in_rooms: InRooms
) -> None:
    rig, room = in_rooms.rig, in_rooms.room(name)

    async with experiment(f"F09-{name}", rig, expected="PANIC|No space left") as run:
        await run.load.more(20)
        for _ in range(size(1, 10)):
            with full(room):
                run.book.did(f"no room for {name}")
                await asyncio.sleep(size(6, 20))
                if name in {"postgres", "temporal"}:
                    rig.kill_whole(name)  # it starts, or does not, where there is no room
                    run.book.did(f"kill {name} without room")
                    await asyncio.sleep(size(4, 10))
            run.book.did(f"room for {name} again")
            await run.load.more(size(15, 60))

    assert run.result.violations == []
    assert shutil.disk_usage(room).free


@contextmanager
def without_another_file(room: Path) -> Iterator[None]:
    """There is room for bytes, and none for a name."""
    found = os.statvfs(room)
    remount = ["mount", str(room), "-o"]
    subprocess.run([*remount, f"remount,nr_inodes={found.f_files - found.f_ffree}"], check=True)
    try:
        yield
    finally:
        subprocess.run([*remount, f"remount,nr_inodes={_MANY}"], check=True)


async def test_where_no_file_can_be_made_nothing_is_acknowledged_that_does_not_stand(
    in_rooms: InRooms,
) -> None:
    async with experiment("F10-names", in_rooms.rig, expected="PANIC|No space left") as run:
        await run.load.more(15)
        for name in [*ROOMS] * size(1, 5):
            with without_another_file(in_rooms.room(name)):
                run.book.did(f"no file can be made for {name}")
                await asyncio.sleep(size(5, 20))
            await run.load.more(size(10, 60))

    assert run.result.violations == []


@contextmanager
def read_only(place: Path) -> Iterator[None]:
    """Whoever opens something there from now on can only read it. What is open stays as it was: the kernel
    would take nothing from under anybody."""
    with mount(place, "--bind", str(place)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], check=True)
        yield


async def test_on_a_disk_that_can_only_be_read_nothing_is_acknowledged_that_does_not_stand(
    in_rooms: InRooms,
) -> None:
    rig = in_rooms.rig

    async with experiment("F10-reading", rig, expected="PANIC|Read-only file system") as run:
        await run.load.more(15)
        for name in ["postgres", "temporal", "files"] * size(1, 5):
            with read_only(in_rooms.room(name) / name):
                run.book.did(f"the disk of {name} can only be read")
                if name != "files":
                    rig.kill_whole(name)  # who has it open would go on writing
                await asyncio.sleep(size(6, 20))
            await run.load.more(size(10, 60))

    assert run.result.violations == []
