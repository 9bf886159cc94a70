"""docs/handoffs.md shows the dockings as they are, and docs/articles.md knows every article they stand on."""

import pytest

from desk.docking_table import section
from rules.dockings import DOCKINGS
from tests.house.repository import ROOT, rows, text

STANDS_ON = {row[0].strip("`"): row[1].split(", ") for row in rows(ROOT / "docs" / "articles.md", 2)}
CARRIED_OUT = {row[0] for row in rows(ROOT / "docs" / "articles.md", 5)}


def test_the_document_of_the_dockings_is_their_table() -> None:
    document = text(ROOT / "docs" / "handoffs.md")
    ours = document.partition("## 对接一览 The dockings")[2].partition("\n## ")[0]

    assert ours.strip().endswith(section(DOCKINGS.values()))


def test_every_docking_stands_in_the_document_of_articles_and_none_is_left_over() -> None:
    assert STANDS_ON.keys() == DOCKINGS.keys()


@pytest.mark.parametrize("docking", sorted(DOCKINGS))
def test_every_docking_cites_articles_that_the_document_knows(docking: str) -> None:
    row = DOCKINGS[docking]

    assert row.basis
    assert STANDS_ON[docking] == list(dict.fromkeys(article.short for article in row.basis))
    assert {trap.reason.basis.article.short for trap in row.traps} <= CARRIED_OUT
