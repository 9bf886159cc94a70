"""Who breaks the contract fails on what is broken, and on nothing else."""

import pytest

from conformance.running import Finding, is_kept
from simulator.agency import Agency
from simulator.planning import Temper
from tests.conformance.faulty import BREAKS, CannotWait
from tests.conformance.runs import all_tried, broken


@pytest.fixture(scope="module")
def by_fault(tmp_path_factory: pytest.TempPathFactory) -> dict[type[Agency], list[Finding]]:
    """What is found about each. Whoever hurries is told by the clock, so nobody is played beside it: what
    slows them all down would hide it."""
    at_once = [kind for kind in BREAKS if kind is not CannotWait]
    found = all_tried(tmp_path_factory.mktemp("faults"), [(Temper.DESK, kind) for kind in at_once])
    alone = all_tried(tmp_path_factory.mktemp("hurry"), [(Temper.DESK, CannotWait)])
    return dict(zip([*at_once, CannotWait], [*found, *alone], strict=True))


@pytest.mark.parametrize("fault", BREAKS, ids=lambda fault: fault.__name__)
def test_a_fault_breaks_its_own_clauses_and_no_others(
    by_fault: dict[type[Agency], list[Finding]], fault: type[Agency]
) -> None:
    findings = by_fault[fault]

    assert set(broken(findings)) == BREAKS[fault], broken(findings)
    assert all(broken(findings).values())
    assert not is_kept(findings)
