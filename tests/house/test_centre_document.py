"""docs/centre.md tells the truth: every system once, the counts right, all that is named there."""

import re
from collections import Counter

import pytest

from api.app import create_app
from counties.public_content import contents
from demo.stories import stories
from rules.procedures import PROCEDURES
from tests.house.repository import ROOT, files, quoted, rows, text
from tests.house.tracing import all_tests, said_counts

DOCUMENT = ROOT / "docs" / "centre.md"
# 制度: how many the sources name under each heading, and where their numbers begin.
SYSTEMS = {
    "DX": (1, 26), "NG": (0, 28), "ZJ": (1, 17), "PJ": (1, 2), "ZJI": (1, 4), "XH": (1, 4),
    "ZAP": (1, 2), "HZ": (1, 3), "HY": (1, 4), "LT": (1, 23),
}  # fmt: skip
EVERY = {f"{at}-{n:02}" for at, (first, many) in SYSTEMS.items() for n in range(first, first + many)}
WORKS, PART, CONTAINER, OPEN, NEVER = "办 works", "部分 part", "容器 container", "未做 open", "不做 never"
ROWS = rows(DOCUMENT, 5)
SAID = text(DOCUMENT)
IN_THE_CASE = SAID.partition("## 在案件里办的")[2]
ROUTES = {
    f"{method.upper()} {path}"
    for path, methods in create_app().openapi()["paths"].items()
    for method in methods
}
PUBLISHED = {each.id for each in contents()}


def test_every_system_of_the_sources_is_told_of_once() -> None:
    elsewhere = re.findall(r"\b[A-Z]{2,3}-\d\d\b", IN_THE_CASE)

    assert Counter([*(row[0] for row in ROWS), *elsewhere]) == Counter(EVERY)
    assert f"下列 {len(elsewhere)} 项" in IN_THE_CASE


def test_the_counts_are_right() -> None:
    found = Counter(row[2] for row in ROWS)

    assert said_counts(DOCUMENT) == {
        **{status: found[status] for status in (WORKS, PART, CONTAINER, OPEN, NEVER)},
        "合计 all": len(ROWS),
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_is_shown_by_a_story_or_a_test_and_names_routes_that_are_there(row: list[str]) -> None:
    _, _, status, where, shown = row
    told = {story.name for story in stories()}
    named = quoted(shown)

    assert [each for each in named if each not in (all_tests() if each.startswith("test_") else told)] == []
    assert [
        each for each in quoted(where) if each.startswith(("GET ", "POST ")) and not _is_there(each)
    ] == []
    assert bool(named) is (status != OPEN)


def test_what_is_open_or_never_says_why() -> None:
    without = [row for row in ROWS if row[2] in {OPEN, NEVER}]

    assert without
    assert [row[0] for row in without if len(row[3]) < 15] == []


def test_every_procedure_of_the_centre_is_told_of_in_words() -> None:
    told = {cells[0].split()[-1] for cells in rows(DOCUMENT, 3)}
    own = {"backlog": "matters"}  # 积案包案 old matters

    of_the_centre = {
        *("event", "meeting", "supervision", "recommendation", "inspection", "backlog"),
        *("dispatch", "incident", "errand"),
    }
    assert of_the_centre <= set(PROCEDURES)
    assert {own.get(each, each) for each in of_the_centre} == told


def test_a_decision_or_a_row_cites_only_systems_there_are() -> None:
    cited = {
        each
        for path in files("docs", endings=(".md",))
        for each in re.findall(r"\b(?:DX|NG|ZJ|PJ|ZJI|XH|ZAP|HZ|HY|LT)-\d\d\b", text(path))
    }

    assert cited <= EVERY


def _is_there(route: str) -> bool:
    """Whether a route is in the document of the API; of what is published a text of that name."""
    text_of = re.fullmatch(r"GET /public/content/([\w-]+)", route)
    return text_of[1] in PUBLISHED if text_of else route in ROUTES
