"""What somebody fills in: the fields of every body that registers something, asks a verb of a case, or is
sent with a tracking code."""

from collections.abc import Iterator
from typing import Any

from api.app import create_app
from api.forms import form_of
from rules.accusation.procedure import ACCUSATION

_DOCUMENT = create_app().openapi()
_REGISTERED = "201"

# A schema, and the component it is or stands in.
Piece = tuple[str, dict[str, Any]]


def _bodies() -> Iterator[Piece]:
    for path, methods in _DOCUMENT["paths"].items():
        asked = methods.get("post", {})
        if path.startswith(("/cases/", "/public/status/")) or _REGISTERED in asked.get("responses", {}):
            for content in asked.get("requestBody", {}).get("content", {}).values():
                yield path, content["schema"]


def _within(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key in ("anyOf", "allOf", "oneOf"):
        yield from schema.get(key, ())
    for key in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(key), dict):
            yield schema[key]
    yield from schema.get("properties", {}).values()


def _pieces() -> Iterator[Piece]:
    """The schemas of the bodies, and those that stand in them at any depth."""
    left, seen = list(_bodies()), set[str]()
    while left:
        component, schema = left.pop()
        if "$ref" in schema:
            component = schema["$ref"].rsplit("/", 1)[-1]
            schema = _DOCUMENT["components"]["schemas"][component]
            if component in seen:
                continue
            seen.add(component)
        yield component, schema
        left += ((component, each) for each in _within(schema))


_PIECES = tuple(_pieces())

# The title of a schema, and the name of a field in it; of accusations too, which stand in no document.
_OF_ACCUSATIONS: dict[str, Any] = {**ACCUSATION.commands, **ACCUSATION.reports}
FIELDS = {(schema["title"], name) for _, schema in _PIECES for name in schema.get("properties", ())} | {
    (kind.__name__, name) for kind in _OF_ACCUSATIONS.values() for name in form_of(kind).model_fields
}

# What an enumeration is called in the document, and its codes.
ENUMERATIONS: dict[str, set[str]] = {
    component: set(schema["enum"]) for component, schema in _PIECES if "enum" in schema
}
