"""An engine that has not learned of what stands in the journal refuses nobody."""

import pytest

from api import asking
from tests.api.conftest import CLERK, SECRETARY, Desk


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


async def test_what_was_refused_behind_the_journal_is_granted_though_the_engine_learned_of_it_meanwhile(
    desk: Desk,
) -> None:
    case = await desk.dispute()
    await case.done(SECRETARY, "claim")
    desk.engine.asked.clear()
    desk.engine.misses, desk.engine.learns_meanwhile = 1, True

    answer = await case.ask(SECRETARY, "release")

    assert answer.status_code == 200
    assert len(desk.engine.asked) == 2


async def test_nobody_is_refused_where_it_was_behind_and_does_not_say_whether_it_still_is(desk: Desk) -> None:
    case = await desk.dispute()
    desk.engine.misses, desk.engine.answers_no_query = 1, True

    answer = await case.ask(CLERK, "claim")

    assert (answer.status_code, answer.json()["code"]) == (503, "engine-away")


async def test_a_refusal_by_an_engine_that_knew_everything_stands_and_it_is_asked_nothing_more(
    desk: Desk,
) -> None:
    case = await desk.dispute()
    desk.engine.answers_no_query = True

    refused = await case.ask(CLERK, "claim")

    assert (refused.status_code, refused.json()["code"]) == (409, "not-yours-to-do")
    assert len(desk.engine.asked) == 1


async def test_a_refusal_that_does_not_say_what_was_known_is_asked_for_again(desk: Desk) -> None:
    case = await desk.dispute()
    desk.engine.is_old = True

    refused = await case.ask(CLERK, "claim")

    assert (refused.status_code, refused.json()["code"]) == (409, "not-yours-to-do")
    assert len(desk.engine.asked) == 2
