"""Where ladders are lent: the toy's worker, and its loans spoken to as the API speaks to a case."""

import asyncio
import itertools
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.worker import Worker

import written
from rules.journal import Answer, Asked, Receipt
from rules.procedure import Command, Fact, Recount, procedure_id
from tests.workflows import toy
from tests.workflows.journals import RememberingJournal
from tests.workflows.lending import LoanWorkflow
from workflows import names, starting
from workflows.converter import data_converter
from workflows.papers import NotJournalled, Papers
from workflows.proceeding import Closed
from workflows.sandbox import RUNNER

KEYS = {"k1": bytes(range(32))}
CONVERTER = data_converter(KEYS, "k1")
TOYS_TOO = replace(RUNNER, restrictions=RUNNER.restrictions.with_passthrough_modules("tests"))
# Seconds within which every consequence must have come. A worker that remembers nothing now and then drops a
# local activity in hand (once in some hundred), and the engine finds out after its task's ten seconds.
LIMIT = 90

# For tests that take their time: what a worker with an empty memory can do, any worker can.
uncached_only = pytest.mark.parametrize("cache", [0], ids=["uncached"], indirect=True)

# With no memory at all the engine's library drops and redoes a slow local activity, over and over on a slow
# machine; for what is about two proceedings at once that says nothing of ours.
cached_only = pytest.mark.parametrize("cache", [1000], ids=["cached"], indirect=True)

_numbers = itertools.count(1)


def key() -> str:
    return str(uuid.uuid4())


async def eventually(holds: Callable[[], Awaitable[Any]]) -> None:
    """Skipped time runs ahead of the worker: what follows from it follows a little later."""
    async with asyncio.timeout(LIMIT):
        while not await holds():
            await asyncio.sleep(0.02)


async def failure_of(asking: Awaitable[Any]) -> ApplicationError:
    """The reason for which an update failed."""
    with pytest.raises(WorkflowUpdateFailedError) as failed:
        await asking
    cause = failed.value.cause
    assert isinstance(cause, ApplicationError)
    return cause


async def time_cannot_be_skipped(_: timedelta) -> None:
    raise NotImplementedError


async def unheard(_: Asked) -> Answer:
    raise NotJournalled(names.RECORDS_AWAY)


@dataclass
class Loan:
    """One running loan. Every attempt is an update of its own; the key travels in the message."""

    handle: WorkflowHandle[Any, Any]
    journal: RememberingJournal

    @property
    def id(self) -> str:
        return self.handle.id

    async def ask(self, verb: str, message: Command | Fact) -> Receipt:
        async with asyncio.timeout(LIMIT):
            receipt: Receipt = await self.handle.execute_update(verb, message, result_type=Receipt)
            return receipt

    async def lend(self, days: float = 10, command: str | None = None) -> Receipt:
        return await self.ask("lend", toy.Lend(id=command or key(), by=toy.KEEPER, days=days))

    async def extend(self, days: float, seen: int | None = None) -> Receipt:
        return await self.ask("extend", toy.Extend(id=key(), by=toy.KEEPER, days=days, expected_seq=seen))

    async def take_back(self) -> Receipt:
        return await self.ask("take_back", toy.TakeBack(id=key(), by=toy.KEEPER))

    async def report(self, what: str, fact: str | None = None, digest: str | None = None) -> Receipt:
        said = toy.Damaged(id=fact or key(), by=toy.NEIGHBOUR, what=what, digest=digest)
        return await self.ask("report_damage", said)

    async def publish(self, name: str, fact: Fact) -> Recount:
        async with asyncio.timeout(LIMIT):
            recount: Recount = await self.handle.execute_update(name, fact, result_type=Recount)
            return recount

    async def tell(self, where: str, message: str) -> None:
        await self.handle.signal("sighted", toy.Sighted(id=message, where=where))

    async def state(self) -> toy.Loan:
        async with asyncio.timeout(LIMIT):
            state: toy.Loan = await self.handle.query(names.CURRENT, result_type=toy.Loan)
            return state

    async def due_at(self) -> datetime:
        due_at = (await self.state()).due_at
        assert due_at
        return due_at

    async def until(self, holds: Callable[[toy.Loan], bool]) -> toy.Loan:
        """The state at last, when this holds of it."""

        async def does() -> bool:
            return holds(await self.state())

        await eventually(does)
        return await self.state()

    async def until_journalled(self, *kinds: str) -> None:
        """Wait until exactly these follow on its first entry, Shelved."""

        async def are() -> bool:
            return self.kinds() == ["Shelved", *kinds]

        try:
            await eventually(are)
        except TimeoutError:
            raise AssertionError(self.kinds()) from None

    async def append_behind_its_back(self, command: Command) -> Receipt:
        """The journal has it, the engine lost it: as when a worker dies and the update is lost with it."""
        papers = Papers(toy.LOAN, await self.state(), {}, unheard, lambda: None)
        answer = self.journal.answer(papers.draft(command, datetime.now(UTC)).asked)
        assert answer.receipt
        return answer.receipt

    async def until_tried(self, times: int) -> None:
        async def is_tried() -> bool:
            return self.journal.tries >= times

        await eventually(is_tried)

    async def run_id(self) -> str | None:
        return (await self.handle.describe()).run_id

    async def renew(self) -> None:
        """Go on as a new run, and wait until that has happened."""
        before = await self.run_id()
        await self.handle.signal(names.RENEW)

        async def renewed() -> bool:
            return await self.run_id() != before

        await eventually(renewed)

    def kinds(self) -> list[str]:
        return self.journal.kinds(self.id)

    def instant_of(self, kind: str) -> datetime:
        return next(entry.at for entry in self.journal.entries[self.id] if entry.kind == kind)

    async def events(self) -> list[str]:
        """What the engine's history of the current run holds, in the engine's words."""
        history = await self.handle.fetch_history()
        kinds = [event.WhichOneof("attributes") or "" for event in history.events]
        return [kind.removesuffix("_event_attributes") for kind in kinds]


@dataclass
class Shed:
    """A client, a journal and a task queue of one test's own; while `working()`, a worker is on it."""

    client: Client
    journal: RememberingJournal
    task_queue: str
    max_cached_workflows: int = 1000
    skip: Callable[[timedelta], Awaitable[None]] = time_cannot_be_skipped

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        async with Worker(
            self.client,
            task_queue=self.task_queue,
            workflows=[LoanWorkflow],
            activities=[self.journal.append],
            workflow_runner=TOYS_TOO,
            max_cached_workflows=self.max_cached_workflows,
        ):
            yield

    async def open(self) -> Loan:
        """A loan as intake leaves it: its first entry is journalled, then the engine is asked."""
        id_ = procedure_id("loan", "c-1", f"L-{next(_numbers):04}", 1)
        self.journal.entries[id_] = [written.write(toy.shelved(id_), 1)]
        await self.start(id_)
        return self.loan(id_)

    def loan(self, id_: str, run: str | None = None) -> Loan:
        handle = self.client.get_workflow_handle(id_, run_id=run, result_type=Closed)
        return Loan(handle, self.journal)

    async def start(self, id_: str) -> None:
        file = starting.file_of(toy.LOAN, self.journal.entries[id_], toy.EDITION)
        await starting.start(self.client, LoanWorkflow, file, self.task_queue)
