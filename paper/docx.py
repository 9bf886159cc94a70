"""A sheet as .docx (python-docx) for Word and WPS: the same bytes for the same sheet, always."""

import io
import zipfile
from datetime import UTC

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Written

from paper import measures
from paper.sheet import Block, Heading, Paragraph, Rows, Sheet

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first instant a zip file knows
_MIDDLE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_TWIPS = 20  # in a point
_FINE = 4096  # of the units of a character grid, in a point
_LONG_NAME = 12  # characters of an issuer that do not fit in one line at full size
_HEADINGS = {1: measures.HEADING_FACE, 2: measures.SECOND_FACE}


def docx_of(sheet: Sheet, line: str = "") -> bytes:
    """The whole file. ``line``: what stands at the head of every page; nothing, where it is empty."""
    document = docx.Document()
    _lay_out(document)
    _described(document, sheet)
    _head(document, sheet)
    for each in sheet.blocks:
        _block(document, each)
    _foot(document, sheet)
    _page_numbers(document)
    if line:
        _head_of_every_page(document, line)
    written = io.BytesIO()
    document.save(written)
    return _without_times(written.getvalue())


def _lay_out(document: Document) -> None:
    """A4 with the margins and the grid of lines and characters of the standard."""
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(each) for each in measures.PAGE)
    section.top_margin, section.left_margin = Mm(measures.TOP), Mm(measures.LEFT)
    section.bottom_margin, section.right_margin = Mm(measures.BOTTOM), Mm(measures.RIGHT)
    section.footer_distance = Mm(measures.BOTTOM - 12)
    for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001  the library has no other way
        section._sectPr.remove(old)  # noqa: SLF001
    between = round((measures.CHARACTER - measures.BODY) * _FINE)
    grid = _element(
        "w:docGrid", type="linesAndChars", linePitch=round(measures.LINE * _TWIPS), charSpace=between
    )
    section._sectPr.append(grid)  # noqa: SLF001
    normal = document.styles["Normal"]
    normal.font.size = Pt(measures.BODY)
    _in_face(normal.element, measures.BODY_FACE)
    format = normal.paragraph_format  # noqa: A001
    format.line_spacing_rule, format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(measures.LINE)
    format.space_before = format.space_after = Pt(0)
    document.settings.odd_and_even_pages_header_footer = True


def _described(document: Document, sheet: Sheet) -> None:
    about, at = document.core_properties, sheet.issued_at.astimezone(UTC).replace(tzinfo=None)
    about.title, about.author = (sheet.name or sheet.title)[:255], sheet.issuer[:255]
    about.last_modified_by = ""
    about.created = about.modified = at
    about.comments, about.revision, about.language = "", 1, "zh-CN" if sheet.language == "zh" else "en"


def _head(document: Document, sheet: Sheet) -> None:
    if sheet.is_official and sheet.issuer:
        size = measures.HEAD if len(sheet.issuer) <= _LONG_NAME else 26.0
        line = _line(document, sheet.issuer, measures.TITLE_FACE, size, _MIDDLE)
        line.paragraph_format.space_before = Mm(18)
        line.runs[0].font.color.rgb = RGBColor.from_string(measures.RED)
    if sheet.number:
        place = _MIDDLE if sheet.is_official else _RIGHT
        number = _line(document, sheet.number, measures.BODY_FACE, measures.BODY, place)
        if sheet.is_official:
            number.paragraph_format.space_before = Pt(measures.LINE)
            _ruled(number, measures.RED, "bottom")
    title = _line(document, sheet.title, measures.TITLE_FACE, measures.TITLE, _MIDDLE)
    title.paragraph_format.space_before = Pt(2 * measures.LINE if sheet.is_official else 0)
    title.paragraph_format.space_after = Pt(measures.LINE)
    if sheet.addressee:
        _line(document, f"{sheet.addressee}：", measures.BODY_FACE, measures.BODY)


def _block(document: Document, block: Block) -> None:
    match block:
        case Heading(level, text):
            line = _line(document, text, _HEADINGS[level], measures.BODY)
            line.paragraph_format.keep_with_next = True
            _indent(line)
        case Paragraph(text, is_right):
            line = _line(document, text, measures.BODY_FACE, measures.BODY, _RIGHT if is_right else None)
            if not is_right:
                _indent(line)
        case Rows(rows, is_list):
            _table(document, rows, is_list=is_list)


