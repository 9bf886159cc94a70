"""Where every rule comes from: what is cited exists, and what exists is cited or used."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import counties
import rules
from rules.articles import ARTICLES, Article, Basis, Mark, Source
from rules.dockings import DOCKINGS
from rules.procedure import Procedure
from rules.procedures import PROCEDURES as ORDINARY
from rules.procedures import SEALED_PROCEDURES

PROCEDURES = {**ORDINARY, **SEALED_PROCEDURES}
ROOM = Path(next(iter(rules.__path__)))
LAWS = {source.value: source for source in Source if source is not Source.COUNTY_POLICY}
CITED = re.compile(rf"\b({'|'.join(LAWS)}|[Cc]ounty policy) ((?:\d+(?:\(\d+\))?(?:, | and )?)+)")
NUMBER = re.compile(r"(\d+)(?:\((\d+)\))?")


def citations(text: str) -> Iterator[tuple[Source, int, int | None]]:
    """(law, article, paragraph) of everything a text cites, as in ``XFTL 28(3)`` or ``RMTJ 17, 26``."""
    for law, numbers in CITED.findall(text):
        for number, paragraph in NUMBER.findall(numbers):
            source = LAWS.get(law, Source.COUNTY_POLICY)
            yield source, int(number), int(paragraph) if paragraph else None


def sources() -> list[Path]:
    return [*sorted(ROOM.rglob("*.py")), Path(counties.__file__)]


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOM.parent).as_posix())
def test_every_article_cited_in_the_rules_is_in_the_list_of_articles(path: Path) -> None:
    listed = (*ARTICLES.values(), *(article for row in DOCKINGS.values() for article in row.basis))
    known = {(article.source, article.number) for article in listed}
    paragraphs = {(article.source, article.number, article.paragraph) for article in ARTICLES.values()}

    for source, number, paragraph in citations(path.read_text()):
        assert (source, number) in known
        assert paragraph is None or (source, number, paragraph) in paragraphs


def test_every_article_in_the_list_is_cited_in_the_rules() -> None:
    cited = {c[:2] for path in sources() if path.name != "articles.py" for c in citations(path.read_text())}
    used = {
        (Basis[node.attr].article.source, Basis[node.attr].article.number)
        for path in sources()
        if path.name != "articles.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Basis"
    }

    assert {(article.source, article.number) for article in ARTICLES.values()} <= cited | used


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=lambda procedure: procedure.name)
def test_every_step_begins_with_the_article_it_carries_out(procedure: Procedure) -> None:
    steps = {step for _, step in procedure.acts.values()} | set(procedure.facts.values())

    for step in steps:
        first_line = (inspect.getdoc(step) or "").splitlines()[0]
        assert CITED.match(first_line), step


def test_every_basis_has_its_article() -> None:
    assert set(ARTICLES) == set(Basis)


def test_county_policy_is_marked_as_policy_and_law_is_not() -> None:
    for article in ARTICLES.values():
        assert (article.mark is Mark.POLICY) is (article.source is Source.COUNTY_POLICY)


def test_no_two_items_of_county_policy_bear_one_number() -> None:
    items = [a.number for a in ARTICLES.values() if a.source is Source.COUNTY_POLICY]

    assert sorted(items) == list(range(1, len(items) + 1))


@pytest.mark.parametrize(
    ("article", "zh", "en", "short"),
    [
        (Basis.CONFIRMATION.article, "《民事诉讼法》第205条", "Civil Procedure Law, art. 205", "MSS 205"),
        (
            Basis.REPRESENTATIVES.article,
            "《信访工作条例》第20条第3款",
            "Regulations on Petition Work, art. 20(3)",
            "XFTL 20",
        ),
        (Basis.LADDER.article, "县级规定(调解规则第4项)", "County policy, item 4", "P 4"),
    ],
)
def test_an_article_is_cited_in_both_languages(article: Article, zh: str, en: str, short: str) -> None:
    assert (article.cite("zh"), article.cite("en"), article.short) == (zh, en, short)
