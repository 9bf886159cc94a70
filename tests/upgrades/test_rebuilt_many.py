"""How long it takes to begin many open cases again in an empty engine: `make rebuilt-long`."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client

from desk import reviving
from desk.together import together
from local.ports import free_port
from local.temporal import Temporal
from relay import Relay
from tests.records.conftest import engine, house, keeper
from tests.records.house import House
from tests.relay.conftest import KEYS, migrated
from tests.upgrades.test_told_again import worked_on
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.converter import data_converter

__all__ = ["engine", "house", "keeper", "migrated"]

MANY = int(os.environ.get("FENGQIAO_REBUILT", "50"))
WITHIN = 15 * 60 / 10_000  # seconds for each, on two quiet cores


@pytest.fixture
def empty_engine(new_home: Callable[[], Path]) -> Iterator[Temporal]:
    home = new_home()
    with Temporal(home / "data", free_port(), free_port(), "fengqiao", home / "temporal.log") as server:
        server.ensure_search_attributes(SEARCH_ATTRIBUTES)
        yield server


async def test_every_open_case_is_begun_again(
    empty_engine: Temporal, house: House, engine: AsyncEngine
) -> None:
    async def registered(_: int) -> None:
        await house.dispute()

    await together(range(MANY), registered, 8)
    converter = data_converter(KEYS, current="k1")
    client = await Client.connect(empty_engine.address, namespace="fengqiao", data_converter=converter)
    assert await reviving.has_come_up(client)
    relay = Relay(client, engine, f"rebuilt-{uuid4()}")
    began = time.perf_counter()
    async with worked_on(relay):
        begun = await reviving.begin_again(relay, "ordinary")
        await reviving.settle(relay, begun)
    seconds = time.perf_counter() - began

    figures = {
        "cases": MANY,
        "started_s": begun.seconds,
        "agreed_s": round(seconds, 1),
        "for_10000_s": round(seconds / MANY * 10_000),
        "promised_s": round(WITHIN * 10_000),
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    assert begun.started == MANY
    assert begun.findings == []
