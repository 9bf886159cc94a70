"""F09, F11: no room on a disk, and a disk that cannot sync."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.faults.experiment import experiment
from tests.faults.figures import size
from tests.faults.rig import Rig, running

ROOMS = {"postgres": 700, "temporal": 200, "files": 50, "log": 100}  # MB
_PIECE = 1 << 20

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="a small disk is a tmpfs, mounted as root")


@pytest.fixture(scope="module")
def in_small_rooms(alone: None) -> Iterator[Rig]:
    """Each store on a disk of its own that can be filled."""
    mounted: list[Path] = []

    def prepare(var: Path) -> None:
        var.parent.chmod(0o755)
        for name, megabytes in ROOMS.items():
            room = var.parent / f"room-{name}"
            room.mkdir()
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "none", str(room)], check=True
            )
            mounted.append(room)
            (var / name).symlink_to(room / name)
            if name in {"files", "log"}:
                (room / name).mkdir()

    try:
        with running(prepare) as rig:
            yield rig
    finally:
        for room in mounted:
            subprocess.run(["umount", "--lazy", str(room)], check=False)


@contextmanager
def full(rig: Rig, name: str) -> Iterator[None]:
    """No byte is free where a store lies."""
    ballast = rig.settings.var.parent / f"room-{name}" / "ballast"
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
    name: str, in_small_rooms: Rig
) -> None:
    rig = in_small_rooms

    async with experiment(f"F09-{name}", rig, expected="PANIC|No space left") as run:
        await run.load.more(20)
        for _ in range(size(1, 10)):
            with full(rig, name):
                run.book.did(f"no room for {name}")
                await asyncio.sleep(size(6, 20))
                if name in {"postgres", "temporal"}:
                    rig.kill_whole(name)  # it starts, or does not, where there is no room
                    run.book.did(f"kill {name} without room")
                    await asyncio.sleep(size(4, 10))
            run.book.did(f"room for {name} again")
            await run.load.more(size(15, 60))

    assert run.result.violations == []
    assert shutil.disk_usage(rig.settings.var.parent / f"room-{name}").free
