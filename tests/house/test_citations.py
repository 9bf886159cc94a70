"""Every step begins with the article it carries out, and the article is one we know."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rules.articles import ARTICLES, Source
from rules.procedures import PROCEDURES as ORDINARY
from rules.procedures import SEALED_PROCEDURES

PROCEDURES = {**ORDINARY, **SEALED_PROCEDURES}
KNOWN = {article.short for article in ARTICLES.values()}
SHORT_NAMES = "|".join(source.value for source in Source if source is not Source.COUNTY_POLICY)
CITATION = re.compile(rf"(?:(?:{SHORT_NAMES})|[Cc]ounty policy) \d+(?:\(\d+\))?(?:(?:, |-)\d+(?:\(\d+\))?)*")


def steps() -> Iterator[tuple[str, Callable[..., Any]]]:
    for procedure in PROCEDURES.values():
        found = {step for _, step in procedure.acts.values()} | set(procedure.facts.values())
        for step in sorted(found, key=lambda each: each.__name__):
            yield f"{procedure.name}: {step.__name__}", step


def cited_in(words: str) -> list[str]:
    """``RMTJ 28-30, county policy 4`` -> RMTJ 28, RMTJ 29, RMTJ 30, P 4."""
    found = []
    for citation in CITATION.findall(words):
        law, numbers = re.match(r"(.*?) (\d.*)", citation).groups()  # type: ignore[union-attr]
        short = "P" if law.lower() == "county policy" else law
        for part in numbers.split(", "):
            first, _, last = re.sub(r"\(\d+\)", "", part).partition("-")
            found += [f"{short} {number}" for number in range(int(first), int(last or first) + 1)]
    return found


@pytest.mark.parametrize(("name", "step"), list(steps()))
def test_a_step_begins_with_the_articles_it_carries_out(name: str, step: Callable[..., Any]) -> None:
    first_line = (step.__doc__ or "").splitlines()[0]

    assert CITATION.match(first_line), f"{name} begins with no citation"
    assert set(cited_in(first_line)) <= KNOWN, f"{name} cites what rules/articles.py does not know"


def test_a_citation_is_read_as_it_is_meant() -> None:
    assert cited_in("RMTJ 28-30, MSS 205 协议") == ["RMTJ 28", "RMTJ 29", "RMTJ 30", "MSS 205"]
    assert cited_in("XFTL 20(3), WCNR 4: who") == ["XFTL 20", "WCNR 4"]
    assert cited_in("RMTJ 26, county policy 9, 12 送达") == ["RMTJ 26", "P 9", "P 12"]
