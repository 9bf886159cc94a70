"""Canaries: names, words, numbers and telephones that nobody else has, planted in every field, and looked
for in whatever form a store or a log may have written them."""

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

# Rare characters, one of them beyond the basic plane; an identity number and a telephone that do not exist.
MARK, NUMBER, TELEPHONE = "龘㐂𠮷", "610402199912310", "19904270"
_FREE = {None, r"\S"}  # what a text may look like where a name can stand
_AT_ONCE = 1 << 24


def forms() -> dict[str, bytes]:
    """How a canary may have been written: as it is, escaped, in hexadecimal, in a path, in base 64."""
    found: dict[str, bytes] = {}
    for name, said in (("mark", MARK), ("number", NUMBER), ("telephone", TELEPHONE)):
        raw = said.encode()
        found[name] = raw
        found[f"{name} in hexadecimal"] = raw.hex().encode()
        found[f"{name} in hexadecimal, capitals"] = raw.hex().upper().encode()
        for shift in range(3):
            whole = base64.b64encode(b"\0" * shift + raw)
            found[f"{name} in base 64, {shift}"] = whole[(0, 2, 3)[shift] : -4]  # what others do not change
    escaped = json.dumps(MARK)[1:-1]
    found["mark escaped"] = escaped.encode()
    found["mark escaped, capitals"] = escaped.upper().replace("\\U", "\\u").encode()
    found["mark in a path"] = quote(MARK).encode()
    found["mark in UTF-16"] = MARK.encode("utf-16-le")
    found["mark in GB 18030"] = MARK.encode("gb18030")
    return found


FORMS = forms()


def hits(whole: bytes) -> list[str]:
    """The forms in which a canary stands there."""
    return [name for name, form in FORMS.items() if form in whole]


def hits_in_file(path: Path) -> list[str]:
    """As ``hits``, for a file of any length; nothing for one that is gone."""
    found: set[str] = set()
    try:
        with path.open("rb") as file:
            before = b""
            while some := file.read(_AT_ONCE):
                found |= set(hits(before + some))
                before = some[-64:]
    except (FileNotFoundError, OSError):
        return sorted(found)
    return sorted(found)


def files_below(*places: Path) -> Iterator[Path]:
    for place in places:
        for path in place.rglob("*"):
            if path.is_file() and not path.is_symlink():
                yield path


@dataclass
class Planter:
    """Plants. ``planted`` is every canary by the place where it was put."""

    schemas: Mapping[str, Any]
    planted: dict[str, str] = field(default_factory=dict)

    def canary(self, place: str) -> str:
        """A name, an identity number, a telephone and words, that no other place has."""
        if place not in self.planted:
            n = len(self.planted)
            self.planted[place] = f"{MARK}{chr(0x3500 + n)} {NUMBER}{n:03} {TELEPHONE}{n:03}"
        return self.planted[place]

    def body(self, example: Any, schema: Mapping[str, Any], place: str) -> Any:
        """The example with a canary in every text of it that may be anything."""
        shape = self._resolved(schema)
        if isinstance(example, dict):
            inner, rest = shape.get("properties", {}), shape.get("additionalProperties")
            of_rest = rest if isinstance(rest, dict) else {}
            return {
                name: self.body(value, inner.get(name, of_rest), f"{place}.{name}")
                for name, value in example.items()
            }
        if isinstance(example, list):
            return [self.body(each, shape.get("items", {}), place) for each in example]
        if isinstance(example, str) and self._is_free(shape):
            return self.canary(f"{place.partition('.')[0]}: {example}")  # who is named twice is one person
        return example

    def anywhere(self, example: Any, place: str) -> Any:
        """The example with a canary in every text of it, whether it may stand there or not."""
        if isinstance(example, dict):
            told = {name: self.anywhere(value, place) for name, value in example.items()}
            return {**told, self.canary(f"{place} a name for a field"): 1}
        if isinstance(example, list):
            return [self.anywhere(each, place) for each in example]
        return self.canary(f"{place} wrong") if isinstance(example, str) else example

    def _resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" in schema:
            return self._resolved(self.schemas[schema["$ref"].rsplit("/", 1)[1]])
        for choice in schema.get("anyOf", ()):
            if choice.get("type") != "null":
                return self._resolved(choice)
        return schema

    def _is_free(self, shape: Mapping[str, Any]) -> bool:
        is_text = shape.get("type") == "string" and "enum" not in shape and "const" not in shape
        return is_text and "format" not in shape and shape.get("pattern") in _FREE
