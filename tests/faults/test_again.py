"""F21, F22, F28: the same command again and again, across renewals of the run that carried it out; and
servers that do what they are asked and do not say so."""

import asyncio
from collections.abc import Sequence
from uuid import uuid4

from temporalio.client import Client
from temporalio.service import RPCError

from rules.staffing import SeatsLookedAt
from tests.faults.evidence import engine_of
from tests.faults.experiment import experiment
from tests.faults.figures import size
from tests.faults.rig import Rig
from workflows import names


async def test_a_command_counts_once_however_often_and_late_it_comes(rig: Rig) -> None:
    engine = await engine_of(rig)

    async with experiment("F21", rig) as run:
        await run.load.more(size(60, 2000))
        again = 0
        for _ in range(size(2, 15)):
            await renew(engine, run.load.cases)
            run.book.did("every run is renewed")
            again += await run.load.send_again(size(80, 1500))
            await run.load.more(size(20, 200))
        run.others["sent_again"] = again

    assert run.result.violations == []


async def test_a_fact_that_is_told_again_counts_once(rig: Rig) -> None:
    engine, seat = await engine_of(rig), "village_party_secretary@sl-t1-v1"
    told = 0

    async with experiment("F22", rig) as run:
        await run.load.more(size(30, 500))
        for turn in range(size(2, 20)):
            for procedure in run.load.cases[: size(10, 100)]:
                empty = frozenset({seat}) if turn % 2 == 0 else frozenset()
                fact = SeatsLookedAt(id=str(uuid4()), empty=empty)
                handle = engine.get_workflow_handle(procedure)
                await asyncio.gather(*(handle.signal(names.SEATS_LOOKED_AT, fact) for _ in range(3)))
                await handle.signal(names.RENEW)
                await handle.signal(names.SEATS_LOOKED_AT, fact)
                told += 4
            run.book.did("facts told four times, the run renewed between")
            await run.load.more(size(20, 100))
        run.others["told"] = told

    seats = {
        procedure: [entry.kind for entry in kept.entries if entry.kind.startswith("Seat")]
        for procedure, kept in run.result.evidence.kept.items()
    }
    assert run.result.violations == []
    # Empty and filled by turns: what was told again has changed nothing.
    assert all(len(kinds) <= size(2, 20) for kinds in seats.values())


async def test_what_was_done_and_not_said_is_done_once(rig: Rig) -> None:
    async with experiment("F28", rig) as run:
        await run.load.more(20)
        with rig.with_fault("says-nothing", "0.03"):
            run.book.did("three of a hundred commits, calls and requests are not answered")
            await run.load.more(size(120, 6000))
        await run.load.more(20)

    assert run.result.violations == []


async def renew(engine: Client, procedures: Sequence[str]) -> None:
    """Each goes on in a fresh run, at its next quiet moment."""
    for procedure in procedures:
        try:
            await engine.get_workflow_handle(procedure).signal(names.RENEW)
        except RPCError:
            continue  # not begun yet
