"""Python loads this by itself where its directory is on the path: a worker that stops between two breaths.

When the directory named by STOPPING_AT holds `armed`, an append of a person's command stands, and then
nothing more is heard of it: a file named after the procedure says so. Whoever armed it kills the worker.
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from rules.journal import Answer, Asked

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))


def plant(directory: Path) -> None:
    """Put the stop behind the append of this process."""
    from records import journal  # noqa: PLC0415  only the worker needs it

    append = journal.append

    async def append_and_stop(engine: "AsyncEngine", asked: "Asked") -> "Answer":
        answer = await append(engine, asked)
        if answer.appended and asked.command and (directory / "armed").exists():
            (directory / asked.procedure.replace("/", "_")).touch()
            await asyncio.Event().wait()
        return answer

    journal.append = append_and_stop


if sys.orig_argv[1:3] == ["-m", "worker"] and "STOPPING_AT" in os.environ:
    plant(Path(os.environ["STOPPING_AT"]))
