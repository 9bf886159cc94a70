"""Every recorded history, replayed once for all tests of this room."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from temporalio.client import WorkflowHistory

from tests.histories.kept import CONVERTER, NAMESPACE, kept_now
from workflows.every import EVERY
from workflows.replaying import Replayed, replay

CASES = kept_now()
EACH = [
    pytest.param(run, id=f"{story}-{case.history.workflow_id}-{run[:8]}")
    for run, (story, case) in CASES.items()
]


async def replayed_now() -> dict[str, Replayed]:
    async def histories() -> AsyncIterator[WorkflowHistory]:
        for _, case in CASES.values():
            yield case.history

    return await replay(histories(), EVERY, CONVERTER, NAMESPACE)


@pytest.fixture(scope="session")
def replayed() -> dict[str, Replayed]:
    """By one replayer: each of them would need half a second to end."""
    return asyncio.run(replayed_now())
