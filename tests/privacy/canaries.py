"""Canaries: names, words, numbers and telephones that nobody else has, planted in every field, and looked
for in whatever form a store or a log may have written them."""

import base64
import json
from collections import defaultdict
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
    """Plants. ``planted`` is every canary by the place where it was put, ``fields`` every field of the API's
    document in which one was put, as ``tests.privacy.fields`` names them."""

    schemas: Mapping[str, Any]
    planted: dict[str, str] = field(default_factory=dict)
    fields: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # field -> its schemas

    def canary(self, place: str) -> str:
        """A name, an identity number, a telephone and words, that no other place has."""
        if place not in self.planted:
            n = len(self.planted)
            self.planted[place] = f"{MARK}{chr(0x3500 + n)} {NUMBER}{n:03} {TELEPHONE}{n:03}"
        return self.planted[place]

    def body(self, example: Any, schema: Mapping[str, Any], operation: str, place: str) -> Any:
        """The example with a canary in every text of it that may be anything."""
        return self._planted(example, schema, (operation, "body"), place)

    def whole(self, example: Any, schema: Mapping[str, Any], operation: str, place: str) -> Any:
        """As ``body``, and every text in it that the example leaves out."""
        return self._planted(self._with_all(example, schema), schema, (operation, "body"), place)

    def _planted(self, example: Any, schema: Mapping[str, Any], at: tuple[str, str], place: str) -> Any:
        """``at``: the schema that is the owner of the field, and the field."""
        shape, (owner, name) = self._resolved(schema), (self._owner(schema, at[0]), at[1])
        if isinstance(example, dict):
            named = shape.get("properties", {})
            return {
                key: self._planted(
                    value, self._inner(shape, key), (owner, key if key in named else name), f"{place}.{key}"
                )
                for key, value in example.items()
            }
        if isinstance(example, list):
            return [self._planted(each, shape.get("items", {}), (owner, name), place) for each in example]
        if isinstance(example, str) and self._is_free(shape):
            self.fields[name].add(owner)
            return self.canary(f"{place.partition('.')[0]}: {example}")  # who is named twice is one person
        return example

    def _with_all(self, example: Any, schema: Mapping[str, Any]) -> Any:
        """The example and, in every object of it, the texts and lists of texts that it leaves out."""
        shape = self._resolved(schema)
        if isinstance(example, list):
            return [self._with_all(each, shape.get("items", {})) for each in example]
        if not isinstance(example, dict):
            return example
        told = {key: self._with_all(value, self._inner(shape, key)) for key, value in example.items()}
        for key, inner in shape.get("properties", {}).items():
            if told.get(key) is None:
                left_out = self._resolved(inner)
                if self._is_free(left_out):
                    told[key] = key
                elif self._is_free(self._resolved(left_out.get("items", {}))):
                    told[key] = [key]
        return told

    def anywhere(self, example: Any, place: str) -> Any:
        """The example with a canary in every text of it, whether it may stand there or not."""
        if isinstance(example, dict):
            told = {name: self.anywhere(value, place) for name, value in example.items()}
            return {**told, self.canary(f"{place} a name for a field"): 1}
        if isinstance(example, list):
            return [self.anywhere(each, place) for each in example]
        return self.canary(f"{place} wrong") if isinstance(example, str) else example

    def _inner(self, shape: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        rest = shape.get("additionalProperties")
        found: Mapping[str, Any] = shape.get("properties", {}).get(
            key, rest if isinstance(rest, dict) else {}
        )
        return found

    def _owner(self, schema: Mapping[str, Any], owner: str) -> str:
        """The name of the schema that is meant, or the owner where it has none of its own."""
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            return self._owner(self.schemas[name], name)
        return next(
            (self._owner(each, owner) for each in schema.get("anyOf", ()) if each.get("type") != "null"),
            owner,
        )

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
