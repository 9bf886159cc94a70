"""The contract with the agencies lists exactly the dockings there are, and what can come of each."""

import pytest

import contract
from desk import docking_schemas
from rules.dockings import DOCKINGS
from tests.house.repository import ROOT, quoted, rows, text
from wire.valid import faults_of

DOCUMENTED = {
    row[0].strip("`"): quoted(row[2])
    for row in rows(ROOT / "docs" / "agency-contract.md", 3)
    if row[0].strip("`") in DOCKINGS
}


def test_the_contract_knows_exactly_the_dockings_there_are() -> None:
    wanted = docking_schemas.files()
    there = {*docking_schemas.WHERE.glob("*.schema.json"), *wanted}

    assert {path: text(path) for path in there} == wanted, "python -m desk.docking_schemas writes them anew"


def test_the_contract_knows_what_can_come_of_each() -> None:
    assert {code: set(outcomes) for code, outcomes in contract.dockings().items()} == {
        code: set(row.outcomes) for code, row in DOCKINGS.items()
    }


def test_the_document_of_the_contract_lists_them_too() -> None:
    assert {code: list(outcomes) for code, outcomes in contract.dockings().items()} == DOCUMENTED
    known = {code: list(outcomes) for code, outcomes in contract.dockings().items()}

    assert known == DOCUMENTED


@pytest.mark.parametrize("docking", sorted(DOCKINGS))
def test_a_matter_handed_over_by_any_of_them_keeps_to_the_contract(docking: str) -> None:
    sent = contract.examples()["sent"]
    mine = {
        **sent,
        "dataschema": f"{contract.PREFIX}{docking}",
        "data": {**sent["data"], "docking": docking},
    }

    assert faults_of(mine) == ()
    assert faults_of({**mine, "data": {**sent["data"], "docking": "weather"}})


@pytest.mark.parametrize("docking", sorted(DOCKINGS))
def test_it_comes_back_with_any_outcome_of_its_own(docking: str) -> None:
    back = contract.examples()["returned"]

    for outcome in DOCKINGS[docking].outcomes:
        assert faults_of({**back, "data": {**back["data"], "outcome": outcome}}) == ()
