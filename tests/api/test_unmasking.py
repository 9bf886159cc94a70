"""What is masked, and how it is shown: for a reason, by two persons, in an emergency; and what is marked."""

import uuid
from typing import Any

import pytest
from sqlalchemy import select

from api.identity import Person
from api.lens import lens_on
from api.problems import Problem
from api.sight import sight_of
from records.tables import access_log, unmaskings
from rules.procedure import Officer
from tests.api.conftest import (
    AUDITOR,
    CLERK,
    COMMISSIONER,
    DISPATCHER,
    NEXT_VILLAGE,
    OTHER_TOWNSHIP,
    SECRETARY,
    SUPERVISOR,
    Case,
    Desk,
    dispute,
)
from tests.api.test_petitions import BUREAU, HOUSING, with_housing

BUREAU_HEAD, LEADER = "p-sl-petition-bureau-head", "p-sl-county-leader"
CLIMBED = "LevelEntered"
CADRE = "p-sl-t1-v1-posted-township-cadre"
PHONE, REASON = "柳湾村 3 号，13812345678", "需要电话通知当事人改期。"


async def a_case(desk: Desk, **party: Any) -> Case:
    body = dispute()
    first = {**body["parties"][0], "name": "王小明", "contact": PHONE, **party}
    return await desk.dispute(parties=[first, *body["parties"][1:]])


async def party(case: Case, person: str) -> dict[str, Any]:
    shown: dict[str, Any] = (await case.read(person))["parties"][0]
    return shown


async def asked(desk: Desk, person: str, path: str, body: Any = None, key: str | None = None) -> Any:
    return await (await desk.sign_in(person)).post(path, body, key)


def code(answer: Any) -> tuple[int, str | None]:
    return answer.status_code, answer.json().get("code")


async def notes(desk: Desk, number: str) -> list[tuple[str, str]]:
    rows = select(access_log.c.person, access_log.c.what).where(access_log.c.matter == number)
    async with desk.app.state.office.records.connect() as connection:
        return [(row.person, row.what) for row in await connection.execute(rows.order_by(access_log.c.id))]


async def test_who_has_it_in_hand_reads_a_contact_and_who_looks_after_it_a_part(desk: Desk) -> None:
    case = await a_case(desk)

    contacts = {
        person: (await party(case, person))["contact"] for person in (SECRETARY, COMMISSIONER, SUPERVISOR)
    }

    assert contacts == {SECRETARY: PHONE, COMMISSIONER: "138******78", SUPERVISOR: "138******78"}
    masked = (await case.read(SUPERVISOR))["masked"]
    assert [each["confidentiality"] for each in masked] == ["contact"]
    assert (await case.read(SECRETARY))["masked"] == []


async def test_for_a_reason_it_is_shown_for_an_hour_and_that_is_on_record(desk: Desk) -> None:
    case = await a_case(desk)
    path, body = f"/matters/{case.number}/unmaskings", {"confidentiality": "contact", "reason": REASON}
    key = str(uuid.uuid4())

    answer = await asked(desk, SUPERVISOR, path, body, key)
    again = await asked(desk, SUPERVISOR, path, body, key)

    assert (answer.status_code, again.json()) == (201, answer.json())
    assert (answer.json()["way"], answer.json()["reason"]) == ("reason", REASON)
    assert (await party(case, SUPERVISOR))["contact"] == PHONE
    assert (await party(case, COMMISSIONER))["contact"] == "138******78"
    assert (SUPERVISOR, "unmask/contact") in await notes(desk, case.number)
    desk.clock.pass_by(hours=1)
    assert (await party(case, SUPERVISOR))["contact"] == "138******78"


@pytest.mark.parametrize(
    ("person", "wanted", "no"),
    [
        (SECRETARY, "contact", (409, "nothing-to-unmask")),
        (SUPERVISOR, "sensitive", (409, "nothing-to-unmask")),
        (AUDITOR, "contact", (409, "not-yours-to-do")),
        (NEXT_VILLAGE, "contact", (404, "not-found")),
        (SUPERVISOR, "words", (422, "malformed")),
    ],
)
async def test_nothing_else_is_shown_for_a_reason(
    desk: Desk, person: str, wanted: str, no: tuple[int, str]
) -> None:
    case = await a_case(desk)

    answer = await asked(
        desk, person, f"/matters/{case.number}/unmaskings", {"confidentiality": wanted, "reason": REASON}
    )

    assert code(answer) == no


async def test_a_key_that_was_used_for_another_matter_is_refused(desk: Desk) -> None:
    one, other = await a_case(desk), await a_case(desk)
    body, key = {"confidentiality": "contact", "reason": REASON}, str(uuid.uuid4())
    await asked(desk, SUPERVISOR, f"/matters/{one.number}/unmaskings", body, key)

    answer = await asked(desk, SUPERVISOR, f"/matters/{other.number}/unmaskings", body, key)

    assert code(answer) == (422, "key-reused")


