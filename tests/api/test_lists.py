"""Lists of cases and worklists: filtered, sorted, page by page."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from tests.api.conftest import (
    AUDITOR,
    CLERK,
    DISPATCHER,
    MEDIATOR,
    NEXT_VILLAGE,
    SECRETARY,
    Case,
    Desk,
)


@pytest_asyncio.fixture(loop_scope="session")
async def two(desk: Desk) -> dict[str, Case]:
    """One in its village, claimed, with danger; one at the county because it touches another township."""
    low = await desk.dispute()
    await low.done(SECRETARY, "claim")
    await low.done(SECRETARY, "danger-reported", {"words": "扬言动手。"})
    high = await desk.dispute(other_townships=["sl-t3"], dispute_type="debt")
    return {"low": low, "high": high}


async def all_of(desk: Desk, person: str, path: str, **asked: Any) -> list[dict[str, Any]]:
    """Every line of a list, page by page."""
    caller, lines, cursor = await desk.sign_in(person), [], None
    while True:
        more: dict[str, Any] = {"cursor": cursor} if cursor else {}
        answer = await caller.get(path, limit=200, **asked, **more)
        assert answer.status_code == 200, answer.text
        lines += answer.json()["items"]
        cursor = answer.json()["next"]
        if cursor is None:
            return lines


async def numbers(desk: Desk, person: str = CLERK, **asked: Any) -> list[str]:
    return [line["case"]["matter"] for line in await all_of(desk, person, "/cases", **asked)]


@pytest.mark.parametrize(
    ("asked", "mine"),
    [
        ({"kind": "dispute"}, {"low", "high"}),
        ({"kind": "aftercare"}, set()),
        ({"stage": "consent"}, {"low", "high"}),
        ({"stage": "closed"}, set()),
        ({"step": 1}, {"low"}),
        ({"step": 4}, {"high"}),
        ({"unit": "sl-t1-v1"}, {"low", "high"}),
        ({"unit": "sl-t3"}, {"high"}),
        ({"owner_unit": "sl"}, {"high"}),
        ({"handler": SECRETARY}, {"low"}),
        ({"dispute_type": "debt"}, {"high"}),
        ({"overdue": "true"}, set()),
        ({"needs_attention": "true"}, {"low"}),
        ({"is_open": "true"}, {"low", "high"}),
        ({"outcome": "agreement"}, set()),
        ({"opened_from": "2026-11-02", "opened_until": "2026-11-02"}, {"low", "high"}),
        ({"opened_until": "2026-11-01"}, set()),
        ({"opened_from": "2026-11-03"}, set()),
    ],
)
async def test_cases_are_narrowed_by_what_is_asked(
    desk: Desk, asked: dict[str, Any], mine: set[str], two: dict[str, Case]
) -> None:
    listed = await numbers(desk, **asked)

    assert {name for name, case in two.items() if case.number in listed} == mine


async def test_a_list_shows_codes_with_their_words_and_nobodys_name(desk: Desk) -> None:
    case = await desk.dispute()

    answer = await (await desk.sign_in(CLERK)).get("/cases", kind="dispute", sort="-number", limit=1)

    (line,) = answer.json()["items"]
    assert line["case"]["matter"] == case.number
    assert line["stage"] == {"zh": "征求各方意愿", "en": "Asking for consent"}
    assert "王甲" not in answer.text


@pytest.mark.parametrize(
    "sort", ["due", "-due", "opened", "-opened", "changed", "-changed", "number", "-number"]
)
async def test_pages_lead_through_the_whole_list_once(desk: Desk, sort: str) -> None:
    for _ in range(3):
        await desk.dispute(village="sl-t4-v3")
        desk.clock.at += timedelta(days=1)
    caller = await desk.sign_in("p-sl-t4-v3-peoples-mediator")
    whole = (await caller.get("/cases", sort=sort, limit=200)).json()

    paged, cursor = [], None
    while True:
        page = (
            await caller.get("/cases", sort=sort, limit=2, **({"cursor": cursor} if cursor else {}))
        ).json()
        paged += page["items"]
        cursor = page["next"]
        if cursor is None:
            break

    assert paged == whole["items"]
    assert whole["total"] == page["total"] == len(paged) >= 3


@pytest.mark.parametrize("path", ["/cases", "/worklists/all", "/matters"])
@pytest.mark.parametrize("cursor", ["x", "bm90LWpzb24", "W10", "WzEsMl0", "W251bGwsbnVsbF0"])
async def test_a_cursor_we_did_not_give_is_malformed(desk: Desk, path: str, cursor: str) -> None:
    caller = await desk.sign_in(CLERK)

    answer = await caller.get(path, cursor=cursor)

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


@pytest.mark.parametrize(
    "asked", [{"sort": "colour"}, {"limit": 0}, {"limit": 201}, {"step": 5}, {"colour": "red"}]
)
async def test_what_a_list_does_not_know_is_malformed(desk: Desk, asked: dict[str, Any]) -> None:
    answer = await (await desk.sign_in(CLERK)).get("/cases", **asked)

    assert answer.status_code == 422


async def tasks(desk: Desk, person: str, whose: str, **asked: Any) -> list[dict[str, Any]]:
    return [line["task"] for line in await all_of(desk, person, f"/worklists/{whose}", **asked)]


async def test_what_nobody_has_claimed_waits_for_the_seat_that_leads(desk: Desk) -> None:
    case = await desk.dispute()

    mine = {
        person: [task["what"] for task in await tasks(desk, person, "mine") if task["matter"] == case.number]
        for person in (SECRETARY, MEDIATOR, DISPATCHER)
    }

    assert mine == {SECRETARY: ["record-consent"], MEDIATOR: [], DISPATCHER: []}


async def test_what_waits_for_a_unit_waits_for_everybody_there_and_all_see_it_above(desk: Desk) -> None:
    case = await desk.dispute()

    def of_the_case(lines: list[dict[str, Any]]) -> list[str]:
        return [task["what"] for task in lines if task["matter"] == case.number]

    assert of_the_case(await tasks(desk, MEDIATOR, "unit")) == ["record-consent"]
    assert of_the_case(await tasks(desk, DISPATCHER, "unit")) == []
    assert of_the_case(await tasks(desk, DISPATCHER, "all")) == ["record-consent"]
    assert of_the_case(await tasks(desk, AUDITOR, "all", what="record-consent")) == ["record-consent"]
    assert of_the_case(await tasks(desk, AUDITOR, "all", what="hold-session")) == []
    assert of_the_case(await tasks(desk, NEXT_VILLAGE, "all")) == []


async def test_what_a_colleague_claimed_is_no_longer_mine(desk: Desk) -> None:
    case = await desk.dispute()
    await case.done(MEDIATOR, "claim")

    mine = [task["person"] for task in await tasks(desk, MEDIATOR, "mine") if task["matter"] == case.number]
    theirs = [task for task in await tasks(desk, SECRETARY, "mine") if task["matter"] == case.number]

    assert (mine, theirs) == ([MEDIATOR], [])


async def test_an_unknown_worklist_is_malformed(desk: Desk) -> None:
    assert (await (await desk.sign_in(CLERK)).get("/worklists/theirs")).status_code == 422
