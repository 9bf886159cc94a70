"""Python loads this by itself where its directory is on the path: programs in which a fault can be armed.

A file in the directory named by FAULTS_AT arms the fault of its name in every program, and what it holds says
how much of it. Two kinds: protections that are switched off, to show that the checker sees what they keep
away; and servers that do what they are asked and do not say so.

`acknowledges-early`: the API says that a command stands before it has asked anybody.
`forgets-keys`: the API does not know a command that comes again, and asks for it under another key.
`says-nothing` (a share, as in 0.02): what was done is answered by an error, at every commit of the database,
every call of the engine and every request to another system.
`stops-at-poison`: the relay carries no letter behind one that it cannot carry.
`believes-any-clock`: neither the API nor the journal holds a clock to that of the records.
`armed`: the inbox of agencies forgets which messages came (tests/handoffs/forgetting).
"""

import asyncio
import os
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from api.office import Office
    from rules.journal import Receipt
    from rules.procedure import Command, Fact

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

_LATER = 3.0  # seconds after which a command that was acknowledged early is asked for


class Faults:
    """What is armed now."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._throw = Random(f"{directory}/{sys.orig_argv}/{os.getpid()}")

    def armed(self, name: str) -> bool:
        return (self._directory / name).exists()

    def strikes(self, name: str) -> bool:
        """Whether it happens this time, by the share that its file holds."""
        try:
            share = float((self._directory / name).read_text())
        except (FileNotFoundError, ValueError):
            return False
        return self._throw.random() < share


def plant_in_the_api(faults: Faults) -> None:
    """Before the routes bind the function that asks."""
    from dataclasses import replace  # noqa: PLC0415  only the API needs it
    from datetime import UTC, datetime  # noqa: PLC0415

    from api import asking, requests  # noqa: PLC0415
    from rules.journal import Receipt  # noqa: PLC0415

    asks, first_receipt = asking.ask, requests.first_receipt
    later: set[asyncio.Task[Any]] = set()

    async def ask(office: "Office", procedure: str, verb: str, asked: "Command | Fact") -> "Receipt":
        if faults.armed("acknowledges-early"):

            async def after_a_while() -> None:
                await asyncio.sleep(_LATER)
                await asks(office, procedure, verb, asked)

            task = asyncio.create_task(after_a_while())
            later.add(task)
            task.add_done_callback(later.discard)
            return Receipt(1, "consent", datetime.now(UTC))
        if faults.armed("forgets-keys"):
            asked = replace(asked, id=str(uuid4()))
        return await asks(office, procedure, verb, asked)

    async def nothing_known(office: "Office", key: str, digest: str) -> "Receipt | None":
        return None if faults.armed("forgets-keys") else await first_receipt(office, key, digest)

    for module, name, planted in (
        (asking, "ask", ask),
        (asking, "first_receipt", nothing_known),
        (requests, "first_receipt", nothing_known),
    ):
        setattr(module, name, planted)


def plant_in_the_relay(faults: Faults) -> None:
    """A relay that stops at the first letter that it cannot carry, and begins there again."""
    from records import outbox  # noqa: PLC0415
    from relay import Relay  # noqa: PLC0415

    carry_once, stuck = Relay.carry_once, list[str]()

    async def one_after_another(self: "Relay") -> int:
        if not faults.armed("stops-at-poison"):
            stuck.clear()
            return await carry_once(self)
        if stuck:
            raise LookupError
        letters = await outbox.claim(self.records, at_any_hour=self.at_any_hour)
        for letter in sorted(letters, key=lambda each: -each.number):
            stuck.append(letter.kind)
            await self.carriers[letter.kind](letter)
            await outbox.done(self.records, letter)
            stuck.clear()
        return len(letters)

    setattr(Relay, "carry_once", one_after_another)  # noqa: B010  a method is not to be assigned to


def plant_in_the_clocks(faults: Faults) -> None:
    """Nobody holds one clock to another."""
    from api.clock import AgreedClock  # noqa: PLC0415
    from records import journal  # noqa: PLC0415

    append, agreed = journal.append, AgreedClock.__call__

    async def append_anything(engine: Any, asked: Any, *, holds_time: bool = False) -> Any:
        holds_time = holds_time and not faults.armed("believes-any-clock")
        return await append(engine, asked, holds_time=holds_time)

    async def believed(self: AgreedClock) -> Any:
        return await (self._clock() if faults.armed("believes-any-clock") else agreed(self))

    for owner, name, planted in ((journal, "append", append_anything), (AgreedClock, "__call__", believed)):
        setattr(owner, name, planted)


def plant_silence(faults: Faults) -> None:
    """Done, and not said: the most valuable of all faults."""
    import httpx  # noqa: PLC0415
    import psycopg  # noqa: PLC0415
    from temporalio.client import Client, WorkflowHandle  # noqa: PLC0415
    from temporalio.service import RPCError, RPCStatusCode  # noqa: PLC0415

    def silenced(owner: type, name: str, error: Any) -> None:
        does = getattr(owner, name)

        async def does_and_says_nothing(self: Any, *args: Any, **named: Any) -> Any:
            answer = await does(self, *args, **named)
            if faults.strikes("says-nothing"):
                raise error(*args)
            return answer

        setattr(owner, name, does_and_says_nothing)

    def of_the_engine(*_: Any) -> Exception:
        return RPCError("done, and not said", RPCStatusCode.DEADLINE_EXCEEDED, b"")

    silenced(psycopg.AsyncConnection, "commit", lambda *_: psycopg.OperationalError("done, and not said"))
    silenced(WorkflowHandle, "execute_update", of_the_engine)
    silenced(WorkflowHandle, "signal", of_the_engine)
    silenced(Client, "start_workflow", of_the_engine)
    silenced(httpx.AsyncClient, "send", lambda *_: httpx.ReadTimeout("done, and not said"))


_PROGRAMS = (["-m", "api"], ["-m", "worker"])

if "FAULTS_AT" in os.environ and sys.orig_argv[1:3] in _PROGRAMS:
    planted = Faults(Path(os.environ["FAULTS_AT"]))
    plant_silence(planted)
    plant_in_the_clocks(planted)
    if sys.orig_argv[1:3] == ["-m", "api"]:
        from tests.handoffs.forgetting import sitecustomize as forgetting

        plant_in_the_api(planted)
        forgetting.plant(Path(os.environ["FAULTS_AT"]))
    else:
        plant_in_the_relay(planted)
