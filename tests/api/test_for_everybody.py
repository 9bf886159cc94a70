"""What anybody asks without signing in: tickets, figures, one's own bookings, more words of one's own."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from local.postgres import Postgres
from tests.api.conftest import CLERK, GRID_WORKER, MONDAY, SECRETARY, Desk, county_of_its_own
from tests.api.test_meetings import booked, convened

CENTRE = "p-sl-dispute-resolution-centre"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def room(postgres: Postgres) -> AsyncIterator[Desk]:
    """A county of this module's own, with windows in its hall."""
    async with county_of_its_own(postgres, "api_everybody") as desk:
        yield desk


async def with_a_window(desk: Desk) -> str:
    """A window for labour matters in the county's hall."""
    ref = f"w-{uuid4().hex[:8]}"
    entered = {"because": "installation", "unit": "sl", "valid_from": MONDAY.date().isoformat(), "ref": ref}
    caller = await desk.sign_in(CENTRE)
    answer = await caller.post(
        "/registers/windows", {**entered, "what": {"name": "窗口", "services": ["labour"]}}
    )
    assert answer.status_code == 201, answer.text
    return ref


async def taken(
    desk: Desk, key: str | None = None, unit: str = "sl", service: str = "labour"
) -> httpx.Response:
    headers = {"Idempotency-Key": key or str(uuid4())}
    return await desk.http.post(f"/public/halls/{unit}/tickets", json={"service": service}, headers=headers)


async def with_code(desk: Desk, path: str, code: str, body: Any = None) -> httpx.Response:
    headers = {"Tracking-Code": code, "Idempotency-Key": str(uuid4())}
    if body is None:
        return await desk.http.get(path, headers=headers)
    return await desk.http.post(path, json=body, headers=headers)


async def test_a_hall_with_a_window_is_listed_and_says_how_many_wait(desk: Desk) -> None:
    await with_a_window(desk)
    before = (await desk.http.get("/public/halls/sl")).json()
    ticket = (await taken(desk)).json()

    halls = (await desk.http.get("/public/halls")).json()
    after = (await desk.http.get("/public/halls/sl")).json()

    assert "sl" in [each["unit"] for each in halls]
    assert before["is_open"] is True
    (labour,) = [each for each in after["services"] if each["service"] == "labour"]
    assert labour["words"]["zh"]
    assert ticket["number"] >= 1


async def test_the_same_ticket_asked_for_twice_is_one(desk: Desk) -> None:
    await with_a_window(desk)
    key = str(uuid4())

    first, second = await taken(desk, key), await taken(desk, key)

    assert first.json() == second.json()
    assert first.status_code == 201


async def test_at_night_the_hall_says_that_it_is_closed_and_gives_none(desk: Desk) -> None:
    await with_a_window(desk)
    desk.clock.at = MONDAY + timedelta(hours=14)

    assert (await desk.http.get("/public/halls/sl")).json()["is_open"] is False
    assert (await taken(desk)).status_code == 409


async def test_a_unit_without_a_window_is_no_hall(desk: Desk) -> None:
    assert (await desk.http.get("/public/halls/sl-t1")).status_code == 404
    assert (await taken(desk, unit="sl-t1")).status_code == 404


async def test_from_one_address_only_so_many_tickets_are_taken(desk: Desk) -> None:
    await with_a_window(desk)
    office = desk.app.state.office
    few = office.settings.model_copy(update={"public_tickets_an_hour": 1})
    desk.app.state.office = replace(office, settings=few)
    desk.clock.at = MONDAY + timedelta(days=7)

    answers = [(await taken(desk)).status_code for _ in range(2)]

    assert answers == [201, 429]


async def test_one_sees_what_one_has_booked_and_nothing_else(desk: Desk) -> None:
    here = await convened(desk)
    other = await convened(desk, scheduled_for=(MONDAY + timedelta(days=1)).isoformat())
    matter = await desk.dispute()
    assert (await booked(desk, here, matter.code)).status_code == 200

    mine = (await with_code(desk, "/receptions/booked", matter.code)).json()

    assert [each["id"] for each in mine] == [here.number]
    assert other.number not in str(mine)
    assert (await with_code(desk, "/receptions/booked", "0000-0000-0000-0000")).status_code == 404


async def test_more_words_are_kept_for_whoever_reads_the_matter(desk: Desk) -> None:
    case = await desk.dispute()
    answer = await with_code(desk, "/public/status/words", case.code, {"words": "又下雨了。"})

    read = await (await desk.sign_in(SECRETARY)).get(f"/matters/{case.number}/added-words")
    unseen = await (await desk.sign_in(GRID_WORKER)).get(f"/matters/{case.number}/added-words")

    assert (answer.status_code, answer.json()["stage"]) == (200, "words-added")
    assert [each["words"] for each in read.json()] == ["又下雨了。"]
    assert unseen.status_code == 404


async def test_the_same_words_sent_twice_are_kept_once(desk: Desk) -> None:
    case = await desk.dispute()
    headers = {"Tracking-Code": case.code, "Idempotency-Key": str(uuid4())}

    answers = [
        await desk.http.post("/public/status/words", json={"words": said}, headers=headers)
        for said in ("再说一句。", "再说一句。", "另一句。")
    ]

    assert [each.status_code for each in answers] == [200, 200, 422]
    read = await (await desk.sign_in(SECRETARY)).get(f"/matters/{case.number}/added-words")
    assert len(read.json()) == 1


async def test_of_what_nobody_has_read_yet_no_words_are_taken(desk: Desk) -> None:
    said = {"channel": "online-form", "title": "路灯不亮"}
    headers = {"Idempotency-Key": str(uuid4())}
    code = (await desk.http.post("/public/submissions", json=said, headers=headers)).json()["tracking"]

    answer = await with_code(desk, "/public/status/words", code, {"words": "补充。"})

    assert (answer.status_code, answer.json()["code"]) == (409, "not-at-this-stage")


async def test_the_figures_of_a_quarter_that_is_over_hide_what_is_small(desk: Desk) -> None:
    await desk.dispute()
    desk.clock.at = MONDAY + timedelta(days=90)

    told = (await desk.http.get("/public/figures")).json()

    assert (told["quarter"], told["months"]) == ("2026-4", ["2026-10", "2026-11", "2026-12"])
    assert told["quarters"] == ["2026-4", "2026-3", "2026-2", "2026-1"]
    cells = [cell for table in told["tables"] for row in table["cells"] for cell in row]
    assert not any(cell is not None and 0 < cell < told["at_least"] for cell in cells)


async def test_what_was_counted_is_what_was_registered(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    before = (await clerk.get("/cases", kind="dispute", limit=1)).json()["total"]
    for _ in range(6):
        await desk.dispute()
    desk.clock.at = MONDAY + timedelta(days=90)

    told = (await desk.http.get("/public/figures", params={"quarter": "2026-4"})).json()

    received = next(each for each in told["tables"] if each["counted"] == "received")
    assert received["cells"][0][1] == before + 6
    assert received["cells"][0][0] == 0


@pytest.mark.parametrize("quarter", ["2099-1", "2026-5", "x"])
async def test_a_quarter_that_is_none_or_not_over_is_not_told(desk: Desk, quarter: str) -> None:
    assert (await desk.http.get("/public/figures", params={"quarter": quarter})).status_code == 422
