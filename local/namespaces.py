"""Namespaces of an engine: there, kept for a year after a workflow has ended, with our search attributes."""

import asyncio
import time
from collections.abc import Mapping

from google.protobuf.duration_pb2 import Duration
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.workflowservice.v1 import (
    DescribeNamespaceRequest,
    RegisterNamespaceRequest,
    UpdateNamespaceRequest,
)
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from engine import engine_of
from local.temporal import RETENTION, ensure_search_attributes
from local.words import CannotStart
from settings import Settings

PATIENCE = 120.0  # seconds: an engine that has just been started takes its time
_KNOWN_SECONDS = 60  # each node looks for new namespaces now and then
_LOOK_EVERY = 0.5  # seconds


async def once_it_answers(settings: Settings, seconds: float = PATIENCE) -> Client:
    """A client without keys, as soon as the engine answers: a node listens before it is healthy, and says so.

    Raises SettingsDisagree, and CannotStart where it does not answer in time or refuses who comes.
    """
    limit = time.monotonic() + seconds
    while True:
        try:
            return await engine_of(settings, payloads=False)
        except RuntimeError as away:
            if time.monotonic() > limit or "PermissionDenied" in str(away):
                address, why = settings.temporal_address, str(away).partition(", details")[0]
                raise CannotStart("engine-silent", address=address, seconds=seconds, why=why) from None
        await asyncio.sleep(_LOOK_EVERY)


async def ensure_namespace(client: Client, attributes: Mapping[str, str]) -> None:
    """Have the client's namespace there, with what has ended kept for `RETENTION` or longer, and with these
    search attributes.

    Raises CannotStart on a clash of search attributes, and RPCError where whoever asks may not do this.
    """
    await _keep_long_enough(client)
    limit = time.monotonic() + _KNOWN_SECONDS
    while True:
        try:
            await ensure_search_attributes(client, attributes)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND or time.monotonic() > limit:
                raise
            await asyncio.sleep(_LOOK_EVERY)
        else:
            return


async def _keep_long_enough(client: Client) -> None:
    """Register it, or have it keep for longer. Who only looks need not be who may set up."""
    engine, year = client.workflow_service, Duration(seconds=int(RETENTION.total_seconds()))
    try:
        found = await engine.describe_namespace(DescribeNamespaceRequest(namespace=client.namespace))
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        await engine.register_namespace(
            RegisterNamespaceRequest(namespace=client.namespace, workflow_execution_retention_period=year)
        )
        return
    if found.config.workflow_execution_retention_ttl.ToTimedelta() < RETENTION:
        config = NamespaceConfig(workflow_execution_retention_ttl=year)
        await engine.update_namespace(UpdateNamespaceRequest(namespace=client.namespace, config=config))
