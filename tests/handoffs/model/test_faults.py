import pytest

from tests.handoffs.model.counterexamples import KEPT, in_words
from tests.handoffs.model.faults import FAULTS, Fault
from tests.handoffs.model.searching import shortest_way_to


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_planted_fault_is_found_by_the_shortest_way(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    fault.plant(monkeypatch)

    broken = shortest_way_to(fault)

    assert fault.found_by in broken
    assert in_words(fault, broken[fault.found_by]) in KEPT.read_text(encoding="utf-8")
