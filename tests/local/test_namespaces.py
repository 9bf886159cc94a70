"""Namespaces are made ready by whoever may: there, kept for a year, with our search attributes."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from google.protobuf.duration_pb2 import Duration
from pydantic import SecretStr
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, RegisterNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError

from engine import engine_at
from local.namespaces import ensure_namespace, once_it_answers
from local.ports import free_port
from local.temporal import RETENTION, Temporal
from local.words import CannotStart
from settings import Settings
from workflows.attributes import SEARCH_ATTRIBUTES

pytestmark = pytest.mark.servers


async def kept_for_days(client: Client) -> int:
    found = await client.workflow_service.describe_namespace(
        DescribeNamespaceRequest(namespace=client.namespace)
    )
    return found.config.workflow_execution_retention_ttl.ToTimedelta().days


async def register(client: Client, days: int) -> None:
    period = Duration(seconds=days * 86_400)
    asked = RegisterNamespaceRequest(namespace=client.namespace, workflow_execution_retention_period=period)
    await client.workflow_service.register_namespace(asked)


@pytest.fixture
async def client(temporal_address: str) -> Client:
    return await engine_at(temporal_address, f"made-{uuid4()}")


async def test_what_is_not_there_is_made_however_often_it_is_asked(client: Client) -> None:
    await ensure_namespace(client, SEARCH_ATTRIBUTES)
    await ensure_namespace(client, SEARCH_ATTRIBUTES)

    assert await kept_for_days(client) == RETENTION.days
    listing = ListSearchAttributesRequest(namespace=client.namespace)
    found = await client.operator_service.list_search_attributes(listing)
    assert set(SEARCH_ATTRIBUTES) <= set(found.custom_attributes)


@pytest.mark.parametrize(("days", "after"), [(3, 365), (365, 365), (900, 900)])
async def test_what_is_kept_for_less_is_kept_for_a_year(client: Client, days: int, after: int) -> None:
    await register(client, days)

    await ensure_namespace(client, SEARCH_ATTRIBUTES)

    assert await kept_for_days(client) == after


async def test_an_engine_that_does_not_answer_is_not_waited_for_for_ever() -> None:
    nowhere = Settings(temporal_address="127.0.0.1:1", engine_keys=SecretStr(""))

    with pytest.raises(CannotStart, match=r"127\.0\.0\.1:1"):
        await once_it_answers(nowhere, seconds=0.1)


async def test_one_that_is_only_starting_is_waited_for(new_home: Callable[[], Path]) -> None:
    home, port = new_home(), free_port()
    late = Temporal(home / "late", port, free_port(), "fengqiao", home / "late.log")
    waiting = asyncio.create_task(once_it_answers(Settings(temporal_address=late.address)))
    await asyncio.sleep(0)

    try:
        await asyncio.to_thread(late.start)
        client = await waiting
        assert await client.service_client.check_health()
    finally:
        await asyncio.to_thread(late.stop)


async def test_an_engine_that_refuses_is_not_asked_again(temporal_address: str) -> None:
    nameless = await engine_at(temporal_address, "not a name, and too long" * 60)

    with pytest.raises(RPCError):
        await ensure_namespace(nameless, SEARCH_ATTRIBUTES)
