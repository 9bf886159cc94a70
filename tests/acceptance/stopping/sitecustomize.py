"""Python loads this by itself where its directory is on the path: a worker that stops between two breaths.

When the directory named by STOPPING_AT holds `armed`, an append of a person's command stands, and then
nothing more is heard of it: a file named after the procedure says so. Where it holds `armed-rota`, with the
word `inside` or `behind` in it, nothing more is heard inside, or behind, the transaction that opens the
second of the meetings that this worker has to open: `stopped` says so. Whoever armed it kills the worker.
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from records.intake import Registered
    from rules.journal import Answer, Asked

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

_OPENED = 2  # meetings


def plant(directory: Path) -> None:
    """Put the stop behind the append of this process."""
    from records import journal  # noqa: PLC0415  only the worker needs it

    append = journal.append

    async def append_and_stop(engine: "AsyncEngine", asked: "Asked", **named: Any) -> "Answer":
        answer = await append(engine, asked, **named)
        if answer.appended and asked.command and (directory / "armed").exists():
            (directory / asked.procedure.replace("/", "_")).touch()
            await asyncio.Event().wait()
        return answer

    journal.append = append_and_stop


def plant_in_the_rota(directory: Path) -> None:
    """Put a stop inside the transaction that opens a meeting of the rota, and one behind it."""
    from records import intake  # noqa: PLC0415  only the worker needs it

    def stopping(place: str, taking_in: Any) -> Any:
        opened = 0

        async def take_in_and_stop(*asked: Any, **more: Any) -> "Registered":
            nonlocal opened
            registered: Registered = await taking_in(*asked, **more)
            opened += registered.is_new and asked[2].origin == "rota"
            armed = directory / "armed-rota"
            if opened >= _OPENED and armed.exists() and armed.read_text() == place:
                (directory / "stopped").touch()
                await asyncio.Event().wait()
            return registered

        return take_in_and_stop

    intake.take_in = stopping("inside", intake.take_in)
    intake.register = stopping("behind", intake.register)


if sys.orig_argv[1:3] == ["-m", "worker"] and "STOPPING_AT" in os.environ:
    plant(Path(os.environ["STOPPING_AT"]))
    plant_in_the_rota(Path(os.environ["STOPPING_AT"]))
