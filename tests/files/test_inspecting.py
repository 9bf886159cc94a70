"""What somebody might send: every attack is refused with its own reason, and what is sound is taken."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from files.inspecting import inspected
from rules.added_papers import FileKind, Unacceptable, Unfit
from tests.files.samples import LIMITS, changed, docx, jpeg, pdf, picture, written, xlsx

RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"


def why(data: bytes) -> Unfit | None:
    try:
        inspected(data, LIMITS)
    except Unacceptable as no:
        return no.why
    return None


def part(name: str, office: bytes | None = None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(office or docx())) as archive:
        return archive.read(name)


def relation(kind: str, target: str, mode: str = "External") -> bytes:
    """A document that refers to something elsewhere."""
    schema = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    line = f'<Relationship Id="r99" Type="{schema}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return changed(docx(), {RELS: part(RELS).replace(b"</Relationships>", line.encode())})


def field(words: str) -> bytes:
    run = f"<w:p><w:r><w:instrText>{words}</w:instrText></w:r></w:p><w:sectPr"
    return changed(docx(), {DOCUMENT: part(DOCUMENT).replace(b"<w:sectPr", run.encode(), 1)})


def action(**names: str) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        said: dict[Any, Any] = {
            NameObject(f"/{key}"): TextStringObject(value) for key, value in names.items() if key != "S"
        }
        said[NameObject("/S")] = NameObject(f"/{names['S']}")
        writer._root_object[NameObject("/OpenAction")] = DictionaryObject(said)

    return change


def hidden_in_an_annotation(writer: PdfWriter) -> None:
    said = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    note = {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): DictionaryObject(said)}
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(DictionaryObject(note))])


def attached(writer: PdfWriter) -> None:
    writer.add_attachment("a.exe", b"MZ")


def locked(writer: PdfWriter) -> None:
    writer.encrypt("secret", algorithm="RC4-128")


def escaped() -> bytes:
    """The name of a script written as PDF lets names be written."""
    return pdf(change=action(S="JavaScript", JS="app.alert(1)")).replace(b"/JavaScript", b"/J#61vaScript")


def bomb() -> bytes:
    return changed(docx(), {"word/media/a.bin": b"\0" * (5 * 1024 * 1024)})


def many_small_parts() -> bytes:
    return changed(docx(), {f"word/media/{n}.bin": b"x" for n in range(300)})


def overlapping() -> bytes:
    """The second part begins where the first one does: each byte there is unpacked twice."""
    good = changed(docx(), {"word/media/a.bin": b"a" * 900, "word/media/b.bin": b"b" * 900})
    end = good.rfind(b"PK\x05\x06")
    (start,) = struct.unpack("<I", good[end + 16 : end + 20])
    directory = bytearray(good[start:end])
    one, two = (directory.find(name) for name in (b"word/media/a.bin", b"word/media/b.bin"))
    directory[two - 4 : two] = directory[one - 4 : one]
    return good[:start] + bytes(directory) + good[end:]


def renamed(before: str, after: str) -> bytes:
    """A name in an archive that the library which writes archives would not write."""
    data = changed(docx(), {before: b"x"})
    assert len(before) == len(after)
    return data.replace(before.encode(), after.encode())


def archive_of(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def with_a_link() -> bytes:
    made = io.BytesIO(docx())
    with zipfile.ZipFile(made, "a") as archive:
        entry = zipfile.ZipInfo("word/media/link")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return made.getvalue()


def macros() -> bytes:
    types = part(TYPES).replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return changed(docx(), {TYPES: types})


def billion_laughs() -> bytes:
    said = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    return changed(docx(), {"word/settings.xml": said})


def many_pixels() -> bytes:
    """Few bytes that say they are a picture of a thousand million pixels."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    crc = struct.pack(">I", zlib.crc32(b"IHDR" + head))
    begun = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + crc
    return begun + struct.pack(">I", 64) + b"IDAT" + zlib.compress(b"\0" * 4096)


def moving(kind: str) -> bytes:
    frames = [picture(), picture().rotate(90)]
    return written(lambda file: frames[0].save(file, kind, save_all=True, append_images=frames[1:]))


