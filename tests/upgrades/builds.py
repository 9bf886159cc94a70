"""Two builds of the same worker side by side, on a real engine, with the journal in this process."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from temporalio import activity
from temporalio.client import Client, WorkflowHandle
from temporalio.worker import Worker

import written
from rules import notes
from rules.dispute.procedure import DISPUTE
from rules.journal import Answer, Asked, Entry, Receipt
from settings import Settings
from tests.rules import county
from tests.rules.story import WORDS, registration
from tests.upgrades.conftest import PATIENT
from worker import deployment_of
from workflows import names, starting
from workflows.dispute import DisputeWorkflow
from workflows.proceeding import Closed
from workflows.sandbox import RUNNER


@dataclass
class Shelf:
    """The journals, whoever writes them; which build wrote each entry."""

    queue: str = field(default_factory=lambda: f"builds-{uuid4()}")
    journals: dict[str, list[Entry]] = field(default_factory=dict)
    written_by: dict[str, list[str]] = field(default_factory=dict)

    async def registered(self, client: Client, number: str) -> WorkflowHandle[DisputeWorkflow, Closed]:
        id_ = f"dispute/sl/{number}/1"
        first = registration(id=id_, number=number)
        self.journals[id_], self.written_by[id_] = [written.write(first, 1)], []
        file = starting.file_of(DISPUTE, self.journals[id_], county.TOLD)
        await starting.start(client, DisputeWorkflow, file, self.queue)
        return client.get_workflow_handle_for(DisputeWorkflow.run, id_)


@dataclass
class Build:
    """The worker of one build; "" is one without a name."""

    client: Client
    name: str
    shelf: Shelf

    def works(self) -> Worker:
        return Worker(
            self.client,
            task_queue=self.shelf.queue,
            workflows=[DisputeWorkflow],
            activities=[self.append],
            workflow_runner=RUNNER,
            debug_mode=True,  # a machine that is busy has not hung
            deployment_config=deployment_of(Settings(build=self.name)),
        )

    @activity.defn(name=names.APPEND)
    async def append(self, asked: Asked) -> Answer:
        entries = self.shelf.journals[asked.procedure]
        if len(entries) > asked.after:
            return Answer(False, tuple(entries[asked.after :]))
        entries.extend(asked.entries)
        self.shelf.written_by[asked.procedure] += [self.name] * len(asked.entries)
        return Answer(True, receipt=asked.receipt)


async def noted(handle: WorkflowHandle[DisputeWorkflow, Closed]) -> None:
    """Somebody writes a note into the case."""
    asked = notes.AddNote(id=str(uuid4()), by=county.MEDIATOR, words=WORDS)
    await handle.execute_update("add_note", asked, result_type=Receipt, rpc_timeout=PATIENT)


def writers(shelf: Shelf, handle: WorkflowHandle[DisputeWorkflow, Closed]) -> Sequence[str]:
    return shelf.written_by[handle.id]
