"""A named person says what two matters are to each other; it can be undone, and stays on record."""

import uuid
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from records import content
from records.tables import links
from tests.api.conftest import (
    AUDITOR,
    CLERK,
    MANY_SEATS,
    NEXT_VILLAGE,
    SECRETARY,
    SUPERVISOR,
    Desk,
)

VILLAGE, OTHER_VILLAGE = "sl-t1-v1", "sl-t2-v1"


async def matter(desk: Desk, unit: str = VILLAGE) -> str:
    body = {"channel": "window", "title": "河堤塌方", "body": "河堤塌了一段。", "unit": unit}
    answer = await (await desk.sign_in(CLERK)).post("/matters", body)
    number: str = answer.json()["number"]
    return number


async def two(desk: Desk) -> tuple[str, str]:
    return await matter(desk), await matter(desk)


async def link(
    desk: Desk, one: str, other: str, kind: str = "same-matter", person: str = CLERK, **more: Any
) -> httpx.Response:
    key = more.pop("key", None)
    caller = await desk.sign_in(person)
    return await caller.post(f"/matters/{one}/links", {"other": other, "kind": kind, **more}, key=key)


async def unlink(
    desk: Desk, one: str, other: str, person: str = CLERK, key: str | None = None
) -> httpx.Response:
    caller = await desk.sign_in(person)
    headers = {**caller.headers, "Idempotency-Key": key or str(uuid.uuid4())}
    return await desk.http.delete(f"/matters/{one}/links/{other}", headers=headers)


async def shown(desk: Desk, number: str, person: str = CLERK) -> list[dict[str, Any]]:
    answer = await (await desk.sign_in(person)).get(f"/matters/{number}")
    assert answer.status_code == 200, answer.text
    said: list[dict[str, Any]] = answer.json()["links"]
    return said


async def test_a_link_says_what_it_is_who_said_so_and_when(desk: Desk) -> None:
    one, other = await two(desk)

    answer = await link(desk, one, other, reason="同一处塌方。")

    assert answer.status_code == 201
    assert answer.json() == {
        "other": other,
        "kind": "same-matter",
        "from_other": False,
        "words": {"zh": "同一事项", "en": "The same matter"},
        "by": CLERK,
        "seat": "window_clerk@sl",
        "at": "2026-11-02T01:00:00Z",
        "reason": "同一处塌方。",
        "undone": None,
    }
    assert await shown(desk, one) == [answer.json()]


async def test_a_link_is_shown_from_both_sides(desk: Desk) -> None:
    one, other = await two(desk)

    await link(desk, one, other, "repeat")

    assert [(each["other"], each["words"]["zh"]) for each in await shown(desk, one)] == [(other, "重复件")]
    assert [(each["other"], each["words"]["zh"]) for each in await shown(desk, other)] == [(one, "有重复件")]


@pytest.mark.parametrize("kind", ["same-matter", "repeat", "related", "part-of-collective"])
async def test_every_kind_of_link_can_be_made(desk: Desk, kind: str) -> None:
    assert (await link(desk, *await two(desk), kind)).status_code == 201


async def test_asking_twice_makes_one_link(desk: Desk) -> None:
    one, other = await two(desk)
    key = str(uuid.uuid4())

    first = await link(desk, one, other, key=key)
    second = await link(desk, one, other, key=key)
    anew = await link(desk, other, one)

    assert [each.status_code for each in (first, second, anew)] == [201, 200, 200]
    assert second.json() == first.json()
    assert len(await shown(desk, one)) == 1


async def test_a_key_that_said_something_else_is_refused(desk: Desk) -> None:
    one, other = await two(desk)
    key = str(uuid.uuid4())
    await link(desk, one, other, key=key)

    answers = [await link(desk, one, await matter(desk), key=key), await unlink(desk, one, other, key=key)]

    assert [(each.status_code, each.json()["code"]) for each in answers] == [(422, "key-reused")] * 2


@pytest.mark.parametrize(("kind", "turned"), [("related", False), ("repeat", True)])
async def test_two_that_are_linked_are_not_linked_otherwise_until_that_is_undone(
    desk: Desk, kind: str, turned: bool
) -> None:
    one, other = await two(desk)
    await link(desk, one, other, "repeat")

    pair = (other, one) if turned else (one, other)
    answer = await link(desk, *pair, kind)

    assert (answer.status_code, answer.json()["code"]) == (409, "linked-already")
    assert (await unlink(desk, one, other)).status_code == 200
    assert (await link(desk, *pair, kind)).status_code == 201


