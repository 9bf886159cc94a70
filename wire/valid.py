"""Whether a message keeps to the contract: by its JSON Schemas, which both sides read."""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, relevance
from referencing import Registry, Resource

from contract import MESSAGE, PREFIX, schemas


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: a JSON pointer, and the keyword of the schema it breaks. Never the value."""

    pointer: str
    code: str


def parsed(body: str) -> dict[str, Any]:
    """The JSON object of a body. Raises ValueError: also for a name that stands twice, and for what is no
    number, because two readers would read two things."""
    try:
        read = json.loads(body, object_pairs_hook=_once_each, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("too-deep") from None
    if not isinstance(read, dict):
        raise ValueError("no-object")  # noqa: TRY004  it is a value that came in
    return read


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("name-twice")
    return read


def _no_number(said: str) -> Any:
    raise ValueError(said)


def faults_of(message: Any) -> tuple[Fault, ...]:
    """What is wrong with a message, the most telling first; nothing if it keeps to the contract."""
    found = sorted(_validator(MESSAGE).iter_errors(message), key=relevance, reverse=True)
    if found:
        return tuple(_fault(_deepest(error)) for error in found)
    if wrong := _wrong_digests(message):
        return wrong
    docking = str(message.get("dataschema", "")).removeprefix(PREFIX)
    id = f"{PREFIX}{docking}"
    if not docking or id not in schemas():
        return ()
    return tuple(_fault(_deepest(error)) for error in _validator(id).iter_errors(message))


def _wrong_digests(message: Any) -> tuple[Fault, ...]:
    """A document whose words are not those that its digest names."""
    return tuple(
        Fault(f"/data/documents/{place}/sha256", "digest")
        for place, each in enumerate(message["data"].get("documents", ()))
        if "text" in each and sha256(each["text"].encode()).hexdigest() != each["sha256"]
    )


def _deepest(error: ValidationError) -> ValidationError:
    """Of the branches that a message could have meant, the fault nearest to what it did mean."""
    while error.context:
        error = max(error.context, key=lambda each: (len(each.absolute_path), relevance(each)))
    return error


def _fault(error: ValidationError) -> Fault:
    path = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in error.absolute_path)
    return Fault(path, str(error.validator))


@cache
def _validator(id: str) -> Draft202012Validator:
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas().items()
    )
    return Draft202012Validator(schemas()[id], registry=registry)
