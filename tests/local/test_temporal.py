"""The embedded Temporal keeps what it has acknowledged, in files of ours alone."""

import asyncio
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client

from local.ports import free_port
from local.temporal import Temporal
from local.testserver import TestServer
from local.words import CannotStart

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Temporal]:
    """A server for this module to kill and start again."""
    home = tmp_path_factory.mktemp("temporal")
    with Temporal(home / "data", free_port(), free_port(), "fengqiao", home / "log") as running:
        yield running


def _client(server: Temporal) -> Client:
    return asyncio.run(Client.connect(server.address, namespace="fengqiao"))


def test_its_database_is_readable_by_its_owner_alone(server: Temporal) -> None:
    files = list(server.database.parent.iterdir())

    assert server.database in files
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(server.database.parent.stat().st_mode) == 0o700


def test_its_database_has_a_write_ahead_log_synced_at_every_commit(server: Temporal) -> None:
    with sqlite3.connect(f"file:{server.database}?mode=ro", uri=True) as database:
        journal_mode = database.execute("PRAGMA journal_mode").fetchone()
    database.close()

    assert journal_mode == ("wal",)
    assert (
        "synchronous=full" in psutil.Process(server.child.pid).cmdline()
    )  # a connection's own; the file is mute


def test_it_listens_on_loopback_alone(server: Temporal) -> None:
    listening = psutil.Process(server.child.pid).net_connections(kind="tcp")

    addresses = {connection.laddr.ip for connection in listening if connection.status == psutil.CONN_LISTEN}
    assert addresses == {"127.0.0.1"}


def test_a_workflow_outlives_kill_9(server: Temporal) -> None:
    asyncio.run(_client(server).start_workflow("Nobody", id="kept", task_queue="nobody"))

    server.kill()
    server.start()

    described = asyncio.run(_client(server).get_workflow_handle("kept").describe())
    assert described.status is not None
    assert described.status.name == "RUNNING"


def test_closed_workflows_are_kept_for_a_year_after_every_start(server: Temporal) -> None:
    server.stop()
    server.start()

    asked = DescribeNamespaceRequest(namespace="fengqiao")
    namespace = asyncio.run(_client(server).workflow_service.describe_namespace(asked))
    assert namespace.config.workflow_execution_retention_ttl.ToTimedelta().days == 365


def test_search_attributes_are_registered_once_however_often_they_are_asked_for(server: Temporal) -> None:
    server.ensure_search_attributes({"FengqiaoStage": "Keyword"})
    server.ensure_search_attributes(
        {"FengqiaoStage": "Keyword", "FengqiaoDue": "Datetime", "FengqiaoTo": "KeywordList"}
    )

    asked = ListSearchAttributesRequest(namespace="fengqiao")
    found = asyncio.run(_client(server).operator_service.list_search_attributes(asked)).custom_attributes
    assert {"FengqiaoStage", "FengqiaoDue", "FengqiaoTo"} <= found.keys()


def test_a_search_attribute_of_another_type_is_a_clear_error(server: Temporal) -> None:
    server.ensure_search_attributes({"FengqiaoStep": "Keyword"})

    with pytest.raises(CannotStart, match="FengqiaoStep"):
        server.ensure_search_attributes({"FengqiaoStep": "Int"})


def test_the_skipping_server_knows_our_search_attributes(tmp_path: Path) -> None:
    with TestServer(free_port(), "fengqiao", tmp_path / "log") as server:
        server.ensure_search_attributes({"FengqiaoStage": "Keyword"})

        pid = server.child.pid
    assert not psutil.pid_exists(pid)
