"""One thread from a browser to what was done because of its request, and nobody in it."""

import re
import secrets

import pytest
import structlog
from structlog.typing import EventDict

from tests.api.conftest import SECRETARY, Desk
from watching import correlation
from watching.metrics import REGISTRY

OURS = re.compile(r"[0-9a-f]{32}")


async def test_what_a_browser_brings_is_answered_and_logged(desk: Desk) -> None:
    brought = secrets.token_hex(16)
    with structlog.testing.capture_logs([structlog.contextvars.merge_contextvars]) as logs:
        answer = await desk.http.get("/healthz", headers={correlation.HEADER: brought})

    (line,) = [each for each in logs if each["event"] == "request.answered"]
    assert answer.headers[correlation.HEADER] == line["correlation"] == brought


async def test_who_brings_none_gets_one_and_none_twice(desk: Desk) -> None:
    first, second = await desk.http.get("/healthz"), await desk.http.get("/healthz")

    given = [each.headers[correlation.HEADER] for each in (first, second)]
    assert all(OURS.fullmatch(each) for each in given)
    assert given[0] != given[1]
    assert correlation.current() is None


@pytest.mark.parametrize(
    "said", ["张三", "13800001234", "a" * 31, "A" * 32, "g" * 32, f"{'a' * 32}\t", "a" * 33, ""]
)
async def test_what_is_none_is_not_taken_for_one(desk: Desk, said: str) -> None:
    answer = await desk.http.get("/healthz", headers=[(b"fengqiao-correlation", said.encode())])

    assert answer.headers[correlation.HEADER] != said
    assert OURS.fullmatch(answer.headers[correlation.HEADER])


async def test_what_a_page_asks_goes_under_the_correlation_of_the_page(desk: Desk) -> None:
    brought = secrets.token_hex(16)
    with structlog.testing.capture_logs([structlog.contextvars.merge_contextvars]) as logs:
        await desk.http.get("/window/figures", headers={correlation.HEADER: brought})

    lines: list[EventDict] = [each for each in logs if each["event"] == "request.answered"]
    assert {line["correlation"] for line in lines} == {brought}
    assert len(lines) > 1


async def test_a_decision_and_a_refusal_are_counted(desk: Desk) -> None:
    def counted() -> tuple[float, float]:
        decided = REGISTRY.get_sample_value(
            "fengqiao_decisions_total", {"procedure": "dispute", "verb": "claim"}
        )
        refusals = [
            sample.value
            for family in REGISTRY.collect()
            for sample in family.samples
            if sample.name == "fengqiao_refusals_total"
        ]
        return decided or 0, sum(refusals)

    case, before = await desk.dispute(), counted()

    await case.done(SECRETARY, "claim")
    again = await case.ask(SECRETARY, "claim")

    assert again.status_code == 409
    assert counted() == (before[0] + 1, before[1] + 1)
