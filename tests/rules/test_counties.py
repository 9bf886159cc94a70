"""The county's data: read into one frozen edition, and every seat of the ladder has somebody in it."""

from datetime import date

import pytest

import counties
from rules.articles import Basis
from rules.editions import Edition, Organ, Seat
from tests.rules import county


def test_the_fictional_county_has_four_townships_and_twelve_villages() -> None:
    organs = [unit.organ for unit in counties.units("demo")]

    assert [organs.count(organ) for organ in Organ] == [12, 4, 1]


def test_every_unit_but_the_county_lies_in_another_of_the_next_organ() -> None:
    units = {unit.id: unit for unit in counties.units("demo")}

    parents = {(unit.organ, units[unit.parent].organ if unit.parent else None) for unit in units.values()}

    assert parents == {
        (Organ.COUNTY, None),
        (Organ.TOWNSHIP, Organ.COUNTY),
        (Organ.VILLAGE, Organ.TOWNSHIP),
    }


def test_every_seat_of_the_ladder_and_the_county_has_one_person_at_every_unit() -> None:
    people = counties.people("demo")
    seats = {(person.role, person.unit) for person in people}

    for edition in counties.editions("demo"):
        for seat in seats_of(edition):
            for unit in counties.units("demo"):
                assert unit.organ is not seat.organ or (seat.role, unit.id) in seats
    assert len(seats) == len(people) == len({person.ref for person in people})


def seats_of(edition: Edition) -> set[Seat]:
    """All seats an edition names."""
    county_seats = {value for value in vars(edition).values() if isinstance(value, Seat)}
    levels = edition.ladder.levels
    return county_seats.union(
        *((*level.leads, *level.clerks, level.fallback, level.supervisor) for level in levels)
    )


def test_a_reference_to_a_person_says_the_seat_and_never_the_name() -> None:
    person = counties.people("demo")[0]

    assert person.ref == "p-sl-window-clerk"
    assert person.name == "示例县窗口受理员"


def test_the_editions_of_a_county_are_found_by_their_files() -> None:
    assert [edition.id for edition in counties.editions("demo")] == ["demo/2026.1", "demo/2026.1-strict"]


def test_an_edition_based_on_another_changes_only_what_it_names() -> None:
    assert county.STRICT.whole == county.TOLD.whole
    assert county.STRICT.ladder.levels == county.TOLD.ladder.levels
    assert county.STRICT.ladder.reading is not county.TOLD.ladder.reading


def test_the_level_days_of_the_demonstration_county_make_the_general_month() -> None:
    ladder = county.TOLD.ladder

    assert [level.days for level in ladder.levels] == [5, 5, 8, 12]
    assert sum(level.days for level in ladder.levels) == county.TOLD.whole.days == 30
    assert [level.attempts for level in ladder.levels] == [1, 1, 1, 1]


def test_the_periods_point_at_their_articles() -> None:
    edition = county.TOLD

    assert {
        name: (getattr(edition, name).basis, getattr(edition, name).days)
        for name in ("whole", "confirmation", "service", "performance", "revisit", "undo_withdrawal")
    } == {
        "whole": (Basis.WHOLE_PERIOD, 30),
        "confirmation": (Basis.CONFIRMATION, 30),
        "service": (Basis.SERVICE, 5),
        "performance": (Basis.PERFORMANCE, 30),
        "revisit": (Basis.REVISIT, 30),
        "undo_withdrawal": (Basis.UNDO_WITHDRAWAL, 7),
    }
    assert edition.representatives_at_most == 5


def test_what_the_village_mediates_first_is_known_to_the_county() -> None:
    assert county.TOLD.ladder.village_scope < set(county.TOLD.dispute_types)


def test_no_edition_is_no_edition() -> None:
    with pytest.raises(FileNotFoundError):
        counties.edition("demo", "1949.1")


def test_the_fictional_calendar_is_published_for_years_and_its_holidays_return() -> None:
    calendar = county.TOLD.calendar

    assert (min(calendar.years), max(calendar.years)) == (2026, 2040)
    assert all(date(year, 10, 2) in calendar.holidays for year in calendar.years)
    assert calendar.make_up_workdays == frozenset()


def test_the_published_calendar_of_2026_has_its_make_up_workdays_and_no_other_year() -> None:
    calendar = counties._calendar("china-2026")

    assert calendar.years == {2026}
    assert date(2026, 10, 10) in calendar.make_up_workdays
    assert not calendar.is_day_off(date(2026, 10, 10))
    assert calendar.is_day_off(date(2026, 10, 7))
