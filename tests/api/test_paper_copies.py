"""Copies of a paper for each of its people: nobody reads in theirs how another is reached."""

from typing import Any

import httpx
import pytest

from tests.api.conftest import CLERK, COMMISSIONER, Desk
from tests.api.test_paper_drafts import fields_of, goes, read
from tests.paper.test_printing import text_of_docx

MINE, THEIRS = "13800001111", "13900002222"


async def agreed(desk: Desk) -> tuple[str, dict[str, Any]]:
    """An application between two people of whom the case knows how they are reached, by its path."""
    people = [
        {"role": "applicant", "name": "王甲", "contact": MINE},
        {"role": "respondent", "name": "李乙", "contact": THEIRS},
    ]
    case = await desk.dispute(parties=people)
    opened = await (await desk.sign_in(CLERK)).post(f"{case.path}/drafted", {"form": "D-18"})
    assert opened.status_code == 201, opened.text
    path = f"{case.path}/drafted/{opened.json()['id']}"
    said = {
        "applicant": "王甲",
        "applicant_contact": MINE,
        "respondent": "李乙",
        "respondent_contact": THEIRS,
        "facts": f"李乙（{THEIRS}，身份证330106198512315678）拖欠王甲（{MINE}）修路款。",
    }
    await goes(desk, path, CLERK, "write", fields_of("D-18", **said))
    await goes(desk, path, CLERK, "take", {"step": "finish"})
    return path, await read(desk, path)


async def copy_of(desk: Desk, path: str, whose: str, person: str = CLERK) -> httpx.Response:
    return await (await desk.sign_in(person)).get(f"{path}/printed", **{"as": "docx", "for": whose})


async def test_each_copy_holds_what_is_the_readers_and_nothing_of_how_another_is_reached(desk: Desk) -> None:
    path, paper = await agreed(desk)
    copies = {each["name"]: each["of"] for each in paper["copies"]}

    mine, theirs, third = [
        text_of_docx((await copy_of(desk, path, copies[each])).content) for each in ("王甲", "李乙", None)
    ]

    assert (MINE in mine, THEIRS in mine) == (True, False)
    assert (MINE in theirs, THEIRS in theirs) == (False, True)
    assert (MINE in third, THEIRS in third) == (False, False)
    assert not any("330106198512315678" in each for each in (mine, theirs, third))
    assert "李乙" in mine
    assert "李乙" not in third
    assert "李*" in third


async def test_what_lies_in_the_file_is_whole(desk: Desk) -> None:
    path, _ = await agreed(desk)

    file = await (await desk.sign_in(CLERK)).get(f"{path}/printed", **{"as": "docx"})

    assert all(each in text_of_docx(file.content) for each in (MINE, THEIRS))


@pytest.mark.parametrize("whose", ["nobody", "王甲"])
async def test_there_is_no_copy_for_somebody_else(desk: Desk, whose: str) -> None:
    path, _ = await agreed(desk)

    assert (await copy_of(desk, path, whose)).status_code == 404


async def test_whoever_is_not_told_how_people_are_reached_makes_no_copies(desk: Desk) -> None:
    path, _ = await agreed(desk)

    paper = await read(desk, path, COMMISSIONER)

    assert paper["copies"] == []
    assert (await copy_of(desk, path, "third-party", COMMISSIONER)).status_code == 403


async def test_a_paper_that_goes_to_an_organ_has_no_copies_of_that_kind(desk: Desk) -> None:
    case = await desk.dispute()
    opened = await (await desk.sign_in(CLERK)).post(f"{case.path}/drafted", {"form": "D-07"})

    paper = await read(desk, f"{case.path}/drafted/{opened.json()['id']}")

    assert paper["copies"] == []
