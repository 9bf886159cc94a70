"""Authority in one place: where a seat sees, how much it reads, and that all others see nothing."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

import counties
from api import policy
from api.policy import GRANTS, SEALED_GRANTS, Reading
from rules.procedure import Officer
from tests.rules import county

PARENTS = {unit.id: unit.parent for unit in counties.units("demo")}
ABOVE = frozenset({"sl-city", "sl-province"})
COUNTY = frozenset(PARENTS) - ABOVE
TOWNSHIP = frozenset({"sl-t1", "sl-t1-v1", "sl-t1-v2", "sl-t1-v3"})
VILLAGE = frozenset({"sl-t1-v1"})


def seat(role: str, unit: str, person: str = "p-1") -> Officer:
    return Officer(person, role, unit)


def sees(role: str, unit: str, reading: Reading = Reading.METADATA) -> frozenset[str] | None:
    return policy.visible([seat(role, unit)], PARENTS, reading).units


# role -> (where it sits, what it sees, how much it reads there): the whole table, spelled out once more
MATRIX = {
    "window_clerk": ("sl", COUNTY, Reading.CONTACTS),
    "centre_dispatcher": ("sl", COUNTY, Reading.CONTACTS),
    "dispute_resolution_centre": ("sl", COUNTY, Reading.CONTACTS),
    "petition_reception_centre": ("sl", COUNTY, Reading.CONTACTS),
    "petition_mediation_docking_office": ("sl", COUNTY, Reading.CONTACTS),
    "county_leader": ("sl", COUNTY, Reading.WORDS),
    "supervisor": ("sl", COUNTY, Reading.WORDS),
    "auditor": ("sl", COUNTY, Reading.METADATA),
    "archivist": ("sl", COUNTY, Reading.METADATA),
    "petition_bureau": ("sl", COUNTY, Reading.CONTACTS),
    "petition_bureau_head": ("sl", COUNTY, Reading.CONTACTS),
    "triage_officer": ("sl", COUNTY, Reading.CONTACTS),
    "legal_service_window": ("sl", COUNTY, Reading.CONTACTS),
    "review_handler": ("sl-city", frozenset({"sl-city"}), Reading.CONTACTS),
    "review_head": ("sl-city", frozenset({"sl-city"}), Reading.CONTACTS),
    "dept_handler": ("sl-d4", frozenset({"sl-d4"}), Reading.CONTACTS),
    "dept_head": ("sl-d4", frozenset({"sl-d4"}), Reading.CONTACTS),
    "docking_clerk": ("sl-a9", frozenset({"sl-a9"}), Reading.CONTACTS),
    "township_head": ("sl-t1", TOWNSHIP, Reading.CONTACTS),
    "political_legal_commissioner": ("sl-t1", TOWNSHIP, Reading.CONTACTS),
    "justice_office": ("sl-t1", TOWNSHIP, Reading.CONTACTS),
    "township_petition_office": ("sl-t1", TOWNSHIP, Reading.CONTACTS),
    "police_station": ("sl-t1", TOWNSHIP, Reading.CONTACTS),
    "peoples_tribunal": ("sl-t1", TOWNSHIP, Reading.WORDS),
    "village_party_secretary": ("sl-t1-v1", VILLAGE, Reading.CONTACTS),
    "posted_township_cadre": ("sl-t1-v1", VILLAGE, Reading.CONTACTS),
    "peoples_mediator": ("sl-t1-v1", VILLAGE, Reading.CONTACTS),
    "grid_worker": ("sl-t1-v1", VILLAGE, Reading.WORDS),
    "auxiliary_police": ("sl-t1-v1", VILLAGE, Reading.WORDS),
}
# Who takes nothing in: those who only watch, and those to whom matters are brought by handoff.
WATCHERS = {"supervisor", "auditor", "archivist", "review_handler", "review_head", "docking_clerk"}


def test_the_matrix_of_what_is_seen_and_read_has_no_row_that_is_not_spelled_out_here() -> None:
    assert set(MATRIX) == set(GRANTS)

    for role, (unit, area, most) in MATRIX.items():
        for reading in Reading:
            assert sees(role, unit, reading) == (area if reading <= most else frozenset()), (role, reading)


def test_whoever_only_watches_takes_nothing_in() -> None:
    assert {role for role in GRANTS if not policy.may_take_in(seat(role, "sl"))} == WATCHERS


@given(st.text().filter(lambda role: role not in GRANTS), st.sampled_from(sorted(PARENTS)))
def test_a_role_that_is_not_in_the_table_sees_nothing_and_takes_nothing_in(role: str, unit: str) -> None:
    visible = policy.visible([seat(role, unit)], PARENTS)

    assert (visible.units, visible.person) == (frozenset(), None)
    assert not policy.may_take_in(seat(role, unit))


def test_every_seat_of_the_demonstration_county_is_in_the_table() -> None:
    keepers = {"system_admin", "security_admin"}  # they see no case: they have no row
    assert {person.role for person in counties.people("demo")} - keepers <= {*GRANTS, *SEALED_GRANTS}
    assert not keepers & {*GRANTS, *SEALED_GRANTS}


def test_who_looks_after_the_engine_opens_its_histories_and_sees_no_case() -> None:
    roles = {*GRANTS, *SEALED_GRANTS, "system_admin", "engine_operator", "nobody"}

    assert {role for role in roles if policy.may_open_histories(seat(role, "sl"))} == {"engine_operator"}
    assert sees("engine_operator", "sl") == frozenset()


def test_several_seats_see_what_each_of_them_sees() -> None:
    for (one, first), (other, second) in combinations(MATRIX.items(), 2):
        both = policy.visible([seat(one, first[0]), seat(other, second[0])], PARENTS)
        assert both.units == first[1] | second[1]


def test_a_person_sees_what_they_handle_wherever_it_lies() -> None:
    assert policy.visible([seat("peoples_mediator", "sl-t1-v1", "p-9")], PARENTS).person == "p-9"


def test_nobody_without_a_seat_sees_anything() -> None:
    visible = policy.visible([], PARENTS)

    assert (visible.units, visible.person, visible.parties) == (frozenset(), None, frozenset())


def test_only_the_countys_own_intake_and_dispatcher_put_disputes_on_the_ladder() -> None:
    able = {
        (role, unit)
        for role in GRANTS
        for unit in ("sl", "sl-t1", "sl-t1-v1", "another-county")
        if policy.may_put_on_the_ladder(seat(role, unit), county.TOLD)
    }

    assert able == {("window_clerk", "sl"), ("centre_dispatcher", "sl")}


def test_a_unit_lies_in_the_county_at_the_top_of_its_tree() -> None:
    assert {policy.county_of(unit, PARENTS) for unit in COUNTY} == {"sl"}
    assert policy.county_of("nowhere", PARENTS) == "nowhere"


def test_a_tree_that_bites_its_tail_does_not_hang() -> None:
    assert policy.visible([seat("window_clerk", "a")], {"a": "b", "b": "a"}).units == frozenset("ab")
