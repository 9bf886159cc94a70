"""Two who have the same case open see each other, for minutes, and nobody else sees either."""

from typing import Any

import psycopg
import pytest

from tests.api.conftest import AUDITOR, CLERK, DISPATCHER, NEXT_VILLAGE, SECRETARY, SUPERVISOR, Case, Desk


async def here(desk: Desk, case: Case, person: str, filling: str | None = None) -> Any:
    caller = await desk.sign_in(person)
    asked = {"filling": filling} if filling else {}
    return await caller.get(f"/presence/dispute/{case.number}/1", **asked)


async def test_whoever_opens_it_too_is_told_who_else_has_it_open_and_what_they_are_filling_in(
    desk: Desk,
) -> None:
    case = await desk.dispute()
    alone = await here(desk, case, SECRETARY, "record_consent")

    others = (await here(desk, case, CLERK)).json()

    assert alone.json() == []
    (secretary,) = others
    assert secretary["unit"] == "sl-t1-v1"
    assert secretary["role_words"]["zh"] == "村（社区）党支部书记"
    assert secretary["filling"]["zh"] == "记录同意"
    assert [each["filling"] for each in (await here(desk, case, SECRETARY)).json()] == [None]


async def test_it_is_over_after_two_minutes_and_nothing_is_left_of_it(desk: Desk, migrated: str) -> None:
    case = await desk.dispute()
    await here(desk, case, SECRETARY)

    desk.clock.pass_by(minutes=2, seconds=1)
    others = await here(desk, case, CLERK)

    assert others.json() == []
    with psycopg.connect(migrated) as connection:
        rows = connection.execute("SELECT person FROM presences").fetchall()
    assert rows == [(CLERK,)]


async def test_of_one_person_and_one_case_there_is_one_row_however_often_they_come(
    desk: Desk, migrated: str
) -> None:
    case = await desk.dispute()

    for _ in range(3):
        await here(desk, case, SECRETARY)

    with psycopg.connect(migrated) as connection:
        count = "SELECT count(*) FROM presences WHERE procedure LIKE %s"
        assert connection.execute(count, [f"%{case.number}%"]).fetchone() == (1,)


async def test_whoever_does_not_see_the_case_is_told_nothing_and_told_of_to_nobody(desk: Desk) -> None:
    case = await desk.dispute()

    answer = await here(desk, case, NEXT_VILLAGE)

    assert answer.status_code == 404
    assert (await here(desk, case, SECRETARY)).json() == []


@pytest.mark.parametrize("overseer", [SUPERVISOR, AUDITOR, DISPATCHER])
async def test_whoever_is_supervised_is_not_told_that_somebody_looks_who_sees_them(
    desk: Desk, migrated: str, overseer: str
) -> None:
    case = await desk.dispute()
    await here(desk, case, SECRETARY)

    theirs = await here(desk, case, overseer)
    others = await here(desk, case, SECRETARY)

    assert [each["unit"] for each in theirs.json()] == ["sl-t1-v1"]
    assert others.json() == []
    with psycopg.connect(migrated) as connection:
        rows = connection.execute("SELECT person FROM presences WHERE person = %s", [overseer]).fetchall()
    assert rows == []


async def test_nobody_is_filling_in_a_form_that_there_is_not(desk: Desk) -> None:
    case = await desk.dispute()

    answer = await here(desk, case, SECRETARY, "read_minds")

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


async def test_a_fact_that_is_being_reported_has_its_words_too(desk: Desk) -> None:
    case = await desk.dispute()
    await here(desk, case, SECRETARY, "interest_declared")

    (other,) = (await here(desk, case, CLERK)).json()

    assert other["filling"]["zh"]
