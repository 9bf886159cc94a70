"""Office files (DOCX, XLSX), looked into as what they are: archives of XML. Nothing in them is carried out.

Refused is what unpacks to more than it should, what is not at its place, and what does something by itself:
programs, embedded files, parts that are fetched from elsewhere. A link in the text, which leads somewhere
only when a person follows it, stays.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from xml.parsers import expat

from rules.added_papers import FileKind, Limits, Unacceptable, Unfit

_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_SMALL = 64 * 1024  # bytes: below it, no ratio is a danger
_PIECE = 64 * 1024
_TYPES, _RELS = "[Content_Types].xml", "_rels/.rels"
_END, _END_BYTES = b"PK\x05\x06", 22
_MAIN = {
    FileKind.DOCX: ("word/document.xml", "wordprocessingml.document.main+xml"),
    FileKind.XLSX: ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
}
_PROGRAMS = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex/|customui/|\.(?:exe|dll|js|vbs|bat|cmd|ps1|jar)$"
)
_CARRIED = re.compile(r"embeddings/|oleobject|/package/|attachedtoolbars|externalcontent")
_FETCHED = re.compile(r"externallinks/|connections\.xml|querytables/|webextensions?/|model/item\.data")
_ARCHIVES = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MZ", b"%PDF-")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = re.compile(r"macroenabled|vbaproject|activex|oleobject", re.IGNORECASE)
# Fields of a text that fetch something, or have another program do something, when it is opened.
_FIELDS = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON)\b")
_INSTRUCTIONS = frozenset({"instrText", "fldSimple"})
_FOLLOWED = ("http://", "https://", "mailto:", "#")


def looked_into(data: bytes, limits: Limits) -> FileKind:
    """DOCX or XLSX, if nothing speaks against it. Raises Unacceptable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _looked_into(archive, data, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise Unacceptable(Unfit.BROKEN) from None
    except expat.ExpatError:
        raise Unacceptable(Unfit.BROKEN) from None


def _looked_into(archive: zipfile.ZipFile, data: bytes, limits: Limits) -> FileKind:
    entries = archive.infolist()
    _check_shape(entries, data)
    if len(entries) > limits.entries:
        raise Unacceptable(Unfit.BOMB)
    _check_names(entries)
    _check_sizes(entries, limits)
    names = {each.filename for each in entries}
    kind = next((kind for kind, (main, _) in _MAIN.items() if main in names), None)
    if kind is None or not {_TYPES, _RELS} <= names:
        raise Unacceptable(Unfit.UNKNOWN)
    left = limits.unpacked
    types = ""
    for entry in entries:
        left -= entry.file_size
        if left < 0:
            raise Unacceptable(Unfit.BOMB)
        types += _part(archive, entry)
    if _MACROS.search(types):
        raise Unacceptable(Unfit.ACTIVE)
    if _MAIN[kind][1] not in types:
        raise Unacceptable(Unfit.UNKNOWN)
    return kind


def _check_shape(entries: list[zipfile.ZipInfo], data: bytes) -> None:
    """It begins with its first part and ends with its own end: nothing stands before, between or behind."""
    if not data.startswith(b"PK\x03\x04") or data.rfind(_END) != len(data) - _END_BYTES:
        raise Unacceptable(Unfit.SOMETHING_BESIDE)
    if not entries or min(each.header_offset for each in entries) != 0:
        raise Unacceptable(Unfit.SOMETHING_BESIDE)
    places = sorted((each.header_offset, each.compress_size) for each in entries)
    for (start, size), (following, _) in pairwise(places):
        if start + size > following:  # parts that share their bytes unpack to many times what is there
            raise Unacceptable(Unfit.BOMB)


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for each in entries:
        path, folded = PurePosixPath(each.filename), each.filename.casefold()
        original = getattr(each, "orig_filename", each.filename)
        is_link = stat.S_ISLNK(each.external_attr >> 16)
        if path.is_absolute() or ".." in path.parts or set(original) & set("\\:\x00") or is_link:
            raise Unacceptable(Unfit.NAMES)
        if folded in seen:
            raise Unacceptable(Unfit.NAMES)
        seen.add(folded)
        if each.flag_bits & _ENCRYPTED:
            raise Unacceptable(Unfit.LOCKED)
        if _PROGRAMS.search(folded):
            raise Unacceptable(Unfit.ACTIVE)
        if _CARRIED.search(folded):
            raise Unacceptable(Unfit.CARRIES)
        if _FETCHED.search(folded):
            raise Unacceptable(Unfit.LEADS_OUT)


def _check_sizes(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if sum(each.file_size for each in entries) > limits.unpacked:
        raise Unacceptable(Unfit.BOMB)
    for each in entries:
        if each.compress_type not in _PLAIN:
            raise Unacceptable(Unfit.BROKEN)
        if each.file_size > _SMALL and each.file_size > limits.ratio * max(each.compress_size, 1):
            raise Unacceptable(Unfit.BOMB)


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    """Look through a part; the words of the list of content types, which say what the others are."""
    name = entry.filename.casefold()
    if name.endswith((".xml", ".rels", ".vml")):
        return _Looking(name, is_types=entry.filename == _TYPES).through(_pieces(archive, entry))
    head = b""
    for piece in _pieces(archive, entry):
        head = head or piece[:16]
    if head.startswith((_OLE, *_ARCHIVES)):
        raise Unacceptable(Unfit.CARRIES)
    return ""


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """No more than the archive says that it is: the reader stops there, and the sum was checked before."""
    with archive.open(entry) as part:
        while piece := part.read(_PIECE):
            yield piece


class _Looking:
    """One part of XML on its way through a parser that resolves nothing."""

    def __init__(self, name: str, *, is_types: bool) -> None:
        self._is_rels, self._is_types = name.endswith(".rels"), is_types
        self._said: list[str] = []
        self._field: list[str] = []
        self._is_instruction = False

    def through(self, pieces: Iterator[bytes]) -> str:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._text
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
        if _FIELDS.search("".join(self._field).upper()):
            raise Unacceptable(Unfit.LEADS_OUT)
        return " ".join(self._said)

    def _doctype(self, *_: object) -> None:
        raise Unacceptable(Unfit.ACTIVE)  # office files have none; one declares what grows, or is fetched

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if self._is_types:
            self._said.append(attributes.get("ContentType", ""))
        if self._is_rels and local == "Relationship":
            _check_relation(attributes)
        self._is_instruction = local in _INSTRUCTIONS
        if self._is_instruction:
            self._field.append(next((v for k, v in attributes.items() if k.endswith("instr")), ""))

    def _ends(self, name: str) -> None:
        if name.endswith("fldChar"):
            self._field.append(" ")
        self._is_instruction = False

    def _text(self, said: str) -> None:
        if self._is_instruction:
            self._field.append(said)


def _check_relation(attributes: dict[str, str]) -> None:
    if attributes.get("TargetMode", "").casefold() != "external":
        return
    is_link = attributes.get("Type", "").endswith("/hyperlink")
    if not is_link or not attributes.get("Target", "").casefold().startswith(_FOLLOWED):
        raise Unacceptable(Unfit.LEADS_OUT)
