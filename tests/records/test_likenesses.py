"""Matters are found by rare pairs of characters of their words, and opened; none hidden, none erased."""

from dataclasses import replace

import pytest
from sqlalchemy import text as sql

from keys.ring import UnknownKey
from records import content, likenesses
from records.content import Content
from records.intake import Opening
from records.keeper import Keeper
from records.likenesses import Told
from records.visible import EVERYTHING, Visible
from rules.editions import Edition
from rules.particulars import CorrectParticulars
from rules.procedure import Event, Sealed
from tests.records.house import OPENING, RECEIVED, House, text
from tests.rules import county, story


async def nearest(
    house: House, pairs: list[str], visible: Visible = EVERYTHING, but: str | None = None
) -> list[str]:
    async with house.engine.connect() as connection:
        return await likenesses.nearest(connection, house.keeper, pairs, visible, but=but)


async def told(house: House, number: str) -> list[Told]:
    async with house.engine.connect() as connection:
        return await likenesses.told(connection, house.keeper, [number])


async def matter(house: House, title: str, body: str = "", unit: str = county.VILLAGE) -> str:
    texts = [text(title, "title"), *([text(body, "body")] if body else [])]
    return (await house.register(*texts, unit=unit)).number


async def test_whoever_shares_most_pairs_comes_first_wherever_they_stand(house: House) -> None:
    two_pairs = await matter(house, "枇杷园边界")
    three_pairs = await matter(house, "边界", "枇杷园外的枇杷")
    one_pair = await matter(house, "枇杷")

    found = await nearest(house, ["枇杷", "杷园", "园外"])

    assert found == [three_pairs, two_pairs, one_pair]


async def test_the_matter_itself_and_what_is_not_seen_are_not_found(house: House) -> None:
    mine = await matter(house, "鹧鸪坡滑坡")
    also_mine = await matter(house, "鹧鸪坡滑坡")
    await matter(house, "鹧鸪坡滑坡", unit="sl-t2-v1")

    assert await nearest(house, ["鹧鸪"], Visible(units=frozenset({county.VILLAGE})), but=mine) == [also_mine]
    assert await nearest(house, ["鹧鸪"], Visible()) == []


async def test_a_name_is_no_word_to_find_a_matter_by(house: House) -> None:
    await house.register(text("鸾凤鸣", "author"), text("鸾凤鸣", "name"))

    assert await nearest(house, ["鸾凤", "凤鸣"]) == []


async def test_no_pair_finds_nothing(house: House) -> None:
    assert await nearest(house, []) == []


def opened_about(*names: Content) -> Opening:
    """A dispute of two people under the references of these names."""
    parties = tuple(replace(party, ref=str(name.ref)) for party, name in zip(county.TWO, names, strict=True))

    def first(id: str, number: str, edition: Edition) -> Event:
        event: Event = story.registration(id=id, number=number, edition=edition, parties=parties)
        return event

    return replace(OPENING, first=first)


async def test_a_matter_is_told_with_its_people_and_against_whom(house: House) -> None:
    applicant, respondent, third = text("王甲"), text("李乙"), text("赵丙")
    words = (text("院墙", "title"), text("争执多年", "body"), text("王家的人", "author"))
    opening = opened_about(applicant, respondent)
    case = await house.dispute(*words, applicant, respondent, third, opening=opening)

    (found,) = await told(house, case.state.number)

    assert (found.title, found.body) == ("院墙", "争执多年")
    assert found.people == {"王甲", "王家的人"}
    assert found.counterparties == {"李乙"}


async def test_a_corrected_name_is_told_as_it_is_now(house: House) -> None:
    applicant, respondent, later = text("王申"), text("李乙"), text("王甲", "corrected-name")
    opening = opened_about(applicant, respondent)
    case = await house.dispute(text("水渠", "title"), applicant, respondent, opening=opening)
    async with house.engine.begin() as connection:
        await content.seal(connection, house.keeper, case.state.number, [later])
    correction = CorrectParticulars(
        id=str(later.ref),
        by=county.SECRETARY,
        party=str(applicant.ref),
        name=Sealed(str(later.ref)),
        reason=Sealed("r"),
    )

    assert (await case.ask(correction, RECEIVED)).appended

    (found,) = await told(house, case.state.number)
    assert found.people == {"王甲"}
    assert found.counterparties == {"李乙"}


async def test_what_was_erased_says_nothing(house: House) -> None:
    number = await matter(house, "瑶湾")
    await content.erase(house.engine, number)

    assert await told(house, number) == []
    assert await nearest(house, ["瑶湾"]) == []


async def test_another_keeper_opens_nothing_and_does_not_say_that_there_is_nothing(house: House) -> None:
    number = await matter(house, "琅山")
    other = House(house.engine, Keeper(b"o" * 32, "keeper-2"))

    with pytest.raises(UnknownKey, match="keeper-1"):
        await told(other, number)
    with pytest.raises(UnknownKey, match="keeper-1"):
        await nearest(other, ["琅山"])


async def test_a_text_that_was_tampered_with_says_nothing_and_spoils_nothing(
    house: House, migrated: str
) -> None:
    number = await matter(house, "琼崖", "礁石")
    spoil = "UPDATE contents SET ciphertext = '\\x00' || ciphertext WHERE matter = :number AND kind = 'title'"
    async with house.engine.begin() as connection:
        await connection.execute(sql(spoil), {"number": number})

    assert [(each.title, each.body) for each in await told(house, number)] == [("", "礁石")]


@pytest.mark.parametrize("length", [0, 400])
async def test_a_text_of_any_length_can_be_told(house: House, length: int) -> None:
    number = await matter(house, "珊瑚" * 10, "礁" * length)

    assert [len(each.body) for each in await told(house, number)] == [length]
