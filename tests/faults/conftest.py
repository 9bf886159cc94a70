"""One running system for all experiments that can share it; those that lose a disk bring their own."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import part_of
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.servers)
            item.add_marker(pytest.mark.acceptance)
    ours = [each for each in items if each.path.is_relative_to(HERE)]
    ours.sort(key=_turn)
    if len(ours) == len(items):
        left_out = _left_out(ours)
        config.hook.pytest_deselected(items=[item for item in ours if item in left_out])
        items[:] = [item for item in ours if item not in left_out]


def _left_out(items: list[pytest.Item]) -> set[pytest.Item]:
    """The experiments of the files that are not of this part (``FENGQIAO_PART``); no control is left out."""
    files = [HERE / f"{each}.py" for each in ORDER[3:]]
    elsewhere = set(files) - set(part_of(files))
    return {item for item in items if item.path in elsewhere and not _is_control(item)}


def _is_control(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and item.originalname in CONTROLS.values()


def _turn(item: pytest.Item) -> tuple[bool, bool, int]:
    assert isinstance(item, pytest.Function)
    shares = "rig" in item.fixturenames or item.path.stem in {"test_checker", "test_tools"}
    return not shares, not (_is_control(item) and shares), ORDER.index(item.path.stem)


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
