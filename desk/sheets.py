"""Reading a file row by row, whatever state it is in: CSV of any encoding, XLSX, half a file.

A row that cannot be read is reported with its line and reason; the rows around it are read all the same.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desk.words import say

Cell = str | datetime | date

_LONGEST_FIELD = 16 * 2**20  # characters; csv's own limit would read on in the middle of a text
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# A workbook is a packed file: looked at before anything of it is unpacked.
_UNPACKED_AT_MOST, _PACKED_AT_MOST, _PARTS_AT_MOST = 512 * 2**20, 100, 1_000  # bytes, times, files
_BROKEN_AT_MOST = 10  # one unreadable byte in so many beyond ASCII is damage; more is another encoding


class CannotRead(Exception):
    """A file, or what was said about its columns, is of no use. ``code`` is a key of ``desk.words``."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.zh, self.en = say(code, **details)
        super().__init__(f"{self.zh}\n{self.en}")


@dataclass(frozen=True)
class Row:
    """A row as it was read. ``line`` is where it begins in the file; the headings stand on line 1."""

    line: int
    cells: dict[str, Cell]


@dataclass(frozen=True)
class BadRow:
    """A row that is not registered, and why. ``last_line`` differs when a broken row swallowed others."""

    line: int
    last_line: int
    code: str
    zh: str
    en: str
    id: str | None = None

    @classmethod
    def because(
        cls, line: int, code: str, *, id: str | None = None, last_line: int | None = None, **details: object
    ) -> "BadRow":
        """The bad row with the words of its code."""
        zh, en = say(code, **({"id": id} | details))
        return cls(line, last_line or line, code, zh, en, id)


@dataclass(frozen=True)
class Sheet:
    """A file's headings and its rows in their order."""

    headings: tuple[str, ...]
    rows: tuple[Row | BadRow, ...]


def read(path: Path, encoding: str | None = None) -> Sheet:
    """The rows of a CSV or XLSX file. Raises CannotRead when nothing of it can be read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CannotRead("file-missing", file=path.name) from None
    except OSError as error:
        raise CannotRead("file-unreadable", file=path.name, why=error.strerror) from None
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _workbook(data, path.name)
    return _text(decode(data, encoding, path.name), path.name)


def decode(data: bytes, encoding: str | None, name: str) -> str:
    """The text of a file: as told, by its mark, else UTF-8, else GB18030.

    Bytes that cannot be read become lone surrogates, by which their rows are found. A last character
    that was cut in two does not make UTF-8 another encoding.
    """
    if encoding is None:
        encoding = next((known for mark, known in _BOMS if data.startswith(mark)), None)
    if encoding is not None:
        try:
            return data.decode(encoding, errors="surrogateescape")
        except (LookupError, UnicodeError):
            raise CannotRead("encoding-unknown", file=name) from None
    beyond_ascii = sum(map((127).__lt__, data))
    for guess in ("utf-8", "gb18030"):
        text = data.decode(guess, errors="surrogateescape")
        if sum(map(_is_broken, text)) * _BROKEN_AT_MOST <= beyond_ascii:
            return text
    raise CannotRead("encoding-unknown", file=name)


def _is_broken(character: str) -> bool:
    return "\udc80" <= character <= "\udcff"


def _text(text: str, name: str) -> Sheet:
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        headings = _headings(next(reader), name)
    except (StopIteration, csv.Error):
        raise CannotRead("file-empty", file=name) from None
    return Sheet(headings, tuple(_rows(reader, headings)))


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",\t;", key=first.count)


def _rows(reader: Any, headings: tuple[str, ...]) -> Iterator[Row | BadRow]:
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            is_cut = "unexpected end" in str(error)
            code = "quote-never-closed" if is_cut else "not-csv"
            yield BadRow.because(line, code, last_line=reader.line_num)
            continue
        if any(cells):
            yield _row(line, reader.line_num, headings, cells)


def _row(line: int, last_line: int, headings: tuple[str, ...], cells: Sequence[str]) -> Row | BadRow:
    if len(cells) != len(headings):
        code = "too-few-columns" if len(cells) < len(headings) else "too-many-columns"
        return BadRow.because(line, code, last_line=last_line, found=len(cells), wanted=len(headings))
    if any(_is_broken(character) for cell in cells for character in cell):
        return BadRow.because(line, "unreadable-characters", last_line=last_line)
    return Row(line, dict(zip(headings, cells, strict=True)))


def _workbook(data: bytes, name: str) -> Sheet:
    import openpyxl  # noqa: PLC0415  whoever reads CSV should not wait for it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    unreadable = (
        zipfile.BadZipFile,
        InvalidFileException,
        LookupError,
        SyntaxError,
        ValueError,
        RuntimeError,  # packed in a way nobody knows, or under a password
        EOFError,
        zlib.error,
    )
    try:
        _check_unpacked(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        lines = [[_cell(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except unreadable as error:
        raise CannotRead("file-unreadable", file=name, why=type(error).__name__) from None
    headings = _headings(lines[0] if lines else [], name)
    padding = [""] * len(headings)
    return Sheet(
        headings,
        tuple(
            Row(line, dict(zip(headings, [*cells, *padding], strict=False)))
            for line, cells in enumerate(lines[1:], start=2)
            if any(cells)
        ),
    )


def _check_unpacked(data: bytes) -> None:
    """Raises ValueError for what would become more than a table can be."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
    unpacked = sum(part.file_size for part in parts)
    ratio = max(
        (part.file_size / max(part.compress_size, 1) for part in parts if part.file_size > 2**20), default=0
    )
    if len(parts) > _PARTS_AT_MOST or unpacked > _UNPACKED_AT_MOST or ratio > _PACKED_AT_MOST:
        raise ValueError("unpacks without end")


def _cell(value: object) -> Cell:
    """A cell of a workbook: dates stay dates, a number that is whole is written without a point."""
    if isinstance(value, (datetime, date)):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _headings(cells: Sequence[Cell], name: str) -> tuple[str, ...]:
    headings = [str(cell).strip() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()  # an empty column at the end of a workbook
    if not any(headings):
        raise CannotRead("file-empty", file=name)
    for heading in headings:
        if heading and headings.count(heading) > 1:
            raise CannotRead("heading-twice", column=heading)
    return tuple(headings)
