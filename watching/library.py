"""What the engine's library counts of itself (看护), beside what we count: it offers that at an address of
its own, which nobody but this process needs to reach."""

import socket
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing

import structlog
from prometheus_client.core import Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector
from temporalio.runtime import PrometheusConfig, Runtime, TelemetryConfig

log = structlog.get_logger()

LATENESS = "fengqiao_lateness"  # as workflows.names calls it: how late what time brings is written down
LATENESS_SECONDS: Sequence[float] = (0.5, 1, 2, 5, 15, 30, 60, 120, 300, 900, 3600, 86400)
_LOOPBACK = "127.0.0.1"
_TRIES = 5
_WITHIN = 5.0  # seconds


class Library(Collector):
    """Everything the library counts, read where it offers it."""

    def __init__(self, at: str) -> None:
        self._url = f"http://{at}/metrics"

    def collect(self) -> Iterator[Metric]:
        """As it stands now; nothing where it does not answer."""
        try:
            with urllib.request.urlopen(self._url, timeout=_WITHIN) as answer:  # noqa: S310 - our own address
                said = answer.read().decode()
        except OSError as error:
            log.warning("library.uncounted", error=type(error).__name__)
            return
        yield from text_string_to_metric_families(said)


def measured() -> tuple[Runtime, Library]:
    """A runtime of the library that counts, and where to read it. Raises ValueError where none can be
    made."""
    for last in range(_TRIES):
        with closing(socket.socket()) as free:
            free.bind((_LOOPBACK, 0))
            at = f"{_LOOPBACK}:{free.getsockname()[1]}"
        try:
            return Runtime(telemetry=TelemetryConfig(metrics=_offering(at))), Library(at)
        except ValueError:  # somebody was quicker
            if last == _TRIES - 1:
                raise
    raise AssertionError


def _offering(at: str) -> PrometheusConfig:
    return PrometheusConfig(
        bind_address=at,
        durations_as_seconds=True,
        histogram_bucket_overrides={LATENESS: LATENESS_SECONDS},
    )
