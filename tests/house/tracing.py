"""A document that says of each item of a standard how it is met, and which test proves it."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.house.repository import files, quoted, text

MET, NOT_APPLICABLE, OPEN = "满足 met", "不适用 n/a", "未做 open"


@dataclass(frozen=True)
class Item:
    """A row. ``status`` is one of the three."""

    id: str
    asks: str
    status: str
    how: str
    tests: str

    @property
    def is_well_formed(self) -> bool:
        """Whether it says what a row of its status has to say."""
        if not (self.asks and self.how):
            return False
        match self.status:
            case "满足 met":
                return bool(quoted(self.tests)) and set(quoted(self.tests)) <= all_tests()
            case "不适用 n/a" | "未做 open":
                return set(quoted(self.tests)) <= all_tests()
        return False


def counts(items: list[Item]) -> dict[str, int]:
    """How many there are of each status, and of all."""
    found = Counter(each.status for each in items)
    return {**{status: found[status] for status in (MET, NOT_APPLICABLE, OPEN)}, "合计 all": len(items)}


def said_counts(document: Path) -> dict[str, int]:
    """The counts that the document states, from its first table of two columns."""
    stated = re.findall(r"^\| ([^|]+?) \| (\d+) \|$", text(document), re.MULTILINE)
    return {status: int(number) for status, number in stated}


@cache
def all_tests() -> frozenset[str]:
    """The names of all tests in the repository."""
    return frozenset(name for path in files("tests") for name in re.findall(r"def (test_\w+)\(", text(path)))
