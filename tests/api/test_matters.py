"""Matters are taken in: sealed, numbered, once."""

import asyncio
import re
import uuid
from typing import Any

import pytest

from tests.api.conftest import (
    AUDITOR,
    CLERK,
    GRID_WORKER,
    MANY_SEATS,
    MEDIATOR,
    NEXT_VILLAGE,
    SECRETARY,
    SUPERVISOR,
    Desk,
    dispute,
)

MATTER = dispute()["matter"]


async def test_a_matter_gets_a_number_and_a_tracking_code(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    answer = await clerk.post("/matters", MATTER)

    assert answer.status_code == 201
    said = answer.json()
    assert answer.headers["Location"] == f"/matters/{said['number']}"
    assert said["is_new"]
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", said["tracking"])
    read = (await clerk.get(f"/matters/{said['number']}")).json()
    assert read["texts"] == {name: MATTER[name] for name in ("title", "body", "author", "contact")}
    assert read["matter"]["status"] == "intake"
    assert read["cases"] == []


async def test_the_same_key_takes_in_once_even_twice_at_once(desk: Desk) -> None:
    clerk, key = await desk.sign_in(CLERK), str(uuid.uuid4())

    answers = await asyncio.gather(*(clerk.post("/matters", MATTER, key) for _ in range(4)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["number"] for answer in answers}) == 1
    assert len({answer.json()["tracking"] for answer in answers}) == 1


async def test_two_requests_at_once_under_one_key_are_one_and_a_refusal(desk: Desk) -> None:
    clerk, key = await desk.sign_in(CLERK), str(uuid.uuid4())

    answers = await asyncio.gather(
        *(clerk.post("/matters", {**MATTER, "title": title}, key) for title in ("一件事", "另一件事"))
    )

    assert sorted(answer.status_code for answer in answers) == [201, 422]


async def test_a_repeated_request_gets_the_same_number_and_is_not_new(desk: Desk) -> None:
    clerk, key = await desk.sign_in(CLERK), str(uuid.uuid4())

    first, second = [(await clerk.post("/matters", MATTER, key)).json() for _ in range(2)]

    assert (first["is_new"], second["is_new"]) == (True, False)
    assert (first["number"], first["tracking"]) == (second["number"], second["tracking"])


async def test_the_same_key_with_another_body_is_422(desk: Desk) -> None:
    clerk, key = await desk.sign_in(CLERK), str(uuid.uuid4())
    await clerk.post("/matters", MATTER, key)

    answer = await clerk.post("/matters", {**MATTER, "title": "另一件事"}, key)

    assert (answer.status_code, answer.json()["code"]) == (422, "key-reused")


async def test_the_same_row_of_a_file_is_one_matter_under_any_key(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    matter = {**MATTER, "origin": {"source": "register.xlsx", "id": str(uuid.uuid4())}}

    first, second = [await clerk.post("/matters", matter) for _ in range(2)]

    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == {"number": first.json()["number"], "is_new": False, "tracking": None}


@pytest.mark.parametrize(
    "changes",
    [
        {"body": ""},
        {"body": "长" * 4000},
        {"body": "🙂" * 4000, "title": "表情🙂"},
        {"author": None, "contact": None},
        {"title": "生僻字𠮷𡈽"},
        {"received_at": "2026-11-02T08:30:00+08:00"},
    ],
)
async def test_whatever_people_write_is_taken_in_as_it_is(desk: Desk, changes: dict[str, Any]) -> None:
    clerk = await desk.sign_in(CLERK)
    said = {**MATTER, **changes}

    answer = await clerk.post("/matters", said)

    assert answer.status_code == 201
    texts = (await clerk.get(f"/matters/{answer.json()['number']}")).json()["texts"]
    assert texts == {name: said[name] for name in ("title", "body", "author", "contact") if said[name]}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": ""}, ("body.title", "string_too_short")),
        ({"title": "  "}, ("body.title", "string_pattern_mismatch")),
        ({"title": "甲\x00乙"}, ("body.title", "value_error")),
        ({"channel": "窗口"}, ("body.channel", "string_pattern_mismatch")),
        ({"unit": "nowhere"}, ("body.unit", "unknown-unit")),
        ({"received_at": "2026-11-02T08:30:00"}, ("body.received_at", "timezone_aware")),
        ({"received_at": "0001-01-01T00:00:00+14:00"}, ("body.received_at", "value_error")),
        ({"received_at": "2026-11-03T08:30:00Z"}, ("body.received_at", "in-the-future")),
        ({"surprise": 1}, ("body.surprise", "extra_forbidden")),
    ],
)
async def test_a_malformed_matter_names_its_field_and_never_repeats_it(
    desk: Desk, changes: dict[str, Any], error: tuple[str, str]
) -> None:
    clerk = await desk.sign_in(CLERK)

    answer = await clerk.post("/matters", {**MATTER, **changes})

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert [tuple(each.values()) for each in answer.json()["errors"]] == [error]
    assert MATTER["author"] not in answer.text


async def test_whoever_only_watches_takes_nothing_in(desk: Desk) -> None:
    statuses = {}
    for person in (SUPERVISOR, AUDITOR, MEDIATOR):
        statuses[person] = (await (await desk.sign_in(person)).post("/matters", MATTER)).status_code

    assert statuses == {SUPERVISOR: 403, AUDITOR: 403, MEDIATOR: 201}


async def test_the_neighbouring_village_finds_nothing_and_the_auditor_reads_nothing(desk: Desk) -> None:
    number = (await (await desk.sign_in(CLERK)).post("/matters", MATTER)).json()["number"]

    seen = {
        person: await (await desk.sign_in(person)).get(f"/matters/{number}")
        for person in (SECRETARY, NEXT_VILLAGE, AUDITOR, GRID_WORKER, SUPERVISOR)
    }

    assert seen[SECRETARY].json()["texts"]["author"] == "王甲"
    assert seen[NEXT_VILLAGE].status_code == 404
    assert (seen[AUDITOR].status_code, seen[AUDITOR].json()["texts"]) == (200, {})
    assert seen[GRID_WORKER].status_code == 404
    assert "contact" not in seen[SUPERVISOR].json()["texts"]


async def test_the_list_shows_what_one_sees_page_by_page_newest_first(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    numbers = [(await clerk.post("/matters", MATTER)).json()["number"] for _ in range(3)]

    asked = {"limit": 2, "status": "intake", "number": "SL-2026"}  # other tests live in later years
    first = (await clerk.get("/matters", **asked)).json()
    second = (await clerk.get("/matters", **asked, cursor=first["next"])).json()

    listed = [line["number"] for line in first["items"] + second["items"]]
    assert listed[:3] == numbers[::-1]
    neighbour = (await (await desk.sign_in(NEXT_VILLAGE)).get("/matters", limit=200)).json()
    assert not {line["number"] for line in neighbour["items"]} & set(numbers)


async def test_somebody_of_several_seats_takes_in_for_the_unit_they_sit_in(desk: Desk) -> None:
    caller = await desk.sign_in(MANY_SEATS)
    matter = {name: value for name, value in MATTER.items() if name != "unit"}

    number = (await caller.post("/matters", matter)).json()["number"]

    assert (await caller.get(f"/matters/{number}")).json()["matter"]["unit"] == "sl-t1-v1"
