"""The release before, run from its own tree beside this one: on the same records, engine and queues."""

import os
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from demo.town import Town
from desk.caller import Caller
from local.ports import free_port
from local.process import ROOT
from local.system import System
from tests.upgrades.conftest import READY_SECONDS, wait_until

RELEASED = ROOT / "docs" / "released.toml"


@dataclass(frozen=True)
class Before:
    """Its worker and its API, which run, and where they write what they have to say."""

    tree: Path
    worker: subprocess.Popen[bytes]
    api: subprocess.Popen[bytes]
    url: str
    log: Path


def tree_of_the_release_before(place: Path) -> Path:
    """Its files, out of the history of this repository; skips where that does not reach so far."""
    commit = tomllib.loads(RELEASED.read_text())["previous"]["commit"]
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", commit],  # noqa: S607  whichever git is there
        capture_output=True,
        check=False,
    )
    if archive.returncode:
        pytest.skip(f"the release before, {commit}, is not in this clone: {archive.stderr.decode().strip()}")
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
        files.extractall(place, filter="data")
    return place


@contextmanager
def beside(system: System, home: Path) -> Iterator[Before]:
    """The release before, beside the system that runs."""
    tree = tree_of_the_release_before(home / "before")
    port, ready, log = free_port(), home / "before.ready", home / "before.log"
    settings = system.settings.without_the_sealed().environment()
    environment = {
        **os.environ,
        **settings,
        "FENGQIAO_API_PORT": str(port),
        "FENGQIAO_READY_FILE": str(ready),
        "PYTHONPATH": str(tree),
    }
    with log.open("wb") as said:
        started = []
        for module in ("worker", "api"):
            own = environment if module == "worker" else {**environment, **system.settings.environment()}
            own = {**own, "FENGQIAO_API_PORT": str(port)}
            started.append(
                subprocess.Popen([sys.executable, "-m", module], cwd=tree, env=own, stdout=said, stderr=said)
            )
        worker, api = started
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until(lambda: ready.exists() and _is_healthy(url), READY_SECONDS)
            yield Before(tree, worker, api, url, log)
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(READY_SECONDS)


class AtBoth(Town):
    """Everybody asks now at the one API and now at the other. ``asked`` counts at which."""

    def __init__(self, system: System, before: Before) -> None:
        super().__init__(system)
        self._ours = self._caller
        self._theirs = Caller(before.url, transport=self._doors)
        self._turns = count()
        self.asked = {"ours": 0, "theirs": 0}

    async def close_theirs(self) -> None:
        await self._theirs.__aexit__(None, None, None)

    async def _get(self, path: str, person: str, **parameters: str) -> Any:
        self._take_turns()
        return await super()._get(path, person, **parameters)

    async def _post(self, person: str, path: str, body: dict[str, Any], key: str) -> Any:
        self._take_turns()
        return await super()._post(person, path, body, key)

    def _take_turns(self) -> None:
        """Who is asked next; nothing is waited for between this and the asking."""
        is_ours = next(self._turns) % 2 == 0
        self._caller = self._ours if is_ours else self._theirs
        self.asked["ours" if is_ours else "theirs"] += 1


def _is_healthy(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/ready", timeout=10, trust_env=False).is_success
    except httpx.TransportError:
        return False
