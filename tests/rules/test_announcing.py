"""Of whom others are told that they have a case open: seat by seat, written out."""

import pytest

from rules.authority.announcing import is_told, overseers
from rules.authority.table import PERMISSIONS, ROLES
from rules.procedure import Officer
from tests.rules.county import TOLD

BESIDE = frozenset(
    {
        "supervisor",
        "political_legal_commissioner",
        "centre_dispatcher",
        "petition_bureau",
        "petition_bureau_head",
    }
)
# Everybody else who can have a case open.
WORKS = (
    "window_clerk",
    "petition_reception_centre",
    "triage_officer",
    "township_petition_office",
    "dispute_resolution_centre",
    "petition_mediation_docking_office",
    "legal_service_window",
    "county_leader",
    "archivist",
    "review_handler",
    "review_head",
    "dept_handler",
    "dept_head",
    "docking_clerk",
    "police_station",
    "peoples_tribunal",
    "justice_office",
    "township_head",
    "village_party_secretary",
    "posted_township_cadre",
    "peoples_mediator",
    "grid_worker",
    "auxiliary_police",
    "errand_agent",
    "invited_participant",
    "invited_expert",
    "discipline_clerk",
)
OWN, OTHER = "sl", "sl-t1-v1"
ORDINARY, OVERSIGHT = "dispute", "supervision"
# role -> whether it is told of them (at a case of their own unit, of another, and both again where the
# procedure is itself oversight)
MATRIX = {
    "supervisor": (False, False, False, False),
    "auditor": (False, False, False, False),
    **dict.fromkeys(sorted(BESIDE - {"supervisor"}), (True, False, False, False)),
    **dict.fromkeys(WORKS, (True, True, True, True)),
}


@pytest.mark.parametrize("role", MATRIX)
def test_of_each_seat_others_are_told_or_are_not(role: str) -> None:
    seat = Officer("p-1", role, OWN)

    told = tuple(
        is_told(seat, kind, holder, BESIDE) for kind in (ORDINARY, OVERSIGHT) for holder in (OWN, OTHER)
    )

    assert told == MATRIX[role]


def test_an_inspection_is_oversight_as_a_supervision_is() -> None:
    assert not is_told(Officer("p-1", "petition_bureau", OWN), "inspection", OWN, BESIDE)


def test_no_seat_that_sees_a_case_is_forgotten_in_the_matrix() -> None:
    sees_no_case = {"volunteer", "system_admin", "security_admin", "engine_operator"}

    assert (set(PERMISSIONS) | ROLES) - sees_no_case == set(MATRIX)


def test_the_county_says_who_supervises_or_inspects_beside_other_work() -> None:
    assert overseers(TOLD) == BESIDE


def test_without_an_edition_the_supervisor_is_still_told_of_to_nobody() -> None:
    assert not is_told(Officer("p-1", "supervisor", OWN), ORDINARY, OWN, frozenset())
