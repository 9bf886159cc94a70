"""What is settled once for a page, and what never is."""

from typing import Any

import pytest
from fastapi import Request
from starlette.types import Message, Receive, Scope, Send

from api.together import settled
from pages.door import Door


class Counted:
    """Answers with how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> int:
        self.times += 1
        return self.times


def asked(method: str = "GET", together: dict[Any, Any] | None = None) -> Request:
    state = {} if together is None else {"together": together}
    return Request({"type": "http", "method": method, "headers": [], "state": state})


async def test_the_questions_of_one_page_are_settled_once() -> None:
    count, page = Counted(), dict[Any, Any]()

    assert [await settled(asked(together=page), ("who",), count) for _ in range(3)] == [1, 1, 1]


async def test_what_is_asked_under_another_name_is_another_question() -> None:
    count, page = Counted(), dict[Any, Any]()

    assert [await settled(asked(together=page), (name,), count) for name in "ab"] == [1, 2]


async def test_the_next_page_settles_anew() -> None:
    count = Counted()

    assert [await settled(asked(together={}), ("who",), count) for _ in range(2)] == [1, 2]


async def test_a_question_that_no_page_asks_is_settled_each_time() -> None:
    count = Counted()

    assert [await settled(asked(), ("who",), count) for _ in range(2)] == [1, 2]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD"])
async def test_whoever_changes_something_is_looked_up_then(method: str) -> None:
    count, page = Counted(), {("who",): 0}

    assert await settled(asked(method, page), ("who",), count) == 1


async def test_after_a_change_a_page_settles_anew() -> None:
    seen = []

    async def api(scope: Scope, _: Receive, send: Send) -> None:
        seen.append((scope["method"], len(scope["state"]["together"])))
        scope["state"]["together"][len(seen)] = scope["method"]
        start: Message = {"type": "http.response.start", "status": 200, "headers": []}
        await send(start)
        await send({"type": "http.response.body", "body": b""})

    page = {"type": "http", "method": "GET", "path": "/desk", "query_string": b"", "headers": []}
    door = Door(api, Request(page | {"server": ("fengqiao.example", 443), "scheme": "https"}))
    await door.get("/a")
    await door.get("/b")
    await door.post("/c", {})
    await door.get("/d")

    assert seen == [("GET", 0), ("GET", 1), ("POST", 2), ("GET", 0)]
