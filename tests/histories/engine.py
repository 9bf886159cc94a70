"""The rules' room with the engine in it: every case is a workflow, its journal is kept by this process."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from temporalio import activity
from temporalio.client import Client, WorkflowHistory, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode
from temporalio.worker import Worker

from activities.partners.adapter import Errand, Taken
from demo.place import Refusal
from demo.playing import monday_in_june
from demo.telling import eventually
from local.keys import SIMULATED
from rules.editions import Edition
from rules.journal import Answer, Asked, Receipt
from rules.procedure import Fact, kind_of
from rules.refusals import Reason
from tests.demo.room import Room
from tests.histories.kept import Case
from workflows import names, starting
from workflows.every import PROCEEDINGS, SEALED_PROCEEDINGS
from workflows.sandbox import RUNNER

TASK_QUEUE = "recorded"
ALL = {**PROCEEDINGS, **SEALED_PROCEEDINGS}  # here nobody is kept from anything


class EngineRoom(Room):
    """A place to play stories at. ``skip`` lets time pass on the engine's clock, ``clock`` reads it."""

    def __init__(
        self,
        client: Client,
        clock: Callable[[], Awaitable[datetime]],
        skip: Callable[[timedelta], Awaitable[None]],
    ) -> None:
        super().__init__()
        self.client = client
        self._clock = clock
        self._skip = skip
        self._ledger: dict[str, Receipt] = {}

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Everything that works: the workflows, and what carries messages to each agency's system."""
        async with AsyncExitStack() as workers:
            await workers.enter_async_context(
                Worker(
                    self.client,
                    task_queue=TASK_QUEUE,
                    workflows=list(ALL.values()),
                    activities=[self.append],
                    workflow_runner=RUNNER,
                )
            )
            for agency in SIMULATED:
                queue = names.queue_of(agency)
                carrier = Worker(self.client, task_queue=queue, activities=[self.send_to_agency])
                await workers.enter_async_context(carrier)
            yield

    @activity.defn(name=names.SEND_TO_AGENCY)
    async def send_to_agency(self, errand: Errand) -> Taken:
        """The agency's system takes it at once, or never."""
        if errand.procedure in self.closed:
            raise ApplicationError("422", non_retryable=True)
        return Taken(await self.now(), "taken")

    async def _deliver(self, procedure: str) -> None:
        """The workflow itself sends what goes out."""

    async def starts_on_a_monday(self) -> datetime:
        """Let time pass until the next Monday in June, 09:00 in Asia/Shanghai; that instant."""
        start = monday_in_june(await self.now())
        await self.wait_until(start)
        return start

    async def case(self, procedure: str) -> Case:
        """The case with its history, once the engine has seen all that the journal has."""
        handle = self.client.get_workflow_handle(procedure)
        state = self.state_of(procedure)

        async def whole_history() -> WorkflowHistory | None:
            known = await handle.query(names.CURRENT, result_type=type(state))
            history = await handle.fetch_history()
            is_closed = history.events[-1].HasField("workflow_execution_completed_event_attributes")
            return history if known == state and is_closed is state.has_ended else None

        history = await eventually(whole_history)
        assert history
        return Case(history, state)

    async def now(self) -> datetime:
        return await self._clock()

    async def wait_until(self, at: datetime) -> None:
        missing = at - await self.now()
        if missing > timedelta(0):
            await self._skip(missing)
        self.at = await self.now()

    async def ask(self, procedure: str, person: str, verb: str, body: dict[str, Any], key: str) -> None:
        handle = self.client.get_workflow_handle(procedure)
        asked = self.asked(procedure, person, verb, body, key)
        try:
            await handle.execute_update(verb, asked, result_type=Receipt)
        except WorkflowUpdateFailedError as failed:
            raise Refusal(409, getattr(failed.cause, "message", str(failed.cause))) from None
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            raise Refusal(409, Reason.NOT_AT_THIS_STAGE.code) from None  # it has closed

    async def tell(self, procedure: str, name: str, fact: Fact) -> None:
        await self.client.get_workflow_handle(procedure).signal(name, fact)

    @activity.defn(name=names.APPEND)
    async def append(self, asked: Asked) -> Answer:
        """The journal of this process: compare and append, with what follows."""
        entries = self.journals[asked.procedure]
        if asked.command in self._ledger:
            return Answer(False, tuple(entries[asked.after :]), self._ledger[asked.command])
        if len(entries) > asked.after:
            return Answer(False, tuple(entries[asked.after :]))
        answer = await super().append(asked)
        if asked.command:
            self._ledger[asked.command] = asked.receipt
        await self._look()
        return answer

    async def _start(self, procedure: str, edition: Edition) -> None:
        """Its workflow, before anybody tells it anything."""
        proceeding = ALL[kind_of(procedure)]
        file = starting.file_of(proceeding.procedure, self.journals[procedure], edition)
        await starting.start(self.client, proceeding, file, TASK_QUEUE)
