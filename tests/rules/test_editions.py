"""An edition is a value: any change of it is another edition, and the same data is the same edition."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

import counties
from rules.editions import Organ, StepFour, digest_of
from tests.rules import county


def changes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every place in a plain value, with something else to put there."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from changes(inner, (*path, key))
        case list() | tuple():
            yield path, [*value, "one more"]
            for place, inner in enumerate(value):
                yield from changes(inner, (*path, place))
        case frozenset():
            yield path, value | {"one more"}
        case bool():
            yield path, not value
        case int():
            yield path, value + 1
        case date():
            yield path, value.replace(year=value.year + 1)
        case _:
            yield path, f"{value}x"


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    key, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {**value, key: put(value[key], rest, new)}
    return [put(inner, rest, new) if place == key else inner for place, inner in enumerate(value)]


def test_any_change_of_any_number_list_or_name_is_another_edition() -> None:
    plain = asdict(county.TOLD)

    digests = {path: digest_of(put(plain, path, new)) for path, new in changes(plain)}

    assert county.TOLD.digest not in digests.values()
    assert len(set(digests.values())) == len(digests)
    for path in (("clocks", 0, "count"), ("calendar", "holidays"), ("ladder", "levels", 2, "attempts")):
        assert path in digests


def test_the_same_data_read_twice_is_the_same_edition() -> None:
    counties.edition.cache_clear()
    again = counties.edition("demo", "2026.1")

    assert again is not county.TOLD
    assert (again, again.digest) == (county.TOLD, county.TOLD.digest)


def test_the_order_in_which_a_list_was_gathered_does_not_matter() -> None:
    calendar = county.TOLD.calendar
    turned = frozenset(sorted(calendar.holidays, reverse=True))

    other = replace(county.TOLD, calendar=replace(calendar, holidays=turned))

    assert other.digest == county.TOLD.digest


def test_two_editions_of_a_county_are_told_apart() -> None:
    assert county.TOLD.digest != county.STRICT.digest
    assert len(county.TOLD.digest) == 64


def test_the_level_of_a_step_is_the_one_with_its_number() -> None:
    ladder = county.TOLD.ladder

    assert [ladder.level(step).step for step in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert [level.organ for level in ladder.levels] == [
        Organ.VILLAGE,
        Organ.VILLAGE,
        Organ.TOWNSHIP,
        Organ.COUNTY,
    ]


@pytest.mark.parametrize(("code", "is_known"), [("county-committee", True), ("nobody", False)])
def test_a_mediation_body_is_found_by_its_code(code: str, is_known: bool) -> None:
    body = county.TOLD.body(code)

    assert (body is not None) is is_known


def test_the_two_readings_of_step_four_are_two_editions() -> None:
    assert (county.TOLD.ladder.reading, county.STRICT.ladder.reading) == (StepFour.TOLD, StepFour.STRICT)
    assert replace(county.STRICT.ladder, reading=StepFour.TOLD) == county.TOLD.ladder
