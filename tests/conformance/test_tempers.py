"""Who keeps the contract passes."""

import pytest

from conformance.clauses import CLAUSES
from conformance.running import Finding, is_kept
from simulator.agency import Agency
from simulator.planning import Temper
from tests.conformance.runs import all_tried, broken

HONEST = [
    Temper.PROMPT,
    Temper.SLOW,
    Temper.SILENT,
    Temper.REFUSES,
    Temper.OUT_OF_ORDER,
    Temper.ERRORS,
    Temper.ACCEPTS_AFTER_RECALL,
    Temper.SUPPLEMENT,
    Temper.DESK,
]
UNRULY = {Temper.DOUBLE_SENDS: {"2.2", "2.3"}, Temper.GARBAGE: {"2.1"}}


@pytest.fixture(scope="module")
def by_temper(tmp_path_factory: pytest.TempPathFactory) -> dict[Temper, list[Finding]]:
    tempers = [*HONEST, *UNRULY]
    folder = tmp_path_factory.mktemp("tempers")
    return dict(zip(tempers, all_tried(folder, [(temper, Agency) for temper in tempers]), strict=True))


@pytest.mark.parametrize("temper", HONEST)
def test_an_agency_of_this_temper_keeps_every_clause(
    by_temper: dict[Temper, list[Finding]], temper: Temper
) -> None:
    findings = by_temper[temper]

    assert broken(findings) == {}
    assert {each.number for each in findings if each.result == "passed"} == {each.number for each in CLAUSES}
    assert is_kept(findings)


@pytest.mark.parametrize("temper", UNRULY)
def test_an_unruly_agency_is_told_what_it_breaks(
    by_temper: dict[Temper, list[Finding]], temper: Temper
) -> None:
    assert set(broken(by_temper[temper])) == UNRULY[temper], broken(by_temper[temper])
