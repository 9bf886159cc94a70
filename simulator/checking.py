"""Whether a body is a message of the contract, and if not, where it is not."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from typing import Any, NoReturn

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

import contract

_formats = FormatChecker(())


@_formats.checks("date", raises=ValueError)
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@_formats.checks("date-time", raises=ValueError)
def _is_instant(value: object) -> bool:
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


class NotJson(Exception):
    """The body is no JSON object."""


@dataclass(frozen=True)
class Fault:
    """One place at which a message is not of the contract. What stands there is not repeated."""

    pointer: str
    code: str
    message: str

    def plain(self) -> dict[str, str]:
        return asdict(self)


def parse(body: bytes) -> dict[str, Any]:
    """The JSON object. Raises NotJson, also for what JSON readers disagree about."""
    try:
        read = json.loads(body.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_no_twice)
    except (ValueError, RecursionError):
        raise NotJson from None
    if not isinstance(read, dict):
        raise NotJson
    return read


def faults(message: dict[str, Any], docking: str | None = None) -> list[Fault]:
    """Where the message is not of the contract; with a docking, also where it is not of that docking."""
    found = list(_of_schema(message, contract.MESSAGE))
    if not found:
        code = docking or message["data"].get("docking")
        found = [*_of_schema(message, contract.PREFIX + code)] if code else []
        found += _of_digests(message["data"].get("documents", ()))
    return found


def _of_schema(message: dict[str, Any], schema: str) -> Iterator[Fault]:
    for error in _validator(schema).iter_errors(message):
        keyword = str(error.validator or "not-allowed")
        for pointer in _pointers(error):
            yield Fault(pointer, keyword, f"不符合合同 not of the contract: {keyword}")


def _of_digests(documents: list[dict[str, Any]]) -> Iterator[Fault]:
    for number, each in enumerate(documents):
        if "text" in each and sha256(each["text"].encode()).hexdigest() != each["sha256"]:
            words = "摘要与文本不符 the digest is not of this text"
            yield Fault(f"/data/documents/{number}/sha256", "digest", words)


def _pointers(error: ValidationError) -> list[str]:
    """The place itself: what is missing or too much is named, not the object around it."""
    around = "".join(f"/{_escaped(str(part))}" for part in error.absolute_path)
    here: Any = error.instance
    rule: Any = error.validator_value
    if error.validator == "required":
        return [f"{around}/{name}" for name in rule if error.message.startswith(repr(name))]
    if error.validator == "additionalProperties":
        assert isinstance(error.schema, dict)
        return [f"{around}/{_escaped(name)}" for name in here if name not in error.schema["properties"]]
    return [around]


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


@cache
def _validator(schema: str) -> Draft202012Validator:
    documents = contract.schemas()
    registry: Registry[Any] = Registry().with_resources(
        (id, Resource.from_contents(each)) for id, each in documents.items()
    )
    return Draft202012Validator(documents[schema], registry=registry, format_checker=_formats)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a name stands there twice")
    return read