ATTACKS: dict[str, tuple[bytes, Unfit]] = {
    "nothing": (b"", Unfit.EMPTY),
    "a program": (b"MZ\x90\x00" + b"\0" * 100, Unfit.UNKNOWN),
    "a program of another system": (b"\x7fELF" + b"\0" * 100, Unfit.UNKNOWN),
    "a page": (b"<html><script>alert(1)</script></html>", Unfit.UNKNOWN),
    "a page behind white space": (b" \r\n<!DOCTYPE html><body>", Unfit.UNKNOWN),
    "a page behind a byte order mark": (b"\xef\xbb\xbf<svg onload=alert(1)>", Unfit.UNKNOWN),
    "a script of the shell": (b"#!/bin/sh\nrm -rf /", Unfit.UNKNOWN),
    "rich text": (b"{\\rtf1 \\object}", Unfit.UNKNOWN),
    "postscript": (b"%!PS-Adobe-3.0\n", Unfit.UNKNOWN),
    "a moving picture of the web": (b"GIF89a" + b"\0" * 50, Unfit.UNKNOWN),
    "control characters": (b"abc\x1b[31m\x07", Unfit.UNKNOWN),
    "a telephone's photograph": (b"\0\0\0\x18ftypheic" + b"\0" * 50, Unfit.HEIC),
    "an old office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Unfit.OLD_OFFICE),
    "a picture cut off": (jpeg()[:200], Unfit.BROKEN),
    "the head of a picture": (b"\xff\xd8\xff\xe0" + b"x" * 400, Unfit.BROKEN),
    "too many pixels": (written(lambda f: picture(1200, 1000).save(f, "PNG")), Unfit.PIXELS),
    "a thousand million pixels": (many_pixels(), Unfit.PIXELS),
    "a moving PNG": (moving("PNG"), Unfit.MOVING),
    "a moving WebP": (moving("WEBP"), Unfit.MOVING),
    "an archive that is no document": (archive_of({"a.txt": b"a"}), Unfit.UNKNOWN),
    "something before": (b"%PDX" + docx(), Unfit.UNKNOWN),
    "something behind a document": (docx() + b"MZ", Unfit.SOMETHING_BESIDE),
    "a comment behind a document": (docx()[:-2] + b"\x05\x00MZ\x90\x00\x03", Unfit.SOMETHING_BESIDE),
    "an archive bomb": (bomb(), Unfit.BOMB),
    "a bomb of many parts": (many_small_parts(), Unfit.BOMB),
    "a bomb of parts that overlap": (overlapping(), Unfit.BOMB),
    "more unpacked than allowed": (
        changed(docx(), {f"word/media/{n}.bin": random.Random(n).randbytes(25_000) * 120 for n in range(3)}),
        Unfit.BOMB,
    ),
    "a path upwards": (renamed("word/aaaaaaaa.txt", "../../../etc/pass"), Unfit.NAMES),
    "a path from the root": (renamed("word/aaaa.txt", "/etc/cron.txt"), Unfit.NAMES),
    "a path of another system": (renamed("word/aaaa.txt", "..\\..\\aaa.txt"), Unfit.NAMES),
    "a drive": (renamed("word/aa.txt", "C:ord/a.txt"), Unfit.NAMES),
    "a name that ends early": (renamed("word/aaaa.txt", "word/a\0aa.txt"), Unfit.NAMES),
    "two parts of one name": (changed(docx(), {"WORD/DOCUMENT.XML": b"<a/>"}), Unfit.NAMES),
    "a link": (with_a_link(), Unfit.NAMES),
    "macros": (changed(docx(), {"word/vbaProject.bin": b"x"}), Unfit.ACTIVE),
    "macros by their type": (macros(), Unfit.ACTIVE),
    "a sheet of macros": (changed(xlsx(), {"xl/macrosheets/sheet1.xml": b"<a/>"}), Unfit.ACTIVE),
    "a control": (changed(docx(), {"word/activeX/activeX1.xml": b"<a/>"}), Unfit.ACTIVE),
    "entities that grow": (billion_laughs(), Unfit.ACTIVE),
    "an archive inside": (changed(docx(), {"word/media/a.bin": docx()}), Unfit.CARRIES),
    "a program inside": (changed(docx(), {"word/media/a.bin": b"MZ" + b"\0" * 99}), Unfit.CARRIES),
    "an object inside": (changed(docx(), {"word/embeddings/a.bin": b"x"}), Unfit.CARRIES),
    "an old office file inside": (
        changed(docx(), {"word/media/a.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}),
        Unfit.CARRIES,
    ),
    "a template elsewhere": (relation("attachedTemplate", "https://x.example/t.dotm"), Unfit.LEADS_OUT),
    "a picture elsewhere": (relation("image", "https://x.example/a.png"), Unfit.LEADS_OUT),
    "a link to a share": (relation("hyperlink", "file://x.example/share"), Unfit.LEADS_OUT),
    "a workbook elsewhere": (
        changed(xlsx(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        Unfit.LEADS_OUT,
    ),
    "a connection": (changed(xlsx(), {"xl/connections.xml": b"<a/>"}), Unfit.LEADS_OUT),
    "a command to another program": (field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"'), Unfit.LEADS_OUT),
    "a text elsewhere": (field('INCLUDETEXT "https://x.example/a.txt"'), Unfit.LEADS_OUT),
    "a broken part": (changed(docx(), {"word/settings.xml": b"<a><b></a>"}), Unfit.BROKEN),
    "a document without its parts": (docx()[:500], Unfit.BROKEN),
    "a PDF cut off": (pdf()[:200], Unfit.BROKEN),
    "a PDF of nothing": (b"%PDF-1.7\n%%EOF", Unfit.BROKEN),
    "something behind a PDF": (pdf() + docx(), Unfit.SOMETHING_BESIDE),
    "a locked PDF": (pdf(change=locked), Unfit.LOCKED),
    "a PDF with a script": (pdf(change=action(S="JavaScript", JS="app.alert(1)")), Unfit.ACTIVE),
    "a PDF with an escaped script": (escaped(), Unfit.ACTIVE),
    "a PDF with a script on a page": (pdf(change=hidden_in_an_annotation), Unfit.ACTIVE),
    "a PDF that starts a program": (pdf(change=action(S="Launch", F="cmd.exe")), Unfit.ACTIVE),
    "a PDF that sends its form": (pdf(change=action(S="SubmitForm", F="https://x.example")), Unfit.ACTIVE),
    "a PDF that leads to another": (pdf(change=action(S="GoToR", F="//x.example/a.pdf")), Unfit.LEADS_OUT),
    "a PDF with a file inside": (pdf(change=attached), Unfit.CARRIES),
    "a PDF of too many pages": (pdf(21), Unfit.PAGES),
    "too much": (b"x" * (LIMITS.largest + 1), Unfit.LARGE),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_every_attack_is_refused_with_its_own_reason(name: str) -> None:
    data, expected = ATTACKS[name]

    assert why(data) is expected


SOUND: dict[str, tuple[bytes, FileKind]] = {
    "a photograph": (jpeg(with_place=True), FileKind.JPEG),
    "a photograph of four inks": (
        written(lambda f: picture().convert("CMYK").save(f, "JPEG")),
        FileKind.JPEG,
    ),
    "a grey photograph": (written(lambda f: picture().convert("L").save(f, "JPEG")), FileKind.JPEG),
    "a picture": (written(lambda f: picture().save(f, "PNG")), FileKind.PNG),
    "a picture one sees through": (written(lambda f: picture().convert("RGBA").save(f, "PNG")), FileKind.PNG),
    "a picture of a palette": (written(lambda f: picture().convert("P").save(f, "PNG")), FileKind.PNG),
    "a picture of sixteen bits": (
        written(lambda f: Image.new("I;16", (4, 4), 40_000).save(f, "PNG")),
        FileKind.PNG,
    ),
    "a picture of the web": (written(lambda f: picture().save(f, "WEBP")), FileKind.WEBP),
    "a PDF": (pdf(3), FileKind.PDF),
    "a text document": (docx(), FileKind.DOCX),
    "a text document with a link to a page": (relation("hyperlink", "https://x.example/"), FileKind.DOCX),
    "a text document that numbers its pages": (field("PAGE  \\* MERGEFORMAT"), FileKind.DOCX),
    "a spreadsheet": (xlsx(), FileKind.XLSX),
    "a letter": ("请求调解邻里纠纷。\r\n".encode(), FileKind.TEXT),
    "a letter of an older machine": ("请求调解邻里纠纷。".encode("gb18030"), FileKind.TEXT),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_is_taken_as_what_it_is(name: str) -> None:
    data, kind = SOUND[name]

    assert inspected(data, LIMITS).kind is kind


@pytest.mark.parametrize("tail", [docx(), b"<script>alert(1)</script>", b"#!/bin/sh\n", b"\0" * 100])
def test_whatever_hangs_behind_a_picture_is_gone(tail: bytes) -> None:
    for name in ("a photograph", "a picture"):
        kept = inspected(SOUND[name][0] + tail, LIMITS).data
        assert kept is not None
        assert tail not in kept


def test_a_photograph_is_turned_as_it_was_held_and_says_nothing_beside() -> None:
    kept = inspected(jpeg(with_place=True), LIMITS).data
    assert kept

    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.size == (40, 60)
        assert dict(shown.getexif()) == {}
        assert {"comment", "exif", "icc_profile"} & set(shown.info) == set()


def test_the_words_of_a_letter_stay_and_become_utf_8() -> None:
    said = "请求调解邻里纠纷。〇"

    assert inspected(said.encode("gb18030"), LIMITS).data == said.encode()


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400))
def test_whatever_comes_is_taken_or_refused_and_nothing_else_happens(data: bytes) -> None:
    found: Any = why(data)

    assert found is None or isinstance(found, Unfit)


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(SOUND)), seed=st.integers(0, 2**32))
def test_whatever_is_changed_in_a_file_it_is_taken_or_refused(name: str, seed: int) -> None:
    """Bytes flipped, cut and repeated: the readers fail in ways of their own, and every one is an answer."""
    chance, data = random.Random(seed), bytearray(SOUND[name][0])
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]

    found: Any = why(bytes(data))

    assert found is None or isinstance(found, Unfit)
