"""Fixtures of every room."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

gc.disable()  # until everything is collected: nothing of it is let go before the end

from tests.servers import (  # noqa: E402
    database_url,
    migrated,
    new_home,
    postgres,
    temporal,
    temporal_address,
)

__all__ = ["database_url", "migrated", "new_home", "postgres", "temporal", "temporal_address"]


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """A program under test may send its log lines to a stream that ends with the test."""
    yield
    structlog.reset_defaults()


# With the whole system, or very many requests: `make whole` and `make long` run them. They are not measured
# for coverage, for what these take is taken by shorter tests too. The longest come first, so that no process
# is left alone with one of them at the end.
WHOLE = (
    "tests/security/test_schemathesis.py",
    "tests/handoffs/test_chaos.py",
    "tests/privacy/test_canaries.py",
    "tests/sealed/test_attack.py",
    "tests/desk/test_real_front_door.py",
    "tests/desk/test_real_cutover.py",
    "tests/browser/",
    "tests/acceptance/test_fan_out.py",
    "tests/handoffs/model/",
    "tests/acceptance/",
    "tests/api/test_matrix.py",
    "tests/authority/test_lists.py",
    "tests/desk/test_real_input.py",
    "tests/security/test_injection.py",
    "tests/conformance/",
    "tests/workflows/test_reports.py",
    "tests/relay/test_relay.py",
    "tests/api/test_fuzz.py",
    "tests/api/test_by_seat.py",
    "tests/api/test_corpus.py",
    "tests/api/test_noted.py",
    "tests/api/test_sees_little.py",
    "tests/api/test_two_walls.py",
    "tests/authority/test_oracle.py",
    "tests/records/test_over_old_cases.py",
    "tests/sealed/test_on_the_engine.py",
)


# Needs more than every machine has, or more time: tiers of their own, collected only when named.
APART = (
    "tests/cluster",
    "tests/containers",
    "tests/upgrades/test_engine_lost.py",
    "tests/upgrades/test_rebuilt_many.py",
    "tests/upgrades/test_together.py",
    "tests/backups/test_reconciling.py",
    "tests/backups/test_refusals.py",
    "tests/faults",
    "tests/bundle",
    "tests/chart",
)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A directory apart is passed over, unless somebody has named it or something in it."""
    named = [(config.invocation_params.dir / each.partition("::")[0]).resolve() for each in config.args]
    for folder in (config.rootpath / each for each in APART):
        if collection_path == folder and not any(each.is_relative_to(folder) for each in named):
            return True
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is in the list, and begins with it in its order; everything else stands as it was."""
    places = {
        item: place
        for item in items
        for place, begins in enumerate(WHOLE)
        if item.nodeid.startswith(begins) and not any(item.nodeid.startswith(each) for each in WHOLE[:place])
    }
    for item in places:
        item.add_marker(pytest.mark.whole)
    items.sort(key=lambda item: places.get(item, len(WHOLE)))


def pytest_collection_finish() -> None:
    """What was collected stays until the end: walking it again at every full collection of garbage took
    seconds, in which a workflow that the collector interrupted counted as one that hangs.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


# What may skip in CI, unless FENGQIAO_MUST says that the machine has what it needs.
MAY_SKIP = () if os.environ.get("FENGQIAO_MUST") else tuple(f"{each}/" for each in APART)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that skips without leave fails the run: a silent skip proves nothing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    is_strict = os.environ.get("CI") or os.environ.get("FENGQIAO_MUST")
    if not is_strict or reporter is None:
        return
    unexpected = [
        report.nodeid
        for report in reporter.stats.get("skipped", ())
        if not report.nodeid.startswith(MAY_SKIP)
    ]
    for nodeid in unexpected:
        reporter.write_line(f"skipped without leave: {nodeid}", red=True)
    if unexpected:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
