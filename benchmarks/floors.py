"""The bare engine, for comparison in the same run: what an update costs before we do anything with it.

A: an update and nothing else. C: an update with a local activity that does nothing (the floor of a
decision that is journalled first). B: an update acknowledged after an ordinary activity that does
nothing (what a design pays that writes down through the engine's own queue).
"""

import asyncio
import sys
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.client import Client, WorkflowHandle
from temporalio.worker import Worker

QUEUE = "floors"
LIMIT = timedelta(seconds=10)


@activity.defn(name="nothing")
async def nothing() -> None:
    return None


@workflow.defn(name="FloorWorkflow")
class FloorWorkflow:
    def __init__(self) -> None:
        self.done = False

    @workflow.run
    async def run(self) -> None:
        await workflow.wait_condition(lambda: self.done)

    @workflow.signal
    def finish(self) -> None:
        self.done = True

    @workflow.update
    async def a(self, n: int) -> int:
        return n

    @workflow.update
    async def b(self, n: int) -> int:
        await workflow.execute_activity("nothing", start_to_close_timeout=LIMIT)
        return n

    @workflow.update
    async def c(self, n: int) -> int:
        await workflow.execute_local_activity("nothing", start_to_close_timeout=LIMIT)
        return n


@dataclass(frozen=True)
class Pace:
    """How fast something went: per second, and milliseconds at the median and two percentiles."""

    per_second: float
    p50: float
    p95: float
    p99: float
    events_per_decision: float = 0.0


def pace(took: list[float], wall: float, events: float = 0.0) -> Pace:
    ordered = sorted(took)
    p50, p95, p99 = (ordered[int(len(took) * share)] * 1e3 for share in (0.5, 0.95, 0.99))
    return Pace(len(took) / wall, p50, p95, p99, events)


async def measure(client: Client, name: str, callers: int, each: int) -> Pace:
    """``callers`` workflows, each asked ``each`` times one after the other, all callers at once."""
    handles = [
        await client.start_workflow(FloorWorkflow.run, id=f"floor/{name}/{uuid.uuid4()}", task_queue=QUEUE)
        for _ in range(callers)
    ]
    for handle in handles:
        await handle.execute_update(name, 0)
    before = await _events(handles[0])
    took: list[float] = []

    async def ask(handle: WorkflowHandle[FloorWorkflow, None]) -> None:
        for n in range(each):
            start = time.perf_counter()
            await handle.execute_update(name, n)
            took.append(time.perf_counter() - start)

    start = time.perf_counter()
    await asyncio.gather(*map(ask, handles))
    wall = time.perf_counter() - start
    events = (await _events(handles[0]) - before) / each
    for handle in handles:
        await handle.signal(FloorWorkflow.finish)
    return pace(took, wall, events)


async def _events(handle: WorkflowHandle[FloorWorkflow, None]) -> int:
    return (await handle.describe()).history_length


async def _work(address: str, namespace: str) -> None:
    client = await Client.connect(address, namespace=namespace)
    async with Worker(client, task_queue=QUEUE, workflows=[FloorWorkflow], activities=[nothing]):
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_work(sys.argv[1], sys.argv[2]))
