"""What was added, laid on pages of A4 (排入 A4 页面), so that it can be bound with others: pictures, and each
page of a PDF as one drawing that nothing is carried out of. `python -m files.laying`, by ``files/apart.py``.

In: one line of JSON with the kind and the most pages, then the file to its end. Out: the PDF; nothing where
it cannot be read.
"""

import io
import json
import sys
from typing import Any, cast

from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from files.child import limited
from rules.added_papers import LARGEST, FileKind

PAGE = (595.276, 841.89)  # points: A4
EDGE = 42.52  # points, 15 mm: the number of the page stands there
_HIDDEN = 0b100010  # of a note on a page: hidden, or not to be looked at
_QUARTER = 90


class Unreadable(Exception):
    """It cannot be laid on pages."""


def laid(data: bytes, kind: FileKind, most: int) -> bytes:
    """A PDF of A4 pages; the same for the same file. Raises Unreadable, and whatever a reader fails with."""
    writer = PdfWriter()
    if kind is FileKind.PDF:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted or not 0 < len(reader.pages) <= most:
            raise Unreadable
        for page in reader.pages:
            _lay(writer, page)
    else:
        _lay_picture(writer, data, kind)
    writer.metadata = None
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _lay(writer: PdfWriter, page: PageObject) -> None:
    """One page of another file: what it draws, and what is stamped on it, as forms that are drawn here."""
    box = page.cropbox
    left, bottom, wide, high = (float(each) for each in (box.left, box.bottom, box.width, box.height))
    if wide <= 0 or high <= 0:
        raise Unreadable
    turned = page.rotation % (4 * _QUARTER)
    drawn: dict[str, StreamObject] = {"/FqP": _form(writer, page)}
    steps = ["/FqP Do"]
    for at, (form, matrix) in enumerate(_stamps(writer, page)):
        drawn[f"/FqS{at}"] = form
        steps.append(f"q {_numbers(matrix)} cm /FqS{at} Do Q")
    size = (wide, high) if turned % (2 * _QUARTER) == 0 else (high, wide)
    scale = min(1.0, (PAGE[0] - 2 * EDGE) / size[0], (PAGE[1] - 2 * EDGE) / size[1])
    across, up = ((PAGE[i] - size[i] * scale) / 2 for i in (0, 1))
    upright = {
        0: (1, 0, 0, 1, 0, 0),
        _QUARTER: (0, -1, 1, 0, 0, wide),
        2 * _QUARTER: (-1, 0, 0, -1, wide, high),
        3 * _QUARTER: (0, 1, -1, 0, high, 0),
    }[turned]
    content = (
        f"q {_numbers((scale, 0, 0, scale, across, up))} cm {_numbers(upright)} cm "
        f"{_numbers((1, 0, 0, 1, -left, -bottom))} cm {' '.join(steps)} Q"
    )
    _put(writer, content, drawn)


def _form(writer: PdfWriter, page: PageObject) -> StreamObject:
    contents = page.get("/Contents")
    found = contents.get_object() if contents is not None else None
    pieces = list(found) if isinstance(found, ArrayObject) else [found]
    said = b"\n".join(each.get_object().get_data() for each in pieces if each is not None)
    form = StreamObject()
    form.set_data(said)
    form = form.flate_encode()
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(float(each)) for each in page.cropbox),
            NameObject("/Resources"): page.get("/Resources", DictionaryObject()).get_object().clone(writer),
        }
    )
    return form


def _stamps(writer: PdfWriter, page: PageObject) -> list[tuple[StreamObject, tuple[float, ...]]]:
    """What annotations look like (seals, signatures, filled-in forms), and where: as ISO 32000-1, 12.5.5, has
    it. What they do is left behind."""
    found: list[tuple[StreamObject, tuple[float, ...]]] = []
    for each in page.get("/Annots") or ():
        note = each.get_object()
        look = note.get("/AP", DictionaryObject()).get_object().get("/N")
        look = look.get_object() if look is not None else None
        if isinstance(look, DictionaryObject) and not isinstance(look, StreamObject):
            look = look.get(note.get("/AS", ""))
            look = look.get_object() if look is not None else None
        if not isinstance(look, StreamObject) or int(note.get("/F", 0)) & _HIDDEN or "/Rect" not in note:
            continue
        rect = [float(edge) for edge in note["/Rect"]]
        box = [float(edge) for edge in look.get("/BBox", rect)]
        matrix = [float(part) for part in look.get("/Matrix", (1, 0, 0, 1, 0, 0))]
        corners = [_moved(matrix, x, y) for x in box[::2] for y in box[1::2]]
        low = [min(each[i] for each in corners) for i in (0, 1)]
        size = [max(each[i] for each in corners) - low[i] for i in (0, 1)]
        if min(size) <= 0:
            continue
        start = [min(rect[i], rect[i + 2]) for i in (0, 1)]
        scale = [abs(rect[i + 2] - rect[i]) / size[i] for i in (0, 1)]
        moved = (scale[0], 0, 0, scale[1], start[0] - low[0] * scale[0], start[1] - low[1] * scale[1])
        found.append((cast("StreamObject", look.clone(writer)), moved))
    return found


def _moved(matrix: list[float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _lay_picture(writer: PdfWriter, data: bytes, kind: FileKind) -> None:
    with Image.open(io.BytesIO(data)) as picture:
        alone = picture.convert("RGBA") if picture.mode in {"LA", "PA", "P", "RGBA"} else picture
        if alone.mode == "RGBA":
            white = Image.new("RGB", alone.size, "white")
            white.paste(alone, mask=alone.getchannel("A"))
            alone = white
        plain = alone if alone.mode in {"L", "RGB"} else alone.convert("RGB")
        wide, high = plain.size
        as_it_is = kind is FileKind.JPEG and plain is picture
        image = StreamObject()
        image.set_data(data if as_it_is else _as_jpeg(plain))
    colours = "/DeviceGray" if plain.mode == "L" else "/DeviceRGB"
    image.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(wide),
            NameObject("/Height"): NumberObject(high),
            NameObject("/ColorSpace"): NameObject(colours),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    scale = min((PAGE[0] - 2 * EDGE) / wide, (PAGE[1] - 2 * EDGE) / high, 72 / 96)
    across, up = (PAGE[0] - wide * scale) / 2, (PAGE[1] - high * scale) / 2
    matrix = (wide * scale, 0, 0, high * scale, across, up)
    _put(writer, f"q {_numbers(matrix)} cm /FqP Do Q", {"/FqP": image})


def _as_jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=90)
    return written.getvalue()


def _put(writer: PdfWriter, content: str, drawn: dict[str, StreamObject]) -> None:
    page = writer.add_blank_page(*PAGE)
    stream = StreamObject()
    stream.set_data(content.encode("ascii"))
    refs = DictionaryObject(
        {NameObject(name): writer._add_object(each) for name, each in drawn.items()}  # noqa: SLF001
    )
    page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001  the library has no other way
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): refs})


def _numbers(matrix: tuple[float, ...]) -> str:
    return " ".join(f"{each:.4f}" for each in matrix)


def main() -> None:
    """Lay out what is given. Whatever goes wrong, the other side sees that nothing came."""
    limited()
    told: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(LARGEST + 1)
    sys.stdout.buffer.write(laid(data, FileKind(told["kind"]), int(told["most"])))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
