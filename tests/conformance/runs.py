"""Runs of the kit on agencies that are played here: some at once, for most of a run is waiting."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from conformance.running import Finding, run
from conformance.signing import Keys, private_key
from simulator.agency import Agency
from simulator.planning import Temper
from simulator.signing import Keys as AgencyKeys
from simulator.signing import public_key
from tests.simulator.playing import SECRET, SETTLE, played
from tests.simulator.test_signing import PRIVATE, PUBLIC

AT_ONCE = 4


async def tried(
    store: Path, temper: Temper = Temper.DESK, kind: type[Agency] = Agency, **more: Any
) -> list[Finding]:
    """What the kit finds about a court of this temper, or with this fault; the court sends matters too."""
    agreed = AgencyKeys(SECRET, county=public_key(PUBLIC))
    async with played(store, {"court": temper}, keys=agreed, kind=kind) as places:
        url = f"{places.url}/court"

        async def push() -> None:
            async with httpx.AsyncClient(trust_env=False) as client:
                for _ in range(3):
                    await client.post(f"{url}/desk/push", json={"docking": "notary"})

        keys = Keys(SECRET, private_key(PRIVATE))
        limits = {"patience": 4.0, "settle": SETTLE, "await_push": 10.0, **more}
        return await run(url, "court", keys, places.county_listen, on_ready=push, **limits)


def all_tried(folder: Path, runs: Sequence[tuple[Temper, type[Agency]]]) -> list[list[Finding]]:
    """The findings of these runs, in their order."""

    async def every() -> list[list[Finding]]:
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(number: int, temper: Temper, kind: type[Agency]) -> list[Finding]:
            async with turn:
                return await tried(folder / str(number), temper, kind)

        return await asyncio.gather(*(one(number, *each) for number, each in enumerate(runs)))

    return asyncio.run(every())


def broken(findings: Sequence[Finding]) -> dict[str, str]:
    """The clauses that failed, and what was seen."""
    return {each.number: each.seen for each in findings if each.result == "failed"}
