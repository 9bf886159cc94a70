"""Fixtures of every room."""

import os
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
