"""How every experiment goes: callers call, something is broken, it is mended; then all that stands is read,
the sixteen invariants are asked, and the figures are kept beside what its negative control has reported."""

import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.faults.catalogue import by_id
from tests.faults.evidence import Evidence, before, gather
from tests.faults.figures import SEED, Figures, figures_of, keep
from tests.faults.invariants import Violation, violations
from tests.faults.load import Load
from tests.faults.operations import Book
from tests.faults.rig import Rig

# What each negative control has reported in this session, by its name. An experiment without is void.
CONTROLS: dict[str, dict[str, Any]] = {}


@dataclass
class Outcome:
    """What came of one experiment, or of one negative control."""

    evidence: Evidence
    violations: Sequence[Violation]
    figures: Figures

    def told(self, *invariants: str) -> list[Violation]:
        """The violations of these invariants."""
        return [each for each in self.violations if each.invariant in invariants]


@dataclass
class Run:
    """One run under way. ``outcome`` is there once its block has ended."""

    load: Load
    others: dict[str, Any] = field(default_factory=dict)
    outcome: Outcome | None = None
    records_know_the_time: bool = True

    @property
    def book(self) -> Book:
        return self.load.book

    @property
    def result(self) -> Outcome:
        assert self.outcome
        return self.outcome


@asynccontextmanager
async def experiment(
    id: str,
    rig: Rig,
    *,
    callers: int = 8,
    files: bool = True,
    expected: str = "",
    records_know_the_time: bool = True,
) -> AsyncIterator[Run]:
    """Callers call while the block breaks things. Behind it ``outcome`` tells what came of it, and its
    figures are kept. ``expected``: a pattern of log lines that what was broken brings with it."""
    async with _calling(id, rig, callers, files=files) as run:
        run.records_know_the_time = records_know_the_time
        yield run
    outcome = run.result
    outcome.violations = [
        each
        for each in outcome.violations
        if not (expected and each.invariant == "I13" and re.search(expected, each.what))
    ]
    outcome.figures.violations = dict(Counter(each.invariant for each in outcome.violations))
    outcome.figures.others = run.others
    note_control(outcome.figures)
    keep(outcome.figures)


@asynccontextmanager
async def negative_control(name: str, rig: Rig, *, callers: int = 8) -> AsyncIterator[Run]:
    """The same with a protection switched off by the block: what the checker reports then is noted."""
    async with _calling(f"control/{name}", rig, callers, files=False) as run:
        yield run
    counted = Counter(each.invariant for each in run.result.violations)
    CONTROLS[name] = {"name": name, "reported": counted.total(), "of": dict(counted)}


def note_control(figures: Figures) -> None:
    """Put beside the figures what the control of the experiment has reported."""
    figures.control = CONTROLS.get(by_id(figures.id).control, {})


@asynccontextmanager
async def _calling(id: str, rig: Rig, callers: int, *, files: bool) -> AsyncIterator[Run]:
    started, began = time.monotonic(), before(rig)
    load = Load(rig, f"{SEED}/{id}", callers, files=files)
    run = Run(load)
    async with load.calling():
        yield run
    evidence = await gather(rig, load.book, began)
    evidence.records_know_the_time = run.records_know_the_time
    found = violations(evidence)
    run.outcome = Outcome(evidence, found, figures_of(id, SEED, evidence, found, started))
