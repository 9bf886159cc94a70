"""The worker process: ready when it says so, gone when asked to go, and clear about why it cannot work."""

import asyncio
import base64
import json
import os
import sys
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from google.protobuf.duration_pb2 import Duration
from structlog.typing import EventDict
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, RegisterNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError

import worker
from local.ports import free_port
from records import connect, migrate
from records.installation import is_for_training
from settings import Settings, SettingsDisagree
from tests.workflows.shed import KEYS, Shed, eventually, uncached_only

ENGINE_KEYS = f"k1:{base64.b64encode(KEYS['k1']).decode()}"


def settings(address: str, namespace: str = "fengqiao", database_url: str = "") -> Settings:
    nobody = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    return Settings(
        temporal_address=address,
        temporal_namespace=namespace,
        database_url=database_url or nobody,
        engine_keys=ENGINE_KEYS,
        keeper_key=base64.b64encode(bytes(32)).decode(),
        signing_keys=base64.b64encode(bytes(32)).decode(),
        task_queue=f"worker-{uuid.uuid4()}",
        development=True,  # the key is one of the tests'
    )


async def test_a_namespace_without_our_search_attributes_is_refused_in_both_languages(
    client: Client, temporal_address: str
) -> None:
    await client.workflow_service.register_namespace(
        RegisterNamespaceRequest(
            namespace="bare", workflow_execution_retention_period=Duration(seconds=86_400)
        )
    )

    async def is_known() -> bool:
        """A new namespace is known a moment after it was made."""
        with suppress(RPCError):
            await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace="bare"))
            return True
        return False

    await eventually(is_known)
    with pytest.raises(worker.CannotWork) as refused:
        await worker.connected(settings(temporal_address, "bare"))

    assert "FengqiaoStage (Keyword)" in str(refused.value)
    assert "检索属性" in str(refused.value)


async def test_an_engine_that_does_not_answer_is_named() -> None:
    address = f"127.0.0.1:{free_port()}"

    with pytest.raises(worker.CannotWork, match=address):
        await worker.connected(settings(address))


@uncached_only
async def test_the_server_whose_clock_can_be_moved_on_will_do_as_well(patient_shed: Shed) -> None:
    address = patient_shed.client.service_client.config.target_host

    skipping = settings(address, "default").model_copy(update={"clock": "engine"})

    assert (await worker.connected(skipping)).namespace == "default"


@pytest.mark.parametrize(
    "missing", ["TEMPORAL_ADDRESS", "DATABASE_URL", "FENGQIAO_ENGINE_KEYS", "FENGQIAO_KEEPER_KEY"]
)
def test_a_worker_without_a_setting_says_which(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], temporal_address: str
) -> None:
    for name, value in settings(temporal_address).environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv(missing)

    code = worker.main()

    assert code == 1
    said = capsys.readouterr()
    assert missing in said.err
    assert json.loads(said.out)["event"] == "worker.failed"


async def test_a_worker_does_not_work_on_records_of_another_kind(database_url: str) -> None:
    migrate(database_url)
    records = connect(database_url)
    found = await is_for_training(records, or_is_from_now_on=False)
    here = settings("", database_url=database_url).model_copy(update={"training": not found})

    with pytest.raises(SettingsDisagree, match="DATABASE_URL"):
        await worker._wait_for_records(records, asyncio.Event(), here)

    await records.dispose()


@asynccontextmanager
async def running(here: Settings) -> AsyncIterator[asyncio.subprocess.Process]:
    """A worker process of these settings, ended in any case."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "worker"),
        env={**os.environ, **here.environment()},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def says(process: asyncio.subprocess.Process, event: str) -> None:
    assert process.stdout
    async with asyncio.timeout(45):
        async for line in process.stdout:
            if json.loads(line)["event"] == event:
                return
    raise AssertionError(event)


async def test_a_worker_says_when_it_is_ready_and_ends_when_asked(
    temporal_address: str, database_url: str, tmp_path: Path
) -> None:
    migrate(database_url)
    ready = tmp_path / "ready"
    here = settings(temporal_address, database_url=database_url).model_copy(update={"ready_file": ready})

    async with running(here) as process:
        await says(process, "worker.ready")
        assert ready.exists()
        process.terminate()
        await says(process, "worker.ending")
        assert await asyncio.wait_for(process.wait(), 30) == 0


async def test_a_worker_waits_for_its_records_until_it_is_asked_to_end(said: list[EventDict]) -> None:
    ending, here = asyncio.Event(), settings("")
    waiting = asyncio.create_task(worker._wait_for_records(connect(here.database_url), ending, here))

    async def has_seen_them_away() -> bool:
        return any(line["event"] == "records.away" for line in said)

    await eventually(has_seen_them_away)
    assert not waiting.done()
    ending.set()
    await asyncio.wait_for(waiting, 10)
