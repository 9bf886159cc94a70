"""Fixtures of every room."""

import gc
import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
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


# How much is played where a run must be short (`.ci/run`; CONTRIBUTING.md). Of one test with many cases at
# most so many. Of the files of the whole, and of those that speak over HTTP, the k-th of n parts ("2/4").
OVER_HTTP = ("tests/api/", "tests/pages/", "tests/signing_in/")
EACH = int(os.environ.get("FENGQIAO_EACH", "0"))
PART = os.environ.get("FENGQIAO_PART", "1/1")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
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

    left_out = {
        file
        for parted in (_files(places), _files(item for item in items if _is_over_http(item, places)))
        for file in set(parted) - set(part_of(parted))
    }
    played = [item for item in _spread(items) if item.path not in left_out]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(played)])
    items[:] = played


def _is_over_http(item: pytest.Item, whole: Container[pytest.Item]) -> bool:
    return item not in whole and item.nodeid.startswith(OVER_HTTP)


def _files(items: Iterable[pytest.Item]) -> list[Path]:
    return list(dict.fromkeys(item.path for item in items))


def part_of(files: list[Path]) -> list[Path]:
    """Dealt out in turn, so that the long ones, which come first, are parted too."""
    which, of = map(int, PART.split("/"))
    return files[which - 1 :: of]


def _spread(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    """Of the cases of one test the first, the last and, as evenly as may be, some between."""
    cases = Counter(_test_of(item) for item in items)
    seen = Counter[str]()
    for item in items:
        place, of = seen[_test_of(item)], cases[_test_of(item)]
        seen[_test_of(item)] += 1
        if not EACH or of <= EACH or place in {round(each * (of - 1) / (EACH - 1)) for each in range(EACH)}:
            yield item


def _test_of(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


def pytest_collection_finish() -> None:
    """What was collected stays until the end: walking it again at every full collection of garbage took
    seconds, in which a workflow that the collector interrupted counted as one that hangs.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


# What may skip in CI, unless FENGQIAO_MUST says that the machine has what it needs.
MAY_SKIP = () if os.environ.get("FENGQIAO_MUST") else APART


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
