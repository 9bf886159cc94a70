"""What stands in the engine's histories and in kept reports for years: here it is pinned, name by name."""

import dataclasses
from enum import StrEnum

import pytest
from temporalio import workflow

from activities.reporting_to import NextAsked, ReportDue
from records.tables import report_lines, reports
from rules.early_warning import Along, Because
from rules.measuring.formula import CountedBy, Definition, Scope
from rules.public_content import Check
from rules.public_content import Kind as ContentKind
from rules.reports.composing import CONTENTS
from rules.reports.timetable import Kind
from workflows import names
from workflows.reports import Reporting, ReportsWorkflow

FIELDS: dict[type, str] = {
    Reporting: "county begun",
    NextAsked: "county begun today",
    ReportDue: "county kind since until due_at",
    Scope: "unit kind channel",
}
SPELLED: dict[type[StrEnum], str] = {
    Kind: "daily weekly monthly yearly special",
    Along: "place agency",
    Because: "new growing",
    CountedBy: "due registered accepted effective done closed settled",
    Definition: "observed named seed policy",
    ContentKind: "guide standard route-chart request-list training publicity task-register rule-register",
    Check: "current to-be-checked route-changed",
}
PARTS = {
    "daily": "registered stock warnings handoffs",
    "weekly": "timeliness quality warnings",
    "monthly": "five-rates figures stock substance handoffs days-used",
    "yearly": "statistics fields sent-on recommendations five-rates stock stock-before substance",
    "special": "registered five-rates figures stock substance warnings handoffs days-used",
}


@pytest.mark.parametrize("shape", FIELDS, ids=lambda shape: shape.__name__)
def test_what_reporting_hands_on_keeps_its_fields(shape: type) -> None:
    assert [field.name for field in dataclasses.fields(shape)] == FIELDS[shape].split()


@pytest.mark.parametrize("words", SPELLED, ids=lambda words: words.__name__)
def test_a_word_of_a_report_keeps_its_spelling(words: type[StrEnum]) -> None:
    assert [each.value for each in words] == SPELLED[words].split()


def test_the_engine_knows_reporting_by_its_names() -> None:
    definition = workflow._Definition.from_class(ReportsWorkflow)

    assert definition
    assert definition.name == "ReportsWorkflow"
    assert set(definition.signals) == {names.RENEW}
    assert (names.FIND_NEXT_REPORT, names.MAKE_REPORT) == ("find_next_report", "make_report")


def test_a_kept_report_keeps_its_parts_and_columns() -> None:
    assert {kind.value: " ".join(parts) for kind, parts in CONTENTS.items()} == PARTS
    assert [column.name for column in report_lines.primary_key] == [
        *(column.name for column in reports.primary_key),
        "procedure",
    ]
