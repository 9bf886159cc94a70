"""An engine that remembers: it decides by the rules and writes the real journal, in this very process."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import WorkflowExecutionStatus, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from records import journal, papers
from rules.journal import Receipt
from rules.procedure import Command, Fact, Procedure
from rules.procedures import PROCEDURES
from rules.refusals import Refused
from workflows import starting
from workflows.papers import Papers


@dataclass
class RememberingEngine:
    """Begun proceedings by id, what was asked of them, and the ways in which an engine fails."""

    records: AsyncEngine
    now: Any
    procedures: Mapping[str, Procedure] = field(default_factory=lambda: PROCEDURES)
    begun: set[str] = field(default_factory=set)
    asked: list[Command | Fact] = field(default_factory=list)
    is_away: bool = False
    breaks_with: RPCStatusCode | None = None  # what every update's way ends in
    cannot_begin: bool = False  # no proceeding is begun
    is_forgetful: bool = False  # what was begun is forgotten at once
    fails_with: str | None = None  # the type of failure every update ends in
    forgets_to_answer: bool = False  # what is asked stands, and the answer never comes
    breaks_off: bool = False  # what is asked stands, and the connection breaks
    misses: int = 0  # so many of the last entries it has lost, until it is nudged
    answers_no_query: bool = False
    heeds_no_nudge: bool = False
    learns_meanwhile: bool = False  # of what it misses, as soon as it has refused
    is_old: bool = False  # it does not say what it knew when it refused
    is_deaf: bool = False  # what is asked never arrives, and no answer comes

    def recover(self) -> None:
        """Forget what was asked, and fail no more."""
        self.asked.clear()
        self.is_away = self.forgets_to_answer = self.is_deaf = self.breaks_off = False
        self.cannot_begin = self.is_forgetful = False
        self.fails_with = self.breaks_with = None
        self.misses = 0
        self.answers_no_query = self.heeds_no_nudge = self.learns_meanwhile = self.is_old = False

    @property
    def service_client(self) -> "RememberingEngine":
        """The connection, which is asked for its health."""
        return self

    async def count_workflows(self, _: str) -> Any:
        """How many it runs, as the engine groups them by their state."""
        return SimpleNamespace(groups=[SimpleNamespace(group_values=["Running"], count=len(self.begun))])

    async def list_workflows(self, query: str, **_: Any) -> AsyncIterator[Any]:
        """The one run of what was begun; nothing else is ever asked for."""
        if self.is_away:
            raise RPCError("away", RPCStatusCode.UNAVAILABLE, b"")
        for procedure in self.begun:
            if query == f'WorkflowId = "{procedure}"':
                yield SimpleNamespace(
                    run_id="the-run",
                    status=WorkflowExecutionStatus.RUNNING,
                    start_time=await self.now(),
                    close_time=None,
                    history_length=3,
                )

    async def check_health(self, **_: Any) -> bool:
        if self.is_away:
            raise RPCError("away", RPCStatusCode.UNAVAILABLE, b"")
        return True

    def get_workflow_handle(self, id: str) -> "_Handle":
        return _Handle(self, id)

    async def start_workflow(self, _: Any, file: Any, *, id: str, **__: Any) -> None:
        if self.is_away or self.cannot_begin:
            raise RPCError("away", RPCStatusCode.UNAVAILABLE, b"")
        if not self.is_forgetful:
            self.begun.add(id)
        if self.breaks_off:
            raise RPCError("done, and not said", RPCStatusCode.DEADLINE_EXCEEDED, b"")

    async def update(self, id: str, asked: Command | Fact) -> Receipt:
        if self.is_away:
            raise RPCError("tcp connect error", RPCStatusCode.UNAVAILABLE, b"")
        if self.breaks_with:
            raise RPCError("", self.breaks_with, b"")
        if self.is_deaf:
            await asyncio.Event().wait()
        loaded = await papers.load(self.records, id)
        known = loaded.entries[: max(1, len(loaded.entries) - self.misses)]
        receipts = {} if self.misses else loaded.receipts
        file = starting.file_of(self.procedures[loaded.kind], known, loaded.edition, receipts)
        if id not in self.begun or file.state.has_ended:
            raise RPCError("not found", RPCStatusCode.NOT_FOUND, b"")
        if self.fails_with:
            raise _failed(self.fails_with)
        self.asked.append(asked)
        receipt = await self._decided(file, asked, await self.now())
        if self.breaks_off:
            raise RPCError("tcp connect error", RPCStatusCode.UNAVAILABLE, b"")
        if self.forgets_to_answer:
            await asyncio.Event().wait()
        return receipt

    async def _decided(self, file: Any, asked: Command | Fact, at: datetime) -> Receipt:
        if asked.id in file.answered:
            earlier: Receipt = file.answered[asked.id]
            return earlier
        procedure = self.procedures[file.state.id.split("/")[0]]
        here = Papers(
            procedure, file.state, file.answered, lambda ask: journal.append(self.records, ask), lambda: None
        )
        try:
            here.draft(asked, at)  # as the validator does, by what it knows
            return await here.write_down(asked, at)
        except Refused as no:
            knew = () if self.is_old else (await papers.seq_of(self.records, here.state.id) - self.misses,)
            self.misses = 0 if self.learns_meanwhile else self.misses
            failure = _failed(no.reason.code, no.reason.basis.value, *knew, *no.details)
        except journal.AnotherBody:
            failure = _failed("another-body")
        raise failure


@dataclass
class _Handle:
    engine: RememberingEngine
    id: str

    async def execute_update(self, _: str, asked: Command | Fact, **__: Any) -> Receipt:
        return await self.engine.update(self.id, asked)

    async def query(self, _: str, **__: Any) -> int:
        if self.engine.answers_no_query:
            raise RPCError("away", RPCStatusCode.UNAVAILABLE, b"")
        return await papers.seq_of(self.engine.records, self.id) - self.engine.misses

    async def signal(self, _: str) -> None:
        self.engine.misses = self.engine.misses if self.engine.heeds_no_nudge else 0


def _failed(code: str, *details: str | int) -> WorkflowUpdateFailedError:
    return WorkflowUpdateFailedError(ApplicationError(code, *details, type=code, non_retryable=True))
