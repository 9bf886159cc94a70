"""Authority as conditions: where the seats of one person see, how much they read, and that all others see
nothing."""

from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import counties
from api import policy
from records.visible import Visible
from rules.authority.confidentiality import RAISED, Confidentiality, Mask
from rules.authority.table import POLICY, ROLES
from rules.procedure import Officer
from tests.rules import county

PARENTS = {unit.id: unit.parent for unit in counties.units("demo")}
ABOVE = frozenset({"sl-city", "sl-province"})
COUNTY = frozenset(PARENTS) - ABOVE
TOWNSHIP = frozenset({"sl-t1", "sl-t1-v1", "sl-t1-v2", "sl-t1-v3"})
VILLAGE = frozenset({"sl-t1-v1"})


def seat(role: str, unit: str, person: str = "p-1") -> Officer:
    return Officer(person, role, unit)


def sees(
    role: str, unit: str, reads: Confidentiality = Confidentiality.FILE, least: Mask = Mask.CLEAR
) -> Visible:
    return policy.visible([seat(role, unit)], PARENTS, reads, least)


def served(role: str) -> Visible:
    """What was taken in at a window, and what waits for it."""
    seats = frozenset({(role, "sl")})
    return Visible(
        person="p-1", seats=seats, registrar="p-1", intake=frozenset({f"{role}@sl"}), served=COUNTY
    )


def assigned(role: str, unit: str) -> Visible:
    return Visible(person="p-1", seats=frozenset({(role, unit)}))


def called(role: str, unit: str, **seen: Any) -> Visible:
    """Beside what else they see: what waits for their seat, as a whistle or an order does."""
    return Visible(person="p-1", seats=frozenset({(role, unit)}), **seen)


OWN = Visible(person="p-1", own=VILLAGE, docked=VILLAGE)
# role -> (where it sits, what it sees there): the whole table, spelled out once more
MATRIX = {
    "window_clerk": ("sl", served("window_clerk")),
    "centre_dispatcher": ("sl", Visible(COUNTY)),
    "dispute_resolution_centre": ("sl", Visible(COUNTY)),
    "petition_reception_centre": ("sl", Visible(COUNTY)),
    "petition_mediation_docking_office": ("sl", Visible(COUNTY)),
    "county_leader": ("sl", assigned("county_leader", "sl")),
    "supervisor": ("sl", Visible(COUNTY)),
    "auditor": ("sl", Visible(COUNTY)),
    "archivist": ("sl", Visible(COUNTY)),
    "petition_bureau": ("sl", Visible(COUNTY)),
    "petition_bureau_head": ("sl", Visible(COUNTY)),
    "triage_officer": ("sl", Visible(COUNTY)),
    "legal_service_window": ("sl", served("legal_service_window")),
    "review_handler": ("sl-city", Visible(reviewing=frozenset({"sl-city"}))),
    "review_head": ("sl-city", Visible(reviewing=frozenset({"sl-city"}))),
    "dept_handler": (
        "sl-d4",
        Visible(
            person="p-1",
            own=frozenset({"sl-d4"}),
            docked=frozenset({"sl-d4"}),
            registrar="p-1",
            intake=frozenset({"dept_handler@sl-d4"}),
        ),
    ),
    "dept_head": ("sl-d4", called("dept_head", "sl-d4", units=frozenset({"sl-d4"}))),
    "docking_clerk": ("sl-a9", called("docking_clerk", "sl-a9", docked=frozenset({"sl-a9"}))),
    "police_station": ("sl-t1", assigned("police_station", "sl-t1")),
    "peoples_tribunal": ("sl-t1", assigned("peoples_tribunal", "sl-t1")),
    **{
        role: (
            "sl-t1",
            called(role, "sl-t1", units=TOWNSHIP, own=frozenset({"sl-t1"}), docked=frozenset({"sl-t1"})),
        )
        for role in ("township_head", "political_legal_commissioner", "justice_office")
    },
    "township_petition_office": (
        "sl-t1",
        called(
            "township_petition_office",
            "sl-t1",
            units=TOWNSHIP,
            own=frozenset({"sl-t1"}),
            docked=frozenset({"sl-t1"}),
            registrar="p-1",
            intake=frozenset({"township_petition_office@sl-t1"}),
        ),
    ),
    "village_party_secretary": ("sl-t1-v1", Visible(VILLAGE, "p-1", own=VILLAGE, docked=VILLAGE)),
    "posted_township_cadre": ("sl-t1-v1", Visible(VILLAGE, "p-1", own=VILLAGE, docked=VILLAGE)),
    "peoples_mediator": ("sl-t1-v1", Visible(person="p-1", own=VILLAGE, docked=VILLAGE, registrar="p-1")),
    "grid_worker": (
        "sl-t1-v1",
        Visible(person="p-1", seats=frozenset({("grid_worker", "sl-t1-v1")}), registrar="p-1"),
    ),
    "auxiliary_police": ("sl-t1-v1", Visible(registrar="p-1")),
    "invited_expert": ("sl", assigned("invited_expert", "sl")),
    **{
        role: ("sl-t1-v1", Visible(entrusted=frozenset({("p-1", role, "sl-t1-v1")})))
        for role in ("errand_agent", "invited_participant")
    },
}
# Who helps in one case, and reads nothing of what is kept of its matter beside.
HELPERS = {"errand_agent", "invited_participant", "invited_expert"}
# Who takes nothing in: those who only watch, and those to whom matters are brought by handoff.
WATCHERS = {"supervisor", "auditor", "archivist", "review_handler", "review_head", "docking_clerk"}
WATCHERS |= {"discipline_clerk", *HELPERS}
# What is said in mediation is for whoever was invited to it, without anybody's name.
WITHOUT_A_NAME = {"invited_participant": {Confidentiality.MEDIATION}}
NOTHING = Visible()


