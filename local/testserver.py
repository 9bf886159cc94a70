"""The Temporal test server that skips time, from its wheel: for stories in which weeks pass."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest

from engine import engine_at
from local.ports import LOOPBACK, claim
from local.process import Child, program
from local.temporal import SETTING, indexed_types

_START_SECONDS = 60


class TestServer:
    """A time-skipping server on a port, with nothing on disk. Its clock is one for all its workflows."""

    __test__ = False  # pytest: a server, no test

    def __init__(self, port: int, namespace: str, log: Path, pid_file: Path | None = None) -> None:
        self.address = f"{LOOPBACK}:{port}"
        self.namespace = namespace
        self._port = port
        command = [program("temporal-test-server"), str(port)]
        self.child = Child("Temporal test server", command, log, pid_file=pid_file)
        self._attributes: Mapping[str, str] = {}
        self.ready = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start and wait until it answers. Raises CannotStart."""
        self.ready = False
        claim(self._port, "Temporal test server", SETTING)
        self.child.start()
        self.child.wait_until_it_listens(self._port, SETTING, _START_SECONDS)
        self.ensure_search_attributes(self._attributes)
        self.ready = True

    def stop(self) -> None:
        """End it; there is nothing to keep."""
        self.child.stop()

    def kill(self) -> None:
        """kill -9, which is no different."""
        self.child.kill()

    def ensure_search_attributes(self, attributes: Mapping[str, str]) -> None:
        """Register {name: type}, now and after every start; without it a workflow that sets one hangs."""
        self._attributes = attributes
        asyncio.run(self._add(attributes))

    async def _add(self, attributes: Mapping[str, str]) -> None:
        client = await engine_at(self.address, self.namespace)
        await client.operator_service.add_search_attributes(
            AddSearchAttributesRequest(namespace=self.namespace, search_attributes=indexed_types(attributes))
        )
