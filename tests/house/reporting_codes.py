"""The codes of indicators, reports and published texts, told from the code itself."""

import re
from collections.abc import Iterable
from dataclasses import fields
from enum import StrEnum

from temporalio.client import WorkflowExecutionStatus

from api.overviews import OverviewPart
from api.upkeeping import Kind as Upkept
from rules.early_warning import Along, Because
from rules.measuring.formula import CountedBy, Definition
from rules.measuring.overview import LIGHTS, STEPS, PairTold, Rung
from rules.measuring.stock import Stock
from rules.measuring.whole import FORMULAS, WAITING
from rules.public_content import Check
from rules.public_content import Kind as ContentKind
from rules.reports.composing import CONTENTS
from rules.reports.timetable import Kind
from tests.house.repository import ROOT, text

COMPOSING = text(ROOT / "rules" / "reports" / "composing.py")


def _values(of: Iterable[StrEnum]) -> set[str]:
    return {each.value for each in of}


def _lines() -> set[str]:
    """Every code of a line that is written down, and what the composed ones come to."""
    plain = set(re.findall(r'(?:Line|_in_order)\("([\w-]+)"', COMPOSING))
    for prefix in ("stock", "substance"):
        [codes] = re.findall(rf'for code in \(([^)]*)\):\n\s+yield Line\(f"{prefix}-', COMPOSING)
        plain |= {f"{prefix}-{each.replace('_', '-')}" for each in re.findall(r'"(\w+)"', codes)}
    plain |= {f"warning-{each}" for each in Because}
    return plain | {f"waiting-{each}" for each in WAITING.values()}


_SAID_OF = r'\("(\w+)", (?:kind|channel|unit|sender|subject|id|scope\.unit|cluster\.subject)\)'


def _narrowed() -> set[str]:
    return set(re.findall(_SAID_OF, COMPOSING)) | _values(Along)


def _columns() -> set[str]:
    """Those of the ladder and of the pairs of units."""
    return {name for each in (Rung, PairTold) for name in each.__dataclass_fields__} - {
        *("step", "sender", "unit", "hours"),
    }


CODES: dict[str, set[str]] = {
    "figure": set(FORMULAS) | set(WAITING),
    "figure-basis": _values(CountedBy),
    "figure-definition": _values(Definition),
    "figure-waiting": set(WAITING.values()),
    "figure-measured-in": {each.measured_in for each in FORMULAS.values() if each.measured_in},
    "report-kind": _values(Kind),
    "report-part": {code for parts in CONTENTS.values() for code in parts},
    "report-line": _lines(),
    "report-of": _narrowed(),
    "report-number": {"before", "up-to", "older"}
    | set(re.findall(r'\("([\w-]+)", (?:counted|len|sum|Counted|threshold|days\)|place\))', COMPOSING)),
    "overview-part": _values(OverviewPart),
    "overview-column": {"all", *LIGHTS, *_columns()},
    "overview-row": {field.name for field in fields(Stock)}
    | {f"step-{step}" for step in STEPS}
    | {"no-subject"},
    "upkeep": _values(Upkept),
    "upkeep-state": set(
        re.findall(r"running|done|failed|interrupted", text(ROOT / "records" / "tables" / "upkeep.py"))
    ),
    "workflow-state": {each.name.lower() for each in WorkflowExecutionStatus},
    "content-kind": _values(ContentKind),
    "content-check": _values(Check),
}
