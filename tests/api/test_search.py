"""Search finds by number, name and words, and nobody finds what they may not read."""

from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select

from records import content
from records.tables import access_log
from tests.api.conftest import (
    ADMIN,
    AUDITOR,
    CLERK,
    GRID_WORKER,
    MONDAY,
    NEXT_VILLAGE,
    SECRETARY,
    SUPERVISOR,
    Case,
    Desk,
    dispute,
)

PARTIES = [{"role": "applicant", "name": "欧阳𠮷祥"}, {"role": "respondent", "name": "Lǐ Yǐ"}]
MATTER = {**dispute()["matter"], "title": "水渠改道", "body": "上游改了水渠，下游三户的稻田无水可灌。"}


async def found(desk: Desk, person: str, q: str, **more: Any) -> list[str]:
    answer = await (await desk.sign_in(person)).get("/search", q=q, **more)
    assert answer.status_code == 200, answer.text
    return [hit["matter"]["number"] for hit in answer.json()["items"]]


async def one(desk: Desk) -> Case:
    return await desk.dispute(parties=PARTIES, matter=MATTER)


@pytest.mark.parametrize(
    "q", ["欧阳", "阳𠮷", "𠮷祥", "lǐ", " 欧 阳 ", "Ｌǐ", "水渠", "无水可灌", "下游三户的稻田"]
)
async def test_two_characters_of_a_name_or_of_the_text_are_enough(desk: Desk, q: str) -> None:
    case = await one(desk)

    assert case.number in await found(desk, SECRETARY, q, limit=100)


@pytest.mark.parametrize("q", ["阳欧", "渠水", "下游五户", "王甲乙丙"])
async def test_what_does_not_stand_there_is_not_found(desk: Desk, q: str) -> None:
    case = await one(desk)

    assert case.number not in await found(desk, SECRETARY, q, limit=100)


async def test_a_number_is_found_by_how_it_begins(desk: Desk) -> None:
    case = await one(desk)

    assert await found(desk, CLERK, case.number) == [case.number]
    assert case.number in await found(desk, CLERK, case.number.lower()[:-1], limit=100)
    assert await found(desk, NEXT_VILLAGE, case.number) == []


async def test_a_hit_shows_its_cases_and_no_name(desk: Desk) -> None:
    case = await one(desk)

    answer = await (await desk.sign_in(SUPERVISOR)).get("/search", q=case.number)

    (hit,) = answer.json()["items"]
    assert [line["case"]["procedure"] for line in hit["cases"]] == [f"dispute/sl/{case.number}/1"]
    assert "欧阳" not in answer.text


@pytest.mark.parametrize("person", [NEXT_VILLAGE, AUDITOR, ADMIN])
async def test_whoever_may_not_read_names_and_words_finds_nothing_by_them(desk: Desk, person: str) -> None:
    await one(desk)

    assert await found(desk, person, "欧阳") == []
    assert await found(desk, person, "水渠") == []


async def test_an_erased_matter_is_found_by_its_number_alone_and_its_names_read_as_erased(desk: Desk) -> None:
    case = await one(desk)
    await content.erase(desk.app.state.office.records, case.number)

    assert case.number not in await found(desk, CLERK, "欧阳", limit=100)
    assert await found(desk, CLERK, case.number) == [case.number]
    party = (await case.read())["parties"][0]
    assert (party["name"], party["is_erased"]) == (None, True)
    matter = (await (await desk.sign_in(CLERK)).get(f"/matters/{case.number}")).json()
    assert matter["texts"] == dict.fromkeys(("title", "body", "author", "contact"))


async def test_an_erased_matter_takes_no_more_words(desk: Desk) -> None:
    case = await one(desk)
    await content.erase(desk.app.state.office.records, case.number)

    answer = await case.ask(SECRETARY, "raise-early", {"reason": "涉及多户。"})

    assert (answer.status_code, answer.json()["code"]) == (409, "not-at-this-stage")


async def test_pages_of_hits_lead_on(desk: Desk) -> None:
    cases = [await one(desk) for _ in range(3)]

    first = (await (await desk.sign_in(SECRETARY)).get("/search", q="欧阳𠮷祥", limit=2)).json()
    second = await found(desk, SECRETARY, "欧阳𠮷祥", limit=2, before=first["before"])

    numbers = [hit["matter"]["number"] for hit in first["items"]]
    assert numbers == [cases[2].number, cases[1].number]
    assert second[0] == cases[0].number


@pytest.mark.parametrize("q", ["", " ", "x" * 101, "甲\x00"])
async def test_a_search_for_nothing_is_malformed(desk: Desk, q: str) -> None:
    assert (await (await desk.sign_in(CLERK)).get("/search", q=q)).status_code == 422


async def test_every_search_is_on_record_and_its_words_only_as_a_keyed_digest(desk: Desk) -> None:
    await one(desk)
    before = await searches(desk, GRID_WORKER)

    await found(desk, GRID_WORKER, "欧阳")
    await found(desk, GRID_WORKER, " 欧 阳 ")
    await found(desk, GRID_WORKER, "没有这个名字")

    first, again, other = (await searches(desk, GRID_WORKER))[len(before) :]
    assert (first.seat, first.matter, first.what) == ("grid_worker@sl-t1-v1", None, "search")
    assert first.at == MONDAY
    assert first.digest == again.digest != other.digest
    assert len(first.digest) == 64
    assert first.digest != sha256("欧阳".encode()).hexdigest()


async def searches(desk: Desk, person: str) -> list[Any]:
    async with desk.app.state.office.records.connect() as connection:
        rows = select(access_log).where(access_log.c.person == person, access_log.c.what == "search")
        return list((await connection.execute(rows.order_by(access_log.c.id))).all())
