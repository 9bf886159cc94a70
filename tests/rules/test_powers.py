"""The list of powers, and who is proposed for a table."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

import counties
from counties.directory import power_list
from counties.sayings import content_words
from rules.editions import CompetentOrgan, Organ
from rules.panels import ProposedSeat, township_panel, village_panel
from rules.powers import Competent, TieBreak, resolve, unit_of_organ
from rules.registers import Register, ResourceKind, VillageResource
from tests.rules import county
from tests.rules.county import TOLD
from tests.rules.registers import TODAY, line, name

ROUTES = [route.id for route in TOLD.petitions.routes]
CLASSES = sorted(content_words())
# Nobody of this county alone: what is a superior's, a department's that it has not, or whoever decided it.
SETTLED = {"R-11", "R-25", "R-36", "R-44", "R-47", "R-49", "交通运输"}
UNITS = {unit.id for unit in counties.units("demo")}


@pytest.mark.parametrize("kind", [*ROUTES, *CLASSES])
def test_every_kind_of_matter_has_exactly_one_unit_or_is_settled(kind: str) -> None:
    found = resolve(TOLD, kind, county.TOWNSHIP)

    if kind in SETTLED:
        assert found == TieBreak(kind, (), TOLD.petitions.common_superior, "2026.1")
    else:
        assert isinstance(found, Competent)
        assert found.unit in UNITS


def test_the_list_of_powers_names_no_organ_that_the_list_of_routes_does_not() -> None:
    for kind, organ in TOLD.directory.powers.organs:
        route = TOLD.petitions.route(kind)
        assert route is None or organ in route.organs


def test_what_is_a_townships_is_that_townships_and_without_a_place_is_settled() -> None:
    assert resolve(TOLD, "R-06", "sl-t3") == Competent("R-06", "sl-t3", "township", "2026.1")
    nowhere = resolve(TOLD, "R-06")
    assert isinstance(nowhere, TieBreak)
    assert nowhere.among == ("sl-t1", "sl-t2", "sl-t3", "sl-t4")


def test_a_unit_whose_functions_another_took_over_stands_for_that_one() -> None:
    assert resolve(TOLD, "R-32") == Competent("R-32", "sl-d10", "urban-management", "2026.1")


def test_two_units_that_have_one_power_are_settled_and_none_is_picked() -> None:
    another = CompetentOrgan("water", "sl-d2", Organ.DEPARTMENT)
    work = replace(TOLD.petitions, organs=(*TOLD.petitions.organs, another))

    found = resolve(replace(TOLD, petitions=work), "R-46")

    assert isinstance(found, TieBreak)
    assert found.among == ("sl-d14", "sl-d2")


def test_successors_that_name_each_other_or_nobody_known_end() -> None:
    a, b = (CompetentOrgan("water", u, Organ.DEPARTMENT, s) for u, s in (("a", "b"), ("b", "a")))
    circle = replace(TOLD, petitions=replace(TOLD.petitions, organs=(a, b)))
    gone = replace(TOLD, petitions=replace(TOLD.petitions, organs=(replace(a, successor="new"),)))

    assert isinstance(resolve(circle, "R-46"), TieBreak)
    assert unit_of_organ(gone, "water") == "new"


def test_a_kind_that_nobody_knows_is_settled() -> None:
    assert isinstance(resolve(TOLD, "R-99"), TieBreak)


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [("routes", "R-46", "housing"), ("contents", "天文", "water"), ("units", "moon", "sl")],
)
def test_a_list_that_the_law_does_not_bear_out_is_not_read(
    tmp_path: Path, table: str, key: str, value: str
) -> None:
    known = (counties.HERE / "demo/powers/2026.1.toml").read_text()
    wrong = known.replace(f"[{table}]\n", f'[{table}]\n"{key}" = "{value}"\n').replace('R-46 = "water"\n', "")
    assert tomllib.loads(wrong)[table][key] == value
    path = tmp_path / "2026.9.toml"
    path.write_text(wrong)

    with pytest.raises(ValueError, match=f"{value}|{key}"):
        power_list(path)


def test_a_township_asks_one_and_three_and_x_by_the_kind_of_dispute() -> None:
    fixed = [
        ProposedSeat("sl-t1", role=role)
        for role in (
            "political_legal_commissioner",
            "police_station",
            "justice_office",
            "peoples_tribunal",
        )
    ]
    extra = [
        ProposedSeat("sl-d2", organ="natural-resources", is_fixed=False),
        ProposedSeat("sl-d3", organ="agriculture", is_fixed=False),
    ]

    assert list(township_panel(TOLD, "sl-t1", "homestead")) == [*fixed, *extra]
    assert list(township_panel(TOLD, "sl-t1", "neighbour")) == fixed


def test_an_organ_that_is_no_single_unit_is_not_proposed() -> None:
    directory = replace(TOLD.directory, township_extra=(("neighbour", ("tourism", "water")),))

    seats = township_panel(replace(TOLD, directory=directory), "sl-t1", "neighbour")

    assert [each.unit for each in seats if not each.is_fixed] == ["sl-d14"]


def test_a_village_without_peacemakers_has_the_listed_seat_in_their_place() -> None:
    resource = VillageResource(kind=ResourceKind.PEACEMAKERS, name=name("和事佬"))
    studio = line(Register.VILLAGE_RESOURCES, "r-1", resource, "sl-t1-v1")

    own = village_panel(TOLD, "sl-t1-v1", "sl-t1", [studio], TODAY)
    none = village_panel(TOLD, "sl-t1-v2", "sl-t1", [studio], TODAY)

    assert own[0] == ProposedSeat("sl-t1-v1", resource="r-1")
    assert none == (
        ProposedSeat("sl-t1-v2", role="peoples_mediator", stands_in_for="peacemakers"),
        ProposedSeat("sl-t1", role="police_station", stands_in_for="police-post"),
        ProposedSeat("sl-t1", role="justice_office", stands_in_for="veterans-station"),
    )
