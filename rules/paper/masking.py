"""The copy of one addressee (副本): nobody else's address, telephone or number of an identity paper stands in
it, and in a copy for a third party no name either but its first character.

What the case knows of its people is taken out wherever it stands, and so is whatever looks like a telephone
or like the number of an identity paper, but for the reader's own. The number of an account stays: an
agreement is carried out by it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rules.authority.confidentiality import partly
from rules.paper.filling import Data, Filled
from rules.paper.form import Field, FieldKind, Form, Secrecy

MASK = "＊＊＊＊"
_SHORTEST = 4  # characters: less would take out of a text what tells of nobody
_WORDS = frozenset({FieldKind.LINE, FieldKind.TEXT, FieldKind.SEVERAL})


def _digits(*pieces: str) -> str:
    """A pattern of digits, with a blank or a dash between any of them."""
    return r"[ \-]?".join(pieces)


_DAY_OF_BIRTH = (r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])")
_NUMBERS = (
    _digits(*[r"\d"] * 6, r"(?:1[89]|20)", r"\d", r"\d", *_DAY_OF_BIRTH, *[r"\d"] * 3, r"[\dXx]"),
    _digits(*[r"\d"] * 6, r"\d", r"\d", *_DAY_OF_BIRTH, *[r"\d"] * 3),  # 十五位的旧号码
    r"[A-Za-z][A-Za-z]?\d{7,9}",  # 护照、通行证
    _digits("1", r"[3-9]", *[r"\d"] * 9),
    r"0\d{2,3}[ \-]?\d{7,8}",
    r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+",
)
_PERSONAL = re.compile("|".join(rf"(?<![0-9A-Za-z]){each}(?![0-9A-Za-z])" for each in _NUMBERS), re.ASCII)


@dataclass(frozen=True)
class Somebody:
    """One of the people of a case: the names they go by, the first first, and how they are reached."""

    names: tuple[str, ...]
    data: tuple[str, ...]


def copy_for(
    form: Form, part: str, said: Data, people: Sequence[Somebody], reader: Somebody | None
) -> dict[str, Filled]:
    """County policy 52 副本遮盖: what a document says in the copy of this reader, of the people of the case;
    None for a third party. What a choice, a day or a count says, and how an organ is reached, is as it was.
    Raises KeyError for a part the form does not have."""
    fields = {each.code: each for each in form.of(part)}

    def of(code: str, words: Filled) -> Filled:
        field = fields[code]
        if field.kind not in _WORDS or field.is_of_office:
            return words
        if field.secrecy is Secrecy.CONTACT and not _is_the_readers(field, said, reader):
            return MASK
        if isinstance(words, str):
            return masked(words, people, reader)
        return [masked(each, people, reader) for each in words]

    return {code: of(code, words) for code, words in said.items()}


def masked(text: str, people: Sequence[Somebody], reader: Somebody | None) -> str:
    """County policy 52 副本遮盖: a text in the copy of this reader; None for a third party."""
    own = reader.data if reader else ()
    known = {each for one in people if one != reader for each in one.data} - set(own)
    for each in sorted(known, key=lambda data: (-len(data), data)):
        if len(each) >= _SHORTEST:
            text = text.replace(each, MASK)
    text = _without_numbers(text, frozenset(_bare(each) for each in own))
    if reader is None:
        for name in sorted(
            {name for each in people for name in each.names}, key=lambda name: (-len(name), name)
        ):
            text = text.replace(name, partly("name", name) or MASK)
    return text


def _is_the_readers(field: Field, said: Data, reader: Somebody | None) -> bool:
    """Whether the field that names whose it is names the reader and nobody beside them."""
    named = said.get(field.owner, "")
    return reader is not None and isinstance(named, str) and named.strip() in reader.names


def _without_numbers(text: str, own: frozenset[str]) -> str:
    """Numbers are found as they are read, whatever the width in which they are written."""
    plain = "".join(_narrow(each) for each in text)
    pieces, end = list[str](), 0
    for found in _PERSONAL.finditer(plain):
        is_own = any(_bare(found[0]) in each for each in own)
        pieces += [text[end : found.start()], found[0] if is_own else MASK]
        end = found.end()
    return "".join([*pieces, text[end:]])


def _narrow(sign: str) -> str:
    narrow = unicodedata.normalize("NFKC", sign)
    return narrow if len(narrow) == 1 else sign


def _bare(text: str) -> str:
    return "".join(_narrow(each) for each in text if each not in " -－").casefold()
