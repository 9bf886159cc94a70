"""docs/faults.md and docs/promises.md name what there is: every experiment, its control, its invariants."""

import json
import re

import pytest

from tests.faults.catalogue import CONTROLS, EXPERIMENTS, Experiment
from tests.faults.headline import COMMITTED, headline, read
from tests.house.repository import ROOT, files, text

FAULTS, PROMISES = ROOT / "docs" / "faults.md", ROOT / "docs" / "promises.md"
# What this installation promises of running it; the others stand where they are kept.
PROMISED = {f"P{n}" for n in (*range(1, 9), 14, *range(18, 22))}
TESTS = "".join(text(path) for path in files("tests"))
INVARIANTS = text(ROOT / "tests" / "faults" / "invariants.py")


def rows(document: str, begins: str) -> dict[str, list[str]]:
    """The rows of the tables whose first cell looks like this, by that cell."""
    found = {}
    for line in document.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and re.fullmatch(begins, cells[0].strip("`")):
            found[cells[0].strip("`")] = cells[1:]
    return found


def test_every_experiment_is_told_with_its_control() -> None:
    told = rows(text(FAULTS), r"F\d\d[\w-]*")

    assert told.keys() == {each.id for each in EXPERIMENTS}
    assert [each.id for each in EXPERIMENTS if f"`{each.control}`" not in told[each.id]] == []
    assert [each.id for each in EXPERIMENTS if f"`{each.test}`" not in told[each.id]] == []


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda each: each.id)
def test_an_experiment_and_its_control_are_tests(experiment: Experiment) -> None:
    assert re.search(rf"def {experiment.test}\(", TESTS)
    assert re.search(rf"def {CONTROLS[experiment.control]}\(", TESTS)


def test_every_control_is_told() -> None:
    told = rows(text(FAULTS), "|".join(map(re.escape, CONTROLS)))

    assert told.keys() == CONTROLS.keys()
    assert [name for name, test in CONTROLS.items() if f"`{test}`" not in told[name]] == []


def test_every_invariant_is_told() -> None:
    told = rows(text(FAULTS), r"I\d\d")
    checked = re.findall(r"def (i\d\d_\w+)\(", INVARIANTS)

    assert [f"`{name}`" for name in checked if f"`{name}`" not in told[name[:3].upper()]] == []
    assert len(told) == len(checked) == 16


def test_every_promise_of_running_it_names_what_shows_it() -> None:
    told = rows(text(PROMISES), r"P\d+")
    shown = {promise: {each.id for each in EXPERIMENTS if promise in each.promises} for promise in PROMISED}

    assert told.keys() == PROMISED
    named = {promise: set(re.findall(r"\bF\d\d[\w-]*", " ".join(cells))) for promise, cells in told.items()}
    known = {each.id for each in EXPERIMENTS} | {each.id.partition("-")[0] for each in EXPERIMENTS}
    assert {promise: ids - known for promise, ids in named.items() if ids - known} == {}
    families = {
        promise: {each.partition("-")[0] for each in ids}
        - {each.partition("-")[0] for each in named[promise]}
        for promise, ids in shown.items()
    }
    assert {promise: ids for promise, ids in families.items() if ids} == {}
    assert [promise for promise, cells in told.items() if not re.search(r"`[^`]+`", cells[-1])] == []


def test_the_headline_is_what_the_committed_figures_come_to() -> None:
    lines = read(COMMITTED)

    found = headline(lines)

    assert found.in_words() in text(PROMISES)
    assert (found.lost, found.duplicated, found.early, found.missed, found.reads_elsewhere) == (0, 0, 0, 0, 0)
    assert found.void == ()
    assert [line["id"] for line in lines if not json.dumps(line["seed"])] == []
