"""A county that loses its engine, store and all, while people are asking; and what had come of its cases."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from demo.playing import PERSISTENT
from demo.sameness import journal_of
from demo.stories import Story, stories
from demo.telling import Telling
from demo.town import Town
from engine import engine_of
from local.system import System
from records import connect, papers
from tests.histories.kept import state_kind
from workflows import names

_READY_SECONDS = 900
_REBUILT_WITHIN = 1800  # seconds
# What came of every entry. Notices are made of documents a while later, one for each.
_EFFECTS = {
    "journal": "SELECT procedure, seq::text FROM journal",
    "ledger": "SELECT command, procedure FROM ledger",
    "outbox": "SELECT procedure, concat_ws('/', seq, kind, number) FROM outbox",
    "documents": "SELECT procedure, concat_ws('/', kind, id) FROM documents",
    "services": "SELECT document::text, concat_ws('/', party, method) FROM services",
    "deliveries": "SELECT procedure, seq::text FROM deliveries",
    "procedures": "SELECT id, '' FROM procedures",
}


def of_one_day() -> list[Story]:
    """The stories that are told on servers which keep the day that it is. Nothing is killed in them but by
    whoever tells them here."""
    return [
        replace(story, steps=tuple(replace(step, kill=()) for step in story.steps))
        for story in stories()
        if PERSISTENT in story.servers and not story.same_as
    ]


# What is another each time: the minute in which something was done, how the other side calls it, and what a
# draw among people went by.
_MOMENT = re.compile(r"-?\d+ min")
_THEIRS = re.compile(r"[a-z]+-[0-9a-f]{8}")
_DRAWN = frozenset({"load", "seed"})


def journal_but_for_the_moment(telling: Telling) -> list[Any]:
    """Its journal without what is another each time it is told."""
    return [_lasting(line) for line in journal_of(telling)]


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lasting(inner) for key, inner in value.items() if key not in _DRAWN}
    if isinstance(value, list):
        return [_lasting(inner) for inner in value]
    if isinstance(value, str):
        return "theirs" if _THEIRS.fullmatch(value) else "min" if _MOMENT.fullmatch(value) else value
    return value


def asked_in(story: Story) -> list[int]:
    """The steps in which somebody asks for something that is granted."""
    return [
        number for number, step in enumerate(story.steps) if (step.by or step.agency) and not step.refused
    ]


@dataclass(frozen=True)
class Rebuilt:
    """What `fengqiao rebuild --engine` printed for each store, and its exit code."""

    stores: dict[str, dict[str, Any]]
    code: int


def fengqiao(system: System, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line beside the system."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("FENGQIAO_")},
        "FENGQIAO_VAR": str(system.settings.var),
        "FENGQIAO_DEVELOPMENT": "true",
        "TEMPORAL_ADDRESS": "",
        "DATABASE_URL": "",
    }
    return subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=_REBUILT_WITHIN,
    )


def lose_engine(system: System) -> None:
    """The engine's store is gone, with everything the engine knew; an empty one comes in its place."""
    with system.without("temporal"):
        for file in (system.settings.var / "temporal").iterdir():
            file.unlink()
    system.wait_ready(_READY_SECONDS)


def rebuild(system: System) -> Rebuilt:
    done = fengqiao(system, "rebuild", "--engine", "--json")
    assert done.stdout.startswith("["), (done.stdout, done.stderr)
    return Rebuilt({each["store"]: each for each in json.loads(done.stdout)}, done.returncode)


class LosingTown(Town):
    """A town in which the engine is lost once, at a moment when several cases want it to be."""

    def __init__(self, system: System) -> None:
        super().__init__(system)
        self.rebuilt: Rebuilt | None = None
        self._loss: asyncio.Task[None] | None = None

    async def kill(self, parts: Sequence[str]) -> None:
        self._loss = self._loss or asyncio.create_task(self._lose())
        await self._loss

    async def _lose(self) -> None:
        await asyncio.sleep(self.kill_after)
        await asyncio.to_thread(lose_engine, self._system)
        self.rebuilt = await asyncio.to_thread(rebuild, self._system)


class Stores:
    """Both stores as they stand: records and engine."""

    def __init__(self, system: System) -> None:
        settings = system.settings
        self._all = (settings, settings.sealed())

    async def states(self) -> dict[str, Any]:
        """What the engine knows of every procedure that has not ended."""
        found: dict[str, Any] = {}
        for settings in self._all:
            client, records = await engine_of(settings), connect(settings.database_url)
            after = ""
            while page := await papers.unfinished(records, after):
                after = page[-1][0]
                for procedure, _ in page:
                    handle = client.get_workflow_handle(procedure)
                    # As what it is: what is a set comes in any order.
                    found[procedure] = await handle.query(names.CURRENT, result_type=state_kind(procedure))
            await records.dispose()
        return found

    async def effects(self) -> Counter[tuple[str, str, str]]:
        """Everything that came of the entries, by table and key."""
        found: Counter[tuple[str, str, str]] = Counter()
        for settings in self._all:
            records = connect(settings.database_url)
            found.update(await _effects(records))
            await records.dispose()
        return found

    async def letters_waiting(self) -> int:
        """How many letters have not gone out, of those that may."""
        waiting = 0
        for settings in self._all:
            records = connect(settings.database_url)
            async with records.connect() as connection:
                query = text(
                    "SELECT count(*) FROM outbox WHERE done_at IS NULL"
                    " AND (not_before IS NULL OR not_before <= now())"
                )
                waiting += await connection.scalar(query) or 0
            await records.dispose()
        return waiting


async def _effects(records: AsyncEngine) -> Counter[tuple[str, str, str]]:
    found: Counter[tuple[str, str, str]] = Counter()
    async with records.connect() as connection:
        for table, query in _EFFECTS.items():
            rows = await connection.execute(text(query))
            found.update((table, str(first), str(second)) for first, second in rows)
    return found