async def test_an_undone_link_is_shown_no_more_and_stays_on_record(desk: Desk) -> None:
    one, other = await two(desk)
    await link(desk, one, other, reason="看起来是同一件。")

    answer = await unlink(desk, other, one, person=SECRETARY)

    assert answer.status_code == 200
    undone = {"by": SECRETARY, "seat": "village_party_secretary@sl-t1-v1", "at": "2026-11-02T01:00:00Z"}
    assert answer.json()["undone"] == undone
    assert await shown(desk, one) == await shown(desk, other) == []
    async with desk.app.state.office.records.connect() as connection:
        rows = (await connection.execute(select(links).where(links.c.matter == one))).all()
    assert [(row.linked_by, row.undone_by) for row in rows] == [(CLERK, SECRETARY)]


async def test_undoing_twice_is_undoing_once_and_what_is_not_linked_is_not_found(desk: Desk) -> None:
    one, other = await two(desk)
    await link(desk, one, other)
    key = str(uuid.uuid4())

    first, second = await unlink(desk, one, other, key=key), await unlink(desk, one, other, key=key)

    assert (first.status_code, second.json()) == (200, first.json())
    assert (await unlink(desk, one, other)).status_code == 404


async def test_a_link_to_a_matter_that_is_not_seen_is_not_there(desk: Desk) -> None:
    mine, elsewhere = await matter(desk), await matter(desk, OTHER_VILLAGE)

    assert (await link(desk, mine, elsewhere, person=SECRETARY)).status_code == 404
    assert (await link(desk, mine, "SL-2026-999999", person=SECRETARY)).status_code == 404
    assert (await link(desk, mine, elsewhere)).status_code == 201
    assert (await unlink(desk, mine, elsewhere, person=SECRETARY)).status_code == 404
    assert await shown(desk, mine, SECRETARY) == []
    assert [each["other"] for each in await shown(desk, mine)] == [elsewhere]


async def test_whoever_may_not_read_the_words_sees_the_link_and_not_the_reason(desk: Desk) -> None:
    one, other = await two(desk)
    await link(desk, one, other, reason="都是王家门前那一段。")

    assert [each["reason"] for each in await shown(desk, one, SUPERVISOR)] == ["都是王家门前那一段。"]
    assert [each["reason"] for each in await shown(desk, one, AUDITOR)] == [None]


@pytest.mark.parametrize("person", [SUPERVISOR, AUDITOR])
async def test_whoever_takes_no_matters_in_links_none(desk: Desk, person: str) -> None:
    one, other = await two(desk)

    assert (await link(desk, one, other, person=person)).status_code == 403
    await link(desk, one, other)
    assert (await unlink(desk, one, other, person=person)).status_code == 403


async def test_whoever_sees_neither_links_neither(desk: Desk) -> None:
    assert (await link(desk, *await two(desk), person=NEXT_VILLAGE)).status_code == 404


async def test_who_holds_several_seats_links_as_one_of_them(desk: Desk) -> None:
    answer = await link(desk, *await two(desk), person=MANY_SEATS)

    assert answer.json()["seat"] in ("grid_worker@sl-t1-v1", "village_party_secretary@sl-t1-v1")


async def test_no_reason_is_sealed_for_an_erased_matter(desk: Desk) -> None:
    one, other = await two(desk)
    await content.erase(desk.app.state.office.records, one)

    answer = await link(desk, one, other, reason="同一处。")

    assert (answer.status_code, answer.json()["code"]) == (409, "not-at-this-stage")
    assert (await link(desk, one, other)).status_code == 201


async def test_a_reason_reads_as_nothing_once_its_matter_is_erased(desk: Desk) -> None:
    one, other = await two(desk)
    await link(desk, one, other, reason="同一处。")

    await content.erase(desk.app.state.office.records, one)

    assert [each["reason"] for each in await shown(desk, other)] == [None]


@pytest.mark.parametrize(
    "body",
    [
        {"other": "itself", "kind": "same-matter"},
        {"other": "SL-2026-000001", "kind": "twin"},
        {"other": "SL-2026-000001"},
        {"other": "SL-2026-000001", "kind": "related", "reason": " "},
    ],
)
async def test_what_is_no_link_is_malformed(desk: Desk, body: dict[str, Any]) -> None:
    number = await matter(desk)
    said = {**body, "other": number if body["other"] == "itself" else body["other"]}

    assert (await (await desk.sign_in(CLERK)).post(f"/matters/{number}/links", said)).status_code == 422
