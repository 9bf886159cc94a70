"""What the tests of suggestions share: the list and the model as shipped, the labelled messages."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from counties.routes import question_tree
from counties.sayings import content_words, route_words
from suggesting.categories import SHIPPED, ContentModel
from suggesting.guide import Guide
from suggesting.training import Labelled

DATA = Path(__file__).parents[3] / "shared" / "data"
MESSAGES, TAXONOMY = DATA / "messages_labelled.csv", DATA / "taxonomy.csv"


@cache
def guide() -> Guide:
    return Guide.of(question_tree("2026.4"), route_words())


@cache
def model() -> ContentModel:
    return ContentModel.read(SHIPPED)


@cache
def messages() -> list[Labelled]:
    return [Labelled(f"{row['title']}\n{row['body']}", row["category"]) for row in _rows(MESSAGES)]


@cache
def terms() -> list[Labelled]:
    rows = [Labelled(f"{row['level2']} {row['level3']}", row["level1"]) for row in _rows(TAXONOMY)]
    return rows + [Labelled(word, label) for label, words in content_words().items() for word in words]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
