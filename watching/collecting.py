"""How the records stand, read when it is asked for: gauges that no process could keep for all the others."""

import asyncio
from collections.abc import Iterator, Mapping

import structlog
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import QueuePool

from records.standing_figures import Standing, standing

log = structlog.get_logger()

_WITHIN = 10.0  # seconds
_BY: Mapping[str, tuple[str, str, str]] = {
    "open_cases": ("fengqiao_open_cases", "Procedures that have not ended", "procedure"),
    "overdue": ("fengqiao_overdue", "Open procedures of which something is overdue", "procedure"),
    "handoffs": ("fengqiao_handoffs", "Open handoffs by their stage", "stage"),
    "dead": ("fengqiao_dead_letters", "Messages to an agency that a person must look at", "agency"),
    "parked": ("fengqiao_parked_messages", "Messages of an agency that came too early", "agency"),
    "violations": ("fengqiao_invariant_violations", "What must always hold and does not", "kind"),
}


class Records(Collector):
    """The gauges of the records, and of this process's own way to them. Asked on another thread than that of
    the loop on which the connections live. Without an answer it says so, and tells nothing old."""

    def __init__(self, records: AsyncEngine, loop: asyncio.AbstractEventLoop) -> None:
        self._records, self._loop = records, loop

    def collect(self) -> Iterator[Metric]:
        """Everything, as it stands now."""
        yield from pool(self._records)
        asked = asyncio.run_coroutine_threadsafe(standing(self._records), self._loop)
        try:
            found = asked.result(_WITHIN)
        except Exception as error:  # noqa: BLE001 - whatever it is, the scrape says that there was no answer
            asked.cancel()
            log.warning("records.uncounted", error=type(error).__name__)
            yield GaugeMetricFamily("fengqiao_records_up", "Whether the records could be counted", 0)
            return
        yield GaugeMetricFamily("fengqiao_records_up", "Whether the records could be counted", 1)
        yield from gauges(found)


class Pool(Collector):
    """This process's own way to the records alone: what stands in them is told by whoever serves the API."""

    def __init__(self, records: AsyncEngine) -> None:
        self._records = records

    def collect(self) -> Iterator[Metric]:
        """As it is now."""
        yield from pool(self._records)


def gauges(found: Standing) -> Iterator[Metric]:
    """The figures under their names."""
    for name, (metric, meaning, label) in _BY.items():
        family = GaugeMetricFamily(metric, meaning, labels=(label,))
        for value, count in sorted(getattr(found, name).items()):
            family.add_metric((value,), count)
        yield family
    letters = found.letters
    yield GaugeMetricFamily("fengqiao_outbox_letters", "Letters that wait to be carried", letters.waiting)
    yield GaugeMetricFamily(
        "fengqiao_outbox_oldest_seconds",
        "For how long the oldest letter has been due",
        letters.overdue_seconds,
    )
    yield GaugeMetricFamily(
        "fengqiao_outbox_failing_letters", "Letters that were tried again and again", letters.failing
    )
    if found.checked_seconds_ago is not None:
        yield GaugeMetricFamily(
            "fengqiao_invariants_checked_seconds_ago",
            "Since the last look at what must always hold",
            found.checked_seconds_ago,
        )


def pool(records: AsyncEngine) -> Iterator[Metric]:
    """How many connections this process has, and how many of them are in use."""
    connections = records.sync_engine.pool
    assert isinstance(connections, QueuePool)
    yield GaugeMetricFamily("fengqiao_pool_size", "Connections this process may have", connections.size())
    yield GaugeMetricFamily("fengqiao_pool_in_use", "Connections in use", connections.checkedout())
