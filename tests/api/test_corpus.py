"""Whatever people write comes back as they wrote it, to the last invisible character, and is found again."""

import asyncio
import json
import os
import uuid
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

import httpx
import pytest
import pytest_asyncio

from records.keeper import plainly
from tests.api.conftest import CLERK, Caller, Desk, dispute
from tests.corpus import KEPT, REFUSED, Entry

AT_ONCE = 8
LONGEST_SEARCH = 100
FIELDS = ("title", "body", "author")  # those that are searched
IS_LONG = os.environ.get("FENGQIAO_CORPUS") == "long"  # every entry is searched for, else every third

Of = TypeVar("Of")
Got = TypeVar("Got")


Three = tuple[Entry, ...]
THREES: tuple[Three, ...] = tuple(KEPT[n : n + 3] for n in range(0, len(KEPT), 3))


def written(three: Three) -> dict[str, str]:
    """One matter says three of them."""
    return dict(zip(FIELDS, (entry.said for entry in (*three, *three, *three)), strict=False))


async def registered(clerk: Caller, three: Three) -> httpx.Response:
    """Sent with escapes, so that half a character can be sent too."""
    headers = {**clerk.headers, "Idempotency-Key": str(uuid.uuid4()), "Content-Type": "application/json"}
    said = json.dumps({**dispute()["matter"], **written(three)})
    return await clerk.desk.http.post("/matters", content=said, headers=headers)


async def each(several: Iterable[Of], look: Callable[[Of], Awaitable[Got]]) -> list[Got]:
    """A few at once."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(what: Of) -> Got:
        async with turn:
            return await look(what)

    return await asyncio.gather(*map(one, several))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def numbers(room: Desk) -> dict[Three, str]:
    """All entries registered: the numbers of their matters."""
    clerk = await room.sign_in(CLERK)
    answers = dict(zip(THREES, await each(THREES, lambda three: registered(clerk, three)), strict=True))
    assert [three for three, answer in answers.items() if answer.status_code != 201] == []
    return {three: answer.json()["number"] for three, answer in answers.items()}


async def test_every_entry_comes_back_as_it_was_written(desk: Desk, numbers: dict[Three, str]) -> None:
    clerk = await desk.sign_in(CLERK)

    async def texts(number: str) -> dict[str, Any]:
        said: dict[str, Any] = (await clerk.get(f"/matters/{number}")).json()["texts"]
        return said

    shown = await each(numbers.values(), texts)

    changed = [
        (three, said)
        for three, said in zip(numbers, shown, strict=True)
        if {name: said[name] for name in FIELDS} != written(three)
    ]
    assert changed == []


async def test_an_entry_is_found_by_what_it_says(desk: Desk, numbers: dict[Three, str]) -> None:
    clerk = await desk.sign_in(CLERK)
    sought = [
        (entry, number)
        for three, number in numbers.items()
        for entry in (three if IS_LONG else three[:1])
        if plainly(entry.said)
    ]

    async def is_found(entry: Entry, number: str) -> bool:
        answer = await clerk.get("/search", q=entry.said[:LONGEST_SEARCH], limit=100)
        assert answer.status_code == 200, entry
        return number in {hit["matter"]["number"] for hit in answer.json()["items"]}

    told = await each(sought, lambda pair: is_found(*pair))

    assert [entry for (entry, _), found in zip(sought, told, strict=True) if not found] == []


@pytest.mark.parametrize("entry", REFUSED, ids=lambda entry: f"{entry.kind}-{entry.said!a}")
async def test_what_nobody_can_have_meant_is_refused_with_a_reason_in_chinese(
    desk: Desk, entry: Entry
) -> None:
    answer = await registered(await desk.sign_in(CLERK), (entry,))

    assert answer.status_code in {400, 422}, answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert any("\u4e00" <= character <= "\u9fff" for character in answer.json()["title"])
