"""Records what is no proceeding: a publication, a handover, a county's reports, its rota and the
watch, over two runs where it has two. `python -m tests.histories.labours`, as for walks.

There is no journal to compare them with: their state is how far they had come by the code that recorded them.
"""

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from temporalio import activity
from temporalio.client import Client, WorkflowHandle, WorkflowHistory
from temporalio.worker import Worker

from activities.batches import Batch, Found, Search, Tally, Told, Untold
from activities.handing_to import HandBatch, Held, HeldFound, HeldSearch
from activities.looks import Found as NotHeld
from activities.looks import Look, Looked, Outcome
from activities.reporting_to import NextAsked, ReportDue
from activities.turns import RotaLook, RotaOpened
from demo.telling import eventually
from desk.reviving import has_come_up
from local.ports import free_port
from local.temporal import Temporal
from tests.histories.kept import CONVERTER, NAMESPACE, Case, keep, run_of
from tests.histories.walks import TASK_QUEUE
from workflows import names, starting
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.every import LABOURS
from workflows.replaying import replay
from workflows.sandbox import RUNNER

_PATIENCE = 600.0  # seconds
EVERY = ("publication", "handover", "reports", "rota", "watch")
CASES = tuple(f"dispute/sl/SL-2026-{number}/1" for number in (1, 2, 3))


class Office:
    """Who finds and tells, without any records: of three cases one has to be asked again."""

    def __init__(self) -> None:
        self.told: set[str] = set()
        self.looks = 0

    @activity.defn(name=names.FIND)
    async def find(self, search: Search) -> Found:
        untold = [each for each in CASES if each not in self.told and each > search.after]
        return Found(tuple(Untold(each, 0) for each in untold[:2]), 1)

    @activity.defn(name=names.TELL)
    async def tell(self, batch: Batch) -> Told:
        left = tuple(each for each in batch.cases if each.procedure == CASES[1] and not each.failed)
        self.told |= {each.procedure for each in batch.cases} - {each.procedure for each in left}
        again = tuple(Untold(each.procedure, 0, 1) for each in left)
        return Told(Tally(told=len(self.told)), again)

    @activity.defn(name=names.FINISH)
    async def finish(self, version: str) -> Tally:
        return Tally(told=len(self.told))

    @activity.defn(name=names.FIND_HELD)
    async def find_held(self, search: HeldSearch) -> HeldFound:
        held = [each for each in CASES if each not in self.told and each > search.after]
        return HeldFound(tuple(Held(each, "justice_office", "sl-t1") for each in held[:2]))

    @activity.defn(name=names.HAND_TO_SUCCESSORS)
    async def hand(self, batch: HandBatch) -> None:
        self.told |= {each.procedure for each in batch.cases}

    @activity.defn(name=names.FINISH_HANDOVER)
    async def finish_handover(self, handover: str) -> int:
        return len(self.told)

    @activity.defn(name=names.FIND_NEXT_REPORT)
    async def next_report(self, asked: NextAsked) -> ReportDue | None:
        self.looks += 1
        now = datetime.now(UTC)
        at = now - timedelta(hours=1) if self.looks == 1 else now + timedelta(days=3)
        return ReportDue(asked.county, "monthly", date(2026, 10, 1), date(2026, 10, 31), at)

    @activity.defn(name=names.MAKE_REPORT)
    async def make(self, due: ReportDue) -> str:
        return "a digest"

    @activity.defn(name=names.OPEN_MEETINGS)
    async def open(self, look: RotaLook) -> RotaOpened:
        self.looks += 1
        return RotaOpened(2)

    @activity.defn(name=names.LOOK_AT_RECORDS)
    async def look_at_records(self, look: Look) -> Looked:
        self.looks += 1
        return Looked(CASES, len(CASES), (NotHeld("without-next", CASES[0], 2),))

    @activity.defn(name=names.HOLD_AGAINST_ENGINE)
    async def hold_against_the_engine(self, sampled: list[str]) -> list[NotHeld]:
        return [NotHeld("engine-behind", sampled[-1], 3, ("seq",))]

    @activity.defn(name=names.NOTE_FINDINGS)
    async def note(self, look: Look, looked: Looked, beside: list[NotHeld]) -> Outcome:
        return Outcome(len(looked.found) + len(beside), 1, 0)

    def activities(self) -> Sequence[Any]:
        publication = (self.find, self.tell, self.finish)
        handover = (self.find_held, self.hand, self.finish_handover)
        watch = (self.look_at_records, self.hold_against_the_engine, self.note)
        return [*publication, *handover, *watch, self.next_report, self.make, self.open]