def _table(document: Document, rows: tuple[tuple[str, ...], ...], *, is_list: bool) -> None:
    width = max(map(len, rows))
    table = document.add_table(rows=len(rows), cols=width, style="Table Grid")
    for at, cells in enumerate(rows):
        written = table.rows[at].cells
        if len(cells) < width:
            written[len(cells) - 1].merge(written[-1])
        for place, text in enumerate(cells):
            line = written[place].paragraphs[0]
            is_label = at == 0 if is_list else place % 2 == 0 and place < len(cells) - 1
            if is_label:
                line.alignment = _MIDDLE
            line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            face = measures.HEADING_FACE if is_label else measures.NUMBER_FACE
            _run(line, text, face, measures.TABLE)


def _foot(document: Document, sheet: Sheet) -> None:
    signed = () if sheet.is_signed_off else (sheet.issuer, sheet.on)
    for at, text in enumerate(each for each in signed if each):
        line = _line(document, text, measures.BODY_FACE, measures.BODY, _RIGHT)
        line.paragraph_format.right_indent = Pt(measures.CHARACTER * (2 if at else 4))
        line.paragraph_format.space_before = Pt(0 if at else 2 * measures.LINE)
        line.paragraph_format.keep_with_next = not at
    if sheet.seal:
        _line(document, sheet.seal, measures.BODY_FACE, measures.TABLE, _RIGHT)
    if sheet.copies_to:
        copies = _line(document, f"抄送：{sheet.copies_to}", measures.BODY_FACE, measures.SMALL)
        copies.paragraph_format.space_before = Pt(measures.LINE)
        _ruled(copies, "000000", "top", "bottom")


def _page_numbers(document: Document) -> None:
    """— 1 — in size 4, at the outer edge: right on odd pages, left on even ones (7.5)."""
    section = document.sections[0]
    for footer, place in ((section.footer, _RIGHT), (section.even_page_footer, None)):
        line = footer.paragraphs[0]
        if place is not None:
            line.alignment = place
        _run(line, "— ", measures.NUMBER_FACE, measures.SMALL)
        _run(line, "", measures.NUMBER_FACE, measures.SMALL)
        for part in (
            _element("w:fldChar", fldCharType="begin"),
            _instruction(" PAGE "),
            _element("w:fldChar", fldCharType="end"),
        ):
            line.runs[-1]._r.append(part)  # noqa: SLF001
        _run(line, " —", measures.NUMBER_FACE, measures.SMALL)


def _head_of_every_page(document: Document, said: str) -> None:
    """In a box above the text, on odd pages and on even ones."""
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        line = header.paragraphs[0]
        line.alignment = _MIDDLE
        _run(line, said, measures.HEADING_FACE, measures.BODY)
        line.runs[0].font.bold, line.runs[0].font.color.rgb = True, RGBColor.from_string(measures.RED)
        _ruled(line, measures.RED, "top", "left", "bottom", "right")


def _line(
    document: Document, text: str, face: str, size: float, place: WD_ALIGN_PARAGRAPH | None = None
) -> Written:
    line = document.add_paragraph()
    if place is not None:
        line.alignment = place
    if size > measures.BODY:
        line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _run(line, text, face, size)
    return line


def _run(line: Written, text: str, face: str, size: float) -> None:
    run = line.add_run("".join(each for each in text if each in "\n\t\u3000" or each.isprintable()))
    run.font.size = Pt(size)
    _in_face(run._r, face)  # noqa: SLF001


def _in_face(element: BaseOxmlElement, face: str) -> None:
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for each in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(each), face if each == "w:eastAsia" else "Times New Roman")


def _indent(line: Written) -> None:
    """Two characters, whatever their size."""
    indent = _element("w:ind", firstLineChars=200, firstLine=round(2 * measures.BODY * _TWIPS))
    line._p.get_or_add_pPr().append(indent)  # noqa: SLF001


def _ruled(line: Written, colour: str, *sides: str) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        borders.append(_element(f"w:{side}", val="single", sz=12, space=4, color=colour))
    line._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _element(name: str, **said: object) -> BaseOxmlElement:
    element = OxmlElement(name)
    for each, value in said.items():
        element.set(qn(f"w:{each}"), str(value))
    return element


def _instruction(text: str) -> BaseOxmlElement:
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = text
    return element


def _without_times(written: bytes) -> bytes:
    """The same file, whose parts say nothing of when they were put in."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(part, old.read(name))
    return again.getvalue()
