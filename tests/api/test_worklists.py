"""Worklists narrowed, counted and waited for; filters that are kept; what can be done about several cases."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from sqlalchemy import select

from api import examples
from api.listing import CasesAsked, TasksAsked, Whose
from records.tables import kept_filters
from rules.worklists import MOST_KEPT, NAMES, ListKind
from tests.api.conftest import (
    CLERK,
    DISPATCHER,
    MEDIATOR,
    NEXT_VILLAGE,
    SECRETARY,
    SUPERVISOR,
    Caller,
    Case,
    Desk,
)
from tests.api.test_dispatches import with_a_silent_order
from tests.api.test_lists import tasks

FILTER: dict[str, Any] = examples.FILTER["filter"]["value"]
FAR_VILLAGE, THERE = "sl-t4-v2", "p-sl-t4-v2-village-party-secretary"


@pytest_asyncio.fixture(loop_scope="session")
async def case(desk: Desk) -> AsyncIterator[Case]:
    yield await desk.dispute()


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        ({}, True),
        ({"kind": "dispute"}, True),
        ({"kind": "petition"}, False),
        ({"unit": "sl-t1-v1"}, True),
        ({"unit": "sl-t1-v2"}, False),
        ({"village": "sl-t1"}, True),
        ({"village": "sl-t2"}, False),
        ({"due": "today"}, False),
        ({"due": "week"}, True),
        ({"due": "late-or-week"}, True),
        ({"overdue": "true"}, False),
        ({"waiting": "1"}, False),
    ],
)
async def test_a_worklist_is_narrowed_by_what_is_asked(
    desk: Desk, case: Case, asked: dict[str, Any], is_there: bool
) -> None:
    found = [line for line in await tasks(desk, DISPATCHER, "all", **asked) if line["matter"] == case.number]

    assert bool(found) is is_there


async def test_what_has_waited_so_many_days_is_found_and_no_sooner(desk: Desk) -> None:
    case = await desk.dispute(village=FAR_VILLAGE)

    async def is_there() -> bool:
        return case.number in {line["matter"] for line in await tasks(desk, THERE, "unit", waiting=3)}

    desk.clock.pass_by(days=2, hours=23)
    before = await is_there()
    desk.clock.pass_by(hours=1)

    assert (before, await is_there()) == (False, True)


async def test_the_last_day_of_a_period_is_due_that_day(desk: Desk, case: Case) -> None:
    (due,) = {
        line["due_on"] for line in await tasks(desk, SECRETARY, "mine") if line["matter"] == case.number
    }
    while desk.clock.at.date().isoformat() < due:
        desk.clock.pass_by(days=1)

    today = await tasks(desk, SECRETARY, "mine", due="today")

    assert case.number in {line["matter"] for line in today}


@pytest.mark.parametrize("sort", ["due", "-due", "since", "-since", "number", "-number"])
async def test_a_worklist_leads_through_all_of_it_once_in_every_order(desk: Desk, sort: str) -> None:
    for _ in range(3):
        await desk.dispute(village=FAR_VILLAGE)
        desk.clock.pass_by(hours=1)
    caller = await desk.sign_in(THERE)
    whole = (await caller.get("/worklists/unit", sort=sort, limit=200)).json()["items"]

    paged: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await caller.get("/worklists/unit", sort=sort, limit=1, **cursor)).json()
        paged += page["items"]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}

    assert paged == whole
    assert len(paged) >= 3


async def test_the_tally_counts_the_very_lines_of_the_list(desk: Desk) -> None:
    await desk.dispute(village=FAR_VILLAGE)
    caller = await desk.sign_in(THERE)

    lines = (await caller.get("/worklists/unit", limit=200)).json()["items"]
    tally = (await caller.get("/worklists/unit/tally")).json()

    assert sum(each["count"] for each in tally) == len(lines)
    assert {each["what"] for each in tally} == {line["task"]["what"] for line in lines}
    assert sum(each["week"] for each in tally) >= 1


async def every_line(caller: Caller, whose: str, **asked: str) -> list[Any]:
    """A whole worklist, however long those who tested before have made it."""
    lines: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await caller.get(f"/worklists/{whose}", limit=200, **asked, **cursor)).json()
        lines += page["items"]
        if page["next"] is None:
            return lines
        cursor = {"cursor": page["next"]}


async def test_overdue_or_due_this_week_is_both_and_nothing_else_and_is_counted(desk: Desk) -> None:
    await with_a_silent_order(desk)
    caller = await desk.sign_in(SUPERVISOR)

    async def found(**asked: str) -> set[tuple[str, int]]:
        lines = await every_line(caller, "all", **asked)
        return {(each["task"]["procedure"], each["task"]["position"]) for each in lines}

    late, week, either = await found(overdue="true"), await found(due="week"), await found(due="late-or-week")
    tally = (await caller.get("/worklists/all/tally")).json()

    assert late - week
    assert either == late | week
    assert sum(each["late_or_week"] for each in tally) == len(either)


async def test_a_line_names_the_period_its_date_is_of(desk: Desk, case: Case) -> None:
    caller = await desk.sign_in(SECRETARY)

    lines = await every_line(caller, "mine")
    (line,) = (each for each in lines if each["task"]["matter"] == case.number)

    assert (line["period"]["key"], line["period"]["is_own"]) == ("level", True)
    assert line["period"]["due_on"] == line["task"]["due_on"]


async def test_a_missed_period_in_minutes_tells_the_instant(desk: Desk) -> None:
    case = await with_a_silent_order(desk)
    caller = await desk.sign_in(SUPERVISOR)

    lines = await every_line(caller, "mine")
    line = next(
        each
        for each in lines
        if each["task"]["matter"] == case.number and each["task"]["what"] == "see-to-silent-order"
    )

    listed = (await caller.get("/cases", kind="incident", overdue="true", limit=200)).json()["items"]

    assert (line["task"]["due_on"], line["task"]["overdue"]) == (None, True)
    assert line["period"]["is_missed"]
    assert line["period"]["key"] in {
        each["key"] for one in listed if one["case"]["matter"] == case.number for each in one["clocks"]
    }
    assert all(each["period"] for each in listed)
    assert datetime.fromisoformat(line["period"]["due_at"]) <= desk.clock.at


async def test_what_waits_for_my_own_unit_does_not_wait_for_others(desk: Desk, case: Case) -> None:
    waiting = await tasks(desk, SECRETARY, "others")

    assert case.number not in {line["matter"] for line in waiting}


async def test_every_name_that_is_kept_is_one_its_list_takes() -> None:
    of_the_page = {"whose", "columns"}
    taken = {
        ListKind.WORKLIST: set(TasksAsked.model_fields),
        ListKind.CASES: {*CasesAsked.model_fields, "village"},
    }

    assert {kind: names - of_the_page - taken[kind] for kind, names in NAMES.items()} == {
        ListKind.WORKLIST: set(),
        ListKind.CASES: set(),
    }
    assert "others" in set(Whose)


async def test_a_filter_is_kept_for_whoever_kept_it_and_for_nobody_else(desk: Desk) -> None:
    mine, colleague = await desk.sign_in(MEDIATOR), await desk.sign_in(SECRETARY)

    kept = await mine.post("/me/filters", FILTER)

    assert kept.status_code == 201
    assert kept.json() in (await mine.get("/me/filters")).json()
    assert kept.json() not in (await colleague.get("/me/filters")).json()
    assert (await colleague.request("DELETE", f"/me/filters/{kept.json()['id']}")).status_code == 404
    assert (await mine.request("DELETE", f"/me/filters/{kept.json()['id']}")).status_code == 200
    assert kept.json() not in (await mine.get("/me/filters")).json()


async def test_a_filter_sent_twice_is_kept_once_and_another_under_its_key_is_refused(desk: Desk) -> None:
    caller, key = await desk.sign_in(NEXT_VILLAGE), str(uuid4())

    first, second = [await caller.post("/me/filters", FILTER, key) for _ in range(2)]
    other = await caller.post("/me/filters", {**FILTER, "label": "另一个"}, key)

    assert first.json() == second.json()
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    assert len((await caller.get("/me/filters")).json()) == 1


async def test_what_a_filter_is_called_lies_sealed(desk: Desk) -> None:
    kept = (await (await desk.sign_in(CLERK)).post("/me/filters", {**FILTER, "label": "王甲的事"})).json()

    async with desk.app.state.office.records.connect() as connection:
        query = select(kept_filters).where(kept_filters.c.id == kept["id"])
        row = (await connection.execute(query)).one()

    assert kept["label"] == "王甲的事"
    assert "王甲的事".encode() not in row.ciphertext
    assert "王甲" not in str(row)


async def test_the_twenty_first_filter_is_one_too_many(desk: Desk) -> None:
    caller = await desk.sign_in("p-sl-t4-v1-grid-worker")

    answers = [await caller.post("/me/filters", FILTER) for _ in range(MOST_KEPT + 1)]

    assert {answer.status_code for answer in answers[:-1]} == {201}
    assert answers[-1].json()["errors"] == [{"field": "body.label", "code": "too-many"}]


@pytest.mark.parametrize(
    "query", [{"colour": "red"}, {"what": "有 空格"}, {"due": ""}, {"handler": "p-somebody"}]
)
async def test_a_filter_that_the_list_does_not_know_is_not_kept(desk: Desk, query: dict[str, str]) -> None:
    answer = await (await desk.sign_in(CLERK)).post("/me/filters", {**FILTER, "query": query})

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


async def test_what_can_be_done_about_several_is_what_each_page_says(desk: Desk) -> None:
    several = [await desk.dispute() for _ in range(2)]
    ids = [f"dispute/sl/{each.number}/1" for each in several]

    answer = await (await desk.sign_in(SECRETARY)).get("/doings", procedure=ids)

    assert [each["procedure"] for each in answer.json()] == ids
    for each, case in zip(answer.json(), several, strict=True):
        page = await case.read(SECRETARY)
        assert each["seq"] == page["case"]["seq"]
        assert each["actions"] == [action for action in page["actions"] if action["is_command"]]
        assert each["refused"] == page["refused"]


async def test_only_the_verbs_that_were_asked_for_are_told(desk: Desk, case: Case) -> None:
    ids = f"dispute/sl/{case.number}/1"

    (said,) = (await (await desk.sign_in(SECRETARY)).get("/doings", procedure=ids, verb="claim")).json()

    assert ([each["name"] for each in said["actions"]], said["refused"]) == (["claim"], [])


async def test_a_case_one_does_not_see_is_left_out(desk: Desk, case: Case) -> None:
    ids = [f"dispute/sl/{case.number}/1", "dispute/sl/SL-2026-999999/1"]

    said = (await (await desk.sign_in(NEXT_VILLAGE)).get("/doings", procedure=ids)).json()

    assert said == []
