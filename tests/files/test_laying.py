"""Pictures and PDF laid on pages of A4: upright, whole, with what is stamped on them; what cannot be read is
left out."""

import io
import re
from typing import Any

import pypdf
import pytest
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, StreamObject

from files.apart import Apart
from files.laying import EDGE, PAGE, Unreadable, laid
from rules.added_papers import FileKind


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (4000, 1000)) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size).save(written, kind)
    return written.getvalue()


def drawn(
    *, turned: int = 0, size: tuple[int, int] = (400, 900), stamp: dict[str, Any] | None = None
) -> bytes:
    """A PDF of one page with a line of text, turned, with something stamped on it."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(*size)
    said = StreamObject()
    said.set_data(b"BT /F1 12 Tf 20 20 Td (receipt) Tj ET")
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(said)])
    face = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(name): NameObject(value) for name, value in face.items()})
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    if turned:
        page[NameObject("/Rotate")] = NumberObject(turned)
    if stamp is not None:
        page[NameObject("/Annots")] = ArrayObject([_stamp(writer, **stamp)])
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _stamp(
    writer: pypdf.PdfWriter, *, flags: int = 4, states: bool = False, wide: float = 50, look: bool = True
) -> DictionaryObject:
    seal = StreamObject()
    seal.set_data(b"0 0 50 50 re f % seal")
    seal[NameObject("/BBox")] = ArrayObject(FloatObject(each) for each in (0, 0, wide, 50))
    shown = writer._add_object(seal)
    there = DictionaryObject({NameObject("/On"): shown}) if states else shown
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): ArrayObject(FloatObject(each) for each in (100, 100, 200, 150)),
            NameObject("/F"): NumberObject(flags),
        }
    )
    if look:
        note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): there})
    if states:
        note[NameObject("/AS")] = NameObject("/On")
    return note


def pages(file: bytes) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(file)).pages)


def corners(page: pypdf.PageObject, wide: float, high: float) -> list[tuple[float, float]]:
    """Where the corners of what was laid on a page stand."""
    contents: Any = page["/Contents"].get_object()
    said = contents.get_data().decode()
    whole = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for each in re.findall(r"((?:-?[\d.]+ ){6})cm", said.partition("/Fq")[0]):
        a, b, c, d, e, f = (float(number) for number in each.split())
        p, q, r, s, t, u = whole
        whole = (
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        )
    p, q, r, s, t, u = whole
    return [(x * p + y * r + t, x * q + y * s + u) for x in (0, wide) for y in (0, high)]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_stands_upright_and_whole_within_the_edges(turned: int) -> None:
    (page,) = pages(laid(drawn(turned=turned), FileKind.PDF, 9))

    assert "receipt" in page.extract_text()
    assert page.rotation == 0
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (round(PAGE[0]), round(PAGE[1]))
    at = corners(page, 400, 900)
    assert all(EDGE - 1 <= x <= PAGE[0] - EDGE + 1 for x, _ in at)
    assert all(EDGE - 1 <= y <= PAGE[1] - EDGE + 1 for _, y in at)
    lower_left = {0: (0, 0), 90: (0, 1), 180: (1, 1), 270: (1, 0)}[turned]  # where it stands, seen turned
    assert (at[0][0] > PAGE[0] / 2, at[0][1] > PAGE[1] / 2) == tuple(map(bool, lower_left))


@pytest.mark.parametrize("kind", [FileKind.JPEG, FileKind.PNG, FileKind.WEBP])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_picture_becomes_a_page(kind: FileKind, mode: str) -> None:
    (page,) = pages(laid(picture(kind.name, mode), kind, 9))

    (found,) = page.images
    assert found.image is not None
    assert found.image.size == (4000, 1000)
    assert all(EDGE - 1 <= x <= PAGE[0] - EDGE + 1 for x, _ in corners(page, 1, 1))


def test_what_is_transparent_in_a_picture_is_white_on_paper() -> None:
    (page,) = pages(laid(picture("PNG", "RGBA", (40, 40)), FileKind.PNG, 9))

    (found,) = page.images
    assert found.image is not None
    assert found.image.getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("stamp", "is_seen"),
    [
        ({}, True),
        ({"states": True}, True),
        ({"flags": 2}, False),
        ({"flags": 32}, False),
        ({"wide": 0}, False),
        ({"look": False}, False),
    ],
)
def test_what_is_stamped_on_a_page_stays_on_it(stamp: dict[str, Any], is_seen: bool) -> None:
    file = laid(drawn(stamp=stamp), FileKind.PDF, 9)

    (page,) = pages(file)
    resources: Any = page["/Resources"]
    forms = resources["/XObject"]
    assert ("/FqS0" in forms) is is_seen
    assert "/Annots" not in page


def test_the_same_file_is_laid_out_to_the_same_bytes() -> None:
    assert laid(drawn(), FileKind.PDF, 9) == laid(drawn(), FileKind.PDF, 9)


def test_more_pages_than_may_be_and_a_page_of_no_size_are_not_laid_out() -> None:
    with pytest.raises(Unreadable):
        laid(drawn(), FileKind.PDF, 0)
    with pytest.raises(Unreadable):
        laid(drawn(size=(0, 0)), FileKind.PDF, 9)


def test_a_locked_file_is_not_laid_out() -> None:
    writer, written = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(written)

    with pytest.raises(Unreadable):
        laid(written.getvalue(), FileKind.PDF, 9)


async def test_what_cannot_be_read_harms_nobody_and_says_nothing() -> None:
    apart = Apart()

    assert await apart.lay(b"%PDF-1.7 broken", FileKind.PDF, 9) is None
    whole = await apart.lay(drawn(), FileKind.PDF, 9)
    assert whole == laid(drawn(), FileKind.PDF, 9)


async def test_what_takes_too_long_is_left_out() -> None:
    assert await Apart(within=0.001).lay(drawn(), FileKind.PDF, 9) is None
