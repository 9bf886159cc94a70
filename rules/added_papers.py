"""Papers and pictures that are added to a matter (补充材料): what they are by their content, how large and
how many, and under which name they go out. No article says how large or how many: it is the county's policy,
and the answer tells whoever is refused what to do instead.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MEBIBYTE = 1024 * 1024
LARGEST = 32 * MEBIBYTE  # bytes: more than any county may allow, so that a request can be cut off unread


class FileKind(StrEnum):
    """What a file is, by its content."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    TEXT = "text"


MEDIA: Mapping[FileKind, tuple[str, str]] = {
    FileKind.PDF: ("application/pdf", "pdf"),
    FileKind.JPEG: ("image/jpeg", "jpg"),
    FileKind.PNG: ("image/png", "png"),
    FileKind.WEBP: ("image/webp", "webp"),
    FileKind.DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    FileKind.XLSX: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    FileKind.TEXT: ("text/plain; charset=utf-8", "txt"),
}
"""Under which media type and ending each goes out again."""


class Unfit(StrEnum):
    """Why a file is not taken; each has its words, with what to do instead."""

    EMPTY = "paper-empty"
    LARGE = "paper-too-large"
    MANY = "paper-too-many"
    UNKNOWN = "paper-of-no-kind-taken"
    HEIC = "paper-is-heic"
    OLD_OFFICE = "paper-is-old-office"
    BROKEN = "paper-cannot-be-read"
    SOMETHING_BESIDE = "paper-holds-something-beside"
    LOCKED = "paper-is-locked"
    ACTIVE = "paper-does-something"
    CARRIES = "paper-carries-files"
    LEADS_OUT = "paper-leads-outside"
    BOMB = "paper-unpacks-too-large"
    NAMES = "paper-has-unsafe-names"
    PIXELS = "paper-has-too-many-pixels"
    MOVING = "paper-moves"
    PAGES = "paper-has-too-many-pages"
    INFECTED = "paper-is-infected"
    TOO_HARD = "paper-takes-too-long"


class Unacceptable(Exception):
    """A file that is not taken."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why)
        self.why = why


class Scan(StrEnum):
    """What the scanner for malware has said of a paper."""

    NONE = "none"  # 未设置查毒: none is set up
    WAITS = "waits"  # 尚未查毒: it was away; until it has looked, nobody is given the paper
    CLEAN = "clean"  # 未发现病毒
    INFECTED = "infected"  # 发现病毒: never given out, and not kept


SERVED = frozenset({Scan.NONE, Scan.CLEAN})


@dataclass(frozen=True)
class Limits:
    """County policy 49 补充材料: ``largest`` bytes of one file, ``many`` papers of one matter and
    ``together`` bytes of them; ``pixels`` of a picture, ``pages`` of a PDF; an office file's ``entries``, its
    ``unpacked`` bytes and the ``ratio`` of any entry of size to what it was packed into."""

    version: str
    county: str
    in_force_from: date
    largest: int
    many: int
    together: int
    pixels: int
    pages: int
    entries: int
    unpacked: int
    ratio: int

    def __post_init__(self) -> None:
        if not 0 < self.largest <= LARGEST:
            raise ValueError(f"{self.version}: largest is between 1 and {LARGEST} bytes")


def check_room(limits: Limits, papers: int, size: int, more: int) -> None:
    """County policy 49 份数和总量: whether one of ``more`` bytes still fits beside ``papers`` of ``size``
    bytes together. Raises Unacceptable."""
    if papers >= limits.many or size + more > limits.together:
        raise Unacceptable(Unfit.MANY)


_JPEG, _PNG, _RIFF, _WEBP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"WEBP"
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1")
# What is plain text and no letter: pages, drawings, programs and documents that a machine carries out.
_CARRIED_OUT = re.compile(
    rb"\s*(?:<\?xml|<!doctype|<html|<head|<body|<script|<svg|<\?php|\{\\rtf|#!|%!ps|mz|@echo)", re.IGNORECASE
)
_BOM = b"\xef\xbb\xbf"


def kind_of(head: bytes) -> FileKind | None:
    """County policy 49 按内容判断: the kind of a file by how it begins, whatever its name says; an office
    file is XLSX or DOCX as its parts have it, and is DOCX here. None for what is text, if it is anything.
    Raises Unacceptable for what is known and not taken."""
    if not head:
        raise Unacceptable(Unfit.EMPTY)
    if head.startswith(_PDF):
        return FileKind.PDF
    if head.startswith(_JPEG):
        return FileKind.JPEG
    if head.startswith(_PNG):
        return FileKind.PNG
    if head.startswith(_RIFF) and head[8:12] == _WEBP:
        return FileKind.WEBP
    if head.startswith(_ZIP):
        return FileKind.DOCX
    if head.startswith(_OLE):
        raise Unacceptable(Unfit.OLD_OFFICE)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        raise Unacceptable(Unfit.HEIC)
    if _CARRIED_OUT.match(head.removeprefix(_BOM)):
        raise Unacceptable(Unfit.UNKNOWN)
    return None


_ALLOWED_CONTROLS = "\t\n\r\f"
_NO_LETTERS = frozenset({"Cc", "Cn", "Co", "Cs"})


def read_as_text(data: bytes) -> str:
    """County policy 49 纯文本: UTF-8 or GB 18030, and nothing in it but writing. Raises Unacceptable."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            said = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(each in _ALLOWED_CONTROLS or unicodedata.category(each) not in _NO_LETTERS for each in said):
            return said
    raise Unacceptable(Unfit.UNKNOWN)


_LONGEST_NAME = 60  # characters, beside the ending
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_UNSAFE = frozenset('<>:"/\\|?*')
_NAMELESS = "材料"


def file_name(title: str, kind: FileKind) -> str:
    """A name under which any machine can keep it: no path, no sign that turns writing round or means
    something to a system, and the ending of what it is."""
    ending = MEDIA[kind][1]
    folded = unicodedata.normalize("NFC", title)
    kept = "".join(
        " " if each.isspace() else each
        for each in folded
        if each.isspace() or (unicodedata.category(each)[0] != "C" and each not in _UNSAFE)
    )
    stem = " ".join(kept.split()).strip(". ")
    if stem.lower().endswith(f".{ending}"):
        stem = stem[: -len(ending) - 1]
    stem = stem[:_LONGEST_NAME].strip(". ")
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"{_NAMELESS} {stem}".strip()
    return f"{stem}.{ending}"
