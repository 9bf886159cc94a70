"""The press: whatever leaves this house on paper comes from here, and bears the mark of the house.

In a training installation (演练) the mark stands across every page and at its head, so that none can pass for
a document that means anything. It is part of what is made: printed again there, the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from paper.binding import bound
from paper.docx import docx_of
from paper.pdf import pdf_of, stamp_of
from paper.sheet import Sheet

_NAME = "/FqMark"
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
Files = Sequence[bytes]


@dataclass(frozen=True)
class Press:
    """``mark``: what stands across a page, two or three characters; ``line``: what stands at its head. Empty
    where a paper means what it says."""

    mark: str = ""
    line: str = ""

    def docx(self, sheet: Sheet) -> bytes:
        """A sheet for Word and WPS."""
        return docx_of(self._named(sheet), self.line)

    def pdf(self, sheet: Sheet) -> bytes:
        """A sheet as PDF. Raises NoChineseFont."""
        return self._stamped(pdf_of(self._named(sheet)))

    def file(self, front: Files, numbered: Files, back: Files, title: str) -> bytes:
        """PDF bound to one file, whoever made them. Raises NoChineseFont."""
        return self._stamped(bound(front, numbered, back, self._title(title)))

    def _title(self, title: str) -> str:
        return f"{self.mark} · {title}" if self.mark else title

    def _named(self, sheet: Sheet) -> Sheet:
        """As it is called in the list of a program, without a page of it being seen."""
        return replace(sheet, name=self._title(sheet.title))

    def _stamped(self, file: bytes) -> bytes:
        if not self.mark:
            return file
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(file)))
        stamp = PdfReader(io.BytesIO(_stamp(self.mark, self.line))).pages[0]
        drawing = writer._add_object(_drawing(stamp, writer))  # noqa: SLF001  the library has no other way
        for page in writer.pages:
            _put(writer, page, drawing, stamp)
        written = io.BytesIO()
        writer.write(written)
        return written.getvalue()


@cache
def _stamp(mark: str, line: str) -> bytes:
    return stamp_of(mark, line, _EPOCH)


def _drawing(stamp: PageObject, writer: PdfWriter) -> StreamObject:
    """The page of the stamp as one drawing, to be laid over others."""
    content = stamp.get_contents()
    assert content is not None
    drawing = StreamObject()
    drawing.set_data(content.get_data())
    drawing[NameObject("/Type")] = NameObject("/XObject")
    drawing[NameObject("/Subtype")] = NameObject("/Form")
    drawing[NameObject("/BBox")] = ArrayObject(FloatObject(each) for each in stamp.mediabox)
    drawing[NameObject("/Resources")] = stamp["/Resources"].clone(writer)
    return drawing.flate_encode()


def _put(writer: PdfWriter, page: PageObject, drawing: IndirectObject, stamp: PageObject) -> None:
    """Over everything, as large as the page is: what it did to the space is undone before."""
    box, wide, high = page.mediabox, stamp.mediabox.width, stamp.mediabox.height
    across, up = float(box.width) / float(wide), float(box.height) / float(high)
    where = f"{across:.4f} 0 0 {up:.4f} {float(box.left):.2f} {float(box.bottom):.2f}"
    there = page.get("/Contents")
    inside = there.get_object() if there is not None else None
    old = list(inside) if isinstance(inside, ArrayObject) else [there] if inside is not None else []
    before, after = _stream("q\n"), _stream(f"\nQ q {where} cm {_NAME} Do Q\n")
    page[NameObject("/Contents")] = ArrayObject(
        [writer._add_object(before), *old, writer._add_object(after)]  # noqa: SLF001
    )
    resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    drawings = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    drawings[NameObject(_NAME)] = drawing
    resources[NameObject("/XObject")] = drawings
    page[NameObject("/Resources")] = resources


def _stream(said: str) -> StreamObject:
    stream = StreamObject()
    stream.set_data(said.encode("ascii"))
    return stream