async def test_a_minor_is_named_to_who_handles_the_case_and_in_part_above_and_their_words_to_nobody_else(
    desk: Desk,
) -> None:
    case = await a_case(desk, is_minor=True, guardian="王大明")
    await case.done(SECRETARY, "raise-early", {"reason": "王小明在校受欺负。"})
    await case.done(CADRE, "claim")

    read = {person: await case.read(person) for person in (CLERK, CADRE, SUPERVISOR, SECRETARY)}
    people = {person: each["parties"][0] for person, each in read.items()}
    names = {person: (shown["name"], shown["guardian_name"]) for person, shown in people.items()}
    said = {
        person: [
            entry["texts"].get("reason") for entry in each["timeline"] if entry["kind"] == "LevelEntered"
        ]
        for person, each in read.items()
    }

    assert names[CLERK] == names[CADRE] == ("王小明", "王大明")
    assert names[SUPERVISOR] == names[SECRETARY] == ("王**", "王**")  # a colleague has it in hand now
    assert (said[CADRE][-1], said[SUPERVISOR][-1]) == ("王小明在校受欺负。", None)
    assert [each["confidentiality"] for each in read[SUPERVISOR]["masked"]] == ["contact", "minor"]


async def test_nobody_finds_a_minor_by_a_name_that_is_masked_for_them(desk: Desk) -> None:
    case = await a_case(desk, name="尉迟小满", is_minor=True, guardian="尉迟大满")

    async def found(person: str) -> list[str]:
        answer = await (await desk.sign_in(person)).get("/search", q="尉迟小满")
        return [each["matter"]["number"] for each in answer.json()["items"]]

    assert await found(CLERK) == [case.number]
    assert await found(SUPERVISOR) == []
    likely = await (await desk.sign_in(SUPERVISOR)).post(
        "/matters/likenesses", {"title": "宅基地边界争议", "people": ["尉迟小满"]}
    )
    assert "尉迟" not in likely.text


async def a_hidden_petition(desk: Desk) -> Case:
    return await with_housing(desk, hides_identity=True)


async def test_a_hidden_identity_is_shown_by_two_persons_and_never_by_one(desk: Desk) -> None:
    case = await a_hidden_petition(desk)
    path = f"/matters/{case.number}/unmaskings"
    hidden = (await case.read(HOUSING))["parties"][0]["name"]
    known = (await case.read(BUREAU))["parties"][0]["name"]

    wanted = await asked(desk, HOUSING, path, {"confidentiality": "reporter", "reason": REASON})
    still = (await case.read(HOUSING))["parties"][0]["name"]
    id = wanted.json()["id"]
    waits = await (await desk.sign_in(BUREAU_HEAD)).get("/unmaskings/to-agree")
    refused = await asked(desk, HOUSING, f"/unmaskings/{id}/agree")
    agreed = await asked(desk, BUREAU_HEAD, f"/unmaskings/{id}/agree")
    twice = await asked(desk, BUREAU_HEAD, f"/unmaskings/{id}/agree")
    shown = (await case.read(HOUSING))["parties"][0]["name"]

    assert (hidden, still, shown) == (None, None, known)
    assert known is not None
    assert (wanted.status_code, wanted.json()["way"], wanted.json()["until"]) == (201, "two-person", None)
    assert [(each["id"], each["reason"]) for each in waits.json()][-1] == (id, REASON)
    assert code(refused) == (409, "not-yours-to-do")
    assert (agreed.status_code, twice.json()) == (200, agreed.json())
    told = await notes(desk, case.number)
    assert {(HOUSING, "unmask-asked/reporter"), (BUREAU_HEAD, "unmask-agreed/reporter")} <= set(told)
    assert (HOUSING, "unmask/reporter") in told


async def test_the_database_itself_keeps_one_person_from_being_two(desk: Desk) -> None:
    case = await a_hidden_petition(desk)
    answer = await asked(
        desk, HOUSING, f"/matters/{case.number}/unmaskings", {"confidentiality": "reporter", "reason": REASON}
    )
    alone = (
        unmaskings.update()
        .where(unmaskings.c.command == uuid.UUID(answer.json()["id"]))
        .values(agreed_by=HOUSING, agreed_as="x@y", agreed_at=desk.clock.at)
    )

    with pytest.raises(Exception, match="two_persons"):
        async with desk.app.state.office.records.begin() as connection:
            await connection.execute(alone)


