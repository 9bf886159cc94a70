"""The glossary and the rules name the same things."""

import re

import pytest

from tests.house.repository import ROOT, files, name_of, public_names, quoted, rows, text

GLOSSARY = ROOT / "docs" / "glossary.md"
COLUMNS = 5
NAMED = {name for row in rows(GLOSSARY, COLUMNS) for name in quoted(row[1])}


@pytest.mark.parametrize("module", files("rules"), ids=name_of)
def test_every_public_name_of_the_rules_is_in_the_glossary(module: object) -> None:
    missing = [name for name in public_names(module) if name not in NAMED and len(name) > 1]  # type: ignore[arg-type]

    assert missing == []


def test_the_glossary_names_nothing_that_is_gone() -> None:
    rules = "".join(text(path) for path in files("rules"))
    words = set(re.findall(r"\w+", rules))  # one look at so many lines instead of one for each name

    assert [name for name in sorted(NAMED - words) if not re.search(rf"\b{name}\b", rules)] == []


def test_a_line_of_the_glossary_has_its_chinese_its_names_and_its_meaning() -> None:
    lines = rows(GLOSSARY, COLUMNS)

    assert len(lines) > 60
    assert [row for row in lines if not (row[0] and quoted(row[1]) and row[3])] == []


def test_a_name_stands_in_one_line_of_the_glossary() -> None:
    names = [name for row in rows(GLOSSARY, COLUMNS) for name in quoted(row[1])]

    assert sorted(names) == sorted(set(names))
