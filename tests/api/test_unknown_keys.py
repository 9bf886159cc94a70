"""A key that was not given to the API: it says so, nothing is lost, and nothing is missed in silence."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import update

from keys.ring import UnknownKey
from records.tables import matter_keys, standing_keys
from tests.api.conftest import CLERK, SECRETARY, Case, Desk


@asynccontextmanager
async def lost_key_of(desk: Desk, number: str) -> AsyncIterator[None]:
    """As after a change of keys that this process was not told of."""
    records, mine = desk.app.state.office.records, matter_keys.c.matter == number
    known = desk.app.state.office.keeper.key_id
    async with records.begin() as connection:
        await connection.execute(update(matter_keys).where(mine).values(key_id="another"))
    yield
    async with records.begin() as connection:
        await connection.execute(update(matter_keys).where(mine).values(key_id=known))


async def test_what_lies_under_an_unknown_key_is_said_to_and_read_once_the_key_is_back(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    case = await desk.dispute()
    clerk = await desk.sign_in(CLERK)
    async with lost_key_of(desk, case.number):
        answers = [await clerk.get(path) for path in (case.path, f"/matters/{case.number}")]
        answers.append(await clerk.get("/search", q="王甲"))

    assert {(each.status_code, each.json()["code"]) for each in answers} == {(503, "key-unknown")}
    assert {each.headers["Retry-After"] for each in answers} != {""}
    assert "another" in "".join(
        line for line in capsys.readouterr().out.splitlines() if "key.unknown" in line
    )
    assert (await clerk.get(case.path)).status_code == 200
    assert (await clerk.get("/search", q="王甲")).status_code == 200


async def test_an_answer_that_cannot_be_read_is_taken_from_the_ledger(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = await desk.dispute()
    carry_out: Callable[..., Any] = desk.engine.update

    async def carried_out(*asked: Any) -> None:
        await carry_out(*asked)
        raise UnknownKey("k2")

    monkeypatch.setattr(desk.engine, "update", carried_out)
    receipt = await case.done(SECRETARY, "claim")
    monkeypatch.undo()

    assert receipt["seq"] == 2
    assert (await Case(desk, case.number).read())["case"]["seq"] == 2


async def test_an_answer_nobody_can_read_or_look_up_is_not_known(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = await desk.dispute()

    async def lost(*_: Any) -> None:
        raise UnknownKey("k2")

    monkeypatch.setattr(desk.engine, "update", lost)
    answer = await case.ask(SECRETARY, "claim", key="0b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e12")
    monkeypatch.undo()
    again = await case.ask(SECRETARY, "claim", key="0b0f7a52-6f55-4f0e-9d5a-3c1d0f6a1e12")

    assert (answer.status_code, answer.json()["code"]) == (504, "outcome-not-known")
    assert again.status_code == 200


async def test_without_the_key_of_the_standing_key_people_read_and_nobody_writes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, office = await desk.dispute(), desk.app.state.office
    known = office.keeper.key_id
    clerk = await desk.sign_in(CLERK)
    monkeypatch.setattr(office.standing, "key", None)
    async with office.records.begin() as connection:
        await connection.execute(update(standing_keys).values(key_id="another"))

    read, written = await clerk.get(case.path), await case.ask(SECRETARY, "claim")
    async with office.records.begin() as connection:
        await connection.execute(update(standing_keys).values(key_id=known))

    assert read.status_code == 200
    assert (written.status_code, written.json()["code"]) == (503, "key-unknown")
    assert (await case.ask(SECRETARY, "claim")).status_code == 200
