"""What a county sets for events is read as it stands, and what makes no sense is refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from counties import HERE
from counties.event_work import check_routes, event_unit, event_work
from counties.gazetteer import gazetteers, in_force
from rules.editions import EventLevel, EventRoute, Organ, Seat
from rules.event.registration import addressed
from rules.gazetteer import Found, located, located_by_unit
from tests.rules import county

WORK = county.TOLD.events
SAID = {
    "kinds": ["tree"],
    "routes": [{"kind": "tree", "power": "R-46"}],
    "reporters": ["grid_worker@village"],
    "levels": [{"handler": "grid_worker@village", "auditor": "head@township", "told": ["head@township"]}],
    "told_up_after": 24,
    "warn_at": 3,
    "warn_within": 30,
}
UNITS = (event_unit("v1", Organ.VILLAGE, "t1"), event_unit("t1", Organ.TOWNSHIP, "c1"))
PLACES = """
version = "{version}"
county = "sl"
in_force_from = {since}

[[grids]]
code = "g"
village = "sl-t1-v1"

[[places]]
code = "{code}"
kind = "road"
name = "路"
grid = "{grid}"

[[places]]
code = "q"
kind = "road"
name = "桥"
village = "sl-t1-v2"
"""


def test_the_county_handles_events_at_four_levels() -> None:
    assert [level.handler.organ for level in WORK.levels] == ["village", "township", "department", "county"]
    assert WORK.level(Organ.VILLAGE) == EventLevel(
        Seat("grid_worker", Organ.VILLAGE),
        Seat("political_legal_commissioner", Organ.TOWNSHIP),
        (Seat("political_legal_commissioner", Organ.TOWNSHIP), Seat("centre_dispatcher", Organ.COUNTY)),
    )
    assert all(level.auditor != level.handler for level in WORK.levels)
    assert len(WORK.kinds) == 14


def test_only_units_of_a_level_handle_events_and_a_village_knows_its_township() -> None:
    work = event_work(SAID, UNITS)

    assert [(unit.unit, unit.township) for unit in work.units] == [("v1", "t1")]
    assert (work.power_of("tree"), work.power_of("noise"), work.unit("t1")) == ("R-46", None, None)


@pytest.mark.parametrize(
    "route",
    [
        EventRoute("weather", "R-46"),
        EventRoute("tree", "R-11"),  # of no unit of this county
        EventRoute("tree", "R-09"),  # a court handles no events
    ],
)
def test_a_route_for_a_kind_or_to_a_unit_that_is_not_there_is_refused(route: EventRoute) -> None:
    with pytest.raises(ValueError, match="handles events"):
        check_routes(replace(county.TOLD, events=replace(WORK, routes=(route,))))


def test_a_kind_that_goes_by_the_list_of_powers_goes_to_its_unit_or_stays_where_that_is_not_one() -> None:
    """What is a township's is that township's; where nothing says which, it stays where it is."""
    edition = replace(county.TOLD, events=replace(WORK, routes=(EventRoute("tree", "R-06"),)))
    check_routes(edition)

    here = addressed(edition, "tree", located_by_unit(county.VILLAGE, county.TOWNSHIP, county.COUNTY))
    nowhere = addressed(edition, "tree", located_by_unit(None, None, county.COUNTY))

    assert (here[1], nowhere[1]) == (county.TOWNSHIP, county.COUNTY)


def test_every_place_of_the_county_is_found_and_lies_where_events_are_handled() -> None:
    known = in_force("demo", date(2026, 6, 1))

    assert known
    found = [located(place, known.grids, "sl") for place in known.places]
    assert {each.found for each in found} == set(Found)
    assert all(WORK.unit(each.unit) for each in found)


def given(where: Path, name: str, **said: str) -> None:
    folder = where / "demo" / "gazetteer"
    folder.mkdir(parents=True, exist_ok=True)
    copyfile(HERE / "demo" / "people.toml", where / "demo" / "people.toml")
    whole = {"version": name, "since": "2026-01-01", "code": "p", "grid": "g", **said}
    (folder / f"{name}.toml").write_text(PLACES.format(**whole), encoding="utf-8")


def test_the_newest_version_in_force_holds(tmp_path: Path) -> None:
    given(tmp_path, "b", since="2026-01-01")
    given(tmp_path, "a", since="2027-01-01")

    def version(year: int) -> str | None:
        known = in_force("demo", date(year, 6, 1), tmp_path)
        return known.version if known else None

    assert [version(year) for year in (2025, 2026, 2027)] == [None, "b", "a"]
    [first, _] = gazetteers("demo", tmp_path)
    bridge = first.place("q")
    assert bridge
    assert (bridge.village, bridge.township) == ("sl-t1-v2", "sl-t1")


@pytest.mark.parametrize(
    ("said", "why"), [({"code": "q"}, "stands twice"), ({"grid": "gone"}, "a grid there is not")]
)
def test_a_version_that_makes_no_sense_is_refused(tmp_path: Path, said: dict[str, str], why: str) -> None:
    given(tmp_path, "b", **said)

    with pytest.raises(ValueError, match=why):
        gazetteers("demo", tmp_path)
