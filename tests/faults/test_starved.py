"""F16 and F17: processes that get a tenth of a processor, and processes that can open nothing more.

PostgreSQL counts for itself how many files it may have open, and keeps to it: no such experiment.
"""

import asyncio
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import psutil
import pytest

from tests.faults.experiment import experiment
from tests.faults.figures import size
from tests.faults.rig import PARTS, Rig

_STANDS, _GOES = 0.45, 0.05  # seconds


@asynccontextmanager
async def starved(rig: Rig, *names: str) -> AsyncIterator[None]:
    """These parts go for a tenth of the time and stand still for the rest of it."""
    over = asyncio.Event()

    async def starve() -> None:
        while not over.is_set():
            with rig.paused(*names):
                await asyncio.sleep(_STANDS)
            await asyncio.sleep(_GOES)

    starving = asyncio.create_task(starve())
    try:
        yield
    finally:
        over.set()
        await starving


async def test_whoever_gets_a_tenth_of_a_processor_is_late_and_not_wrong(rig: Rig) -> None:
    async with experiment("F16", rig) as run:
        await run.load.more(15)
        async with starved(rig, *PARTS):
            run.book.did("a tenth of a processor for everything")
            await asyncio.sleep(size(12, 120))
        await run.load.more(size(15, 60))

    assert run.result.violations == []


@contextmanager
def without_handles(rig: Rig, part: str) -> Iterator[None]:
    """What the part has open it keeps, and can open nothing more: no file, no connection."""
    changed: list[tuple[psutil.Process, tuple[int, int]]] = []
    for process in rig.processes(part):
        with suppress(psutil.NoSuchProcess):
            before = process.rlimit(resource.RLIMIT_NOFILE)
            process.rlimit(resource.RLIMIT_NOFILE, (process.num_fds(), before[1]))
            changed.append((process, before))
    try:
        yield
    finally:
        for process, before in changed:
            with suppress(psutil.NoSuchProcess):
                process.rlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.parametrize("part", ["worker-1", "api", "temporal"])
async def test_whoever_can_open_nothing_more_acknowledges_nothing_that_does_not_stand(
    part: str, rig: Rig
) -> None:
    async with experiment(
        f"F17-{part}", rig, expected="Too many open files|EMFILE|too many open files"
    ) as run:
        await run.load.more(10)
        with without_handles(rig, part):
            run.book.did(f"{part} can open nothing more")
            await asyncio.sleep(size(6, 30))
        await run.load.more(size(10, 60))

    assert run.result.violations == []
