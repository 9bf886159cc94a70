"""Files of every kind, made by the programs that make them, and what somebody hides in them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

import openpyxl
from docx import Document
from PIL import Image
from pypdf import PdfWriter

from rules.added_papers import MEBIBYTE, Limits

LIMITS = Limits(
    version="test",
    county="sl",
    in_force_from=date(2026, 1, 1),
    largest=4 * MEBIBYTE,
    many=3,
    together=6 * MEBIBYTE,
    pixels=1_000_000,
    pages=20,
    entries=200,
    unpacked=8 * MEBIBYTE,
    ratio=200,
)


def written(write: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    write(file)
    return file.getvalue()


def picture(width: int = 60, height: int = 40) -> Image.Image:
    """Of many colours, so that no two places are alike."""
    made = Image.new("RGB", (width, height))
    made.putdata([(x * 4 % 256, y * 6 % 256, (x + y) % 256) for y in range(height) for x in range(width)])
    return made


def jpeg(*, with_place: bool = False) -> bytes:
    """Held sideways when it was taken; with the place, time and device of it."""
    exif = Image.Exif()
    if with_place:
        exif[0x0112] = 6  # to be turned by a quarter
        exif[0x010F] = "某手机"
        exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 0.0)})
    return written(lambda file: picture().save(file, "JPEG", exif=exif, comment=b"taken at home"))


def pdf(pages: int = 1, change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    change(writer)
    return written(writer.write)


def docx(text: str = "调解协议书") -> bytes:
    document = Document()
    document.add_paragraph(text)
    return written(document.save)


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.create_sheet("清单")["A1"] = "金额"
    return written(book.save)


def changed(office: bytes, parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An office file in which some parts are others, or new."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office)) as old, zipfile.ZipFile(made, "w", method) as new:
        for each in old.infolist():
            if each.filename not in parts:
                new.writestr(each.filename, old.read(each))
        for name, data in parts.items():
            new.writestr(name, data)
    return made.getvalue()
