"""Versions of the list: the next quarter changes nothing for what was classified under the last one."""

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest

from counties.routes import HERE, list_in_force, question_tree, route_list, route_lists
from rules.clocks.table.whole import UnknownClock
from rules.diversion.card import card_told, route_card
from rules.diversion.route import RouteList, UnknownRoute
from rules.diversion.telling import changes_told
from rules.diversion.tree import walk

LISTS = Path(__file__).parent / "lists"


def version_on(day: date, where: Path = LISTS) -> str | None:
    found = list_in_force(day, where)
    return found.version if found else None


def test_every_version_is_listed_the_oldest_first() -> None:
    assert [each.version for each in route_lists(LISTS)] == ["2026.4", "2027.1", "2027.1a"]
    assert "2026.4" in [each.version for each in route_lists()]


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 10, 1), "2026.4"),
        (date(2026, 12, 31), "2026.4"),
        (date(2027, 1, 1), "2027.1a"),
    ],
)
def test_of_several_lists_the_last_to_begin_is_in_force(day: date, version: str | None) -> None:
    assert version_on(day) == version


def test_a_list_without_an_end_holds_until_the_next_begins() -> None:
    assert version_on(date(2026, 11, 25), HERE) == "2026.4"
    assert version_on(date(2026, 9, 30), HERE) is None


def test_a_matter_classified_under_one_version_is_explained_with_it_after_the_next() -> None:  # NG-23
    before, after = (card_told(route_card(route_list(each, LISTS), "R-10")) for each in ("2026.4", "2027.1"))

    assert (before["version"], before["next"]["zh"]) == ("2026.4", "到村里申请调解。")
    assert [organ["code"] for organ in before["organs"]] == ["mediation-committee", "court"]
    assert [clock["id"] for clock in before["clocks"]] == ["K-40"]
    assert (after["version"], after["next"]["zh"]) == ("2027.1", "先到村民委员会。")
    assert [organ["code"] for organ in after["organs"]] == [
        "village-committee",
        "mediation-committee",
        "court",
    ]
    assert [clock["id"] for clock in after["clocks"]] == ["K-40", "K-44"]


def test_an_amendment_holds_only_what_is_different() -> None:
    before, after = route_list("2026.4", LISTS), route_list("2027.1", LISTS)

    assert [route.id for route in after.routes] == ["R-10", "R-11"]
    assert after.route("R-11") == before.route("R-11")
    assert [paper.zh for paper in after.route("R-10").papers] == ["身份证件", "证据"]
    with pytest.raises(UnknownRoute):
        after.route("R-12")
    assert before.route("R-12").id == "R-12"


def test_a_version_without_a_tree_of_its_own_has_that_of_the_one_before() -> None:
    codes = {
        version: [choice.code for choice in question_tree(version, LISTS).questions[0].choices]
        for version in ("2026.4", "2027.1", "2027.1a")
    }

    assert codes == {
        "2026.4": ["noise", "neighbours", "unsure"],
        "2027.1": ["noise", "neighbours", "unsure"],
        "2027.1a": ["neighbours", "noise", "unsure"],
    }
    place = walk(question_tree("2027.1", LISTS), ["neighbours"])
    assert not isinstance(place, RouteList)
    assert getattr(place, "version", None) == "2027.1"


def test_a_quarters_changes_are_told_line_by_line() -> None:  # NG-23, the change log
    before, after = route_list("2026.4", LISTS), route_list("2027.1", LISTS)

    told = changes_told(before, after)
    back = changes_told(after, before)

    assert [(each["id"], each["kind"]["code"], each["title"]["zh"]) for each in told] == [
        ("R-10", "changed", "邻里纠纷"),
        ("R-12", "withdrawn", "离婚"),
    ]
    assert [field["code"] for field in told[0]["fields"]] == [
        *("steps", "organs", "clocks", "papers", "next", "words"),
    ]
    assert [(each["id"], each["kind"]["code"]) for each in back] == [("R-10", "changed"), ("R-12", "added")]
    assert changes_told(after, route_list("2027.1a", LISTS)) == []


@pytest.mark.parametrize(("version", "day"), [("2026.4", date(2027, 1, 1)), ("2027.1", date(2027, 4, 1))])
def test_a_list_is_looked_over_every_quarter(version: str, day: date) -> None:
    assert route_list(version, LISTS).review_on == day


# SHA-256 of every file of a version in force. A line here is never changed: an amendment is a new version.
FROZEN = {
    "2026.4": "6e78903d4a2c8fa270fb5a9a3fa39e0d404a7511a30796610b1dd3af488351f3",
}


@pytest.mark.parametrize("version", sorted(FROZEN))
def test_a_list_in_force_is_never_edited(version: str) -> None:
    files = sorted((HERE / version).glob("*.toml"))

    whole = hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()

    assert whole == FROZEN[version]


def test_every_version_in_the_house_is_frozen() -> None:
    assert {each.version for each in route_lists()} == set(FROZEN)


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """Lists of one's own, to be spoiled."""
    return Path(shutil.copytree(LISTS, tmp_path / "lists"))


def spoil(lists: Path, was: str, becomes: str, file: str = "lines.toml") -> None:
    path = lists / "2026.4" / file
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes), encoding="utf-8")


@pytest.mark.parametrize(
    ("was", "becomes", "raised"),
    [
        ('["MFD 288", "RMTJ"]', '["MFD article 288"]', ValueError),  # no citation
        ('["MFD 288", "RMTJ"]', '["LAW 288"]', KeyError),  # a text nobody knows
        ('["K-40"]', '["K-99"]', UnknownClock),
        ('"mediation-committee"', '"moon-committee"', ValueError),
        ('papers = ["identity"]', 'papers = ["passport"]', KeyError),
        ('next = { zh = "到村里申请调解。", en = "Ask the village." }', "", KeyError),
        ('mediable = "yes"', 'mediable = "perhaps"', ValueError),
        ('category = "dispute"', 'category = "nuisance"', ValueError),
    ],
)
def test_a_list_that_cannot_be_right_is_not_read(
    lists: Path, was: str, becomes: str, raised: type[Exception]
) -> None:
    spoil(lists, was, becomes)

    with pytest.raises(raised):
        route_list("2026.4", lists)


def test_a_folder_and_its_list_bear_one_name(lists: Path) -> None:
    spoil(lists, 'version = "2026.4"', 'version = "2026.3"', file="list.toml")

    with pytest.raises(ValueError, match="name different versions"):
        route_list("2026.4", lists)


def test_a_version_that_is_not_there_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        route_list("1999.1", LISTS)
