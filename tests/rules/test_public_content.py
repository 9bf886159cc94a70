"""What the county publishes: every route it names exists, and a list that moves on says so."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counties.public_content import check_of, contents
from counties.routes import list_in_force, route_list
from rules.public_content import Check, Content, Kind, newest, stands

GUIDE = next(each for each in contents() if each.id == "guide-where-to-go")


@pytest.mark.parametrize("content", contents(), ids=lambda each: f"{each.id}-{each.version}")
def test_every_route_that_a_text_names_is_in_the_list_it_was_held_against(content: Content) -> None:
    listed = {route.id for route in route_list(content.checked_against).routes if route.is_live}

    assert set(content.routes) <= listed
    assert content.routes or content.kind in (Kind.TASK_REGISTER, Kind.RULE_REGISTER)


def test_there_is_a_text_of_every_kind() -> None:
    assert {each.kind for each in contents()} == set(Kind)


def test_a_text_held_against_the_list_in_force_is_current() -> None:
    day = date(2026, 11, 1)
    in_force = list_in_force(day)
    assert in_force

    assert GUIDE.checked_against == in_force.version
    assert check_of(GUIDE, day) is Check.CURRENT
    assert check_of(GUIDE, date(1990, 1, 1)) is Check.CURRENT  # before there was any list


def test_when_the_list_moves_on_a_text_is_to_be_checked() -> None:
    assert stands(GUIDE, "2026.7", frozenset({"R-99"})) is Check.TO_BE_CHECKED
    assert stands(GUIDE, "2026.7", frozenset({GUIDE.routes[0]})) is Check.ROUTE_CHANGED
    assert stands(replace(GUIDE, checked_against="2026.7"), "2026.7", frozenset()) is Check.CURRENT


def test_of_several_versions_the_last_that_has_begun_is_in_use() -> None:
    second = replace(GUIDE, version=2, valid_from=date(2027, 1, 1))

    def version(on: date) -> list[int]:
        return [each.version for each in newest([second, GUIDE], on)]

    assert version(date(2026, 9, 30)) == []
    assert version(date(2026, 12, 31)) == [1]
    assert version(date(2027, 1, 1)) == [2]
    assert [each.version for each in newest([GUIDE, second], date(2027, 1, 1))] == [2]


def test_the_registers_hold_only_what_the_county_entered() -> None:
    [tasks] = [each for each in contents() if each.kind is Kind.TASK_REGISTER]

    assert [entry.number for entry in tasks.entries] == list(range(1, len(tasks.entries) + 1))
    assert len(tasks.entries) < 48  # of the forty-eight nobody has told us a line


def test_a_file_without_a_head_or_told_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("no head", "utf-8")
    with pytest.raises(ValueError, match="a head"):
        contents(tmp_path)
    other = tmp_path / "twice"
    other.mkdir()
    for name in ("a.md", "b.md"):
        (other / name).write_text((GUIDE_FILE).read_text("utf-8"), "utf-8")
    with pytest.raises(ValueError, match="two files"):
        contents(other)


GUIDE_FILE = Path(__file__).parents[2] / "counties" / "content" / "guide-where-to-go.md"
