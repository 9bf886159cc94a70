"""The release before and this one together, on one database and one engine: nothing is lost or differs."""

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from temporalio.client import Client

from demo.telling import Telling, tell
from engine import engine_of
from local.system import System
from records import connect, papers
from tests.upgrades.losing import fengqiao, of_one_day
from tests.upgrades.together import AtBoth, Before, beside

pytestmark = [pytest.mark.acceptance, pytest.mark.slow]

SECONDS = float(os.environ.get("FENGQIAO_TOGETHER", "20"))
PATIENCE = 900.0  # seconds: a machine that is busy has lost nothing
_BAD = ("Traceback", "panic", "TMPRL1100", "Nondeterminism")


async def told_for_a_while(town: AtBoth) -> list[Telling]:
    """The stories of one day, round after round; one round at least."""
    told: list[Telling] = []
    until, number = time.monotonic() + SECONDS, 0
    while not told or time.monotonic() < until:
        start = await town.now()
        number += 1
        some = [Telling(each, town, start, tag=f"round {number}", patience=PATIENCE) for each in of_one_day()]
        await tell(some, town, start)
        told += some
    return told


async def identities(engine: Client, system: System, told: list[Telling]) -> set[str]:
    """Which processes have worked on the cases: their ids."""
    found: set[str] = set()
    for telling in told:
        for procedure in telling.thread.procedures:
            history = await engine.get_workflow_handle(procedure).fetch_history()
            for event in history.events:
                if event.HasField("workflow_task_completed_event_attributes"):
                    found.add(event.workflow_task_completed_event_attributes.identity.partition("@")[0])
    return found


def verified_by_the_one_before(before: Before, system: System) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("FENGQIAO_")},
        "FENGQIAO_VAR": str(system.settings.var),
        "FENGQIAO_DEVELOPMENT": "true",
        "TEMPORAL_ADDRESS": "",
        "DATABASE_URL": "",
        "PYTHONPATH": str(before.tree),
    }
    return subprocess.run(
        [sys.executable, "-m", "cli", "verify", "--json"],
        cwd=before.tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


async def test_both_releases_work_on_the_same_cases_and_nothing_is_lost(system: System) -> None:
    with TemporaryDirectory(prefix="fengqiao-before-") as home, beside(system, Path(home)) as before:
        async with AtBoth(system, before) as town:
            told = await told_for_a_while(town)
            asked = dict(town.asked)
            await town.close_theirs()
        engine = await engine_of(system.settings)
        worked = await identities(engine, system, told)
        ours = await asyncio.to_thread(fengqiao, system, "verify", "--json")
        theirs = await asyncio.to_thread(verified_by_the_one_before, before, system)
        said = before.log.read_text(errors="replace")
        before_is = str(before.worker.pid)
        assert before.worker.poll() is None
        assert before.api.poll() is None

    assert [each.difference for each in told] == [None] * len(told)
    assert min(asked.values()) > 0
    assert {before_is, str(system.pids["worker-1"])} <= worked
    assert json.loads(ours.stdout) == []
    assert json.loads(theirs.stdout) == []
    assert [word for word in _BAD if word in said] == []


async def test_every_open_case_of_both_is_still_known_to_this_release_alone(system: System) -> None:
    """The other has gone: what it began goes on here."""
    records = connect(system.database_url)
    try:
        unfinished = await papers.unfinished(records)
    finally:
        await records.dispose()

    looked = await asyncio.to_thread(fengqiao, system, "upgrade", "check", "--json")

    assert looked.returncode == 0, looked.stdout
    [ordinary, _] = json.loads(looked.stdout)
    assert ordinary["runs"] >= len(unfinished)
