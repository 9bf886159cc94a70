"""What is counted (指标), under the names by which it is scraped. Every label is one of a list that is known
beforehand: a code of the rules, a kind, an agency. No number of a matter, nobody's id, nothing that was said.
"""

from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    disable_created_metrics,
)
from prometheus_client.registry import Collector

from rules.procedures import PROCEDURES
from rules.refusals import REASONS

disable_created_metrics()  # type: ignore[no-untyped-call]  # when a counter began is of no use, and a series more for each
REGISTRY = CollectorRegistry()
_PROGRAM = "fengqiao"
OTHER = "other"  # of what nobody has listed: a label's values do not grow by what people send

DECISIONS = Counter(
    "fengqiao_decisions",
    "Commands and facts that were answered with a receipt",
    ("procedure", "verb"),
    registry=REGISTRY,
)
REFUSALS = Counter(
    "fengqiao_refusals",
    "Commands that the rules refused, by the code of the refusal",
    ("code",),
    registry=REGISTRY,
)
ANSWERS = Counter(
    "fengqiao_answers", "Requests by what they were answered with", ("status",), registry=REGISTRY
)
ANSWERED_IN = Histogram(
    "fengqiao_answer_seconds",
    "Seconds from a request to its answer",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
    registry=REGISTRY,
)
BEHIND = Gauge(
    "fengqiao_engine_behind",
    "Procedures whose workflow knew less than the journal when the reconciler last looked",
    registry=REGISTRY,
)
CAUGHT_UP = Counter(
    "fengqiao_engine_caught_up",
    "How often the reconciler nudged a workflow that was behind, or started one the engine did not know",
    ("what",),
    registry=REGISTRY,
)
EXPORTED = Counter(
    "fengqiao_histories_exported", "Runs of closed procedures whose history was stored", registry=REGISTRY
)
BUILD = Info("fengqiao_build", "Which release this is", registry=REGISTRY)

_STATUSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
_BEHIND = ("nudged", "started")
VERBS: Mapping[str, frozenset[str]] = {
    name: frozenset({*procedure.commands, *procedure.reports, *procedure.messages})
    for name, procedure in PROCEDURES.items()
}


def labels() -> Mapping[str, Iterable[tuple[str, ...]]]:
    """Every set of labels that each of our own counters may ever have."""
    verbs = ((kind, verb) for kind, known in VERBS.items() for verb in (*known, OTHER))
    return {
        "fengqiao_decisions": verbs,
        "fengqiao_refusals": ((code,) for code in REASONS),
        "fengqiao_answers": ((status,) for status in _STATUSES),
        "fengqiao_engine_caught_up": ((what,) for what in _BEHIND),
    }


def decided(procedure: str, verb: str) -> None:
    """A command or a fact stands. ``procedure``: the kind, as the first part of its id."""
    known = VERBS.get(procedure)
    if known is not None:
        DECISIONS.labels(procedure, verb if verb in known else OTHER).inc()


def refused(code: str) -> None:
    """The rules said no."""
    if code in REASONS:
        REFUSALS.labels(code).inc()


def answered(status: int, seconds: float) -> None:
    """A request has its answer. Nothing was answered, where the status is 0."""
    if status:
        ANSWERS.labels(f"{status // 100}xx").inc()
        ANSWERED_IN.observe(seconds)


def behind(found: int) -> None:
    """So many workflows knew less than the journal."""
    BEHIND.set(found)


def caught_up(what: str) -> None:
    """One was ``nudged``, or ``started``."""
    CAUGHT_UP.labels(what).inc()


def with_ours(*others: Collector) -> CollectorRegistry:
    """A registry of what this process counts, and of these."""
    registry = CollectorRegistry()
    for each in (REGISTRY, *others):
        registry.register(each)
    return registry


def release() -> str:
    """The number of this release; nothing where it runs from a bare tree."""
    try:
        return version(_PROGRAM)
    except PackageNotFoundError:
        return ""


BUILD.info({"version": release()})
