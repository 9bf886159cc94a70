"""Random tamperings of journals, of the access log and of checkpoints themselves: every one under the last
checkpoint is found (P13).

``FENGQIAO_TAMPERINGS`` are tried, drawn from ``FENGQIAO_SEED``, on rows as the database has them and through
the very functions that `fengqiao verify` calls; some of them are written into the database itself and looked
for by the whole of it.
"""

import os
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from local.postgres import Postgres
from proof.checkpoints import ACCESS
from proof.looks import Look
from records import connect
from records.access import note_all
from records.checkpoints import Checkpointer
from records.keeper import Keeper
from records.verify import verify
from tests.records.house import RECEIVED, House
from tests.records.tampering import (
    SIGNER,
    WAYS,
    Stored,
    changed,
    found,
    read,
    tampered,
    tampered_chain,
    write,
)
from tests.records.test_rebuild import agreement, comings_and_goings, failure_at_every_step
from tests.records.test_verify import superuser

TAMPERINGS = int(os.environ.get("FENGQIAO_TAMPERINGS", "3000"))
WRITTEN = int(os.environ.get("FENGQIAO_TAMPERINGS_WRITTEN", "10"))
SEED = int(os.environ.get("FENGQIAO_SEED", "20260203"))

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(migrated: str) -> AsyncIterator[House]:
    engine = connect(migrated)
    yield House(engine, Keeper(b"k" * 32, "keeper-1"))
    await engine.dispose()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stored(house: House) -> Stored:
    """Six disputes with looks at them, under four checkpoints; and a little that is under none yet."""
    checkpointer = Checkpointer(house.engine, [SIGNER])
    cases = []
    for tale in (comings_and_goings, failure_at_every_step, agreement) * 2:
        cases.append(await (await house.dispute()).tell(tale))
        await looked(house, cases[-1].state.number, 4)
        if len(cases) % 2 == 0:
            await checkpointer.carry_once(at_once=True)
    for case in cases:
        await looked(house, case.state.number, 3)
    await checkpointer.carry_once(at_once=True)
    for case in cases:
        await looked(house, case.state.number, 2)
    await (await house.dispute()).tell(comings_and_goings)
    return await read(house)


async def looked(house: House, matter: str, times: int) -> None:
    for n in range(times):
        async with house.engine.begin() as connection:
            at = RECEIVED + timedelta(minutes=n)
            await note_all(connection, [Look(at, f"p-{n}", "supervisor@sl", matter, "case")])


async def test_what_nobody_has_tampered_with_agrees(stored: Stored, house: House) -> None:
    assert len(stored.checkpoints) == 4
    assert [
        each for name in (*stored.journals, *stored.logs, "checkpoints") for each in found(stored, name)
    ] == []
    assert await verify(house.engine) == []


async def test_every_tampering_under_the_last_checkpoint_is_found(stored: Stored) -> None:
    chosen = random.Random(SEED)
    tried, missed = Counter[str](), list[tuple[str, str]]()

    for _ in range(TAMPERINGS):
        what, name, after = tampered(stored, chosen)
        tried[what] += 1
        if not found(after, name):
            missed.append((what, name))

    assert missed == []
    assert tried.total() == TAMPERINGS
    assert {f"{what} {way.__name__} and hashed anew" for what in ("journal", "log") for way in WAYS} <= set(
        tried
    )


async def test_what_is_after_the_last_checkpoint_and_hashed_anew_is_not_found(stored: Stored) -> None:
    """The negative control, and the limit of the proof: until the next one, guards alone protect it."""
    chosen = random.Random(SEED)
    missed = tried = 0
    logs = stored.logs.values()
    uncovered = [log for log in logs if stored.covered(ACCESS + log.name) < len(log.notes)]

    for _ in range(300):
        log = chosen.choice(uncovered)
        at = chosen.randrange(stored.covered(ACCESS + log.name), len(log.notes))
        after = tampered_chain(stored, log.name, chosen, (changed, at), strong=True)
        weak = tampered_chain(stored, log.name, chosen, (changed, at), strong=False)
        tried += 1
        missed += not found(after, log.name)
        assert found(weak, log.name)  # whoever forgets to hash anew is found all the same

    assert (tried, missed) == (300, 300)


async def test_without_checkpoints_nothing_that_was_hashed_anew_would_be_found(stored: Stored) -> None:
    """And so it is the checkpoints that find it, not something else."""
    chosen = random.Random(SEED)
    missed = strong = 0

    for _ in range(500):
        what, name, after = tampered(stored, chosen)
        if what.endswith("hashed anew"):
            strong += 1
            missed += not found(replace(after, checkpoints=(), leaves={}), name)

    assert strong > 50
    assert missed == strong


async def test_tamperings_that_are_written_into_the_database_are_found_by_the_whole_of_verify(
    house: House, stored: Stored, postgres: Postgres, migrated: str
) -> None:
    chosen = random.Random(SEED + 1)
    missed = []
    done = 0
    while done < WRITTEN:
        what, name, after = tampered(stored, chosen)
        if what.startswith(("checkpoint", "gone")) or what.endswith(("inserted", "swapped")):
            continue  # two entries cannot stand at one place, and rows have no order beside their places
        done += 1
        with superuser(postgres, migrated) as connection:
            write(connection, after, name)
        findings = await verify(house.engine)
        with superuser(postgres, migrated) as connection:
            write(connection, stored, name)
        if not any(name in each.procedure for each in findings):
            missed.append((what, name))

    assert missed == []
    assert await read(house) == stored
