"""What an experiment prints: one line of JSON, and the profile by which it ran."""

import json
import os
import platform
import statistics
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.evidence import Evidence
from tests.faults.invariants import Violation
from tests.faults.operations import Standing

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "var" / "faults" / "figures.jsonl"
PROFILE = os.environ.get("FENGQIAO_FAULTS", "quick")
SEED = int(os.environ.get("FENGQIAO_SEED", "20261127"))
# What an invariant's violation is counted as in the headline.
_COUNTED = {"I01": "lost", "I02": "duplicated", "I03": "phantom", "I08": "illegal", "I10": "reads_elsewhere"}


def size(quick: int, long: int) -> int:
    """How much of it: of the quick profile, of the long one, or of a glance, which shows that it goes."""
    if PROFILE == "glance":
        return min(quick, max(1, quick // 4))
    return long if PROFILE == "long" else quick


@dataclass
class Figures:
    """Of one experiment. ``control``: the name of its negative control, and how much that reported."""

    id: str
    seed: int
    profile: str = PROFILE
    commit: str = ""
    machine: str = ""
    at: str = ""
    duration_s: float = 0.0
    faults: dict[str, int] = field(default_factory=dict)
    offered: int = 0
    acknowledged: int = 0
    refused: int = 0
    unknown: int = 0
    lost: int = 0
    duplicated: int = 0
    phantom: int = 0
    illegal: int = 0
    early: int = 0
    missed: int = 0
    reads_elsewhere: int = 0
    strangers_asked: int = 0
    violations: dict[str, int] = field(default_factory=dict)
    recovery_s: dict[str, float] = field(default_factory=dict)
    latency_ms: dict[str, float] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)
    quiet_after_s: float | None = None
    others: dict[str, Any] = field(default_factory=dict)
    control: dict[str, Any] = field(default_factory=dict)


def figures_of(id: str, seed: int, seen: Evidence, found: Sequence[Violation], began: float) -> Figures:
    """What the book and the violations come to."""
    book, counted = seen.book, Counter(each.invariant for each in found)
    took = [1000 * each.seconds for each in book.acknowledged]
    figures = Figures(id, seed)
    figures.duration_s = round(time.monotonic() - began, 1)
    figures.faults = dict(Counter(what for _, what in book.faults))
    figures.offered = len(book.operations)
    figures.acknowledged = len(book.acknowledged)
    figures.refused = len(book.of(Standing.REFUSED))
    figures.unknown = len(book.of(Standing.UNKNOWN))
    for invariant, name in _COUNTED.items():
        setattr(figures, name, counted[invariant])
    figures.early = sum(each.invariant == "I06" and "stood already" in each.what for each in found)
    figures.missed = sum(each.invariant == "I06" and "nothing says so" in each.what for each in found)
    figures.strangers_asked = book.strangers_asked
    figures.violations = dict(counted)
    figures.recovery_s = spread(book.recoveries())
    figures.latency_ms = spread(took)
    figures.answers = {str(k): v for k, v in Counter(a for o in book.operations for a in o.answers).items()}
    figures.quiet_after_s = seen.quiet_after and round(seen.quiet_after, 1)
    return figures


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th and 99th of a hundred, and the most; nothing of nothing."""
    if not values:
        return {}
    known = sorted(values)

    def at(share: float) -> float:
        return round(known[min(len(known) - 1, int(share * len(known)))], 2)

    return {"p50": round(statistics.median(known), 2), "p95": at(0.95), "p99": at(0.99), "max": at(1.0)}


def keep(figures: Figures) -> None:
    """Add the line to the results, under the lines of earlier runs."""
    figures.commit = figures.commit or _commit()
    figures.machine = (
        f"{os.cpu_count()} cores, Linux {platform.release()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.0f}"
    )
    figures.at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(figures), ensure_ascii=False) + "\n")


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
