"""Whether a document says what it must (必填项): what is missing, and what is not as it should be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.paper.form import Field, FieldKind
from rules.paper.table import FORMS

BLANK = "＿＿＿＿"  # where somebody still has to say something

Filled = str | Sequence[str]
Data = Mapping[str, Filled]


@dataclass(frozen=True)
class NotAsItShould(Exception):
    """A field holds what it does not take: ``code`` says which, ``why`` one of ``unknown``, ``day``,
    ``number``, ``choice``, ``several``, ``words``."""

    code: str
    why: str


def is_filled(said: Filled | None) -> bool:
    """Whether anything stands there that somebody could read."""
    return bool(said and "".join(said).strip())


def missing(kind: str, data: Data, part: str = "") -> tuple[Field, ...]:
    """The required fields of a document that say nothing yet, in the order of the form. Raises KeyError."""
    return tuple(each for each in FORMS[kind].required(part).values() if not is_filled(data.get(each.code)))


def with_blanks(data: Data) -> tuple[str, ...]:
    """The fields in which a blank was left, by code."""
    return tuple(code for code, said in data.items() if BLANK in "".join(said))


def check(kind: str, data: Data, part: str = "") -> None:
    """Every field is one of the form's and holds what its kind takes; it may be empty. Raises KeyError,
    NotAsItShould."""
    fields = {each.code: each for each in FORMS[kind].of(part)}
    for code, said in data.items():
        if code not in fields:
            raise NotAsItShould(code, "unknown")
        if is_filled(said):
            _check(fields[code], said)


def _check(field: Field, said: Filled) -> None:
    if isinstance(said, str) is (field.kind is FieldKind.SEVERAL):
        raise NotAsItShould(field.code, "words" if field.kind is not FieldKind.SEVERAL else "several")
    if not isinstance(said, str):
        return
    if field.kind is FieldKind.DAY and not _is_day(said):
        raise NotAsItShould(field.code, "day")
    if field.kind is FieldKind.NUMBER and not (said.isascii() and said.isdecimal()):
        raise NotAsItShould(field.code, "number")
    if field.kind is FieldKind.CHOICE and said not in {each.code for each in field.choices}:
        raise NotAsItShould(field.code, "choice")


def _is_day(said: str) -> bool:
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True


def told(field: Field, said: Filled, language: str) -> str:
    """What stands there, as it is printed: a day as people write it, a choice by its words, a list one a
    line."""
    if not isinstance(said, str):
        return "\n".join(each.strip() for each in said if each.strip())
    if field.kind is FieldKind.DAY and _is_day(said):
        day = date.fromisoformat(said)
        return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else f"{day.day} {day:%B %Y}"
    chosen = next((each for each in field.choices if each.code == said), None)
    if chosen is not None:
        return chosen.zh if language == "zh" else chosen.en
    return said.strip()
