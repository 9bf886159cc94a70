"""Text that would be a page, a script or a formula is kept and given back as the text it is, in JSON that no
browser takes for anything else."""

import json
from typing import Any

import httpx
import pytest

from api import examples
from api.answering import GUARDS
from tests.api.conftest import CLERK, SECRETARY, Caller, Desk, dispute
from tests.security.test_injection import HOSTILE

MARKUP = tuple(
    said for said in HOSTILE if "<" in said or "{{" in said or said[4] in "=+-@" or "javascript" in said
)


def is_only_text(answer: httpx.Response) -> bool:
    guards = {name.lower(): value for name, value in GUARDS.items()}
    return answer.headers["content-type"] == "application/json" and answer.headers.items() >= guards.items()


def said_in(answer: httpx.Response) -> set[str]:
    """Every text in an answer, at any depth."""

    def texts(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return [each for one in inner for each in texts(one)]

    return set(texts(json.loads(answer.content)))


async def test_of_a_dispute_every_free_text_comes_back_as_it_was_written(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    matter_fields = ("title", "body", "author", "contact")
    for start in range(0, len(MARKUP), 8):
        said = [MARKUP[(start + n) % len(MARKUP)] for n in range(8)]
        body = dispute()
        body["matter"] |= dict(zip(matter_fields, said, strict=False))
        body["parties"][0] |= {"name": said[4], "contact": said[5]}
        body["parties"][1] |= {"name": said[6]}
        case = await desk.dispute(**body)
        await case.done(SECRETARY, "raise-early", {"reason": said[7]})

        matter = await clerk.get(f"/matters/{case.number}")
        shown = await (await desk.sign_in(SECRETARY)).get(case.path)

        assert is_only_text(matter)
        assert is_only_text(shown)
        assert set(said[:4]) <= said_in(matter)
        assert set(said[4:]) <= said_in(shown)


@pytest.mark.parametrize("path", ["/submissions", "/public/submissions"])
async def test_what_was_brought_comes_back_as_it_was_written(desk: Desk, path: str) -> None:
    clerk = await desk.sign_in(CLERK)
    example = (examples.SUBMISSION if path == "/submissions" else examples.PUBLIC_SUBMISSION).values()
    body = next(iter(example))["value"]
    fields = [name for name in ("title", "body", "author", "contact") if name in body]
    seen = await waiting(clerk)
    for start in range(0, len(MARKUP), 12):
        said = dict(zip(fields, MARKUP[start:], strict=False))
        brought = await clerk.post(path, {**body, **said})
        assert brought.status_code == 201, brought.text

        (new,) = await waiting(clerk) - seen
        seen.add(new)
        read = await clerk.get(f"/submissions/{new}")

        assert is_only_text(brought)
        assert is_only_text(read)
        assert set(said.values()) <= said_in(read)


async def waiting(clerk: Caller) -> set[str]:
    answer = await clerk.get("/submissions", limit=200)
    assert is_only_text(answer)
    return {each["submission"]["id"] for each in answer.json()}


async def test_text_in_a_page_would_be_seen(desk: Desk) -> None:
    page = httpx.Response(200, headers={**GUARDS, "content-type": "text/html"}, content=MARKUP[0].encode())
    sniffed = httpx.Response(200, headers={"content-type": "application/json"}, content=b"{}")

    assert not is_only_text(page)
    assert not is_only_text(sniffed)
    assert len(MARKUP) >= 20
