"""In a training installation (演练) no page leaves the press without saying so; elsewhere it adds nothing."""

import io
from dataclasses import replace

import docx
import pypdf
import pytest

from paper.docx import docx_of
from paper.fonts import NoChineseFont
from paper.pdf import pdf_of, stamp_of
from paper.press import Press
from paper.templates import Papers
from rules import training
from tests.house.repository import files, lines_with
from tests.paper.conftest import ISSUE, PARTS, needs_a_chinese_font, printed

TRAINING = Press(training.MARK, training.on_paper())
BAND = "演练 · 这里的一切都不是真的"


def without_breaks(said: str) -> str:
    return "".join(said.split())


def pages_of(file: bytes) -> list[str]:
    return [without_breaks(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(file)).pages]


def title_of(file: bytes) -> str:
    about = pypdf.PdfReader(io.BytesIO(file)).metadata
    return (about.title if about else None) or ""


@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_every_page_of_every_docx_says_it_and_so_does_its_name(papers: Papers, kind: str, part: str) -> None:
    document = docx.Document(io.BytesIO(TRAINING.docx(printed(papers, kind, part))))

    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        assert BAND in header.paragraphs[0].text
        assert "Training · nothing here is real" in header.paragraphs[0].text
    assert (document.core_properties.title or "").startswith("演练 · ")


@needs_a_chinese_font
@pytest.mark.parametrize("kind", ["D-07", "D-01", "D-09"])
def test_every_page_of_a_pdf_says_it_across_and_at_its_head(papers: Papers, kind: str) -> None:
    sheet = printed(papers, kind, "")
    long = replace(sheet, blocks=sheet.blocks * 6)

    file = TRAINING.pdf(long)

    said, plain = pages_of(file), pages_of(pdf_of(long))
    assert len(said) == len(plain) > 1
    for marked, page in zip(said, plain, strict=True):
        assert without_breaks(training.on_paper()) in marked
        assert marked.count("演练") == 2
        assert page in marked
    assert title_of(file).startswith("演练 · ")


@needs_a_chinese_font
def test_printed_again_it_is_the_same_to_the_byte(papers: Papers) -> None:
    sheet = printed(papers, "D-07", "")

    assert TRAINING.pdf(sheet) == TRAINING.pdf(sheet)
    assert TRAINING.docx(sheet) == TRAINING.docx(sheet)


@needs_a_chinese_font
def test_a_bound_file_says_it_on_pages_that_somebody_else_made(papers: Papers) -> None:
    blank = pypdf.PdfWriter()
    blank.add_blank_page(300, 500)
    theirs = io.BytesIO()
    blank.write(theirs)
    ours = pdf_of(printed(papers, "D-31", ""))

    file = TRAINING.file([ours], [theirs.getvalue()], [], "SL-2026-7")

    assert [page.count("演练") for page in pages_of(file)] == [2, 2]
    assert file == TRAINING.file([ours], [theirs.getvalue()], [], "SL-2026-7")
    assert title_of(file) == "演练 · SL-2026-7"


@needs_a_chinese_font
def test_a_press_without_a_mark_prints_the_paper_and_nothing_else(papers: Papers) -> None:
    sheet = printed(papers, "D-07", "")

    assert Press().pdf(sheet) == pdf_of(sheet)
    assert Press().docx(sheet) == docx_of(sheet)
    assert not any("演练" in page for page in pages_of(Press().file([pdf_of(sheet)], [], [], "SL-2026-7")))


def test_without_a_chinese_font_no_page_is_stamped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paper.pdf.can_print_chinese", lambda: False)

    with pytest.raises(NoChineseFont):
        stamp_of(training.MARK, training.on_paper(), ISSUE.at)


def test_nobody_prints_but_through_the_press() -> None:
    makers = r"^from paper\.(docx|pdf) import|^from paper\.binding import .*\bbound\b"

    around = [each.split(":")[0] for each in lines_with(makers, files("api"))]

    assert around == ["api/file_pieces.py"]  # whose pages are bound, and marked then
