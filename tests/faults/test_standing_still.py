"""F14 and F51: processes that stand still and go on, and processes that are asked to end."""

import asyncio
import time
from random import Random

import pytest

from tests.faults.experiment import experiment
from tests.faults.figures import PROFILE, SEED, size, spread
from tests.faults.rig import PARTS, Rig

# Each gives what it has in hand so many seconds: the worker thirty, the API five, PostgreSQL its writes.
_ENDS_WITHIN = 60.0


async def test_nobody_who_stood_still_goes_on_as_if_nothing_had_been(rig: Rig) -> None:
    throw = Random(f"{SEED}/F14")

    async with experiment("F14", rig) as run:
        await run.load.more(20)
        for part in [*PARTS] * size(1, 8):
            with rig.paused(part):
                run.book.did(f"{part} stands still")
                await asyncio.sleep(throw.uniform(*size_of_pause()))
            await run.load.more(size(8, 40))
        with rig.paused(*PARTS):
            run.book.did("everything stands still")
            await asyncio.sleep(throw.uniform(*size_of_pause()))
        await run.load.more(size(8, 40))

    assert run.result.violations == []


def size_of_pause() -> tuple[float, float]:
    """Longer than every timeout of a call, in the long profile longer than every lease."""
    return (5.0, 60.0) if PROFILE == "long" else (3.0, 6.0)


@pytest.mark.parametrize("part", ["worker-1", "api", "api-2", "temporal", "postgres"])
async def test_whoever_is_asked_to_end_finishes_and_ends_in_time(part: str, rig: Rig) -> None:
    took = []

    async with experiment(f"F51-{part}", rig) as run:
        await run.load.more(15)
        for _ in range(size(1, 10)):
            child = rig._kept[part].part.child
            process, began = child.process, time.monotonic()
            assert process
            process.send_signal(child.ending)
            run.book.did(f"{part} is asked to end")
            code = await asyncio.to_thread(process.wait, _ENDS_WITHIN)
            took.append(time.monotonic() - began)
            run.others.setdefault("codes", []).append(code)
            await run.load.more(size(10, 40))
        run.others["ended_within_s"] = spread(took)

    assert run.result.violations == []
    assert set(run.others["codes"]) <= {0, -child.ending, 128 + child.ending, 130, 143}
