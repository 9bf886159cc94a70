"""One running system for all experiments that can share it; those that lose a disk bring their own."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.catalogue import CONTROLS
from tests.faults.rig import Rig, patient, running
from tests.handoffs.chaos import CONTRARY

HERE = Path(__file__).parent
# Those that share a system come first, and before them all their controls; then those with a system each.
ORDER = (
    "test_checker",
    "test_tools",
    "test_controls",
    "test_kills",
    "test_standing_still",
    "test_starved",
    "test_again",
    "test_agencies",
    "test_crowds",
    "test_clocks",
    "test_network",
    "test_storage",
    "test_power",
)
_shared: list[Rig] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.servers)
            item.add_marker(pytest.mark.acceptance)
    ours = [each for each in items if each.path.is_relative_to(HERE)]
    ours.sort(key=_turn)
    if len(ours) == len(items):
        items[:] = ours


def _turn(item: pytest.Item) -> tuple[bool, bool, int]:
    assert isinstance(item, pytest.Function)
    shares = "rig" in item.fixturenames or item.path.stem in {"test_checker", "test_tools"}
    is_control = item.originalname in CONTROLS.values()
    return not shares, not (is_control and shares), ORDER.index(item.path.stem)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where it must run, what was skipped has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("FENGQIAO_MUST") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    with patient():
        yield


@pytest.fixture(scope="session")
def rig() -> Iterator[Rig]:
    if sys.platform != "linux":
        pytest.skip("faults are made with what Linux has for it")
    tempers = ",".join(f"{agency}={temper}" for agency, temper in CONTRARY.items())
    with running(simulator_tempers=tempers) as rig:
        _shared.append(rig)
        yield rig


@pytest.fixture(scope="session")
def alone() -> None:
    """Whoever brings a system of their own has the machine alone: the shared one has done its work."""
    for rig in _shared:
        rig.stop()
