"""What a refusal lists is told in words: people by name as the reader may see them, papers, seats, fields."""

from typing import Any

import pytest

from pages.drawing import Reader
from pages.refusing import lacking_words
from rules.words import say
from tests.pages.test_drawn import READER

LI: dict[str, Any] = {
    "party": {"ref": "li"},
    "name": "李乙",
    "role_words": {"zh": "被申请人", "en": "Respondent"},
    "is_erased": False,
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("code", "detail", "kind"),
    [
        ("document-missing", "complaint", "docking-document"),
        ("required-seat-absent", "grid_worker", "role"),
        ("screen-incomplete", "crime", "concern"),
        ("not-between-these", "court", "docking-body"),
        ("sent-too-late", "K-52", "clock"),
        ("opinion-incomplete", "legal-basis", "opinion-part"),
        ("status-is-not-mediated", "status", "docking-trait"),
        ("not-yet-happened", "started_at", "field"),
    ],
)
def test_every_kind_of_what_is_listed_has_its_words(language: str, code: str, detail: str, kind: str) -> None:
    reader = Reader(language, "/desk/", county=READER.county)

    assert lacking_words(reader, {"code": code, "details": [detail]}) == [say(kind, detail, language)]


@pytest.mark.parametrize(
    ("party", "told"),
    [
        (LI, "李乙 被申请人"),
        ({**LI, "name": None}, "（姓名不可见） 被申请人"),
        ({**LI, "name": None, "is_erased": True}, "（已删除） 被申请人"),
    ],
)
def test_somebody_is_named_as_the_reader_may_see_them(party: dict[str, Any], told: str) -> None:
    said = {"code": "consent-missing", "details": ["li", "li"]}

    assert lacking_words(READER, said, [party]) == [told]


def test_no_code_and_no_reference_that_nobody_has_words_for_stands_on_a_page() -> None:
    said = {"code": "consent-missing", "details": ["4f0c6f0e-unknown"]}

    assert lacking_words(READER, said, [LI]) == []
    assert lacking_words(READER, None) == []
    assert lacking_words(READER, {"code": "not-mediable", "details": ["crime"]}) == []


def test_a_unit_is_told_by_its_name() -> None:
    unit, (name, _) = next(iter(READER.county.units.items()))

    assert lacking_words(READER, {"code": "organ-succeeded", "details": [unit]}) == [name]
