"""Who has opened my matter: unit, seat, instant; nobody's name, and nothing of what must not be told."""

import secrets
from typing import Any

import pytest
from sqlalchemy import select

from api import policy
from records.access import note_access
from records.tables import access_log
from rules.auditing import TOLD_TO_PEOPLE, Looked
from rules.authority.table import ROLES
from tests.api.conftest import AUDITOR, CLERK, DISPATCHER, MONDAY, NEXT_VILLAGE, SECRETARY, Case, Desk

Shown = list[tuple[str, str, str]]


async def by_code(desk: Desk, case: Case) -> list[dict[str, Any]]:
    headers = {"Tracking-Code": case.code}
    answer = await desk.http.get("/public/status/accesses", headers=headers)
    assert answer.status_code == 200, answer.text
    shown: list[dict[str, Any]] = answer.json()
    return shown


def said(shown: list[dict[str, Any]]) -> Shown:
    return [(each["unit"], each["seat"]["zh"], each["what"]["zh"]) for each in shown]


async def noted(desk: Desk, case: Case, what: str, seat: str = "window_clerk@sl") -> None:
    async with desk.app.state.office.records.begin() as connection:
        await note_access(connection, MONDAY, "p-somebody", seat, case.number, what)


async def test_whoever_brought_it_reads_which_seat_of_which_unit_opened_it_and_when(desk: Desk) -> None:
    case = await desk.dispute()
    await case.read(SECRETARY)
    desk.clock.pass_by(hours=3)
    await (await desk.sign_in(DISPATCHER)).get(f"/matters/{case.number}")

    shown = await by_code(desk, case)

    assert said(shown) == [
        ("示例县", "指挥调度员", "查阅来件"),
        ("柳湾村", "村（社区）党支部书记", "查阅案件"),
    ]
    assert shown[0]["at"] == "2026-11-02T04:00:00Z"


async def test_nobodys_name_and_no_reference_to_a_person_is_told(desk: Desk) -> None:
    case = await desk.dispute()
    await case.read(SECRETARY)

    whole = str(await by_code(desk, case))

    assert "柳湾村书记" not in whole
    assert SECRETARY not in whole
    assert set((await by_code(desk, case))[0]) == {"at", "unit", "seat", "what"}


@pytest.mark.parametrize("role", sorted(role for role in ROLES if policy.is_of_accusations(role)))
async def test_discipline_is_never_told_of(desk: Desk, role: str) -> None:
    case = await desk.dispute()
    await noted(desk, case, Looked.CASE, f"{role}@sl")
    await noted(desk, case, Looked.EXPORT_WORDS, f"{role}@sl-t1")

    assert await by_code(desk, case) == []


async def test_psychological_help_is_never_told_of(desk: Desk) -> None:
    case = await desk.dispute()
    await noted(desk, case, Looked.CASE, "docking_clerk@sl-a10")

    assert await by_code(desk, case) == []


@pytest.mark.parametrize("what", sorted(Looked))
async def test_what_is_told_is_what_opens_the_matter(desk: Desk, what: Looked) -> None:
    """Not what somebody did about the log itself, nor what the person did."""
    case = await desk.dispute()
    await noted(desk, case, f"{what}/more" if what is Looked.UNMASK else what)

    assert bool(await by_code(desk, case)) == (what in TOLD_TO_PEOPLE)


async def test_that_the_letter_was_opened_at_the_counter_is_told_once_it_is_a_matter(desk: Desk) -> None:
    clerk = await desk.sign_in(CLERK)
    before = {each["submission"]["id"] for each in (await clerk.get("/submissions", limit=200)).json()}
    letter = {"channel": "letter", "title": "路灯", "body": "路灯坏了。"}
    code = {"Tracking-Code": (await clerk.post("/submissions", letter)).json()["tracking"]}
    after = {each["submission"]["id"] for each in (await clerk.get("/submissions", limit=200)).json()}
    (id,) = after - before
    assert (await clerk.get(f"/submissions/{id}")).status_code == 200
    waiting = (await desk.http.get("/public/status/accesses", headers=code)).json()
    answer = await clerk.post(f"/submissions/{id}/classify", {"purpose": "ordinary"})

    assert waiting == []
    assert said(await by_code(desk, Case(desk, answer.json()["number"], code=code["Tracking-Code"]))) == [
        ("示例县", "窗口受理员", "打开收件")
    ]


async def test_a_code_that_nobody_was_given_opens_nothing(desk: Desk) -> None:
    nobodys = {"Tracking-Code": secrets.token_hex(8)}

    assert (await desk.http.get("/public/status/accesses", headers=nobodys)).status_code == 404


@pytest.mark.parametrize(
    ("person", "status"),
    [(CLERK, 200), (SECRETARY, 403), (DISPATCHER, 403), (AUDITOR, 403), (NEXT_VILLAGE, 404)],
)
async def test_whoever_answers_peoples_requests_reads_the_same_for_them(
    desk: Desk, person: str, status: int
) -> None:
    case = await desk.dispute()
    await case.read(SECRETARY)

    answer = await (await desk.sign_in(person)).get(f"/matters/{case.number}/accesses")

    assert answer.status_code == status
    if status == 200:
        assert answer.json() == await by_code(desk, case)
        async with desk.app.state.office.records.connect() as connection:
            mine = access_log.c.matter == case.number
            rows = (await connection.execute(select(access_log).where(mine))).all()
        assert (CLERK, "accesses") in {(row.person, row.what) for row in rows}


async def test_a_person_of_several_seats_is_told_of_as_the_one_that_reads(desk: Desk) -> None:
    case = await desk.dispute()
    await case.read("p-many-seats")

    assert [seat for _, seat, _ in said(await by_code(desk, case))] == ["网格员"]
