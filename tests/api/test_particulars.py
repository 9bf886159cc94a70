"""A party's name, address or telephone is corrected: case and search have the new, the history has both."""

import uuid
from typing import Any

import pytest
from sqlalchemy import select

from records import content
from records.tables import journal
from tests.api.conftest import CLERK, SECRETARY, SUPERVISOR, Case, Desk, dispute
from tests.api.test_asking import open_aftercare
from tests.api.test_case import guided, with_guidance

REASON = "身份证上的字与登记的不同。"


async def registered(desk: Desk, name: str) -> tuple[Case, str]:
    """A dispute of somebody of this name, and the reference by which the case knows them."""
    parties = [
        {"role": "applicant", "name": name, "contact": "示例县柳湾村旧址"},
        {"role": "respondent", "name": "李乙"},
    ]
    matter = {**dispute()["matter"], "title": "院墙", "body": "", "author": None, "contact": None}
    case = await desk.dispute(parties=parties, matter=matter)
    return case, (await case.parties())[0]


async def corrected(case: Case, party: str, person: str = CLERK, **said: str) -> None:
    await case.done(person, "correct-particulars", {"party": party, "reason": REASON, **said})


async def found(desk: Desk, q: str, person: str = CLERK) -> list[str]:
    hits = (await (await desk.sign_in(person)).get("/search", q=q)).json()
    return [item["matter"]["number"] for item in hits["items"]]


def somebody(surname: str) -> str:
    """A name that no other test knows: letters count as characters of a name too."""
    return f"{surname}{uuid.uuid4().hex[:10]}"


async def test_the_case_shows_the_new_name_and_its_history_both(desk: Desk) -> None:
    case, party = await registered(desk, "王错名")

    await corrected(case, party, name="王正名")

    read = await case.read()
    assert read["parties"][0]["name"] == "王正名"
    assert read["parties"][0]["party"]["ref"] == party
    entry = read["timeline"][-1]
    assert (entry["kind"], entry["by"]["role"]) == ("ParticularsCorrected", "window_clerk")
    assert entry["texts"] == {"name": "王正名", "was_name": "王错名", "reason": REASON}
    assert entry["data"] == {"party": party, "address": None, "telephone": None}


async def test_a_name_that_is_corrected_twice_leaves_each_of_its_forms_where_it_stood(desk: Desk) -> None:
    case, party = await registered(desk, "王一")

    await corrected(case, party, name="王二")
    await corrected(case, party, name="王三")

    read = await case.read()
    said = [entry["texts"] for entry in read["timeline"][-2:]]
    assert [(each["was_name"], each["name"]) for each in said] == [("王一", "王二"), ("王二", "王三")]
    assert read["parties"][0]["name"] == "王三"


async def test_search_finds_the_new_name_and_no_longer_the_old(desk: Desk) -> None:
    old, middle, new = somebody("王"), somebody("汪"), somebody("旺")
    case, party = await registered(desk, old)
    assert await found(desk, old) == [case.number]

    await corrected(case, party, name=middle)
    await corrected(case, party, name=new)

    assert await found(desk, old) == []
    assert await found(desk, middle) == []
    assert await found(desk, new) == [case.number]


async def test_a_correction_that_is_refused_is_not_found(desk: Desk) -> None:
    old, new = somebody("王"), somebody("汪")
    case, _ = await registered(desk, old)

    answer = await case.ask(
        CLERK, "correct-particulars", {"party": "passer-by", "name": new, "reason": REASON}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "unknown-party")
    assert await found(desk, new) == []
    assert await found(desk, old) == [case.number]


async def test_somebody_elses_name_in_the_same_case_is_found_as_before(desk: Desk) -> None:
    old, neighbour = somebody("王"), somebody("李")
    parties = [{"role": "applicant", "name": old}, {"role": "respondent", "name": neighbour}]
    case = await desk.dispute(parties=parties)

    await corrected(case, (await case.parties())[0], name="王正名")

    assert await found(desk, neighbour) == [case.number]


async def test_an_address_and_a_telephone_stand_beside_what_was_registered(desk: Desk) -> None:
    case, party = await registered(desk, "王甲")

    await corrected(case, party, telephone="新的号码")
    await corrected(case, party, telephone="更新的号码", address="柳湾村新址")

    read = await case.read()
    shown = read["parties"][0]
    assert (shown["contact"], shown["address"], shown["telephone"]) == (
        "示例县柳湾村旧址",
        "柳湾村新址",
        "更新的号码",
    )
    first, second = (entry["texts"] for entry in read["timeline"][-2:])
    assert first == {"telephone": "新的号码", "was_contact": "示例县柳湾村旧址", "reason": REASON}
    assert second == {
        "telephone": "更新的号码",
        "was_telephone": "新的号码",
        "address": "柳湾村新址",
        "was_contact": "示例县柳湾村旧址",
        "reason": REASON,
    }


async def test_how_to_reach_somebody_is_read_by_whoever_may_and_by_nobody_else(desk: Desk) -> None:
    case, party = await registered(desk, "王甲")
    await corrected(case, party, name="王乙", telephone="新的号码")

    read = await case.read(SUPERVISOR)

    assert read["parties"][0]["name"] == "王乙"
    assert (read["parties"][0]["telephone"], read["parties"][0]["contact"]) == (None, None)
    assert read["timeline"][-1]["texts"] == {"name": "王乙", "was_name": "王甲", "reason": REASON}


