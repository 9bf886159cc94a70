"""A place is its grid's, else its village's, else its township's, else the county's."""

from rules.gazetteer import Found, Gazetteer, Grid, Place, PlaceKind, located, located_by_unit
from tests.rules.county import MONDAY

GRIDS = (Grid("g1", "v1", "t1"),)


def test_a_place_is_found_by_what_is_known_of_it() -> None:
    def at(**known: str) -> tuple[str, Found, str | None, str | None]:
        place = Place("p", PlaceKind.ROAD, "路", **known)
        found = located(place, GRIDS, "county")
        assert (found.place, found.place_kind) == ("p", PlaceKind.ROAD)
        return found.unit, found.found, found.village, found.township

    assert at(grid="g1", village="v9", township="t9") == ("v1", Found.GRID, "v1", "t1")
    assert at(grid="gone", village="v2", township="t1") == ("v2", Found.VILLAGE, "v2", "t1")
    assert at(township="t2") == ("t2", Found.TOWNSHIP, None, "t2")
    assert at() == ("county", Found.COUNTY, None, None)


def test_without_a_place_it_is_as_far_as_somebody_said_where_it_is() -> None:
    assert located_by_unit("v1", "t1", "county").unit == "v1"
    assert located_by_unit(None, "t1", "county").found is Found.TOWNSHIP
    assert located_by_unit(None, None, "county").unit == "county"


def test_a_place_is_known_by_its_code() -> None:
    lane = Place("p-1", PlaceKind.ROAD, "东巷", grid="g1")
    gazetteer = Gazetteer("1", "sl", MONDAY.date(), GRIDS, (lane,))

    assert gazetteer.place("p-1") is lane
    assert gazetteer.place("p-2") is None
