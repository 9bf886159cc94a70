"""The labelled pairs, and the messages they are made of, which lie beside the repository."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from suggesting.same_matter import Matter

DATA = Path(__file__).parents[3] / "shared" / "data"
FILES = ("messages.csv", "messages_with_replies.csv")


@dataclass(frozen=True)
class Pair:
    """Two messages, and what a person who read both says of them."""

    a: str
    b: str
    is_same: bool
    is_hard: bool
    part: str


def _pairs() -> list[Pair]:
    with Path(__file__).with_name("pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Pair(row["a"], row["b"], row["label"] == "same", row["hard"] == "yes", row["part"]) for row in rows
    ]


PAIRS = _pairs()


@cache
def messages() -> dict[str, Matter]:
    """Every message as a matter: the pseudonym of its author is who says so, and nothing else is known."""
    found = {}
    for name in FILES:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["id"]] = Matter(
                    row["id"], row["title"], row["body"], people=frozenset({row["author"]})
                )
    return found