async def test_a_guardian_who_is_a_party_goes_by_the_corrected_name(desk: Desk) -> None:
    parties = [
        {"role": "applicant", "name": "王父"},
        {"role": "applicant", "name": "小王", "is_minor": True, "guardian": "王父"},
        {"role": "respondent", "name": "李乙"},
    ]
    case = await desk.dispute(parties=parties)
    father = (await case.parties())[0]

    await corrected(case, father, name="王大父")

    assert (await case.read())["parties"][1]["guardian_name"] == "王大父"


async def test_the_journal_knows_references_and_fields_alone(desk: Desk) -> None:
    case, party = await registered(desk, "王错名")

    await corrected(case, party, name="王正名", telephone="新的号码")

    body = select(journal.c.body).where(
        journal.c.procedure == f"dispute/sl/{case.number}/1", journal.c.kind == "ParticularsCorrected"
    )
    async with desk.app.state.office.records.connect() as connection:
        said = await connection.scalar(body)
    assert said is not None
    assert not {"王正名", "王错名", "新的号码", REASON} & set(map(str, said.values()))
    assert all(uuid.UUID(said[field]) for field in ("party", "name", "telephone", "reason"))


async def test_erasure_destroys_the_old_and_the_new(desk: Desk) -> None:
    old, new = somebody("王"), somebody("汪")
    case, party = await registered(desk, old)
    await corrected(case, party, name=new, telephone="新的号码")

    await content.erase(desk.app.state.office.records, case.number)

    read = await case.read()
    shown = read["parties"][0]
    assert (shown["name"], shown["contact"], shown["telephone"]) == (None, None, None)
    assert shown["is_erased"]
    assert set(read["timeline"][-1]["texts"].values()) == {None}
    assert await found(desk, old) == await found(desk, new) == []


@pytest.mark.parametrize(
    ("person", "status", "code"),
    [(SECRETARY, 200, None), (CLERK, 200, None), (SUPERVISOR, 409, "not-yours-to-do")],
)
async def test_its_people_and_the_intake_correct(
    desk: Desk, person: str, status: int, code: str | None
) -> None:
    case, party = await registered(desk, "王甲")

    answer = await case.ask(person, "correct-particulars", {"party": party, "name": "王乙", "reason": REASON})

    assert (answer.status_code, answer.json().get("code")) == (status, code)


async def test_asking_again_with_the_same_key_corrects_once(desk: Desk) -> None:
    case, party = await registered(desk, "王甲")
    body: dict[str, Any] = {"party": party, "name": "王乙", "reason": REASON}
    key = str(uuid.uuid4())

    first = await case.ask(CLERK, "correct-particulars", body, key=key)
    second = await case.ask(CLERK, "correct-particulars", body, key=key)

    assert first.json() == second.json()
    assert len((await case.read())["timeline"]) == 2


async def test_a_correction_of_nothing_and_one_without_a_reason_change_nothing(desk: Desk) -> None:
    case, party = await registered(desk, "王甲")

    nothing = await case.ask(CLERK, "correct-particulars", {"party": party, "reason": REASON})
    without_reason = await case.ask(CLERK, "correct-particulars", {"party": party, "name": "王乙"})

    assert (nothing.status_code, nothing.json()["code"]) == (409, "no-particular-given")
    assert without_reason.status_code == 422
    assert (await case.read())["case"]["seq"] == 1


async def test_a_correction_in_aftercare_holds_for_the_whole_matter(desk: Desk) -> None:
    case, _ = await with_guidance(desk)
    party, _ = await case.parties()
    await open_aftercare(desk, case)
    clerk = await desk.sign_in(CLERK)
    aftercare = f"/cases/aftercare/{case.number}/1"
    body = {"party": party, "name": "王正名", "reason": REASON}

    answer = await clerk.post(f"{aftercare}/correct-particulars", body)

    assert answer.status_code == 200
    assert (await case.read())["parties"][0]["name"] == "王正名"
    (entry,) = (await clerk.get(aftercare)).json()["timeline"][1:]
    assert entry["texts"] == {"name": "王正名", "was_name": "王甲", "reason": REASON}


async def test_a_notice_keeps_the_name_that_was_known_when_it_was_issued(desk: Desk) -> None:
    case, document = await with_guidance(desk)
    party, _ = await case.parties()
    await open_aftercare(desk, case)
    clerk = await desk.sign_in(CLERK)
    desk.clock.pass_by(hours=1)

    body = {"party": party, "name": "王正名", "reason": REASON}
    await clerk.post(f"/cases/aftercare/{case.number}/1/correct-particulars", body)

    read = (await clerk.get(f"{case.path}/documents/{document}")).json()
    assert [copy["name"] for copy in read["copies"]] == ["王甲", "李乙"]


async def test_a_notice_issued_after_a_correction_has_the_corrected_name(desk: Desk) -> None:
    case, party = await registered(desk, "王错名")
    await corrected(case, party, name="王正名")
    desk.clock.pass_by(hours=1)

    document = await guided(desk, case)

    read = (await (await desk.sign_in(CLERK)).get(f"{case.path}/documents/{document}")).json()
    assert [copy["name"] for copy in read["copies"]] == ["王正名", "李乙"]
    assert read["copies"][0]["zh"][0] == "王正名："