async def test_in_an_emergency_a_case_opens_for_four_hours_and_waits_for_the_supervisor(desk: Desk) -> None:
    case = await a_case(desk)
    other = "p-sl-t2-political-legal-commissioner"
    unseen = await (await desk.sign_in(other)).get(case.path)

    answer = await asked(desk, other, "/emergency-looks", {"number": case.number, "reason": "扬言跳楼。"})
    opened = await party(case, other)
    listed = await (await desk.sign_in(other)).get("/matters", number=case.number)
    waits = await (await desk.sign_in(SUPERVISOR)).get("/unmaskings/to-review")
    id = answer.json()["id"]
    reviewed = await asked(desk, SUPERVISOR, f"/unmaskings/{id}/review", {"finding": "unjustified"})
    again = await asked(desk, SUPERVISOR, f"/unmaskings/{id}/review", {"finding": "justified"})
    desk.clock.pass_by(hours=4)
    closed = await (await desk.sign_in(other)).get(case.path)

    assert (unseen.status_code, answer.status_code, closed.status_code) == (404, 201, 404)
    assert (opened["name"], opened["contact"]) == ("王小明", PHONE)
    assert [each["number"] for each in listed.json()["items"]] == [case.number]
    assert id in [each["id"] for each in waits.json()]
    assert (reviewed.json()["finding"], code(again)) == ("unjustified", (409, "request-over"))
    assert {(other, "break-glass/words"), (SUPERVISOR, "break-glass-reviewed/unjustified")} <= set(
        await notes(desk, case.number)
    )


async def test_an_emergency_reaches_no_hidden_identity_and_nothing_that_is_not_there(desk: Desk) -> None:
    case = await a_hidden_petition(desk)
    other = "p-sl-t2-political-legal-commissioner"
    await asked(desk, other, "/emergency-looks", {"number": case.number, "reason": "扬言跳楼。"})

    nowhere = await asked(desk, other, "/emergency-looks", {"number": "SL-J-2026-000001", "reason": "x"})
    nobody = await asked(desk, SECRETARY, "/emergency-looks", {"number": case.number, "reason": "x"})
    seen = await asked(desk, DISPATCHER, "/emergency-looks", {"number": case.number, "reason": "x"})

    assert (await case.read(other))["parties"][0]["name"] is None
    assert code(nowhere) == (404, "not-found")
    assert code(nobody) == (409, "not-yours-to-do")
    assert code(seen) == (409, "nothing-to-unmask")


@pytest.mark.parametrize(
    ("person", "which", "status"),
    [
        (OTHER_TOWNSHIP, "mine", 200),
        (OTHER_TOWNSHIP, "to-agree", 403),
        (OTHER_TOWNSHIP, "to-review", 403),
        (LEADER, "to-agree", 200),
        (SUPERVISOR, "to-review", 200),
    ],
)
async def test_what_waits_is_listed_for_who_may_do_it(
    desk: Desk, person: str, which: str, status: int
) -> None:
    assert (await (await desk.sign_in(person)).get(f"/unmaskings/{which}")).status_code == status


async def test_what_is_marked_private_is_read_by_who_has_it_in_hand(desk: Desk) -> None:
    case = await a_case(desk)
    path = f"/matters/{case.number}/marks"

    made = await asked(desk, SECRETARY, path, {"confidentiality": "private"})
    twice = await asked(desk, SECRETARY, path, {"confidentiality": "private"})
    names = {person: (await party(case, person))["name"] for person in (SECRETARY, SUPERVISOR, COMMISSIONER)}
    nobody = await asked(desk, SUPERVISOR, path, {"confidentiality": "private"})
    undone = await (await desk.sign_in(SECRETARY)).request("DELETE", f"{path}/private")
    gone = await (await desk.sign_in(SECRETARY)).request("DELETE", f"{path}/private")

    assert (made.status_code, twice.status_code, twice.json()["is_new"]) == (201, 200, False)
    assert names == {SECRETARY: "王小明", SUPERVISOR: None, COMMISSIONER: "王**"}
    assert code(nobody) == (403, "not-yours-to-do")
    assert (undone.json()["stands"], code(gone)) == (False, (404, "not-found"))
    assert (await party(case, SUPERVISOR))["name"] == "王小明"
    told = [what for person, what in await notes(desk, case.number) if person == SECRETARY]
    assert [what for what in told if "mark" in what] == ["marked/private", "unmarked/private"]


async def test_of_a_matter_that_is_not_there_nothing_is_read(desk: Desk) -> None:
    person = Person(SUPERVISOR, (Officer(SUPERVISOR, "supervisor", "sl"),), desk.clock.at)
    sight = await sight_of(desk.app.state.office, person)

    with pytest.raises(Problem) as no:
        await lens_on(sight, person, "SL-2026-999999")

    assert (no.value.status, no.value.code) == (404, "not-found")
