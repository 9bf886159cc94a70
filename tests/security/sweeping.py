"""Every place of the API where something can be written, told from the OpenAPI document: a new route is
attacked by being there."""

import copy
import json
import os
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

from api.app import create_app
from tests.api.conftest import Case, Desk

NOBODY_WAITS_FOR = {"GET /events"}  # a stream does not end
# Where a request is read only once its signature holds: tests/wire and tests/security/test_parsers.py.
SIGNED = ("/agencies/",)
IS_LONG = os.environ.get("FENGQIAO_SECURITY") == "long"  # everything at every place, which takes its time
ALLOWED = {200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 412, 413, 422, 429}


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    queries: tuple[str, ...]
    places: tuple[str, ...]
    media: str
    example: Any

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


@dataclass
class Attack:
    """One request, with ``said`` at one place of it."""

    operation: Operation
    where: str
    said: str
    path: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None


def operations() -> tuple[Operation, ...]:
    return tuple(
        _operation(path, method, operation)
        for path, methods in create_app().openapi()["paths"].items()
        if not path.startswith(SIGNED)
        for method, operation in methods.items()
        if f"{method.upper()} {path}" not in NOBODY_WAITS_FOR
    )


def _operation(path: str, method: str, operation: dict[str, Any]) -> Operation:
    content = operation.get("requestBody", {}).get("content", {})
    media = next(iter(content), "")
    examples = [each["value"] for each in content.get(media, {}).get("examples", {}).values()]

    def named(where: str) -> tuple[str, ...]:
        return tuple(each["name"] for each in operation.get("parameters", ()) if each["in"] == where)

    return Operation(
        method.upper(), path, named("query"), named("path"), media, examples[0] if examples else None
    )


def attacks(known: Sequence[Operation], payloads: Sequence[str]) -> Iterator[Attack]:
    """Every place in turn, with one of the payloads, which moves on from place to place; in a long run, then
    every payload at every place of ``one_of_each``."""
    places = [(operation, where, name) for operation in known for where, name in _places(operation)]
    for turn, place in enumerate(places):
        yield _attack(*place, payloads[turn % len(payloads)])
    for operation in one_of_each(tuple(known)) if IS_LONG else ():
        for where, name in _places(operation):
            for said in payloads:
                yield _attack(operation, where, name, said)


def one_of_each(operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
    """Of the verbs of one procedure, which are read by the same few lines, the first; of the others, all."""
    seen = {
        (each.method, each.path.rpartition("/")[0] if _is_verb(each) else each.path): each
        for each in reversed(operations)
    }
    return tuple(reversed(seen.values()))


def _is_verb(operation: Operation) -> bool:
    return operation.method == "POST" and operation.path.startswith("/cases/")


def _places(operation: Operation) -> Iterator[tuple[str, Any]]:
    yield from (("path", name) for name in operation.places)
    yield from (("query", name) for name in operation.queries)
    yield from (("body", place) for place in _texts(operation.example))


def _texts(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))
    elif isinstance(value, str):
        yield place


def _attack(operation: Operation, where: str, name: Any, said: str) -> Attack:
    if where == "path":
        return Attack(operation, f"path.{name}", said, path={name: said}, body=operation.example)
    if where == "query":
        return Attack(operation, f"query.{name}", said, query={name: said}, body=operation.example)
    return Attack(
        operation, f"body.{'.'.join(map(str, name))}", said, body=_with(operation.example, name, said)
    )


def _with(example: Any, place: tuple[Any, ...], said: str) -> Any:
    changed = copy.deepcopy(example)
    inner = changed
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = said
    return changed


async def sent(desk: Desk, attack: Attack, case: Case, headers: dict[str, str]) -> httpx.Response:
    """The attack as somebody sends it who is signed in, about a case that is there."""
    there = {
        "kind": case.kind,
        "number": case.number,
        "other": case.number,
        "n": "1",
        "whose": "mine",
        "id": str(uuid.uuid4()),
        "version": "2026.1",
        "tracking": "0" * 16,
        "code": "dx-0001",
        "register": "mediators",
        "tag": "labour",
        "unit": "sl",
        "window": "w-1",
        "day": "2026-11-02",
        "half": "morning",
        "report": "daily",
        "since": "2026-10-01",
        "until": "2026-10-31",
    }
    path = attack.operation.path
    for name, value in {**there, **attack.path}.items():
        path = path.replace(f"{{{name}}}", quote(value.encode("utf-8", "surrogatepass"), safe=""))
    return await desk.http.request(
        attack.operation.method,
        path,
        params={name: value.encode("utf-8", "surrogatepass") for name, value in attack.query.items()},
        content=json.dumps(attack.body).encode() if attack.operation.media else None,
        headers={
            "Content-Type": attack.operation.media or "application/json",
            "Idempotency-Key": str(uuid.uuid4()),
            **headers,
        },
    )
