"""An example of every answer about the county's wording, as ``api/samples.py``."""

from datetime import UTC, datetime
from typing import Any

from api.drafting import preview_of
from api.saying import Words, both
from api.wordings import FieldNamed, TroubleShown, WordingShown, WordingWhole
from paper.sheet import Paragraph, Sheet
from rules.paper.faults import Fault

_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_FIELD = Words(zh="理由", en="Reasons")
_FINE: dict[str, Any] = {
    "file": "D-07.toml",
    "document": "D-07",
    "title": Words(zh="异议函", en="Letter of objection"),
    "version": "2026.1",
    "fields": [FieldNamed(code="reasons", words=_FIELD, is_required=True)],
    "trouble": None,
}
_TROUBLE = TroubleShown(
    line=7,
    field="reasons",
    field_words=_FIELD,
    fault=Fault.NOT_PRINTED,
    words=both("wording-fault", Fault.NOT_PRINTED),
    detail="it must be printed and is not",
)
_SHEET = Sheet(title="异议函", blocks=(Paragraph("〔示例〕理由"),), issued_at=_AT)

SAMPLES: dict[str, Any] = {
    "list_paper_wordings": [WordingShown(**_FINE)],
    "read_paper_wording": WordingWhole(**_FINE, samples=[preview_of(_SHEET)]),
    "check_paper_wording": WordingWhole(**{**_FINE, "version": None, "trouble": _TROUBLE}, samples=[]),
}
