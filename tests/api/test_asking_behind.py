"""An engine that has not learned of what stands in the journal refuses nobody."""

import pytest

from api import asking
from tests.api.conftest import CLERK, Desk


async def test_an_engine_that_is_behind_catches_up_and_is_asked_again(desk: Desk) -> None:
    case = await desk.dispute()
    desk.engine.misses = 1

    answer = await case.ask(CLERK, "claim")

    assert (answer.status_code, answer.json()["code"]) == (409, "not-yours-to-do")
    assert desk.engine.misses == 0
    assert len(desk.engine.asked) == 2


async def test_while_it_does_not_catch_up_nobody_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_LOOK_EVERY", 0.001)
    case = await desk.dispute()
    desk.engine.misses, desk.engine.heeds_no_nudge = 1, True

    answer = await case.ask(CLERK, "claim")

    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)


async def test_a_refusal_stands_where_nobody_can_say_whether_the_engine_is_behind(desk: Desk) -> None:
    case = await desk.dispute()
    desk.engine.answers_no_query = True

    refused = await case.ask(CLERK, "claim")

    assert (refused.status_code, refused.json()["code"]) == (409, "not-yours-to-do")
