"""Whatever is sent, nothing breaks: examples, changed examples, and anything at all."""

import json
import random
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from api.app import create_app
from tests.api.conftest import AUDITOR, CLERK, COMMISSIONER, DISPATCHER, MEDIATOR, SECRETARY, Case, Desk

REQUESTS = 700
PEOPLE = (CLERK, SECRETARY, MEDIATOR, DISPATCHER, COMMISSIONER, AUDITOR)
OF_A_CASE = "/cases/dispute/"
NOBODY_WAITS_FOR = ("get", "/events")  # a stream does not end
ALLOWED = {200, 201, 204, 400, 401, 403, 404, 405, 409, 412, 413, 422, 429}

AWKWARD = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "甲\x00",
        "\ud800",
        "𠮷",
        "🙂" * 50,
        "a" * 300,
        "../..",
        "%00",
        "' OR 1=1 --",
        "null",
        "-1",
    ]
)
ANY_TEXT = st.one_of(AWKWARD, st.text(max_size=20))
ANYTHING = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), ANY_TEXT, st.datetimes().map(str)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    parameters: tuple[str, ...]
    example: Any


@dataclass(frozen=True)
class Request:
    operation: Operation
    path: dict[str, str]
    query: dict[str, str]
    body: Any


def operations() -> Iterator[Operation]:
    for path, methods in create_app().openapi()["paths"].items():
        for method, operation in methods.items():
            if (method, path) != NOBODY_WAITS_FOR:
                media = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
                (example,) = [each["value"] for each in media.get("examples", {}).values()] or [None]
                names = tuple(
                    each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"
                )
                yield Operation(method.upper(), path, names, example)


@st.composite
def changed(draw: st.DrawFn, example: Any) -> Any:
    """The example with one of its values, at any depth, replaced, left out or joined by another."""
    body = json.loads(json.dumps(example))
    place = body
    while isinstance(place, dict) and place and draw(st.integers(0, 3)):
        name = draw(st.sampled_from(sorted(place)))
        if isinstance(place[name], dict):
            place = place[name]
            continue
        if draw(st.booleans()):
            place[name] = draw(ANYTHING)
        else:
            del place[name]
        return body
    if isinstance(place, dict):
        place[draw(ANY_TEXT)] = draw(ANYTHING)
    return body


@st.composite
def requests(draw: st.DrawFn, known: tuple[Operation, ...]) -> Request:
    operation = draw(st.sampled_from(known))
    bodies = [st.just(operation.example), changed(operation.example), ANYTHING]
    path = {
        name: draw(ANY_TEXT)
        for name in ("kind", "number", "n", "id", "whose")
        if draw(st.integers(0, 9)) == 0
    }
    query = {name: draw(ANY_TEXT) for name in operation.parameters if draw(st.integers(0, 3)) == 0}
    return Request(operation, path, query, draw(st.one_of(bodies)))


def made() -> list[Request]:
    """So many requests as they come, and each verb of a dispute as its example has it: what comes depends on
    what else has been imported, and some of it has to reach a case."""
    collected: list[Request] = []

    @settings(
        max_examples=REQUESTS,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(requests(tuple(operations())))
    def collect(request: Request) -> None:
        collected.append(request)

    collect()
    whole = [Request(each, {}, {}, each.example) for each in operations() if OF_A_CASE in each.path]
    return collected + whole


async def sent(desk: Desk, request: Request, dispute: Case, chance: random.Random) -> httpx.Response:
    """Mostly about a case that is there, mostly signed in, mostly with a key of its own."""
    there = {"kind": "dispute", "number": dispute.number, "n": "1", "whose": "mine", "id": str(uuid.uuid4())}
    path = request.operation.path
    for name, value in {**there, **request.path}.items():
        path = path.replace(f"{{{name}}}", quote(value.encode("utf-8", "replace"), safe=""))
    headers = {"Content-Type": "application/json"}
    if chance.random() < 0.95:
        headers |= (await desk.sign_in(chance.choice(PEOPLE))).headers
    if chance.random() < 0.95:
        headers["Idempotency-Key"] = str(uuid.UUID(int=chance.getrandbits(128)))
    return await desk.http.request(
        request.operation.method,
        path,
        params={name: value.encode("utf-8", "replace") for name, value in request.query.items()},
        content=json.dumps(request.body).encode(),
        headers=headers,
    )


async def test_nothing_that_is_sent_breaks_anything(desk: Desk) -> None:
    chance, statuses = random.Random(20260302), Counter[int]()
    dispute = await desk.dispute()

    for number, request in enumerate(made()):
        if number % 40 == 39:
            dispute = await desk.dispute()
        answer = await sent(desk, request, dispute, chance)
        statuses[answer.status_code] += 1
        assert answer.status_code in ALLOWED, (request, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert answer.json()["words"]["zh"]

    assert statuses.total() >= 200
    assert statuses[200] >= 20, statuses  # some of it must have been a request
    assert statuses[409] >= 4, statuses
    assert statuses[422] >= 50, statuses
