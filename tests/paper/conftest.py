"""The demo county's templates, filled in from end to end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper.fonts import can_print_chinese
from paper.sheet import Sheet
from paper.templates import Issue, Papers, papers_in, sheet_of
from rules.paper.filling import Filled
from rules.paper.form import Field, FieldKind
from rules.paper.table import FORMS

FOLDER = Path(__file__).parents[2] / "counties" / "demo" / "papers"
PARTS = [(form.id, part) for form in FORMS.values() for part in form.part_codes]
ISSUE = Issue(
    at=datetime(2026, 11, 27, 2, tzinfo=UTC),
    matter_number="SL-2026-7",
    document_number="东溪〔2026〕12号",
    issuer="东溪镇人民政府",
    on="2026年11月27日",
    addressee="王甲",
)
needs_a_chinese_font = pytest.mark.skipif(not can_print_chinese(), reason="没有中文字体 no Chinese font here")


def written_in(field: Field) -> Filled:
    """Something of the field's own that stands nowhere else."""
    match field.kind:
        case FieldKind.SEVERAL:
            return [f"甲{field.code}", f"乙{field.code}"]
        case FieldKind.DAY:
            return "2026-11-26"
        case FieldKind.NUMBER:
            return "3107"
        case FieldKind.CHOICE:
            return field.choices[0].code
        case _:
            return f"写明{field.code}"


def whole(kind: str, part: str) -> dict[str, Filled]:
    """Every field of a document filled in."""
    return {each.code: written_in(each) for each in FORMS[kind].of(part)}


@pytest.fixture
def papers() -> Papers:
    return papers_in(FOLDER)


def printed(papers: Papers, kind: str, part: str, language: str = "zh") -> Sheet:
    return sheet_of(papers.templates[kind], part, whole(kind, part), ISSUE, language)
