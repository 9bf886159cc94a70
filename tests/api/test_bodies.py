"""What can be sent: no more than 64 KB, and only what is a request."""

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest

from api.answering import BODY_LIMIT
from tests.api.conftest import CLERK, SECRETARY, Desk, dispute

MATTER = dispute()["matter"]
MANY = [f"p-{n}" for n in range(51)]


def weighing(size: int) -> bytes:
    """A matter of so many bytes."""
    empty = json.dumps({**MATTER, "body": ""}).encode()
    return json.dumps({**MATTER, "body": "a" * (size - len(empty))}).encode()


async def sent(desk: Desk, content: Any, **headers: str) -> tuple[int, str]:
    caller = await desk.sign_in(CLERK)
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
        **caller.headers,
        **headers,
    }
    answer = await desk.http.post("/matters", content=content, headers=headers)
    return answer.status_code, answer.json().get("code", "")


async def in_pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 10_000):
        yield content[start : start + 10_000]


async def test_a_body_of_64_kb_is_read_and_one_byte_more_is_413(desk: Desk) -> None:
    # The longest text is shorter than the limit: what is measured here is the body, not its fields.
    assert await sent(desk, weighing(BODY_LIMIT)) == (422, "malformed")
    assert await sent(desk, weighing(BODY_LIMIT + 1)) == (413, "too-large")


async def test_a_body_that_does_not_say_its_length_is_counted(desk: Desk) -> None:
    assert await sent(desk, in_pieces(weighing(20_000))) == (201, "")
    assert await sent(desk, in_pieces(weighing(BODY_LIMIT + 1))) == (413, "too-large")


async def test_a_body_that_lies_about_its_length_is_counted(desk: Desk) -> None:
    assert await sent(desk, in_pieces(weighing(BODY_LIMIT + 1)), **{"Content-Length": "10"}) == (
        413,
        "too-large",
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"NaN",
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b'{"title": "\\ud800", "channel": "window"}',
        b'{"title": ' + b"9" * 5_000 + b"}",
        b"[" * 60_000,
        b'{"channel":"window","title":1e400}',
    ],
    ids=lambda content: repr(content[:20]),
)
async def test_what_is_no_request_is_malformed(desk: Desk, content: bytes) -> None:
    assert await sent(desk, content) == (422, "malformed")


async def test_a_body_of_another_kind_is_malformed(desk: Desk) -> None:
    form = await sent(
        desk, b"title=a&channel=window", **{"Content-Type": "application/x-www-form-urlencoded"}
    )

    assert form == (422, "malformed")


async def test_a_command_without_fields_needs_no_body(desk: Desk) -> None:
    case = await desk.dispute()
    caller = await desk.sign_in(SECRETARY)

    answer = await desk.http.post(
        f"{case.path}/claim", headers={**caller.headers, "Idempotency-Key": str(uuid4())}
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("verb", "body", "field"),
    [
        ("claim", {"by": "somebody"}, "body.by"),
        ("record-consent", {}, "body.party"),
        ("record-consent", {"party": "王甲"}, "body.party"),
        ("record-consent", {"party": "p", "form": "spoken"}, "body.form"),
        ("record-consent", {"party": "p", "guardian_agrees": "yes"}, "body.guardian_agrees"),
        ("extend-period", {"days": 10**30, "agreed_in_writing": []}, "body.days"),
        ("extend-period", {"days": "5", "agreed_in_writing": []}, "body.days"),
        ("extend-period", {"days": 5, "agreed_in_writing": MANY}, "body.agreed_in_writing"),
        ("schedule-session", {"scheduled_for": "2026-11-04", "place_unit": "sl"}, "body.scheduled_for"),
        ("raise-early", {"reason": "长" * 20_001}, "body.reason"),
        ("send-back", {"to_step": True, "instructions": "再谈"}, "body.to_step"),
    ],
)
async def test_a_malformed_verb_names_its_field(
    desk: Desk, verb: str, body: dict[str, Any], field: str
) -> None:
    case = await desk.dispute()

    answer = await case.ask(SECRETARY, verb, body)

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert {error["field"] for error in answer.json()["errors"]} == {field}
    assert desk.engine.asked == []


async def test_a_caller_who_goes_away_while_sending_gets_nothing_done(desk: Desk) -> None:
    caller = await desk.sign_in(CLERK)
    messages = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]
    answers: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        answers.append(message)

    headers = [(name.lower().encode(), value.encode()) for name, value in caller.headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/matters", "headers": headers, "query_string": b""}
    await desk.app(scope, receive, send)

    assert not any(answer.get("status") == 201 for answer in answers)
    assert (await caller.get("/health/live")).status_code == 204


async def test_whoever_asks_for_health_meets_the_same_door_and_its_document_says_so(desk: Desk) -> None:
    """That each status stands in the document, the client of the desk looks at with every answer."""
    twice = [("Host", "test"), ("If-Match", '"1"'), ("If-Match", '"2"')]
    for path in ("/health/live", "/health/ready"):
        answers = [
            await desk.http.request("GET", path, headers=twice),
            await desk.http.request("GET", path, content=b"a" * (BODY_LIMIT + 1)),
            await desk.http.request("GET", f"{path}?a=1&a=2"),
        ]

        assert [answer.status_code for answer in answers] == [400, 413, 422]
