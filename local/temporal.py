"""The Temporal server with its web pages from its wheel, on a file of its own, on loopback."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Self

from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import UpdateNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from engine import engine_at
from local.lock import Lock
from local.ports import LOOPBACK, claim
from local.process import Child, program
from local.words import CannotStart

SETTING = "FENGQIAO_TEMPORAL_PORT"
UI_SETTING = "FENGQIAO_TEMPORAL_UI_PORT"
RETENTION = timedelta(days=365)
_START_SECONDS = 60
_NOT_YET = (RPCStatusCode.NOT_FOUND, RPCStatusCode.UNAVAILABLE)

# With the default journal and synchronous level a power cut loses the last acknowledged command.
_PRAGMAS = ("journal_mode=wal", "synchronous=full")

_LIMITS = {
    "frontend.namespaceRPS.visibility": "200",  # 10 by default: too few to list a county's cases
    "frontend.WorkflowTimeSkippingEnabled": "true",  # only for workflows started with it
}


class Temporal:
    """A Temporal server on a directory and two ports. Use as a context manager, or `start` and `stop`.

    ``beside``: further namespaces, which see nothing of each other.
    """

    def __init__(
        self,
        directory: Path,
        port: int,
        ui_port: int,
        namespace: str,
        log: Path,
        pid_file: Path | None = None,
        *,
        beside: tuple[str, ...] = (),
    ) -> None:
        self.namespace = namespace
        self._namespaces = (namespace, *beside)
        self.address = f"{LOOPBACK}:{port}"
        self.ui_url = f"http://{LOOPBACK}:{ui_port}"
        self.database = directory.resolve() / "temporal.db"
        self._ports = (port, ui_port)
        self._lock = Lock(directory.resolve().with_name(directory.name + ".lock"))
        self.child = Child("Temporal", self._command(), log, pid_file=pid_file)
        self.ready = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start, on old data or new, and wait until the namespace answers. Raises CannotStart."""
        port, ui_port = self._ports
        self.ready = False
        self._lock.take()
        claim(port, "Temporal", SETTING)
        claim(ui_port, "Temporal Web UI", UI_SETTING)
        self.database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.child.start()
        self.child.wait_until_it_listens(port, SETTING, _START_SECONDS)
        self.child.wait_until_it_listens(ui_port, UI_SETTING, _START_SECONDS)
        self.child.wait_until(self._keeps_a_year, _START_SECONDS)
        self.ready = True

    def stop(self) -> None:
        """Ask the server to end and wait for it."""
        self.child.stop()
        self._lock.release()

    def kill(self) -> None:
        """kill -9 of the server."""
        self.child.kill()

    def ensure_search_attributes(self, attributes: Mapping[str, str]) -> None:
        """Register what is missing of {name: type}. Raises CannotStart("other-attribute") on a clash."""
        for namespace in self._namespaces:
            asyncio.run(self._ensure_search_attributes(namespace, attributes))

    async def _ensure_search_attributes(self, namespace: str, attributes: Mapping[str, str]) -> None:
        await ensure_search_attributes(await engine_at(self.address, namespace), attributes)

    def _keeps_a_year(self) -> bool:
        return all(asyncio.run(_keeps_a_year(self.address, each)) for each in self._namespaces)

    def _command(self) -> list[str]:
        port, ui_port = self._ports
        return [
            *(program("temporal"), "server", "start-dev", "--log-level", "error", "--disable-config-file"),
            *("--db-filename", str(self.database), "--ip", LOOPBACK),
            *(part for namespace in self._namespaces for part in ("--namespace", namespace)),
            *("--port", str(port), "--ui-port", str(ui_port), "--ui-disable-news-fetch"),
            *(part for pragma in _PRAGMAS for part in ("--sqlite-pragma", pragma)),
            *(
                part
                for key, value in _LIMITS.items()
                for part in ("--dynamic-config-value", f"{key}={value}")
            ),
        ]


async def ensure_search_attributes(client: Client, attributes: Mapping[str, str]) -> None:
    """Register what is missing of {name: type} ("Keyword", "Datetime", …) in the client's namespace, and wait
    until it is known.

    Raises CannotStart("other-attribute") when a name is registered with another type.
    """
    service, namespace = client.operator_service, client.namespace
    wanted = indexed_types(attributes)
    listing = ListSearchAttributesRequest(namespace=namespace)

    found = dict((await service.list_search_attributes(listing)).custom_attributes)
    for name in wanted.keys() & found.keys():
        if wanted[name] != found[name]:
            kind = IndexedValueType.Name(found[name])
            raise CannotStart("other-attribute", name=name, found=kind, wanted=attributes[name])
    missing = {name: kind for name, kind in wanted.items() if name not in found}
    if missing:
        await service.add_search_attributes(
            AddSearchAttributesRequest(namespace=namespace, search_attributes=missing)
        )


def indexed_types(attributes: Mapping[str, str]) -> dict[str, IndexedValueType.ValueType]:
    """{name: "Keyword"} as the engine numbers the types."""
    prefix = "INDEXED_VALUE_TYPE_"
    types = {
        name.removeprefix(prefix).replace("_", "").lower(): number
        for name, number in IndexedValueType.items()
    }
    return {name: types[kind.lower()] for name, kind in attributes.items()}


async def _keeps_a_year(address: str, namespace: str) -> bool:
    """Whether the namespace is there; its closed workflows are from then on kept for `RETENTION`."""
    year = Duration(seconds=int(RETENTION.total_seconds()))
    keep = UpdateNamespaceRequest(
        namespace=namespace, config=NamespaceConfig(workflow_execution_retention_ttl=year)
    )
    try:
        client = await engine_at(address, namespace)
        await client.workflow_service.update_namespace(keep)
    except RuntimeError:  # not connected
        return False
    except RPCError as error:
        if error.status in _NOT_YET:
            return False
        raise
    return True
