"""Tracking codes: read as people type them, guessed by nobody, and silent about what they do not open."""

import itertools
import os
import random
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from api import codes
from records import guesses
from records.tables import matters
from tests.api.conftest import CLERK, MONDAY, Desk, dispute

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GUESSES = int(os.environ.get("FENGQIAO_GUESSES", "20000"))


LATER = itertools.count(2_000)


@pytest.fixture(autouse=True)
def a_later_day(desk: Desk) -> Iterator[None]:
    """All tests ask from one address: each comes on a day of its own, when nothing is held against it."""
    office = desk.app.state.office
    desk.clock.at = MONDAY + timedelta(days=next(LATER))
    yield
    desk.app.state.office = office


async def taken_in(desk: Desk, **more: Any) -> str:
    clerk = await desk.sign_in(CLERK)
    received = {"received_at": MONDAY.isoformat()}
    answer = await clerk.post("/matters", {**dispute()["matter"], **received, **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["tracking"])


async def asked(desk: Desk, code: str, factor: str | None = None) -> httpx.Response:
    headers = {"Tracking-Code": code} | ({"Tracking-Factor": factor} if factor else {})
    return await desk.http.get("/public/status", headers=headers)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0123-4567-89AB-CDEF", "0123456789ABCDEF"),
        ("0123456789abcdef", "0123456789ABCDEF"),
        (" 0123 4567 89ab cdef ", "0123456789ABCDEF"),
        ("OIL0-oil0-1111-0000", "0110011011110000"),
        ("UUUU-UUUU-UUUU-UUUU", None),  # a letter the alphabet has not
        ("0123456789ABCDE", None),
        ("0123456789ABCDEF0", None),
        ("０１２３４５６７８９ABCDEF", None),
        ("", None),
        ("查询码查询码查询码查询码查询码查", None),
    ],
)
def test_a_code_is_read_as_people_type_it(written: str, code: str | None) -> None:
    assert codes.read(written) == code


async def test_a_code_has_eighty_bits_and_comes_in_four_groups(desk: Desk) -> None:
    told = [await taken_in(desk) for _ in range(3)]

    assert len(ALPHABET) ** 16 == 2**80
    assert len(set(told)) == 3
    for code in told:
        assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
        assert set(code.replace("-", "")) <= set(ALPHABET)
        assert (await asked(desk, code.lower().replace("-", " "))).status_code == 200


async def test_the_database_keeps_neither_the_code_nor_what_was_chosen(desk: Desk) -> None:
    code = await taken_in(desk, factor="liushu2026")

    async with desk.app.state.office.records.connect() as connection:
        rows = (await connection.execute(text("SELECT matters::text FROM matters"))).scalars().all()

    kept = "\n".join(rows).upper()
    assert [word for word in (code, code.replace("-", ""), "LIUSHU2026") if word in kept] == []


async def test_what_was_chosen_is_asked_for_and_the_wrong_thing_tells_what_an_unknown_code_tells(
    desk: Desk,
) -> None:
    code = await taken_in(desk, factor="4711")

    unknown, none, wrong, right = [
        await asked(desk, *said) for said in (("0" * 16, "4711"), (code,), (code, "4712"), (code, "4711"))
    ]

    assert [answer.status_code for answer in (unknown, none, wrong, right)] == [404, 404, 404, 200]
    assert unknown.content == none.content == wrong.content
    assert set(unknown.headers) == set(none.headers) == set(wrong.headers)


async def test_where_nothing_was_chosen_nothing_is_asked_for(desk: Desk) -> None:
    code = await taken_in(desk)

    assert [(await asked(desk, code, factor)).status_code for factor in (None, "4711")] == [200, 200]


@pytest.mark.parametrize("factor", ["471", "4" * 21, "口令口令", "47 11", ""])
async def test_what_nobody_could_type_again_cannot_be_chosen(desk: Desk, factor: str) -> None:
    clerk = await desk.sign_in(CLERK)

    answer = await clerk.post("/matters", {**dispute()["matter"], "factor": factor})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("wrong", "pause"),
    [
        (0, timedelta(0)),
        (4, timedelta(0)),
        (5, timedelta(minutes=1)),
        (6, timedelta(minutes=2)),
        (10, timedelta(minutes=32)),
        (15, timedelta(minutes=1024)),
        (16, timedelta(days=1)),
        (1_000_000, timedelta(days=1)),
    ],
)
def test_each_wrong_guess_costs_twice_the_time(wrong: int, pause: timedelta) -> None:
    assert guesses.pause_after(wrong) == pause


async def test_a_code_closes_after_the_fifth_wrong_guess_for_the_right_one_too(desk: Desk) -> None:
    code = await taken_in(desk, factor="4711")
    for factor in range(5000, 5005):
        assert (await asked(desk, code, str(factor))).status_code == 404

    closed = await asked(desk, code, "4711")
    desk.clock.pass_by(seconds=61)
    again = await asked(desk, code, "4711")

    assert (closed.status_code, closed.headers["Retry-After"]) == (429, "60")
    assert again.status_code == 200


async def test_a_code_that_nobody_was_given_closes_in_the_same_way(desk: Desk) -> None:
    code = secrets.token_hex(8)

    answers = [await asked(desk, code) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [404] * 5 + [429]


async def test_the_right_guess_clears_what_was_wrong_before(desk: Desk) -> None:
    code = await taken_in(desk, factor="4711")
    for _ in range(2):
        for factor in ("1111", "2222", "3333"):
            assert (await asked(desk, code, factor)).status_code == 404
        assert (await asked(desk, code, "4711")).status_code == 200


async def test_from_one_address_only_so_many_codes_are_tried_in_an_hour_and_another_process_knows(
    desk: Desk,
) -> None:
    office = desk.app.state.office
    strict = office.settings.model_copy(update={"public_guesses_an_hour": 3})
    desk.app.state.office = replace(office, settings=strict)
    right = await taken_in(desk)

    tried = [await asked(desk, secrets.token_hex(8)) for _ in range(4)]
    known = await asked(desk, right)
    desk.clock.pass_by(minutes=61)
    later = await asked(desk, right)

    assert [answer.status_code for answer in tried] == [404, 404, 404, 429]
    assert (known.status_code, later.status_code) == (429, 200)


async def test_of_many_guesses_none_is_a_code(desk: Desk) -> None:
    office = desk.app.state.office
    for _ in range(5):
        await taken_in(desk)
    known = await digests(office.records)
    seed = random.Random(20260203)

    drawn = ("".join(seed.choices(ALPHABET, k=16)) for _ in range(GUESSES))

    assert [code for code in drawn if codes.digest(office, code) in known] == []


async def test_a_code_that_was_given_would_have_been_found(desk: Desk) -> None:
    office = desk.app.state.office
    code = codes.read(await taken_in(desk))

    assert code
    assert codes.digest(office, code) in await digests(office.records)


async def digests(records: AsyncEngine) -> set[str]:
    async with records.connect() as connection:
        return set((await connection.scalars(select(matters.c.tracking))).all())