def test_the_matrix_of_what_is_seen_has_no_row_that_is_not_spelled_out_here() -> None:
    assert {*MATRIX, "discipline_clerk"} == ROLES

    for role, (unit, seen) in MATRIX.items():
        assert sees(role, unit) == replace(seen, who="p-1", here=frozenset({unit})), role


def test_what_is_kept_of_a_matter_is_read_by_whoever_handles_it_and_by_no_helper() -> None:
    for role, (unit, seen) in MATRIX.items():
        files = policy.visible([seat(role, unit)], PARENTS, of_the_file=True)
        wanted = NOTHING if role in HELPERS else replace(seen, who="p-1", here=frozenset({unit}))
        assert files == wanted, role


def test_nobody_reads_more_than_they_see_and_nobody_reads_in_clear_what_they_read_in_part() -> None:
    for row in POLICY:
        assert row.masks[Confidentiality.FILE] is Mask.CLEAR
        assert set(row.masks.values()) <= set(Mask)
        if row.masks[Confidentiality.WORDS] is not Mask.CLEAR:
            read = {each for each, mask in row.masks.items() if mask is not Mask.ABSENT}
            assert read == {Confidentiality.FILE} | WITHOUT_A_NAME.get(row.role, set()), row


def test_the_auditor_sees_what_was_done_everywhere_and_reads_no_word() -> None:
    for reads in Confidentiality:
        found = sees("auditor", "sl", reads, Mask.PARTIAL)
        everything = Visible(COUNTY, who="p-1", here=frozenset({"sl"}))
        assert found == (everything if reads is Confidentiality.FILE else NOTHING)


def test_a_contact_is_read_in_clear_where_it_is_needed_and_in_part_above() -> None:
    contact = Confidentiality.CONTACT

    assert sees("justice_office", "sl-t1", contact).units == frozenset()
    assert sees("justice_office", "sl-t1", contact).own == {"sl-t1"}
    assert sees("justice_office", "sl-t1", contact, Mask.PARTIAL).units == TOWNSHIP


def test_whoever_only_watches_takes_nothing_in() -> None:
    assert {role for role in ROLES if not policy.may_take_in(seat(role, "sl"))} == WATCHERS


@given(st.text().filter(lambda role: role not in ROLES), st.sampled_from(sorted(PARENTS)))
def test_a_role_that_is_not_in_the_table_sees_nothing_and_takes_nothing_in(role: str, unit: str) -> None:
    assert policy.visible([seat(role, unit)], PARENTS) == NOTHING
    assert not policy.may_take_in(seat(role, unit))


def test_every_seat_of_the_demonstration_county_is_in_the_table() -> None:
    keepers = {"system_admin", "security_admin"}  # they see no case: they have no row
    assert {person.role for person in counties.people("demo")} - keepers <= ROLES
    assert not keepers & ROLES


def test_who_looks_after_the_engine_opens_its_histories_and_sees_no_case() -> None:
    roles = {*ROLES, "system_admin", "engine_operator", "nobody"}

    assert {role for role in roles if policy.may_open_histories(seat(role, "sl"))} == {"engine_operator"}
    assert sees("engine_operator", "sl") == NOTHING


def test_several_seats_see_what_each_of_them_sees() -> None:
    for (one, first), (other, second) in combinations(MATRIX.items(), 2):
        both = policy.visible([seat(one, first[0]), seat(other, second[0])], PARENTS)
        for field in ("units", "own", "docked", "seats", "intake", "reviewing"):
            assert getattr(both, field) == getattr(first[1], field) | getattr(second[1], field)
        assert both.person == (first[1].person or second[1].person)


def test_words_are_read_in_clear_of_a_matter_that_is_more_only_where_that_is_read_too() -> None:
    read = policy.readable([seat("supervisor", "sl")], PARENTS, Confidentiality.WORDS)

    assert read.units == COUNTY
    assert read.raised == tuple((each, NOTHING) for each in RAISED)


def test_nobody_without_a_seat_sees_anything() -> None:
    assert policy.visible([], PARENTS) == NOTHING


def test_only_the_countys_own_intake_and_dispatcher_put_disputes_on_the_ladder() -> None:
    able = {
        (role, unit)
        for role in ROLES
        for unit in ("sl", "sl-t1", "sl-t1-v1", "another-county")
        if policy.may_put_on_the_ladder(seat(role, unit), county.TOLD)
    }

    assert able == {("window_clerk", "sl"), ("centre_dispatcher", "sl")}


def test_a_unit_lies_in_the_county_at_the_top_of_its_tree() -> None:
    assert {policy.county_of(unit, PARENTS) for unit in COUNTY} == {"sl"}
    assert policy.county_of("nowhere", PARENTS) == "nowhere"


def test_a_tree_that_bites_its_tail_does_not_hang() -> None:
    assert policy.visible([seat("auditor", "a")], {"a": "b", "b": "a"}).units == frozenset("ab")
