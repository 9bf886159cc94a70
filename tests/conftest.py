"""Fixtures of every room."""

import os
import sys
from collections.abc import Iterator

import pytest
import structlog

from tests.servers import database_url, new_home, postgres, temporal, temporal_address

__all__ = ["database_url", "new_home", "postgres", "temporal", "temporal_address"]


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """A program under test may send its log lines to a stream that ends with the test."""
    yield
    structlog.reset_defaults()


# The files that take longest, with the whole system or with very many requests: begun first, so that no
# process is left alone with one of them at the end.
LONGEST = (
    "tests/security/test_schemathesis.py",
    "tests/privacy/test_canaries.py",
    "tests/sealed/test_attack.py",
    "tests/handoffs/test_chaos.py",
    "tests/relay/test_relay.py",
    "tests/acceptance/test_keys.py",
    "tests/api/test_matrix.py",
    "tests/desk/test_real_front_door.py",
    "tests/conformance/",
    "tests/security/test_injection.py",
    "tests/acceptance/",
    "tests/api/test_fuzz.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, everything else as it stands."""
    items.sort(
        key=lambda item: next(
            (n for n, file in enumerate(LONGEST) if item.nodeid.startswith(file)), len(LONGEST)
        )
    )


# Long, and not measured: what they take is taken by shorter tests too, and the gates hold without them.
# Measuring makes them, and every process they start, twice as slow.
UNMEASURED = (
    *LONGEST,
    "tests/api/test_by_seat.py",
    "tests/api/test_corpus.py",
    "tests/api/test_noted.py",
    "tests/api/test_sees_little.py",
    "tests/api/test_two_walls.py",
    "tests/authority/test_lists.py",
    "tests/authority/test_oracle.py",
    "tests/desk/test_real_cutover.py",
    "tests/desk/test_real_input.py",
    "tests/handoffs/model/",
    "tests/records/test_over_old_cases.py",
    "tests/rules/counted/",
    "tests/sealed/test_on_the_engine.py",
    "tests/workflows/test_reports.py",
)
_MEASURING = "COVERAGE_PROCESS_CONFIG"  # what tells a process that it is measured


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Fixtures, too, that a test is the first to need."""
    if not item.nodeid.startswith(UNMEASURED):
        return (yield)
    tracer, measuring = sys.gettrace(), os.environ.pop(_MEASURING, None)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)
        if measuring is not None:
            os.environ[_MEASURING] = measuring


# The only tier that may skip in CI: it needs a Docker engine, and says so.
MAY_SKIP = ("tests/deploy/",)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that skips without leave fails the run: a silent skip proves nothing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("CI") or reporter is None:
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
