"""F18, F19: a process whose clock jumps, and comes back. The engine's own clock cannot be moved here."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.catalogue import LATE
from tests.faults.experiment import experiment, negative_control
from tests.faults.figures import PROFILE, size
from tests.faults.rig import Rig

_LIBRARY = "faketime/libfaketimeMT.so.1"
HOUR, DAY, YEAR = 3600, 86_400, 365 * 86_400
JUMPS = (HOUR, DAY, -HOUR, 300, -300, YEAR, -DAY) if PROFILE == "long" else (HOUR, -DAY, 300)


def library() -> str:
    """Where libfaketime is; "" where it is not."""
    return next((str(each) for each in Path("/usr/lib").glob(f"*/{_LIBRARY}")), "")


pytestmark = pytest.mark.skipif(not library(), reason="the package libfaketime is missing")


@contextmanager
def another_clock(rig: Rig, part: str, seconds: int) -> Iterator[None]:
    """The part is started with a clock that is so far ahead, or behind; afterwards with the right one."""
    said = rig.settings.var.parent / f"clock-of-{part}"
    said.write_text(f"{seconds:+d}\n")
    said.chmod(0o644)
    child = rig._kept[part].part.child
    before = child.command
    told = {
        "LD_PRELOAD": library(),
        "FAKETIME_TIMESTAMP_FILE": str(said),
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_NO_CACHE": "1",
    }
    # To the program alone: what begins it is root's, and so would be what the library keeps beside it.
    child.command = ["/usr/bin/env", *(f"{name}={value}" for name, value in told.items()), *before]
    try:
        rig.kill_whole(part)
        yield
    finally:
        child.command = before
        rig.kill_whole(part)


async def test_a_moment_that_came_too_early_would_be_found(rig: Rig) -> None:
    """Where nobody holds the clocks to each other, and that of the records is an hour late, everything comes
    an hour early."""
    async with negative_control(LATE, rig) as control:
        await control.load.more(5)
        with rig.with_fault("believes-any-clock"), another_clock(rig, "postgres", -HOUR):
            await control.load.more(10)

    assert any("stood already" in each.what for each in control.result.told("I06"))


@pytest.mark.parametrize("part", ["worker-1", "postgres", "api-2"])
async def test_no_clock_that_jumps_brings_anything_about(part: str, rig: Rig) -> None:
    async with experiment(f"F18-{part}", rig, records_know_the_time=part != "postgres") as run:
        await run.load.more(15)
        for seconds in JUMPS:
            with another_clock(rig, part, seconds):
                run.book.did(f"the clock of {part} is {seconds:+d} s off")
                if part == "postgres":  # nobody agrees with it, and nothing is taken in
                    await asyncio.sleep(size(6, 20))
                else:
                    await run.load.more(size(10, 150))
            await run.load.more(size(8, 40))

    assert run.result.violations == []
