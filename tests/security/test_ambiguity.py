"""What two readers could read as two things is refused, and nothing is done."""

import json
from typing import Any
from uuid import uuid4

import pytest

from api.app import create_app
from api.unambiguous import DEEPEST, MANY, ONCE
from tests.api.conftest import CLERK, DISPATCHER, SECRETARY, Case, Desk, dispute

BODY = json.dumps(dispute())


def twice(name: str, first: str, second: str) -> list[tuple[str, str]]:
    return [(name, first), (name, second)]


async def posted(
    desk: Desk, content: str | bytes, headers: list[tuple[str, str]] | None = None
) -> tuple[int, Any]:
    clerk = await desk.sign_in(CLERK)
    own = {**clerk.headers, "Idempotency-Key": str(uuid4()), "Content-Type": "application/json"}
    names = {name for name, _ in headers or []}
    said = [(name, value) for name, value in own.items() if name not in names] + (headers or [])
    answer = await desk.http.post("/disputes", content=content, headers=said)
    return answer.status_code, [error["code"] for error in answer.json().get("errors", [])]


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("Idempotency-Key", "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"),
        ("Idempotency-Key", "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000001"),
        ("Act-As", "window_clerk@sl", "supervisor@sl"),
        ("Tracking-Code", "AAAA-AAAA-AAAA-AAAA", "BBBB-BBBB-BBBB-BBBB"),
        ("Tracking-Factor", "1234", "5678"),
        ("X-Namespace", "fengqiao", "fengqiao-sealed"),
        ("Authorization", "Bearer a", "Bearer b"),
        ("Content-Type", "application/json", "text/plain"),
        ("If-Match", '"1"', "*"),
        ("Host", "county", "elsewhere"),
    ],
)
async def test_a_header_that_decides_stands_once(desk: Desk, name: str, first: str, second: str) -> None:
    assert await posted(desk, BODY, twice(name, first, second)) == (400, ["twice"])


async def test_a_header_that_decides_nothing_may_stand_twice(desk: Desk) -> None:
    assert (await posted(desk, BODY, twice("Accept-Language", "zh", "en")))[0] == 201


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (BODY[:-1] + ', "village": "sl-t1-v2"}', "name-twice"),
        (BODY[:-1] + ', "village": "sl-t1-v1"}', "name-twice"),
        (BODY[:-1] + r', "\u0076illage": "sl-t1-v2"}', "name-twice"),
        ('{"a": {"b": 1, "b": 2}}', "name-twice"),
        ('{"a": NaN}', "no-number"),
        ('{"a": [-Infinity]}', "no-number"),
        ('{"a": 1e400}', "missing"),
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "too-deep"),
        ('{"a":' * (DEEPEST + 1) + "1" + "}" * (DEEPEST + 1), "too-deep"),
        ("[" * 30_000 + "]" * 30_000, "too-deep"),
        (BODY + "{}", "json"),
        (BODY.replace('"', "'"), "json"),
        ("/* nothing */" + BODY, "json"),
        (BODY[:-1] + ",}", "json"),
    ],
    ids=lambda body: repr(body[:12] + ".." + body[-24:]) if len(body) > 40 else repr(body),
)
async def test_a_body_that_could_be_read_in_two_ways_is_not_read(desk: Desk, body: str, code: str) -> None:
    status, codes = await posted(desk, body)

    assert status == 422
    assert code in codes


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "gb18030"])
async def test_a_body_in_another_encoding_is_not_guessed_at(desk: Desk, encoding: str) -> None:
    body = json.dumps(dispute(), ensure_ascii=False).encode(encoding)

    assert await posted(desk, body) == (422, ["json"])


async def test_what_is_as_deep_as_may_be_is_looked_at_by_whoever_asked_for_it(desk: Desk) -> None:
    deep = "[" * DEEPEST + "]" * DEEPEST

    status, codes = await posted(desk, deep)

    assert status == 422
    assert "too-deep" not in codes


async def test_a_name_of_a_query_stands_once(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    for query in ("limit=1&limit=200", "limit=1&limit=1", "limit=1&l%69mit=200", "unit=&unit=sl"):
        answer = await desk.http.get(f"/cases?{query}", headers=clerk.headers)

        assert (answer.status_code, answer.json()["errors"]) == (422, [{"field": "query", "code": "twice"}])
    assert (await desk.http.get("/cases?limit=1", headers=clerk.headers)).status_code == 200


def test_only_what_may_be_asked_for_several_times_is_let_through() -> None:
    lists = {
        parameter["name"]
        for methods in create_app().openapi()["paths"].values()
        for operation in methods.values()
        for parameter in operation.get("parameters", ())
        if parameter["in"] == "query" and parameter["schema"].get("type") == "array"
    }

    assert lists == MANY


def test_every_header_the_api_reads_is_among_those_that_stand_once() -> None:
    read = {
        parameter["name"].lower()
        for methods in create_app().openapi()["paths"].values()
        for operation in methods.values()
        for parameter in operation.get("parameters", ())
        if parameter["in"] == "header"
    }

    assert read <= set(ONCE)
    assert {"authorization", "act-as"} <= set(ONCE)


async def test_what_is_asked_in_the_query_is_not_taken_for_the_body_or_the_other_way_round(
    desk: Desk,
) -> None:
    clerk = await desk.sign_in(CLERK)
    headers = {**clerk.headers, "Idempotency-Key": str(uuid4()), "Content-Type": "application/json"}

    in_the_query = await desk.http.post(
        "/disputes", params={"village": "sl-t1-v2"}, content=BODY, headers=headers
    )
    in_the_body = await desk.http.request("GET", "/cases", content=b'{"limit": 1}', headers=headers)

    assert in_the_query.status_code == 201
    number = in_the_query.json()["number"]
    assert (await Case(desk, number).read())["case"]["owner_unit"] == "sl-t1-v1"
    assert in_the_body.status_code == 200


@pytest.mark.parametrize(
    "column",
    [
        "number",
        "status",
        "stage",
        "seq",
        "by",
        "at",
        "registered_by",
        "owner_unit",
        "county",
        "digest",
        "key_id",
        "edition",
        "id",
    ],
)
async def test_no_column_can_be_set_that_nobody_asked_for(desk: Desk, column: str) -> None:
    case = await desk.dispute()
    claim = await case.ask(SECRETARY, "claim", {column: "x"})
    again = await (await desk.sign_in(DISPATCHER)).post("/matters", {**dispute()["matter"], column: "x"})

    for answer in (claim, again):
        assert answer.status_code == 422
        assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [
            (f"body.{column}", "extra_forbidden")
        ]
