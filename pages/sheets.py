"""A list as a workbook (.xlsx): the lines as they are shown, and on a second sheet who asked, when, for what.

Whatever people have written is text there and never a formula, however it begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST = 32_767  # characters that a cell holds
_TITLE_MOST = 31  # characters of the name of a sheet
_NOT_IN_A_TITLE = str.maketrans(dict.fromkeys(r"[]:*?/\ ", "_"))
_NOT_IN_XML = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEAD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
_A_DAY, _A_TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_GROUND = PatternFill("solid", fgColor="E8ECF1")


Value = str | date | datetime  # what a cell holds: words, a day, or a time of the county


@dataclass(frozen=True)
class Sheet:
    """``widths`` in characters, as many as ``header``; ``told``: what the second sheet says, line by line;
    ``mark``: what stands above both of them and on every page printed of them, where it is not empty."""

    title: str
    header: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Value]]
    told_title: str
    told: Sequence[tuple[str, str]]
    mark: str = ""


def workbook(sheet: Sheet) -> bytes:
    """The whole file."""
    book = Workbook(write_only=True)
    lines = book.create_sheet(_titled(sheet.title))
    first = 2 if sheet.mark else 1
    lines.freeze_panes = f"A{first + 1}"
    for n, width in enumerate(sheet.widths, 1):
        lines.column_dimensions[get_column_letter(n)].width = width
    _mark(lines, sheet.mark)
    lines.append([_cell(lines, each, is_head=True) for each in sheet.header])
    for row in sheet.rows:
        lines.append([_cell(lines, each) for each in row])
    lines.auto_filter.ref = f"A{first}:{get_column_letter(len(sheet.header))}{len(sheet.rows) + first}"
    told = book.create_sheet(_titled(sheet.told_title))
    told.column_dimensions["A"].width, told.column_dimensions["B"].width = 16, 80
    _mark(told, sheet.mark)
    for name, said in sheet.told:
        told.append([_cell(told, name, is_head=True), _cell(told, said)])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _mark(sheet: Any, mark: str) -> None:
    """Before the first line, and at the head of every page."""
    if mark:
        sheet.oddHeader.center.text = mark
        sheet.append([_cell(sheet, mark, is_head=True)])


def as_kept(text: str) -> str:
    """What a cell can hold of a text: nothing that XML has no place for, no more than it has room for."""
    return ILLEGAL_CHARACTERS_RE.sub("", text).translate(_NOT_IN_XML)[:_LONGEST]


def _cell(sheet: Any, text: Value, *, is_head: bool = False) -> Any:
    if not isinstance(text, str):
        return _dated(sheet, text)
    kept = as_kept(text)
    cell = WriteOnlyCell(sheet, value=kept)
    cell.data_type = "s"
    if kept.startswith(_BEGINS_A_FORMULA):
        cell.quotePrefix = True  # and it stays text when somebody edits it
    cell.alignment = _WRAPPED
    if is_head:
        cell.font, cell.fill = _HEAD, _GROUND
    return cell


def _dated(sheet: Any, at: date | datetime) -> Any:
    """A day or a time with which the workbook can reckon."""
    whole = at if isinstance(at, datetime) else datetime.combine(at, time.min)
    cell = WriteOnlyCell(sheet, value=whole)
    cell.number_format = _A_TIME if isinstance(at, datetime) else _A_DAY
    cell.alignment = _WRAPPED
    return cell


def _titled(title: str) -> str:
    return title.translate(_NOT_IN_A_TITLE)[:_TITLE_MOST]
