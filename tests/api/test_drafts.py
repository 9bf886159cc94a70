"""What a clerk has begun to write is theirs alone, sealed, and gone when it is registered or over."""

import uuid
from collections.abc import Mapping
from typing import Any

import psycopg

from api import examples
from api.gate import development_token
from records.drafts import MOST
from tests.api.conftest import CLERK, DISPATCHER, NO_SEAT, Caller, Desk

WRITTEN: Mapping[str, list[str]] = {"matter.title": ["龘靐家的院墙"], "parties.0.name": ["龘靐"]}
BEGUN = {"form": "dispute", "written": WRITTEN}


async def kept(caller: Caller, id: str | None = None, **more: Any) -> str:
    id = id or str(uuid.uuid4())
    answer = await caller.post(f"/drafts/{id}", {**BEGUN, **more})
    assert answer.status_code == 200, answer.text
    return id


async def ids(caller: Caller) -> list[str]:
    return [each["id"] for each in (await caller.get("/drafts")).json()]


async def test_what_was_begun_is_there_for_whoever_began_it(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)

    id = await kept(clerk)

    assert (await ids(clerk))[0] == id
    assert (await clerk.get(f"/drafts/{id}")).json()["written"] == WRITTEN


async def test_keeping_it_again_keeps_what_stands_there_now(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    id = await kept(clerk)
    desk.clock.pass_by(minutes=1)

    await kept(clerk, id, written={"matter.title": ["另一个标题"]})

    assert (await ids(clerk)).count(id) == 1
    assert (await clerk.get(f"/drafts/{id}")).json()["written"] == {"matter.title": ["另一个标题"]}


async def test_for_everybody_else_it_is_not_there(desk: Desk) -> None:
    id = await kept(await desk.sign_in(CLERK))
    other = await desk.sign_in(DISPATCHER)

    answers = [
        await other.get(f"/drafts/{id}"),
        await other.post(f"/drafts/{id}", BEGUN),
        await other.request("DELETE", f"/drafts/{id}"),
    ]

    assert [each.status_code for each in answers] == [404] * 3
    assert id not in await ids(other)
    assert id in await ids(await desk.sign_in(CLERK))


async def test_its_words_lie_sealed_and_that_it_was_opened_is_on_record(desk: Desk, migrated: str) -> None:
    clerk = await desk.sign_in(CLERK)
    id = await kept(clerk)

    with psycopg.connect(migrated) as connection:
        row = connection.execute("SELECT drafts::text FROM drafts WHERE id = %s", [id]).fetchone()
        looks = "SELECT count(*) FROM access_log WHERE person = %s AND what = 'draft'"
        before = connection.execute(looks, [CLERK]).fetchone()
        await clerk.get(f"/drafts/{id}")
        connection.rollback()
        after = connection.execute(looks, [CLERK]).fetchone()

    assert row
    assert "龘靐" not in row[0]
    assert "龘靐".encode().hex() not in row[0]
    assert before
    assert after == (before[0] + 1,)


async def test_it_is_gone_with_the_transaction_that_registers_it_and_does_not_come_back(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    id = await kept(clerk)
    body = examples.DISPUTE["dispute"]["value"]
    opened = await clerk.post("/disputes", body, key=id)

    late = await clerk.post(f"/drafts/{id}", BEGUN)

    assert opened.status_code == 201
    assert (late.status_code, late.json()["code"]) == (409, "draft-registered")
    assert id not in await ids(clerk)


async def test_what_is_refused_leaves_the_draft_where_it_was(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    id = await kept(clerk)
    body = examples.DISPUTE["dispute"]["value"]

    refused = await clerk.post("/disputes", {**body, "screen": {**body["screen"], "crime": "yes"}}, key=id)

    assert refused.status_code == 409
    assert id in await ids(clerk)


async def test_after_the_days_of_the_county_nobody_finds_it(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    id = await kept(clerk)
    until = next(each["until"] for each in (await clerk.get("/drafts")).json() if each["id"] == id)

    desk.clock.pass_by(days=7, seconds=1)
    later = await desk.sign_in(CLERK)

    assert until.startswith("2026-11-09")
    assert id not in await ids(later)
    assert (await later.get(f"/drafts/{id}")).status_code == 404


async def test_thrown_away_it_is_gone(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    id = await kept(clerk)

    first = await clerk.request("DELETE", f"/drafts/{id}")
    second = await clerk.request("DELETE", f"/drafts/{id}")

    assert (first.status_code, second.status_code) == (204, 404)
    assert id not in await ids(clerk)


async def test_nobody_keeps_more_than_they_will_find_again(desk: Desk) -> None:
    clerk = await desk.sign_in(DISPATCHER)
    mine = [await kept(clerk) for _ in range(MOST)]

    answer = await clerk.post(f"/drafts/{uuid.uuid4()}", BEGUN)
    again = await clerk.post(f"/drafts/{mine[0]}", BEGUN)

    assert (answer.status_code, answer.json()["code"]) == (409, "too-many-drafts")
    assert str(MOST) in answer.json()["detail"]
    assert again.status_code == 200


async def test_whoever_has_no_seat_keeps_nothing(desk: Desk) -> None:
    token = development_token(desk.app.state.office.settings, NO_SEAT)
    nobody = Caller(desk, {"Authorization": f"Bearer {token}"})

    answer = await nobody.post(f"/drafts/{uuid.uuid4()}", BEGUN)

    assert answer.status_code == 403
    assert await ids(nobody) == []
