"""What the OpenAPI document promises, the API keeps: whatever is sent that fits it, or nearly does, is
answered with a status that stands there, in the form that stands there, and never with a 500.

`make whole` sends a few hundred requests, to every route and one verb of each procedure; `.ci/run` a thousand
and more, to everything; `make long` and `make test-security` send 4,000; FENGQIAO_REQUESTS sets another
number (200,000 on request).
"""

import json
import os
import random
import sys
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from tests.api.conftest import AUDITOR, CLERK, COMMISSIONER, DISPATCHER, SECRETARY, Case, Desk
from tests.security.sweeping import NOBODY_WAITS_FOR, one_of_each, operations

REQUESTS = int(os.environ.get("FENGQIAO_REQUESTS", "300"))
SEED = int(os.environ.get("FENGQIAO_SEED", "20260302"))
ALL_OF_THEM = 1_000  # from so many on, every verb
PEOPLE = (CLERK, SECRETARY, DISPATCHER, COMMISSIONER, AUDITOR)
PROMISES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
DOCUMENT = create_app().openapi()


def promised() -> list[Any]:
    """The operations of the document, as Schemathesis reads them."""
    known = operations()
    wanted = {each.name for each in (known if REQUESTS >= ALL_OF_THEM else one_of_each(known))}
    wanted |= {
        f"{method.upper()} {path}"
        for path in DOCUMENT["paths"]
        if path.startswith("/agencies/")
        for method in DOCUMENT["paths"][path]
    }
    read = schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()
    found = [each.ok() for each in read if isinstance(each, Ok)]
    assert len(found) == sum(map(len, DOCUMENT["paths"].values()))
    return [each for each in found if each.label in wanted and each.label not in NOBODY_WAITS_FOR]


def made(operation: Any, mode: GenerationMode, times: int) -> list[Any]:
    """So many requests that fit the document, or nearly do; the same ones for the same seed."""
    collected: list[Any] = []

    @seed(SEED)
    @settings(
        max_examples=times,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def collect(case: Any) -> None:
        collected.append(case)

    with suppress(Unsatisfiable):  # a route that takes nothing cannot be given anything wrong
        collect()
    return collected


def all_made() -> Iterator[Any]:
    known = promised()
    each = max(1, REQUESTS // (2 * len(known)))
    for operation in known:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            yield from made(operation, mode, each)


async def sent(
    desk: Desk, case: Any, there: Case, headers: dict[str, str], chance: random.Random
) -> httpx.Response:
    """Mostly about a case that is there, mostly signed in, mostly with a key that is one."""
    said = case.as_transport_kwargs(base_url="http://api")
    own = {name: value for name, value in said["headers"].items() if name != "Content-Length"}
    if chance.random() < 0.9:
        own = {
            name: value
            for name, value in own.items()
            if name not in {"Authorization", "Act-As", "Idempotency-Key", "If-Match"}
        }
        own |= {**headers, "Idempotency-Key": str(uuid.UUID(int=chance.getrandbits(128), version=4))}
    address = urlsplit(said["url"])
    path = address.path
    if chance.random() < 0.7:
        known = {"{kind}": there.kind, "{number}": there.number, "{n}": "1"}
        given_here = {
            f"{{{name}}}": quote(str(value), safe="") for name, value in (case.path_parameters or {}).items()
        }
        path = case.operation.path
        for name, value in {**given_here, **{name: known[name] for name in known if name in path}}.items():
            path = path.replace(name, value)
    content = json.dumps(said["json"]).encode() if "json" in said else said.get("data")
    return await desk.http.request(
        said["method"],
        f"{path}?{address.query}" if address.query else path,
        params=said.get("params") or None,
        content=content if isinstance(content, bytes) else None,
        headers=[
            (name.encode("latin-1", "replace"), str(value).encode("utf-8", "surrogatepass"))
            for name, value in own.items()
        ],
    )


def broken_promises(case: Any, answer: httpx.Response) -> list[str]:
    try:
        case.validate_response(answer, checks=PROMISES)
    except FailureGroup as group:
        return [f"{case.operation.label}: {type(one).__name__}: {str(one)[:300]}" for one in group.exceptions]
    return []


@pytest.mark.slow
async def test_every_promise_of_the_document_is_kept(
    desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    chance, statuses, broken = random.Random(SEED), Counter[int](), list[str]()
    people = [await desk.sign_in(person) for person in PEOPLE]
    there = await desk.dispute()

    tried = set[str]()
    for number, case in enumerate(all_made()):
        tried.add(case.operation.label)
        if number % 50 == 49:
            there = await desk.dispute()
        answer = await sent(desk, case, there, chance.choice(people).headers, chance)
        statuses[answer.status_code] += 1
        broken += broken_promises(case, answer)

    figures = {"requests": statuses.total(), "seed": SEED, "statuses": dict(sorted(statuses.items()))}
    record_property("figures", json.dumps(figures))
    if REQUESTS >= ALL_OF_THEM:
        sys.stdout.write(f"{json.dumps(figures)}\n")
    assert broken == []
    assert tried == {each.label for each in promised()}
    assert statuses.total() >= REQUESTS // 2
    assert statuses[200] + statuses[201] + statuses[202] >= 5, statuses  # some of it must have been a request
    assert statuses[422] >= REQUESTS // 10, statuses


async def test_a_promise_that_is_broken_is_found(desk: Desk) -> None:
    operation = next(each for each in promised() if each.label == "GET /me")
    (case,) = made(operation, GenerationMode.POSITIVE, 1)
    answer = await (await desk.sign_in(CLERK)).get("/me")
    assert broken_promises(case, answer) == []
    request, kind = answer.request, {"content-type": "application/json"}

    broken = [
        httpx.Response(500, request=request, json={}),
        httpx.Response(418, request=request, json={}),
        httpx.Response(200, request=request, headers={"content-type": "text/html"}, content=answer.content),
        httpx.Response(200, request=request, headers=kind, content=b'{"seats": "none"}'),
    ]

    for each in broken:
        each.elapsed = timedelta(0)
    assert [bool(broken_promises(case, each)) for each in broken] == [True] * 4
