"""The fields of the API's requests, as its OpenAPI document has them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from api.app import create_app

_NOT_FREE = {"enum", "const", "format"}
_ANYTHING = {None, r"\S"}


def taken() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every field of every body: the schema it stands in, its name, its own schema."""
    document = create_app().openapi()
    schemas, seen = document["components"]["schemas"], set[str]()

    def walk(
        schema: Mapping[str, Any], owner: str, field: str
    ) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        if "$ref" in schema:
            owner = schema["$ref"].rsplit("/", 1)[1]
            if owner in seen:
                return
            seen.add(owner)
            yield from walk(schemas[owner], owner, field)
            return
        yield owner, field, schema
        values = (schema.get("items"), schema.get("additionalProperties"))
        inner = [*schema.get("anyOf", ()), *(each for each in values if isinstance(each, dict))]
        for each in inner:
            yield from walk(each, owner, field)
        for name, each in schema.get("properties", {}).items():
            yield from walk(each, owner, name)

    for methods in document["paths"].values():
        for operation in methods.values():
            for media in operation.get("requestBody", {}).get("content", {}).values():
                yield from walk(media["schema"], operation["operationId"], "body")


def texts_taken() -> dict[str, set[str]]:
    """Every field in which somebody can write whatever they like: in which schemas it stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for owner, field, schema in taken():
        is_text = schema.get("type") == "string" and not _NOT_FREE & schema.keys()
        if is_text and schema.get("pattern") in _ANYTHING:
            found[field].add(owner)
    return found
