"""Whether a message is of the contract."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import contract


def mistakes(message: Mapping[str, Any], docking: str | None = None) -> list[str]:
    """Where it is not of the contract, or not of its docking: places and keywords, not what stands there."""
    schemas = [contract.MESSAGE, *([contract.PREFIX + docking] if docking else [])]
    return [
        f"{error.json_path} {error.validator}"
        for schema in schemas
        for error in _validator(schema).iter_errors(message)
    ]


def wrong_digests(message: Mapping[str, Any]) -> list[str]:
    """The documents whose digest is not of the text that is given."""
    return [
        each["ref"]
        for each in message["data"].get("documents", ())
        if "text" in each and sha256(each["text"].encode()).hexdigest() != each["sha256"]
    ]


@cache
def _validator(schema: str) -> Draft202012Validator:
    documents = contract.schemas()
    registry: Registry[Any] = Registry().with_resources(
        (id, Resource.from_contents(each)) for id, each in documents.items()
    )
    return Draft202012Validator(documents[schema], registry=registry)
