"""Asking twice with the same key is asking once."""

import asyncio
import uuid

import pytest

from tests.api.conftest import DISPATCHER, SECRETARY, Desk

REASON = {"reason": "涉及多户，村里难以协调。"}


async def test_the_same_key_and_body_get_the_first_receipt(desk: Desk) -> None:
    case, key = await desk.dispute(), str(uuid.uuid4())
    first = await case.ask(SECRETARY, "claim", key=key)
    await case.done(SECRETARY, "release")

    second = await case.ask(SECRETARY, "claim", key=key)

    assert (second.status_code, second.json(), second.headers["ETag"]) == (200, first.json(), '"2"')
    assert (await case.read())["case"]["seq"] == 3


async def test_the_same_key_twice_at_once_is_done_once(desk: Desk) -> None:
    case, key = await desk.dispute(), str(uuid.uuid4())

    answers = await asyncio.gather(*(case.ask(SECRETARY, "raise-early", REASON, key=key) for _ in range(4)))

    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.text for answer in answers}) == 1
    kinds = [entry["kind"] for entry in (await case.read())["timeline"]]
    assert kinds == ["Registered", "StayEnded", "LevelEntered"]


async def test_the_order_of_a_set_and_the_spelling_of_a_key_do_not_make_another_request(desk: Desk) -> None:
    case, key = await desk.dispute(), str(uuid.uuid4())
    parties = await case.parties()
    first = await case.ask(SECRETARY, "extend-period", {"days": 5, "agreed_in_writing": parties}, key=key)

    turned = {"agreed_in_writing": parties[::-1], "days": 5}
    second = await case.ask(SECRETARY, "extend-period", turned, key=f"{{{key.upper()}}}")

    assert (second.status_code, second.json()) == (200, first.json())


async def test_the_same_key_is_another_request_with_another_body_verb_case_or_person(desk: Desk) -> None:
    case, other, key = await desk.dispute(), await desk.dispute(), str(uuid.uuid4())
    await case.done(SECRETARY, "claim")
    stands = await case.ask(SECRETARY, "raise-early", REASON, key=key)

    others = [
        await case.ask(SECRETARY, "raise-early", {"reason": "另一个理由"}, key=key),
        await case.ask(SECRETARY, "end-without-agreement", REASON, key=key),
        await other.ask(SECRETARY, "raise-early", REASON, key=key),
        await case.ask(DISPATCHER, "raise-early", REASON, key=key),
    ]

    assert stands.status_code == 200
    assert [(answer.status_code, answer.json()["code"]) for answer in others] == [(422, "key-reused")] * 4


async def test_a_refusal_is_not_remembered(desk: Desk) -> None:
    case, key = await desk.dispute(), str(uuid.uuid4())
    refused = await case.ask(SECRETARY, "release", key=key)
    await case.done(SECRETARY, "claim")

    asked_again = await case.ask(SECRETARY, "release", key=key)

    assert (refused.status_code, refused.json()["code"]) == (409, "not-claimed")
    assert asked_again.status_code == 200


@pytest.mark.parametrize("key", ["", "42", "not-a-uuid", "0b0f7a52-6f55-4f0e-9d5a"])
async def test_a_key_that_is_no_uuid_is_400(desk: Desk, key: str) -> None:
    caller = await desk.sign_in(SECRETARY)
    headers = {**caller.headers, "Idempotency-Key": key}

    answer = await desk.http.post("/cases/dispute/SL-2026-000001/1/claim", json={}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    assert answer.json()["errors"] == [{"field": "header.Idempotency-Key", "code": "uuid"}]
    assert answer.json()["remedy"]


async def test_without_a_key_nothing_is_asked(desk: Desk) -> None:
    caller = await desk.sign_in(SECRETARY)

    answers = [
        await desk.http.post(path, json=body, headers=caller.headers)
        for path, body in (
            ("/cases/dispute/SL-2026-000001/1/claim", {}),
            ("/matters", {"channel": "window", "title": "事"}),
        )
    ]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert desk.engine.asked == []


@pytest.mark.parametrize("tag", ["7", '"seven"', '"-1"', '"1", "2"'])
async def test_an_if_match_that_is_no_etag_of_ours_is_400(desk: Desk, tag: str) -> None:
    case = await desk.dispute()

    answer = await case.ask(SECRETARY, "claim", **{"If-Match": tag})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "header.If-Match")
