"""The thirty-seven on paper: what the files say, how they are laid out, the same bytes every time."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pypdf
import pytest

from paper import measures
from paper.docx import docx_of
from paper.fonts import NoChineseFont, can_print_chinese
from paper.pdf import pdf_of, pdf_of_all
from paper.sheet import Heading, Paragraph, Sheet
from paper.templates import Papers, sheet_in_words
from rules.paper.filling import told
from rules.paper.table import FORMS
from tests.paper.conftest import ISSUE, PARTS, needs_a_chinese_font, printed, whole


def text_of_docx(file: bytes) -> str:
    document = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def text_of_pdf(file: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages)


def without_breaks(text: str) -> str:
    return re.sub(r"\s|— \d+ —", "", text)


def assert_says_everything(text: str, kind: str, part: str) -> None:
    said = without_breaks(text)
    for field in FORMS[kind].required(part).values():
        for line in told(field, whole(kind, part)[field.code], "zh").splitlines():
            assert without_breaks(line) in said, field.code


@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_the_docx_holds_every_required_field(papers: Papers, kind: str, part: str) -> None:
    file = docx_of(printed(papers, kind, part))

    assert_says_everything(text_of_docx(file), kind, part)


@needs_a_chinese_font
@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_the_pdf_holds_every_required_field(papers: Papers, kind: str, part: str) -> None:
    file = pdf_of(printed(papers, kind, part))

    assert_says_everything(text_of_pdf(file), kind, part)


@pytest.mark.parametrize("kind", ["D-07", "D-01", "D-23"])
def test_the_same_document_as_docx_is_the_same_to_the_byte(papers: Papers, kind: str) -> None:
    first, again = docx_of(printed(papers, kind, "")), docx_of(printed(papers, kind, ""))

    assert first == again
    assert {each.date_time for each in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }


_IN_A_PROCESS_OF_ITS_OWN = """
import hashlib, pathlib
from paper.pdf import pdf_of
from paper.docx import docx_of
from paper.templates import papers_in
from tests.paper.conftest import FOLDER, printed
papers = papers_in(FOLDER)
for kind in ("D-07", "D-01"):
    for file in (docx_of, pdf_of):
        print(hashlib.sha256(file(printed(papers, kind, ""))).hexdigest())
"""


@needs_a_chinese_font
def test_printed_again_in_another_process_it_is_the_same_to_the_byte() -> None:
    root = Path(__file__).parents[2]

    def run() -> str:
        command = [sys.executable, "-c", _IN_A_PROCESS_OF_ITS_OWN]
        return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout

    assert run() == run()


def test_an_official_document_has_the_page_of_the_standard(papers: Papers) -> None:
    section = docx.Document(io.BytesIO(docx_of(printed(papers, "D-07", "")))).sections[0]
    measured = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )

    assert [round((each or 0) / 36_000) for each in measured] == [210, 297, 37, 35, 28, 26]


def test_the_text_stands_in_22_lines_of_28_characters() -> None:
    assert pytest.approx(225 * 72 / 25.4) == measures.LINE * 22
    assert pytest.approx(156 * 72 / 25.4) == measures.CHARACTER * 28


def test_only_an_official_document_has_a_red_head(papers: Papers) -> None:
    official, plain = (docx_of(printed(papers, kind, "")) for kind in ("D-07", "D-01"))

    def heads(file: bytes) -> list[str]:
        paragraphs = docx.Document(io.BytesIO(file)).paragraphs
        return [
            each.text
            for each in paragraphs
            for run in each.runs
            if run.font.color.rgb is not None and str(run.font.color.rgb) == measures.RED
        ]

    assert heads(official) == ["东溪镇人民政府"]
    assert heads(plain) == []


def test_copies_to_others_stand_at_the_foot(papers: Papers) -> None:
    sheet = replace(printed(papers, "D-07", ""), copies_to="示例市信访局", seal="用印登记第3号")

    said = text_of_docx(docx_of(sheet))

    assert "抄送：示例市信访局" in said
    assert "用印登记第3号" in said


@needs_a_chinese_font
def test_so_they_do_in_the_pdf_and_a_long_name_fits_into_the_head(papers: Papers) -> None:
    long = "示例县人力资源和社会保障局劳动监察大队"
    sheet = replace(printed(papers, "D-07", ""), copies_to="示例市信访局", seal="用印登记第3号", issuer=long)

    said = without_breaks(text_of_pdf(pdf_of(sheet)))

    for each in ("抄送：示例市信访局", "用印登记第3号", long):
        assert each in said


@needs_a_chinese_font
def test_markup_that_somebody_wrote_is_printed_and_not_obeyed() -> None:
    sheet = Sheet("标题", (Heading(2, "<b>粗</b>"), Paragraph("<img src='https://x/'>")), ISSUE.at)

    said = text_of_pdf(pdf_of(sheet))

    assert "<b>粗</b>" in said
    assert "<img" in said


@needs_a_chinese_font
def test_several_sheets_begin_each_on_a_page_of_its_own(papers: Papers) -> None:
    sheets = [printed(papers, "D-32", ""), printed(papers, "D-31", "")]

    pages = pypdf.PdfReader(io.BytesIO(pdf_of_all(sheets))).pages

    assert ["送达回证" in pages[0].extract_text(), "授权委托书" in pages[1].extract_text()] == [True, True]


def test_what_a_procedure_issued_is_printed_in_the_words_of_the_house() -> None:
    sheet = sheet_in_words(FORMS["D-09"], "", ["王甲：", "经调查……"], ISSUE, "zh")

    said = text_of_docx(docx_of(sheet))

    assert "处理意见书" in said
    assert "经调查……" in said


def test_signs_that_no_word_processor_takes_are_left_out() -> None:
    sheet = Sheet("标题", (Paragraph("甲\x08乙\x1f　丙"),), ISSUE.at)

    assert "甲乙　丙" in text_of_docx(docx_of(sheet))


def test_without_a_chinese_font_nothing_is_printed_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paper.pdf.can_print_chinese", lambda: False)

    with pytest.raises(NoChineseFont):
        pdf_of(Sheet("标题", (), ISSUE.at))


def test_without_the_libraries_of_the_layout_there_is_no_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)

    assert not can_print_chinese.__wrapped__()
