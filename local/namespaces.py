"""A namespace of an engine that is somebody else's: made if it is missing, and kept for a year."""

import asyncio

from google.protobuf.duration_pb2 import Duration
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest, UpdateNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from local.temporal import RETENTION
from local.words import CannotStart

PATIENCE = 120.0  # seconds: an engine that has just been started takes its time
_LOOK_EVERY = 0.5
_YEAR = Duration(seconds=int(RETENTION.total_seconds()))
_NOT_YET = (RPCStatusCode.NOT_FOUND, RPCStatusCode.UNAVAILABLE)


async def ensure_namespace(address: str, namespace: str, patience: float = PATIENCE) -> None:
    """Have the namespace answer, with what is closed in it kept for a year. The engine may be on its way up.

    Raises CannotStart("engine-away") if it does not answer within so many seconds.
    """
    end = asyncio.get_running_loop().time() + patience
    while not await _is_there(address, namespace):
        if asyncio.get_running_loop().time() > end:
            raise CannotStart("engine-away", address=address, seconds=int(patience))
        await asyncio.sleep(_LOOK_EVERY)


async def _is_there(address: str, namespace: str) -> bool:
    try:
        service = (await Client.connect(address, namespace=namespace)).workflow_service
    except RuntimeError:  # not connected
        return False
    made = RegisterNamespaceRequest(namespace=namespace, workflow_execution_retention_period=_YEAR)
    kept = UpdateNamespaceRequest(
        namespace=namespace, config=NamespaceConfig(workflow_execution_retention_ttl=_YEAR)
    )
    try:
        await service.register_namespace(made)
    except RPCError as no:
        if no.status is not RPCStatusCode.ALREADY_EXISTS:
            return _may_come(no)
    try:
        await service.update_namespace(kept)
    except RPCError as no:
        return _may_come(no)
    return True


def _may_come(no: RPCError) -> bool:
    """False where it may answer later. Raises what is for good."""
    if no.status not in _NOT_YET:
        raise no
    return False
