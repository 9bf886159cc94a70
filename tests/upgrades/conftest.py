"""A county whose engine may be lost under it, with the agencies' systems beside it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from demo.playing import settings_of_our_own
from desk.seeding import enter_people
from local.keys import SIMULATED
from local.ports import free_port
from local.system import System
from records import connect
from tests.servers import mark_room

ROOM = Path(__file__).parent
READY_SECONDS = 900  # a machine on which much else runs is no reason to fail


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_room(items, ROOM, loop_scope="function")


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    """The whole system; agencies do what their desks are told to."""
    with TemporaryDirectory(prefix="fengqiao-upgrades-") as home:
        at_desks = ",".join(f"{agency}=desk" for agency in SIMULATED)
        played = {
            "simulator_port": free_port(),
            "simulator_tempers": at_desks,
            "start_seconds": READY_SECONDS,
        }
        settings = settings_of_our_own(Path(home) / "var", "system").model_copy(update=played)
        with System(settings) as system:
            asyncio.run(_enter(system))
            yield system


async def _enter(system: System) -> None:
    records = connect(system.database_url)
    await enter_people(records)
    await records.dispose()


LIMIT = 300  # seconds within which every consequence must have come, on a machine that is busy
PATIENT = timedelta(seconds=LIMIT)  # and every answer


async def eventually(holds: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(LIMIT):
        while not await holds():
            await asyncio.sleep(0.1)


def wait_until(holds: Callable[[], bool], seconds: float) -> None:
    """Raises TimeoutError."""
    limit = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > limit:
            raise TimeoutError(f"not within {seconds:.0f} s")
        time.sleep(0.1)
