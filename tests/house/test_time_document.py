"""docs/time.md counts days as the rules do, and docs/clocks.md is the table of the rules."""

import pytest

import counties
from counties.calendars import china
from desk.clock_tables import document
from rules.clocks.describing import described
from rules.clocks.enquiry import Enquiry, clock_asked
from rules.clocks.table.whole import TABLE
from rules.instants import BEIJING
from tests.house.repository import ROOT, rows, text

YES = {"是": True, "否": False}
EXAMPLES = rows(ROOT / "docs" / "time.md", 8)
RULES = {**{rule.id: rule for rule in counties.edition("demo", "2026.1").clocks}, **TABLE}


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row[0].split()[0])
def test_an_example_is_what_the_rules_say(row: list[str]) -> None:
    _, id, start, left_out, longer, counted_to, due_on, provisional = row
    asked = Enquiry(start, exclude=tuple(left_out.split()), extend=tuple(map(int, longer.split())))

    clock = clock_asked(RULES[id], china(), asked)
    due = clock.due(RULES[id], china())

    assert due
    at = f"{due.at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if due.at else due.on.isoformat()
    assert (due.counted_to.isoformat(), at) == (counted_to, due_on)
    assert due.provisional is YES[provisional]


def test_every_example_of_the_reference_is_there() -> None:
    reference = {
        "F-01",
        "F-03",
        "F-05",
        "F-06",
        "F-09",
        "F-12",
        "F-13",
        "F-16",
        "F-18",
        "F-20",
        "F-23",
        "F-24",
    }

    assert reference <= {row[0].split()[0] for row in EXAMPLES}


def test_the_document_of_the_table_is_the_table() -> None:
    assert text(ROOT / "docs" / "clocks.md") == document(map(described, TABLE.values())) + "\n"
