"""How a county arranges what a procedure issues: nothing that is said is left out, whatever it writes."""

from datetime import date
from pathlib import Path

import pytest

from paper.docx import docx_of
from paper.issued import Arrangement, arrangement, at
from paper.pdf import pdf_of
from paper.sheet import Heading
from paper.templates import COMMON, BrokenTemplate, Papers, papers_in, sheet_in_words
from paper.wording import Broken
from rules.paper.table import FORMS
from rules.words.paper import codes_of, paragraph
from tests.paper.conftest import FOLDER, ISSUE, needs_a_chinese_font
from tests.paper.test_printing import text_of_docx, text_of_pdf, without_breaks

BY_PROCEDURE = sorted(each.id for each in FORMS.values() if each.by_procedure)
SAID = (
    ("accepted", "已经受理。"),
    ("", "第一步。"),
    ("told", "说明。"),
    ("told", "又说明。"),
    ("bases", "依据。"),
)


def arranged(body: str, title: str = "") -> Arrangement:
    return arrangement({"in_force_from": date(2026, 1, 1), "title": title, "body": body}, COMMON)


def said_by(body: str) -> list[str]:
    return [each.text for each in arranged(body).blocks(SAID, ISSUE.common) if hasattr(each, "text")]


def codes(kind: str, papers: Papers) -> list[str]:
    """Every paragraph that the county's wording of a document places."""
    text = papers.templates[kind].text.partition("[[issued]]")[2]
    return [each.replace("_", "-") for each in dict.fromkeys(_names(text)) if each != "rest"]


def _names(text: str) -> list[str]:
    return [part.partition("}}")[0].strip() for part in text.split("{{")[1:]]


@pytest.mark.parametrize("kind", BY_PROCEDURE)
def test_every_document_that_a_procedure_issues_is_arranged_and_prints_all_that_is_said(
    papers: Papers, kind: str
) -> None:
    (wording,) = papers.templates[kind].arranged
    lines = [paragraph(each, f"【{each}】") for each in codes(kind, papers)] + [
        paragraph("strange", "【别的】"),
        "行",
    ]

    sheet = sheet_in_words(FORMS[kind], "", list(lines), ISSUE, "zh", codes=codes_of(lines), arranged=wording)

    said = text_of_docx(docx_of(sheet))
    assert len(lines) > 5
    assert [each for each in lines if said.count(each) != 1 and each != "行"] == []
    assert "行" in said


@needs_a_chinese_font
@pytest.mark.parametrize("kind", BY_PROCEDURE)
def test_so_does_the_pdf(papers: Papers, kind: str) -> None:
    (wording,) = papers.templates[kind].arranged
    lines = [paragraph(each, f"【{each}】") for each in codes(kind, papers)]

    sheet = sheet_in_words(FORMS[kind], "", list(lines), ISSUE, "zh", codes=codes_of(lines), arranged=wording)

    said = without_breaks(text_of_pdf(pdf_of(sheet)))
    assert [each for each in lines if without_breaks(each) not in said] == []


def test_a_paragraph_stands_where_the_county_puts_it_and_all_else_where_the_rest_goes() -> None:
    said = said_by("# 说明\n{{ told }}\n{{ rest }}\n{{ accepted }}")

    assert said == ["说明", "说明。\n又说明。", "第一步。\n依据。", "已经受理。"]


def test_a_heading_over_nothing_is_left_out() -> None:
    assert said_by("# {% if simplified %}简易{% endif %}\n{{ rest }}")[0].startswith("已经受理。")


def test_what_is_asked_about_and_not_printed_is_not_lost() -> None:
    said = said_by("{% if told %}有说明。{% endif %}{{ rest }}")

    assert "又说明。" in said[0]


def test_what_somebody_wrote_is_no_template() -> None:
    hostile = arranged("{{ told }}\n{{ rest }}").blocks(
        (("told", "{{ rest }}# 一"), ("", "| a |")), ISSUE.common
    )

    assert [each.text for each in hostile if hasattr(each, "text")] == ["{{ rest }}# 一", "| a |"]


@pytest.mark.parametrize(
    ("body", "why", "field"),
    [
        ("{{ told }}", "not", "rest"),
        ("{% if told %}{{ rest }}{% endif %}", "not", "rest"),
        ("{% if not told %}{{ rest }}{% endif %}", "not", "rest"),
        ("{{ rest }}{{ mood }}", "no document", "mood"),
        ("{{ rest }}{{ told.x }}", "Getattr", ""),
    ],
)
def test_a_wording_that_would_lose_something_is_refused(body: str, why: str, field: str) -> None:
    with pytest.raises(Broken, match=why) as refused:
        arranged(body)

    assert refused.value.field == field


def test_a_title_says_no_paragraph() -> None:
    with pytest.raises(Broken, match="title"):
        arranged("{{ rest }}", "{{ told }}")


def test_what_was_issued_before_its_day_stands_as_it_stood() -> None:
    first, second = (
        arrangement({"in_force_from": date(2026, month, 1), "body": "{{ rest }}"}, COMMON) for month in (3, 9)
    )

    assert at((second, first), date(2026, 2, 28)) is None
    assert at((second, first), date(2026, 3, 1)) is first
    assert at((second, first), date(2026, 12, 1)) is second


def test_in_english_and_without_a_wording_it_stands_as_the_house_says_it(papers: Papers) -> None:
    (wording,) = papers.templates["D-02"].arranged
    lines = ["To 王甲:", "Accepted.", "Basis."]

    english = sheet_in_words(FORMS["D-02"], "", lines, ISSUE, "en", codes=["", "accepted"], arranged=wording)
    plain = sheet_in_words(FORMS["D-02"], "", lines, ISSUE, "zh")

    assert english.blocks == plain.blocks
    assert not any(isinstance(each, Heading) for each in english.blocks)
    assert english.title == "Notice of Acceptance"


@pytest.mark.parametrize(
    ("name", "written", "instead", "why", "field"),
    [
        ("D-02.toml", "in_force_from = 2026-01-01", "", "from which day", "in_force_from"),
        ("D-02.toml", "{{ rest }}", "", "not", "rest"),
        ("D-02.toml", "{{ accepted }}\n# {%", "{{ acepted }}\n# {%", "no document", "acepted"),
        ("D-02.toml", "in_force_from = 2026-01-01", "in_force_from = 2026-01-01\nsize = 3", "nothing", ""),
        ("D-02.toml", "[[issued]]", "[[issued]]\n[[issued]]", "one text", "body"),
        ("D-07.toml", "", "", "no procedure", ""),
    ],
)
def test_a_broken_one_is_refused_with_its_file(
    tmp_path: Path, name: str, written: str, instead: str, why: str, field: str
) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    own = "\n[[issued]]\nin_force_from = 2026-01-01\nbody = '''\n{{ rest }}\n'''\n"
    (tmp_path / "marks.toml").write_text("[units]\n", encoding="utf-8")
    (tmp_path / name).write_text(text.replace(written, instead) if written else text + own, encoding="utf-8")

    with pytest.raises(BrokenTemplate, match=why) as refused:
        papers_in(tmp_path)

    assert (refused.value.file, refused.value.field) == (name, field)
