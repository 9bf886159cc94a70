"""Papers bound to one file (装订): PDF after PDF, their pages numbered through at the upper outer corner.

Covers and catalogue bear no number. Nothing in the file says when it was bound: from the same papers, the
same bytes.
"""

import io
from collections.abc import Sequence

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

_CORNER, _DOWN, _SIZE = 51.0, 34.0, 11  # points
_WIDTH = 0.556 * _SIZE  # points: a digit of the face
_FACE = "/FqNumber"


def pages_in(file: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(file)).pages)


def bound(front: Sequence[bytes], numbered: Sequence[bytes], back: Sequence[bytes], title: str) -> bytes:
    """One PDF of all; the pages of ``numbered`` from 1."""
    writer = PdfWriter()
    face = writer._add_object(_face())  # noqa: SLF001  the library has no other way
    number = 0
    for place, files in enumerate((front, numbered, back)):
        for file in files:
            for page in PdfReader(io.BytesIO(file)).pages:
                added = writer.add_page(page)
                if place == 1:
                    number += 1
                    _number(writer, added, number, face)
    writer.metadata = {"/Title": title}
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _face() -> DictionaryObject:
    """One of the fourteen that every reader has; it has digits alone to write."""
    said = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    return DictionaryObject({NameObject(name): NameObject(value) for name, value in said.items()})


def _number(writer: PdfWriter, page: PageObject, number: int, face: IndirectObject) -> None:
    """Drawn before everything else, so that whatever the page does to the space after it, this stands."""
    box, said = page.mediabox, str(number)
    right = float(box.right) - _CORNER - _WIDTH * len(said)
    across = right if number % 2 else float(box.left) + _CORNER
    stamp = StreamObject()
    where = f"{across:.2f} {float(box.top) - _DOWN:.2f}"
    stamp.set_data(f"q 0 g BT {_FACE} {_SIZE} Tf {where} Td ({said}) Tj ET Q\n".encode("ascii"))
    there = page.get("/Contents")
    old = list(there.get_object()) if there and isinstance(there.get_object(), ArrayObject) else [there]
    pieces = [writer._add_object(stamp), *(each for each in old if each is not None)]  # noqa: SLF001
    page[NameObject("/Contents")] = ArrayObject(pieces)
    resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    fonts = DictionaryObject(resources.get("/Font", DictionaryObject()).get_object())
    fonts[NameObject(_FACE)] = face
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources
