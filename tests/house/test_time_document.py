"""docs/time.md counts days as the rules do."""

from datetime import date

import pytest

import counties
from rules.articles import Basis
from rules.clocks import Period
from tests.house.repository import ROOT, rows

YES = {"是": True, "否": False}
EXAMPLES = rows(ROOT / "docs" / "time.md", 8)
CALENDAR_2026 = counties._calendar("china-2026")


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row[0].split()[0])
def test_an_example_is_what_the_rules_say(row: list[str]) -> None:
    _, start, days, extension, rolls, counted_to, due_on, provisional = row

    period = Period(Basis.WHOLE_PERIOD, int(days), YES[rolls])
    due = period.since(date.fromisoformat(start)).extend(int(extension)).due(CALENDAR_2026)

    assert (due.counted_to.isoformat(), due.on.isoformat()) == (counted_to, due_on)
    assert due.provisional is YES[provisional]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 6
