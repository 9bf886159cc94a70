"""What comes up again and again at a place is shown; nobody stands in it."""

from dataclasses import fields
from datetime import date, timedelta

from rules.event.recurring import Recurrence, Reported, recurring
from tests.rules import county

TODAY = date(2026, 11, 30)
WORK = county.TOLD.events  # three within thirty days


def at(
    n: int, *, days_ago: int = 0, kind: str = "tree", place: str | None = "p", unit: str = "v1"
) -> Reported:
    return Reported(f"SL-2026-{n}", kind, place, unit, TODAY - timedelta(days=days_ago))


def test_three_of_a_kind_at_one_place_within_thirty_days_are_shown() -> None:
    [found] = recurring([at(3), at(1, days_ago=29), at(2, days_ago=5)], WORK, TODAY)

    assert found == Recurrence(
        "tree", "p", "v1", date(2026, 11, 1), TODAY, ("SL-2026-1", "SL-2026-2", "SL-2026-3")
    )


def test_two_are_not_nor_is_what_lies_longer_back_or_elsewhere_or_is_of_another_kind() -> None:
    two = [at(1), at(2)]

    for other in (
        at(3, days_ago=30),
        at(3, place="q"),
        at(3, kind="noise"),
        at(3, place=None),
        at(3, unit="v2"),
    ):
        assert recurring([*two, other], WORK, TODAY) == ()


def test_where_no_place_was_named_it_is_counted_by_the_unit_and_the_most_frequent_come_first() -> None:
    in_a_unit = [at(n, place=None) for n in range(3)]
    at_a_place = [at(n) for n in range(10, 14)]

    found = recurring([*in_a_unit, *at_a_place], WORK, TODAY)

    assert [(each.place, len(each.numbers)) for each in found] == [("p", 4), (None, 3)]


def test_there_is_no_person_in_what_is_shown() -> None:
    named = {field.name for kind in (Reported, Recurrence) for field in fields(kind)}

    assert named == {"number", "kind", "place", "unit", "on", "since", "until", "numbers"}
