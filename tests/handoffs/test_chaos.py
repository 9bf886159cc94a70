"""Everything is killed, agencies are at their worst, people change their minds: nothing is lost or done
twice, nobody holds what another holds, and in the end both sides say the same.

`FENGQIAO_HANDOFFS` says how many, `FENGQIAO_SEED` which; `make long` plays 500, and every temper.
"""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from temporalio.client import Client

from local.system import System
from tests.handoffs.agreement import differences, figures
from tests.handoffs.chaos import SENT_TO_US, TEMPERS, Chaos, Plan, agree
from tests.handoffs.county import CLERK, County, eventually, opened, path_of, running
from workflows import names
from workflows.converter import data_converter

pytestmark = [pytest.mark.acceptance, pytest.mark.servers, pytest.mark.slow]

FORGETTING = Path(__file__).with_name("forgetting")
COUNT = int(os.environ.get("FENGQIAO_HANDOFFS", "60"))
SEED = int(os.environ.get("FENGQIAO_SEED", "20260203"))
ALL_TEMPERS = 300  # from so many on, the agencies' other tempers have their turn
A_KILL_EACH = 20  # handoffs


def temperaments() -> list[str]:
    return list(TEMPERS) if COUNT >= ALL_TEMPERS else ["contrary"]


@pytest.fixture(scope="module")
def forgetting() -> Iterator[Path]:
    """Where the API is told to forget what came before."""
    with TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", str(FORGETTING), prepend=os.pathsep)
        environment.setenv("FORGETTING_AT", directory)
        yield Path(directory)


@pytest.fixture(scope="module", params=temperaments())
def agencies_out_of_temper(request: pytest.FixtureRequest, forgetting: Path) -> Iterator[System]:
    tempers = TEMPERS[request.param]
    with running(",".join(f"{agency}={temper}" for agency, temper in tempers.items())) as system:
        yield system


@pytest.fixture
async def county(agencies_out_of_temper: System) -> AsyncIterator[County]:
    async with opened(agencies_out_of_temper) as county:
        yield county


async def test_handoffs_survive_whatever_is_killed(
    county: County, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    share = COUNT // len(temperaments())
    chaos = Chaos(county, Plan(SEED, share, kills=max(5, share // A_KILL_EACH)))

    began = time.monotonic()
    await chaos.play()
    await asyncio.to_thread(county.system.wait_ready, 120)
    at_rest = await agree(chaos)

    kills = ", ".join(f"{part} {times}" for part, times in sorted(chaos.tally.kills.items()))
    said = (
        f"{request.node.name}: seed {SEED}, {await figures(county)}; killed {kills}; both sides agreed "
        f"{at_rest - chaos.tally.last_kill:.0f} s after the last kill, "
        f"{at_rest - chaos.tally.last_act:.0f} s after the last act, {at_rest - began:.0f} s after the first"
    )
    with capsys.disabled():
        sys.stdout.write(f"\n{said}\n")
    assert chaos.tally.broken == []
    assert sum(chaos.tally.kills.values()) == chaos.plan.kills
    assert await differences(county) == []
    await eventually(lambda: engine_knows_the_journal(county), within=60)


async def engine_knows_the_journal(county: County) -> bool:
    """Of every open handoff, and of what it came from."""
    settings = county.system.settings
    keys = settings.engine_keyring()
    engine = await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        data_converter=data_converter(keys, next(iter(keys))),
    )
    open_ones = await county._rows("SELECT id, seq FROM procedures WHERE ended_at IS NULL")
    for row in open_ones:
        if await engine.get_workflow_handle(row.id).query(names.SEQ, result_type=int) != row.seq:
            return False
    return True


async def test_a_message_that_were_taken_twice_would_be_found(county: County, forgetting: Path) -> None:
    """The same check, and an inbox that does not know what came before."""
    tempers = dict(pair.split("=") for pair in county.system.settings.simulator_tempers.split(","))
    sender = next(agency for agency, temper in tempers.items() if temper == "double-sends")
    subject = await county.pushed(sender, SENT_TO_US[sender][0])
    handoff = await eventually(lambda: county.handoff_of(sender, subject))

    async def is_found() -> bool:
        return any("more than one effect" in each for each in await differences(county, [handoff]))

    (forgetting / "armed").touch()
    try:
        wanted = await county.ask(CLERK, path_of(handoff, "want-supplement"), {"what": "送达地址。"})
        assert wanted.status == 200, wanted
        await eventually(is_found)
    finally:
        (forgetting / "armed").unlink()