async def _runs(handle: WorkflowHandle[Any, Any]) -> list[WorkflowHistory]:
    history = await handle.fetch_history()
    found = [history]
    while run := history.events[0].workflow_execution_started_event_attributes.continued_execution_run_id:
        history = await handle._client.get_workflow_handle(handle.id, run_id=run).fetch_history()
        found.append(history)
    return found[::-1]


async def _recorded(client: Client, name: str) -> list[WorkflowHistory]:
    office = Office()
    async with Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=LABOURS,
        activities=office.activities(),
        workflow_runner=RUNNER,
        debug_mode=True,
    ):
        match name:
            case "publication":
                await starting.carry_out(client, "demo/9", 20, TASK_QUEUE)
                handle: WorkflowHandle[Any, Any] = client.get_workflow_handle("publication/demo/9")
                await handle.result()
            case "handover":
                await starting.hand_over(client, "h-1", 20, TASK_QUEUE)
                handle = client.get_workflow_handle("handover/h-1")
                await handle.result()
            case "watch":
                await starting.watch(client, TASK_QUEUE)
                handle = client.get_workflow_handle(names.WATCH)
                await _looks(handle, office, 1)
                await handle.signal(names.NUDGE)
                await _looks(handle, office, 2)
                await _renewed(handle, office)
            case _:
                start = starting.report if name == "reports" else starting.take_turns
                await start(client, "sl", TASK_QUEUE)
                handle = client.get_workflow_handle(f"{name}/sl")
                await _renewed(handle, office)
        return await _runs(handle)


async def _looks(handle: WorkflowHandle[Any, Any], office: Office, times: int) -> None:
    async def looked() -> bool:
        return office.looks >= times and await handle.query(names.PROGRESS) >= times

    await eventually(looked, _PATIENCE)


async def _renewed(handle: WorkflowHandle[Any, Any], office: Office) -> None:
    """Once it has looked, it goes on as a new run, and looks again."""

    async def looked(times: int) -> bool:
        return office.looks >= times

    first = (await handle.describe()).run_id
    await eventually(lambda: looked(1), _PATIENCE)
    await handle.signal(names.RENEW)

    async def another() -> bool:
        return (await handle.describe()).run_id != first

    await eventually(another, _PATIENCE)
    before = office.looks
    await eventually(lambda: looked(before + 1), _PATIENCE)

    async def at_rest() -> bool:
        events = (await handle.fetch_history()).events
        return any(each.HasField("timer_started_event_attributes") for each in events[-3:])

    await eventually(at_rest, _PATIENCE)


async def record(address: str, wanted: Sequence[str]) -> None:
    client = await Client.connect(address, namespace=NAMESPACE, data_converter=CONVERTER)
    assert await has_come_up(client)
    for name in wanted:
        runs = await _recorded(client, name)

        async def histories(runs: Sequence[WorkflowHistory] = runs) -> Any:
            for each in runs:
                yield each

        landed = await replay(histories(), LABOURS, CONVERTER, NAMESPACE)
        failed = [each.failure for each in landed.values() if each.failure]
        assert not failed, failed
        cases = [Case(each, landed[run_of(each)].state) for each in runs]
        await keep(f"walk-{name}", cases)


def main() -> None:
    """Record those that are named, or all."""
    with TemporaryDirectory() as home:
        data, log = Path(home) / "data", Path(home) / "engine.log"
        with Temporal(data, free_port(), free_port(), NAMESPACE, log) as server:
            server.ensure_search_attributes(SEARCH_ATTRIBUTES)
            asyncio.run(record(server.address, sys.argv[1:] or EVERY))


if __name__ == "__main__":
    main()
