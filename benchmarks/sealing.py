"""What sealing costs a decision on the real engine: with neither suite, with each, in turn, in the same run.

A bare update with a local activity (floor C), whose messages are as large as those of a dispute's decision.
The processor's time inside the codec is taken where the engine's library calls it, on both sides of the wire.
"""

import argparse
import asyncio
import os
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from typing import Self

from temporalio import activity, workflow
from temporalio.api.common.v1 import Payload
from temporalio.client import Client, WorkflowHandle
from temporalio.converter import DataConverter, PayloadCodec, SerializationContext, WithSerializationContext
from temporalio.worker import Worker

from keys.suites import SuiteName
from local.ports import free_port
from local.temporal import Temporal
from workflows.converter import data_converter
from workflows.sandbox import RUNNER

_LIMIT = timedelta(seconds=10)
_OURS = replace(RUNNER, restrictions=RUNNER.restrictions.with_passthrough_modules("benchmarks", "local"))
# Bytes, as in the recorded disputes that climb all four steps: what a decision says, has written down, is
# told of it, and answers.
_COMMAND, _ASKED, _NOTED, _ANSWER = 257, 2_500, 82, 64


@activity.defn(name="carry")
async def carry(asked: str) -> str:
    """A journal that keeps nothing."""
    return asked[:_NOTED]


@workflow.defn(name="WeighedWorkflow")
class WeighedWorkflow:
    def __init__(self) -> None:
        self.done = False

    @workflow.run
    async def run(self) -> None:
        await workflow.wait_condition(lambda: self.done)

    @workflow.signal
    def finish(self) -> None:
        self.done = True

    @workflow.update
    async def decide(self, said: str) -> str:
        noted: str = await workflow.execute_local_activity(
            "carry", said * (_ASKED // _COMMAND), start_to_close_timeout=_LIMIT, result_type=str
        )
        return noted[:_ANSWER]


@dataclass
class Spent:
    """What went through a codec, and how long a processor worked on it."""

    seconds: float = 0.0
    messages: int = 0
    size: int = 0


class Timed(PayloadCodec, WithSerializationContext):
    """A codec with a watch beside it."""

    def __init__(self, inner: PayloadCodec, spent: Spent) -> None:
        self._inner, self._spent = inner, spent

    def with_context(self, context: SerializationContext) -> Self:
        inner = self._inner
        placed = inner.with_context(context) if isinstance(inner, WithSerializationContext) else inner
        return type(self)(placed, self._spent)

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        began = time.thread_time()
        sealed = await self._inner.encode(payloads)
        self._note(began, sealed)
        return sealed

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        began = time.thread_time()
        opened = await self._inner.decode(payloads)
        self._note(began, payloads)
        return opened

    def _note(self, began: float, sealed: Sequence[Payload]) -> None:
        self._spent.seconds += time.thread_time() - began
        self._spent.messages += len(sealed)
        self._spent.size += sum(len(each.data) for each in sealed)


class Through(PayloadCodec):
    """A codec that does nothing: what the engine's library costs as soon as there is one."""

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return list(payloads)

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return list(payloads)


@dataclass
class Way:
    """One way to seal, or none: how long each decision took, and what its codec spent."""

    name: str
    converter: DataConverter
    spent: Spent = field(default_factory=Spent)
    took: list[float] = field(default_factory=list)


def ways() -> Iterator[Way]:
    """Not sealed at all, passed through a codec that does nothing, and sealed by each suite."""
    keys = {"k1": os.urandom(32)}
    plain = data_converter(keys).payload_converter_class
    yield Way("unsealed", DataConverter(payload_converter_class=plain))
    yield Way("through", DataConverter(payload_converter_class=plain, payload_codec=Through()))
    for suite in SuiteName:
        sealing, spent = data_converter(keys, suite=suite), Spent()
        assert sealing.payload_codec
        timed = DataConverter(
            payload_converter_class=sealing.payload_converter_class,
            payload_codec=Timed(sealing.payload_codec, spent),
            failure_converter_class=sealing.failure_converter_class,
        )
        yield Way(suite.value, timed, spent)


async def measure(address: str, rounds: int, each: int) -> list[Way]:
    """The ways in turn, round after round: machines drift."""
    measured = list(ways())
    async with AsyncExitStack() as working:
        handles = [await _begun(working, address, way) for way in measured]
        for way, handle in zip(measured, handles, strict=True):
            await _decide(way, handle, 5)
            way.took.clear()
            way.spent.seconds, way.spent.messages, way.spent.size = 0.0, 0, 0
        for _ in range(rounds):
            for way, handle in zip(measured, handles, strict=True):
                await _decide(way, handle, each)
        for handle in handles:
            await handle.signal(WeighedWorkflow.finish)
    return measured


async def _begun(working: AsyncExitStack, address: str, way: Way) -> WorkflowHandle[WeighedWorkflow, None]:
    client = await Client.connect(address, namespace="fengqiao", data_converter=way.converter)
    queue = f"weighed-{way.name}"
    worker = Worker(
        client, task_queue=queue, workflows=[WeighedWorkflow], activities=[carry], workflow_runner=_OURS
    )
    await working.enter_async_context(worker)
    return await client.start_workflow(WeighedWorkflow.run, id=f"weighed/{uuid.uuid4()}", task_queue=queue)


async def _decide(way: Way, handle: WorkflowHandle[WeighedWorkflow, None], each: int) -> None:
    for _ in range(each):
        began = time.perf_counter()
        await handle.execute_update(WeighedWorkflow.decide, "x" * _COMMAND)
        way.took.append(time.perf_counter() - began)


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks --only sealing", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--each", type=int, default=20, help="decisions of a round")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        ports = free_port(), free_port()
        with Temporal(Path(home) / "data", *ports, "fengqiao", Path(home) / "engine.log") as server:
            measured = asyncio.run(measure(server.address, asked.rounds, asked.each))
    floor = quantiles(measured[0].took, n=10)
    headings = ("p10 ms", "to floor", "p50 ms", "to floor", "codec ms", "messages", "bytes")
    print(" " * 10 + "".join(f"{each:>10}" for each in headings))
    for way in measured:
        p10, p50, count = *(quantiles(way.took, n=10)[at] for at in (0, 4)), len(way.took)
        print(
            f"{way.name:10}{p10 * 1e3:10.2f}{p10 / floor[0]:10.2f}{p50 * 1e3:10.2f}{p50 / floor[4]:10.2f}"
            f"{way.spent.seconds / count * 1e3:10.3f}{way.spent.messages / count:10.1f}"
            f"{way.spent.size / count:10.0f}"
        )
