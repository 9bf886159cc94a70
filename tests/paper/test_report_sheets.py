"""Reports as documents: every line of them, and of the matters behind them nothing."""

import pytest

from api.report_samples import SAMPLES
from api.report_sheets import sheet_of
from api.reports import LineShown, ReportShown
from paper.docx import docx_of
from paper.pdf import pdf_of
from tests.paper.conftest import needs_a_chinese_font
from tests.paper.test_printing import text_of_docx, text_of_pdf, without_breaks

UNITS = {"sl": "示例县", "sl-d4": "示例县交通运输局"}
REPORT: ReportShown = SAMPLES["read_report"]


def with_line(**changes: object) -> ReportShown:
    """The same report whose first line is another."""
    part = REPORT.parts[0]
    line = LineShown(**{**part.lines[0].model_dump(), **changes})
    return REPORT.model_copy(update={"parts": [part.model_copy(update={"lines": [line]})]})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_and_line_stands_in_the_document(language: str) -> None:
    said = without_breaks(text_of_docx(docx_of(sheet_of(REPORT, UNITS, language))))

    words = [part.words for part in REPORT.parts]
    words += [line.words for part in REPORT.parts for line in part.lines]
    assert words
    assert [each for each in words if without_breaks(getattr(each, language)) not in said] == []
    assert REPORT.digest in said
    assert [
        p for part in REPORT.parts for line in part.lines for p in line.procedures or () if p in said
    ] == []


@needs_a_chinese_font
def test_so_it_does_in_the_pdf() -> None:
    said = without_breaks(text_of_pdf(pdf_of(sheet_of(REPORT, UNITS, "zh"))))

    assert [part.words.zh for part in REPORT.parts if without_breaks(part.words.zh) not in said] == []


def test_printed_again_it_is_the_same_to_the_byte() -> None:
    assert docx_of(sheet_of(REPORT, UNITS, "zh")) == docx_of(sheet_of(REPORT, UNITS, "zh"))


def test_a_count_among_others_is_told_as_a_share() -> None:
    said = sheet_of(with_line(count=3, among=4, is_told=True), UNITS, "zh").text

    assert "75.0%" in said


def test_a_small_count_is_no_more_told_on_paper_than_on_the_screen() -> None:
    said = sheet_of(with_line(count=None, among=None, is_told=False), UNITS, "zh").text

    assert "件数过少，不显示" in said


def test_what_a_line_is_of_is_told_by_its_name() -> None:
    of = [
        {"what": what, "words": {"zh": "单位", "en": "unit"}, "code": code}
        for what, code in (("unit", "sl-d4"), ("kind", "petition"), ("version", "7"))
    ]

    assert "示例县交通运输局 · 信访事项 · 7" in sheet_of(with_line(of=of), UNITS, "zh").text


def test_a_report_of_one_day_names_it_once_and_a_part_without_lines_says_so() -> None:
    empty = REPORT.parts[0].model_copy(update={"lines": []})
    shown = REPORT.model_copy(update={"until": REPORT.since, "parts": [empty]})

    sheet = sheet_of(shown, UNITS, "zh")

    assert "–" not in sheet.title
    assert "本期没有。" in sheet.text


def test_a_special_report_says_to_what_it_is_narrowed() -> None:
    shown = REPORT.model_copy(update={"unit": "sl-d4", "procedure": "petition", "channel": "visit"})

    assert "示例县交通运输局 · 信访事项 · 走访" in sheet_of(shown, UNITS, "zh").text
