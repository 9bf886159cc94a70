"""The county's clauses: read beside its templates, refused by line where something is wrong."""

from pathlib import Path

import pytest

from paper.clauses import clauses_in, clauses_of
from paper.templates import BrokenTemplate
from rules.paper.clauses import Asked, drawn_up
from rules.paper.filling import BLANK
from rules.paper.table import FORMS
from tests.paper.conftest import FOLDER

GOOD = '[[clause]]\ndocument = "D-23"\ncode = "a"\nzh = "甲"\nen = "A"\n[clause.says]\nterms = "{{ who }}"\n'


def test_the_county_has_clauses_for_who_what_how_much_how_where_and_when() -> None:
    clauses = clauses_in(FOLDER)

    asked = {each for clause in clauses for each in clause.asks}
    assert asked == set(Asked)
    assert {each.document for each in clauses} == {"D-23"}
    assert all(each.zh and each.en for each in clauses)


def test_every_clause_said_in_full_leaves_no_blank() -> None:
    told = {each.value: f"说明{each}" for each in Asked}

    for clause in clauses_in(FOLDER):
        said = drawn_up(clause, told)
        assert set(said) <= {each.code for each in FORMS[clause.document].of()}
        assert BLANK not in "".join(said.values())
        assert "{" not in "".join(said.values())


def test_a_county_without_clauses_has_none(tmp_path: Path) -> None:
    assert clauses_in(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("[[clause]\n", 1, ""),
        (GOOD.replace("terms =", "price ="), 1, "price"),
        (GOOD.replace("terms =", "copies ="), 1, "copies"),  # a number
        (f"# 县\n{GOOD.replace('D-23', 'D-99')}", 2, ""),
        (GOOD.replace("who", "why"), 1, ""),
        (GOOD.replace('en = "A"\n', ""), 1, ""),
        (GOOD + GOOD, 8, ""),
    ],
)
def test_a_broken_clause_is_refused_by_line_and_field(text: str, line: int, field: str) -> None:
    assert len(clauses_of(GOOD)) == 1

    with pytest.raises(BrokenTemplate) as broken:
        clauses_of(text)

    assert (broken.value.file, broken.value.line, broken.value.field) == ("clauses.toml", line, field)
