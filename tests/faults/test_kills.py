"""F01 to F05: kill -9 of each process and of all of them, under callers that never stop."""

import asyncio
from random import Random

import pytest

from tests.faults.experiment import experiment
from tests.faults.figures import SEED, size
from tests.faults.rig import PARTS, Rig

EACH = size(3, 40)  # kills of each part
BETWEEN = size(12, 40)  # commands that stand between two kills


@pytest.mark.parametrize(
    ("id", "parts"),
    [
        ("F01", ("worker-1", "worker-2")),
        ("F02", ("api", "api-2")),
        ("F03", ("temporal",)),
        ("F04", ("postgres",)),
    ],
    ids=["workers", "apis", "engine", "records"],
)
async def test_no_kill_of_one_process_loses_anything(id: str, parts: tuple[str, ...], rig: Rig) -> None:
    throw = Random(f"{SEED}/{id}")

    async with experiment(id, rig) as run:
        await run.load.more(20)
        for _ in range(EACH * len(parts)):
            part = throw.choice(parts)
            await asyncio.sleep(throw.uniform(0, 0.5))
            rig.kill_whole(part)
            run.book.did(f"kill {part}")
            await run.load.more(BETWEEN)

    assert run.result.violations == []
    assert len(run.book.faults) == len(run.book.recoveries())


async def test_no_kill_of_everything_loses_anything(rig: Rig) -> None:
    throw = Random(f"{SEED}/F05")

    async with experiment("F05", rig) as run:
        await run.load.more(20)
        for _ in range(size(2, 30)):
            parts = throw.choice([PARTS, throw.sample(PARTS, throw.randint(2, len(PARTS) - 1))])
            with rig.dark(*parts):
                run.book.did("kill all" if len(parts) == len(PARTS) else "kill several")
                await asyncio.sleep(throw.uniform(0, 1))
            await run.load.more(BETWEEN)

    assert run.result.violations == []
