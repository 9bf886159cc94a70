"""docs/articles.md tells the truth: every article we know, every function that cites it, tests that exist."""

import ast
import re
from collections import defaultdict

import pytest

from rules.articles import ARTICLES
from tests.house.repository import ROOT, files, quoted, rows, text, tree
from tests.house.test_citations import KNOWN, cited_in

DOCUMENT = ROOT / "docs" / "articles.md"
CARRIED_OUT = rows(DOCUMENT, 5)
MARKS = {article.short: article.mark.value for article in ARTICLES.values()}


def test_every_article_we_know_is_in_the_table_with_its_mark() -> None:
    assert {row[0]: row[1] for row in CARRIED_OUT} == MARKS


def test_an_article_stands_in_one_row_among_its_kind() -> None:
    carried_out, policy, *others = re.split(r"^## ", text(DOCUMENT), flags=re.MULTILINE)[1:]

    assert len(CARRIED_OUT) == len(MARKS)
    assert not any(re.search(r"^\| P \d", line) for line in carried_out.splitlines())
    assert not any(re.search(r"^\|[^|]+\| [CVP] \|", line) for part in others for line in part.splitlines())
    assert policy.startswith("2. ")


def test_every_function_that_cites_an_article_stands_beside_it() -> None:
    listed = {row[0]: set(quoted(row[3])) for row in CARRIED_OUT}

    missing = [
        f"{article}: {function}"
        for article, functions in citing().items()
        for function in functions
        if function not in listed.get(article, set())
    ]

    assert missing == []


@pytest.mark.parametrize("row", CARRIED_OUT, ids=lambda row: row[0].replace(" ", "-"))
def test_an_article_has_functions_and_tests_that_exist(row: list[str]) -> None:
    functions, tests = quoted(row[3]), quoted(row[4])
    rules = "".join(text(path) for path in files("rules"))
    all_tests = "".join(text(path) for path in files("tests"))

    assert functions
    assert [name for name in functions if f"def {name}(" not in rules] == []
    assert tests
    assert [name for name in tests if not re.search(rf"def {name}\(", all_tests)] == []


def test_what_is_not_automated_has_its_reason() -> None:
    left_to_others = rows(DOCUMENT, 3)

    assert len(left_to_others) > 10
    assert [row for row in left_to_others if len(row[2]) < 15] == []


def test_the_glossary_cites_only_articles_we_carry_out() -> None:
    cited = {each for row in rows(ROOT / "docs" / "glossary.md", 5) for each in row[2].split(", ") if each}

    assert cited <= KNOWN


def citing() -> dict[str, set[str]]:
    """Article -> the functions whose docstring cites it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in files("rules"):
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.FunctionDef) and node.name != "short"
            ):  # that one shows how a citation looks
                for article in cited_in(ast.get_docstring(node) or ""):
                    found[article].add(node.name)
    return found
