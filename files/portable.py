"""PDF files, read as far as is needed to know that they do nothing: no script, no program started, no file
carried inside, nothing locked. How long that may take, the process around says.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

from rules.added_papers import Limits, Unacceptable, Unfit

_MOST_OBJECTS = 300_000
_DEEPEST = 200  # of one object; what lies in another is looked at by itself
_AFTER_THE_END = 1024  # bytes, of white space alone
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
)
_ELSEWHERE = frozenset({"/GoToR", "/GoToE"})
_SCRIPTS = frozenset({"/JS", "/JavaScript", "/XFA"})
_FILES = frozenset({"/EmbeddedFiles", "/EF", "/RichMedia", "/AF"})
_ATTACHED = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
# As they may stand in what no table of the file leads to, and a reader that mends it would find.
_RAW = (
    (re.compile(rb"/(?:JavaScript|Launch)(?![A-Za-z0-9])"), Unfit.ACTIVE),
    (re.compile(rb"/EmbeddedFiles?(?![A-Za-z0-9])"), Unfit.CARRIES),
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = b"%%EOF"


def looked_into(data: bytes, limits: Limits) -> None:
    """Raises Unacceptable if anything speaks against it."""
    end = data.rfind(_END)
    if end < 0:
        raise Unacceptable(Unfit.BROKEN)
    if data[end + len(_END) :].strip(b"\0 \t\r\n\f") or len(data) - end > _AFTER_THE_END:
        raise Unacceptable(Unfit.SOMETHING_BESIDE)
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)
    for sign, why in _RAW:
        if sign.search(plain):
            raise Unacceptable(why)
    try:
        _read(data, limits)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError):
        raise Unacceptable(Unfit.BROKEN) from None  # as a reader fails at what is not as it should be


def _read(data: bytes, limits: Limits) -> None:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Unacceptable(Unfit.LOCKED)
    for each in _objects(reader):
        _check(each, 0)
    if not 0 < len(reader.pages) <= limits.pages:
        raise Unacceptable(Unfit.PAGES if len(reader.pages) else Unfit.BROKEN)


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Every object that its tables lead to, in a stream of objects or not."""
    places = [(number, generation) for generation, ids in reader.xref.items() for number in ids]
    places += [(number, 0) for number in reader.xref_objStm]
    if len(places) > _MOST_OBJECTS:
        raise Unacceptable(Unfit.TOO_HARD)
    yield reader.trailer
    for number, generation in places:
        if number:
            found = reader.get_object(IndirectObject(number, generation, reader))
            if found is not None and not isinstance(found, NullObject):
                yield found


def _check(said: Any, depth: int) -> None:
    if depth > _DEEPEST:
        raise Unacceptable(Unfit.TOO_HARD)
    if isinstance(said, DictionaryObject):
        _check_one(said)
        inner = [said.raw_get(key) for key in said]
    elif isinstance(said, ArrayObject):
        inner = list(said)
    else:
        return
    for each in inner:
        if not isinstance(each, IndirectObject):
            _check(each, depth + 1)


def _check_one(said: DictionaryObject) -> None:
    names = set(said)
    kind, action = (str(said.raw_get(each)) if each in said else "" for each in ("/Subtype", "/S"))
    if names & _SCRIPTS or action in _ACTIONS:
        raise Unacceptable(Unfit.ACTIVE)
    if action in _ELSEWHERE or "/FFilter" in names:  # what it says lies in another file
        raise Unacceptable(Unfit.LEADS_OUT)
    if names & _FILES or kind in _ATTACHED or str(said.get("/Type", "")) == "/EmbeddedFile":
        raise Unacceptable(Unfit.CARRIES)
