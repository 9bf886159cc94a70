"""What is taken in a half-day: told with its reason, and nothing is refused for it."""

from datetime import date, datetime, timedelta

import pytest

from rules.clashing import Plan, Taken, half_day_of, taken
from rules.instants import ONE_DAY, first_instant_of
from tests.rules import county

HALVES = county.TOLD.directory.halves
NOBODY = frozenset[str]()


def beijing(hour: int, minute: int = 0) -> datetime:
    return first_instant_of(date(2026, 11, 3)) + timedelta(hours=hour, minutes=minute)


def test_a_day_is_parted_where_the_afternoon_of_the_county_begins() -> None:
    afternoon = next(each.begins for each in HALVES if each.half == "afternoon")
    morning, noon = half_day_of(beijing(9), HALVES)

    assert (morning, noon) == (beijing(0), beijing(afternoon.hour, afternoon.minute))
    assert half_day_of(noon, HALVES) == (noon, beijing(0) + ONE_DAY)


def test_where_the_county_says_nothing_the_day_is_one() -> None:
    assert half_day_of(beijing(16), ()) == (beijing(0), beijing(0) + ONE_DAY)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (Plan("hall", NOBODY, NOBODY), (Taken.PLACE,)),
        (Plan("yard", frozenset({"m", "n"}), NOBODY), (Taken.PERSON,)),
        (Plan("yard", NOBODY, frozenset({"zhang"})), (Taken.PARTY,)),
        (
            Plan("hall", frozenset({"m"}), frozenset({"zhang"})),
            (Taken.PLACE, Taken.PERSON, Taken.PARTY),
        ),
        (Plan("yard", frozenset({"n"}), frozenset({"li"})), ()),
    ],
)
def test_two_plans_have_a_place_somebody_or_a_party_in_common(other: Plan, found: tuple[Taken, ...]) -> None:
    assert taken(Plan("hall", frozenset({"m"}), frozenset({"zhang"})), other) == found


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("one", "one", (Taken.ROOM,)),
        ("one", "two", ()),
        ("", "two", (Taken.PLACE,)),
        ("one", "", (Taken.PLACE,)),
    ],
)
def test_two_that_name_their_rooms_meet_in_a_room_and_not_in_a_place(
    ours: str, theirs: str, found: tuple[Taken, ...]
) -> None:
    wanted, other = (Plan("hall", NOBODY, NOBODY, room) for room in (ours, theirs))

    assert taken(wanted, other) == found
